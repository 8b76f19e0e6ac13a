//! Two devices and more: letters, numbers without gaps, one order; and a write that was dropped.

use std::collections::HashSet;

use ourword::domain::decide::Deed;
use ourword::domain::event::{Event, Joined, Set};
use ourword::domain::{EventId, Giver, Partner, Says, ThingId};
use ourword::ledger::LedgerError;
use rusqlite::types::Value;

use crate::shelf::{Shelf, daily, key, marked, stamp, words};

fn set(value: &str) -> Deed {
    Deed::plain(Event::Set(Set { key: "day_ends".to_owned(), value: value.to_owned() }))
}

#[test]
fn two_devices_that_take_turns_never_use_a_number_twice() {
    let mut shelf = Shelf::new();
    let (mut events, mut things): (Vec<EventId>, Vec<ThingId>) = (Vec::new(), Vec::new());
    for turn in 0..24_u8 {
        // Uneven turns, so that the devices drift apart.
        let by = if turn % 3 == 0 { Partner::First } else { Partner::Second };
        shelf.write(by.number(), |writer| {
            let thing = writer.next_thing(&stamp(by, turn.into())).unwrap();
            assert_eq!(thing, writer.next_thing(&stamp(by, turn.into())).unwrap(), "asking takes nothing");
            let deed = Deed { event: daily(thing, Giver::One(by)), words: words(&[("text", "to be there")]) };
            events.push(writer.append(&deed, &stamp(by, turn.into())).unwrap());
            things.push(thing);
            let mark = Deed::plain(marked(thing, turn.into(), Says::Kept));
            events.push(writer.append(&mark, &stamp(by, turn.into())).unwrap());
        });
    }
    assert_eq!(events.iter().collect::<HashSet<_>>().len(), 48);
    assert_eq!(things.iter().collect::<HashSet<_>>().len(), 24);
    assert_eq!((things[0].to_string(), things[1].to_string()), ("a1".to_owned(), "b1".to_owned()));
    assert_eq!((things[23].to_string(), things[21].to_string()), ("b16".to_owned(), "a8".to_owned()));
    // In the order in which they were appended, ticks only grow; per device, numbers have no gaps.
    let text = |value: &Value| format!("{value:?}");
    let mut numbers = std::collections::HashMap::<String, i64>::new();
    let rows = shelf.rows("SELECT device, seq, tick FROM event ORDER BY tick, device, seq");
    for (place, row) in (1_i64..).zip(&rows) {
        assert_eq!(row[2], Value::Integer(place), "one tick each: nothing here was written apart");
        let number = numbers.entry(text(&row[0])).or_default();
        *number += 1;
        assert_eq!(row[1], Value::Integer(*number), "{row:?}");
    }
    assert_eq!(numbers.len(), 2);
    let order: Vec<String> = shelf
        .rows("SELECT device || '.' || seq FROM event WHERE kind IN ('promised', 'marked') ORDER BY tick")
        .iter()
        .map(|row| text(&row[0]))
        .collect();
    let appended: Vec<String> = events.iter().map(|id| text(&Value::Text(id.to_string()))).collect();
    assert_eq!(order, appended);
}

#[test]
fn a_device_that_is_unknown_here_takes_the_next_letter_by_an_event() {
    let mut shelf = Shelf::new();
    let id = shelf.write(7, |writer| writer.append(&set("03:00"), &stamp(Partner::First, 1)).unwrap());
    assert_eq!(id.to_string(), "c.2", "its letter came first");
    let letter = shelf.ledger.past("c.1".parse().unwrap()).unwrap().unwrap();
    let Event::Joined(Joined { device: Some(device), holder: None }) = letter.event else {
        panic!("{letter:?}");
    };
    assert_eq!((device.letter.to_string(), device.key), ("c".to_owned(), "07".repeat(32)));
    assert_eq!(shelf.ledger.holder(&key(7)).unwrap(), None, "nobody said yes from it");
    let again = shelf.write(7, |writer| writer.append(&set("04:00"), &stamp(Partner::First, 1)).unwrap());
    assert_eq!(again.to_string(), "c.3", "and only once");
    assert_eq!(shelf.ledger.holder(&key(1)).unwrap(), Some(Partner::First));
    assert_eq!(shelf.ledger.holder(&key(2)).unwrap(), Some(Partner::Second));
}

#[test]
fn after_z_there_is_no_letter() {
    let mut shelf = Shelf::new();
    for device in 3..=26 {
        shelf.write(device, |writer| writer.append(&set("03:00"), &stamp(Partner::First, 1)).unwrap());
    }
    let before = shelf.projection();
    let mut writer = shelf.ledger.write(key(27)).unwrap();
    let refused = writer.append(&set("04:00"), &stamp(Partner::First, 1));
    assert!(matches!(refused, Err(LedgerError::NoLetterLeft)), "{refused:?}");
    drop(writer);
    assert_eq!(shelf.projection(), before);
}

#[test]
fn a_write_that_was_dropped_leaves_nothing() {
    let mut shelf = Shelf::new();
    let promise = shelf.promise("to ring");
    let before = shelf.files();
    // An unknown device would take a letter, a number, a thing, words, marks, and make the projection anew.
    let mut writer = shelf.ledger.write(key(9)).unwrap();
    let by = stamp(Partner::Second, 1);
    let thing = writer.next_thing(&by).unwrap();
    let deed =
        Deed { event: daily(thing, Giver::One(Partner::Second)), words: words(&[("text", "no trace")]) };
    writer.append(&deed, &by).unwrap();
    writer.append(&Deed::plain(marked(promise, 1, Says::Kept)), &by).unwrap();
    writer.join(Partner::Second, &by).unwrap();
    writer.rebuild(&|| ()).unwrap();
    assert_eq!(writer.book().unwrap().promises.len(), 2, "inside, it shows");
    drop(writer);
    assert_eq!(shelf.files(), before, "not a byte");
    assert_eq!(shelf.ledger.book().unwrap().promises.len(), 1);
    let letter = shelf.write(10, |writer| writer.next_thing(&by).unwrap().letter);
    assert_eq!(letter.to_string(), "c", "the letter was not taken");
}

#[test]
fn a_key_that_stands_twice_is_that_of_the_first_letter() {
    let mut shelf = Shelf::new();
    let twice = "INSERT INTO device SELECT 'c', key, 2, 0, x'', 0, 0 FROM device WHERE letter = 'a'";
    shelf.raw().execute(twice, []).unwrap();
    let stamp = stamp(Partner::First, 1);
    let (holder, id) =
        shelf.write(1, |writer| (writer.holder().unwrap(), writer.append(&set("04:00"), &stamp).unwrap()));
    assert_eq!((holder, id.letter.to_string()), (Some(Partner::First), "a".to_owned()));
    assert_eq!(shelf.ledger.holder(&key(1)).unwrap(), Some(Partner::First));
}

#[test]
fn what_is_damaged_of_another_device_refuses_no_word_and_no_mending() {
    let mut shelf = Shelf::new();
    let promise = shelf.promise("to be there");
    let damaged = "INSERT INTO device VALUES (CAST(x'ff' AS TEXT), x'00', NULL, 5, x'', 0, 0);
         UPDATE promise SET text = 'tampered'";
    shelf.raw().execute_batch(damaged).unwrap();
    shelf.append(Partner::First, 1, marked(promise, 1, Says::Kept));
    assert_eq!(shelf.marks(promise).len(), 1);
    // Who makes the tables anew asks nothing of devices that could be damaged.
    shelf.raw().execute_batch("ALTER TABLE device RENAME COLUMN tick TO tock").unwrap();
    shelf.write(1, |writer| writer.rebuild(&|| ()).unwrap());
    assert_eq!(shelf.rows("SELECT text FROM promise"), [[Value::Text("to be there".to_owned())]]);
}
