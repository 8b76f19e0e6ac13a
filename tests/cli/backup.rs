//! `backup`: whole copies, never over something that holds more; copies before an upgrade; and the way back.

use std::fs;
use std::path::Path;

use ourword::ledger::SCHEMA;

use crate::harness::Home;

/// The copy that is made before an upgrade.
fn before_schema() -> String {
    format!("ledger-before-schema-{SCHEMA}.db")
}

#[test]
fn a_copy_is_whole_and_the_owners_alone() {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes", "--note", "late night"]);
    home.ok(&["backup", "copy.db"]).says("the copy is sound");
    home.ok(&["doctor", "copy.db"]);
    let copied = home.json(&["show", "dishes", "--ledger", "copy.db"]);
    assert_eq!(copied, home.json(&["show", "dishes"]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(home.path().join("copy.db")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    home.ok(&["backup"]).says("ledger-2026-11-16.db");
    assert!(home.path().join("data/ourword/ledger-2026-11-16.db").exists());
    home.ok(&["thank", "x"]);
    home.ok(&["backup", "copy.db"]);
    home.ok(&["backup"]);
}

#[test]
fn nothing_that_holds_more_is_replaced() {
    let home = Home::with_dishes();
    home.ok(&["backup", "copy.db"]);
    home.ok(&["thank", "x", "--ledger", "copy.db", "-a", "ana"]);
    let copy = fs::read(home.path().join("copy.db")).unwrap();
    let refusal = home.refused(&["backup", "copy.db"], 1);
    assert!(refusal.message.contains("b.") && refusal.message.contains("not in this one"), "{refusal:?}");
    let other = Home::with_dishes();
    other.ok(&["backup", "other.db"]);
    fs::copy(other.path().join("other.db"), home.path().join("other.db")).unwrap();
    assert!(home.refused(&["backup", "other.db"], 1).message.contains("another ledger"));
    fs::write(home.path().join("page"), "a page of mine").unwrap();
    home.refused(&["backup", "page"], 4);
    let ledger = home.ledger().display().to_string();
    home.refused(&["backup", &ledger], 4);
    home.refused(&["backup", "no/such/folder/copy.db"], 1);
    assert_eq!(fs::read(home.path().join("copy.db")).unwrap(), copy);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    let home = Home::with_dishes();
    fs::write(home.path().join("mine"), "mine").unwrap();
    std::os::unix::fs::symlink("mine", home.path().join("copy.db")).unwrap();
    home.refused(&["backup", "copy.db"], 4);
    assert_eq!(fs::read_to_string(home.path().join("mine")).unwrap(), "mine");
}

#[test]
fn a_damaged_ledger_is_not_copied_as_if_it_were_sound() {
    let home = Home::with_dishes();
    let db = rusqlite::Connection::open(home.ledger()).unwrap();
    db.execute("UPDATE event SET body = body || ' ' WHERE seq = 4", []).unwrap();
    assert!(home.refused(&["backup", "copy.db"], 4).message.contains("a.4"));
    assert!(!home.path().join("copy.db").exists());
}

#[test]
fn the_way_back() {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes"]);
    home.ok(&["backup", "copy.db"]);
    let before = home.json(&["show", "dishes"]);
    let whole = home.bytes();
    fs::write(home.ledger(), &whole[..whole.len() / 2]).unwrap();
    assert_eq!(home.run(&["doctor"]).code, 4);
    fs::rename(home.ledger(), home.path().join("damaged.db")).unwrap();
    fs::copy(home.path().join("copy.db"), home.ledger()).unwrap();
    home.ok(&["doctor"]);
    assert_eq!(home.json(&["show", "dishes"]), before);
    home.ok(&["kept", "dishes", "--on", "yesterday"]);
    home.ok(&["doctor"]);
}

/// The fixture of a schema as the ledger of a home.
fn old(schema: u32) -> Home {
    let home = Home::new();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/schema-{schema}.db"));
    fs::create_dir_all(home.ledger().parent().unwrap()).unwrap();
    fs::copy(fixture, home.ledger()).unwrap();
    home.at("2026-11-16");
    home
}

#[test]
fn before_an_upgrade_there_is_a_copy() {
    for schema in [1, 2, 3] {
        let home = old(schema);
        let was = home.bytes();
        home.ok(&["list"]);
        let copy = home.ledger().with_file_name(before_schema());
        let version = |file: &Path| -> i64 {
            let db = rusqlite::Connection::open(file).unwrap();
            db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
        };
        assert_eq!((version(&copy), version(&home.ledger())), (schema.into(), SCHEMA));
        fs::copy(&copy, home.ledger()).unwrap();
        assert_eq!(home.bytes().len(), was.len());
        home.ok(&["list"]);
        home.ok(&["doctor"]).says("is a copy from before an upgrade");
    }
}

#[test]
fn an_upgrade_that_cannot_be_made_leaves_the_old_ledger_readable() {
    let home = old(1);
    // Where the copy should go there is something that it may not replace.
    fs::create_dir(home.ledger().with_file_name(before_schema())).unwrap();
    let was = home.bytes();
    home.refused(&["list"], 4);
    assert!(home.bytes() == was);
    fs::remove_dir(home.ledger().with_file_name(before_schema())).unwrap();
    home.ok(&["list"]);
}

#[test]
fn unsaying_tells_of_copies_that_still_have_the_words() {
    let home = old(1);
    home.ok(&["list"]);
    let said = home.ok(&["unsay", "a1", "--as", "ana"]);
    said.says(&before_schema()).says("still has them");
}
