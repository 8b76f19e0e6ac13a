//! No rule prefers a partner: a promise and its marks seen in a mirror give the mirrored judgement.

use ourword::domain::mark::{Order, View};
use ourword::domain::pause::PausedDays;
use ourword::domain::promise::Standing;
use ourword::domain::terms::{Terms, When};
use ourword::domain::{
    Day, Giver, Judge, Judged, Letter, Mark, Partner, Promise, Reckoning, Says, Verdict, WeekStart,
};
use proptest::prelude::*;

use crate::common::{cases, fixed};

/// (by the second partner, days from the start, what it says, recorded how many days later)
type Said = (bool, i64, u8, i64);

fn promise(giver: Giver, when: When, avoid: bool) -> Promise {
    Promise {
        id: "a1".parse().unwrap(),
        name: None,
        text: None,
        plan: None,
        giver,
        terms: Terms { when, from: fixed(), avoid },
        standing: Standing::Given,
        ending: None,
        replaces: None,
        answers: None,
        given: 1,
    }
}

/// Standing marks, one of each partner and date, in the order in which they were said.
fn marks(said: &[Said], mirrored: bool) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (place, (second, day, says, later)) in (1_i64..).zip(said) {
        let on = fixed().plus(*day);
        let by = if *second == mirrored { Partner::First } else { Partner::Second };
        marks.retain(|mark| (mark.by, mark.on) != (by, on));
        marks.push(Mark {
            by,
            on,
            says: [Says::Kept, Says::Broken, Says::Excused][usize::from(*says)],
            order: Order { tick: place, device: Letter::FIRST, place: 0 },
            recorded_on: on.plus(*later),
            beside: None,
        });
    }
    marks
}

fn judge(promise: &Promise, marks: &[Mark], today: Day) -> Vec<Judged> {
    let reckoning = Reckoning { today, as_of: false, weeks: WeekStart::default() };
    let paused = PausedDays::default();
    let judge = Judge { promise, paused: &paused, left_on: None, reckoning: &reckoning };
    let mut sorted = marks.to_vec();
    sorted.sort_by_key(|mark| (mark.on, mark.by));
    judge.windows(promise.start(), &sorted).collect()
}

fn when() -> impl Strategy<Value = When> {
    prop_oneof![
        Just(When::Whenever),
        (0..9_i64).prop_map(|days| When::Due(fixed().plus(days))),
        (1..4_u32).prop_map(|times| When::Every { cadence: "week".parse().unwrap(), times, until: None }),
        Just(When::Every { cadence: "day".parse().unwrap(), times: 1, until: None }),
    ]
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn a_mirror_mirrors(
        when in when(), avoid: bool, giver in 0..3_u8, today in 0..30_i64,
        said in prop::collection::vec((any::<bool>(), 0..16_i64, 0..3_u8, 0..12_i64), 0..8),
    ) {
        let (own, mirror) = match giver {
            0 => (Giver::One(Partner::First), Giver::One(Partner::Second)),
            1 => (Giver::One(Partner::Second), Giver::One(Partner::First)),
            _ => (Giver::Both, Giver::Both),
        };
        let today = fixed().plus(today);
        let plain = judge(&promise(own, when.clone(), avoid), &marks(&said, false), today);
        let mirrored = judge(&promise(mirror, when, avoid), &marks(&said, true), today);
        prop_assert_eq!(plain.len(), mirrored.len());
        for (one, other) in plain.iter().zip(&mirrored) {
            prop_assert_eq!([one.views[1], one.views[0]], other.views);
            prop_assert_eq!(
                (one.window, one.verdict, one.line, one.settled_on, one.notice_days, one.spoke_first, one.kept_days),
                (other.window, other.verdict, other.line, other.settled_on, other.notice_days, other.spoke_first,
                 other.kept_days)
            );
            // Line 2 asks the giver alone, and only while nobody else has spoken.
            if one.line == 2 {
                let Giver::One(giver) = own else { panic!("a joint promise has no receiver") };
                prop_assert_eq!(one.verdict, Verdict::Awaiting);
                prop_assert_eq!(one.views[giver.index()], None);
                prop_assert_eq!(one.views[giver.other().index()], Some(View::Broken));
            }
        }
    }
}
