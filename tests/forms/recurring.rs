//! The days of a feed, reckoned anew by somebody else's reader of recurrence rules, against the windows themselves:
//! every form of cadence, from any day, wherever weeks start, with last days, pauses and what was said. The feeds of
//! the table are also left as files for `tests/ics/check.py`, which reads them as a calendar program would.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::Weekday;
use ourword::domain::pause::Pause;
use ourword::domain::terms::When;
use ourword::domain::{Day, Judge, Mark, Partner, Promise, Says, Verdict, WeekStart};
use proptest::prelude::*;
use rrule::RRuleSet;

use crate::couple::{Couple, cases, day, id, mark, promise};
use crate::ics_form::{Properties, events, file, value};

/// One of every form, and all edges of it.
const CADENCES: [&str; 48] = [
    "day",
    "weekday",
    "weekend",
    "mon",
    "sun",
    "mon,wed,fri",
    "sat,sun",
    "2 weeks on tue",
    "2 weeks on sun",
    "3 weeks on mon,sun",
    "99 weeks on fri",
    "week",
    "2 weeks",
    "5 weeks",
    "3/week",
    "month",
    "2 months",
    "3 months",
    "7 months",
    "4/month",
    "12 months",
    "year",
    "2 years",
    "month on 1",
    "month on 1,15",
    "month on 28",
    "month on 29",
    "month on 30",
    "month on 31",
    "month on last",
    "month on 1,last",
    "month on 28,last",
    "month on 15,30",
    "month on 30,31",
    "month on 31,last",
    "2 months on 29",
    "2 months on 30",
    "3 months on last",
    "year on 02-14",
    "year on 02-28",
    "year on 02-29",
    "year on 02-28,02-29",
    "year on 01-29,02-29",
    "year on 01-01,07-01",
    "year on 01-31,02-14",
    "year on 12-31",
    "2 days",
    "30 days",
];

/// How far a series is followed.
const YEARS: i64 = 3;

fn horizon(today: Day) -> Day {
    Day::from_ymd_clamped(today.year() + 1, today.month(), today.day_of_month())
}

/// The last days of the windows on which something is to be done, from today on, found window by window and day by
/// day.
fn expected(couple: &Couple, promise: &Promise, marks: &[Mark], to: Day) -> BTreeSet<Day> {
    let reckoning = &couple.reckoning;
    let paused = couple.book.paused(promise.id, reckoning);
    let judge = Judge { promise, paused: &paused, left_on: None, reckoning };
    let windows = promise.windows(reckoning, promise.start());
    let windows = windows.take_while(|window| window.from <= to).filter(|window| window.to.unwrap() <= to);
    let coming = windows.filter(|window| window.to.unwrap() >= reckoning.today);
    let to_do = coming.filter(|window| {
        let own: Vec<Mark> = marks.iter().filter(|mark| window.holds(mark.on)).cloned().collect();
        let mut days = (0..).map(|at| window.from.plus(at)).take_while(|day| *day <= window.to.unwrap());
        let rests = days.all(|day| {
            couple.book.pauses.iter().any(|pause| {
                pause.promise.is_none_or(|one| one == promise.id)
                    && pause.from <= day
                    && pause.until.is_none_or(|until| day <= until)
            })
        });
        judge.window(*window, &own).verdict == Verdict::Open && !rests
    });
    to_do.filter_map(|window| window.to).collect()
}

fn read_day(text: &str) -> Day {
    day(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))
}

/// The days of an event up to that one, by the other reader. It knows no dates without a time, so midnight it is.
fn expanded(event: &Properties, to: Day) -> Vec<Day> {
    let start = value(event, "DTSTART;VALUE=DATE").unwrap();
    let Some(rule) = value(event, "RRULE") else {
        return Some(read_day(start)).filter(|day| *day <= to).into_iter().collect();
    };
    let parts = rule.split(';').map(|part| match part.split_once('=') {
        Some(("UNTIL", last)) => format!("UNTIL={last}T000000Z"),
        _ => part.to_owned(),
    });
    let rule = parts.collect::<Vec<_>>().join(";");
    let set: RRuleSet = format!("DTSTART:{start}T000000Z\nRRULE:{rule}").parse().unwrap();
    let end = format!("{to}T23:59:59Z").parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let set = set.before(end.with_timezone(&rrule::Tz::UTC));
    let except: Vec<Day> = event
        .iter()
        .filter(|(name, _)| name == "EXDATE;VALUE=DATE")
        .map(|(_, value)| read_day(value))
        .collect();
    let days: Vec<Day> =
        set.all(u16::MAX).dates.iter().map(|date| Day::from_date(date.date_naive()).unwrap()).collect();
    let first = read_day(start);
    assert!(first > to || days.first() == Some(&first), "begins with a day of its own: {event:?}");
    for day in &except {
        assert!(*day > to || days.contains(day), "{day} is taken out and was never in: {event:?}");
    }
    days.into_iter().filter(|day| !except.contains(day)).collect()
}

/// How far the events of a promise go: those by themselves to the horizon, a series as far as one looks.
fn reach(events: &[&Properties], promise: &Promise, today: Day) -> Day {
    let alone = |event: &&Properties| value(event, "UID").unwrap().contains('-');
    let by_rule = events.iter().any(|event| !alone(event));
    // The one day beside a series that the last day cuts short.
    let cut = events.len() == 1 && events.iter().all(alone) && {
        let When::Every { until, .. } = &promise.terms.when else { panic!("recurs") };
        *until == Some(read_day(value(events[0], "DTSTART;VALUE=DATE").unwrap()))
    };
    if by_rule || cut { today.plus(366 * YEARS) } else { horizon(today) }
}

fn agrees(couple: &Couple) -> Result<BTreeMap<String, BTreeSet<Day>>, TestCaseError> {
    let text = file(couple);
    let events = events(&text);
    let today = couple.reckoning.today;
    let mut all = BTreeMap::new();
    for (at, promise) in couple.book.promises.iter().enumerate() {
        let marks: &[Mark] = if at == 0 { &couple.marks } else { &[] };
        let own = |event: &&Properties| {
            value(event, "UID").unwrap().split(['-', '@']).next() == Some(&promise.id.to_string())
        };
        let own: Vec<&Properties> = events.iter().filter(own).collect();
        let to = reach(&own, promise, today);
        let days: Vec<Day> = own.iter().flat_map(|event| expanded(event, to)).collect();
        let set: BTreeSet<Day> = days.iter().copied().collect();
        let about = format!("{:?} today {today} {:?}\n{text}", promise.terms, couple.book.pauses);
        prop_assert_eq!(days.len(), set.len(), "a day twice: {}", about);
        prop_assert_eq!(&set, &expected(couple, promise, marks, to), "{}", about);
        all.insert(promise.id.to_string(), set);
    }
    Ok(all)
}

fn with_until(mut promise: Promise, last: Option<Day>) -> Promise {
    if let When::Every { until, .. } = &mut promise.terms.when {
        *until = last;
    }
    promise
}

#[test]
fn every_form_of_cadence() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ics");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (weeks, today) in [
        (Weekday::Mon, "2026-11-20"),
        (Weekday::Sun, "2026-11-20"),
        (Weekday::Sun, "2028-02-28"),
        (Weekday::Sat, "2026-12-31"),
    ] {
        let mut couple = Couple::new(day(today), WeekStart(weeks));
        let mut number = 0;
        for cadence in CADENCES {
            for (from, last) in [(-400, None), (-3, None), (40, Some(500)), (-10, Some(300)), (0, Some(11))] {
                number += 1;
                let start = day(today).plus(from);
                let made = promise(&format!("a{number}"), Some(cadence), start);
                couple.book.promises.push(with_until(made, last.map(|days| day(today).plus(days))));
            }
        }
        let rest = |number: &str, promise, from: i64, to: i64| Pause {
            id: id(number),
            by: Partner::First,
            promise,
            from: day(today).plus(from),
            until: Some(day(today).plus(to)),
            lifted_on: None,
        };
        couple.book.pauses = vec![rest("b1", None, 20, 60), rest("b2", Some(id("a1")), 61, 70)];
        couple.marks = vec![mark(Partner::First, day(today).plus(2), Says::Excused, 1)];
        let days = agrees(&couple).unwrap();
        assert!(days.values().filter(|days| !days.is_empty()).count() > 200, "most have days");
        let name = format!("{}-{today}", couple.reckoning.weeks);
        let to = day(today).plus(366 * YEARS);
        let expected = serde_json::json!({
            "from": today,
            "to": to,
            "horizon": horizon(day(today)),
            "days": days,
        });
        fs::write(folder.join(format!("{name}.ics")), file(&couple)).unwrap();
        fs::write(folder.join(format!("{name}.json")), expected.to_string()).unwrap();
    }
}

#[test]
fn a_pause_without_an_end_leaves_what_comes_before_it() {
    let mut couple = Couple::new(day("2026-11-20"), WeekStart::default());
    couple.book.promises = vec![promise("a1", Some("week"), day("2026-11-02"))];
    couple.book.pauses = vec![Pause {
        id: id("a2"),
        by: Partner::First,
        promise: None,
        from: day("2026-12-01"),
        until: None,
        lifted_on: None,
    }];
    assert!(
        !file(&couple).contains("RRULE"),
        "the days stand alone, and none is taken out of a series for ever"
    );
    let days = agrees(&couple).unwrap();
    let days: Vec<String> = days["a1"].iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2026-11-22", "2026-11-29", "2026-12-06"], "of the last week a day is left");
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_life(
        cadence in prop::sample::select(&CADENCES[..]),
        today in 0..3000_i64,
        start in -900..400_i64,
        last in prop::option::of(prop_oneof![0..40_i64, 0..900_i64]),
        weeks in prop::sample::select(vec![Weekday::Mon, Weekday::Sun, Weekday::Wed]),
        pauses in prop::collection::vec((-30..500_i64, prop::option::weighted(0.9, 0..90_i64)), 0..3),
        marks in prop::collection::vec((-20..60_i64, 0..3_usize), 0..4),
    ) {
        let today = day("2024-01-01").plus(today);
        let mut couple = Couple::new(today, WeekStart(weeks));
        let from = today.plus(start);
        let until = last.map(|days| from.max(today).plus(days));
        couple.book.promises = vec![with_until(promise("a1", Some(cadence), from), until)];
        couple.book.pauses = pauses.iter().enumerate().map(|(at, (first, days))| Pause {
            id: id(&format!("b{}", at + 1)),
            by: Partner::First,
            promise: None,
            from: today.plus(*first),
            until: days.map(|days| today.plus(first + days)),
            lifted_on: None,
        }).collect();
        let mut said = BTreeMap::new();
        for (at, (on, says)) in marks.iter().enumerate() {
            let says = if *on > 0 { Says::Excused } else { [Says::Kept, Says::Broken, Says::Excused][*says] };
            let on = today.plus(*on);
            if on >= from {
                said.insert(on, mark(Partner::First, on, says, i64::try_from(at).unwrap()));
            }
        }
        couple.marks = said.into_values().collect();
        agrees(&couple)?;
    }
}
