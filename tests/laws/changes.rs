//! "May have changed", by naming every four weeks out of twelve and comparing fractions.

use ourword::domain::change::{Change, change, of_weeks};
use ourword::domain::week::Weeks;
use ourword::domain::{Day, Reckoning, Span, Verdict, WeekStart};
use proptest::prelude::*;

use crate::common::{cases, fixed, judged};

/// A fraction over a positive denominator.
#[derive(Clone, Copy, Debug)]
struct Fraction(i128, i128);

impl Fraction {
    fn less(self, other: Self) -> Self {
        Self(self.0 * other.1 - other.0 * self.1, self.1 * other.1)
    }

    fn is_at_least(self, other: Self) -> bool {
        self.0 * other.1 >= other.0 * self.1
    }
}

/// Kept of due in the named weeks, as sums; `None` where nothing was due.
fn rate(weeks: &[(u32, u32); 12], named: impl Fn(usize) -> bool) -> Option<Fraction> {
    let named: Vec<&(u32, u32)> = (0..12).filter(|n| named(*n)).map(|n| &weeks[n]).collect();
    let kept: i128 = named.iter().map(|week| i128::from(week.0)).sum();
    let due: i128 = named.iter().map(|week| i128::from(week.1)).sum();
    (due > 0).then_some(Fraction(kept, due))
}

fn difference(weeks: &[(u32, u32); 12], last: [usize; 4]) -> Option<Fraction> {
    let of_last = rate(weeks, |n| last.contains(&n))?;
    let of_before = rate(weeks, |n| !last.contains(&n))?;
    Some(of_last.less(of_before))
}

fn naive(weeks: &[(u32, u32); 12]) -> Change {
    let due: u32 = weeks.iter().map(|week| week.1).sum();
    let Some(observed) = difference(weeks, [8, 9, 10, 11]).filter(|_| due >= 60) else {
        return Change::TooEarly;
    };
    let size = |fraction: Fraction| Fraction(fraction.0.abs(), fraction.1);
    let (mut ways, mut all, mut as_far) = (0, 0_u32, 0_u32);
    for a in 0..12 {
        for b in a + 1..12 {
            for c in b + 1..12 {
                for d in c + 1..12 {
                    ways += 1;
                    if let Some(other) = difference(weeks, [a, b, c, d]) {
                        all += 1;
                        as_far += u32::from(size(other).is_at_least(size(observed)));
                    }
                }
            }
        }
    }
    assert_eq!(ways, 495);
    let p = f64::from(as_far) / f64::from(all);
    // One in twenty, in integers.
    if u64::from(as_far) * 100 > u64::from(all) * 5 || observed.0 == 0 {
        Change::NoClearChange(p)
    } else if observed.0 > 0 {
        Change::MayHaveRisen(p)
    } else {
        Change::MayHaveFallen(p)
    }
}

/// Twelve weeks of a few windows each; some with nothing due, some with a jump in them.
fn twelve() -> impl Strategy<Value = [(u32, u32); 12]> {
    let week =
        |most: u32| prop_oneof![1 => Just(0_u32), 5 => 0..=most].prop_flat_map(|due| (0..=due, Just(due)));
    let jump = (0..9_u32, 0..9_u32).prop_map(|(before, last)| {
        std::array::from_fn(|n| (if n < 8 { before } else { last }, 9 - u32::from(n % 5 == 0)))
    });
    prop_oneof![
        3 => prop::array::uniform12(week(12)),
        1 => prop::array::uniform12(week(9)),
        1 => prop::array::uniform12(week(100_000)),
        2 => jump.prop_map(|weeks: [(u32, u32); 12]| weeks.map(|(kept, due)| (kept.min(due), due))),
    ]
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_change_is_what_all_the_ways_to_choose_say(weeks in twelve()) {
        prop_assert_eq!(of_weeks(&weeks), naive(&weeks));
    }

    /// Which twelve weeks are looked at: those up to the latest settled one, none before the chapter, none
    /// of them unsettled.
    #[test]
    fn a_change_looks_at_twelve_settled_weeks(
        weeks in prop::collection::vec((0..8_u32, 4..9_u32, prop::bool::weighted(0.02)), 18),
        open in 0..4_usize,
        age in 8..20_i64,
        into_the_week in 0..7_i64,
    ) {
        let mondays = WeekStart::default();
        let this_week = mondays.week_of(fixed());
        let today = this_week.from.plus(into_the_week);
        let reckoning = Reckoning { today, as_of: false, weeks: mondays };
        let first = |back: usize| this_week.from.plus(-7 * i64::try_from(back).unwrap());
        // The latest weeks may wait for a word, any other now and then.
        let settled = |back: usize| back > open && !weeks[back - 1].2;
        let mut made = Weeks::default();
        for back in 1..=weeks.len() {
            let (kept, due, _) = weeks[back - 1];
            let mut add = |verdict, on: Day| made.add(&judged(verdict, Some(on)), &reckoning);
            for n in 0..due {
                let verdict = if n < kept { Verdict::Kept } else { Verdict::Unlogged };
                add(verdict, first(back).plus(i64::from(n % 7)));
            }
            if !settled(back) {
                add(Verdict::Awaiting, first(back).plus(3));
            }
        }
        let earliest = this_week.from.plus(-7 * age);
        let in_reach = |back: usize| back <= weeks.len() && first(back) >= earliest;
        let latest = (1..=weeks.len()).find(|back| settled(*back) && in_reach(*back));
        let expected = match latest {
            Some(latest) if (latest..latest + 12).all(|back| in_reach(back) && settled(back)) => {
                let of = |n: usize| weeks[latest + 11 - n - 1];
                naive(&std::array::from_fn(|n| (of(n).0.min(of(n).1), of(n).1)))
            }
            _ => Change::TooEarly,
        };
        prop_assert_eq!(change(&made, earliest, this_week, today), expected);
    }
}

#[test]
fn a_week_that_is_not_over_is_never_looked_at() {
    let mondays = WeekStart::default();
    let this_week: Span = mondays.week_of(fixed());
    let reckoning = Reckoning { today: this_week.to, as_of: false, weeks: mondays };
    let mut made = Weeks::default();
    for back in 0..12_i64 {
        for n in 0..7 {
            let on = this_week.from.plus(n - 7 * back);
            made.add(&judged(Verdict::Kept, Some(on)), &reckoning);
        }
    }
    let earliest = this_week.from.plus(-77);
    assert_eq!(change(&made, earliest, this_week, this_week.to), Change::TooEarly, "eleven are over");
    let next = mondays.week_of(this_week.to.next());
    assert_eq!(change(&made, earliest, next, next.from), Change::NoClearChange(1.0));
}
