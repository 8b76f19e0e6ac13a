//! How far a repair is, against a second reading of its definition: *open*; *whole* (what I did, and an adjustment);
//! *holding* (the adjustment's last settled window was kept, and it was not ended).

use ourword::domain::repair::{Adjustment, Repair, RepairState};
use ourword::domain::words::{Field, Words};
use ourword::domain::{Judged, Partner, Verdict};
use proptest::prelude::*;

use crate::common::{cases, judged, verdict};

fn naive(did: bool, was_ended: bool, adjustment: Option<&[Verdict]>) -> RepairState {
    let Some(verdicts) = adjustment else { return RepairState::Open };
    if !did {
        return RepairState::Open;
    }
    let mut last_settled = None;
    for verdict in verdicts {
        match verdict {
            Verdict::Open | Verdict::Awaiting => {}
            settled => last_settled = Some(*settled),
        }
    }
    if last_settled == Some(Verdict::Kept) && !was_ended { RepairState::Holding } else { RepairState::Whole }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn a_repair_is_as_far_as_its_parts_and_its_promise(
        did in any::<bool>(),
        was_ended in any::<bool>(),
        adjustment in proptest::option::of(proptest::collection::vec(verdict(), 0..12)),
    ) {
        let verdicts = adjustment;
        let windows: Option<Vec<Judged>> = verdicts.as_ref().map(|all| all.iter().map(|one| judged(*one, None)).collect());
        let repair = Repair {
            id: "a1".parse().unwrap(),
            by: Partner::First,
            on: "2026-11-20".parse().unwrap(),
            of: None,
            did: did.then(|| Words::new("I forgot", Field::Note).unwrap()),
            owned_up: did,
            impact: None,
            amends: None,
            adjustment: None,
            heard: None,
        };
        let settled = |verdict: &Verdict| !matches!(verdict, Verdict::Open | Verdict::Awaiting);
        let settled = verdicts.as_ref().and_then(|all| all.iter().rev().copied().find(settled));
        let adjustment = windows.map(|windows| Adjustment { settled, windows, was_ended });
        prop_assert_eq!(repair.state(adjustment.as_ref()), naive(did, was_ended, verdicts.as_deref()));
    }
}
