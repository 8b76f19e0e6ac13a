//! "May have changed": whether the last four weeks differ from the eight before by more than the order of
//! weeks would explain. An exact permutation test, in integers.

use super::day::{Day, Span};
use super::tally::Tally;
use super::week::{WeekState, Weeks};

/// So many consecutive weeks are looked at,
const WEEKS: usize = 12;
/// of which so many are "the last".
const LAST: u32 = 4;
/// With fewer due than this it is too early to tell.
const LEAST_DUE: u32 = 60;

/// What the test says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Change {
    /// Too early to tell.
    TooEarly,
    /// No clear change, at this p.
    NoClearChange(f64),
    /// The share kept of due may have risen, at this p.
    MayHaveRisen(f64),
    /// It may have fallen, at this p.
    MayHaveFallen(f64),
}

/// The test over the 12 consecutive weeks up to the latest settled one, where all of them begin on or after
/// `earliest`, all are settled, and at least 60 windows were due; else too early.
pub fn change(weeks: &Weeks, earliest: Day, this_week: Span, today: Day) -> Change {
    let week_at = |first: Day| Span::new(first, first.plus(6));
    let mut latest = week_at(this_week.from.plus(-7));
    while weeks.state(latest, today) == WeekState::Unsettled && latest.from > earliest {
        latest = week_at(latest.from.plus(-7));
    }
    let mut sums = [Tally::default(); WEEKS];
    for (place, sum) in sums.iter_mut().rev().enumerate() {
        let back = i64::try_from(place).unwrap_or(0) * 7;
        let week = week_at(latest.from.plus(-back));
        if week.from < earliest || weeks.state(week, today) == WeekState::Unsettled {
            return Change::TooEarly;
        }
        *sum = weeks.tally(week.from);
    }
    of_weeks(&sums.map(|tally| (tally.kept, tally.due())))
}

/// The test itself, on (kept, due) of the twelve weeks in order: over all 495 ways to choose which four are
/// "last", of those with something due on both sides, the share whose absolute difference of kept / due is
/// at least the observed one.
///
/// Source of the method: R. A. Fisher's randomization test, in the exact two-sample form of E. J. G. Pitman,
/// "Significance tests which may be applied to samples from any populations", Supplement to the Journal of
/// the Royal Statistical Society 4 (1937), pp. 119-130.
pub fn of_weeks(weeks: &[(u32, u32); WEEKS]) -> Change {
    let due: u32 = weeks.iter().map(|week| week.1).sum();
    let observed_choice = 0b1111_u32 << (WEEKS - LAST as usize);
    let Some(observed) = Difference::of(weeks, observed_choice) else { return Change::TooEarly };
    if due < LEAST_DUE {
        return Change::TooEarly;
    }
    let choices = (0_u32..1 << WEEKS).filter(|choice| choice.count_ones() == LAST);
    let (mut all, mut as_far) = (0_u32, 0_u32);
    for difference in choices.filter_map(|choice| Difference::of(weeks, choice)) {
        all += 1;
        as_far += u32::from(difference.is_at_least(&observed));
    }
    let p = f64::from(as_far) / f64::from(all);
    match observed.over.cmp(&0) {
        // p <= 0.05, in integers.
        _ if as_far * 20 > all => Change::NoClearChange(p),
        std::cmp::Ordering::Greater => Change::MayHaveRisen(p),
        std::cmp::Ordering::Less => Change::MayHaveFallen(p),
        std::cmp::Ordering::Equal => Change::NoClearChange(p),
    }
}

/// Kept / due of the chosen weeks less that of the others, as a fraction over a positive denominator.
struct Difference {
    over: i128,
    under: i128,
}

impl Difference {
    fn of(weeks: &[(u32, u32); WEEKS], choice: u32) -> Option<Self> {
        let (mut last, mut before) = ((0_i128, 0_i128), (0_i128, 0_i128));
        for (place, (kept, due)) in weeks.iter().enumerate() {
            let side = if choice & (1 << place) == 0 { &mut before } else { &mut last };
            side.0 += i128::from(*kept);
            side.1 += i128::from(*due);
        }
        let under = last.1 * before.1;
        (under > 0).then(|| Self { over: last.0 * before.1 - before.0 * last.1, under })
    }

    fn is_at_least(&self, other: &Self) -> bool {
        self.over.abs() * other.under >= other.over.abs() * self.under
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clear_rise_and_a_clear_fall() {
        let mut weeks = [(2, 10); 12];
        weeks[8..].fill((9, 10));
        assert_eq!(of_weeks(&weeks), Change::MayHaveRisen(1.0 / 495.0));
        let mut weeks = [(9, 10); 12];
        weeks[8..].fill((2, 10));
        assert_eq!(of_weeks(&weeks), Change::MayHaveFallen(1.0 / 495.0));
    }

    #[test]
    fn the_same_every_week_is_no_change() {
        assert_eq!(of_weeks(&[(4, 5); 12]), Change::NoClearChange(1.0));
    }

    #[test]
    fn too_little_is_too_early() {
        assert_eq!(of_weeks(&[(1, 4); 12]), Change::TooEarly, "48 due");
        let mut weeks = [(10, 10); 12];
        weeks[8..].fill((0, 0));
        assert_eq!(of_weeks(&weeks), Change::TooEarly, "nothing due on one side");
    }
}
