//! What happened. One command is one event, an import and its undo aside, whose events name the first of them; each
//! variant says what undoing it does.
//!
//! An event's body holds ids, days and numbers, never words: what people wrote lies apart, so that it can
//! be unsaid without touching the chain.

mod body;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::id::{EventId, ThingId};

pub use body::{
    Answer, Answered, Bounded, Cell, Chapter, CheckedIn, CheckinOpened, Device, Ended, Heard, Hearing,
    Imported, Joined, Left, Opened, Paused, Promised, Repaired, Replaces, Reworded, Set, Stage, Undone,
    Unsaid, Written,
};

/// Something that happened.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// The ledger was made. Cannot be undone.
    Opened(Opened),
    /// A partner's own yes, or a device that takes its letter. Cannot be undone.
    Joined(Joined),
    /// A promise was given, or asked, or took the place of another. Undone, it is gone, with its marks, and what
    /// it replaced goes on.
    Promised(Promised),
    /// What was asked was answered. Undone, it is asked again.
    Answered(Answered),
    /// The words of a promise or a boundary were changed, or the days of a boundary. Undone, the earlier ones stand.
    Reworded(Reworded),
    /// A boundary was set. Undone, it is gone.
    Bounded(Bounded),
    /// A promise, a boundary or a chapter was ended, or a pause lifted. Undone, it goes on.
    Ended(Ended),
    /// Windows were marked. Undone, the marks that these replaced stand again.
    Marked(Vec<Cell>),
    /// Marks of one promise that another program's record, or a feed, held. Undone, the marks that these replaced
    /// stand again.
    Imported(Imported),
    /// A promise, or everything, was paused. Undone, it never was.
    Paused(Paused),
    /// A repair was begun, or a part added. Undone, it never was, or that part never was.
    Repaired(Box<Repaired>),
    /// The hurt partner said where they are. Undone, they never said.
    Heard(Heard),
    /// Somebody checked in for a week. Undone, they never did.
    CheckedIn(CheckedIn),
    /// A week's check-ins were opened to both. Cannot be undone.
    CheckinOpened(CheckinOpened),
    /// A thank-you. Undone, it never was.
    Thanked(Written),
    /// A note in one's own journal. Undone, it never was.
    Noted(Written),
    /// A chapter was asked for, or, in one's own ledger, begun. Undone, it never was.
    Chapter(Chapter),
    /// The words of an event were unsaid. Cannot be undone.
    Unsaid(Unsaid),
    /// A partner left. Cannot be undone.
    Left(Left),
    /// A setting was changed. Undone, the earlier value stands.
    Set(Set),
    /// Another event was taken back. Undone, what it took back stands again.
    Undone(Undone),
    /// Something that a newer version wrote: kept, hashed, shown as such. What undoing it does is as it says.
    Unknown {
        /// The kind that it gave.
        kind: String,
        /// Its body, untouched.
        body: String,
    },
}

/// The words of an event by what they are: `text`, `plan`, `name`, `note`, `1` and `2` for names, the parts of a
/// repair, the answers of a check-in.
pub type WordsOf = BTreeMap<String, String>;

impl Event {
    /// The kind, as the record has it.
    pub fn kind(&self) -> &str {
        match self {
            Self::Opened(_) => "opened",
            Self::Joined(_) => "joined",
            Self::Promised(_) => "promised",
            Self::Answered(_) => "answered",
            Self::Reworded(_) => "reworded",
            Self::Bounded(_) => "bounded",
            Self::Repaired(_) => "repaired",
            Self::Heard(_) => "heard",
            Self::CheckedIn(_) => "checked_in",
            Self::CheckinOpened(_) => "checkin_opened",
            Self::Thanked(_) => "thanked",
            Self::Noted(_) => "noted",
            Self::Chapter(_) => "chapter",
            Self::Unsaid(_) => "unsaid",
            Self::Left(_) => "left",
            Self::Ended(_) => "ended",
            Self::Marked(_) => "marked",
            Self::Imported(_) => "imported",
            Self::Paused(_) => "paused",
            Self::Set(_) => "set",
            Self::Undone(_) => "undone",
            Self::Unknown { kind, .. } => kind,
        }
    }

    /// The thing that it is about, where it is about just one.
    pub fn about(&self) -> Option<ThingId> {
        match self {
            Self::Promised(Promised { id, .. })
            | Self::Answered(Answered { id, .. })
            | Self::Ended(Ended { id, .. })
            | Self::Reworded(Reworded { id, .. })
            | Self::Bounded(Bounded { id, .. })
            | Self::Heard(Heard { id, .. })
            | Self::Thanked(Written { id, .. })
            | Self::Noted(Written { id, .. })
            | Self::Chapter(Chapter { id, .. })
            | Self::Paused(Paused { id, .. }) => Some(*id),
            Self::Repaired(repaired) => Some(repaired.id),
            Self::Imported(imported) => Some(imported.promise),
            Self::Marked(cells) => {
                let (first, rest) = cells.split_first()?;
                rest.iter().all(|cell| cell.0 == first.0).then_some(first.0)
            }
            _ => None,
        }
    }

    /// The first event of the command that it is part of, where that is another.
    pub fn with(&self) -> Option<EventId> {
        match self {
            Self::Promised(Promised { with, .. })
            | Self::Imported(Imported { with, .. })
            | Self::Undone(Undone { with, .. }) => *with,
            _ => None,
        }
    }

    /// It as part of a command that began with that event, for the kinds of which a command may have several.
    #[must_use]
    pub fn part_of(mut self, first: Option<EventId>) -> Self {
        if let Self::Promised(Promised { with, .. })
        | Self::Imported(Imported { with, .. })
        | Self::Undone(Undone { with, .. }) = &mut self
        {
            *with = first;
        }
        self
    }

    /// How many things it makes: so far a device's ids go on.
    pub fn makes(&self) -> i64 {
        match self {
            Self::Promised(_)
            | Self::Paused(_)
            | Self::Bounded(_)
            | Self::Thanked(_)
            | Self::Noted(_)
            | Self::Chapter(_) => 1,
            Self::Repaired(repaired) => i64::from(repaired.begins) + i64::from(repaired.promised.is_some()),
            Self::Left(left) => i64::try_from(left.paused.len()).unwrap_or(0),
            _ => 0,
        }
    }

    /// Whether it can be undone.
    pub fn can_be_undone(&self) -> bool {
        !matches!(
            self,
            Self::Opened(_)
                | Self::Joined(_)
                | Self::CheckinOpened(_)
                | Self::Unsaid(_)
                | Self::Left(_)
                | Self::Unknown { .. }
        )
    }

    /// The body as it is written down and hashed: JSON.
    pub fn body(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::Opened(body) => serde_json::to_string(body),
            Self::Joined(body) => serde_json::to_string(body),
            Self::Promised(body) => serde_json::to_string(body),
            Self::Answered(body) => serde_json::to_string(body),
            Self::Ended(body) => serde_json::to_string(body),
            Self::Reworded(body) => serde_json::to_string(body),
            Self::Bounded(body) => serde_json::to_string(body),
            Self::Repaired(body) => serde_json::to_string(body),
            Self::Heard(body) => serde_json::to_string(body),
            Self::CheckedIn(body) => serde_json::to_string(body),
            Self::CheckinOpened(body) => serde_json::to_string(body),
            Self::Thanked(body) | Self::Noted(body) => serde_json::to_string(body),
            Self::Chapter(body) => serde_json::to_string(body),
            Self::Unsaid(body) => serde_json::to_string(body),
            Self::Left(body) => serde_json::to_string(body),
            Self::Marked(cells) => serde_json::to_string(cells),
            Self::Imported(body) => serde_json::to_string(body),
            Self::Paused(body) => serde_json::to_string(body),
            Self::Set(body) => serde_json::to_string(body),
            Self::Undone(body) => serde_json::to_string(body),
            Self::Unknown { body, .. } => Ok(body.clone()),
        }
    }

    /// Read back. A kind that this version does not know, or knows in another form, is [`Event::Unknown`]:
    /// it never blocks reading the rest.
    pub fn read(kind: &str, body: &str) -> Self {
        fn of<T: DeserializeOwned>(body: &str, make: fn(T) -> Event) -> Option<Event> {
            serde_json::from_str(body).ok().map(make)
        }
        let known = match kind {
            "opened" => of(body, Self::Opened),
            "joined" => of(body, Self::Joined),
            "promised" => of(body, Self::Promised),
            "answered" => of(body, Self::Answered),
            "ended" => of(body, Self::Ended),
            "reworded" => of(body, Self::Reworded),
            "bounded" => of(body, Self::Bounded),
            "repaired" => of(body, |body| Self::Repaired(Box::new(body))),
            "heard" => of(body, Self::Heard),
            "checked_in" => of(body, Self::CheckedIn),
            "checkin_opened" => of(body, Self::CheckinOpened),
            "thanked" => of(body, Self::Thanked),
            "noted" => of(body, Self::Noted),
            "chapter" => of(body, Self::Chapter),
            "unsaid" => of(body, Self::Unsaid),
            "left" => of(body, Self::Left),
            "marked" => of(body, Self::Marked),
            "imported" => of(body, Self::Imported),
            "paused" => of(body, Self::Paused),
            "set" => of(body, Self::Set),
            "undone" => of(body, Self::Undone),
            _ => None,
        };
        known.unwrap_or_else(|| Self::Unknown { kind: kind.to_owned(), body: body.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Says;

    #[test]
    fn events_are_written_and_read_back() {
        let event =
            Event::Marked(vec![Cell("a7".parse().unwrap(), "2026-11-20".parse().unwrap(), Says::Kept)]);
        assert_eq!(event.body().unwrap(), r#"[["a7","2026-11-20","kept"]]"#);
        assert_eq!(Event::read("marked", &event.body().unwrap()), event);
        assert_eq!(event.about(), "a7".parse().ok());
    }

    #[test]
    fn what_is_unknown_is_kept_as_it_is() {
        for (kind, body) in
            [("sang", r#"{"song":1}"#), ("marked", r#"{"newer":true}"#), ("set", "not even json")]
        {
            let event = Event::read(kind, body);
            assert_eq!(event.kind(), kind);
            assert_eq!(event.body().unwrap(), body);
            assert!(!event.can_be_undone());
        }
    }
}
