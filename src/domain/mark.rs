//! Marks: what one partner says of a window. And views: where one partner's marks on a window leave it.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::partner::Partner;
use super::window::Window;
use super::words::Words;

/// What a mark says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Says {
    /// Of a day: the word was kept on it.
    Kept,
    /// Of the whole window: it was not kept.
    Broken,
    /// Of the whole window: it did not have to be.
    Excused,
}

impl Says {
    /// The word, in the record, in text and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Broken => "broken",
            Self::Excused => "excused",
        }
    }

    /// Read back from the record.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "kept" => Some(Self::Kept),
            "broken" => Some(Self::Broken),
            "excused" => Some(Self::Excused),
            _ => None,
        }
    }
}

/// The place of a mark in the order of recording: the event's tick and device, then the mark's place in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Order {
    /// The Lamport tick of its event.
    pub tick: i64,
    /// The letter of its device; two devices may use one tick.
    pub device: super::id::Letter,
    /// Its place in the event: the marks of one command are in the order of their days.
    pub place: u32,
}

/// A standing mark: the latest of its partner on its date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// Who says it.
    pub by: Partner,
    /// The date that it is about.
    pub on: Day,
    /// What it says.
    pub says: Says,
    /// Its place in the order of recording.
    pub order: Order,
    /// The civil date on which this was first said.
    pub recorded_on: Day,
    /// What stands beside it, which judges nothing; `None` where it was read to be judged alone.
    pub beside: Option<Box<Beside>>,
}

/// What is told of a mark and judges nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Beside {
    /// The instant at which it was first said, in seconds since 1970 UTC, as the clock had it: a label, never an order.
    pub recorded_at: i64,
    /// The note to it.
    pub note: Option<Words>,
    /// Whether it was imported rather than said here.
    pub imported: bool,
}

impl Mark {
    /// The note to it.
    pub fn note(&self) -> Option<&Words> {
        self.beside.as_ref().and_then(|beside| beside.note.as_ref())
    }

    /// Whether it was imported rather than said here.
    pub fn is_imported(&self) -> bool {
        self.beside.as_ref().is_some_and(|beside| beside.imported)
    }
}

/// Where one partner's marks on a window leave it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum View {
    /// Kept, on enough days.
    Kept,
    /// Kept after the day by which it was due.
    Late,
    /// Not kept.
    Broken,
    /// Did not have to be kept.
    Excused,
}

/// The view of `partner` on a window that asks for `times` days. `marks` are the standing ones on it, of
/// both partners, in the order recorded, among them those after the due day of a one-off.
///
/// Of a promise to do: whichever came last, a kept with which the kept days are enough, or a broken, or an
/// excused; a late kept gives *late*, unless the view is kept. Of a promise to avoid: broken if one stands;
/// else excused if one stands; else kept, if one stands and the window is over.
pub fn view(
    partner: Partner,
    marks: &[Mark],
    window: &Window,
    times: u32,
    avoid: bool,
    today: Day,
) -> Option<View> {
    let own = || marks.iter().filter(|mark| mark.by == partner);
    if avoid {
        let stands = |says| own().any(|mark| mark.says == says);
        return match () {
            () if stands(Says::Broken) => Some(View::Broken),
            () if stands(Says::Excused) => Some(View::Excused),
            () if stands(Says::Kept) && window.is_over(today) => Some(View::Kept),
            () => None,
        };
    }
    let (mut view, mut kept_days, mut late) = (None, 0, false);
    for mark in own() {
        match mark.says {
            Says::Kept if !window.holds(mark.on) => late = true,
            Says::Kept => {
                kept_days += 1;
                if kept_days >= times {
                    view = Some(View::Kept);
                }
            }
            Says::Broken => view = Some(View::Broken),
            Says::Excused => view = Some(View::Excused),
        }
    }
    match view {
        Some(View::Kept) => view,
        _ if late => Some(View::Late),
        _ => view,
    }
}
