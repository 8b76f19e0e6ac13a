//! What a window asks for when the promise's life or a pause leaves only some of its days, by counting days.

use ourword::domain::pause::{Pause, PausedDays};
use ourword::domain::window::Window;
use ourword::domain::{Partner, Reckoning, ThingId, WeekStart};
use proptest::prelude::*;

use crate::common::{cases, fixed};

/// Of this promise, of another, or of everything; from when, for how long, and when it was lifted.
type Paused = (u8, i64, Option<i64>, Option<i64>);

fn id(number: u32) -> ThingId {
    format!("a{number}").parse().unwrap()
}

fn pause(number: usize, (of, from, long, lifted): Paused) -> Pause {
    let from = fixed().plus(from);
    Pause {
        id: id(u32::try_from(number).unwrap() + 10),
        by: Partner::First,
        promise: [Some(id(1)), Some(id(2)), None][usize::from(of)],
        from,
        until: long.map(|days| from.plus(days)),
        lifted_on: lifted.map(|days| from.plus(days)),
    }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn a_share_counts_the_days_that_are_left(
        pauses in prop::collection::vec(
            (0..3_u8, -20..40_i64, prop::option::of(0..20_i64), prop::option::of(0..15_i64)), 0..5),
        from in 0..30_i64, long in 1..40_i64, cut in 0..20_i64, times in 1..12_u32, today in -10..60_i64, as_of: bool,
    ) {
        let today = fixed().plus(today);
        let reckoning = Reckoning { today, as_of, weeks: WeekStart::default() };
        let pauses: Vec<Pause> = pauses.into_iter().enumerate().map(|(n, one)| pause(n, one)).collect();
        let window_from = fixed().plus(from);
        let window = Window { from: window_from, to: Some(window_from.plus(long - 1)), whole_days: long + cut };
        let rests = |day| {
            pauses.iter().any(|pause| {
                let concerns = pause.promise.is_none() || pause.promise == Some(id(1));
                let lifted = pause.lifted_on.is_some_and(|lifted| lifted <= day && (!as_of || lifted <= today));
                let over = pause.until.is_some_and(|until| until < day);
                concerns && pause.from <= day && !over && !lifted && (!as_of || day <= today)
            })
        };
        let days = || (0..long).map(|n| window_from.plus(n));
        let paused = PausedDays::of(id(1), &pauses, &reckoning);
        for day in (-30..90).map(|n| fixed().plus(n)) {
            prop_assert_eq!(paused.holds(day), rests(day), "{}", day);
        }
        prop_assert_eq!(paused.cover(&window), days().all(rests));
        let left = days().filter(|day| !rests(*day)).count();
        let asked = (f64::from(times) * left as f64 / (long + cut) as f64 - 1e-9).ceil().max(1.0);
        prop_assert_eq!(f64::from(paused.share(times, &window)), asked);
        let endless = Window { to: None, ..window };
        prop_assert!(!paused.cover(&endless) && paused.share(times, &endless) == 1);
    }
}
