//! Values as they are stored. Texts are read where they stand: a record has millions of them, and none is copied first.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize};

use super::day::Day;

struct Text<T>(PhantomData<T>);

impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// The value that a text of the document says.
pub fn from_text<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: FromStr<Err: fmt::Display>,
    D: Deserializer<'de>,
{
    from.deserialize_str(Text(PhantomData))
}

/// A day that is stored as its number, where many are read and nobody reads them but the program: 1 is 0001-01-01.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(into = "i64", try_from = "i64")]
pub struct Number(pub Day);

impl From<Number> for i64 {
    fn from(Number(day): Number) -> Self {
        day.days_since(Day::MIN) + 1
    }
}

impl TryFrom<i64> for Number {
    type Error = &'static str;

    fn try_from(number: i64) -> Result<Self, Self::Error> {
        let day = Day::MIN.plus(number.saturating_sub(1));
        if i64::from(Self(day)) == number { Ok(Self(day)) } else { Err("the calendar has no such day") }
    }
}
