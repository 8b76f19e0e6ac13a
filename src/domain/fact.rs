//! What the ledger tells the reports besides the [book](super::book) and the marks.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::event::{Event, WordsOf};
use super::id::{EventId, ThingId};
use super::partner::Partner;
use super::words::Words;

/// One entry of the record, for showing.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which event.
    pub id: EventId,
    /// What the clock said.
    pub at: String,
    /// The civil date of recording.
    pub day: Day,
    /// Who spoke; nobody, when a shared ledger was made.
    pub by: Option<Partner>,
    /// What happened.
    pub event: Event,
    /// What it is about, as the record has it.
    pub about: Option<String>,
    /// The words to it.
    pub words: WordsOf,
    /// Whether it was taken back.
    pub undone: bool,
    /// Whether it had words that were unsaid.
    pub unsaid: bool,
}

/// A thank-you, or a note of one's own.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its id.
    pub id: ThingId,
    /// Who wrote it.
    pub by: Partner,
    /// The day that it is about.
    pub on: Day,
    /// What it says; `None` once unsaid.
    pub text: Option<Words>,
}

/// An event as it is stored, with its words: what a record is carried away as. Hashes and salts are in hexadecimal. Read
/// from a line, it is that line where it can be: a record has millions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the columns of the table")]
pub struct StoredEvent<'a> {
    #[schemars(with = "super::Letter")]
    #[serde(borrow)]
    pub device: Cow<'a, str>,
    pub seq: i64,
    pub tick: i64,
    #[schemars(extend("format" = "date-time"))]
    #[serde(borrow)]
    pub at: Cow<'a, str>,
    #[schemars(with = "Day")]
    #[serde(borrow)]
    pub day: Cow<'a, str>,
    pub author: i64,
    #[serde(borrow)]
    pub kind: Cow<'a, str>,
    pub about: Option<String>,
    #[serde(borrow)]
    pub body: Cow<'a, str>,
    pub seal: Option<String>,
    #[serde(borrow)]
    pub hash: Cow<'a, str>,
    pub words: Option<StoredWords>,
}

/// The words of an event as they are stored.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the columns of the table")]
pub struct StoredWords {
    pub salt: String,
    pub body: String,
}

/// A device as it is stored: where its part of the record ends.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the columns of the table")]
pub struct StoredDevice {
    #[schemars(with = "super::Letter")]
    pub letter: String,
    pub key: String,
    pub head: i64,
    pub hash: String,
    pub tick: i64,
    pub things: i64,
}
