//! The periods that a report can be asked for.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::days::{Chance, before, day, month_end, moved, week_label, week_of};
use crate::expect::Picture;

#[derive(Clone, Debug)]
pub enum Asked {
    ThisWeek,
    LastWeek,
    /// The week that holds the day, written as the day, or by its ISO name.
    WeekOf(NaiveDate, bool),
    Month(i32, u32),
    Year(i32),
    Weeks(u32),
    All,
    Between(NaiveDate, NaiveDate),
}

pub struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub label: String,
}

impl Asked {
    pub fn word(&self) -> Option<String> {
        match self {
            Self::ThisWeek => None,
            Self::LastWeek => Some("last".to_owned()),
            Self::WeekOf(d, false) => Some(d.to_string()),
            Self::WeekOf(d, true) => Some(week_label(week_of(*d, Weekday::Mon))),
            Self::Month(year, month) => Some(format!("{year}-{month:02}")),
            Self::Year(year) => Some(year.to_string()),
            Self::Weeks(n) => Some(format!("{n}w")),
            Self::All => Some("all".to_owned()),
            Self::Between(from, to) => Some(format!("{from}..{to}")),
        }
    }

    pub fn one_week(&self) -> bool {
        matches!(self, Self::ThisWeek | Self::LastWeek | Self::WeekOf(..))
    }

    pub fn period(&self, picture: &Picture) -> Period {
        let (today, starts) = (picture.as_of.today, picture.world.starts);
        let this = week_of(today, starts);
        let week = |first: NaiveDate| Period { from: first, to: moved(first, 6), label: week_label(first) };
        match self {
            Self::ThisWeek => week(this),
            Self::LastWeek => week(week_of(before(this), starts)),
            Self::WeekOf(d, _) => week(week_of(*d, starts)),
            Self::Month(year, month) => {
                let from = day(*year, *month, 1);
                Period { from, to: month_end(from), label: format!("{year}-{month:02}") }
            }
            Self::Year(year) => {
                Period { from: day(*year, 1, 1), to: day(*year, 12, 31), label: year.to_string() }
            }
            Self::Weeks(n) => {
                let mut from = this;
                for _ in 1..*n {
                    from = week_of(before(from), starts);
                }
                ranged(from, moved(this, 6))
            }
            Self::All => {
                let from = week_of(picture.first().unwrap(), starts);
                Period { from, to: moved(this, 6), label: "all".to_owned() }
            }
            Self::Between(from, to) => ranged(*from, *to),
        }
    }

    /// The periods to ask for as of a day; some of them by chance.
    pub fn some(chance: &mut Chance, picture: &Picture) -> Vec<Self> {
        let (today, starts) = (picture.as_of.today, picture.world.starts);
        let mut asked = vec![Self::ThisWeek];
        if picture.first().is_some() {
            asked.push(Self::All);
        }
        let near = moved(today, chance.between(-60, 5));
        let mut more = vec![
            Self::LastWeek,
            Self::WeekOf(near, starts == Weekday::Mon && chance.percent(50)),
            Self::Month(today.year(), today.month()),
            Self::Month(near.year(), near.month()),
            Self::Weeks(12),
            Self::Weeks(chance.count(2, 20)),
            Self::Year(near.year()),
        ];
        let to = moved(near, chance.between(0, 50));
        // A range that happens to be one whole week might be taken for that week, or not.
        if to != moved(near, 6) {
            more.push(Self::Between(near, to));
        }
        chance.shuffle(&mut more);
        more.truncate(3);
        asked.extend(more);
        asked
    }
}

fn ranged(from: NaiveDate, to: NaiveDate) -> Period {
    Period { from, to, label: format!("{from}..{to}") }
}
