//! Deciding: what is known, what a partner wishes, and today go in; an event or a
//! [`Rejection`](super::Rejection) comes out.
//!
//! - [`give`]: promising, asking, answering, ending, pausing, settings.
//! - [`say`]: marking windows.
//! - [`import`]: what another program's record, or a feed, holds.
//! - [`change`]: revising, rewording, leaving.
//! - [`between`]: boundaries, repairs, check-ins, thanks, chapters.
//! - [`mod@take_back`], that is, undoing.

pub mod between;
pub mod change;
pub mod give;
pub mod import;
pub mod say;
pub mod take_back;

use super::event::{Event, WordsOf};

/// What was decided: an event, and the words that lie apart from it.
#[derive(Clone, PartialEq, Debug)]
pub struct Deed {
    /// What happened.
    pub event: Event,
    /// What was written with it.
    pub words: WordsOf,
}

impl Deed {
    /// An event without words.
    pub fn plain(event: Event) -> Self {
        Self { event, words: WordsOf::new() }
    }
}
