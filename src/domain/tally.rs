//! Tallies: how many windows of each verdict, the kept rate, and its fair range.

use serde::{Deserialize, Serialize};

use super::judge::Judged;
use super::verdict::Verdict;

/// The number of windows of each verdict in a set of them. Stored in short: ten numbers in the order of the fields.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(into = "[u32; 10]", try_from = "[u32; 10]")]
pub struct Tally {
    /// Kept.
    pub kept: u32,
    /// Kept after the due day.
    pub late: u32,
    /// Not kept, or not often enough.
    pub broken: u32,
    /// Nobody said.
    pub unlogged: u32,
    /// Did not have to be kept.
    pub excused: u32,
    /// Seen differently.
    pub disputed: u32,
    /// Not over.
    pub open: u32,
    /// A word is awaited.
    pub awaiting: u32,
    /// Of the broken ones, those of which their giver spoke first.
    pub spoke_first: u32,
    /// Of the broken ones, those with one giver and a broken mark: out of which `spoke_first` is.
    pub spoken_of: u32,
}

impl Tally {
    /// One window more.
    pub fn add(&mut self, judged: &Judged) {
        self.count(judged.verdict);
        if let Some(first) = judged.spoke_first {
            self.spoken_of += 1;
            self.spoke_first += u32::from(first);
        }
    }

    /// One verdict more.
    pub fn count(&mut self, verdict: Verdict) {
        let count = match verdict {
            Verdict::Kept => &mut self.kept,
            Verdict::Late => &mut self.late,
            Verdict::Broken => &mut self.broken,
            Verdict::Unlogged => &mut self.unlogged,
            Verdict::Excused => &mut self.excused,
            Verdict::Disputed => &mut self.disputed,
            Verdict::Open => &mut self.open,
            Verdict::Awaiting => &mut self.awaiting,
        };
        *count += 1;
    }

    /// Kept, late or broken: those of which the outcome was said.
    pub fn said(&self) -> u32 {
        self.kept + self.late + self.broken
    }

    /// Said, or not logged: those whose time has come.
    pub fn due(&self) -> u32 {
        self.said() + self.unlogged
    }

    /// Kept of said, 0 to 1; `None` without any said.
    pub fn kept_rate(&self) -> Option<f64> {
        (self.said() > 0).then(|| f64::from(self.kept) / f64::from(self.said()))
    }

    /// The fair range of the kept rate: its 95 % Wilson score interval; `None` without any said.
    pub fn fair_range(&self) -> Option<(f64, f64)> {
        wilson(self.kept, self.said())
    }

    /// Whether there is enough to show a rate to people: at least 5 said, and no more unlogged than said.
    pub fn is_enough_for_a_rate(&self) -> bool {
        self.said() >= 5 && self.unlogged <= self.said()
    }

    /// Whether nothing is in it at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl From<Tally> for [u32; 10] {
    fn from(tally: Tally) -> Self {
        let Tally { kept, late, broken, unlogged, excused, disputed, open, awaiting, spoke_first, spoken_of } =
            tally;
        [kept, late, broken, unlogged, excused, disputed, open, awaiting, spoke_first, spoken_of]
    }
}

/// More windows than any past has: 700,000 years of days. Counts that were kept may be damaged, and are added to.
const MOST: u32 = 1 << 28;

/// A count that was kept, where it can be one.
pub fn count<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    possible(u32::deserialize(from)?).map_err(serde::de::Error::custom)
}

/// That count, where it can be one.
pub fn possible(count: u32) -> Result<u32, &'static str> {
    if count > MOST { Err("no past is so long") } else { Ok(count) }
}

impl TryFrom<[u32; 10]> for Tally {
    type Error = &'static str;

    fn try_from(numbers: [u32; 10]) -> Result<Self, Self::Error> {
        numbers.into_iter().try_for_each(|count| possible(count).map(drop))?;
        let [kept, late, broken, unlogged, excused, disputed, open, awaiting, spoke_first, spoken_of] =
            numbers;
        Ok(Self { kept, late, broken, unlogged, excused, disputed, open, awaiting, spoke_first, spoken_of })
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        // Taken apart by name, so that a field more is not forgotten here.
        let Self { kept, late, broken, unlogged, excused, disputed, open, awaiting, spoke_first, spoken_of } =
            other;
        self.kept += kept;
        self.late += late;
        self.broken += broken;
        self.unlogged += unlogged;
        self.excused += excused;
        self.disputed += disputed;
        self.open += open;
        self.awaiting += awaiting;
        self.spoke_first += spoke_first;
        self.spoken_of += spoken_of;
    }
}

/// The 97.5 % point of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// The 95 % score interval for `kept` of `said`, 0 to 1: E. B. Wilson, "Probable Inference, the Law of
/// Succession, and Statistical Inference", Journal of the American Statistical Association 22 (1927),
/// pp. 209-212; without continuity correction. It reproduces the values that R. G. Newcombe, "Two-sided
/// confidence intervals for the single proportion", Statistics in Medicine 17 (1998), pp. 857-872, gives
/// for it (method 3) in table I.
pub fn wilson(kept: u32, said: u32) -> Option<(f64, f64)> {
    if said == 0 {
        return None;
    }
    let n = f64::from(said);
    let rate = f64::from(kept) / n;
    let middle = rate + Z * Z / (2.0 * n);
    let half = Z * (rate * (1.0 - rate) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    // Rounding must not put the rate outside its own range.
    Some((((middle - half) / scale).min(rate).max(0.0), ((middle + half) / scale).max(rate).min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_reproduces_newcombes_table() {
        let published = [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ];
        for (kept, said, low, high) in published {
            let (l, h) = wilson(kept, said).unwrap();
            assert!((l - low).abs() < 0.000_05 && (h - high).abs() < 0.000_05, "{kept}/{said}: {l} {h}");
        }
        assert_eq!(wilson(0, 0), None);
        let (low, high) = wilson(20, 20).unwrap();
        assert!(low > 0.8 && high <= 1.0);
    }
}
