//! By chance, what is between the two: boundaries, repairs, check-ins, thanks, chapters, other words, leaving.

use ourword::domain::event::{
    Bounded, Chapter, CheckedIn, CheckinOpened, Ended, Event, Heard, Hearing, Left, Paused, Promised,
    Repaired, Reworded, Stage, WordsOf, Written,
};
use ourword::domain::{Day, Giver, Partner, ThingId};
use proptest::prelude::*;

use crate::play::pick;
use crate::shelf::{daily, start, words};

/// What somebody does. Numbers choose among what there is by then.
#[derive(Clone, Debug)]
pub enum Between {
    Boundary { told: bool },
    Repair { which: usize, of: bool, parts: u8, adjust: u8 },
    Add { which: usize, parts: u8, adjust: u8 },
    Heard { which: usize, heard: bool },
    CheckIn { week: i64, parts: u8, show: bool },
    Open { week: i64 },
    Write { note: bool },
    Chapter { stage: bool },
    Reword { which: usize, parts: u8 },
    Leave { which: usize },
}

pub fn between() -> impl Strategy<Value = Between> {
    prop_oneof![
        2 => any::<bool>().prop_map(|told| Between::Boundary { told }),
        3 => (0..9_usize, any::<bool>(), 0..8_u8, 0..3_u8)
            .prop_map(|(which, of, parts, adjust)| Between::Repair { which, of, parts, adjust }),
        3 => (0..9_usize, 0..8_u8, 0..3_u8)
            .prop_map(|(which, parts, adjust)| Between::Add { which, parts, adjust }),
        2 => (0..9_usize, any::<bool>()).prop_map(|(which, heard)| Between::Heard { which, heard }),
        4 => (0..2_i64, 0..8_u8, any::<bool>())
            .prop_map(|(week, parts, show)| Between::CheckIn { week, parts, show }),
        2 => (0..2_i64).prop_map(|week| Between::Open { week }),
        2 => any::<bool>().prop_map(|note| Between::Write { note }),
        2 => any::<bool>().prop_map(|stage| Between::Chapter { stage }),
        3 => (0..9_usize, 1..4_u8).prop_map(|(which, parts)| Between::Reword { which, parts }),
        1 => (0..9_usize).prop_map(|which| Between::Leave { which }),
    ]
}

/// What was made so far, besides promises and pauses.
#[derive(Default)]
pub struct Made {
    pub boundaries: Vec<ThingId>,
    pub chapters: Vec<ThingId>,
    repairs: Vec<ThingId>,
    opened: Vec<i64>,
}

impl Made {
    /// The event and its words; `next` is the id of what it may make. Where there is nothing to choose, a thank-you.
    pub fn event(
        &mut self,
        between: &Between,
        next: ThingId,
        promises: &[ThingId],
        today: Day,
    ) -> (Event, WordsOf) {
        let thanks = || (Event::Thanked(Written { id: next, on: today }), words(&[("text", "for the soup")]));
        match *between {
            Between::Boundary { told } => {
                self.boundaries.push(next);
                let told = told.then_some(today);
                let event = Event::Bounded(Bounded { id: next, since: start(), told, review: None });
                (event, words(&[("need", "quiet"), ("will", "I go out")]))
            }
            Between::Repair { which, of, parts, adjust } => {
                self.repairs.push(next);
                let of = pick(promises, which).filter(|_| of).map(|id| (id, start()));
                let after = ThingId { number: next.number.saturating_add(1), ..next };
                repaired(
                    Repaired { of, ..begun(next, true, today) },
                    parts,
                    adjust,
                    pick(promises, which),
                    after,
                )
            }
            Between::Add { which, parts, adjust } => match pick(&self.repairs, which) {
                Some(id) => repaired(begun(id, false, today), parts, adjust, pick(promises, which), next),
                None => thanks(),
            },
            Between::Heard { which, heard } => match pick(&self.repairs, which) {
                Some(id) => {
                    let says = if heard { Hearing::Heard } else { Hearing::NotYet };
                    (Event::Heard(Heard { id, says }), WordsOf::new())
                }
                None => thanks(),
            },
            Between::CheckIn { week, parts, show } => {
                let all = [("predict", "7"), ("feeling", "lighter"), ("text", "a good week")];
                (Event::CheckedIn(CheckedIn { week: start().plus(7 * week), show }), some(&all, parts))
            }
            Between::Open { week } if !self.opened.contains(&week) => {
                self.opened.push(week);
                (Event::CheckinOpened(CheckinOpened { week: start().plus(7 * week) }), WordsOf::new())
            }
            Between::Write { note: true } => {
                (Event::Noted(Written { id: next, on: today }), words(&[("text", "slept badly")]))
            }
            Between::Open { .. } | Between::Write { .. } => thanks(),
            Between::Chapter { stage } => {
                self.chapters.push(next);
                let event = Chapter { id: next, on: today, stage: stage.then_some(Stage::Repair) };
                (Event::Chapter(event), words(&[("name", "calm"), ("hope", "we talk")]))
            }
            Between::Reword { which, parts } => {
                let things: Vec<ThingId> = promises.iter().chain(&self.boundaries).copied().collect();
                match pick(&things, which) {
                    Some(id) => (
                        Event::Reworded(Reworded {
                            id,
                            told: None,
                            review: (parts % 2 == 1).then_some(today),
                        }),
                        some(&[("text", "other"), ("will", "I wait")], parts),
                    ),
                    None => thanks(),
                }
            }
            Between::Leave { which } => {
                let end = |id| Ended { id, on: today, keeps_window: false };
                let rest = |promise| Paused { id: next, promise: Some(promise), from: today, until: None };
                let ended = pick(promises, which).map(end).into_iter().collect();
                let paused = pick(promises, which + 1).map(rest).into_iter().collect();
                (Event::Left(Left { on: today, ended, paused }), WordsOf::new())
            }
        }
    }
}

fn begun(id: ThingId, begins: bool, on: Day) -> Repaired {
    Repaired {
        id,
        begins,
        on,
        of: None,
        owns_up: id.number.get().is_multiple_of(2),
        adjustment: None,
        promised: None,
    }
}

fn repaired(
    mut repaired: Repaired,
    parts: u8,
    adjust: u8,
    there: Option<ThingId>,
    new: ThingId,
) -> (Event, WordsOf) {
    let mut said = some(&[("did", "I came late"), ("impact", "you waited"), ("amends", "I cook")], parts);
    match adjust {
        1 => repaired.adjustment = there,
        2 => {
            if let Event::Promised(promised) = daily(new, Giver::One(Partner::First)) {
                repaired.promised = Some(Promised { ..promised });
                said.insert("text".to_owned(), "an alarm at five".to_owned());
            }
        }
        _ => {}
    }
    (Event::Repaired(Box::new(repaired)), said)
}

/// Those of the words whose bit is set.
fn some(all: &[(&str, &str)], bits: u8) -> WordsOf {
    let chosen = all.iter().enumerate().filter(|(place, _)| bits >> place & 1 == 1);
    words(&chosen.map(|(_, pair)| *pair).collect::<Vec<_>>())
}
