//! What the ledger tells the reports besides the [book](super::book) and the marks.

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
