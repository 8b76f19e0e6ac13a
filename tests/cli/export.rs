//! `export`: the record out and in again, tables, one's own words.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use crate::harness::{Home, list};

/// A ledger with a bit of everything: notes, an import, an undo, words unsaid, a sealed check-in, two devices.
fn full() -> Home {
    let home = Home::with_dishes();
    home.ok(&["broke", "dishes", "--on", "2026-11-10", "--note", "=1+1, \"quoted\""]);
    home.ok(&["thank", "for the soup", "--as", "ben"]);
    let feed = r#"{"kind":"kept","promise":"dishes","on":"2026-11-11","note":"imported"}"#;
    home.call(&["import", "--format", "ndjson", "-"]).stdin(feed).ok();
    home.ok(&["kept", "dishes", "--on", "2026-11-12"]);
    home.ok(&["undo"]);
    home.ok(&["thank", "for what I take back"]);
    home.ok(&["unsay", "a3"]);
    home.call(&["checkin", "--as", "ben", "--feeling", "sealed words of Ben", "--show"]).ok();
    let elsewhere = home.path().join("elsewhere");
    home.call(&["kept", "dishes", "--on", "2026-11-13", "--as", "ben"])
        .env("XDG_STATE_HOME", elsewhere.to_str().unwrap())
        .ok();
    home
}

fn exported(home: &Home) -> String {
    home.ok(&["export"]).stdout
}

fn restored(home: &Home, record: &str, ledger: &str) -> crate::harness::Ran {
    home.call(&["import", "--format", "ourword", "-", "--ledger", ledger]).stdin(record).run()
}

fn mode(home: &Home, name: &str) -> u32 {
    fs::metadata(home.path().join(name)).unwrap().permissions().mode() & 0o777
}

/// What a period's tables hold is told by the days, whatever is folded.
#[test]
fn a_one_off_is_in_the_tables_of_the_periods_up_to_its_word() {
    let home = Home::new();
    home.at("2026-01-05");
    home.ok(&["init", "Ana", "Ben"]);
    home.ok(&["me", "Ana"]);
    home.ok(&["promise", "call my mother", "--name", "call"]);
    home.ok(&["promise", "mend the tap", "--name", "tap"]);
    home.ok(&["promise", "the form", "--name", "form", "--due", "2026-01-20"]);
    home.ok(&["promise", "walk", "--every", "day", "--name", "walk"]);
    home.at("2026-01-06").ok(&["kept", "call"]);
    home.at("2026-02-03").ok(&["kept", "form"]);
    home.at("2026-03-20").ok(&["kept", "walk"]);
    let names = |period: &str| {
        home.ok(&["export", period, "--format", "csv", "--output", "tables", "--force"]);
        let windows = fs::read_to_string(home.path().join("tables/windows.csv")).unwrap();
        let name = |row: &str| row.split(',').nth(1).unwrap().to_owned();
        let mut names: Vec<String> = windows.lines().skip(1).map(name).collect();
        names.dedup();
        names
    };
    let all = || ["2026-01", "2026-02", "2026-03", "2026-04"].map(names);
    let expected: [&[&str]; 4] =
        [&["call", "tap", "form", "walk"], &["tap", "form", "walk"], &["tap", "walk"], &[]];
    assert_eq!(all(), expected.map(|names| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()));
    let db = rusqlite::Connection::open(home.ledger()).unwrap();
    let folded = db.execute("DELETE FROM fold", []).unwrap();
    assert!(folded > 0, "there was something to be dropped");
    assert_eq!(all(), expected.map(|names| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()));
}

#[test]
fn the_record_read_back_is_the_same_record() {
    let home = full();
    let record = exported(&home);
    let first: Value = serde_json::from_str(record.lines().next().unwrap()).unwrap();
    assert_eq!(first["schema"], "ourword.record/1");
    assert_eq!(list(&first["devices"]).len(), 2);
    assert_eq!(
        record.lines().count(),
        1 + home.entries() + 1,
        "Ben's sealed check-in is not Ana's to see in the history"
    );
    let ran = restored(&home, &record, "new.db");
    assert_eq!(ran.code, 0, "{ran}");
    ran.says("entries of 2 devices; the chain holds.");
    for look in [["report", "all"], ["history", "all"], ["list", "--all"], ["show", "dishes"]] {
        let at = |more: &[&str]| home.at("2026-11-16").json(&[&look, more].concat());
        assert_eq!(at(&[]), at(&["--ledger", "new.db"]), "{look:?}");
    }
    let foot = |more: &[&str]| {
        let text = home.at("2026-11-16").ok(&[&["report", "all"], more].concat()).stdout;
        text.lines().find(|line| line.starts_with("record ")).map(str::to_owned).unwrap()
    };
    assert_eq!(foot(&[]), foot(&["--ledger", "new.db"]));
    assert_eq!(
        home.ok(&["export", "--ledger", "new.db"]).stdout,
        record,
        "written again it is the same bytes"
    );
    assert_eq!(mode(&home, "new.db"), 0o600);
    home.at("2026-11-17").ok(&["kept", "dishes", "--on", "2026-11-14", "--as", "ana", "--ledger", "new.db"]);
    let history = home.json(&["history", "all", "--ledger", "new.db"]);
    let last = list(&history["events"]).last().unwrap();
    assert_eq!(last["device"], "c", "it is another device's ledger until that device says otherwise");
    assert_eq!(
        home.refused(&["import", "--format", "ourword", "new.ndjson", "--ledger", "new.db"], 1).kind,
        "failed"
    );
    let there = restored(&home, &record, "new.db");
    assert_eq!(there.code, 1, "a ledger that is there is never written over\n{there}");
}

#[test]
fn a_record_that_was_changed_is_refused_and_nothing_is_left() {
    let home = full();
    let record = exported(&home);
    let lines: Vec<&str> = record.lines().collect();
    let without = |gone: usize| {
        let kept = lines.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, line)| *line);
        kept.collect::<Vec<_>>().join("\n")
    };
    let swapped = |a: usize, b: usize| {
        let mut lines = lines.clone();
        lines.swap(a, b);
        lines.join("\n")
    };
    let unsealed = record.replacen(r#"\"text\":\"for the soup\""#, r#"\"text\":\"for the stew\""#, 1);
    let salted = record.replacen(r#""salt":""#, r#""salt":"00"#, 1);
    // What Ana unsaid has no words in the record; what Ben said does, and nobody said otherwise.
    let mut blanked: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let soup = lines.iter().position(|line| line.contains("for the soup")).unwrap();
    let mut line: Value = serde_json::from_str(lines[soup]).unwrap();
    line["words"] = Value::Null;
    blanked[soup] = line.to_string();
    assert!(record.contains(r#""kind":"unsaid""#));
    for (what, changed) in [
        ("no words", blanked.join("\n")),
        ("a day", record.replacen("2026-11-10", "2026-11-09", 1)),
        ("the author", record.replacen(r#""author":2"#, r#""author":1"#, 1)),
        ("a word", unsealed),
        ("a salt", salted),
        ("a line in the middle", without(5)),
        ("the last line", without(lines.len() - 1)),
        ("the order", swapped(4, 5)),
        ("a line twice", format!("{record}{}\n", lines[lines.len() - 1])),
        ("the head", record.replacen(r#""head":"#, r#""head":9"#, 1)),
        ("the things", record.replacen(r#""things":"#, r#""things":-"#, 1)),
        ("half a line", record[..record.len() - 40].to_owned()),
        ("the first line", without(0)),
        ("everything", String::new()),
        ("a newer form", record.replacen("ourword.record/1", "ourword.record/2", 1)),
        ("something else", "{\"kind\":\"kept\"}\n".to_owned()),
    ] {
        assert_ne!(changed, record, "{what}");
        let ran = restored(&home, &changed, "new.db");
        assert_eq!(ran.code, 4, "{what}\n{ran}");
        assert!(ran.stderr.contains("the record does not hold together"), "{what}\n{ran}");
        let left: Vec<_> = fs::read_dir(home.path())
            .unwrap()
            .map(|one| one.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("new.db"))
            .collect();
        assert_eq!(left, [""; 0], "{what}");
    }
    let dry =
        home.call(&["import", "--format", "ourword", "-", "--ledger", "new.db", "--dry-run"]).stdin(&record);
    dry.ok().says("the chain holds.").says("Nothing was written.");
    assert!(!home.path().join("new.db").exists());
}

#[test]
fn a_file_is_made_whole_for_the_owner_and_never_written_over() {
    let home = full();
    home.ok(&["export", "--output", "record.ndjson"]).says("are in record.ndjson, which only you can read.");
    let file = home.path().join("record.ndjson");
    assert_eq!(fs::read_to_string(&file).unwrap(), exported(&home));
    assert_eq!(mode(&home, "record.ndjson"), 0o600);
    home.refused(&["export", "--output", "record.ndjson"], 1);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    home.ok(&["export", "--output", "record.ndjson", "--force"]).says("which only you can read");
    assert_eq!(mode(&home, "record.ndjson"), 0o600, "the mode of the file before it is not taken over");
    std::os::unix::fs::symlink(home.path().join("target"), home.path().join("link")).unwrap();
    for more in [["export", "--output", "link"].as_slice(), &["export", "--output", "link", "--force"]] {
        home.refused(more, 1);
    }
    assert!(!home.path().join("target").exists());
    let done = home.json(&["export", "--output", "again.ndjson"]);
    assert_eq!(
        (&done["schema"], &done["recorded"][0]["files"]),
        (&json!("ourword.export/1"), &json!(["again.ndjson"]))
    );
    home.refused(&["export", "2026-11"], 2);
    home.refused(&["export", "--mine", "--format", "csv", "--output", "x"], 2);
    home.refused(&["export", "--format", "csv"], 2);
}

#[test]
fn ones_own_words_hold_nothing_of_the_others() {
    let home = full();
    let ben = home.ok(&["export", "--mine", "--as", "ben"]).stdout;
    assert!(ben.contains("for the soup") && ben.contains("sealed words of Ben"), "{ben}");
    assert!(!ben.contains("quoted") && !ben.contains("wash up"), "{ben}");
    let ana = home.ok(&["export", "--mine", "--as", "ana"]).stdout;
    assert!(ana.contains("quoted") && ana.contains("wash up") && ana.contains("\"imported\""), "{ana}");
    assert!(!ana.contains("soup") && !ana.contains("sealed") && !ana.contains("take back"), "{ana}");
    let lines: Vec<Value> = ana.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["schema"], &lines[0]["by"]), (&json!("ourword.mine/1"), &json!("Ana")));
    assert!(lines[1..].iter().any(|line| line["unsaid"] == true), "what was unsaid shows as such");
    let none = home.ok(&["export", "--mine", "--as", "ana", "2026-10-01"]).stdout;
    assert_eq!(none.lines().count(), 1);
}

#[test]
fn tables_for_a_spreadsheet() {
    let home = full();
    home.ok(&["export", "--format", "csv", "--output", "tables"]).says("which only you can read");
    let read = |name: &str| fs::read_to_string(home.path().join("tables").join(name)).unwrap();
    let promises = read("promises.csv");
    assert!(promises.lines().next().unwrap().starts_with("id,name,text,plan,by,due,cadence,times"));
    assert!(promises.contains("a1,dishes,wash up,,Ana,,day,1,false,2026-11-09,,,active,"), "{promises}");
    let marks = read("marks.csv");
    let guarded = "a1,dishes,Ana,2026-11-10,broken,\"'=1+1, \"\"quoted\"\"\",2026-11-16,false";
    assert!(marks.lines().any(|line| line == guarded), "{marks}");
    assert!(marks.contains("a1,dishes,Ana,2026-11-11,kept,imported,2026-11-16,true"), "{marks}");
    assert_eq!(marks.lines().count(), 4, "the mark that was taken back is not there\n{marks}");
    assert!(read("windows.csv").contains("a1,dishes,2026-11-10,2026-11-10,1,0,broken,2026-11-10"));
    assert!(read("thanks.csv").contains("a2,Ben,2026-11-16,for the soup"));
    assert_eq!(read("checkins.csv").lines().count(), 1, "what is sealed is in no table");
    assert_eq!(mode(&home, "tables"), 0o700);
    home.refused(&["export", "--format", "csv", "--output", "tables"], 1);
    home.ok(&["export", "2026-W47", "--format", "csv", "--output", "tables", "--force"]);
    assert_eq!(read("marks.csv").lines().count(), 1, "none of the marks is about that week");
    let opened = |name: &str, mode| {
        fs::set_permissions(home.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    opened("tables", 0o755);
    opened("tables/marks.csv", 0o644);
    home.ok(&["export", "--format", "csv", "--output", "tables", "--force"]).says("which only you can read");
    assert_eq!((mode(&home, "tables"), mode(&home, "tables/marks.csv")), (0o700, 0o600));
    // A folder that holds other things is not only for the tables.
    fs::write(home.path().join("tables/notes.txt"), "mine").unwrap();
    opened("tables", 0o755);
    home.ok(&["export", "--format", "csv", "--output", "tables", "--force"]);
    assert_eq!((mode(&home, "tables"), mode(&home, "tables/thanks.csv")), (0o755, 0o600));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let home = full();
    let ran = home
        .call_through(
            "bash",
            &[
                "-c",
                &format!("{} export | head -c 10 > out; echo ${{PIPESTATUS[0]}}", crate::harness::PROGRAM),
            ],
        )
        .env("PATH", "/usr/bin:/bin")
        .run();
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("0\n", ""), "{ran}");
    if std::path::Path::new("/dev/full").exists() {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        assert_eq!(home.call(&["export"]).stdout(full).run().code, 1);
    }
}
