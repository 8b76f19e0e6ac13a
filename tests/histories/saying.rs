//! Marks by chance: bare, with a day, of several promises at once, or line by line.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::compare::differences;
use crate::days::{SHORT, iso, moved, weekday};
use crate::marking::{About, about, changes, window_index};
use crate::play::{day_to_mark, undo};
use crate::session::{Session, told};
use crate::verdict::see;
use crate::world::{Act, Event, NAMES, Promise, Said, Says};

/// A command of marks: what is typed, and which promise is said to be what on which day.
struct Saying {
    args: Vec<String>,
    stdin: Option<String>,
    of: Vec<(Promise, Option<NaiveDate>)>,
    says: Says,
    note: Option<String>,
}

pub fn say(session: &mut Session, by: usize) -> Result<(), String> {
    let Some(saying) = choose(session, by) else { return Ok(()) };
    let mut said = Vec::new();
    let mut refused = false;
    for (promise, on) in &saying.of {
        match about(promise, by, saying.says, *on, session.today) {
            About::Day(day) => said.push(Said {
                promise: promise.terms.id.clone(),
                on: day,
                says: saying.says,
                note: saying.note.clone(),
            }),
            About::Refused => refused = true,
            About::Unclear => return Ok(()),
        }
    }
    if refused {
        // All or nothing.
        return session.refused(by, saying.args, saying.stdin.as_deref(), &[1, 2, 3]);
    }
    let world = session.world();
    // What several words in one command about one window change, when one of them stood already, is left open.
    let cell = |s: &Said| (s.promise.clone(), window_index(world.find(&s.promise), s.on));
    for one in &said {
        let crowded = said.iter().filter(|other| cell(other) == cell(one)).count() > 1;
        let stood =
            world.find(&one.promise).marks.iter().any(|m| m.by == by && m.on == one.on && m.says == one.says);
        if crowded && stood {
            return Ok(());
        }
    }
    let echo = session.taken(by, saying.args, saying.stdin.as_deref())?;
    let event = session.event(by, Act::Mark(Vec::new()));
    let (recorded, unchanged): (Vec<Said>, Vec<Said>) =
        said.into_iter().partition(|s| changes(&world, world.find(&s.promise), &event, s));
    if !recorded.is_empty() {
        session.events.push(Event { act: Act::Mark(recorded.clone()), ..event });
    }
    check_marks(session, by, &echo, "recorded", &recorded)?;
    check_marks(session, by, &echo, "unchanged", &unchanged)?;
    // Changing one's mind is what undo is for, so it happens often, and is then taken back as often.
    if session.chance.percent(15) {
        undo(session, by)?;
        if session.chance.percent(50) {
            undo(session, by)?;
        }
    }
    Ok(())
}

fn check_marks(session: &Session, by: usize, echo: &Value, list: &str, said: &[Said]) -> Result<(), String> {
    let world = session.world();
    let mut expected = Vec::new();
    for one in said {
        let promise = world.find(&one.promise);
        let raw = &promise.raws[window_index(promise, one.on)];
        let seen = see(&world, promise, raw, session.now());
        expected.push(json!({
            "id": one.promise, "name": promise.terms.name, "by": NAMES[by], "on": iso(one.on),
            "says": one.says.word(), "window": {"from": iso(seen.from), "to": iso(seen.to)},
            "verdict": seen.verdict.word(),
        }));
    }
    let key = |v: &Value| (v["id"].to_string(), v["on"].to_string());
    let mut got = echo[list].as_array().cloned().unwrap_or_default();
    expected.sort_by_key(key);
    got.sort_by_key(key);
    told(&format!("the echo, {list}: {echo}"), &differences(&json!(expected), &json!(got)))
}

fn choose(session: &mut Session, by: usize) -> Option<Saying> {
    let mut promises = session.world().promises;
    if promises.is_empty() {
        return None;
    }
    session.chance.shuffle(&mut promises);
    if session.chance.percent(20) {
        // What is overdue comes to mind first; else hardly anything would ever be late.
        let today = session.today;
        let overdue =
            |p: &Promise| p.terms.cadence.due().is_some_and(|due| due < today) && p.marks.is_empty();
        promises.sort_by_key(|p| !overdue(p));
    }
    let (says, verb) = match session.chance.between(1, 100) {
        1..=58 => (Says::Kept, "kept"),
        59..=80 => (Says::Broken, "broke"),
        _ => (Says::Excused, "excused"),
    };
    let note = session
        .chance
        .percent(12)
        .then(|| (*session.chance.pick(&["so it was", "one more word"])).to_owned());
    let mut saying =
        Saying { args: vec![verb.to_owned()], stdin: None, of: Vec::new(), says, note: note.clone() };
    match session.chance.between(1, 100) {
        1..=34 => bare(session, &mut saying, promises),
        35..=58 => dated(session, &mut saying, promises),
        59..=74 => reply(session, &mut saying, promises, by),
        _ => lines(session, &mut saying, promises),
    }
    if saying.of.is_empty() {
        return None;
    }
    if let Some(note) = note {
        saying.args.extend(["--note".to_owned(), note]);
    }
    Some(saying)
}

fn several(session: &mut Session, promises: &mut Vec<Promise>) {
    let many = if session.chance.percent(75) { 1 } else { session.chance.count(2, 3) };
    promises.truncate(many as usize);
}

fn bare(session: &mut Session, saying: &mut Saying, mut promises: Vec<Promise>) {
    several(session, &mut promises);
    for promise in promises {
        saying.args.push(session.handle(&promise));
        saying.of.push((promise, None));
    }
}

fn dated(session: &mut Session, saying: &mut Saying, mut promises: Vec<Promise>) {
    several(session, &mut promises);
    let on = one_day(session, &promises[0], saying.says);
    for promise in promises {
        saying.args.push(session.handle(&promise));
        saying.of.push((promise, Some(on)));
    }
    let typed = typed(session, on);
    saying.args.extend(["--on".to_owned(), typed]);
}

/// A word about a day of which the other has spoken.
fn reply(session: &mut Session, saying: &mut Saying, mut promises: Vec<Promise>, by: usize) {
    promises.retain(|p| p.marks.iter().any(|m| m.by != by));
    let Some(promise) = promises.pop() else { return };
    let days: Vec<NaiveDate> = promise.marks.iter().filter(|m| m.by != by).map(|m| m.on).collect();
    let on = *session.chance.pick(&days[days.len().saturating_sub(4)..]);
    let (handle, typed) = (session.handle(&promise), typed(session, on));
    saying.args.extend([handle, "--on".to_owned(), typed]);
    saying.of.push((promise, Some(on)));
}

/// Lines on stdin: many days of one or two promises, the quickest way to say how some weeks went.
fn lines(session: &mut Session, saying: &mut Saying, mut promises: Vec<Promise>) {
    promises.truncate(session.chance.count(1, 2) as usize);
    let mut text = Vec::new();
    for promise in promises {
        let many = if session.chance.percent(80) { (1, 14) } else { (20, 70) };
        let mut days: Vec<NaiveDate> = (0..session.chance.count(many.0, many.1))
            .map(|_| one_day(session, &promise, saying.says))
            .collect();
        days.sort_unstable();
        days.dedup();
        // Among many days one without a window is likely, and would refuse them all.
        if session.chance.percent(95) {
            days.retain(|d| about(&promise, 0, saying.says, Some(*d), session.today) == About::Day(*d));
        }
        session.chance.shuffle(&mut days);
        for day in days {
            text.push(format!("{} {day}\n", session.handle(&promise)));
            saying.of.push((promise.clone(), Some(day)));
        }
    }
    if saying.of.is_empty() {
        return;
    }
    saying.args.push("-".to_owned());
    saying.stdin = Some(text.concat());
}

fn one_day(session: &mut Session, promise: &Promise, says: Says) -> NaiveDate {
    let late = promise.terms.cadence.due().filter(|due| session.today > *due);
    if let (Some(due), Says::Kept, false) = (late, says, promise.terms.avoid)
        && session.chance.percent(40)
    {
        return moved(due, session.chance.between(1, (session.today - due).num_days()));
    }
    let ahead = says == Says::Excused && session.chance.percent(40);
    day_to_mark(session, promise, ahead)
}

/// A day as one might type it of a mark: a weekday is the latest one, today included.
fn typed(session: &mut Session, on: NaiveDate) -> String {
    let ago = (session.today - on).num_days();
    if session.chance.percent(60) {
        return on.to_string();
    }
    match ago {
        0 if session.chance.percent(50) => "today".to_owned(),
        1 if session.chance.percent(50) => "yesterday".to_owned(),
        0..=6 => SHORT[weekday(on)].to_owned(),
        7..=40 => format!("{ago} days ago"),
        _ => on.to_string(),
    }
}
