//! Short ids. Things (promises, pauses, ...) are `a7`, events `a.212`: the letter of the device that made
//! them and a number, the same on every machine.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use super::rejection::Rejection;
use super::stored::from_text;

/// The letter of a device in its ledger, `a` to `z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Letter(u8);

impl Letter {
    /// The letter of the device that opened the ledger.
    pub const FIRST: Self = Self(b'a');

    /// The one after, or `None` after `z`.
    pub fn next(self) -> Option<Self> {
        (self.0 < b'z').then_some(Self(self.0 + 1))
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", char::from(self.0))
    }
}

impl From<Letter> for String {
    fn from(letter: Letter) -> Self {
        letter.to_string()
    }
}

impl TryFrom<String> for Letter {
    type Error = Rejection;

    fn try_from(text: String) -> Result<Self, Rejection> {
        text.parse()
    }
}

impl FromStr for Letter {
    type Err = Rejection;

    fn from_str(text: &str) -> Result<Self, Rejection> {
        match text.as_bytes() {
            [letter @ b'a'..=b'z'] => Ok(Self(*letter)),
            _ => Err(Rejection::NoId { text: text.to_owned() }),
        }
    }
}

/// The shape of an id, as JSON Schema has it.
fn pattern(pattern: &str) -> schemars::Schema {
    schemars::json_schema!({ "type": "string", "pattern": pattern })
}

impl schemars::JsonSchema for Letter {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Letter".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        pattern("^[a-z]$")
    }

    fn inline_schema() -> bool {
        true
    }
}

/// The number after the letter: digits that do not start with 0, at most 9 of them.
fn number(digits: &str) -> Option<NonZeroU32> {
    let plain = digits.len() <= 9 && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// One newtype per kind of id, so that they never mix.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $between:literal, $pattern:literal, $none:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            /// The device that made it.
            pub letter: Letter,
            /// Counted per device, from 1.
            pub number: NonZeroU32,
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!("{}", $between, "{}"), self.letter, self.number)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = Rejection;

            fn from_str(text: &str) -> Result<Self, Rejection> {
                let no_id = || Rejection::$none { text: text.to_owned() };
                let (letter, rest) = text.split_at_checked(1).ok_or_else(no_id)?;
                let digits = rest.strip_prefix($between).ok_or_else(no_id)?;
                Ok(Self { letter: letter.parse().map_err(|_| no_id())?, number: number(digits).ok_or_else(no_id)? })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                pattern($pattern)
            }

            fn inline_schema() -> bool {
                true
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from_text(from)
            }
        }
    };
}

id!(
    /// A thing that lasts: a promise, a pause. They sort by letter, then by number.
    ///
    /// ```
    /// use ourword::domain::ThingId;
    /// let (nine, ten): (ThingId, ThingId) = ("a9".parse().unwrap(), "a10".parse().unwrap());
    /// assert!(nine < ten);
    /// ```
    ///
    /// It is not an event's:
    ///
    /// ```compile_fail
    /// use ourword::domain::{EventId, ThingId};
    /// let thing: ThingId = "a9".parse().unwrap();
    /// let event: EventId = thing;
    /// ```
    ThingId,
    "",
    "^[a-z][1-9][0-9]{0,8}$",
    NoId
);

id!(
    /// One entry of the record: what one command did.
    EventId,
    ".",
    r"^[a-z]\.[1-9][0-9]{0,8}$",
    NoEventId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back() {
        assert_eq!("a7".parse::<ThingId>().unwrap().to_string(), "a7");
        assert_eq!("b.212".parse::<EventId>().unwrap().to_string(), "b.212");
        for bad in ["", "a", "7", "a0", "a07", "A7", "a-7", "aa7", "a7 ", "a1234567890", "é7", "a.7"] {
            assert!(bad.parse::<ThingId>().is_err(), "{bad}");
        }
        assert!("a7".parse::<EventId>().is_err());
        assert_eq!(Letter(b'z').next(), None);
    }
}
