//! Runs: windows kept in a row, and what came after a miss. Both are left folds over a promise's windows
//! in order.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::judge::Judged;
use super::stored::Number;
use super::tally::possible;
use super::verdict::Verdict;

/// Windows kept in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(into = "Stored", try_from = "Stored")]
pub struct Run {
    /// How many.
    pub length: u32,
    /// The settled days of the first and the last; a run of none has none.
    pub days: Option<(Day, Day)>,
}

/// In short.
type Stored = (u32, Option<(Number, Number)>);

impl From<Run> for Stored {
    fn from(run: Run) -> Self {
        (run.length, run.days.map(|(first, last)| (Number(first), Number(last))))
    }
}

impl TryFrom<Stored> for Run {
    type Error = &'static str;

    fn try_from((length, days): Stored) -> Result<Self, Self::Error> {
        Ok(Self { length: possible(length)?, days: days.map(|(first, last)| (first.0, last.0)) })
    }
}

impl Run {
    fn and(self, day: Day) -> Self {
        let first = self.days.map_or(day, |(first, _)| first);
        Self { length: self.length + 1, days: Some((first, day)) }
    }
}

/// The run that goes on, and the best one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Streak {
    /// In a row, up to the latest window.
    pub current: Run,
    /// The longest; of equally long ones the latest.
    pub best: Run,
}

impl Streak {
    /// The next window of the promise: kept adds one; broken and unlogged end the run; everything else is
    /// stepped over. Nothing but kept ever adds.
    pub fn add(&mut self, judged: &Judged, today: Day) {
        match judged.verdict {
            Verdict::Kept => {
                self.current = self.current.and(judged.counted_on(today));
                if self.current.length >= self.best.length {
                    self.best = self.current;
                }
            }
            Verdict::Broken | Verdict::Unlogged => self.current = Run::default(),
            Verdict::Excused | Verdict::Late | Verdict::Disputed | Verdict::Open | Verdict::Awaiting => {}
        }
    }
}

/// For each miss (a broken or unlogged window), how many due windows later the next kept one came.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AfterAMiss {
    /// How many due windows there were.
    due: u32,
    /// Misses that still wait for the next kept one: which due window each was.
    waiting: Vec<u32>,
    /// How long the others waited; 1 is the very next.
    waited: Vec<u32>,
}

impl AfterAMiss {
    /// The next window of the promise; those that are not due are stepped over.
    pub fn add(&mut self, judged: &Judged) {
        if !judged.verdict.is_due() {
            return;
        }
        self.due += 1;
        match judged.verdict {
            Verdict::Kept => self.waited.extend(self.waiting.drain(..).map(|miss| self.due - miss)),
            Verdict::Broken | Verdict::Unlogged => self.waiting.push(self.due),
            _ => {}
        }
    }

    /// All misses, the waiting among them.
    pub fn misses(&self) -> usize {
        self.waiting.len() + self.waited.len()
    }

    /// Misses after which no kept one has come yet.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Misses after which the very next due window was kept.
    pub fn next_time(&self) -> usize {
        self.waited.iter().filter(|wait| **wait == 1).count()
    }

    /// The median of how many due windows later the next kept one came, those still waiting left out; of
    /// an even number, the mean of the middle two.
    pub fn median(&self) -> Option<f64> {
        let mut waited = self.waited.clone();
        waited.sort_unstable();
        let middle = waited.len() / 2;
        match (waited.len() % 2, waited.get(middle)) {
            (_, None) => None,
            (1, Some(one)) => Some(f64::from(*one)),
            (_, Some(upper)) => Some(f64::midpoint(f64::from(waited[middle - 1]), f64::from(*upper))),
        }
    }
}
