//! Wishes, one JSON object a line: what a script or another program sends.
//!
//! | kind | fields |
//! |---|---|
//! | `promise` | `text`; `name`, `due`, `every`, `times`, `from`, `until`, `avoid`; `key` |
//! | `kept`, `broken`, `excused` | `promise`: the key or the name of one in the feed, or an id or a name; `on`: a date; `note`; `key` |
//!
//! All or nothing. A promise is known again by its `key`, or without one by its name, or by its text and due day. A
//! mark is known again by its promise and its date, and needs no key; it may have one, of which nothing is kept. So
//! what was undone can be imported again, as after a slip that was mended in the feed.

use std::borrow::Cow;

use serde::Deserialize;

use super::wish::{Fault, Naming, NewMark, NewPromise, Of, Wish, date};
use crate::domain::cadence::Every;
use crate::domain::terms::TermsWish;
use crate::domain::words::Name;
use crate::domain::{Day, Says};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    promise: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    on: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    note: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    key: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    text: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    name: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    due: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    every: Option<Cow<'a, str>>,
    #[serde(default)]
    times: Option<u32>,
    #[serde(borrow, default)]
    from: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    until: Option<Cow<'a, str>>,
    #[serde(default)]
    avoid: bool,
}

const HINT: &str = r#"one object a line, as in {"kind":"kept","promise":"dishes","on":"2026-11-20"}"#;

/// What a line wishes for; nothing, of an empty one. A promise without `from` starts today.
pub fn wish(line: &str, today: Day) -> Result<Option<Wish>, Fault> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(None);
    }
    if !line.starts_with('{') {
        return Err(Fault::form("the line is no JSON object", HINT));
    }
    let line: Line<'_> = serde_json::from_str(line).map_err(|error| Fault::json(&error, HINT))?;
    let says = Says::from_word(&line.kind);
    match (line.kind.as_ref(), says) {
        (_, Some(says)) => mark(line, says).map(Some),
        ("promise", _) => promise(line, today).map(Some),
        (kind, _) => Err(Fault::form(
            format!("there is no kind `{kind}`"),
            "the kinds are promise, kept, broken and excused",
        )),
    }
}

fn mark(line: Line<'_>, says: Says) -> Result<Wish, Fault> {
    let foreign = line.text.is_some()
        || line.name.is_some()
        || line.due.is_some()
        || line.every.is_some()
        || line.times.is_some()
        || line.from.is_some()
        || line.until.is_some()
        || line.avoid;
    if foreign {
        return Err(Fault::form(
            format!("`{}` has only promise, on, note and key", says.word()),
            "give the promise on a line of its own, of the kind promise",
        ));
    }
    let missing = |what| Fault::form(format!("`{}` needs `{what}`", says.word()), HINT);
    let of = line.promise.ok_or_else(|| missing("promise"))?.into_owned();
    let on = date(&line.on.ok_or_else(|| missing("on"))?)?;
    let note = line.note.map(Cow::into_owned);
    Ok(Wish::Mark(NewMark { of: Of::Word(of), on, says, note, of_the_day: false }))
}

fn promise(line: Line<'_>, today: Day) -> Result<Wish, Fault> {
    if line.promise.is_some() || line.on.is_some() || line.note.is_some() {
        return Err(Fault::form(
            "a promise has no promise, on or note",
            "say what became of it on a line of its own",
        ));
    }
    let text = line.text.ok_or_else(|| Fault::form("a promise needs `text`", HINT))?.into_owned();
    let day = |word: Option<Cow<'_, str>>| word.map(|word| date(&word)).transpose();
    let (due, from, until) = (day(line.due)?, day(line.from)?, day(line.until)?);
    let name = line.name.map(|name| name.parse::<Name>()).transpose()?;
    let every = line.every.map(|every| every.parse::<Every>()).transpose()?;
    let without_key = || match (&name, due) {
        (Some(name), _) => name.to_string(),
        (None, Some(due)) => format!("{text} {due}"),
        (None, None) => text.clone(),
    };
    Ok(Wish::Promise(NewPromise {
        key: line.key.map_or_else(without_key, Cow::into_owned),
        naming: name.map_or(Naming::ById, Naming::By),
        terms: Some(TermsWish {
            due,
            every,
            times: line.times,
            from: from.unwrap_or(due.map_or(today, |due| due.min(today))),
            until,
            avoid: line.avoid,
        }),
        text,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Option<Wish>, Fault> {
        wish(line, "2026-11-16".parse().unwrap())
    }

    #[test]
    fn marks() {
        let line =
            r#"{"kind":"broken","promise":"dishes","on":"2026-11-20","note":"a \"late\" night","key":"7"}"#;
        let Some(Wish::Mark(mark)) = read(line).unwrap() else { panic!("a mark") };
        assert_eq!((mark.of, mark.says), (Of::Word("dishes".to_owned()), Says::Broken));
        assert_eq!(
            (mark.on.to_string(), mark.note.as_deref()),
            ("2026-11-20".to_owned(), Some("a \"late\" night"))
        );
        assert_eq!(read("  \r"), Ok(None));
    }

    #[test]
    fn promises_and_what_they_are_known_by() {
        let key = |line: &str| match read(line).unwrap() {
            Some(Wish::Promise(promise)) => promise.key,
            other => panic!("{other:?}"),
        };
        assert_eq!(key(r#"{"kind":"promise","text":"wash up","every":"day","name":"dishes"}"#), "dishes");
        assert_eq!(key(r#"{"kind":"promise","text":"wash up","key":"cal-7"}"#), "cal-7");
        assert_eq!(key(r#"{"kind":"promise","text":"wash up","due":"2026-11-20"}"#), "wash up 2026-11-20");
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (line, said) in [
            ("{", "EOF while parsing an object, column 1"),
            ("7", "the line is no JSON object"),
            ("[]", "the line is no JSON object"),
            (r#"{"kind":"kept","promise":"x","on":"20.11.2026"}"#, "`20.11.2026`"),
            (r#"{"kind":"kept","promise":"x"}"#, "`kept` needs `on`"),
            (r#"{"kind":"kept","on":"2026-11-20"}"#, "`kept` needs `promise`"),
            (r#"{"kind":"sang"}"#, "there is no kind `sang`"),
            (r#"{"kind":"promise"}"#, "a promise needs `text`"),
            (r#"{"kind":"kept","promise":"x","on":"2026-11-20","day":1}"#, "unknown field `day`"),
            (r#"{"kind":"kept","promise":"x","on":"2026-11-20","every":"day"}"#, "has only promise, on"),
        ] {
            let fault = read(line).unwrap_err().to_string();
            assert!(fault.contains(said), "{line}: {fault}");
        }
    }
}
