//! What the ledger tells the reports besides the [book](super::book) and the marks.

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

/// An event as it is stored, with its words: what a record is carried away as. Hashes and salts are in hexadecimal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the columns of the table")]
pub struct StoredEvent {
    #[schemars(with = "super::Letter")]
    pub device: String,
    pub seq: i64,
    pub tick: i64,
    #[schemars(extend("format" = "date-time"))]
    pub at: String,
    #[schemars(with = "Day")]
    pub day: String,
    pub author: i64,
    pub kind: String,
    pub about: Option<String>,
    pub body: String,
    pub seal: Option<String>,
    pub hash: String,
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
