//! What the laws share: days by chance, and judged windows made by hand.

use chrono::{NaiveDate, Weekday};
use ourword::domain::window::Window;
use ourword::domain::{Day, Judged, Verdict, WeekStart};
use proptest::prelude::*;

/// So many tries. A failure prints its smallest case, which belongs in a test of its own, not in a file of seeds.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

pub const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

pub const VERDICTS: [Verdict; 8] = [
    Verdict::Kept,
    Verdict::Late,
    Verdict::Broken,
    Verdict::Unlogged,
    Verdict::Excused,
    Verdict::Disputed,
    Verdict::Open,
    Verdict::Awaiting,
];

/// Dates around the years without a leap day that ought to have one, and everyday ones.
pub fn date() -> impl Strategy<Value = NaiveDate> {
    let from = |year, days: i64| {
        (0..days).prop_map(move |n| {
            NaiveDate::from_ymd_opt(year, 1, 1).unwrap() + chrono::TimeDelta::try_days(n).unwrap()
        })
    };
    prop_oneof![6 => from(2023, 2000), 1 => from(1896, 2000), 1 => from(2096, 2000), 1 => from(3, 3_000_000)]
}

pub fn week_start() -> impl Strategy<Value = WeekStart> {
    prop::sample::select(&WEEKDAYS[..]).prop_map(WeekStart)
}

pub fn verdict() -> impl Strategy<Value = Verdict> {
    prop::sample::select(&VERDICTS[..])
}

pub fn day(date: NaiveDate) -> Day {
    Day::from_date(date).unwrap()
}

pub fn fixed() -> Day {
    "2026-11-20".parse().unwrap()
}

/// A judged window of one day, of which a figure looks at the verdict and the settled day alone.
pub fn judged(verdict: Verdict, settled_on: Option<Day>) -> Judged {
    let from = settled_on.unwrap_or_else(fixed);
    Judged {
        window: Window { from, to: Some(from), whole_days: 1 },
        times: 1,
        kept_days: 0,
        views: [None, None],
        verdict,
        line: 12,
        settled_on,
        notice_days: None,
        spoke_first: None,
        marks: Vec::new(),
    }
}
