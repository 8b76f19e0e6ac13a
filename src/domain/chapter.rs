//! Chapters: not a rewind. From a chapter's first day on counts start afresh; the past stays on record.

use super::day::Day;
use super::event::Stage;
use super::id::ThingId;
use super::partner::Partner;
use super::promise::LAPSES_AFTER;
use super::reckoning::Reckoning;
use super::words::Words;

/// A chapter as the ledger has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chapter {
    /// Its id.
    pub id: ThingId,
    /// Who asked for it.
    pub by: Partner,
    /// Whether both have said yes.
    pub standing: ChapterStanding,
    /// What it is called; `None` once unsaid.
    pub name: Option<Words>,
    /// What good looks like.
    pub hope: Option<Words>,
    /// Where the two see themselves.
    pub stage: Option<Stage>,
    /// When it was ended.
    pub ended_on: Option<Day>,
}

/// Whether a chapter counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChapterStanding {
    /// Waiting for the other's answer since that day.
    Asked(Day),
    /// The other said no.
    Declined,
    /// It counts from that day.
    Begun(Day),
}

impl Chapter {
    /// What it is called in a message.
    pub fn label(&self) -> String {
        self.name.as_ref().map_or_else(|| self.id.to_string(), ToString::to_string)
    }

    /// The day from which it counts, where it does as of that day.
    pub fn from(&self, reckoning: &Reckoning) -> Option<Day> {
        let ChapterStanding::Begun(from) = self.standing else { return None };
        let ended = self.ended_on.filter(|on| reckoning.sees(*on) && *on <= reckoning.today);
        (from <= reckoning.today && ended.is_none()).then_some(from)
    }

    /// Whether it waits for an answer.
    pub fn is_asked(&self, today: Day) -> bool {
        matches!(self.standing, ChapterStanding::Asked(on) if today < on.plus(LAPSES_AFTER))
    }
}

impl Stage {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stabilise => "stabilise",
            Self::Understand => "understand",
            Self::Repair => "repair",
            Self::Grow => "grow",
        }
    }

    /// The one question that the report asks.
    pub fn question(self) -> &'static str {
        match self {
            Self::Stabilise => "What would make next week a little calmer for each of us?",
            Self::Understand => "What do I see now about what happened that I did not see before?",
            Self::Repair => "What is one thing that each of us is still waiting for?",
            Self::Grow => "What do we want to have more of?",
        }
    }
}

impl std::str::FromStr for Stage {
    type Err = super::Rejection;

    fn from_str(text: &str) -> Result<Self, super::Rejection> {
        let all = [Self::Stabilise, Self::Understand, Self::Repair, Self::Grow];
        all.into_iter().find(|stage| stage.word() == text).ok_or_else(|| super::Rejection::BadSetting {
            key: "stage",
            value: text.to_owned(),
            wants: "stabilise, understand, repair or grow",
        })
    }
}
