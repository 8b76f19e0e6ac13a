//! When a promise must be kept, again and again: parsed from what people write, printed back canonical.
//!
//! | written | windows |
//! |---|---|
//! | `day`, `weekday`, `weekend`, `mon,wed,fri`, `2 weeks on tue`, `month on 1,15`, `month on last`, `year on 02-14` | single days |
//! | `week`, `2 weeks`, `month`, `3 months`, `year` | calendar periods |
//! | `3 days` | spans of 3 days counted from the start |
//! | `3/week`, `4/month` | the period, kept on that many different days |
//!
//! The windows themselves are in [`super::window`].

use std::fmt;
use std::str::FromStr;

use chrono::Weekday;

use super::day::{Day, days_in_month, weekday};
use super::rejection::Rejection;

/// A cadence. Counts (`every`) are 1 to 99.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cadence {
    /// Single days: these days of every so manieth week.
    WeekDays {
        /// 2 for every second week.
        every: u8,
        /// Which days.
        on: Weekdays,
    },
    /// Single days: these days of every so manieth month; a day that a month lacks falls on its last.
    MonthDays {
        /// 2 for every second month.
        every: u8,
        /// Sorted, each once, at least one.
        on: Vec<MonthDay>,
    },
    /// Single days: these (month, day) of every year; 29 February falls on the 28th where it must.
    YearDays {
        /// Sorted, each once, at least one.
        on: Vec<(u8, u8)>,
    },
    /// Periods of so many weeks.
    Weeks(u8),
    /// Periods of so many months.
    Months(u8),
    /// Periods of so many years.
    Years(u8),
    /// Spans of so many days, counted from the start; at least 2, since 1 is `day`.
    Days(u8),
}

impl Cadence {
    /// Every single day.
    pub const DAILY: Self = Self::WeekDays { every: 1, on: Weekdays::ALL };

    /// Whether a window may be more than one day, so that it can be kept several times.
    pub fn has_long_windows(&self) -> bool {
        matches!(self, Self::Weeks(_) | Self::Months(_) | Self::Years(_) | Self::Days(_))
    }

    /// The days of the shortest window that the calendar gives: what `--times` may ask at most.
    pub fn shortest_window(&self) -> u32 {
        match self {
            Self::WeekDays { .. } | Self::MonthDays { .. } | Self::YearDays { .. } => 1,
            Self::Weeks(n) => u32::from(*n) * 7,
            Self::Days(n) => u32::from(*n),
            Self::Months(n) => shortest_months(u32::from(*n), 1),
            Self::Years(n) => shortest_months(u32::from(*n) * 12, 12),
        }
    }
}

/// The days of the shortest run of `months` months that starts in a month whose number leaves 1 when
/// divided by `step` (12: January), over the 400 years in which the calendar repeats.
fn shortest_months(months: u32, step: u32) -> u32 {
    let length = |at: u32| days_in_month(i32::try_from(at / 12 % 400).unwrap_or(0), at % 12 + 1);
    let mut sum: u32 = (0..months).map(length).sum();
    let mut least = sum;
    for first in 1..4800_u32 {
        sum = sum - length(first - 1) + length(first - 1 + months);
        if first.is_multiple_of(step) {
            least = least.min(sum);
        }
    }
    least
}

/// A set of days of the week; never empty in a parsed cadence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Weekdays(u8);

impl Weekdays {
    /// All seven.
    pub const ALL: Self = Self(0b111_1111);
    const WEEKDAY: Self = Self(0b001_1111);
    const WEEKEND: Self = Self(0b110_0000);
    const ORDER: [(Weekday, &'static str); 7] = [
        (Weekday::Mon, "mon"),
        (Weekday::Tue, "tue"),
        (Weekday::Wed, "wed"),
        (Weekday::Thu, "thu"),
        (Weekday::Fri, "fri"),
        (Weekday::Sat, "sat"),
        (Weekday::Sun, "sun"),
    ];

    fn with(self, day: Weekday) -> Self {
        Self(self.0 | 1 << day.num_days_from_monday())
    }

    /// Whether that day is one of them.
    pub fn holds(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }
}

impl fmt::Display for Weekdays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        for (day, word) in Self::ORDER {
            if self.holds(day) {
                write!(f, "{between}{word}")?;
                between = ",";
            }
        }
        Ok(())
    }
}

/// A day of a month.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MonthDay {
    /// 1 to 31; in a month that lacks it, the last.
    Nth(u8),
    /// The last day, whichever that is.
    Last,
}

impl MonthDay {
    /// The day in that month.
    pub fn in_month(self, year: i32, month: u32) -> Day {
        let day = match self {
            Self::Nth(day) => u32::from(day),
            Self::Last => 31,
        };
        Day::from_ymd_clamped(year, month, day)
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nth(day) => write!(f, "{day}"),
            Self::Last => f.write_str("last"),
        }
    }
}

impl fmt::Display for Cadence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |f: &mut fmt::Formatter<'_>, n: u8, unit: &str| match n {
            1 => f.write_str(unit),
            n => write!(f, "{n} {unit}s"),
        };
        match self {
            Self::WeekDays { every: 1, on } => match *on {
                Weekdays::ALL => f.write_str("day"),
                Weekdays::WEEKDAY => f.write_str("weekday"),
                Weekdays::WEEKEND => f.write_str("weekend"),
                on => on.fmt(f),
            },
            Self::WeekDays { every, on } => {
                count(f, *every, "week")?;
                write!(f, " on {on}")
            }
            Self::MonthDays { every, on } => {
                count(f, *every, "month")?;
                f.write_str(" on ")?;
                list(f, on, |f, day| day.fmt(f))
            }
            Self::YearDays { on } => {
                f.write_str("year on ")?;
                list(f, on, |f, (month, day)| write!(f, "{month:02}-{day:02}"))
            }
            Self::Weeks(n) => count(f, *n, "week"),
            Self::Months(n) => count(f, *n, "month"),
            Self::Years(n) => count(f, *n, "year"),
            Self::Days(n) => count(f, *n, "day"),
        }
    }
}

fn list<T>(
    f: &mut fmt::Formatter<'_>,
    items: &[T],
    one: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            f.write_str(",")?;
        }
        one(f, item)?;
    }
    Ok(())
}

/// What `--every` takes: a cadence, and how often in each window where it is written as `3/week`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Every {
    /// The cadence.
    pub cadence: Cadence,
    /// The K of `K/week`.
    pub times: Option<u32>,
}

impl FromStr for Every {
    type Err = Rejection;

    fn from_str(text: &str) -> Result<Self, Rejection> {
        let no_cadence = || Rejection::NoCadence { text: text.to_owned() };
        let lower = text.to_lowercase();
        // "mon, wed" is one list, however its commas are spaced.
        let tight = lower.split(',').map(str::trim).collect::<Vec<_>>().join(",");
        let words: Vec<&str> = tight.split_whitespace().collect();
        if let [word] = words.as_slice()
            && let Some((times, unit)) = word.split_once('/')
        {
            let cadence = match unit {
                "week" => Cadence::Weeks(1),
                "month" => Cadence::Months(1),
                _ => return Err(no_cadence()),
            };
            let times = count(times).map(u32::from).ok_or_else(no_cadence)?;
            return Ok(Self { cadence, times: Some(times) });
        }
        cadence(&words).map(|cadence| Self { cadence, times: None }).ok_or_else(no_cadence)
    }
}

impl FromStr for Cadence {
    type Err = Rejection;

    fn from_str(text: &str) -> Result<Self, Rejection> {
        match text.parse()? {
            Every { cadence, times: None } => Ok(cadence),
            Every { .. } => Err(Rejection::NoCadence { text: text.to_owned() }),
        }
    }
}

fn cadence(words: &[&str]) -> Option<Cadence> {
    let (every, rest) = match words {
        [first, rest @ ..] if first.starts_with(|c: char| c.is_ascii_digit()) => (Some(count(first)?), rest),
        rest => (None, rest),
    };
    let n = every.unwrap_or(1);
    match rest {
        ["day"] if every.is_none() => Some(Cadence::DAILY),
        ["day" | "days"] if every.is_some() => Some(if n == 1 { Cadence::DAILY } else { Cadence::Days(n) }),
        ["week" | "weeks"] => Some(Cadence::Weeks(n)),
        ["month" | "months"] => Some(Cadence::Months(n)),
        ["year" | "years"] => Some(Cadence::Years(n)),
        ["week" | "weeks", "on", days] => Some(Cadence::WeekDays { every: n, on: weekdays(days)? }),
        ["month" | "months", "on", days] => {
            Some(Cadence::MonthDays { every: n, on: sorted(days, month_day)? })
        }
        ["year", "on", days] if n == 1 => Some(Cadence::YearDays { on: sorted(days, year_day)? }),
        ["weekday"] if every.is_none() => Some(Cadence::WeekDays { every: 1, on: Weekdays::WEEKDAY }),
        ["weekend"] if every.is_none() => Some(Cadence::WeekDays { every: 1, on: Weekdays::WEEKEND }),
        [days] if every.is_none() => Some(Cadence::WeekDays { every: 1, on: weekdays(days)? }),
        _ => None,
    }
}

/// 1 to 99, without a leading 0.
fn count(digits: &str) -> Option<u8> {
    let plain = (1..=2).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

fn weekdays(list: &str) -> Option<Weekdays> {
    list.split(',').try_fold(Weekdays(0), |set, word| weekday(word).map(|day| set.with(day)))
}

fn sorted<T: Ord>(list: &str, one: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let mut items = list.split(',').map(one).collect::<Option<Vec<T>>>()?;
    items.sort_unstable();
    items.dedup();
    Some(items)
}

fn month_day(word: &str) -> Option<MonthDay> {
    if word == "last" {
        return Some(MonthDay::Last);
    }
    count(word).filter(|day| *day <= 31).map(MonthDay::Nth)
}

fn year_day(word: &str) -> Option<(u8, u8)> {
    let (month, day) = word.split_once('-')?;
    let two = |digits: &str| {
        let plain = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse::<u8>().ok()).flatten()
    };
    let (month, day) = (two(month)?, two(day)?);
    // 2000 was a leap year: 02-29 is a day of some years, 02-30 of none.
    let real = (1..=12).contains(&month) && day >= 1 && u32::from(day) <= days_in_month(2000, month.into());
    real.then_some((month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_back_canonical() {
        let cases = [
            ("day", "day"),
            ("1 day", "day"),
            ("1 days", "day"),
            ("mon,tue,wed,thu,fri,sat,sun", "day"),
            ("Weekday", "weekday"),
            ("fri,thu,wed,tue,mon", "weekday"),
            ("sun, sat", "weekend"),
            ("Friday,mon , wednesday,mon", "mon,wed,fri"),
            ("week on tue", "tue"),
            ("1 week on tue,thu", "tue,thu"),
            ("2  weeks on tue", "2 weeks on tue"),
            ("2 week on sun,sat", "2 weeks on sat,sun"),
            ("month on 15,1,15", "month on 1,15"),
            ("1 months on last,31", "month on 31,last"),
            ("3 months on last", "3 months on last"),
            ("year on 12-24,02-29", "year on 02-29,12-24"),
            ("week", "week"),
            ("1 weeks", "week"),
            ("99 weeks", "99 weeks"),
            ("month", "month"),
            ("3 months", "3 months"),
            ("year", "year"),
            ("2 years", "2 years"),
            ("3 days", "3 days"),
        ];
        for (written, canonical) in cases {
            let cadence: Cadence = written.parse().unwrap_or_else(|_| panic!("{written}"));
            assert_eq!(cadence.to_string(), canonical, "{written}");
            assert_eq!(canonical.parse::<Cadence>().unwrap(), cadence, "{canonical} reads back");
        }
    }

    #[test]
    fn times_are_read_off_the_slash() {
        let every: Every = "3/week".parse().unwrap();
        assert_eq!((every.cadence, every.times), (Cadence::Weeks(1), Some(3)));
        assert_eq!("12/month".parse::<Every>().unwrap().times, Some(12));
        assert!("3/week".parse::<Cadence>().is_err(), "what is stored has its times apart");
    }

    #[test]
    fn what_is_no_cadence() {
        let none = "days; daily; 0 days; 100 days; 2 days on mon; month on 0; month on 32; month on; year on 2-14; year on 02-30; 2 years on 02-14; mon,; \
                    3/day; 0/week; -1 weeks; 01 weeks; week on weekday; 2 weekday; on mon; monthly; week week";
        for bad in none.split("; ").chain([""]) {
            assert!(bad.parse::<Every>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn shortest_windows() {
        let shortest = |text: &str| text.parse::<Cadence>().unwrap().shortest_window();
        assert_eq!(shortest("week"), 7);
        assert_eq!(shortest("2 weeks"), 14);
        assert_eq!(shortest("5 days"), 5);
        assert_eq!(shortest("month"), 28);
        assert_eq!(shortest("2 months"), 59);
        assert_eq!(shortest("3 months"), 89);
        assert_eq!(shortest("year"), 365);
        assert_eq!(shortest("4 years"), 1460, "1897 to 1900 had no leap year");
        assert_eq!(shortest("8 years"), 2921);
    }
}
