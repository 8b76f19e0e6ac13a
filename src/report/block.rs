//! A block: one partner's own promises, or the joint ones, folded into figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::shape::{Named, SteadyShape, StreakShape, TallyShape};
use crate::domain::book::Book;
use crate::domain::week::{WeekState, Weeks};
use crate::domain::{Day, Giver, Partner, Reckoning, Span};

/// Something for each block: each partner's, and the joint one.
#[derive(Clone, Debug, Default)]
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
pub type BlockWeeks = Blocks<Weeks>;

impl BlockWeeks {
    /// The windows of one promise.
    pub fn add(&mut self, account: &Account<'_>, reckoning: &Reckoning) {
        let weeks = self.of(account.promise.giver);
        account.counted().for_each(|judged| weeks.add(judged, reckoning));
    }

    /// The windows of one promise, also those before the current chapter.
    pub fn add_all(&mut self, account: &Account<'_>, reckoning: &Reckoning) {
        let weeks = self.of(account.promise.giver);
        account.begun().iter().for_each(|judged| weeks.add(judged, reckoning));
    }

    /// Steady weeks together.
    pub fn together(&self, reckoning: &Reckoning) -> SteadyShape {
        crate::domain::week::together(&self.all(), reckoning.today).into()
    }
}

/// A week, whole, whatever the period.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Week {
    pub label: String,
    pub from: Day,
    pub to: Day,
    pub tally: TallyShape,
    pub steady: Option<bool>,
    /// For text: what it was like.
    #[serde(skip)]
    pub state: WeekState,
}

impl Week {
    /// That week of a block.
    pub fn new(span: Span, weeks: &Weeks, reckoning: &Reckoning) -> Self {
        let state = weeks.state(span, reckoning.today);
        Self {
            label: reckoning.weeks.name_of(span),
            from: span.from,
            to: span.to,
            tally: weeks.tally(span.from).into(),
            steady: match state {
                WeekState::Steady => Some(true),
                WeekState::Unsteady => Some(false),
                WeekState::Unsettled | WeekState::NothingDue => None,
            },
            state,
        }
    }

    /// The twelve weeks up to the one that holds the day, oldest first.
    pub fn twelve_to(day: Day, reckoning: &Reckoning) -> impl Iterator<Item = Span> {
        let last = reckoning.weeks.first_of(day);
        (0..12).rev().map(move |before| last.plus(-7 * before)).map(|first| Span::new(first, first.plus(6)))
    }
}

/// A block as `streaks` shows it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StreakBlock {
    /// The partner; null for the joint block.
    pub name: Option<String>,
    /// Steady weeks.
    pub steady: SteadyShape,
    /// Promises with a window.
    pub promises: Vec<PromiseStreak>,
    /// For text: the twelve weeks to this one.
    #[serde(skip)]
    pub weeks: Vec<Week>,
}

/// A promise's runs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct PromiseStreak {
    #[serde(flatten)]
    pub named: Named,
    pub streak: StreakShape,
    /// For text: what a window is called, so that a run can be said in weeks.
    #[serde(skip)]
    pub unit: &'static str,
}
