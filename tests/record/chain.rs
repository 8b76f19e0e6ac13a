//! The chain, reckoned a second time from what `record` says of it, and broken in every way that a careless
//! hand has.

use ourword::domain::decide::Deed;
use ourword::domain::event::{Event, Paused, Set, Undone};
use ourword::domain::{Day, Partner, Says, Span};
use rusqlite::types::Value;
use sha2::{Digest, Sha256};

use crate::shelf::{Shelf, marked, stamp, start, words};

/// The bytes of a column as they are hashed; `None` where it is NULL.
type Column = Option<Vec<u8>>;

/// An event: the columns in the order of the table but for the hash, and the hash.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    pub columns: Vec<Column>,
    pub hash: Vec<u8>,
}

/// Where the table says a device's chain ends.
#[derive(Clone, PartialEq, Debug)]
pub struct End {
    letter: Vec<u8>,
    head: i64,
    hash: Vec<u8>,
}

const COLUMNS: [&str; 10] = ["device", "seq", "tick", "at", "day", "author", "kind", "about", "body", "seal"];

fn bytes(value: Value) -> Column {
    match value {
        Value::Null => None,
        Value::Integer(number) => Some(number.to_le_bytes().to_vec()),
        Value::Text(text) => Some(text.into_bytes()),
        Value::Blob(blob) => Some(blob),
        Value::Real(_) => panic!("no column holds a fraction"),
    }
}

pub fn links(shelf: &Shelf) -> Vec<Link> {
    let query = format!("SELECT {}, hash FROM event ORDER BY device, seq", COLUMNS.join(", "));
    let rows = shelf.rows(&query).into_iter().map(|row| {
        let mut columns: Vec<Column> = row.into_iter().map(bytes).collect();
        let hash = columns.pop().flatten().unwrap();
        Link { columns, hash }
    });
    rows.collect()
}

pub fn ends(shelf: &Shelf) -> Vec<End> {
    let rows = shelf.rows("SELECT letter, head, hash FROM device ORDER BY letter").into_iter().map(|row| {
        let [Value::Text(letter), Value::Integer(head), Value::Blob(hash)] = row.as_slice() else {
            panic!("{row:?}");
        };
        End { letter: letter.clone().into_bytes(), head: *head, hash: hash.clone() }
    });
    rows.collect()
}

/// SHA-256 over the previous hash of the device and every column, each with its length before it as eight bytes,
/// the lowest first; NULL has the greatest length there is.
pub fn hash(previous: &[u8], columns: &[Column]) -> Vec<u8> {
    let mut all = Vec::new();
    for column in std::iter::once(&Some(previous.to_vec())).chain(columns) {
        let length = column.as_ref().map_or(u64::MAX, |bytes| u64::try_from(bytes.len()).unwrap());
        all.extend_from_slice(&length.to_le_bytes());
        all.extend_from_slice(column.as_deref().unwrap_or_default());
    }
    Sha256::digest(&all).to_vec()
}

/// What is wrong with the chains, if anything.
pub fn fault(links: &[Link], ends: &[End]) -> Option<String> {
    let mut seen = 0;
    for end in ends {
        let mut previous = Vec::new();
        let own = links.iter().filter(|link| link.columns[0].as_ref() == Some(&end.letter));
        for (number, link) in (1_i64..).zip(own) {
            seen += 1;
            if link.columns[1] != Some(number.to_le_bytes().to_vec()) {
                return Some(format!("a gap before {number}"));
            }
            if hash(&previous, &link.columns) != link.hash {
                return Some(format!("event {number} was changed"));
            }
            previous.clone_from(&link.hash);
            if number > end.head {
                return Some(format!("{number} lies behind the head"));
            }
        }
        if previous != end.hash {
            return Some("the end is not the head".to_owned());
        }
    }
    (seen != links.len()).then(|| "an event of no device".to_owned())
}

/// A little of every kind.
fn story() -> Shelf {
    let mut shelf = Shelf::new();
    let promise = shelf.promise("to write to mother");
    let by = Partner::First;
    let mark =
        shelf.append_with(by, 1, marked(promise, 1, Says::Broken), words(&[("note", "I forgot, sorry")]));
    shelf.append(Partner::Second, 1, marked(promise, 1, Says::Broken));
    shelf.append(by, 2, Event::Undone(Undone { event: mark, with: None }));
    shelf.append(by, 2, Event::Set(Set { key: "day_ends".to_owned(), value: "03:00".to_owned() }));
    shelf.write(2, |writer| {
        let id = writer.next_thing(&stamp(Partner::Second, 3)).unwrap();
        let paused = Event::Paused(Paused { id, promise: None, from: start(), until: None });
        writer.append(&Deed::plain(paused), &stamp(Partner::Second, 3)).unwrap();
    });
    shelf
}

#[test]
fn every_hash_is_what_it_should_be() {
    let shelf = story();
    let (links, ends) = (links(&shelf), ends(&shelf));
    assert_eq!((links.len(), ends.len()), (9, 2));
    assert_eq!(fault(&links, &ends), None);
    // The foot that is printed is the beginning of these.
    let foot = shelf.ledger.foot().unwrap();
    for ((id, start), end) in foot.iter().zip(&ends) {
        assert_eq!(format!("{}.{}", String::from_utf8_lossy(&end.letter), end.head), id.to_string());
        assert_eq!(*start, ourword::ledger::hex(&end.hash[..4]));
    }
}

#[test]
fn one_byte_of_any_column_breaks_it() {
    let shelf = story();
    let (links, ends) = (links(&shelf), ends(&shelf));
    let mut tried = 0;
    for event in 0..links.len() {
        for (column, name) in COLUMNS.iter().enumerate() {
            let length = links[event].columns[column].as_ref().map_or(0, Vec::len);
            for byte in 0..length {
                let mut changed = links.clone();
                changed[event].columns[column].as_mut().unwrap()[byte] ^= 1;
                assert!(fault(&changed, &ends).is_some(), "event {event}, {name}, {byte}");
                tried += 1;
            }
            // NULL is not nothing, and a byte more is not the same.
            let mut changed = links.clone();
            let cell = &mut changed[event].columns[column];
            *cell = if cell.is_none() { Some(Vec::new()) } else { None };
            assert!(fault(&changed, &ends).is_some(), "event {event}, {name}: NULL");
            // What one column loses, the next must not seem to have had.
            if column + 1 < COLUMNS.len() && length > 0 && links[event].columns[column + 1].is_some() {
                let mut changed = links.clone();
                let moved = changed[event].columns[column].as_mut().unwrap().pop().unwrap();
                changed[event].columns[column + 1].as_mut().unwrap().insert(0, moved);
                assert!(fault(&changed, &ends).is_some(), "event {event}, {name}: moved");
            }
        }
        for byte in 0..32 {
            let mut changed = links.clone();
            changed[event].hash[byte] ^= 1;
            assert!(fault(&changed, &ends).is_some(), "event {event}, its hash, {byte}");
        }
        let mut fewer = links.clone();
        fewer.remove(event);
        assert!(fault(&fewer, &ends).is_some(), "event {event} gone");
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn seals_match_the_words_and_nothing_else_holds_them() {
    let shelf = story();
    let rows = shelf.rows(
        "SELECT event.seal, words.salt, words.body, event.body FROM event
         LEFT JOIN words ON words.device = event.device AND words.seq = event.seq",
    );
    let mut sealed = 0;
    for row in rows {
        match row.as_slice() {
            [Value::Null, Value::Null, Value::Null, Value::Text(_)] => {}
            [Value::Blob(seal), Value::Blob(salt), Value::Text(words), Value::Text(_)] => {
                let expected = Sha256::new().chain_update(salt).chain_update(words).finalize();
                assert_eq!(seal.as_slice(), expected.as_slice());
                assert_eq!(salt.len(), 16);
                sealed += 1;
            }
            other => panic!("words without a seal, or a seal without words: {other:?}"),
        }
    }
    assert_eq!(sealed, 3, "the names, the promise, the note");
    assert_eq!(shelf.rows("SELECT DISTINCT salt FROM words").len(), 3, "no salt is used twice");
    let words = ["Ana", "mother", "forgot"];
    for row in shelf.rows("SELECT body FROM event") {
        let Value::Text(body) = &row[0] else { panic!("{row:?}") };
        assert!(!words.iter().any(|word| body.contains(word)), "{body}");
    }
}

#[test]
fn words_can_go_and_the_chain_stays() {
    let shelf = story();
    let all = Span::new(Day::MIN, Day::MAX);
    let before = shelf.ledger.entries(all).unwrap();
    assert!(before.iter().all(|entry| !entry.unsaid));
    assert_eq!(shelf.raw().execute("DELETE FROM words WHERE body LIKE '%forgot%'", []).unwrap(), 1);
    assert_eq!(fault(&links(&shelf), &ends(&shelf)), None);
    let after = shelf.ledger.entries(all).unwrap();
    assert_eq!(after.len(), before.len());
    let unsaid: Vec<String> = after.iter().filter(|e| e.unsaid).map(|e| e.event.kind().to_owned()).collect();
    assert_eq!(unsaid, ["marked"], "the entry still shows, as unsaid");
}
