//! `doctor`: a sound ledger is told to be sound, and every kind of damage is found and named.

use rusqlite::Connection;
use serde_json::Value;

use crate::harness::{Home, Ran, list};

/// A ledger with something of everything in it.
fn lived() -> Home {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes", "--on", "2026-11-10", "--note", "late night"]);
    home.ok(&["broke", "dishes", "--on", "2026-11-11", "-a", "ben"]);
    home.ok(&["boundary", "quiet", "--will", "I go", "--name", "calm"]);
    home.ok(&["kept", "calm"]);
    home.ok(&["thank", "for the soup"]);
    home.ok(&["unsay", "a.9"]);
    home.ok(&["checkin", "--safe", "5", "--show"]);
    home.ok(&["checkin", "--safe", "6", "--show", "-a", "ben"]);
    home.ok(&["broke", "dishes", "--on", "2026-11-12"]);
    home.ok(&["repair", "dishes", "--did", "I slept", "--adjust", "an alarm", "--every", "day"]);
    home.ok(&["undo"]);
    home.ok(&["pause", "--until", "tomorrow"]);
    home
}

fn examined(home: &Home) -> (Ran, Value) {
    let ran = home.run(&["doctor"]);
    let document = serde_json::from_str(&home.run(&["doctor", "--json"]).stdout).unwrap();
    (ran, document)
}

fn part(document: &Value, part: &str) -> Value {
    list(&document["findings"]).iter().find(|one| one["part"] == part).unwrap().clone()
}

#[test]
fn a_sound_ledger_is_sound() {
    let home = lived();
    let before = home.bytes();
    let (ran, document) = examined(&home);
    assert_eq!((ran.code, &document["sound"]), (0, &true.into()), "{ran}");
    ran.says("17 of 1 device, each as it was written").says("as the entries make them");
    ran.says("those of 1 unsaid");
    assert_eq!(list(&document["notes"]).len(), 0, "{document}");
    assert!(home.bytes() == before, "nothing is written");
    home.ok(&["doctor", "--rebuild"]);
    assert_eq!(examined(&home).0.code, 0);
}

/// Changes the ledger behind the program's back.
fn tampered(sql: &str) -> (Home, Ran, Value) {
    let home = lived();
    let db = Connection::open(home.ledger()).unwrap();
    assert!(db.execute(sql, []).unwrap() > 0, "{sql}");
    drop(db);
    let (ran, document) = examined(&home);
    assert_eq!(ran.code, 4, "{sql}\n{ran}");
    assert_eq!(document["sound"], false);
    (home, ran, document)
}

#[test]
fn every_column_of_every_entry_is_covered() {
    for column in ["at", "day", "kind", "body"] {
        for seq in [1, 4, 12, 17] {
            let sql = format!("UPDATE event SET {column} = {column} || ' ' WHERE seq = {seq}");
            let (_, ran, document) = tampered(&sql);
            let told = part(&document, "entries")["told"].as_str().unwrap().to_owned();
            assert_eq!(told, format!("a.{seq} is not as it was written"), "{sql}");
            ran.says("safe: all other entries");
        }
    }
    for change in
        ["tick = tick + 1000", "author = 3 - author", "about = 'a99'", "seal = x'00'", "hash = x'00'"]
    {
        let (_, _, document) = tampered(&format!("UPDATE event SET {change} WHERE seq = 5"));
        let told = part(&document, "entries")["told"].as_str().unwrap().to_owned();
        assert!(told.contains("a.5 "), "{change}: {told}");
    }
}

#[test]
fn a_single_changed_letter_in_a_body_is_found() {
    let home = lived();
    let db = Connection::open(home.ledger()).unwrap();
    let bodies: Vec<(i64, String)> = db
        .prepare("SELECT seq, body FROM event")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for (seq, body) in bodies {
        for at in [0, body.len() / 2, body.len() - 1] {
            let mut other = body.clone().into_bytes();
            other[at] ^= 1;
            let other = String::from_utf8(other).unwrap();
            db.execute("UPDATE event SET body = ?1 WHERE seq = ?2", (&other, seq)).unwrap();
            let ran = home.run(&["doctor"]);
            assert_eq!(ran.code, 4, "{body} -> {other}");
            ran.says(&format!("a.{seq} is not as it was written"));
            db.execute("UPDATE event SET body = ?1 WHERE seq = ?2", (&body, seq)).unwrap();
        }
    }
    assert_eq!(home.run(&["doctor"]).code, 0);
}

#[test]
fn entries_that_are_missing_or_too_many_are_found() {
    for (sql, told) in [
        ("DELETE FROM event WHERE seq = 7", "a.8 does not follow a.6"),
        ("DELETE FROM event WHERE seq = 17", "do not end where the ledger says"),
        ("UPDATE device SET head = head + 1", "do not end where the ledger says"),
        ("UPDATE device SET things = 0", "more things than the ledger counts"),
        ("UPDATE device SET letter = 'b'", "unknown device a"),
    ] {
        let (_, _, document) = tampered(sql);
        let found = part(&document, "entries")["told"].as_str().unwrap().to_owned();
        assert!(found.contains(told), "{sql}: {found}");
    }
}

#[test]
fn words_that_are_not_as_they_were_sealed_are_found() {
    for (sql, told) in [
        (
            "UPDATE words SET body = replace(body, 'late', 'good') WHERE body LIKE '%late%'",
            "not as they were sealed",
        ),
        ("UPDATE words SET salt = x'00' WHERE seq = 4", "the words of a.4 are not as they were sealed"),
        ("DELETE FROM words WHERE seq = 4", "the words of a.4 are gone, and nobody unsaid them"),
    ] {
        let (_, ran, document) = tampered(sql);
        assert!(part(&document, "words")["told"].as_str().unwrap().contains(told), "{sql}: {document}");
        ran.says("safe: the entries stand");
        assert_eq!(part(&document, "entries")["sound"], true);
    }
}

#[test]
fn tables_that_are_not_what_the_entries_make_are_found_and_made_anew() {
    for sql in [
        "UPDATE promise SET text = 'other' WHERE id = 'a1'",
        "DELETE FROM mark",
        "UPDATE mark SET says = 'broken' WHERE says = 'kept'",
        "UPDATE checkin SET safe = 10",
        "UPDATE setting SET value = 'sunday' WHERE key = 'week_starts'",
        "UPDATE device SET holder = 2",
    ] {
        let (home, ran, document) = tampered(sql);
        assert_eq!(part(&document, "tables")["sound"], false, "{sql}");
        assert_eq!(part(&document, "entries")["sound"], true, "{sql}");
        ran.says("safe: the record itself").says("`ourword doctor --rebuild`");
        home.ok(&["doctor", "--rebuild"]);
        assert_eq!(examined(&home).0.code, 0, "{sql}");
    }
}

#[test]
fn an_earlier_report_tells_whether_the_past_has_changed() {
    let home = lived();
    let report = home.ok(&["report"]).stdout;
    let foot = report.lines().find(|line| line.starts_with("record ")).unwrap().to_owned();
    home.ok(&["thank", "for waiting"]);
    home.ok(&["doctor", "--since", &foot]).says("nothing up to a.17 has changed");
    home.ok(&["doctor", "--since", foot.trim_start_matches("record ")]);
    for wrong in ["a.17 0000-0000", "a.999 1234-5678", "z.1 1234-5678"] {
        let ran = home.run(&["doctor", "--since", wrong]);
        assert_eq!(ran.code, 4, "{wrong}\n{ran}");
    }
    for nonsense in ["a.20", "yesterday", "a.20 xyzw", ""] {
        assert_eq!(home.run(&["doctor", "--since", nonsense]).code, 2, "{nonsense}");
    }
}

#[cfg(unix)]
#[test]
fn who_can_read_it_and_what_was_left_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let home = lived();
    std::fs::set_permissions(home.ledger(), std::fs::Permissions::from_mode(0o644)).unwrap();
    let folder = home.ledger().parent().unwrap().to_owned();
    std::fs::write(folder.join(".ourword-x1y2"), "half").unwrap();
    let ran = home.ok(&["doctor"]);
    ran.says("mode 644").says("chmod 600").says(".ourword-x1y2 beside it was left");
}

#[test]
fn what_is_no_ledger_is_told_as_everywhere() {
    let home = lived();
    std::fs::write(home.path().join("page"), "some text that is no database at all").unwrap();
    home.refused(&["doctor", "page"], 4);
    home.refused(&["doctor", "nothing"], 3);
    home.refused(&["doctor", "."], 4);
}

/// Pages of the database overwritten one after the other: never a panic, never a clean bill for a changed entry.
#[test]
fn flipped_bytes_are_no_panic() {
    let home = lived();
    let whole = home.bytes();
    let mut found = 0;
    for at in (0..whole.len()).step_by(whole.len() / 150) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        std::fs::write(home.ledger(), &bytes).unwrap();
        let ran = home.run(&["doctor"]);
        assert!([0, 4].contains(&ran.code), "byte {at}: {ran}");
        found += u32::from(ran.code == 4);
    }
    assert!(found > 10, "{found}");
    std::fs::write(home.ledger(), &whole).unwrap();
    home.ok(&["doctor"]);
}

/// What is final is folded by the first command that writes after two weeks, and dropped by a word about it.
#[test]
fn figures_over_what_is_final_are_looked_through() {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes", "--on", "2026-11-10"]);
    home.at("2027-01-20");
    home.ok(&["kept", "dishes"]);
    let db = Connection::open(home.ledger()).unwrap();
    let through = || -> Option<String> {
        let mut find = db.prepare("SELECT through FROM fold WHERE subject = 'a1'").unwrap();
        find.query_map([], |row| row.get(0)).unwrap().next().map(Result::unwrap)
    };
    assert_eq!(through().as_deref(), Some("2027-01-12"), "those before the last week's grace");
    assert_eq!(examined(&home).0.code, 0);
    let streaks = home.json(&["streaks"]);

    let wrong = "UPDATE fold SET state = replace(state, ',[1,', ',[7,') WHERE subject = 'a1'";
    assert_eq!(db.execute(wrong, []).unwrap(), 1);
    let (ran, document) = examined(&home);
    assert_eq!(ran.code, 4, "{ran}");
    assert!(part(&document, "tables").to_string().contains("`fold`"), "{document}");
    home.ok(&["doctor", "--rebuild"]);
    assert_eq!(examined(&home).0.code, 0);
    assert_eq!(home.json(&["streaks"]), streaks);

    home.ok(&["kept", "dishes", "--on", "2026-11-11"]);
    assert_eq!(home.json(&["streaks"])["partners"][0]["promises"][0]["streak"]["best"], 2);
    assert_eq!(examined(&home).0.code, 0);
}

/// Figures over what is final are a cache: what is wrong with it, or keeps it from being made, refuses nothing.
#[test]
fn a_cache_that_cannot_be_read_or_made_stands_in_nobodys_way() {
    let home = Home::with_dishes();
    home.ok(&["promise", "walk", "--every", "day", "--name", "walk"]);
    home.ok(&["kept", "dishes"]);
    home.at("2027-06-20");
    home.ok(&["kept", "dishes"]);
    let listed = home.json(&["list"]);
    // But for its foot, which tells of the record.
    let report = || {
        home.ok(&["report", "all"])
            .stdout
            .lines()
            .filter(|line| !line.starts_with("record "))
            .collect::<String>()
    };
    let reported = report();
    let whole = home.bytes();
    for wrong in [
        "UPDATE fold SET through = CAST(x'ff' AS TEXT) WHERE subject = 'made'",
        "UPDATE fold SET state = CAST(x'ff' AS TEXT) WHERE subject = 'a1'",
        "UPDATE fold SET state = '{' WHERE subject = 'weeks'",
        "DELETE FROM fold WHERE subject = 'a1'",
        "UPDATE fold SET state = replace(state, '[0,null]', '[4294967295,null]') WHERE subject = 'a2'",
        "UPDATE fold SET state = replace(state, ',[0,', ',[4294967295,') WHERE subject = 'a2'",
        "DELETE FROM fold WHERE subject = '=a1'",
        "UPDATE fold SET state = '{' WHERE subject = '=a2'",
        "UPDATE fold SET state = replace(state, '[[0,', '[[7,') WHERE subject = '=a2'",
        "UPDATE fold SET state = replace(state, ',[0,[]],', ',[4,[]],') WHERE subject = '=a2'",
        "DELETE FROM fold WHERE subject = (SELECT max(subject) FROM fold WHERE subject LIKE '@%')",
        "UPDATE fold SET state = '[]' WHERE subject = (SELECT min(subject) FROM fold WHERE subject LIKE '@%')",
        "UPDATE fold SET subject = '@2027-13-01' WHERE subject LIKE '@2027-01-04'",
        "UPDATE fold SET state = '{' WHERE subject = '+weeks'",
        "UPDATE fold SET state = replace(state, ',[', ',[7') WHERE subject = '+a2'",
        "DELETE FROM fold WHERE subject = '+made'",
        "DROP TABLE fold",
        "DROP TABLE fold; CREATE TABLE fold (x)",
        "DROP TABLE fold; CREATE VIEW fold AS WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)
           SELECT 'made' AS subject, '2026-01-01' AS through, '' AS state FROM r WHERE n < 0",
    ] {
        std::fs::write(home.ledger(), &whole).unwrap();
        Connection::open(home.ledger()).unwrap().execute_batch(wrong).unwrap();
        assert_eq!(home.json(&["list"]), listed, "{wrong}");
        // Counts that are possible are believed, until `doctor` makes them anew.
        if !wrong.contains("'[[7,'") {
            assert_eq!(report(), reported, "{wrong}");
        }
        assert_eq!(home.run(&["doctor"]).code, 4, "it is told: {wrong}");
        home.ok(&["kept", "walk"]);
        home.ok(&["undo"]);
        assert_eq!(home.json(&["list"]), listed, "{wrong}");
        home.ok(&["doctor", "--rebuild"]);
        home.ok(&["doctor"]);
        assert_eq!(home.json(&["list"]), listed, "{wrong}");
        assert_eq!(report(), reported, "{wrong}");
    }
    std::fs::write(home.ledger(), &whole).unwrap();
    let db = Connection::open(home.ledger()).unwrap();
    // What cannot be read is made anew when it is old.
    for (day, subject) in
        [("2027-06-29", "'a1'"), ("2027-07-09", "(SELECT min(subject) FROM fold WHERE subject > '@')")]
    {
        let wrong = format!("UPDATE fold SET state = CAST(x'ff' AS TEXT) WHERE subject = {subject}");
        assert_eq!(db.execute(&wrong, []).unwrap(), 1);
        home.at(day);
        home.ok(&["kept", "walk"]);
        home.ok(&["doctor"]);
    }
    // Damage to the marks of one promise keeps nobody from saying what became of another.
    db.execute("DELETE FROM fold", []).unwrap();
    db.execute("UPDATE mark SET says = 'sung' WHERE promise = 'a1'", []).unwrap();
    home.ok(&["kept", "walk"]);
    assert_eq!(db.query_row("SELECT count(*) FROM fold", [], |row| row.get::<_, i64>(0)).unwrap(), 0);
}

/// A ledger from elsewhere may hold what SQLite would run or ask. It does nothing, is told, and goes.
#[test]
fn what_a_ledger_would_run_is_switched_off_and_told() {
    let home = Home::with_dishes();
    for foreign in [
        "CREATE TRIGGER t AFTER INSERT ON mark BEGIN UPDATE mark SET says = 'broken'; END",
        "CREATE VIEW \"v \"\"x\" AS SELECT 1",
        "DROP INDEX event_day",
        "create  unique index if not exists \"u'q\" on mark(author, says)",
        "DROP INDEX event_day; CREATE INDEX event_day ON event(at)",
    ] {
        Connection::open(home.ledger()).unwrap().execute_batch(foreign).unwrap();
        home.ok(&["kept", "dishes"]);
        let db = Connection::open(home.ledger()).unwrap();
        let says: String = db.query_row("SELECT says FROM mark", [], |row| row.get(0)).unwrap();
        assert_eq!(says, "kept", "{foreign}");
        home.ok(&["undo"]);
        let examined = home.run(&["doctor"]);
        assert!(
            examined.code == 4 && examined.stdout.contains("which is not this program's")
                || examined.stdout.contains("is not as it was made"),
            "{foreign}\n{examined}"
        );
        home.ok(&["doctor", "--rebuild"]);
        home.ok(&["doctor"]);
    }
}

/// Everything but the record itself can be made of it again, also where a table is gone or another thing has its name.
#[test]
fn tables_that_are_gone_are_made_anew() {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes", "--note", "two pans"]);
    let listed = home.json(&["list"]);
    for damage in [
        "DROP TABLE mark",
        "DROP TABLE promise; DROP TABLE setting",
        "ALTER TABLE mark ADD COLUMN more TEXT",
        "DROP INDEX event_about; CREATE TABLE event_about (x)",
        "DROP TABLE fold; CREATE INDEX fold ON mark(says)",
    ] {
        Connection::open(home.ledger()).unwrap().execute_batch(damage).unwrap();
        let examined = home.run(&["doctor"]);
        assert!(
            examined.code == 4 && examined.stdout.contains("tables    not sound"),
            "{damage}\n{examined}"
        );
        home.ok(&["doctor", "--rebuild"]);
        home.ok(&["doctor"]);
        assert_eq!(home.json(&["list"]), listed, "{damage}");
    }
}
