//! Long answers: told whole, made before any of it is sent, and not at all where a part of it cannot be read.

use std::fmt::Write as _;
use std::io::Read;
use std::process::Stdio;

use chrono::{Days, NaiveDate};
use rusqlite::Connection;
use serde_json::Value;

use crate::harness::{Home, PROGRAM, list};

const FIRST: &str = "2008-01-01";

/// A promise with a mark on every day of nearly nineteen years, told in megabytes.
fn long() -> Home {
    let home = Home::couple();
    let first: NaiveDate = FIRST.parse().unwrap();
    let mut feed = format!(
        "{{\"kind\":\"promise\",\"text\":\"walk\",\"every\":\"day\",\"name\":\"walk\",\"from\":\"{FIRST}\"}}\n"
    );
    for day in 0..DAYS {
        let on = first + Days::new(day);
        let says = if day % 10 == 3 { "broken" } else { "kept" };
        writeln!(
            feed,
            "{{\"kind\":\"{says}\",\"promise\":\"walk\",\"on\":\"{on}\",\"note\":\"{}\"}}",
            note(day)
        )
        .unwrap();
    }
    home.call(&["import", "--format", "ndjson", "-"]).stdin(feed).ok();
    home
}

fn note(day: u64) -> String {
    format!("day {day}, {}", "with a long walk home through the rain and ".repeat(6).trim_end())
}

/// To the day before the harness's first.
const DAYS: u64 = 6_894;

#[test]
fn every_window_is_told_once_in_order() {
    let home = long();
    let report = home.json(&["report", "all"]);
    let windows = list(&report["partners"][0]["promises"][0]["windows"]);
    let first: NaiveDate = FIRST.parse().unwrap();
    assert_eq!(windows.len() as u64, DAYS + 1, "and that of today");
    for (day, window) in (0..).zip(windows) {
        assert_eq!(window["from"], (first + Days::new(day)).to_string());
        assert!(day == DAYS || window["marks"][0]["note"] == note(day), "{window}");
    }
    let to_talk: Vec<&str> =
        list(&report["to_talk_about"]).iter().map(|one| one["from"].as_str().unwrap()).collect();
    let broken = windows.iter().filter(|window| window["verdict"] == "broken");
    assert_eq!(to_talk, broken.map(|window| window["from"].as_str().unwrap()).collect::<Vec<_>>());
    assert_eq!(to_talk.len() as u64, DAYS / 10 + 1);
    let rows = home.ok(&["report", "all", "--format", "csv"]).stdout;
    assert_eq!(rows.lines().count(), windows.len() + 1);
    let days = home.json(&["calendar", "all"]);
    assert_eq!(list(&days["partners"][0]["promises"][0]["days"]).len(), windows.len());
    home.ok(&["export", "--format", "csv", "--output", "tables"]);
    let rows = |name| std::fs::read_to_string(home.path().join("tables").join(name)).unwrap().lines().count();
    assert_eq!([rows("windows.csv"), rows("marks.csv")].map(|rows| rows as u64), [DAYS + 2, DAYS + 1]);
}

#[test]
fn a_slow_reader_keeps_nobody_from_writing() {
    let home = long();
    let mut slow = home.call(&["report", "all", "--json"]).command().stdout(Stdio::piped()).spawn().unwrap();
    let mut answer = slow.stdout.take().unwrap();
    let mut begun = [0; 1];
    answer.read_exact(&mut begun).unwrap();
    // No more of it is read, and it does not fit the pipe.
    home.ok(&["broke", "walk"]);
    let mut rest = Vec::new();
    answer.read_to_end(&mut rest).unwrap();
    assert!(slow.wait().unwrap().success());
    let told: Value = serde_json::from_slice(&[&begun[..], &rest].concat()).unwrap();
    let tally = &told["partners"][0]["tally"];
    assert_eq!((&tally["open"], &tally["broken"]), (&1.into(), &(DAYS / 10 + 1).into()));
}

#[test]
fn where_a_part_cannot_be_read_nothing_of_it_is_told() {
    let home = long();
    let db = Connection::open(home.ledger()).unwrap();
    db.execute_batch("PRAGMA ignore_check_constraints = ON").unwrap();
    assert_eq!(db.execute("UPDATE mark SET says = 'perhaps' WHERE day = '2017-05-05'", []).unwrap(), 1);
    drop(db);
    let calls: [&[&str]; 6] = [
        &["report", "all", "--json"],
        &["report", "all", "--format", "csv"],
        &["report", "all", "--format", "html"],
        &["calendar", "all", "--json"],
        &["calendar", "all"],
        &["show", "walk", "--json"],
    ];
    for call in calls {
        let ran = home.run(call);
        assert_eq!((ran.code, ran.stdout.as_str()), (4, ""), "{call:?}\n{ran}");
        assert!(ran.stderr.contains("damaged"), "{call:?}\n{ran}");
        let to_file: Vec<&str> = call.iter().chain(&["--output", "file"]).copied().collect();
        assert_eq!(home.run(&to_file).code, 4);
        assert!(!home.path().join("file").exists(), "{call:?}");
    }
    assert_eq!(home.run(&["export", "--format", "csv", "--output", "tables"]).code, 4);
    assert!(!home.path().join("tables").exists());
}

#[cfg(unix)]
#[test]
fn where_there_is_no_room_for_it_that_is_said() {
    let home = long();
    let nowhere = home.path().join("nowhere");
    let nowhere = nowhere.to_str().unwrap();
    let long = home.call(&["report", "all", "--json"]).env("TMPDIR", nowhere).run();
    assert_eq!((long.code, long.stdout.as_str()), (1, ""), "{long}");
    assert!(long.stderr.contains("TMPDIR"), "{long}");
    let rows = home.call(&["export", "--format", "csv", "--output", "t"]).env("TMPDIR", nowhere).run();
    assert_eq!(rows.code, 1, "{rows}");
    let hint = "look at its name";
    assert!(
        rows.stderr.contains("TMPDIR") && rows.stderr.contains(hint) && long.stderr.contains(hint),
        "{rows}"
    );
    home.call(&["report", "--json"]).env("TMPDIR", nowhere).ok();
    home.call(&["report", "all"]).env("TMPDIR", nowhere).ok();
}

#[cfg(unix)]
#[test]
fn no_room_for_a_copy_is_no_damage() {
    let home = long();
    // No file may grow beyond some tens of kilobytes, as on a disk that is full.
    let little = "trap '' XFSZ; ulimit -f 64; exec \"$0\" doctor";
    let ran = home.call_through("sh", &["-c", little, PROGRAM]).run();
    assert_eq!(ran.code, 0, "{ran}");
    ran.says("as the entries make them");
}
