//! Ledgers of earlier schemas, as earlier versions of the program made them.

use std::fs;
use std::path::Path;

use crate::harness::{Home, list};

/// A home whose ledger is the fixture of that schema: Ana's dishes since 9 November, kept once with a note, seen
/// as broken by Ben on the 10th; a joint evening; everything paused on the 12th and 13th; one mark taken back.
fn with_ledger_of(schema: u32) -> Home {
    let home = Home::new();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/schema-{schema}.db"));
    fs::create_dir_all(home.ledger().parent().unwrap()).unwrap();
    fs::copy(fixture, home.ledger()).unwrap();
    home.at("2026-11-16");
    home
}

fn version(home: &Home) -> i64 {
    let db = rusqlite::Connection::open(home.ledger()).unwrap();
    db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

#[test]
fn whoever_comes_first_brings_it_up_and_all_is_there() {
    for first in [["list"].as_slice(), &["kept", "evening", "--on", "2026-11-11", "--as", "ben"]] {
        let home = with_ledger_of(1);
        assert_eq!(version(&home), 1, "the fixture is of the first schema");
        home.ok(first);
        assert!(version(&home) > 1);
        let shown = home.json(&["show", "dishes"]);
        let verdicts: Vec<&str> =
            list(&shown["windows"]).iter().map(|one| one["verdict"].as_str().unwrap()).collect();
        assert_eq!(verdicts[..5], ["kept", "awaiting", "awaiting", "excused", "excused"]);
        assert_eq!(shown["windows"][0]["marks"][0]["note"], "late night");
        home.ok(&["thank", "for the soup", "--as", "ana"]);
        home.ok(&["undo", "--as", "ana"]);
    }
}

/// The second schema has what is between the two: Ana's thanks and her boundary, and a chapter that Ben was asked for.
#[test]
fn what_was_between_the_two_is_there_after_the_second_schema() {
    for first in [["list"].as_slice(), &["kept", "evening", "--on", "2026-11-10", "--as", "ben"]] {
        let home = with_ledger_of(2);
        assert_eq!(version(&home), 2, "the fixture is of the second schema");
        home.ok(first);
        assert!(version(&home) > 2);
        let shown = home.json(&["show", "dishes"]);
        let first = &shown["windows"][0];
        assert_eq!((&first["verdict"], &first["marks"][0]["note"]), (&"kept".into(), &"late night".into()));
        assert_eq!(first["marks"][0]["imported"], false);
        let report = home.json(&["report", "2026-11-10"]);
        assert_eq!(report["thanks"][0]["text"], "for the tea");
        assert_eq!(report["boundaries"][0]["name"], "calm");
        home.ok(&["accept", "a6", "--as", "ben"]);
        home.ok(&["kept", "dishes", "--as", "ana"]);
    }
}

/// The third schema knows what was imported: Ana's feed said that the 11th was kept, with a note.
#[test]
fn what_was_imported_is_there_after_the_third_schema() {
    for first in [["list"].as_slice(), &["kept", "evening", "--as", "ben"]] {
        let home = with_ledger_of(3);
        assert_eq!(version(&home), 3, "the fixture is of the third schema");
        home.ok(first);
        assert!(version(&home) > 3);
        let shown = home.json(&["show", "dishes"]);
        let verdicts: Vec<&str> =
            list(&shown["windows"]).iter().map(|one| one["verdict"].as_str().unwrap()).collect();
        assert_eq!(verdicts[..5], ["kept", "awaiting", "kept", "excused", "excused"]);
        let marks = &shown["windows"][2]["marks"];
        assert_eq!((&marks[0]["imported"], &marks[0]["note"]), (&true.into(), &"by feed".into()));
        home.ok(&["kept", "dishes", "--as", "ana"]);
        home.ok(&["doctor"]);
    }
}
