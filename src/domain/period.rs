//! Periods: the days that a report is about, in the words in which people ask for them.

use std::str::FromStr;

use chrono::Weekday;

use super::date::{DateWord, Looking};
use super::day::{Day, Span, days_in_month};
use super::reckoning::Reckoning;
use super::rejection::Rejection;

/// A period this long is a month or longer: rates, ranges and changes are shown for it.
const MONTH: i64 = 28;

/// A period as it was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PeriodWord {
    /// This week, when nothing was said.
    #[default]
    ThisWeek,
    /// `last`: last week.
    LastWeek,
    /// `2026-W47`
    IsoWeek(i32, u32),
    /// `2026-11`
    Month(i32, u32),
    /// `2026`
    Year(i32),
    /// `chapter`: the current one.
    Chapter,
    /// `all`
    All,
    /// The week that holds the date.
    WeekOf(DateWord),
    /// `DATE..DATE`
    Between(DateWord, DateWord),
    /// `12w`: this week and the eleven before.
    Weeks(u32),
}

/// A period: its days, and what it is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Period {
    /// Its first and last day, also when that is to come.
    pub span: Span,
    /// The week's name, `2026-11`, `2026`, the chapter's name, `all`, or `FROM..TO`.
    pub label: String,
    /// Whether it is exactly one week of the ledger.
    pub is_week: bool,
    /// Whether it is everything.
    pub is_all: bool,
}

impl Period {
    /// Whether it is a month or longer.
    pub fn is_long(&self) -> bool {
        self.span.days() >= MONTH
    }
}

impl PeriodWord {
    /// The days that were meant. `first` is the first day that anything in the ledger is about,
    /// `chapter` the first day and the name of the current chapter.
    pub fn reckon(
        self,
        reckoning: &Reckoning,
        first: Option<Day>,
        chapter: Option<(Day, String)>,
    ) -> Result<Period, Rejection> {
        let (today, weeks) = (reckoning.today, reckoning.weeks);
        let week = |day: Day| {
            let span = weeks.week_of(day);
            Period { span, label: weeks.name_of(span), is_week: true, is_all: false }
        };
        let between = |from: Day, to: Day| {
            let span = Span::new(from, to);
            Period {
                span,
                label: format!("{from}..{to}"),
                is_week: span == weeks.week_of(from),
                is_all: false,
            }
        };
        Ok(match self {
            Self::ThisWeek | Self::Weeks(1) => week(today),
            Self::LastWeek => week(weeks.first_of(today).previous()),
            Self::IsoWeek(year, number) => {
                let name = format!("{year:04}-W{number:02}");
                if weeks.0 != Weekday::Mon {
                    return Err(Rejection::WeekNameNeedsMonday { text: name, starts: weeks.to_string() });
                }
                // 4 January lies in week 1 of its year, by ISO 8601.
                let fourth = Day::from_ymd_clamped(year, 1, 4);
                let period = week(fourth.plus(7 * (i64::from(number) - 1)));
                if period.label != name {
                    return Err(Rejection::NoPeriod { text: name });
                }
                period
            }
            Self::Month(year, month) => Period {
                span: Span::new(
                    Day::from_ymd_clamped(year, month, 1),
                    Day::from_ymd_clamped(year, month, days_in_month(year, month)),
                ),
                label: format!("{year:04}-{month:02}"),
                is_week: false,
                is_all: false,
            },
            Self::Year(year) => Period {
                span: Span::new(Day::from_ymd_clamped(year, 1, 1), Day::from_ymd_clamped(year, 12, 31)),
                label: format!("{year:04}"),
                is_week: false,
                is_all: false,
            },
            Self::Chapter => {
                let (from, label) = chapter.ok_or(Rejection::NoChapter)?;
                Period {
                    span: Span::new(from, weeks.week_of(today).to),
                    label,
                    is_week: false,
                    is_all: false,
                }
            }
            Self::All => {
                let this_week = weeks.week_of(today);
                let from = first.map_or(this_week.from, |first| weeks.first_of(first).min(this_week.from));
                Period {
                    span: Span::new(from, this_week.to),
                    label: "all".to_owned(),
                    is_week: false,
                    is_all: true,
                }
            }
            Self::WeekOf(date) => week(date.reckon(today, Looking::Back)),
            Self::Between(from, to) => {
                let (from, to) = (from.reckon(today, Looking::Back), to.reckon(today, Looking::Back));
                if to < from {
                    return Err(Rejection::PeriodEndsBeforeStart { from, to });
                }
                between(from, to)
            }
            Self::Weeks(number) => {
                let this_week = weeks.week_of(today);
                between(this_week.from.plus(-7 * (i64::from(number) - 1)), this_week.to)
            }
        })
    }
}

impl FromStr for PeriodWord {
    type Err = Rejection;

    fn from_str(text: &str) -> Result<Self, Rejection> {
        let no_period = || Rejection::NoPeriod { text: text.to_owned() };
        let word = text.trim();
        match word.to_ascii_lowercase().as_str() {
            "last" => return Ok(Self::LastWeek),
            "chapter" => return Ok(Self::Chapter),
            "all" => return Ok(Self::All),
            _ => {}
        }
        if let Some((from, to)) = word.split_once("..") {
            return Ok(Self::Between(from.parse()?, to.parse()?));
        }
        if let Ok(date) = word.parse() {
            return Ok(Self::WeekOf(date));
        }
        if let Some(weeks) = word.strip_suffix(['w', 'W']).and_then(number) {
            return (1..=5200).contains(&weeks).then_some(Self::Weeks(weeks)).ok_or_else(no_period);
        }
        let (year, rest) = word.split_once('-').map_or((word, None), |(year, rest)| (year, Some(rest)));
        let year = Some(year).filter(|year| year.len() == 4).and_then(number);
        let year =
            year.filter(|year| *year >= 1).and_then(|year| i32::try_from(year).ok()).ok_or_else(no_period)?;
        let two = |digits: &str, most: u32| {
            Some(digits).filter(|d| d.len() == 2).and_then(number).filter(|n| (1..=most).contains(n))
        };
        match rest {
            None => Ok(Self::Year(year)),
            Some(rest) => match rest.strip_prefix(['W', 'w']) {
                Some(week) => two(week, 53).map(|week| Self::IsoWeek(year, week)),
                None => two(rest, 12).map(|month| Self::Month(year, month)),
            }
            .ok_or_else(no_period),
        }
    }
}

fn number(digits: &str) -> Option<u32> {
    let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::WeekStart;

    fn reckon(text: &str, weeks: WeekStart) -> Result<(String, String), Rejection> {
        let reckoning = Reckoning { today: "2026-11-20".parse().unwrap(), as_of: false, weeks };
        let period = text.parse::<PeriodWord>()?.reckon(&reckoning, "2026-03-04".parse().ok(), None)?;
        Ok((format!("{}..{}", period.span.from, period.span.to), period.label))
    }

    #[test]
    fn every_form_is_reckoned() {
        let cases = [
            ("last", "2026-11-09..2026-11-15", "2026-W46"),
            ("2026-W01", "2025-12-29..2026-01-04", "2026-W01"),
            ("2026-w53", "2026-12-28..2027-01-03", "2026-W53"),
            ("2024-02", "2024-02-01..2024-02-29", "2024-02"),
            ("2026", "2026-01-01..2026-12-31", "2026"),
            ("all", "2026-03-02..2026-11-22", "all"),
            ("2026-11-01", "2026-10-26..2026-11-01", "2026-W44"),
            ("3 days ago", "2026-11-16..2026-11-22", "2026-W47"),
            ("2026-11-01..fri", "2026-11-01..2026-11-20", "2026-11-01..2026-11-20"),
            ("12w", "2026-08-31..2026-11-22", "2026-08-31..2026-11-22"),
            ("1w", "2026-11-16..2026-11-22", "2026-W47"),
        ];
        for (text, days, label) in cases {
            assert_eq!(
                reckon(text, WeekStart::default()).unwrap(),
                (days.to_owned(), label.to_owned()),
                "{text}"
            );
        }
        let sunday = WeekStart(Weekday::Sun);
        assert_eq!(reckon("today", sunday).unwrap().1, "2026-11-15");
        assert!(matches!(reckon("2026-W47", sunday), Err(Rejection::WeekNameNeedsMonday { .. })));
    }

    #[test]
    fn what_is_no_period() {
        for bad in [
            "",
            "2025-W53",
            "2026-W54",
            "2026-13",
            "26",
            "0w",
            "20266",
            "next",
            "2026-11-20..",
            "w",
            "2026-W1",
        ] {
            assert!(reckon(bad, WeekStart::default()).is_err(), "{bad}");
        }
        assert!(matches!(
            reckon("2026-11-20..2026-11-19", WeekStart::default()),
            Err(Rejection::PeriodEndsBeforeStart { .. })
        ));
    }
}
