//! What day it is, and how far one can see from there. One value, made once per run, that everything asks.

use super::day::{Day, WeekStart};

/// The day from which everything in one run is reckoned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reckoning {
    /// Today, or the day that was asked for instead.
    pub today: Day,
    /// Whether another day was asked for: then marks and endings about later days are left out, whenever
    /// they were recorded, and pauses are cut there.
    pub as_of: bool,
    /// Where the ledger's weeks start.
    pub weeks: WeekStart,
}

impl Reckoning {
    /// Whether something about that day is to be seen.
    pub fn sees(&self, day: Day) -> bool {
        !self.as_of || day <= self.today
    }
}
