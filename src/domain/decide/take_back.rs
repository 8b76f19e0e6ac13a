//! Undoing: what one command did is taken back by an event of its own, which can be undone too.

use super::Deed;
use crate::domain::book::Book;
use crate::domain::day::Day;
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
    /// The civil date on which it was recorded.
    pub day: Day,
    /// What happened.
    pub event: Event,
    /// The words to it.
    pub words: WordsOf,
    /// Whether it is undone.
    pub undone: bool,
}

/// One's own event taken back. `others_marks` is whether the other partner's marks stand on the promise that it gave
/// or accepted: then it can be taken back on its own day, as a slip, and later only be ended, since with the promise
/// the other's words would go from every report.
pub fn undo(
    book: &Book,
    by: Partner,
    past: &Past,
    others_marks: bool,
    today: Day,
) -> Result<Deed, Rejection> {
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
    let about_a_promise = matches!(past.event, Event::Promised(_) | Event::Answered(_));
    if let Some(promise) = past.event.about().filter(|_| about_a_promise && others_marks && past.day < today)
    {
        return Err(Rejection::UndoHidesWords { label: book.label(promise), other: book.name(by.other()) });
    }
    Ok(Deed::plain(Event::Undone(Undone { event: id })))
}

/// Whether the ledger holds together after an undo: `live` are the names of its asked and active promises.
/// Weeks do not move under promises, no name is used twice, and no pause reaches days before today that it did not
/// reach before.
pub fn holds_together(
    before: &Book,
    after: &Book,
    live: &[(Name, ThingId)],
    today: Day,
) -> Result<(), Rejection> {
    for pause in &after.pauses {
        let had = before.pause(pause.id).map_or(0, |pause| pause.past_days(today));
        if pause.past_days(today) > had {
            return Err(Rejection::UndoPausesThePast { id: pause.id });
        }
    }
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
