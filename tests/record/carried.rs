//! The record carried away and put in again is the same record; one with anything else in it is refused.

use std::borrow::Cow;

use ourword::domain::fact::{StoredDevice, StoredEvent};
use ourword::domain::{Partner, Says};
use ourword::exchange::record;
use ourword::ledger::{Ledger, LedgerError, Restoring};
use proptest::prelude::*;

use crate::chain;
use crate::play::{Teller, story};
use crate::shelf::{Shelf, key, marked};

/// Through the text that carries it.
fn carried(ledger: &Ledger) -> (Vec<StoredDevice>, Vec<StoredEvent<'static>>) {
    let first = record::first(ledger.stored_devices().unwrap()).unwrap();
    let mut events = Vec::new();
    ledger
        .each_stored_event(|event| {
            events.push(owned(record::read(&record::line(&event).unwrap()).unwrap()));
            Ok::<(), LedgerError>(())
        })
        .unwrap();
    (record::read_first(&first).unwrap(), events)
}

fn owned(event: StoredEvent<'_>) -> StoredEvent<'static> {
    let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
    let StoredEvent { device, seq, tick, at, day, author, kind, about, body, seal, hash, words } = event;
    let [device, at, day, kind, body, hash] = [device, at, day, kind, body, hash].map(owned);
    StoredEvent { device, seq, tick, at, day, author, kind, about, body, seal, hash, words }
}

fn restored(devices: &[StoredDevice], events: &[StoredEvent<'_>]) -> Result<Shelf, LedgerError> {
    let mut shelf = Shelf::empty();
    let writer = shelf.ledger.write(key(9)).unwrap();
    let mut restoring = Restoring::new(&writer, devices.to_vec())?;
    for event in events {
        restoring.add(event)?;
    }
    assert_eq!(restoring.finish()?, events.len() as u64);
    writer.commit().unwrap();
    Ok(shelf)
}

/// One thing of an event or of its device, changed.
fn change(what: u8, devices: &mut [StoredDevice], event: &mut StoredEvent<'_>) {
    let other =
        |hex: &str| if hex.starts_with('0') { hex.replacen('0', "1", 1) } else { format!("0{}", &hex[1..]) };
    match what {
        0 => event.seq += 1,
        1 => event.tick += 1,
        2 => event.at = "2027-01-01T00:00:00Z".into(),
        3 => event.day = "2027-01-01".into(),
        4 => event.author = (event.author + 1) % 3,
        5 => event.kind = "sang".into(),
        6 => event.about = Some(event.about.clone().unwrap_or_default() + "x"),
        7 => event.body.to_mut().push(' '),
        8 => event.seal = event.seal.take().map_or(Some("00".repeat(32)), |seal| Some(other(&seal))),
        9 => event.hash = other(&event.hash).into(),
        10 => match &mut event.words {
            Some(words) => words.body = String::from(r#"{"text":"something else"}"#),
            None => event.device = "z".into(),
        },
        11 => match &mut event.words {
            Some(words) => words.salt = other(&words.salt),
            None => event.hash.to_mut().clear(),
        },
        12 => devices[0].hash = other(&devices[0].hash),
        13 => devices[0].head += 1,
        14 => devices[0].tick += 1,
        _ => devices[0].things = -1,
    }
}

/// How many stories: 32, or as many as `PROPTEST_CASES` says.
#[expect(clippy::disallowed_methods, reason = "it is about this test alone")]
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(32)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_is_the_same_and_nothing_else_is(
        story in story(40),
        which in any::<prop::sample::Index>(),
        what in 0..16_u8,
    ) {
        let mut shelf = Shelf::new();
        Teller::default().play(&mut shelf, &story);
        let (devices, events) = carried(&shelf.ledger);
        let there = restored(&devices, &events).unwrap();
        prop_assert_eq!(carried(&there.ledger), (devices.clone(), events.clone()));
        prop_assert_eq!(there.projection(), shelf.projection());
        // The parts of the devices one behind the other, so that nothing can be shown as it comes.
        let mut apart = events.clone();
        apart.sort_by(|one, other| (&other.device, one.seq).cmp(&(&one.device, other.seq)));
        prop_assert_eq!(restored(&devices, &apart).unwrap().projection(), shelf.projection());
        let (mut other_devices, mut others) = (devices.clone(), events.clone());
        change(what, &mut other_devices, &mut others[which.index(events.len())]);
        let refused = restored(&other_devices, &others).map(|shelf| shelf.projection());
        prop_assert!(matches!(refused, Err(LedgerError::BrokenRecord(_))), "{what}: {refused:?}");
        // Words that are left out were unsaid by nobody, unless they were.
        let mut blanked = events.clone();
        let at = which.index(events.len());
        if blanked[at].words.take().is_some() {
            let id = format!("{}.{}", events[at].device, events[at].seq);
            let refused = restored(&devices, &blanked).map(|_| ());
            prop_assert!(
                matches!(&refused, Err(LedgerError::BrokenRecord(what)) if what.contains(&format!("the words of {id} are gone"))),
                "{refused:?}"
            );
        }
        let mut fewer = events;
        fewer.remove(which.index(fewer.len()));
        prop_assert!(matches!(restored(&devices, &fewer).map(|_| ()), Err(LedgerError::BrokenRecord(_))));
    }
}

/// One entry more at the end of the first device's part, in its chain.
fn one_more(
    devices: &mut [StoredDevice],
    events: &mut Vec<StoredEvent<'static>>,
    (kind, about, body): (&'static str, &'static str, &'static str),
) {
    let before = events.last().unwrap().clone();
    let (seq, tick) = (before.seq + 1, before.tick + 1);
    let text = |text: &str| Some(text.as_bytes().to_vec());
    let number = |number: i64| Some(number.to_le_bytes().to_vec());
    let columns = [
        text(&before.device),
        number(seq),
        number(tick),
        text(&before.at),
        text(&before.day),
        number(before.author),
        text(kind),
        text(about),
        text(body),
        None,
    ];
    let unhexed = (0..before.hash.len()).step_by(2);
    let previous: Vec<u8> =
        unhexed.map(|at| u8::from_str_radix(&before.hash[at..at + 2], 16).unwrap()).collect();
    let hash: String = chain::hash(&previous, &columns).iter().map(|byte| format!("{byte:02x}")).collect();
    let device = devices.iter_mut().find(|device| device.letter == before.device).unwrap();
    (device.head, device.tick, device.hash) = (seq, tick, hash.clone());
    let about = Some(about.to_owned());
    let (kind, body, hash) = (kind.into(), body.into(), hash.into());
    events.push(StoredEvent { seq, tick, kind, about, body, hash, seal: None, words: None, ..before });
}

/// This program writes no such thing, but whoever can reckon the chain can.
#[test]
fn an_undo_of_what_is_not_before_it_comes_to_what_it_comes_to_made_anew() {
    let mut shelf = Shelf::new();
    let dishes = shelf.promise("dishes");
    shelf.append(Partner::First, 1, marked(dishes, 1, Says::Kept));
    let (devices, events) = carried(&shelf.ledger);
    assert_eq!(events.last().unwrap().seq, 4, "the ids below count on it");
    let undone = |about, body| ("undone", about, body);
    for crafted in [
        vec![undone("a.5", r#"{"event":"a.5"}"#)],
        vec![undone("a.6", r#"{"event":"a.6"}"#), undone("a.5", r#"{"event":"a.5"}"#)],
        vec![undone("a.6", r#"{"event":"a.6"}"#), undone("a.4", r#"{"event":"a.4"}"#)],
        vec![undone("a.4", r#"{"event":"a.3"}"#)],
        vec![undone("a.4", r#"{"event":"a.4"}"#), undone("a.5", r#"{"event":"a.5"}"#)],
    ] {
        let (mut devices, mut events) = (devices.clone(), events.clone());
        for entry in &crafted {
            one_more(&mut devices, &mut events, *entry);
        }
        let mut there = restored(&devices, &events).unwrap();
        let shown = there.projection();
        assert_eq!(there.rebuilt(), shown, "{crafted:?}");
    }
}
