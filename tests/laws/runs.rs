//! Runs and what came after a miss, as the definitions put it: walking back, and counting ahead.

use ourword::domain::run::{AfterAMiss, Run, Streak};
use ourword::domain::{Day, Verdict};
use proptest::prelude::*;

use crate::common::{cases, fixed, judged, verdict};

type Windows = Vec<(Verdict, Option<Day>)>;

/// Mostly kept, or there would be no runs worth the name; settled somewhere, in no order.
fn windows() -> impl Strategy<Value = Windows> {
    let one =
        (prop_oneof![2 => Just(Verdict::Kept), 3 => verdict()], prop::option::weighted(0.9, -400..1_i64));
    let one = one.prop_map(|(verdict, day)| (verdict, day.map(|day| fixed().plus(day))));
    prop::collection::vec(one, 0..60)
}

/// Walking back from the latest: kept adds one, broken and unlogged end it, the rest is stepped over.
fn walk_back(windows: &[(Verdict, Option<Day>)], today: Day) -> Run {
    let mut kept = Vec::new();
    for (verdict, settled_on) in windows.iter().rev() {
        match verdict {
            Verdict::Kept => kept.push(settled_on.unwrap_or(today)),
            Verdict::Broken | Verdict::Unlogged => break,
            _ => {}
        }
    }
    let days = kept.last().copied().zip(kept.first().copied());
    Run { length: u32::try_from(kept.len()).unwrap(), days }
}

/// The longest that ever was the latest; of equally long ones the latest.
fn best(windows: &[(Verdict, Option<Day>)], today: Day) -> Run {
    let mut best = Run::default();
    for end in 0..=windows.len() {
        let ends_kept = end > 0 && windows[end - 1].0 == Verdict::Kept;
        let run = walk_back(&windows[..end], today);
        if ends_kept && run.length >= best.length {
            best = run;
        }
    }
    best
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn a_run_is_found_walking_back(windows in windows()) {
        let today = fixed();
        let mut streak = Streak::default();
        for (at, (verdict, settled_on)) in windows.iter().enumerate() {
            let before = streak;
            streak.add(&judged(*verdict, *settled_on), today);
            prop_assert_eq!(streak.current, walk_back(&windows[..=at], today));
            prop_assert!(*verdict == Verdict::Kept || streak.current.length <= before.current.length);
        }
        prop_assert_eq!(streak.best, best(&windows, today));
        prop_assert_eq!(streak.best.days.is_none(), streak.best.length == 0);
    }

    #[test]
    fn after_a_miss_the_next_kept_one_is_counted_ahead(windows in windows()) {
        let mut program = AfterAMiss::default();
        for (verdict, settled_on) in &windows {
            program.add(&judged(*verdict, *settled_on));
        }
        let due: Vec<Verdict> = windows
            .iter()
            .map(|(verdict, _)| *verdict)
            .filter(|v| matches!(v, Verdict::Kept | Verdict::Late | Verdict::Broken | Verdict::Unlogged))
            .collect();
        let misses: Vec<usize> = (0..due.len())
            .filter(|at| matches!(due[*at], Verdict::Broken | Verdict::Unlogged))
            .collect();
        let mut waits: Vec<usize> = misses
            .iter()
            .filter_map(|at| (at + 1..due.len()).find(|later| due[*later] == Verdict::Kept).map(|later| later - at))
            .collect();
        waits.sort_unstable();
        prop_assert_eq!(program.misses(), misses.len());
        prop_assert_eq!(program.waiting(), misses.len() - waits.len());
        prop_assert_eq!(program.next_time(), waits.iter().filter(|wait| **wait == 1).count());
        let median = match waits.len() {
            0 => None,
            n if n % 2 == 1 => Some(waits[n / 2] as f64),
            n => Some((waits[n / 2 - 1] + waits[n / 2]) as f64 / 2.0),
        };
        prop_assert_eq!(program.median(), median);
    }
}
