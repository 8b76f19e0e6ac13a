//! Undoing: what one command did is taken back by an event of its own, which can be undone too.

use std::collections::HashMap;

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

/// What has come of a promise that somebody wishes to take back, or whose acceptance they do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Came {
    /// Whether marks stand on it, one's own among them.
    pub marked: bool,
    /// Whether it counts, and a window of it is over.
    pub over: bool,
}

/// What an undo comes down to: the event itself, or what stands behind undos of undos.
#[derive(Clone, PartialEq, Debug)]
pub struct Root {
    /// What once happened.
    pub event: Event,
    /// Whether it goes, as with an undo of itself, or of an undo that brought it back; else it comes back.
    pub goes: bool,
}

/// One's own event taken back. A promise, an asking or an acceptance is taken back freely on its own day, as a slip, and
/// so is what brought one back. Later it stands once something came of it, and can only be ended: what was said of it,
/// and windows that were not kept, would go from every report with it.
pub fn undo(
    book: &Book,
    by: Partner,
    past: &Past,
    root: &Root,
    came: Option<Came>,
    today: Day,
) -> Result<Deed, Rejection> {
    let id = past.id;
    // What was shown to both was seen.
    let shown = matches!(&root.event, Event::CheckedIn(said) if book.is_open(said.week));
    if !past.event.can_be_undone() || shown && past.by == Some(by) {
        return Err(Rejection::CannotBeUndone { id, kind: past.event.kind().to_owned() });
    }
    if past.by != Some(by) {
        let whose = past.by.map_or_else(|| "nobody".to_owned(), |other| book.name(other));
        return Err(Rejection::NotYourEvent { id, by: whose });
    }
    if past.undone {
        return Err(Rejection::UndoneAlready { id });
    }
    if let Some(promise) = promise_of(&root.event).filter(|_| root.goes).and_then(|id| book.promise(id)) {
        let successor = promise.ending.and_then(|ending| ending.replaced_by);
        if let (Some(by), false) = (successor, matches!(root.event, Event::Answered(_))) {
            return Err(Rejection::RevisedSince { label: promise.label(), by });
        }
        if matches!(root.event, Event::Answered(_)) && promise.ending.is_some() {
            return Err(Rejection::OverAlready { label: promise.label(), state: "ended" });
        }
        if past.day < today && came.is_some_and(|came| came.marked || came.over) {
            return Err(Rejection::UndoHidesWhatCame { label: promise.label() });
        }
    }
    Ok(Deed::plain(Event::Undone(Undone { event: id, with: None })))
}

/// The promise that goes, or is asked again, when an event is taken back.
pub fn promise_of(event: &Event) -> Option<ThingId> {
    match event {
        Event::Promised(promised) => Some(promised.id),
        Event::Answered(answered) => Some(answered.id),
        Event::Repaired(repaired) => repaired.promised.as_ref().map(|promised| promised.id),
        _ => None,
    }
}

/// Whether the ledger holds together after an undo: `live` are the names of its asked and active promises and of its boundaries.
/// Weeks do not move once there ever was a promise, no name is used twice, and no day that is past is paused, or no
/// longer paused.
pub fn holds_together(
    before: &Book,
    after: &Book,
    live: &[(Name, ThingId)],
    ever_promised: bool,
    today: Day,
) -> Result<(), Rejection> {
    for pause in &after.pauses {
        let had = before.pause(pause.id).map_or(0, |pause| pause.past_days(today));
        if pause.past_days(today) != had {
            return Err(Rejection::UndoMovesThePast { id: pause.id });
        }
    }
    let gone =
        before.pauses.iter().find(|pause| after.pause(pause.id).is_none() && pause.past_days(today) > 0);
    if let Some(pause) = gone {
        return Err(Rejection::UndoMovesThePast { id: pause.id });
    }
    let moved = before.settings.week_starts != after.settings.week_starts;
    if moved && ever_promised {
        return Err(Rejection::UndoMovesWeeks);
    }
    let mut held: HashMap<&Name, &ThingId> = HashMap::new();
    for (name, id) in live {
        if let Some(other) = held.insert(name, id) {
            return Err(Rejection::UndoTakesName { name: name.to_string(), by: *other.max(id) });
        }
    }
    Ok(())
}
