//! What happened. One command is one event; each variant says what undoing it does.
//!
//! An event's body holds ids, days and numbers, never words: what people wrote lies apart, so that it can
//! be unsaid without touching the chain.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::day::Day;
use super::id::{EventId, Letter, ThingId};
use super::mark::Says;
use super::partner::{Giver, Partner};
use super::settings::Kind;
use super::terms::Terms;

/// Something that happened.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// The ledger was made. Cannot be undone.
    Opened(Opened),
    /// A partner's own yes, or a device that takes its letter. Cannot be undone.
    Joined(Joined),
    /// A promise was given, or asked. Undone, it is gone, with its marks.
    Promised(Promised),
    /// What was asked was answered. Undone, it is asked again.
    Answered(Answered),
    /// A promise was ended, or a pause lifted. Undone, it goes on.
    Ended(Ended),
    /// Windows were marked. Undone, the marks that these replaced stand again.
    Marked(Vec<Cell>),
    /// A promise, or everything, was paused. Undone, it never was.
    Paused(Paused),
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

/// The words of an event by what they are: `text`, `plan`, `name`, `note`, `1` and `2` for names.
pub type WordsOf = BTreeMap<String, String>;

/// See [`Event::Opened`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Opened {
    /// Random, in hexadecimal: which ledger this is, wherever it is copied to.
    pub ledger: String,
    /// Two partners' or one's own.
    pub kind: Kind,
    /// The device that made it.
    pub device: Device,
}

/// A device as the record knows it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Device {
    /// Its letter.
    pub letter: Letter,
    /// What tells it from others, in hexadecimal.
    pub key: String,
}

/// See [`Event::Joined`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Joined {
    /// A device that was unknown here, with the letter that it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// The partner whose yes it is and for whom the device speaks from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Partner>,
}

/// See [`Event::Promised`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Promised {
    /// The new promise.
    pub id: ThingId,
    /// Whose word it is.
    pub giver: Giver,
    /// When it must be kept.
    #[serde(flatten)]
    pub terms: Terms,
    /// The day on which it was asked, where it counts only once it is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<Day>,
}

/// See [`Event::Answered`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Answered {
    /// What was asked.
    pub id: ThingId,
    /// The answer.
    pub answer: Answer,
    /// The day of it.
    pub on: Day,
}

/// Yes or no.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// It counts from this day, or from its later start.
    Accepted,
    /// It never counts.
    Declined,
}

/// See [`Event::Ended`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Ended {
    /// The promise or the pause.
    pub id: ThingId,
    /// The day of it.
    pub on: Day,
    /// Of a promise: whether the window that holds the day counts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keeps_window: bool,
}

/// See [`Event::Paused`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Paused {
    /// The new pause.
    pub id: ThingId,
    /// What is paused; everything, where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<ThingId>,
    /// The first paused day.
    pub from: Day,
    /// The last one, if one was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// See [`Event::Set`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Set {
    /// `week_starts` or `day_ends`.
    pub key: String,
    /// Its value, canonical.
    pub value: String,
}

/// See [`Event::Undone`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Undone {
    /// What was taken back.
    pub event: EventId,
}

/// One mark of an event: which promise, which date, what it says. An event has no cell twice.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cell(pub ThingId, pub Day, pub Says);

impl Event {
    /// The kind, as the record has it.
    pub fn kind(&self) -> &str {
        match self {
            Self::Opened(_) => "opened",
            Self::Joined(_) => "joined",
            Self::Promised(_) => "promised",
            Self::Answered(_) => "answered",
            Self::Ended(_) => "ended",
            Self::Marked(_) => "marked",
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
            | Self::Paused(Paused { id, .. }) => Some(*id),
            Self::Marked(cells) => {
                let (first, rest) = cells.split_first()?;
                rest.iter().all(|cell| cell.0 == first.0).then_some(first.0)
            }
            _ => None,
        }
    }

    /// The thing that it makes, where it makes one.
    pub fn makes(&self) -> Option<ThingId> {
        match self {
            Self::Promised(Promised { id, .. }) | Self::Paused(Paused { id, .. }) => Some(*id),
            _ => None,
        }
    }

    /// Whether it can be undone.
    pub fn can_be_undone(&self) -> bool {
        !matches!(self, Self::Opened(_) | Self::Joined(_) | Self::Unknown { .. })
    }

    /// The body as it is written down and hashed: JSON.
    pub fn body(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::Opened(body) => serde_json::to_string(body),
            Self::Joined(body) => serde_json::to_string(body),
            Self::Promised(body) => serde_json::to_string(body),
            Self::Answered(body) => serde_json::to_string(body),
            Self::Ended(body) => serde_json::to_string(body),
            Self::Marked(cells) => serde_json::to_string(cells),
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
            "marked" => of(body, Self::Marked),
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
