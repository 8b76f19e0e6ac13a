//! Cadences and their windows, found by walking every day and asking which period it is in.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::days::{SHORT, before, day, month_end, next, weekday};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Week,
    Month,
    Year,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// One window with no end.
    Once,
    /// One window, from the start to the day.
    Due(NaiveDate),
    /// These weekdays (Monday first) of every nth week.
    WeekDays { n: u32, on: [bool; 7] },
    /// These days of every nth month.
    MonthDays { n: u32, on: Vec<u32>, last: bool },
    /// These (month, day) of every year.
    YearDays(Vec<(u32, u32)>),
    /// Whole weeks, months or years, n at a time.
    Period { unit: Unit, n: u32 },
    /// So many days, counted from the start.
    Span(u32),
}

/// A window as the calendar gives it, before anybody has said anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    /// Days of the whole period, also those outside the promise's life.
    pub full: i64,
}

impl Raw {
    pub fn holds(&self, d: NaiveDate) -> bool {
        self.from <= d && self.to.is_none_or(|to| d <= to)
    }
}

/// No history reaches so far; windows that begin later are nobody's business.
pub fn horizon() -> NaiveDate {
    day(2028, 1, 31)
}

impl Cadence {
    pub fn one_off(&self) -> bool {
        matches!(self, Self::Once | Self::Due(_))
    }

    pub fn has_share(&self) -> bool {
        matches!(self, Self::Period { .. } | Self::Span(_))
    }

    pub fn due(&self) -> Option<NaiveDate> {
        if let Self::Due(due) = self { Some(*due) } else { None }
    }

    pub fn canonical(&self) -> Option<String> {
        let every = |n: u32, unit: &str| if n == 1 { unit.to_owned() } else { format!("{n} {unit}s") };
        match self {
            Self::Once | Self::Due(_) => None,
            Self::WeekDays { n, on } => {
                let names: Vec<&str> = (0..7).filter(|i| on[*i]).map(|i| SHORT[i]).collect();
                let list = names.join(",");
                Some(match (*n, list.as_str()) {
                    (1, "mon,tue,wed,thu,fri,sat,sun") => "day".to_owned(),
                    (1, "mon,tue,wed,thu,fri") => "weekday".to_owned(),
                    (1, "sat,sun") => "weekend".to_owned(),
                    (1, _) => list,
                    _ => format!("{n} weeks on {list}"),
                })
            }
            Self::MonthDays { n, on, last } => {
                let mut days = on.clone();
                days.sort_unstable();
                let mut names: Vec<String> = days.iter().map(u32::to_string).collect();
                if *last {
                    names.push("last".to_owned());
                }
                Some(format!("{} on {}", every(*n, "month"), names.join(",")))
            }
            Self::YearDays(on) => {
                let mut days = on.clone();
                days.sort_unstable();
                let names: Vec<String> = days.iter().map(|(m, d)| format!("{m:02}-{d:02}")).collect();
                Some(format!("year on {}", names.join(",")))
            }
            Self::Period { unit: Unit::Week, n } => Some(every(*n, "week")),
            Self::Period { unit: Unit::Month, n } => Some(every(*n, "month")),
            Self::Period { unit: Unit::Year, n } => Some(every(*n, "year")),
            Self::Span(n) => Some(format!("{n} days")),
        }
    }

    /// Every window of a promise with this cadence, oldest first.
    pub fn windows(&self, from: NaiveDate, until: Option<NaiveDate>, starts: Weekday) -> Vec<Raw> {
        match self {
            Self::Once => vec![Raw { from, to: None, full: 1 }],
            Self::Due(due) if from <= *due => vec![Raw { from, to: Some(*due), full: 1 }],
            Self::Due(_) => Vec::new(),
            _ => self.walk(from, until, starts),
        }
    }

    fn walk(&self, from: NaiveDate, until: Option<NaiveDate>, starts: Weekday) -> Vec<Raw> {
        let mut windows: Vec<Raw> = Vec::new();
        let mut last_key = None;
        let (mut weeks, mut months, mut years, mut nth) = (0, 0, 0, 0);
        let mut at = from;
        loop {
            if until.is_some_and(|until| at > until) {
                return windows;
            }
            if at > from {
                nth += 1;
                weeks += u32::from(at.weekday() == starts);
                months += u32::from(at.day() == 1);
                years += u32::from(at.day() == 1 && at.month() == 1);
            }
            let key = match self {
                Self::Once | Self::Due(_) => None,
                Self::WeekDays { n, on } => (weeks % n == 0 && on[weekday(at)]).then_some(nth),
                Self::MonthDays { n, on, last } => {
                    (months % n == 0 && falls_in_month(at, on, *last)).then_some(nth)
                }
                Self::YearDays(on) => on
                    .iter()
                    .any(|(m, d)| at.month() == *m && falls_in_month(at, &[*d], false))
                    .then_some(nth),
                Self::Period { unit: Unit::Week, n } => Some(weeks / n),
                Self::Period { unit: Unit::Month, n } => Some(months / n),
                Self::Period { unit: Unit::Year, n } => Some(years / n),
                Self::Span(n) => Some(nth / n),
            };
            // A period that has begun before the horizon is walked to its end.
            if at > horizon() && (key.is_none() || key != last_key) {
                return windows;
            }
            if key.is_some() && key == last_key {
                windows.last_mut().unwrap().to = Some(at);
            } else if key.is_some() {
                windows.push(Raw { from: at, to: Some(at), full: self.full_length(at, starts) });
            }
            last_key = key;
            at = next(at);
        }
    }

    /// How many days the whole period has that holds `d`, the first day of it within a promise's life.
    fn full_length(&self, d: NaiveDate, starts: Weekday) -> i64 {
        let (unit, n) = match self {
            Self::Span(n) => return i64::from(*n),
            Self::Period { unit, n } => (*unit, *n),
            _ => return 1,
        };
        let begins = |at: NaiveDate| match unit {
            Unit::Week => at.weekday() == starts,
            Unit::Month => at.day() == 1,
            Unit::Year => at.day() == 1 && at.month() == 1,
        };
        let mut first = d;
        while !begins(first) {
            first = before(first);
        }
        let (mut at, mut days, mut crossed) = (first, 0, 0);
        loop {
            days += 1;
            at = next(at);
            crossed += u32::from(begins(at));
            if crossed == n {
                return days;
            }
        }
    }
}

/// Whether one of these days of the month falls on `at`; a day that the month lacks falls on its last.
fn falls_in_month(at: NaiveDate, on: &[u32], last: bool) -> bool {
    let end = month_end(at).day();
    (last && at.day() == end) || on.iter().any(|d| (*d).min(end) == at.day())
}
