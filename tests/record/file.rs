//! The file itself: whose it is, how it is set, what a reader may not do to it, and that what is gone is gone.

use std::fs;

use ourword::domain::event::{Event, Undone};
use ourword::domain::words::PartnerName;
use ourword::domain::{Day, Partner, Says, Span};
use ourword::ledger::{APPLICATION_ID, Ledger, LedgerError, SCHEMA, Source};
use rusqlite::types::Value;

use crate::shelf::{Shelf, key, marked, stamp, words};

fn text(value: &Value) -> &str {
    match value {
        Value::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_file_says_whose_it_is() {
    let shelf = Shelf::new();
    assert_eq!(shelf.rows("PRAGMA application_id"), [[Value::Integer(APPLICATION_ID)]]);
    assert_eq!(APPLICATION_ID, i64::from(u32::from_be_bytes(*b"OWRD")));
    assert_eq!(shelf.rows("PRAGMA user_version"), [[Value::Integer(SCHEMA)]]);
    assert_eq!(shelf.rows("PRAGMA integrity_check"), [[Value::Text("ok".to_owned())]]);
}

/// The journal is truncated: not deleted, not kept with its content, no write-ahead log beside the file.
#[test]
fn the_journal_is_truncated() {
    let mut shelf = Shelf::new();
    shelf.promise("to be quiet");
    let beside: Vec<(String, usize)> = shelf
        .files()
        .into_iter()
        .map(|(name, bytes)| (name, bytes.len()))
        .filter(|f| f.0 != "ledger.db")
        .collect();
    assert_eq!(beside, [("ledger.db-journal".to_owned(), 0)]);
    let header = &shelf.files()[0].1;
    assert_eq!(header[18..20], [1, 1], "a rollback journal, by the file's own header");
}

#[test]
fn the_schema_is_small_and_strict() {
    let shelf = Shelf::new();
    let objects = shelf.rows("SELECT type, name FROM sqlite_schema");
    assert!(objects.len() <= 16, "{objects:?}");
    for object in &objects {
        assert!(["table", "index"].contains(&text(&object[0])), "{object:?}");
    }
    let tables = shelf.rows("PRAGMA table_list").into_iter().filter(|row| {
        // schema, name, type, ncol, wr, strict
        text(&row[0]) == "main" && !text(&row[1]).starts_with("sqlite_")
    });
    let mut seen = 0;
    for table in tables {
        assert_eq!(table[5], Value::Integer(1), "{table:?} is strict");
        let rowid = text(&table[1]) == "partner";
        assert_eq!(table[4], Value::Integer(i64::from(!rowid)), "{table:?}");
        let foreign = shelf.rows(&format!("PRAGMA foreign_key_list({})", text(&table[1])));
        assert!(foreign.is_empty(), "{table:?}");
        seen += 1;
    }
    assert_eq!(seen, 14);
}

#[cfg(unix)]
#[test]
fn the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let shelf = Shelf::new();
    assert_eq!(fs::metadata(shelf.path()).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let shelf = Shelf::new();
    shelf.raw().pragma_update(None, "user_version", SCHEMA + 1).unwrap();
    let before = shelf.files();
    for opened in [Ledger::open_to_read(&shelf.source()), Ledger::open_to_write(&shelf.source())] {
        match opened {
            Err(LedgerError::Newer(path, theirs, ours)) => {
                assert_eq!((path, theirs, ours), (shelf.path(), SCHEMA + 1, SCHEMA));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(shelf.files(), before);
}

#[test]
fn what_is_no_ledger_is_refused_and_left_alone() {
    let shelf = Shelf::new();
    let source = shelf.source();
    let refused = |what: &str| {
        let before = shelf.files();
        for opened in [Ledger::open_to_read(&source), Ledger::open_to_write(&source)] {
            assert!(matches!(opened, Err(LedgerError::NotALedger(..))), "{what}: {opened:?}");
        }
        assert_eq!(shelf.files(), before, "{what}");
    };
    assert!(matches!(Ledger::create(&source), Err(LedgerError::Exists(_))));
    shelf.raw().pragma_update(None, "application_id", 7).unwrap();
    refused("another program's database");
    fs::write(shelf.path(), "Dear diary, ".repeat(200)).unwrap();
    refused("a letter");
    fs::write(shelf.path(), "").unwrap();
    refused("an empty file");
    fs::remove_file(shelf.path()).unwrap();
    assert!(matches!(Ledger::open_to_read(&source), Err(LedgerError::Missing(_))));
    assert!(!shelf.path().exists(), "opening makes nothing");
}

#[test]
fn a_reader_changes_nothing() {
    let mut shelf = Shelf::new();
    let promise = shelf.promise("to read aloud");
    let mark = shelf.append(Partner::First, 1, marked(promise, 1, Says::Kept));
    let changed = fs::metadata(shelf.path()).unwrap().modified().unwrap();
    let before = shelf.files();
    {
        let mut reader = Ledger::open_to_read(&shelf.source()).unwrap();
        let all = Span::new(Day::MIN, Day::MAX);
        reader.book().unwrap();
        assert_eq!(reader.marks(promise, all).unwrap().len(), 1);
        assert_eq!(reader.entries(all).unwrap().len(), 5);
        reader.past(mark).unwrap().unwrap();
        reader.latest_of(Partner::First).unwrap().unwrap();
        assert_eq!(reader.holder(&key(1)).unwrap(), Some(Partner::First));
        assert!(reader.first_entry_day().unwrap().is_some() && reader.id().is_ok());
        reader.foot().unwrap();
        // Nor could it.
        let written = reader
            .write(key(1))
            .and_then(|mut writer| writer.join(Partner::First, &stamp(Partner::First, 2)));
        assert!(written.is_err(), "{written:?}");
    }
    assert_eq!(shelf.files(), before);
    assert_eq!(fs::metadata(shelf.path()).unwrap().modified().unwrap(), changed);
}

/// A note lies in its words row and nowhere else: with that gone, so is the note.
#[test]
fn a_note_lies_in_one_place() {
    let note = "the yellow umbrella in the hall";
    let mut shelf = Shelf::new();
    let promise = shelf.promise("to bring it back");
    shelf.append_with(Partner::First, 1, marked(promise, 1, Says::Broken), words(&[("note", note)]));
    shelf.append(Partner::First, 2, marked(promise, 1, Says::Broken));
    assert_eq!(shelf.holding(note), ["ledger.db"]);
    let db = shelf.raw();
    db.pragma_update(None, "secure_delete", true).unwrap();
    db.execute("DELETE FROM words WHERE body LIKE '%umbrella%'", []).unwrap();
    drop(db);
    assert_eq!(shelf.holding(note), [""; 0]);
}

/// What the library deletes is overwritten. An undo deletes the promise's row, and with it the text; its words
/// row is deleted first, as unsaying will.
#[test]
fn what_is_deleted_is_gone_from_every_file() {
    let text = "a promise that nobody shall read ".repeat(12);
    let mut shelf = Shelf::new();
    shelf.promise(&text);
    shelf.promise("one that stays");
    assert_eq!(shelf.holding(text.trim()), ["ledger.db"]);
    let db = shelf.raw();
    db.pragma_update(None, "secure_delete", true).unwrap();
    db.execute("DELETE FROM words WHERE body LIKE '%nobody%'", []).unwrap();
    drop(db);
    assert_eq!(shelf.holding("nobody shall read"), ["ledger.db"], "it still shows in the projection");
    // A connection of its own, as any later command has.
    shelf.ledger = Ledger::open_to_write(&shelf.source()).unwrap();
    shelf.append(Partner::First, 1, Event::Undone(Undone { event: "a.3".parse().unwrap(), with: None }));
    assert_eq!(shelf.ledger.book().unwrap().promises.len(), 1);
    assert_eq!(shelf.holding("nobody shall read"), [""; 0]);

    // That it takes `secure_delete`, and that the search finds what it should: deleted without it, text stays.
    let text = "another that everybody can read ".repeat(12);
    shelf.promise(&text);
    let db = shelf.raw();
    db.pragma_update(None, "secure_delete", false).unwrap();
    db.execute("DELETE FROM promise WHERE text LIKE '%everybody%'", []).unwrap();
    db.execute("DELETE FROM words WHERE body LIKE '%everybody%'", []).unwrap();
    drop(db);
    assert_eq!(shelf.holding("everybody can read"), ["ledger.db"]);
}

#[test]
fn a_ledger_in_memory_is_a_ledger() {
    let mut ledger = Ledger::create(&Source::Memory).unwrap();
    let mut writer = ledger.write(key(1)).unwrap();
    let ana = PartnerName::new("Ana").unwrap();
    writer.open("00ff".to_owned(), &[ana], &stamp(Partner::First, 0)).unwrap();
    writer.commit().unwrap();
    let book = ledger.book().unwrap();
    assert_eq!((book.names(), book.joined_on(Partner::First).is_some()), (vec!["Ana".to_owned()], true));
    assert_eq!(ledger.holder(&key(1)).unwrap(), Some(Partner::First), "making one's own is joining it");
}
