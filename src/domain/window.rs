//! Windows: the spans of days in which a promise must be kept. They are computed, never stored, and any
//! one of them is found by arithmetic: a cadence has cycles (a week, two months, three days), a cycle has
//! a few places, and a window is a place in a cycle.

use super::cadence::Cadence;
use super::day::{Day, Span, WeekStart, days_in_month};

/// A span of days in which a promise must be kept once, or several times.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// The first day inside the promise's life.
    pub from: Day,
    /// The last day inside it; `None` for a promise that has no day to be kept by.
    pub to: Option<Day>,
    /// Days of the whole period, before the promise's start or last day cut it short.
    pub whole_days: i64,
}

impl Window {
    /// Whether the day lies in it.
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether it has come to its end before that day.
    pub fn is_over(&self, today: Day) -> bool {
        self.to.is_some_and(|to| to < today)
    }

    /// Its days, where it has an end.
    pub fn span(&self) -> Option<Span> {
        self.to.map(|to| Span::new(self.from, to))
    }
}

/// A cadence from a start to a last day.
#[derive(Clone, Copy, Debug)]
pub struct Schedule<'a> {
    /// What recurs.
    pub cadence: &'a Cadence,
    /// No window begins before it; cycles of several weeks, months or years are counted from the week,
    /// month or year that holds it, spans from the day itself.
    pub start: Day,
    /// No window reaches beyond it.
    pub until: Option<Day>,
    /// Where weeks start.
    pub weeks: WeekStart,
}

impl<'a> Schedule<'a> {
    /// The windows that are not over before `day`, in order.
    pub fn from(self, day: Day) -> Windows<'a> {
        let cycle = self.cycle_of(day.max(self.start));
        Windows { schedule: self, cycle, first: self.begun(cycle), place: 0, not_before: day }
    }

    /// The latest window that is over before `day`.
    pub fn before(self, day: Day) -> Option<Window> {
        let mut cycle = self.cycle_of(day.min(self.last_day().next()).max(self.start));
        while cycle >= 0 {
            let window = |place| self.window(self.cycle_start(cycle)?, place);
            let latest =
                (0..self.places()).rev().find_map(|place| window(place).filter(|window| window.is_over(day)));
            if latest.is_some() {
                return latest;
            }
            cycle -= 1;
        }
        None
    }

    fn last_day(&self) -> Day {
        self.until.unwrap_or(Day::MAX)
    }

    /// How many windows a cycle has at most.
    fn places(&self) -> usize {
        match self.cadence {
            Cadence::WeekDays { .. } => 7,
            Cadence::MonthDays { on, .. } => on.len(),
            Cadence::YearDays { on } => on.len(),
            Cadence::Weeks(_) | Cadence::Months(_) | Cadence::Years(_) | Cadence::Days(_) => 1,
        }
    }

    /// The cycle that holds a day, or the latest one begun by then, counted from the start's own, 0.
    fn cycle_of(&self, day: Day) -> i64 {
        let weeks = || self.weeks.first_of(day).days_since(self.weeks.first_of(self.start)) / 7;
        let months = || month_number(day) - month_number(self.start);
        match self.cadence {
            Cadence::WeekDays { every, .. } | Cadence::Weeks(every) => weeks() / i64::from(*every),
            Cadence::MonthDays { every, .. } | Cadence::Months(every) => months() / i64::from(*every),
            Cadence::YearDays { .. } => i64::from(day.year() - self.start.year()),
            Cadence::Years(every) => i64::from(day.year() - self.start.year()) / i64::from(*every),
            Cadence::Days(every) => day.days_since(self.start) / i64::from(*every),
        }
    }

    /// The first day of a cycle that begins in the promise's life.
    fn begun(&self, cycle: i64) -> Option<Day> {
        self.cycle_start(cycle).filter(|first| *first <= self.last_day())
    }

    /// The first day of a cycle, or `None` beyond the end of the calendar.
    fn cycle_start(&self, cycle: i64) -> Option<Day> {
        let days_on = |first: Day, days: i64| (days <= Day::MAX.days_since(first)).then(|| first.plus(days));
        match self.cadence {
            Cadence::WeekDays { every, .. } | Cadence::Weeks(every) => {
                days_on(self.weeks.first_of(self.start), cycle * 7 * i64::from(*every))
            }
            Cadence::MonthDays { every, .. } | Cadence::Months(every) => {
                first_of_month(month_number(self.start) + cycle * i64::from(*every))
            }
            Cadence::YearDays { .. } => first_of_month((i64::from(self.start.year()) + cycle) * 12),
            Cadence::Years(every) => {
                first_of_month((i64::from(self.start.year()) + cycle * i64::from(*every)) * 12)
            }
            Cadence::Days(every) => days_on(self.start, cycle * i64::from(*every)),
        }
    }

    /// The span at a place of the cycle that begins on that day, before the promise's life cuts it. `None` where there is none:
    /// a day of the week that is not asked for, or a day that coincides with the one before it.
    fn whole(&self, first: Day, place: usize) -> Option<Span> {
        let single = |day: Day| Span::new(day, day);
        let period = |months: i64| {
            let after = first_of_month(month_number(first) + months);
            Span::new(first, after.map_or(Day::MAX, Day::previous))
        };
        match self.cadence {
            Cadence::WeekDays { on, .. } => {
                let place = i64::try_from(place).ok()?;
                let day = (place <= Day::MAX.days_since(first)).then(|| first.plus(place))?;
                on.holds(day.weekday()).then(|| single(day))
            }
            Cadence::MonthDays { on, .. } => {
                let day_at =
                    |place: usize| on.get(place).map(|day| day.in_month(first.year(), first.month()));
                distinct(place, day_at).map(single)
            }
            Cadence::YearDays { on } => {
                let day_at = |place: usize| {
                    on.get(place).map(|(month, day)| {
                        Day::from_ymd_clamped(first.year(), (*month).into(), (*day).into())
                    })
                };
                distinct(place, day_at).map(single)
            }
            Cadence::Weeks(n) => Some(Span::new(first, first.plus(7 * i64::from(*n) - 1))),
            Cadence::Days(n) => Some(Span::new(first, first.plus(i64::from(*n) - 1))),
            Cadence::Months(n) => Some(period(i64::from(*n))),
            Cadence::Years(n) => Some(period(12 * i64::from(*n))),
        }
    }

    /// The window at a place of a cycle, inside the promise's life.
    fn window(&self, first: Day, place: usize) -> Option<Window> {
        let whole = self.whole(first, place)?;
        let inside = whole.meet(Span::new(self.start, self.last_day()))?;
        Some(Window { from: inside.from, to: Some(inside.to), whole_days: whole.days() })
    }
}

/// The day at a place, unless it is the same as the one at the place before.
fn distinct(place: usize, day_at: impl Fn(usize) -> Option<Day>) -> Option<Day> {
    let day = day_at(place)?;
    let before = place.checked_sub(1).and_then(day_at);
    (before != Some(day)).then_some(day)
}

/// Months since the year 0.
fn month_number(day: Day) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month()) - 1
}

fn first_of_month(number: i64) -> Option<Day> {
    let year = i32::try_from(number.div_euclid(12)).ok()?;
    let month = u32::try_from(number.rem_euclid(12)).ok()? + 1;
    debug_assert!(days_in_month(year, month) >= 28);
    Day::from_ymd(year, month, 1)
}

/// Windows in order; see [`Schedule::from`].
#[derive(Clone, Debug)]
pub struct Windows<'a> {
    schedule: Schedule<'a>,
    cycle: i64,
    /// Where that cycle begins; `None` at the end.
    first: Option<Day>,
    place: usize,
    not_before: Day,
}

impl Iterator for Windows<'_> {
    type Item = Window;

    fn next(&mut self) -> Option<Window> {
        loop {
            if self.place == self.schedule.places() {
                self.cycle += 1;
                self.first = self.schedule.begun(self.cycle);
                self.place = 0;
            }
            let (first, place) = (self.first?, self.place);
            self.place += 1;
            if let Some(window) = self.schedule.window(first, place)
                && !window.is_over(self.not_before)
            {
                return Some(window);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn windows(cadence: &str, start: &str, until: Option<&str>, most: usize) -> Vec<String> {
        let cadence: Cadence = cadence.parse().unwrap();
        let schedule = Schedule {
            cadence: &cadence,
            start: day(start),
            until: until.map(day),
            weeks: WeekStart::default(),
        };
        schedule
            .from(day(start))
            .take(most)
            .map(|w| match w.to {
                Some(to) if to == w.from => w.from.to_string(),
                Some(to) => format!("{}..{} of {}", w.from, to, w.whole_days),
                None => "open".to_owned(),
            })
            .collect()
    }

    #[test]
    fn single_days() {
        assert_eq!(windows("mon,fri", "2026-11-18", None, 3), ["2026-11-20", "2026-11-23", "2026-11-27"]);
        assert_eq!(
            windows("2 weeks on tue", "2026-11-18", None, 2),
            ["2026-12-01", "2026-12-15"],
            "the week of the start is the first, and its Tuesday is past"
        );
        assert_eq!(
            windows("month on 30,31,last", "2026-02-01", None, 3),
            ["2026-02-28", "2026-03-30", "2026-03-31"],
            "days that coincide are one"
        );
        assert_eq!(
            windows("year on 02-28,02-29", "2027-01-01", None, 3),
            ["2027-02-28", "2028-02-28", "2028-02-29"]
        );
    }

    #[test]
    fn periods_and_spans_are_cut_by_life() {
        assert_eq!(
            windows("week", "2026-11-18", Some("2026-11-24"), 9),
            ["2026-11-18..2026-11-22 of 7", "2026-11-23..2026-11-24 of 7"]
        );
        assert_eq!(
            windows("3 months", "2026-11-18", None, 2),
            ["2026-11-18..2027-01-31 of 92", "2027-02-01..2027-04-30 of 89"]
        );
        assert_eq!(
            windows("3 days", "2026-11-18", Some("2026-11-21"), 9),
            ["2026-11-18..2026-11-20 of 3", "2026-11-21"]
        );
        assert_eq!(windows("2 years", "2026-11-18", None, 1), ["2026-11-18..2027-12-31 of 730"]);
    }

    #[test]
    fn the_calendar_has_an_end() {
        for cadence in ["day", "week", "99 weeks on mon", "month on last", "99 months", "99 years", "99 days"]
        {
            assert!(windows(cadence, "9999-12-01", None, 1000).len() <= 31, "{cadence}");
        }
    }

    #[test]
    fn looking_back() {
        let cadence: Cadence = "2 weeks on mon".parse().unwrap();
        let schedule = Schedule {
            cadence: &cadence,
            start: day("2026-11-02"),
            until: None,
            weeks: WeekStart::default(),
        };
        let before = |at: &str| schedule.before(day(at)).map(|w| w.from.to_string());
        assert_eq!(before("2026-11-02"), None);
        assert_eq!(before("2026-11-15").as_deref(), Some("2026-11-02"));
        assert_eq!(before("2026-11-17").as_deref(), Some("2026-11-16"));
        assert_eq!(before("2030-01-01").as_deref(), Some("2029-12-24"));
    }
}
