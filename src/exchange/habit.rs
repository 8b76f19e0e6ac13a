//! Habits, as the trackers that know them have them, and the promise that each becomes: given by the partner who
//! imports it, every day where nothing better is known, from the first date that anything is said of.

use super::wish::{Fault, Naming, NewMark, NewPromise, Of, Wish};
use crate::domain::cadence::{Cadence, Every};
use crate::domain::terms::TermsWish;
use crate::domain::words::Name;
use crate::domain::{Day, Says};

/// A habit as its source describes it.
#[derive(Clone, PartialEq, Debug)]
pub struct Habit {
    /// What it is called.
    pub name: String,
    /// How often it asks to be done.
    pub rhythm: Rhythm,
    /// Whether its owner has put it away: the promise ends with the last date that anything is said of.
    pub put_away: bool,
    /// Whether it counts amounts, of which nobody but its owner knows what is enough.
    pub counts: bool,
}

/// How often a habit asks to be done.
#[derive(Clone, PartialEq, Debug)]
pub enum Rhythm {
    /// Again and again.
    Every(Every),
    /// It is only watched, and asks for nothing.
    Watched,
    /// In a span longer than any here.
    Longer,
}

/// What a tracker says of a habit on a day.
#[derive(Clone, PartialEq, Debug)]
pub struct DaySaid {
    /// The habit.
    pub habit: String,
    /// The day.
    pub on: Day,
    /// What is said.
    pub says: Says,
    /// What was written with it.
    pub note: Option<String>,
}

/// Days on which a habit is known of: the first, and the last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// The first.
    pub first: Day,
    /// The last.
    pub last: Day,
}

impl Rhythm {
    /// So many times in so many days: daily, weekly, or spans of days counted from the start.
    pub fn new(times: u32, days: u32) -> Result<Self, Fault> {
        let every = |cadence, times: u32| Every { cadence, times: Some(times).filter(|times| *times > 1) };
        let day = || "day".parse::<Every>().map(Self::Every).map_err(Fault::from);
        match (times, days) {
            (_, 0) => Ok(Self::Watched),
            (times, days) if times >= days => day(),
            (0, _) => Ok(Self::Watched),
            (times, 7) => Ok(Self::Every(every(Cadence::Weeks(1), times))),
            (times, days) if days <= 99 => {
                Ok(Self::Every(every(format!("{days} days").parse::<Cadence>()?, times)))
            }
            _ => Ok(Self::Longer),
        }
    }
}

impl Habit {
    /// A habit of which only its name is known: every day.
    pub fn daily(name: &str) -> Result<Self, Fault> {
        Ok(Self { name: name.to_owned(), rhythm: Rhythm::new(1, 1)?, put_away: false, counts: false })
    }

    /// The promise that it becomes.
    pub fn wish(&self, known: Known) -> Wish {
        let terms = match &self.rhythm {
            _ if self.counts => None,
            Rhythm::Watched | Rhythm::Longer => None,
            Rhythm::Every(every) => Some(TermsWish {
                due: None,
                every: Some(every.clone()),
                times: None,
                from: known.first,
                until: self.put_away.then_some(known.last),
                avoid: false,
            }),
        };
        Wish::Promise(NewPromise {
            key: self.name.clone(),
            text: self.name.clone(),
            naming: slug(&self.name).map_or(Naming::ById, Naming::Like),
            terms,
        })
    }
}

impl DaySaid {
    /// The mark that it becomes.
    pub fn wish(self) -> Wish {
        let Self { habit, on, says, note } = self;
        Wish::Mark(NewMark { of: Of::Key(habit), on, says, note, of_the_day: true })
    }
}

/// A name made from a text: its letters and digits in lower case, everything else a `-`. None where that is no name:
/// it begins with a digit, or is an id, a date or a word that means something else.
pub fn slug(text: &str) -> Option<Name> {
    let mut slug = String::new();
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        if c.is_alphabetic() || c.is_ascii_digit() {
            slug.push(c);
        } else if c != '\'' && c != '’' && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.trim_matches('-').chars().take(32).collect();
    slug.trim_end_matches('-').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rhythms_are_cadences() {
        let said = |times, days| match Rhythm::new(times, days) {
            Ok(Rhythm::Every(every)) => format!("{} x{}", every.cadence, every.times.unwrap_or(1)),
            Ok(Rhythm::Watched) => "watched".to_owned(),
            Ok(Rhythm::Longer) => "longer".to_owned(),
            Err(fault) => fault.to_string(),
        };
        for (times, days, expected) in [
            (1, 1, "day x1"),
            (3, 7, "week x3"),
            (1, 7, "week x1"),
            (7, 7, "day x1"),
            (9, 7, "day x1"),
            (2, 3, "3 days x2"),
            (1, 15, "15 days x1"),
            (1, 0, "watched"),
            (0, 7, "watched"),
            (1, 99, "99 days x1"),
            (1, 100, "longer"),
        ] {
            assert_eq!(said(times, days), expected, "{times}/{days}");
        }
    }

    #[test]
    fn names_are_made_from_texts() {
        for (text, expected) in [
            ("Bed by midnight", Some("bed-by-midnight")),
            ("  Dishes!! ", Some("dishes")),
            ("Don't shout", Some("dont-shout")),
            ("Tee — trinken / üben", Some("tee-trinken-üben")),
            ("10 minutes outside", None),
            ("today", None),
            ("A7", None),
            ("", None),
            ("🎉", None),
        ] {
            assert_eq!(slug(text).map(|name| name.to_string()).as_deref(), expected, "{text:?}");
        }
        let long = slug(&"very long ".repeat(9)).unwrap();
        assert_eq!(long.as_str(), "very-long-very-long-very-long-ve");
    }
}
