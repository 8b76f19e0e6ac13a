//! The words in which people say a date: `2026-11-20`, `today`, `yesterday`, `tomorrow`, `fri`,
//! `3 days ago`, `in 2 weeks`. Nothing else is a date.

use std::str::FromStr;

use chrono::Weekday;

use super::day::{Day, weekday};
use super::rejection::Rejection;

/// A date as it was said, not yet reckoned from a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateWord {
    /// The date itself.
    Exact(Day),
    /// So many days from today.
    Away(i64),
    /// A day of the week.
    On(Weekday),
}

/// Which way a day of the week is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Looking {
    /// The latest one, today included: for what has happened.
    Back,
    /// The coming one, after today: for what is to come. Somebody who means today says `today`.
    Ahead,
}

impl DateWord {
    /// The day that was meant.
    pub fn reckon(self, today: Day, looking: Looking) -> Day {
        match self {
            Self::Exact(day) => day,
            Self::Away(days) => today.plus(days),
            Self::On(wanted) => match looking {
                Looking::Back => today.plus(-i64::from(today.weekday().days_since(wanted))),
                Looking::Ahead => today.plus(i64::from(wanted.days_since(today.weekday().succ())) + 1),
            },
        }
    }
}

impl DateWord {
    /// The date that those words say, or `None` where they say none.
    pub fn said(text: &str) -> Option<Self> {
        let text = text.trim();
        if !text.contains(char::is_whitespace) {
            return Self::in_one_word(text);
        }
        let lower = text.to_ascii_lowercase();
        match lower.split_whitespace().collect::<Vec<_>>().as_slice() {
            [number, unit, "ago"] => days(number, unit).map(|days| Self::Away(-days)),
            ["in", number, unit] => days(number, unit).map(Self::Away),
            _ => None,
        }
    }

    fn in_one_word(word: &str) -> Option<Self> {
        let near = [("today", 0), ("yesterday", -1), ("tomorrow", 1)];
        let near = near.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, days)| *days);
        near.map(Self::Away)
            .or_else(|| weekday(word).map(Self::On))
            .or_else(|| Day::from_ascii(word.as_bytes()).map(Self::Exact))
    }
}

impl FromStr for DateWord {
    type Err = Rejection;

    fn from_str(text: &str) -> Result<Self, Rejection> {
        Self::said(text).ok_or_else(|| Rejection::NoDate { text: text.to_owned() })
    }
}

/// At most ten years, so that a slip of the finger is no date in the year 9999.
fn days(number: &str, unit: &str) -> Option<i64> {
    let plain = number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit());
    let number: i64 = plain.then(|| number.parse().ok()).flatten()?;
    let each = match unit {
        "day" | "days" => 1,
        "week" | "weeks" => 7,
        _ => return None,
    };
    (number * each <= 3660).then_some(number * each)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_reckoned() {
        let friday: Day = "2026-11-20".parse().unwrap();
        let cases = [
            ("2026-02-14", Looking::Back, "2026-02-14"),
            ("today", Looking::Ahead, "2026-11-20"),
            ("Yesterday", Looking::Back, "2026-11-19"),
            ("tomorrow", Looking::Back, "2026-11-21"),
            ("fri", Looking::Back, "2026-11-20"),
            ("fri", Looking::Ahead, "2026-11-27"),
            ("thursday", Looking::Back, "2026-11-19"),
            ("thu", Looking::Ahead, "2026-11-26"),
            ("SAT", Looking::Ahead, "2026-11-21"),
            ("3 days ago", Looking::Ahead, "2026-11-17"),
            ("in 2 weeks", Looking::Back, "2026-12-04"),
            ("in  1 day", Looking::Back, "2026-11-21"),
        ];
        for (words, looking, wanted) in cases {
            let date: DateWord = words.parse().unwrap();
            assert_eq!(date.reckon(friday, looking).to_string(), wanted, "{words} {looking:?}");
        }
    }

    #[test]
    fn nothing_else_is_a_date() {
        for bad in [
            "",
            "soon",
            "in two weeks",
            "2 months ago",
            "in -1 days",
            "2026/11/20",
            "20.11.2026",
            "ago",
            "in 99999 weeks",
            "week",
        ] {
            assert!(bad.parse::<DateWord>().is_err(), "{bad}");
        }
    }
}
