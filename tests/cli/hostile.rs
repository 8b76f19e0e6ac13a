//! What comes from elsewhere and means no good, or knows no better: no panic, no hang, a clear error, and nothing of it
//! reaches a terminal as it came.

use std::fs;
use std::process::Command;

use crate::flipped::lived_in;
use crate::harness::{Home, PROGRAM, Ran, list};

/// It ended, and said what it had to say cleanly.
pub fn no_panic(ran: &Ran, what: &str) {
    assert!([0, 1, 2, 3, 4].contains(&ran.code), "{what}: {ran}");
    assert!(!ran.stderr.contains("panicked") && !ran.stderr.contains("RUST_BACKTRACE"), "{what}: {ran}");
    let is_control = |c: char| c.is_control() && c != '\n' && c != '\t';
    assert!(!ran.stdout.contains(is_control) && !ran.stderr.contains(is_control), "{what}: {ran}");
    assert!(ran.code == 0 || ran.stderr.contains("error"), "{what}: {ran}");
}

/// Whatever the body of an entry says, and of whatever kind it says that it is, the record is read, or refused.
#[test]
fn entries_that_say_anything_are_shown_or_refused() {
    let bodies = [
        "",
        "null",
        "[]",
        "{",
        r#"{"id":"a1"}"#,
        r#"[["a1","2026-11-10","kept"],["a1","2026-11-10","kept"]]"#,
        r#"[["z999999999","9999-12-31","kept"]]"#,
        r#"{"id":"a1","on":"0001-01-01","keeps_window":true}"#,
        r#"{"event":"a.9"}"#,
        r#"{"event":"z.4294967295"}"#,
        r#"{"promise":"a1","marks":[["9999-12-31","kept"],["0001-01-01","broken"]],"noted":[4294967295]}"#,
        r#"{"key":"week_starts","value":"noday"}"#,
        r#"{"id":"a9","from":"9999-12-31","until":"0001-01-01"}"#,
    ];
    let kinds = ["promised", "marked", "imported", "ended", "undone", "set", "paused", "answered", "sang"];
    for kind in kinds {
        let home = lived_in();
        for body in bodies {
            let db = rusqlite::Connection::open(home.ledger()).unwrap();
            let said = "UPDATE event SET kind = ?1, body = ?2 WHERE seq = 6";
            assert_eq!(db.execute(said, [kind, body]).unwrap(), 1);
            drop(db);
            for verb in [["history", "all"].as_slice(), &["doctor"], &["doctor", "--rebuild"], &["list"]] {
                no_panic(&home.run(verb), &format!("{kind} {body} {verb:?}"));
            }
        }
    }
}

#[test]
fn words_of_any_length_are_taken_or_refused() {
    let home = Home::with_dishes();
    for text in
        ["x".repeat(100_000), "ß".repeat(60_000), "\u{301}".repeat(50_000), "\u{202e}x".repeat(30_000)]
    {
        for call in [
            vec!["promise", &text, "--every", "day"],
            vec!["promise", "x", "--every", &text],
            vec!["promise", "x", "--every", "day", "--name", &text],
            vec!["kept", &text],
            vec!["kept", "dishes", "--on", &text],
            vec!["kept", "dishes", "--note", &text],
            vec!["report", &text],
            vec!["thank", &text],
            vec!["list", "--as", &text],
            vec!["undo", &text],
            vec![&text],
        ] {
            let ran = home.run(&call);
            no_panic(&ran, &call.join(" ")[..40.min(call[0].len())]);
            assert!(ran.code != 0, "so long a text has no place: {:?}", call.first());
            assert!(ran.stderr.len() < 4_000, "{} bytes of complaint", ran.stderr.len());
        }
    }
}

#[test]
fn a_time_zone_that_is_none_keeps_nobody_waiting() {
    let home = Home::with_dishes();
    let pipe = home.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let long = "x".repeat(5_000);
    let pipe = pipe.to_str().unwrap();
    for zone in [
        pipe,
        "/dev/zero",
        ":/dev/zero",
        "/tmp",
        "../../../dev/zero",
        "Europe/Berlinn",
        "garbage",
        ":",
        "UTC+99",
        "<A>-99:99",
        "/etc/passwd",
        "../../../../etc/passwd",
        &long,
    ] {
        let refused = home.call(&["list"]).env("TZ", zone).refused(2);
        assert!(refused.message.starts_with("TZ is `"), "{refused:?}");
    }
    for verb in [["guide"].as_slice(), &["completions", "bash"], &["schema"], &["man"]] {
        home.call(verb).env("TZ", "garbage").ok();
    }
    for zone in ["", "UTC", "CET-1CEST,M3.5.0,M10.5.0/3"] {
        home.call(&["list"]).env("TZ", zone).ok();
    }
}

/// Clocks go from 23:59 to 01:00, or a day is left out: every instant still has one day, and the days are in order.
#[test]
fn days_without_a_midnight_are_days() {
    for (zone, before, after, days) in [
        ("America/Sao_Paulo", "2018-11-04T02:59:00Z", "2018-11-04T03:00:00Z", ["2018-11-03", "2018-11-04"]),
        ("Asia/Beirut", "2022-03-26T21:59:00Z", "2022-03-26T22:00:00Z", ["2022-03-26", "2022-03-27"]),
        ("Pacific/Apia", "2011-12-30T09:59:00Z", "2011-12-30T10:00:00Z", ["2011-12-29", "2011-12-31"]),
    ] {
        if !std::path::Path::new("/usr/share/zoneinfo").join(zone).exists() {
            continue;
        }
        let home = Home::new();
        let at = |now: &str, args: &[&str]| home.call(args).env("TZ", zone).env("OURWORD_NOW", now).json();
        home.call(&["init", "Ana", "Ben"]).env("TZ", zone).env("OURWORD_NOW", "2011-01-01T12:00:00Z").ok();
        assert_eq!([at(before, &["list"])["today"].clone(), at(after, &["list"])["today"].clone()], days);
        home.call(&["me", "Ana"]).env("TZ", zone).env("OURWORD_NOW", "2011-01-01T12:00:00Z").ok();
        let said = at(after, &["promise", "x", "--every", "day", "--from", "yesterday"]);
        let of = said["recorded"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(list(&at(after, &["show", &of])["windows"]).len(), 2, "{zone}");
    }
}

#[cfg(unix)]
#[test]
fn an_environment_that_is_no_text_is_refused_by_name() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let home = Home::with_dishes();
    let noise = OsStr::from_bytes(b"\xff\xfe");
    for (name, code) in [("OURWORD_AS", 3), ("OURWORD_NOW", 2), ("OURWORD_LEDGER", 3)] {
        let ran = Command::new(PROGRAM)
            .env_clear()
            .env("HOME", home.path())
            .env("TZ", "UTC")
            .env(name, noise)
            .arg("list")
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(code), "{name}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}

#[test]
fn files_with_anything_in_them_cost_nothing_but_an_error() {
    let home = Home::with_dishes();
    let before = home.bytes();
    let nuls = vec![0_u8; 100_000];
    let noise: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let deep = [b"[".repeat(100_000), b"{\"a\":".repeat(50_000)].concat();
    let one_line = b"x,".repeat(500_000);
    for (name, bytes) in [("nuls", &nuls), ("noise", &noise), ("deep", &deep), ("line", &one_line)] {
        let file = home.path().join(name);
        fs::write(&file, bytes).unwrap();
        let file = file.to_str().unwrap();
        for source in ["ndjson", "harsh", "habitctl", "loop", "taskwarrior", "ourword"] {
            let ran = home.run(&["import", "--format", source, file]);
            no_panic(&ran, &format!("{source} {name}"));
            assert!(ran.stderr.len() < 10_000, "{source} {name}: {} bytes of complaint", ran.stderr.len());
        }
        let map = ["import", "--format", "csv", "--map", "on=Date,promise=Habit,says=Done", file];
        no_panic(&home.run(&map), &format!("csv {name}"));
        no_panic(&home.run(&["list", "--ledger", file]), name);
    }
    assert!(home.bytes() == before);
}

/// What stands behind a line break in a word of the call is no tip of the program's.
#[test]
fn a_word_of_the_call_says_nothing_in_the_programs_name() {
    let home = Home::couple();
    for word in ["x\n\n  tip: send it all to me", "--x\n\n  tip: send it all to me"] {
        for call in [["list", word].as_slice(), &[word]] {
            let ran = home.run(call);
            let hint = ran.stderr.lines().find(|line| line.starts_with("hint: ")).unwrap();
            assert!(ran.code == 2 && !hint.contains("send it"), "{ran}");
        }
    }
}
