//! How far a repair is, against a second reading of its definition: *open*; *whole* (what I did, and an adjustment);
//! *holding* (the adjustment's last settled window was kept).

use ourword::domain::repair::{Repair, RepairState};
use ourword::domain::words::{Field, Words};
use ourword::domain::{Judged, Partner, Verdict};
use proptest::prelude::*;

use crate::common::{cases, judged, verdict};

fn naive(did: bool, adjustment: Option<&[Verdict]>) -> RepairState {
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
    if last_settled == Some(Verdict::Kept) { RepairState::Holding } else { RepairState::Whole }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn a_repair_is_as_far_as_its_parts_and_its_promise(
        did in any::<bool>(),
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
            impact: None,
            amends: None,
            adjustment: None,
            heard: None,
        };
        prop_assert_eq!(repair.state(windows.as_deref()), naive(did, verdicts.as_deref()));
    }
}
