//! What a ledger is set to.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::day::WeekStart;
use super::rejection::Rejection;

/// Whose ledger it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The record of two partners.
    Shared,
    /// One person's own.
    Own,
}

/// The settings of a ledger.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// `week_starts`: where its weeks start. Fixed once there is a promise, since windows hang on it.
    pub week_starts: WeekStart,
    /// `day_ends`: until when the night still belongs to the day before.
    pub day_ends: DayEnds,
}

/// The time until which the day before goes on, 00:00 to 11:59, in minutes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DayEnds(u16);

impl DayEnds {
    /// Minutes after midnight, 0 to 719.
    pub fn minutes(self) -> i64 {
        i64::from(self.0)
    }
}

impl fmt::Display for DayEnds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for DayEnds {
    type Err = Rejection;

    fn from_str(text: &str) -> Result<Self, Rejection> {
        let two = |digits: &str| {
            let plain = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| digits.parse::<u16>().ok()).flatten()
        };
        let time = text.split_once(':').and_then(|(hours, minutes)| Some((two(hours)?, two(minutes)?)));
        match time {
            Some((hours @ 0..=11, minutes @ 0..=59)) => Ok(Self(hours * 60 + minutes)),
            _ => Err(Rejection::BadSetting {
                key: "day_ends",
                value: text.to_owned(),
                wants: "a time from 00:00 to 11:59, like 03:00",
            }),
        }
    }
}

/// One setting, by its key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Setting {
    /// `week_starts`
    WeekStarts(WeekStart),
    /// `day_ends`
    DayEnds(DayEnds),
}

impl Setting {
    /// The keys, in the order in which they are listed.
    pub const KEYS: [&'static str; 2] = ["week_starts", "day_ends"];

    /// A setting from a key and a value.
    pub fn parse(key: &str, value: &str) -> Result<Self, Rejection> {
        match key {
            "week_starts" => value.parse().map(Self::WeekStarts),
            "day_ends" => value.parse().map(Self::DayEnds),
            _ => Err(Rejection::NoSetting { key: key.to_owned() }),
        }
    }

    /// Its key.
    pub fn key(self) -> &'static str {
        match self {
            Self::WeekStarts(_) => "week_starts",
            Self::DayEnds(_) => "day_ends",
        }
    }

    /// Its value, canonical.
    pub fn value(self) -> String {
        match self {
            Self::WeekStarts(start) => start.to_string(),
            Self::DayEnds(ends) => ends.to_string(),
        }
    }
}

impl Settings {
    /// The settings, one by one.
    pub fn each(self) -> [Setting; 2] {
        [Setting::WeekStarts(self.week_starts), Setting::DayEnds(self.day_ends)]
    }

    /// With one of them changed.
    #[must_use]
    pub fn with(self, setting: Setting) -> Self {
        match setting {
            Setting::WeekStarts(week_starts) => Self { week_starts, ..self },
            Setting::DayEnds(day_ends) => Self { day_ends, ..self },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_canonical() {
        assert_eq!(Setting::parse("week_starts", "Sun").unwrap().value(), "sunday");
        assert_eq!(Setting::parse("day_ends", "03:00").unwrap().value(), "03:00");
        for bad in ["3:00", "12:00", "03:60", "0300", "", "-1:00"] {
            assert!(Setting::parse("day_ends", bad).is_err(), "{bad}");
        }
        assert!(matches!(Setting::parse("colour", "red"), Err(Rejection::NoSetting { .. })));
    }
}
