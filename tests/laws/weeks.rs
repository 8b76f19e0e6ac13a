//! Steady weeks, walking back over every week of the calendar, whether anything was in it or not.

use ourword::domain::block::BlockWeeks;
use ourword::domain::week::WeekState;
use ourword::domain::{Day, Giver, Partner, Reckoning, Span, Verdict};
use proptest::prelude::*;

use crate::common::{cases, fixed, judged, verdict, week_start};

/// A window as a week sees it: its verdict, and the day by which it belongs to a week.
type Counted = (Verdict, Day);

fn block() -> impl Strategy<Value = Vec<(Verdict, Option<i64>)>> {
    let verdict = prop_oneof![8 => Just(Verdict::Kept), 1 => Just(Verdict::Broken), 1 => verdict()];
    prop::collection::vec((verdict, prop::option::weighted(0.95, -90..6_i64)), 0..80)
}

fn reckoning() -> impl Strategy<Value = Reckoning> {
    (0..40_i64, week_start()).prop_map(|(days, weeks)| Reckoning {
        today: fixed().plus(days),
        as_of: false,
        weeks,
    })
}

fn counted(block: &[(Verdict, Option<i64>)], today: Day) -> Vec<Counted> {
    block.iter().map(|(verdict, days)| (*verdict, days.map_or(today, |days| today.plus(days)))).collect()
}

const GIVERS: [Giver; 3] = [Giver::One(Partner::First), Giver::One(Partner::Second), Giver::Both];

fn program(blocks: &[Vec<(Verdict, Option<i64>)>], reckoning: &Reckoning) -> BlockWeeks {
    let mut weeks = BlockWeeks::default();
    for (giver, block) in GIVERS.into_iter().zip(blocks) {
        for (verdict, days) in block {
            let judged = judged(*verdict, days.map(|days| reckoning.today.plus(days)));
            weeks.add(giver, &judged, reckoning);
        }
    }
    weeks
}

/// Over, and none of its windows open or awaiting; then steady with at least 80 % of what was due kept.
fn state(block: &[Counted], week: Span, today: Day) -> WeekState {
    let count = |wanted: &[Verdict]| {
        block.iter().filter(|(verdict, on)| week.holds(*on) && wanted.contains(verdict)).count()
    };
    let due = count(&[Verdict::Kept, Verdict::Late, Verdict::Broken, Verdict::Unlogged]);
    if today <= week.to || count(&[Verdict::Open, Verdict::Awaiting]) > 0 {
        WeekState::Unsettled
    } else if due == 0 {
        WeekState::NothingDue
    } else if count(&[Verdict::Kept]) * 100 >= due * 80 {
        WeekState::Steady
    } else {
        WeekState::Unsteady
    }
}

/// A week of all blocks together: stepped over when one is unsettled or nothing was due at all; counts when
/// every block that had something due was steady.
fn state_together(blocks: &[Vec<Counted>], week: Span, today: Day) -> WeekState {
    let states: Vec<WeekState> = blocks.iter().map(|block| state(block, week, today)).collect();
    let due = || states.iter().filter(|state| **state != WeekState::NothingDue);
    if states.contains(&WeekState::Unsettled) {
        WeekState::Unsettled
    } else if due().count() == 0 {
        WeekState::NothingDue
    } else if due().all(|state| *state == WeekState::Steady) {
        WeekState::Steady
    } else {
        WeekState::Unsteady
    }
}

/// The weeks up to this one and the next, latest first.
fn calendar(reckoning: &Reckoning) -> Vec<Span> {
    let first = |back: i64| reckoning.weeks.first_of(reckoning.today.plus(7 - 7 * back));
    (0..18).map(|back| Span::new(first(back), first(back).plus(6))).collect()
}

/// (in a row walking back from the latest, the most that ever were)
fn in_a_row(states: &[WeekState]) -> (u32, u32) {
    let from = |at: usize| {
        let run = states[at..].iter().take_while(|state| **state != WeekState::Unsteady);
        u32::try_from(run.filter(|state| **state == WeekState::Steady).count()).unwrap()
    };
    (from(0), (0..states.len()).map(from).max().unwrap_or(0))
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn steady_weeks_are_found_walking_back(
        blocks in prop::collection::vec(block(), 1..4),
        reckoning in reckoning(),
        folded in 0..16_usize,
    ) {
        let today = reckoning.today;
        let naive: Vec<Vec<Counted>> = blocks.iter().map(|block| counted(block, today)).collect();
        let mut made = program(&blocks, &reckoning);
        for (weeks, block) in made.blocks.all().into_iter().zip(&naive) {
            let states: Vec<WeekState> = calendar(&reckoning)
                .into_iter()
                .map(|week| {
                    assert_eq!(weeks.state(week, today), state(block, week, today), "{week:?}");
                    state(block, week, today)
                })
                .collect();
            let steady = weeks.steady(today);
            prop_assert_eq!((steady.current, steady.best), in_a_row(&states));
        }
        let states: Vec<WeekState> =
            calendar(&reckoning).into_iter().map(|week| state_together(&naive, week, today)).collect();
        let steady = made.together(today);
        prop_assert_eq!((steady.current, steady.best), in_a_row(&states));

        // What earlier weeks come to is all that has to be known of them.
        let each = |made: &BlockWeeks| made.blocks.all().map(|weeks| weeks.steady(today));
        let before = each(&made);
        made.fold_before(calendar(&reckoning)[folded].from, today);
        prop_assert_eq!(made.together(today), steady);
        prop_assert_eq!(each(&made), before);
    }
}
