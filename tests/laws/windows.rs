//! Windows, found the slow way: every day is asked which period it is in, and the days of one period that lie
//! in the promise's life are a window.

use chrono::{Datelike, Days, NaiveDate};
use ourword::domain::cadence::Cadence;
use ourword::domain::window::{Schedule, Window};
use ourword::domain::{Day, WeekStart};
use proptest::prelude::*;

use crate::cadences::{LAST, Meaning, Written, cadence};
use crate::common::{cases, date, day, week_start};

/// A schedule by chance: what recurs, from when, to when, where weeks start, and how far to look.
#[derive(Clone, Debug)]
struct Life {
    written: Written,
    start: NaiveDate,
    until: Option<NaiveDate>,
    weeks: WeekStart,
    horizon: NaiveDate,
}

fn life() -> impl Strategy<Value = Life> {
    let until = prop::option::of(prop_oneof![0..30_u64, 0..500_u64, 0..3000_u64]);
    (cadence(), date(), until, week_start()).prop_map(|(written, start, until, weeks)| {
        // Far enough for two periods of the longest cadence at hand, and for some years of the short ones.
        let days = match &written.meaning {
            Meaning::Years(n) => 800 * u64::from(*n),
            Meaning::Months(n) | Meaning::MonthDays(n, _) => 400 + 70 * u64::from(*n),
            Meaning::Weeks(n) | Meaning::WeekDays(n, _) => 200 + 16 * u64::from(*n),
            Meaning::Days(n) => 100 + 4 * u64::from(*n),
            Meaning::YearDays(_) => 1600,
        };
        let until = until.map(|days| start + Days::new(days));
        Life { written, start, until, weeks, horizon: start + Days::new(days) }
    })
}

fn month_length(date: NaiveDate) -> u32 {
    (28..=31).rfind(|day| date.with_day(*day).is_some()).unwrap()
}

/// The first day of the week that holds the date, by walking back to it.
fn week_first(mut date: NaiveDate, weeks: WeekStart) -> NaiveDate {
    while date.weekday() != weeks.0 {
        date = date.pred_opt().unwrap();
    }
    date
}

impl Life {
    /// Which period the day is in, counted from the one that holds the start; `None` for a day that is asked
    /// for by no cadence of single days.
    fn period(&self, date: NaiveDate) -> Option<i64> {
        let weeks = (week_first(date, self.weeks) - week_first(self.start, self.weeks)).num_days() / 7;
        let years = i64::from(date.year()) - i64::from(self.start.year());
        let months = years * 12 + i64::from(date.month()) - i64::from(self.start.month());
        let days = (date - self.start).num_days();
        let single = |asked: bool| asked.then_some(days);
        match &self.written.meaning {
            Meaning::WeekDays(n, on) => single(weeks % i64::from(*n) == 0 && on.contains(&date.weekday())),
            Meaning::MonthDays(n, on) => {
                let length = month_length(date);
                let falls =
                    on.iter().any(|day| date.day() == if *day == LAST { length } else { (*day).min(length) });
                single(months % i64::from(*n) == 0 && falls)
            }
            Meaning::YearDays(on) => {
                let falls = |(month, day): &(u32, u32)| {
                    date.month() == *month && date.day() == (*day).min(month_length(date))
                };
                single(on.iter().any(falls))
            }
            Meaning::Weeks(n) => Some(weeks.div_euclid(i64::from(*n))),
            Meaning::Months(n) => Some(months.div_euclid(i64::from(*n))),
            Meaning::Years(n) => Some(years.div_euclid(i64::from(*n))),
            Meaning::Days(n) => (days >= 0).then(|| days.div_euclid(i64::from(*n))),
        }
    }

    /// The windows that begin up to the horizon.
    fn naive(&self) -> Vec<Window> {
        // The period that holds the start begins in its week or in its year at the earliest.
        let january = NaiveDate::from_ymd_opt(self.start.year(), 1, 1).unwrap();
        let mut date = week_first(self.start, self.weeks).min(january);
        let mut groups: Vec<(i64, NaiveDate, NaiveDate)> = Vec::new();
        loop {
            let period = self.period(date);
            let goes_on = groups.last().is_some_and(|group| Some(group.0) == period);
            if let Some(number) = period {
                match groups.last_mut().filter(|group| group.0 == number) {
                    Some(group) => group.2 = date,
                    None => groups.push((number, date, date)),
                }
            }
            if date > self.horizon && !goes_on {
                break;
            }
            date = date.succ_opt().unwrap();
        }
        let until = self.until.unwrap_or(NaiveDate::MAX);
        let inside = groups.into_iter().filter(|(_, first, last)| *last >= self.start && *first <= until);
        inside
            .map(|(_, first, last)| Window {
                from: day(first.max(self.start)),
                to: Some(day(last.min(until))),
                whole_days: (last - first).num_days() + 1,
            })
            .filter(|window| window.from <= day(self.horizon))
            .collect()
    }

    fn cadence(&self) -> Cadence {
        self.written.text.parse().unwrap()
    }

    fn schedule<'a>(&self, cadence: &'a Cadence) -> Schedule<'a> {
        Schedule { cadence, start: day(self.start), until: self.until.map(day), weeks: self.weeks }
    }

    /// Up to the horizon, not over before that day.
    fn from(&self, schedule: Schedule<'_>, from: Day) -> Vec<Window> {
        schedule.from(from).take_while(|window| window.from <= day(self.horizon)).collect()
    }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn windows_are_what_the_calendar_says(life in life(), shares in prop::collection::vec(0..1000_i64, 6)) {
        let cadence = life.cadence();
        let schedule = life.schedule(&cadence);
        let all = life.naive();
        prop_assert_eq!(life.from(schedule, day(life.start)), all.clone());
        // From any day, also long before the start; back from any day up to the horizon.
        let reach = (life.horizon - life.start).num_days();
        for share in shares {
let at = day(life.start).plus((reach + 60) * share / 1000 - 60).min(day(life.horizon));
            let rest: Vec<Window> = all.iter().filter(|w| w.to.unwrap() >= at).copied().collect();
            prop_assert_eq!(life.from(schedule, at), rest, "from {}", at);
            let before = all.iter().rfind(|w| w.to.unwrap() < at).copied();
            prop_assert_eq!(schedule.before(at), before, "before {}", at);
        }
        // And around the edges of the windows themselves, where mistakes by one live.
        for window in all.iter().take(4) {
            for at in [window.from, window.to.unwrap(), window.to.unwrap().next()] {
                let rest = all.iter().find(|w| w.to.unwrap() >= at).copied();
                let next = schedule.from(at).next().filter(|w| w.from <= day(life.horizon));
                prop_assert_eq!(next, rest, "from {}", at);
                let before = all.iter().rfind(|w| w.to.unwrap() < at).copied();
                prop_assert_eq!(schedule.before(at), before, "before {}", at);
            }
        }
    }

    #[test]
    fn after_the_last_day_there_is_nothing(life in life(), later in 1..4000_i64) {
        let cadence = life.cadence();
        let schedule = life.schedule(&cadence);
        if let Some(until) = life.until.map(day) {
            prop_assert_eq!(schedule.from(until.plus(later)).next(), None);
            let last = schedule.from(day(life.start)).last();
            prop_assert_eq!(schedule.before(until.plus(later)), last);
        }
    }

    #[test]
    fn the_shortest_window_is_the_shortest(life in life()) {
        let cadence = life.cadence();
        let shortest = i64::from(cadence.shortest_window());
        let schedule = Schedule { until: None, ..life.schedule(&cadence) };
        for window in life.from(schedule, day(life.start)) {
            prop_assert!(shortest <= window.whole_days, "{} < {}", window.whole_days, shortest);
        }
    }
}

/// At most the days of the shortest such period: tried over the 400 years in which the calendar repeats, for
/// the counts at which a leap day can be missed.
#[test]
fn the_shortest_window_comes_to_pass() {
    for (unit, counts) in [("month", vec![1, 2, 3, 11, 12, 13, 49, 97]), ("year", vec![1, 2, 4, 7, 8, 9])] {
        for n in counts {
            let cadence: Cadence = format!("{n} {unit}s").parse().unwrap();
            let step = if unit == "year" { 12 } else { 1 };
            let lengths = (0..4800_i32).step_by(step).map(|first| {
                let month = |at: i32| {
                    let zero_based = u32::try_from(at.rem_euclid(12)).unwrap();
                    NaiveDate::from_ymd_opt(1700 + at.div_euclid(12), zero_based + 1, 1).unwrap()
                };
                (month(first + n * i32::try_from(step).unwrap()) - month(first)).num_days()
            });
            assert_eq!(i64::from(cadence.shortest_window()), lengths.min().unwrap(), "{n} {unit}");
        }
    }
}
