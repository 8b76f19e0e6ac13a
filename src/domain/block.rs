//! Blocks: the promises that each partner gave alone, and the joint ones. Figures are made block by block; those of
//! both together are made of the blocks.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::book::Book;
use super::day::Day;
use super::judge::Judged;
use super::partner::{Giver, Partner};
use super::reckoning::Reckoning;
use super::tally::Tally;
use super::week::{Steady, WeekState, Weeks, states_together};

/// Something for each block.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Blocks<T> {
    /// The first and the second partner's.
    pub own: [T; 2],
    /// The joint one.
    pub joint: T,
}

impl<T> Blocks<T> {
    /// The block of a promise with that giver.
    pub fn of(&mut self, giver: Giver) -> &mut T {
        match giver {
            Giver::One(partner) => &mut self.own[partner.index()],
            Giver::Both => &mut self.joint,
        }
    }

    /// The partners' blocks that there are.
    pub fn partners<'a>(&'a self, book: &'a Book) -> impl Iterator<Item = (Partner, &'a T)> {
        book.everybody().map(|partner| (partner, &self.own[partner.index()]))
    }

    /// All three.
    pub fn all(&self) -> [&T; 3] {
        [&self.own[0], &self.own[1], &self.joint]
    }
}

/// The weeks of every block.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct BlockWeeks {
    /// Each block's own.
    pub blocks: Blocks<Weeks>,
    /// What the weeks before these come to, together.
    before: Steady,
}

impl BlockWeeks {
    /// One window more, of a promise with that giver.
    pub fn add(&mut self, giver: Giver, judged: &Judged, reckoning: &Reckoning) {
        self.blocks.of(giver).add(judged, reckoning);
    }

    /// Steady weeks together.
    pub fn together(&self, today: Day) -> Steady {
        self.before.and(states_together(&self.blocks.all(), today).map(|(_, state)| state))
    }

    /// The first days of the weeks of the current run together, in order, of those that are still told apart.
    pub fn run_together(&self, today: Day) -> Vec<Day> {
        let mut run = Vec::new();
        for (first, state) in states_together(&self.blocks.all(), today) {
            match state {
                WeekState::Steady => run.push(first),
                WeekState::Unsteady => run.clear(),
                WeekState::Unsettled | WeekState::NothingDue => {}
            }
        }
        run
    }

    /// Folds the weeks before that day, the first of a week; see [`Weeks::fold_before`].
    pub fn fold_before(&mut self, first: Day, today: Day) {
        let all = self.blocks.all();
        let earlier = states_together(&all, today).take_while(|(week, _)| *week < first);
        self.before = self.before.and(earlier.map(|(_, state)| state));
        self.blocks.fold_before(first, today);
    }
}

impl Blocks<Weeks> {
    /// The tallies of the week that begins on that day.
    pub fn tallies(&self, first: Day) -> Blocks<Tally> {
        let Self { own: [one, other], joint } = self;
        Blocks { own: [one.tally(first), other.tally(first)], joint: joint.tally(first) }
    }

    /// The tallies of the weeks before that day, by their first days.
    pub fn tallies_before(&self, first: Day) -> impl Iterator<Item = (Day, Blocks<Tally>)> + '_ {
        let firsts = self.all().into_iter().flat_map(Weeks::firsts);
        let weeks: BTreeSet<Day> = firsts.filter(|week| *week < first).collect();
        weeks.into_iter().map(|week| (week, self.tallies(week)))
    }

    /// These, and the weeks of which those tallies are.
    pub fn extend(&mut self, tallies: &BTreeMap<Day, Blocks<Tally>>) {
        let Self { own: [one, other], joint } = self;
        for (first, of_week) in tallies {
            let Blocks { own: [of_one, of_other], joint: of_joint } = of_week;
            for (weeks, tally) in [(&mut *one, of_one), (&mut *other, of_other), (&mut *joint, of_joint)] {
                weeks.put(*first, *tally);
            }
        }
    }

    /// See [`Weeks::fold_before`].
    pub fn fold_before(&mut self, first: Day, today: Day) {
        let Self { own: [one, other], joint } = self;
        for weeks in [one, other, joint] {
            weeks.fold_before(first, today);
        }
    }
}
