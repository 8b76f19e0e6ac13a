//! Steady weeks: which weeks of a block (a partner's own promises, or the joint ones) were steady, and how
//! many in a row.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::day::{Day, Span};
use super::judge::Judged;
use super::reckoning::Reckoning;
use super::tally::Tally;

/// The weeks of one block, by their first days. Weeks in which nothing was counted are left out.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Weeks {
    /// What the weeks before these come to.
    before: Steady,
    weeks: BTreeMap<Day, Tally>,
}

/// What a week was like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WeekState {
    /// Not over, or one of its windows is open or awaiting.
    Unsettled,
    /// Settled, and nothing was due.
    NothingDue,
    /// Settled; at least 80 % of what was due was kept.
    Steady,
    /// Settled, and less was kept.
    Unsteady,
}

/// Steady weeks in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Steady {
    /// Up to the latest week.
    #[serde(deserialize_with = "super::tally::count")]
    pub current: u32,
    /// The most that ever were.
    #[serde(deserialize_with = "super::tally::count")]
    pub best: u32,
}

impl Weeks {
    /// One window more, in the week that it belongs to.
    pub fn add(&mut self, judged: &Judged, reckoning: &Reckoning) {
        let week = reckoning.weeks.first_of(judged.counted_on(reckoning.today));
        self.weeks.entry(week).or_default().add(judged);
    }

    /// All that was counted in the week that begins on that day, where that is anything.
    pub fn put(&mut self, first: Day, tally: Tally) {
        if !tally.is_empty() {
            self.weeks.insert(first, tally);
        }
    }

    /// The tally of the week that begins on that day.
    pub fn tally(&self, first: Day) -> Tally {
        self.weeks.get(&first).copied().unwrap_or_default()
    }

    /// What the week was like.
    pub fn state(&self, week: Span, today: Day) -> WeekState {
        let tally = self.tally(week.from);
        if week.to >= today || tally.open > 0 || tally.awaiting > 0 {
            WeekState::Unsettled
        } else if tally.due() == 0 {
            WeekState::NothingDue
        } else if is_steady(&tally) {
            WeekState::Steady
        } else {
            WeekState::Unsteady
        }
    }

    /// Steady weeks in a row: unsettled ones and ones with nothing due are stepped over.
    pub fn steady(&self, today: Day) -> Steady {
        self.before.and(self.firsts().map(|first| self.state(week_from(first), today)))
    }

    /// The first days of the weeks in which something was counted, in order.
    pub fn firsts(&self) -> impl Iterator<Item = Day> + '_ {
        self.weeks.keys().copied()
    }

    /// Folds the weeks before that day, the first of a week, into what they come to. From now on only that is known
    /// of them.
    pub fn fold_before(&mut self, first: Day, today: Day) {
        let later = self.weeks.split_off(&first);
        self.before = self.steady(today);
        self.weeks = later;
    }
}

fn week_from(first: Day) -> Span {
    Span::new(first, first.plus(6))
}

/// At least 80 % of what was due was kept.
fn is_steady(tally: &Tally) -> bool {
    u64::from(tally.kept) * 5 >= u64::from(tally.due()) * 4
}

impl Steady {
    /// The weeks after these, in order.
    #[must_use]
    pub fn and(mut self, weeks: impl Iterator<Item = WeekState>) -> Self {
        for week in weeks {
            match week {
                WeekState::Steady => self.current += 1,
                WeekState::Unsteady => self.current = 0,
                WeekState::Unsettled | WeekState::NothingDue => {}
            }
            self.best = self.best.max(self.current);
        }
        self
    }
}

/// What each week was like together, by its first day: it counts when every block that had something due was steady; it
/// is stepped over when one is unsettled or nothing was due at all.
pub fn states_together<'a>(
    blocks: &'a [&'a Weeks; 3],
    today: Day,
) -> impl Iterator<Item = (Day, WeekState)> + 'a {
    let mut firsts: Vec<Day> = blocks.iter().flat_map(|weeks| weeks.firsts()).collect();
    firsts.sort_unstable();
    firsts.dedup();
    firsts.into_iter().map(move |first| {
        let week = week_from(first);
        let states = || blocks.iter().map(|weeks| weeks.state(week, today));
        let of_all = if states().any(|state| state == WeekState::Unsettled) {
            WeekState::Unsettled
        } else if states().any(|state| state == WeekState::Unsteady) {
            WeekState::Unsteady
        } else if states().any(|state| state == WeekState::Steady) {
            WeekState::Steady
        } else {
            WeekState::NothingDue
        };
        (first, of_all)
    })
}

/// How often the two saw a window alike, of those on which both have a view.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize, schemars::JsonSchema)]
pub struct Agreement {
    /// Windows on which both have a view.
    pub both: u32,
    /// Those on which it is the same.
    pub same: u32,
}

impl Agreement {
    /// One window more.
    pub fn add(&mut self, judged: &Judged) {
        if let [Some(one), Some(other)] = judged.views {
            self.both += 1;
            self.same += u32::from(one == other);
        }
    }
}

impl std::ops::AddAssign for Agreement {
    fn add_assign(&mut self, Self { both, same }: Self) {
        self.both += both;
        self.same += same;
    }
}
