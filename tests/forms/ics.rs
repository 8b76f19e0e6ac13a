//! ICS as text: its lines, its escapes, its names for things.

use ourword::domain::promise::Promise;
use ourword::domain::terms::TermsWish;
use ourword::domain::words::shown;
use ourword::domain::{Giver, Partner, Says, WeekStart};
use ourword::render::ics;
use ourword::report::feed::feed;
use proptest::prelude::*;

use crate::couple::{Couple, cases, day, hostile, id, mark, promise};

/// The feed's file, of a ledger whose id is `7f3c`.
pub fn file(couple: &Couple) -> String {
    let feed = feed(&couple.book, &couple.reckoning, couple.accounts()).unwrap();
    ics::due(&feed, "7f3c", "2026-11-20T18:30:00Z".parse().unwrap())
}

/// An event: its properties, names with their parameters, values as they stand.
pub type Properties = Vec<(String, String)>;

/// The events of a file, unfolded, each property once per line.
pub fn events(file: &str) -> Vec<Properties> {
    let unfolded = file.replace("\r\n ", "");
    let mut events: Vec<Properties> = Vec::new();
    for line in unfolded.split("\r\n") {
        match line.split_once(':') {
            Some(("BEGIN", "VEVENT")) => events.push(Vec::new()),
            Some((name, value)) if !events.is_empty() && !line.starts_with("END:") => {
                events.last_mut().unwrap().push((name.to_owned(), value.to_owned()));
            }
            _ => {}
        }
    }
    events
}

/// The value of the one property of that name.
pub fn value<'a>(event: &'a Properties, name: &str) -> Option<&'a str> {
    let mut found = event.iter().filter(|(one, _)| one == name);
    let value = found.next().map(|(_, value)| value.as_str());
    assert!(found.next().is_none(), "{name} twice in {event:?}");
    value
}

/// A text as it was before RFC 5545, 3.3.11 escaped it.
fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ ('\\' | ',' | ';')) => out.push(c),
                other => panic!("{other:?} is escaped in {value:?}"),
            },
            ',' | ';' => panic!("{c:?} is not escaped in {value:?}"),
            c => out.push(c),
        }
    }
    out
}

fn one_off(number: &str, due: &str) -> Promise {
    let from = day("2026-11-02");
    let wish = TermsWish { due: Some(day(due)), every: None, times: None, from, until: None, avoid: false };
    Promise { terms: wish.check(WeekStart::default()).unwrap(), ..promise(number, None, from) }
}

#[test]
fn a_file_is_what_it_should_be() {
    let mut couple = Couple::writing("wash up; then rest, both");
    couple.book.promises.truncate(4);
    couple.book.promises[1].terms.avoid = true;
    couple.book.promises.push(one_off("a10", "2026-12-24"));
    couple.book.promises.push(one_off("a11", "2026-11-19"));
    couple.book.promises[4].name = Some("gifts".parse().unwrap());
    couple.book.promises[4].giver = Giver::One(Partner::Second);
    let expected = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Ourword//due//EN
CALSCALE:GREGORIAN
X-WR-CALNAME:Ourword
BEGIN:VEVENT
CLASS:PRIVATE
DESCRIPTION:wash up\\; then rest\\, both (wash up\\; then rest\\, both)
DTSTAMP:20261120T183000Z
DTSTART;VALUE=DATE:20261121
RRULE:FREQ=DAILY
SUMMARY:wash up\\; then rest\\, both
TRANSP:TRANSPARENT
UID:a1@7f3c.ourword
END:VEVENT
BEGIN:VEVENT
CLASS:PRIVATE
DESCRIPTION:wash up\\; then rest\\, both (wash up\\; then rest\\, both and Ben)
DTSTAMP:20261120T183000Z
DTSTART;VALUE=DATE:20261122
RRULE:FREQ=WEEKLY;BYDAY=SU;WKST=MO
SUMMARY:wash up\\; then rest\\, both
TRANSP:TRANSPARENT
UID:a3@7f3c.ourword
END:VEVENT
BEGIN:VEVENT
CLASS:PRIVATE
DESCRIPTION:(unsaid) (Ben)
DTSTAMP:20261120T183000Z
DTSTART;VALUE=DATE:20261224
SUMMARY:gifts
TRANSP:TRANSPARENT
UID:a10@7f3c.ourword
END:VEVENT
END:VCALENDAR
";
    // What is kept today, is to avoid, has no day, or is over is not in it; nor is any note.
    assert_eq!(file(&couple), expected.replace('\n', "\r\n"));
}

#[test]
fn an_empty_feed_is_a_calendar() {
    let couple = Couple::new(day("2026-11-20"), WeekStart::default());
    let file = file(&couple);
    assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(events(&file).len(), 0);
}

#[test]
fn rules_are_said_in_their_words() {
    let cases = [
        ("day", "FREQ=DAILY"),
        ("3 days", "FREQ=DAILY;INTERVAL=3"),
        ("mon,fri", "FREQ=WEEKLY;BYDAY=MO,FR;WKST=MO"),
        ("2 weeks on tue", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=MO"),
        ("week", "FREQ=WEEKLY;BYDAY=SU;WKST=MO"),
        ("month on 1,15,last", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1"),
        ("month on 30", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("3 months", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
        ("year", "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=12"),
        ("year on 02-14", "FREQ=YEARLY;BYMONTHDAY=14;BYMONTH=2"),
        ("year on 02-29", "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"),
    ];
    for (cadence, rule) in cases {
        let mut couple = Couple::new(day("2026-11-20"), WeekStart::default());
        couple.book.promises = vec![promise("a1", Some(cadence), day("2026-11-02"))];
        let events = events(&file(&couple));
        assert_eq!(value(&events[0], "RRULE"), Some(rule), "{cadence}");
        assert_eq!(value(&events[0], "UID"), Some("a1@7f3c.ourword"));
    }
    let mut couple = Couple::new(day("2026-11-20"), WeekStart::default());
    couple.book.promises = vec![promise("a1", Some("month on 1,30"), day("2026-11-02"))];
    let events = events(&file(&couple));
    assert_eq!(events.len(), 24, "each by itself, for a year");
    assert_eq!(value(&events[0], "UID"), Some("a1-2026-11-30@7f3c.ourword"));
    assert_eq!(value(&events[0], "RRULE"), None);
}

#[test]
fn what_was_said_of_today_takes_today_out() {
    for (says, first) in [(Says::Kept, "20261121"), (Says::Broken, "20261121"), (Says::Excused, "20261121")] {
        let mut couple = Couple::new(day("2026-11-20"), WeekStart::default());
        couple.book.promises = vec![promise("a1", Some("day"), day("2026-11-02"))];
        let today = |couple: &Couple| {
            let events = events(&file(couple));
            value(&events[0], "DTSTART;VALUE=DATE").unwrap().to_owned()
        };
        assert_eq!(today(&couple), "20261120");
        couple.marks = vec![mark(Partner::First, day("2026-11-20"), says, 1)];
        assert_eq!(today(&couple), first, "{says:?}");
    }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn words_stay_in_their_lines(text in hostile(), padding in 0..80_usize) {
        let text = format!("{}{text}", "é".repeat(padding));
        let mut couple = Couple::writing(&text);
        couple.book.promises.truncate(1);
        couple.book.promises.push(promise("a10", Some("month on 1,30"), day("2026-11-02")));
        prop_assert_eq!(couple.book.promises[0].id, id("a1"));
        let file = file(&couple);
        for line in file.strip_suffix("\r\n").unwrap().split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets: {:?}", line.len(), line);
            prop_assert!(!line.contains(['\r', '\n', '\u{2028}', '\u{2029}']), "{:?}", line);
            let known = ["BEGIN:", "END:", "VERSION:", "PRODID:", "CALSCALE:", "X-WR-CALNAME:", "CLASS:", "DESCRIPTION:",
                "DTSTAMP:", "DTSTART;", "RRULE:", "SUMMARY:", "TRANSP:", "UID:", " "];
            prop_assert!(known.iter().any(|start| line.starts_with(start)), "{:?}", line);
        }
        let events = events(&file);
        prop_assert_eq!(events.len(), 25);
        let words = shown(couple.book.promises[0].text.as_ref().unwrap().as_str());
        let words = words.replace(['\u{2028}', '\u{2029}'], " ");
        prop_assert_eq!(unescaped(value(&events[0], "SUMMARY").unwrap()), words.clone());
        let description = unescaped(value(&events[0], "DESCRIPTION").unwrap());
        let by = couple.book.name(Partner::First).replace(['\u{2028}', '\u{2029}'], " ");
        prop_assert_eq!(description, format!("{words} ({by})"));
        let mut uids: Vec<&str> = events.iter().map(|event| value(event, "UID").unwrap()).collect();
        uids.sort_unstable();
        uids.dedup();
        prop_assert_eq!(uids.len(), 25, "every event has its own");
    }
}
