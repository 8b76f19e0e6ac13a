//! Promises by chance, from the whole grammar of cadences, and the ways to write them.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::cadence::{Cadence, Unit};
use crate::days::{Chance, LONG, SHORT, moved, weekday};
use crate::world::Terms;

/// A promise as it is typed, and what it means; without an id yet.
pub struct Wish {
    pub args: Vec<String>,
    pub terms: Terms,
    /// Whether it must be refused as usage.
    pub bad: bool,
}

/// A day that is not about a mark, as somebody might type it: a weekday is the coming one.
fn typed(chance: &mut Chance, d: NaiveDate, today: NaiveDate) -> String {
    let ahead = (d - today).num_days();
    if chance.percent(70) {
        return d.to_string();
    }
    match ahead {
        0 => "today".to_owned(),
        -1 => "yesterday".to_owned(),
        1 if chance.percent(50) => "tomorrow".to_owned(),
        1..=7 => SHORT[weekday(d)].to_owned(),
        14 | 21 | 28 => format!("in {} weeks", ahead / 7),
        -20..=-2 => format!("{} days ago", -ahead),
        _ => d.to_string(),
    }
}

pub fn wish(chance: &mut Chance, by: usize, today: NaiveDate, starts: Weekday, number: usize) -> Wish {
    let text = format!("promise {number}");
    let mut args = vec!["promise".to_owned(), text.clone()];
    // Some ledgers take up a promise that has been running for months: only these say much of a change.
    let long = number == 1 && chance.percent(50);
    let from = match chance.between(1, 100) {
        _ if long => Some(moved(today, chance.between(-120, -70))),
        1..=45 => None,
        46..=60 => Some(moved(today, chance.between(-150, -60))),
        61..=80 => Some(moved(today, chance.between(-59, -1))),
        81..=93 => Some(moved(today, chance.between(1, 25))),
        _ => Some(today),
    };
    let start = from.unwrap_or(today);
    let (cadence, written, per) = if long {
        (Cadence::WeekDays { n: 1, on: [true; 7] }, "day".to_owned(), None)
    } else {
        cadence(chance, start, today)
    };
    let mut times = per.unwrap_or(1);
    let recurring = !cadence.one_off();
    if let Some(due) = cadence.due() {
        args.extend(["--due".to_owned(), typed(chance, due, today)]);
    } else if recurring {
        args.extend(["--every".to_owned(), written]);
    }
    if let Some(from) = from {
        args.extend(["--from".to_owned(), typed(chance, from, today)]);
    }
    let until = (recurring && !long && chance.percent(30)).then(|| moved(start, chance.between(0, 110)));
    if let Some(until) = until {
        args.extend(["--until".to_owned(), typed(chance, until, today)]);
    }
    let mut avoid = false;
    if cadence.has_share() && per.is_none() && chance.percent(50) {
        times = chance.count(1, most(&cadence));
        args.extend(["--times".to_owned(), times.to_string()]);
    } else if cadence != Cadence::Once && per.is_none() && chance.percent(22) {
        avoid = true;
        args.push("--avoid".to_owned());
    }
    let joint = chance.percent(22);
    if joint {
        args.push("--both".to_owned());
    }
    let name = chance.percent(30).then(|| format!("thing-{number}"));
    if let Some(name) = &name {
        args.extend(["--name".to_owned(), name.clone()]);
    }
    let bad = cadence.windows(start, until, starts).is_empty();
    let terms =
        Terms { id: String::new(), name, text, joint, giver: by, cadence, times, avoid, from: start, until };
    Wish { args, terms, bad }
}

/// The most times that are asked for; seldom more than the shortest such period has days.
fn most(cadence: &Cadence) -> u32 {
    match cadence {
        Cadence::Period { unit: Unit::Week, n } => (7 * n).min(9),
        Cadence::Period { unit: Unit::Month, n } => (28 * n).min(15),
        Cadence::Period { unit: Unit::Year, .. } => 20,
        Cadence::Span(n) => *n,
        _ => 1,
    }
}

/// A cadence, how it is written, and its times if it was written with them.
fn cadence(chance: &mut Chance, start: NaiveDate, today: NaiveDate) -> (Cadence, String, Option<u32>) {
    let plain = |c: Cadence, written: String| (c, written, None);
    match chance.between(1, 100) {
        1..=7 => plain(Cadence::Once, String::new()),
        8..=22 => {
            let due = moved(start, chance.between(0, 14));
            plain(Cadence::Due(due), String::new())
        }
        23..=49 => {
            let (cadence, written) = week_days(chance);
            plain(cadence, written)
        }
        50..=59 => {
            let (cadence, written) = month_days(chance);
            plain(cadence, written)
        }
        60..=65 => {
            let mut on = vec![(2, 29), (12, 31)];
            for _ in 0..chance.count(1, 4) {
                let d = moved(today, chance.between(-100, 100));
                on.push((d.month(), d.day()));
            }
            chance.shuffle(&mut on);
            on.truncate(chance.count(1, 4) as usize);
            let mut sorted = on.clone();
            sorted.sort_unstable();
            sorted.dedup();
            let names: Vec<String> = on.iter().map(|(m, d)| format!("{m:02}-{d:02}")).collect();
            plain(Cadence::YearDays(sorted), format!("year on {}", names.join(",")))
        }
        66..=78 => {
            let (unit, word) = *chance.pick(&[
                (Unit::Week, "week"),
                (Unit::Week, "week"),
                (Unit::Week, "week"),
                (Unit::Month, "month"),
                (Unit::Month, "month"),
                (Unit::Year, "year"),
            ]);
            let n = if chance.percent(50) { 1 } else { chance.count(1, 3) };
            plain(Cadence::Period { unit, n }, counted(chance, n, word))
        }
        79..=89 => {
            let n = chance.count(2, 14);
            plain(Cadence::Span(n), format!("{n} days"))
        }
        90..=96 => {
            let k = chance.count(1, 7);
            (Cadence::Period { unit: Unit::Week, n: 1 }, format!("{k}/week"), Some(k))
        }
        _ => {
            let k = chance.count(1, 12);
            (Cadence::Period { unit: Unit::Month, n: 1 }, format!("{k}/month"), Some(k))
        }
    }
}

fn counted(chance: &mut Chance, n: u32, word: &str) -> String {
    match n {
        1 if chance.percent(80) => word.to_owned(),
        1 => format!("1 {word}"),
        _ => format!("{n} {word}s"),
    }
}

fn week_days(chance: &mut Chance) -> (Cadence, String) {
    let whole = |range: std::ops::Range<usize>| {
        let mut on = [false; 7];
        range.for_each(|i| on[i] = true);
        Cadence::WeekDays { n: 1, on }
    };
    match chance.between(1, 10) {
        1..=3 => return (whole(0..7), "day".to_owned()),
        4 => return (whole(0..5), "weekday".to_owned()),
        5 => return (whole(5..7), "weekend".to_owned()),
        _ => {}
    }
    let mut days: Vec<usize> = (0..7).collect();
    chance.shuffle(&mut days);
    days.truncate(chance.count(1, 7) as usize);
    let mut on = [false; 7];
    for i in &days {
        on[*i] = true;
    }
    let long = chance.percent(20);
    let names: Vec<&str> = days.iter().map(|i| if long { LONG[*i] } else { SHORT[*i] }).collect();
    let list = names.join(",");
    let n = if chance.percent(60) { 1 } else { chance.count(2, 3) };
    let written = match n {
        1 if chance.percent(80) => list,
        1 => format!("week on {list}"),
        _ => format!("{n} weeks on {list}"),
    };
    (Cadence::WeekDays { n, on }, written)
}

fn month_days(chance: &mut Chance) -> (Cadence, String) {
    let mut on: Vec<u32> = (0..chance.count(0, 4))
        .map(|_| if chance.percent(35) { chance.count(28, 31) } else { chance.count(1, 31) })
        .collect();
    on.sort_unstable();
    on.dedup();
    let last = on.is_empty() || chance.percent(25);
    let mut names: Vec<String> = on.iter().map(u32::to_string).collect();
    if last {
        names.push("last".to_owned());
    }
    chance.shuffle(&mut names);
    let n = if chance.percent(70) { 1 } else { chance.count(2, 3) };
    let written = format!("{} on {}", counted(chance, n, "month"), names.join(","));
    (Cadence::MonthDays { n, on, last }, written)
}

/// A promise that the rules refuse as usage.
pub fn refused(chance: &mut Chance, today: NaiveDate) -> Vec<String> {
    let (past, coming) = (moved(today, -3).to_string(), moved(today, 9).to_string());
    let soon = moved(today, 3).to_string();
    let bad: [&[&str]; 15] = [
        &["--due", &coming, "--every", "day"],
        &["--until", &coming],
        &["--due", &coming, "--until", &coming],
        &["--due", &past],
        &["--every", "day", "--until", &past],
        &["--every", "week", "--from", &coming, "--until", &soon],
        &["--avoid"],
        &["--avoid", "--every", "week", "--times", "2"],
        &["--avoid", "--every", "2/week"],
        &["--times", "2", "--every", "day"],
        &["--times", "2", "--due", &coming],
        &["--times", "2", "--every", "3/week"],
        &["--times", "8", "--every", "week"],
        &["--times", "4", "--every", "3 days"],
        &["--every", "year on 02-29", "--from", "2026-06-01", "--until", "2026-07-01"],
    ];
    let mut args = vec!["promise".to_owned(), "never given".to_owned()];
    args.extend(chance.pick(&bad).iter().map(|s| (*s).to_owned()));
    args
}
