//! What of the past an event can change: what unfolds the folds. It counts on what [`decide`](super::decide) sees to: what
//! is ended or lifted is not ended or lifted again.

use super::day::Day;
use super::event::{Answer, Answered, Cell, Ended, Event, Imported, Left, Paused, Promised};
use super::id::ThingId;

/// What of the past an event can change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Touched {
    /// Anything.
    Everything,
    /// No more than this; mostly nothing.
    Only {
        /// What was not over before that day.
        from: Option<Day>,
        /// What is said of those days of those promises.
        cells: Vec<(ThingId, Day)>,
    },
}

impl Touched {
    const NOTHING: Self = Self::Only { from: None, cells: Vec::new() };

    fn from(day: Day) -> Self {
        Self::Only { from: Some(day), cells: Vec::new() }
    }

    fn cells(cells: impl IntoIterator<Item = (ThingId, Day)>) -> Self {
        Self::Only { from: None, cells: cells.into_iter().collect() }
    }
}

/// What of the past can be changed by taking that event back, or by taking the taking back back.
pub fn touched_by_undoing(event: &Event) -> Touched {
    match touched(event) {
        // What it did from that day on may have been there for long.
        Touched::Only { from: Some(_), .. } => Touched::Everything,
        touched => touched,
    }
}

/// What of the past that event can change; of an undo see [`touched_by_undoing`].
pub fn touched(event: &Event) -> Touched {
    match event {
        Event::Marked(cells) => Touched::cells(cells.iter().map(|Cell(id, day, _)| (*id, *day))),
        Event::Imported(Imported { promise, marks, .. }) => {
            let first = marks.iter().map(|(day, _)| *day).min();
            Touched::cells(first.map(|first| (*promise, first)))
        }
        Event::Promised(promised) => Touched::from(first_day(promised)),
        // What is being repaired is not to be talked about any more; what changes may be a new promise.
        Event::Repaired(repaired) => Touched::Only {
            from: repaired.promised.as_ref().map(first_day),
            cells: repaired.of.into_iter().collect(),
        },
        Event::Answered(Answered { answer: Answer::Accepted, on, .. })
        | Event::Ended(Ended { on, .. })
        | Event::Paused(Paused { from: on, .. }) => Touched::from(*on),
        Event::Left(Left { on, ended, paused }) => {
            let days = ended.iter().map(|ended| ended.on).chain(paused.iter().map(|paused| paused.from));
            Touched::from(days.min().map_or(*on, |first| first.min(*on)))
        }
        // A chapter that begins is seen by the day since when it counts.
        Event::Opened(_)
        | Event::Joined(_)
        | Event::Answered(Answered { answer: Answer::Declined, .. })
        | Event::Reworded(_)
        | Event::Bounded(_)
        | Event::Heard(_)
        | Event::CheckedIn(_)
        | Event::CheckinOpened(_)
        | Event::Thanked(_)
        | Event::Noted(_)
        | Event::Chapter(_)
        | Event::Unsaid(_) => Touched::NOTHING,
        Event::Set(_) | Event::Undone(_) | Event::Unknown { .. } => Touched::Everything,
    }
}

/// A promise begins on its first day, and may end another.
fn first_day(promised: &Promised) -> Day {
    promised.replaces.map_or(promised.terms.from, |before| before.on.min(promised.terms.from))
}
