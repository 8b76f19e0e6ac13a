//! Repairs: of a broken promise, or of a breach that was never one. Four parts, in this order: what I did; what it
//! did to you; what I do to make it good; what changes. Apology alone does not rebuild, so a repair holds only while
//! its adjustment, itself a promise, is kept.

use serde::Serialize;

use super::day::Day;
use super::event::Hearing;
use super::id::ThingId;
use super::judge::Judged;
use super::partner::Partner;
use super::verdict::Verdict;
use super::words::Words;

/// A repair as the ledger has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repair {
    /// Its id.
    pub id: ThingId,
    /// Who repairs.
    pub by: Partner,
    /// The day on which it was begun.
    pub on: Day,
    /// The broken promise and the first day of the window; nothing, of a breach that was never a promise.
    pub of: Option<(ThingId, Day)>,
    /// What I did.
    pub did: Option<Words>,
    /// Whether what I did was said, also where the words are unsaid since.
    pub owned_up: bool,
    /// What it did to you.
    pub impact: Option<Words>,
    /// What I do to make it good.
    pub amends: Option<Words>,
    /// What changes: a promise.
    pub adjustment: Option<ThingId>,
    /// Where the hurt partner is.
    pub heard: Option<Hearing>,
}

/// How far a repair is. Computed from what happens to it, never said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RepairState {
    /// What I did, or an adjustment, is still to be said.
    Open,
    /// Both are there.
    Whole,
    /// And the adjustment's last settled window was kept.
    Holding,
}

impl RepairState {
    /// The word for it, in text and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Whole => "whole",
            Self::Holding => "holding",
        }
    }
}

impl Repair {
    /// How far it is. There is no `adjustment` where there is no such promise, or none that counts.
    pub fn state(&self, adjustment: Option<&Adjustment>) -> RepairState {
        let Some(adjustment) = adjustment.filter(|_| self.owned_up) else { return RepairState::Open };
        match adjustment.settled {
            Some(Verdict::Kept) if !adjustment.was_ended => RepairState::Holding,
            _ => RepairState::Whole,
        }
    }
}

/// What became of what changes: the promise, and those that took its place.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Adjustment {
    /// The verdict on the last window that is settled.
    pub settled: Option<Verdict>,
    /// The windows that have begun, in order, as far back as was asked for.
    pub windows: Vec<Judged>,
    /// Whether it was ended, and nothing took its place: it holds only while it is kept.
    pub was_ended: bool,
}
