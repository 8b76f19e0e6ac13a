//! Tallies are sums, and the fair range of a rate is what its definition says.

use ourword::domain::Verdict;
use ourword::domain::tally::{Tally, wilson};
use proptest::prelude::*;

use crate::common::{cases, fixed, judged, verdict};

/// The 97.5 % point of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn a_tally_counts_each_window_once(
        windows in prop::collection::vec((verdict(), prop::option::of(any::<bool>())), 0..200)
    ) {
        let mut tally = Tally::default();
        for (verdict, spoke_first) in &windows {
            let mut window = judged(*verdict, Some(fixed()));
            window.spoke_first = *spoke_first;
            tally.add(&window);
        }
        let of = |wanted: &[Verdict]| {
            u32::try_from(windows.iter().filter(|(verdict, _)| wanted.contains(verdict)).count()).unwrap()
        };
        let each = [
            (tally.kept, Verdict::Kept),
            (tally.late, Verdict::Late),
            (tally.broken, Verdict::Broken),
            (tally.unlogged, Verdict::Unlogged),
            (tally.excused, Verdict::Excused),
            (tally.disputed, Verdict::Disputed),
            (tally.open, Verdict::Open),
            (tally.awaiting, Verdict::Awaiting),
        ];
        for (counted, verdict) in each {
            prop_assert_eq!(counted, of(&[verdict]), "{:?}", verdict);
        }
        let said = of(&[Verdict::Kept, Verdict::Late, Verdict::Broken]);
        prop_assert_eq!(tally.said(), said);
        prop_assert_eq!(tally.due(), said + of(&[Verdict::Unlogged]));
        prop_assert_eq!(tally.is_empty(), windows.is_empty());
        let first = windows.iter().filter(|(_, first)| *first == Some(true)).count();
        let spoken = windows.iter().filter(|(_, first)| first.is_some()).count();
        prop_assert_eq!((tally.spoke_first as usize, tally.spoken_of as usize), (first, spoken));
        prop_assert_eq!(tally.is_enough_for_a_rate(), said >= 5 && tally.unlogged <= said);
        match tally.kept_rate() {
            None => prop_assert_eq!((said, tally.fair_range()), (0, None)),
            Some(rate) => {
                prop_assert_eq!(rate, f64::from(tally.kept) / f64::from(said));
                prop_assert_eq!(tally.fair_range(), wilson(tally.kept, said));
            }
        }
    }

    #[test]
    fn a_fair_range_is_fair((kept, said) in range()) {
        let (low, high) = wilson(kept, said).unwrap();
        let n = f64::from(said);
        let rate = f64::from(kept) / n;
        prop_assert!((0.0..=1.0).contains(&low) && (0.0..=1.0).contains(&high) && low < high);
        prop_assert!(low <= rate && rate <= high, "{} <= {} <= {}", low, rate, high);
        // Wilson's definition: at either end p, the rate is z standard errors of p away.
        for p in [low, high] {
            let off = (rate - p).abs() - Z * (p * (1.0 - p) / n).sqrt();
            prop_assert!(off.abs() < 1e-9, "{} at {}", off, p);
        }
        // What is kept and what is not are mirror images.
        let (other_low, other_high) = wilson(said - kept, said).unwrap();
        prop_assert!((low - (1.0 - other_high)).abs() < 1e-12 && (high - (1.0 - other_low)).abs() < 1e-12);
    }
}

fn range() -> impl Strategy<Value = (u32, u32)> {
    let said = prop_oneof![1..20_u32, 1..400_u32, 1..100_000_u32];
    said.prop_flat_map(|said| (prop_oneof![0..=said, Just(0), Just(said)], Just(said)))
}

/// Every small range, so that no rounding at the ends is left to chance.
#[test]
fn every_small_range_holds_its_rate() {
    for said in 1..=400 {
        for kept in 0..=said {
            let (low, high) = wilson(kept, said).unwrap();
            let rate = f64::from(kept) / f64::from(said);
            assert!(0.0 <= low && low <= rate && rate <= high && high <= 1.0, "{kept}/{said}: {low} {high}");
        }
    }
}

/// R. G. Newcombe, Statistics in Medicine 17 (1998), pp. 857-872, table I, method 3.
#[test]
fn published_ranges_come_out() {
    let published =
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)];
    for (kept, said, low, high) in published {
        let (l, h) = wilson(kept, said).unwrap();
        assert!((l - low).abs() < 0.000_05 && (h - high).abs() < 0.000_05, "{kept}/{said}: {l} {h}");
    }
    assert_eq!(wilson(0, 0), None);
}
