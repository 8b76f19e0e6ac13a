//! Verdicts: what the views and the calendar make of a window, as one table.
//!
//! | # | when | verdict |
//! |---|---|---|
//! | 1 | one says broken, the other kept or excused | disputed ("seen differently") |
//! | 2 | a broken by the receiver alone, the grace not over | awaiting (the giver's word) |
//! | 13 | a broken by the receiver alone, and the giver left before that grace was over | unlogged |
//! | 3 | one view, or two alike | that view |
//! | 4 | kept with late or excused | kept |
//! | 5 | late with broken or excused | late |
//! | 6 | nobody has a view; every day of it paused | excused |
//! | 7 | a promise to do: both partners' kept days together are enough | kept |
//! | 8 | not over | open |
//! | 9 | a promise to avoid | kept |
//! | 10 | the grace not over | awaiting |
//! | 11 | some kept days, too few | broken |
//! | 12 | otherwise | unlogged |
//!
//! The first line that fits. Line 2 asks rather than convicts: nobody is on record as having broken their
//! word on the other's word alone until they had a week to speak. Who has left can no longer speak: line 13, read
//! before line 2, keeps what was said, and convicts nobody of it.

use serde::{Deserialize, Serialize};

use super::mark::View;

/// The grace lasts so many days after a window's last day.
pub const GRACE: i64 = 7;

/// What the views and the calendar make of a window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Kept.
    Kept,
    /// Kept after the day by which it was due.
    Late,
    /// Not kept, or not often enough.
    Broken,
    /// Nobody said, and the time to say it without remark is over.
    Unlogged,
    /// It did not have to be kept.
    Excused,
    /// Seen differently: one says broken, the other kept or excused.
    Disputed,
    /// Not over, and nobody has said.
    Open,
    /// Over, and there is time to say; or the giver's word is awaited.
    Awaiting,
}

impl Verdict {
    /// The words that people read.
    pub fn said(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Late => "kept late",
            Self::Broken => "broken",
            Self::Unlogged => "not logged",
            Self::Excused => "excused",
            Self::Disputed => "seen differently",
            Self::Open => "open",
            Self::Awaiting => "awaits a word",
        }
    }

    /// Whether something was due and its time has come: it counts among `due` in a tally.
    pub fn is_due(self) -> bool {
        matches!(self, Self::Kept | Self::Late | Self::Broken | Self::Unlogged)
    }
}

/// All that a verdict hangs on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "these are the table's own questions, each yes or no")]
pub struct Case {
    /// The views of the first and the second partner.
    pub views: [Option<View>; 2],
    /// Whether it is a promise not to do something.
    pub avoid: bool,
    /// Whether the receiver of a promise with one giver alone says broken, and the grace that this gives
    /// the giver to speak is not over.
    pub giver_may_speak: bool,
    /// The same, where the giver left before that grace was over, and can never speak.
    pub giver_is_gone: bool,
    /// Whether the window is over.
    pub over: bool,
    /// Whether the grace after its last day is over.
    pub grace_over: bool,
    /// Whether every day of it is paused.
    pub paused: bool,
    /// Whether the kept days of both partners together are enough.
    pub enough: bool,
    /// Whether there is any kept day.
    pub some: bool,
}

impl Case {
    /// The verdict, and the line of the table that gave it.
    pub fn verdict(&self) -> (Verdict, u8) {
        use View::{Broken, Excused, Kept, Late};
        let pair = match self.views {
            [None, None] => return self.without_views(),
            [Some(one), None] | [None, Some(one)] => (one, one),
            [Some(one), Some(other)] => (one, other),
        };
        match pair {
            (Broken, Kept | Excused) | (Kept | Excused, Broken) => (Verdict::Disputed, 1),
            _ if self.giver_is_gone => (Verdict::Unlogged, 13),
            _ if self.giver_may_speak => (Verdict::Awaiting, 2),
            (Kept, Kept) => (Verdict::Kept, 3),
            (Late, Late) => (Verdict::Late, 3),
            (Broken, Broken) => (Verdict::Broken, 3),
            (Excused, Excused) => (Verdict::Excused, 3),
            (Kept, Late | Excused) | (Late | Excused, Kept) => (Verdict::Kept, 4),
            (Late, Broken | Excused) | (Broken | Excused, Late) => (Verdict::Late, 5),
        }
    }

    fn without_views(&self) -> (Verdict, u8) {
        match () {
            () if self.paused => (Verdict::Excused, 6),
            () if !self.avoid && self.enough => (Verdict::Kept, 7),
            () if !self.over => (Verdict::Open, 8),
            () if self.avoid => (Verdict::Kept, 9),
            () if !self.grace_over => (Verdict::Awaiting, 10),
            () if self.some => (Verdict::Broken, 11),
            () => (Verdict::Unlogged, 12),
        }
    }
}
