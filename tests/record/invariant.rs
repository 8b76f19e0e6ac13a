//! The invariant: the projection is a function of the events in their order. And its point: what was undone is
//! as if it had never been.

use std::collections::HashMap;

use ourword::domain::book::Book;
use ourword::domain::event::Event;
use ourword::domain::{Day, Mark, Partner, Span, ThingId};
use ourword::ledger::Ledger;
use proptest::prelude::*;

use crate::play::{Teller, story};
use crate::shelf::{Shelf, key, stamp};

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// What a ledger shows, without the ticks, which count what was undone too.
type Shown = (String, Vec<String>);

fn shown(ledger: &Ledger, things: &[ThingId]) -> Shown {
    let book = ledger.book().unwrap();
    let Book { kind, settings, partners, mut promises, pauses, boundaries, repairs, chapters, checkins } =
        book;
    for promise in &mut promises {
        promise.given = 0;
    }
    let marks = |promise: &ThingId| ledger.marks(*promise, Span::new(Day::MIN, Day::MAX)).unwrap();
    let untimed = |mark: Mark| {
        format!("{:?} {} {:?} {} {:?}", mark.by, mark.on, mark.says, mark.recorded_on, mark.beside)
    };
    let marks = things.iter().flat_map(|thing| marks(thing).into_iter().map(untimed).collect::<Vec<_>>());
    let written = |kind| ledger.written(kind, Span::new(Day::MIN, Day::MAX)).unwrap();
    let between = format!("{boundaries:#?} {repairs:#?} {chapters:#?} {checkins:#?}");
    let written = format!("{:?} {:?}", written("thanks"), written("note"));
    (
        format!("{kind:?} {settings:?} {partners:?} {promises:#?} {pauses:#?} {between} {written}"),
        marks.collect(),
    )
}

/// The same story without what was undone, and without the undoing.
fn without_what_was_undone(teller: &Teller) -> Shelf {
    let mut shelf = Shelf::new();
    let undone = teller.undone();
    let mut here = HashMap::new();
    shelf.write(1, |writer| {
        for told in &teller.told {
            if undone.contains(&told.id) || matches!(told.deed.event, Event::Undone(_)) {
                continue;
            }
            let mut deed = told.deed.clone();
            if let Event::Unsaid(unsaid) = &mut deed.event {
                // Of what never was there is nothing to unsay.
                let Some(event) = here.get(&unsaid.event) else { continue };
                unsaid.event = *event;
                assert!(writer.unsay(*event).unwrap());
            }
            here.insert(told.id, writer.append(&deed, &told.stamp).unwrap());
        }
    });
    shelf
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn made_anew_the_projection_is_the_same(first in story(40), second in story(25)) {
        let mut shelf = Shelf::new();
        let mut teller = Teller::default();
        teller.play(&mut shelf, &first);
        let before = shelf.projection();
        prop_assert_eq!(before, shelf.rebuilt());
        // What was made anew is as good a ground as what grew.
        teller.play(&mut shelf, &second);
        let before = shelf.projection();
        prop_assert_eq!(before, shelf.rebuilt());
    }

    #[test]
    fn what_was_undone_never_was(story in story(40)) {
        let mut shelf = Shelf::new();
        let mut teller = Teller::default();
        teller.play(&mut shelf, &story);
        let things = teller.promises.clone();
        let plain = without_what_was_undone(&teller);
        prop_assert_eq!(shown(&shelf.ledger, &things), shown(&plain.ledger, &things));
        // The history tells the same of what is undone.
        let undone = teller.undone();
        let entries = shelf.ledger.entries(Span::new(Day::MIN, Day::MAX)).unwrap();
        for entry in &entries {
            prop_assert_eq!(entry.undone, undone.contains(&entry.id), "{}", entry.id);
        }
        let known = shelf.rows("SELECT count(*) FROM event");
        prop_assert_eq!(known, [[rusqlite::types::Value::Integer(i64::try_from(entries.len()).unwrap())]]);
    }
}

/// The comparison itself can fail: a row that was changed by hand is found.
#[test]
fn a_projection_that_was_tampered_with_is_not_the_same() {
    let mut shelf = Shelf::new();
    let promise = shelf.promise("to write");
    // A device for which nobody has said yes.
    shelf.write(7, |writer| writer.next_thing(&stamp(Partner::First, 1)).unwrap());
    for tamper in [
        "UPDATE promise SET text = 'to sing'",
        "UPDATE device SET holder = 2 WHERE letter = 'a'",
        "UPDATE device SET holder = 1 WHERE letter = 'c'",
        "UPDATE setting SET value = 'sunday' WHERE key = 'week_starts'",
        "UPDATE partner SET joined_on = NULL WHERE n = 2",
        "DELETE FROM promise",
    ] {
        shelf.raw().execute(tamper, []).unwrap();
        assert_ne!(shelf.projection(), shelf.rebuilt(), "{tamper}");
        assert_eq!(shelf.projection(), shelf.rebuilt(), "{tamper}: made anew it is well again");
    }
    assert!(shelf.ledger.book().unwrap().promise(promise).is_some());
    assert_eq!(shelf.ledger.holder(&key(1)).unwrap(), Some(Partner::First));
}
