//! A block as reports show it: its weeks, and the runs of its promises.

use schemars::JsonSchema;
use serde::Serialize;

use super::shape::{Named, SteadyShape, StreakShape, TallyShape};
use crate::domain::week::{WeekState, Weeks};
use crate::domain::{Day, Reckoning, Span};

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
