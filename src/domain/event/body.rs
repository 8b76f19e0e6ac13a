//! The bodies of events, as the record has them.

use serde::{Deserialize, Serialize};

use crate::domain::day::Day;
use crate::domain::id::{EventId, Letter, ThingId};
use crate::domain::mark::Says;
use crate::domain::partner::{Giver, Partner};
use crate::domain::settings::Kind;
use crate::domain::terms::Terms;

/// See [`super::Event::Opened`].
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

/// See [`super::Event::Joined`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Joined {
    /// A device that was unknown here, with the letter that it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// The partner whose yes it is and for whom the device speaks from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Partner>,
}

/// See [`super::Event::Promised`].
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
    /// What it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Replaces>,
    /// The boundary that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<ThingId>,
    /// What tells it from others in the feed that it was imported from: a hash, never words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<String>,
    /// The first event of the command that this is part of, where a command is several events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<EventId>,
}

/// How the promise before ended when another took its place.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Replaces {
    /// The promise before.
    pub id: ThingId,
    /// The day of it.
    pub on: Day,
    /// Whether the window that holds the day counts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keeps_window: bool,
}

/// See [`super::Event::Answered`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Answered {
    /// What was asked.
    pub id: ThingId,
    /// The answer.
    pub answer: Answer,
    /// The day of it.
    pub on: Day,
    /// The giver's own terms, where they are not as asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
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

/// See [`super::Event::Ended`].
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

/// See [`super::Event::Paused`].
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

/// See [`super::Event::Set`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Set {
    /// `week_starts` or `day_ends`.
    pub key: String,
    /// Its value, canonical.
    pub value: String,
}

/// See [`super::Event::Undone`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Undone {
    /// What was taken back.
    pub event: EventId,
    /// The first event of the command that this is part of, where a command is several events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<EventId>,
}

/// One mark of an event: which promise, which date, what it says. An event has no cell twice.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cell(pub ThingId, pub Day, pub Says);

/// See [`super::Event::Imported`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Imported {
    /// The promise that the marks are about.
    pub promise: ThingId,
    /// The dates, each once and in order, with what is said of them.
    pub marks: Vec<(Day, Says)>,
    /// Which of them bear a note, by their places. The words of a note go by its place as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub noted: Vec<u32>,
    /// The first event of the command that this is part of, where a command is several events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<EventId>,
}

impl Imported {
    /// The most marks of one event.
    pub const MOST: usize = 1000;
}

/// See [`super::Event::Reworded`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Reworded {
    /// The promise or the boundary.
    pub id: ThingId,
    /// Of a boundary: when the other was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Day>,
    /// Of a boundary: when to look at it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Day>,
}

/// See [`super::Event::Bounded`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Bounded {
    /// The new boundary.
    pub id: ThingId,
    /// Since when it holds.
    pub since: Day,
    /// When the other was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Day>,
    /// When to look at it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Day>,
}

/// See [`super::Event::Repaired`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Repaired {
    /// The repair.
    pub id: ThingId,
    /// Whether this begins it; else it adds parts.
    pub begins: bool,
    /// The day of it.
    pub on: Day,
    /// The broken promise and the first day of the window; nothing, of a breach that was never a promise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<(ThingId, Day)>,
    /// Whether what I did is among its words. It stays said when the words are unsaid.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub owns_up: bool,
    /// The promise that says what changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjustment: Option<ThingId>,
    /// That promise, where it is given along with the repair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Promised>,
}

/// See [`super::Event::Heard`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Heard {
    /// The repair.
    pub id: ThingId,
    /// Where the hurt partner is.
    pub says: Hearing,
}

/// Where the hurt partner is with a repair. There is no timer and no third word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Hearing {
    /// I feel heard.
    Heard,
    /// Not yet.
    NotYet,
}

/// See [`super::Event::CheckedIn`]. The answers are words.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CheckedIn {
    /// The first day of the week.
    pub week: Day,
    /// Whether they say yes to showing it.
    pub show: bool,
}

/// See [`super::Event::CheckinOpened`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CheckinOpened {
    /// The first day of the week.
    pub week: Day,
}

/// Something written down: a thank-you, a note.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Written {
    /// The new thing.
    pub id: ThingId,
    /// The day that it is about.
    pub on: Day,
}

/// See [`super::Event::Chapter`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Chapter {
    /// The new chapter.
    pub id: ThingId,
    /// The day on which it was asked; in one's own ledger, from which it counts.
    pub on: Day,
    /// Where the two see themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
}

/// A stage that a chapter may name; it chooses the question that the report asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Calm first.
    Stabilise,
    /// What happened, and why.
    Understand,
    /// Making good.
    Repair,
    /// On from here.
    Grow,
}

/// See [`super::Event::Unsaid`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Unsaid {
    /// Whose words are gone.
    pub event: EventId,
}

/// See [`super::Event::Left`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Left {
    /// The day of it.
    pub on: Day,
    /// The leaver's promises that end with it.
    pub ended: Vec<Ended>,
    /// The joint promises that rest from it on.
    pub paused: Vec<Paused>,
}
