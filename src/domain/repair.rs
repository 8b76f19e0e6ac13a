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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
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
    /// How far it is. `adjustment` are the windows of the adjustment that have begun, in order; `None` where there
    /// is no such promise, or none that counts.
    pub fn state(&self, adjustment: Option<&[Judged]>) -> RepairState {
        let Some(windows) = adjustment.filter(|_| self.did.is_some()) else { return RepairState::Open };
        let settled = |judged: &&Judged| !matches!(judged.verdict, Verdict::Open | Verdict::Awaiting);
        match windows.iter().rev().find(settled) {
            Some(last) if last.verdict == Verdict::Kept => RepairState::Holding,
            _ => RepairState::Whole,
        }
    }
}
