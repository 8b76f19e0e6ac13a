//! What a line can wish for, and what can be wrong with it.

use std::fmt;

use crate::domain::terms::TermsWish;
use crate::domain::words::Name;
use crate::domain::{Day, Rejection, Says};

/// What a line wishes for.
#[derive(Clone, PartialEq, Debug)]
pub enum Wish {
    /// A promise.
    Promise(NewPromise),
    /// A mark.
    Mark(NewMark),
    /// Nothing that has a place here; why.
    Nothing(&'static str),
}

/// A date as every source writes it. Words like `today` would mean another day whenever a feed is read.
pub fn date(text: &str) -> Result<Day, Fault> {
    let no_date =
        |rejection: Rejection| Fault::form(rejection.to_string(), "a date is written as 2026-11-20");
    text.trim().parse().map_err(no_date)
}

/// So many days around today are believed: a hundred years. A date further away is a mistyped year, and a promise since
/// then would have a window for every day of a thousand years.
const REACH: i64 = 36_525;

impl Wish {
    /// It, where its dates are within a hundred years of today.
    pub fn in_reach(self, today: Day) -> Result<Self, Fault> {
        let is_far = |day: &Day| day.days_since(today).abs() > REACH;
        let far = match &self {
            Self::Mark(mark) => Some(mark.on).filter(is_far),
            Self::Promise(promise) => promise.terms.as_ref().and_then(|terms| {
                [Some(terms.from), terms.due, terms.until].into_iter().flatten().find(is_far)
            }),
            Self::Nothing(_) => None,
        };
        match far {
            Some(far) => Err(Fault::form(format!("{far} is over a hundred years away"), "look at the year")),
            None => Ok(self),
        }
    }

    /// Whether it says of a day that has come what became of it, so that a promise may be known since then.
    pub fn speaks_of_the_past(&self, today: Day) -> bool {
        matches!(self, Self::Mark(mark) if mark.on <= today || mark.says == Says::Excused)
    }
}

/// A promise as its source has it.
#[derive(Clone, PartialEq, Debug)]
pub struct NewPromise {
    /// What tells it from others in its source.
    pub key: String,
    /// What is promised.
    pub text: String,
    /// How it is to be called.
    pub naming: Naming,
    /// When it must be kept; `None` where the source asks for nothing, so that it can only speak of a promise that is
    /// here already.
    pub terms: Option<TermsWish>,
}

/// How an imported promise is to be called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Naming {
    /// By its id alone.
    ById,
    /// By that name and no other; refused where it is taken.
    By(Name),
    /// By that name, or one like it; where the partner has a promise of that name already, that one is meant.
    Like(Name),
    /// By its text: whatever goes by that id or name here, or went by it, is meant, whoever gave it. Only where
    /// nothing ever did is it new, under a name made from the text.
    AsHere,
}

/// A mark as its source has it.
#[derive(Clone, PartialEq, Debug)]
pub struct NewMark {
    /// Of which promise.
    pub of: Of,
    /// The date that it is about.
    pub on: Day,
    /// What it says.
    pub says: Says,
    /// The note to it.
    pub note: Option<String>,
    /// Whether the source speaks of the day alone, so that anything but kept says nothing of a longer window.
    pub of_the_day: bool,
}

/// Which promise a mark is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Of {
    /// The key or the name of a promise in the source, or else an id or a name that is here.
    Word(String),
    /// The key of a promise in the source.
    Key(String),
}

/// What is wrong with a line.
#[derive(Clone, PartialEq, Debug)]
pub enum Fault {
    /// It is not written as its source writes.
    Form {
        /// What is wrong.
        message: String,
        /// How it would be right.
        hint: String,
    },
    /// The rules refuse it.
    Rejected(Rejection),
}

impl Fault {
    /// Not written as its source writes.
    pub fn form(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Form { message: message.into(), hint: hint.into() }
    }

    /// JSON that is none, or another. There is one object in what was read, so its line says nothing.
    pub fn json(error: &serde_json::Error, hint: &str) -> Self {
        Self::form(error.to_string().replace(" at line 1 column ", ", column "), hint)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form { message, .. } => f.write_str(message),
            Self::Rejected(rejection) => write!(f, "{rejection}"),
        }
    }
}

impl From<Rejection> for Fault {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}
