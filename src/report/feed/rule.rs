//! Cadences as recurrence rules, in the parts that a calendar knows (RFC 5545, 3.3.10), where one rule says the last
//! days of all windows exactly.
//!
//! | cadence | rule |
//! |---|---|
//! | `day`, `3 days` | daily, every so many days |
//! | days of the week, `2 weeks on tue` | weekly by day, with the ledger's first day of the week |
//! | `week`, `2 weeks` | weekly, on the last day of the ledger's week |
//! | `month on 1,15`, `month on 1,last` | monthly by day; the last day, and the 31st, are day -1 |
//! | `month on 29`, `month on 30` | the last one of the days 28 to it that the month has |
//! | `month`, `3 months` | monthly, day -1 |
//! | `year`, `2 years` | yearly, 31 December |
//! | `year on 02-14`, and several that are the same days of the same months | yearly by month and day |
//! | `year on 02-29` | yearly, day -1 of February |
//! | `month on 1,30` and the like; other days of the year | none: a day that falls earlier in some months or years, beside others |

use chrono::Weekday;

use crate::domain::WeekStart;
use crate::domain::cadence::{Cadence, MonthDay, Weekdays};

/// How often the pattern of a rule comes round.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "these are words of RFC 5545")]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A recurrence rule; empty lists say nothing. It counts from the first day of its series.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// What comes round.
    pub frequency: Frequency,
    /// Every so manieth time.
    pub interval: u8,
    /// On these days of the week.
    pub days: Vec<Weekday>,
    /// In these months.
    pub months: Vec<u8>,
    /// On these days of the month; -1 is the last.
    pub month_days: Vec<i8>,
    /// Of all days that fit in one round, only the last.
    pub only_last: bool,
    /// Where weeks start, for a weekly rule.
    pub week_starts: Option<Weekday>,
}

/// The rule that says the last days of the cadence's windows.
pub fn rule(cadence: &Cadence, weeks: WeekStart) -> Option<Rule> {
    let plain = |frequency, interval| Rule {
        frequency,
        interval,
        days: Vec::new(),
        months: Vec::new(),
        month_days: Vec::new(),
        only_last: false,
        week_starts: None,
    };
    let weekly =
        |interval, days| Rule { days, week_starts: Some(weeks.0), ..plain(Frequency::Weekly, interval) };
    Some(match cadence {
        Cadence::WeekDays { every: 1, on: Weekdays::ALL } => plain(Frequency::Daily, 1),
        Cadence::Days(every) => plain(Frequency::Daily, *every),
        Cadence::WeekDays { every, on } => weekly(*every, week(weeks).filter(|day| on.holds(*day)).collect()),
        Cadence::Weeks(every) => weekly(*every, vec![weeks.0.pred()]),
        Cadence::MonthDays { every, on } => {
            let (month_days, only_last) = month_days(on)?;
            Rule { month_days, only_last, ..plain(Frequency::Monthly, *every) }
        }
        Cadence::Months(every) => Rule { month_days: vec![-1], ..plain(Frequency::Monthly, *every) },
        Cadence::YearDays { on } => {
            let (months, month_days) = year_days(on)?;
            Rule { months, month_days, ..plain(Frequency::Yearly, 1) }
        }
        Cadence::Years(every) => {
            Rule { months: vec![12], month_days: vec![31], ..plain(Frequency::Yearly, *every) }
        }
    })
}

/// The days of a week in its own order.
fn week(weeks: WeekStart) -> impl Iterator<Item = Weekday> {
    std::iter::successors(Some(weeks.0), |day| Some(day.succ())).take(7)
}

/// Days that every month has, and the last; or one day that some months lack, alone.
fn month_days(on: &[MonthDay]) -> Option<(Vec<i8>, bool)> {
    if let [MonthDay::Nth(day @ 29..=30)] = on {
        return Some(((28..=i8::try_from(*day).ok()?).collect(), true));
    }
    let one = |day: &MonthDay| match day {
        MonthDay::Nth(day @ ..=28) => i8::try_from(*day).ok(),
        MonthDay::Nth(29..=30) => None,
        MonthDay::Nth(_) | MonthDay::Last => Some(-1),
    };
    let mut days: Vec<i8> = on.iter().map(one).collect::<Option<_>>()?;
    days.dedup();
    Some((days, false))
}

/// Months and days, where every one of the months has every one of the days.
fn year_days(on: &[(u8, u8)]) -> Option<(Vec<u8>, Vec<i8>)> {
    match on {
        [(2, 29)] => return Some((vec![2], vec![-1])),
        _ if on.contains(&(2, 29)) => return None,
        _ => {}
    }
    let mut months: Vec<u8> = on.iter().map(|(month, _)| *month).collect();
    months.dedup();
    let mut days: Vec<u8> = on.iter().map(|(_, day)| *day).collect();
    days.sort_unstable();
    days.dedup();
    // What is given is sorted and without doubles: as many as there are pairs are all of them.
    let all = months.len() * days.len() == on.len();
    all.then(|| (months, days.into_iter().filter_map(|day| i8::try_from(day).ok()).collect()))
}
