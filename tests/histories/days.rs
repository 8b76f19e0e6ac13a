//! Days, counted on the fingers, and a small source of chance that a seed can repeat.

use chrono::{Datelike, NaiveDate, Weekday};
use serde_json::Value;

pub fn day(year: i32, month: u32, dom: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, dom).unwrap()
}

/// A day, or none, as JSON.
pub fn iso(d: impl Into<Option<NaiveDate>>) -> Value {
    d.into().map_or(Value::Null, |d| Value::from(d.to_string()))
}

pub fn next(d: NaiveDate) -> NaiveDate {
    d.succ_opt().unwrap()
}

pub fn before(d: NaiveDate) -> NaiveDate {
    d.pred_opt().unwrap()
}

/// `d` moved by so many days, forwards or backwards.
pub fn moved(d: NaiveDate, days: i64) -> NaiveDate {
    d + chrono::TimeDelta::days(days)
}

/// The first day of the week that holds `d`: walk back until the weekday is right.
pub fn week_of(d: NaiveDate, starts: Weekday) -> NaiveDate {
    let mut at = d;
    while at.weekday() != starts {
        at = before(at);
    }
    at
}

/// The last day of the month that holds `d`.
pub fn month_end(d: NaiveDate) -> NaiveDate {
    let mut at = d;
    while next(at).month() == d.month() {
        at = next(at);
    }
    at
}

pub fn span(from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let mut days = Vec::new();
    let mut at = from;
    while at <= to {
        days.push(at);
        at = next(at);
    }
    days
}

/// What a week is called: by its ISO name when it starts on a Monday, else by its first day.
pub fn week_label(first: NaiveDate) -> String {
    if first.weekday() == Weekday::Mon {
        let week = first.iso_week();
        format!("{}-W{:02}", week.year(), week.week())
    } else {
        first.to_string()
    }
}

pub const SHORT: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
pub const LONG: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
pub const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// 0 for Monday.
pub fn weekday(d: NaiveDate) -> usize {
    WEEKDAYS.iter().position(|w| *w == d.weekday()).unwrap()
}

/// Splitmix64: enough chance for tests, and the same everywhere for one seed.
pub struct Chance(pub u64);

impl Chance {
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = u64::try_from(high - low).unwrap() + 1;
        low + i64::try_from(self.draw() % width).unwrap()
    }

    pub fn count(&mut self, low: u32, high: u32) -> u32 {
        u32::try_from(self.between(i64::from(low), i64::from(high))).unwrap()
    }

    pub fn percent(&mut self, chance: i64) -> bool {
        self.between(1, 100) <= chance
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let last = i64::try_from(of.len()).unwrap() - 1;
        &of[usize::try_from(self.between(0, last)).unwrap()]
    }

    pub fn shuffle<T>(&mut self, of: &mut [T]) {
        for i in (1..of.len()).rev() {
            let j = usize::try_from(self.between(0, i64::try_from(i).unwrap())).unwrap();
            of.swap(i, j);
        }
    }
}
