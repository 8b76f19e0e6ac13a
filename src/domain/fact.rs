//! What the ledger tells the reports besides the [book](super::book) and the marks.

use super::day::Day;
use super::event::{Event, WordsOf};
use super::id::EventId;
use super::partner::Partner;

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
