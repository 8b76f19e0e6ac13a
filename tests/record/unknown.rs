//! What a newer version wrote: kept, hashed, shown as such, and in nobody's way.

use ourword::domain::decide::take_back::{Root, undo};
use ourword::domain::event::{Event, Set, Undone};
use ourword::domain::{Day, EventId, Partner, Rejection, Says, Span};
use rusqlite::params;

use crate::chain::{ends, fault, hash, links};
use crate::shelf::{Shelf, marked};

/// An event of the first device, appended past the library as a newer version would: with its hash.
fn append(shelf: &Shelf, kind: &str, about: Option<&str>, body: &str) -> EventId {
    let db = shelf.raw();
    let (seq, tick, previous): (i64, i64, Vec<u8>) = db
        .query_row(
            "SELECT head + 1, (SELECT max(tick) FROM device) + 1, hash FROM device WHERE letter = 'a'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .unwrap();
    let (at, day) = ("2026-11-05T12:00:00Z", "2026-11-05");
    let text = |text: &str| Some(text.as_bytes().to_vec());
    let number = |number: i64| Some(number.to_le_bytes().to_vec());
    let columns = [
        text("a"),
        number(seq),
        number(tick),
        text(at),
        text(day),
        number(1),
        text(kind),
        about.and_then(text),
        text(body),
        None,
    ];
    let hash = hash(&previous, &columns);
    db.execute(
        "INSERT INTO event (device, seq, tick, at, day, author, kind, about, body, seal, hash)
         VALUES ('a', ?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, NULL, ?8)",
        params![seq, tick, at, day, kind, about, body, hash],
    )
    .unwrap();
    db.execute(
        "UPDATE device SET head = ?1, tick = ?2, hash = ?3 WHERE letter = 'a'",
        params![seq, tick, hash],
    )
    .unwrap();
    format!("a.{seq}").parse().unwrap()
}

const NEWER: [(&str, Option<&str>, &str); 6] = [
    ("sang", None, r#"{"song":"of spring"}"#),
    ("sang", Some("a1"), "not even json"),
    ("marked", Some("a1"), r#"{"cells":[["a1","2026-11-03","kept"]]}"#),
    ("promised", Some("a1"), r#"{"id":"a1","giver":"three"}"#),
    ("set", Some("colour"), r#"{"key":"colour"}"#),
    ("", None, ""),
];

#[test]
fn an_unknown_kind_is_kept_and_in_nobodys_way() {
    for (kind, about, body) in NEWER {
        let mut shelf = Shelf::new();
        let promise = shelf.promise("to listen");
        shelf.append(Partner::First, 1, marked(promise, 1, Says::Kept));
        let before = (shelf.projection(), shelf.marks(promise), shelf.ledger.book().unwrap().promises);
        let id = append(&shelf, kind, about, body);
        assert_eq!(fault(&links(&shelf), &ends(&shelf)), None, "{kind}");

        // Reading.
        let book = shelf.ledger.book().unwrap();
        assert_eq!((shelf.marks(promise), &book.promises), (before.1.clone(), &before.2), "{kind}");
        // The history.
        let entries = shelf.ledger.entries(Span::new(Day::MIN, Day::MAX)).unwrap();
        let entry = entries.iter().find(|entry| entry.id == id).unwrap();
        assert_eq!(entry.event, Event::Unknown { kind: kind.to_owned(), body: body.to_owned() });
        assert_eq!((entry.about.as_deref(), entry.by, entry.unsaid), (about, Some(Partner::First), false));
        // Undoing it is refused, and it is no partner's latest.
        let past = shelf.ledger.past(id).unwrap().unwrap();
        let refused = undo(
            &book,
            Partner::First,
            &past,
            &Root { event: past.event.clone(), goes: true },
            None,
            past.day,
        );
        assert!(matches!(refused, Err(Rejection::CannotBeUndone { .. })), "{kind}: {refused:?}");
        let latest = shelf.ledger.latest_of(Partner::First).unwrap().unwrap();
        assert_ne!(latest.id, id, "{kind}");
        // Making the projection anew.
        assert_eq!(shelf.rebuilt(), before.0, "{kind}");
        // Writing goes on behind it.
        let next = shelf.append(Partner::First, 2, marked(promise, 1, Says::Broken));
        assert_eq!(next.number.get(), id.number.get() + 1);
        assert_eq!(fault(&links(&shelf), &ends(&shelf)), None, "{kind}");
        assert_eq!(shelf.marks(promise)[0].says, Says::Broken);
    }
}

/// A setting that only a newer version knows can be taken back here like any other.
#[test]
fn a_newer_setting_can_be_undone() {
    let mut shelf = Shelf::new();
    let set = Event::Set(Set { key: "colour".to_owned(), value: "red".to_owned() });
    let id = shelf.append(Partner::First, 1, set);
    shelf.ledger.book().unwrap();
    shelf.append(Partner::First, 1, Event::Undone(Undone { event: id, with: None }));
    let grown = shelf.projection();
    assert_eq!(grown, shelf.rebuilt());
}
