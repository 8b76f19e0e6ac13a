//! Undoing: what one command did is taken back by an event of its own, which can be undone too.

use super::Deed;
use crate::domain::book::Book;
use crate::domain::event::{Event, Undone, WordsOf};
use crate::domain::id::{EventId, ThingId};
use crate::domain::partner::Partner;
use crate::domain::rejection::Rejection;
use crate::domain::words::Name;

/// An event as far as undoing it is concerned.
#[derive(Clone, PartialEq, Debug)]
pub struct Past {
    /// Which one.
    pub id: EventId,
    /// Whose; nobody's, when the ledger was made.
    pub by: Option<Partner>,
    /// What happened.
    pub event: Event,
    /// The words to it.
    pub words: WordsOf,
    /// Whether it is undone.
    pub undone: bool,
}

/// One's own event taken back.
pub fn undo(book: &Book, by: Partner, past: &Past) -> Result<Deed, Rejection> {
    let id = past.id;
    if !past.event.can_be_undone() {
        return Err(Rejection::CannotBeUndone { id, kind: past.event.kind().to_owned() });
    }
    if past.by != Some(by) {
        let whose = past.by.map_or_else(|| "nobody".to_owned(), |other| book.name(other));
        return Err(Rejection::NotYourEvent { id, by: whose });
    }
    if past.undone {
        return Err(Rejection::UndoneAlready { id });
    }
    Ok(Deed::plain(Event::Undone(Undone { event: id })))
}

/// Whether the ledger holds together after an undo: `live` are the names of its asked and active promises.
/// Weeks do not move under promises, and no name is used twice.
pub fn holds_together(before: &Book, after: &Book, live: &[(Name, ThingId)]) -> Result<(), Rejection> {
    let moved = before.settings.week_starts != after.settings.week_starts;
    if moved && !(before.promises.is_empty() && after.promises.is_empty()) {
        return Err(Rejection::UndoMovesWeeks);
    }
    for (at, (name, id)) in live.iter().enumerate() {
        if let Some((_, other)) = live[..at].iter().find(|(earlier, _)| earlier == name) {
            return Err(Rejection::UndoTakesName { name: name.to_string(), by: *other.max(id) });
        }
    }
    Ok(())
}
