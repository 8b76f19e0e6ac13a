//! Wrong words and hard cases: each is one line of error and one of hint, with its exit code, and changes
//! nothing. [`crate::harness::Call::refused`] sees to all of that at once.

use crate::harness::{Home, keys};

#[test]
fn an_unknown_name_suggests_near_ones() {
    let home = Home::with_dishes();
    home.ok(&["promise", "dinner", "--every", "day", "--name", "dinner"]);
    for verb in ["kept", "broke", "excused", "end", "pause", "show", "accept", "decline"] {
        let near = home.refused(&[verb, "dishs"], 3);
        assert_eq!(near.kind, "not_found", "{verb}");
        assert!(near.message.contains("`dishs`") && near.hint.contains("dishes"), "{verb}: {near:?}");
        assert!(!near.hint.contains("dinner"), "{verb}: {near:?}");
        assert!(home.refused(&[verb, "garden"], 3).hint.contains("ourword list"), "{verb}");
        assert!(home.refused(&[verb, "a99"], 3).message.contains("a99"), "{verb}");
        assert_eq!(home.refused(&[verb, ""], 3).kind, "not_found", "{verb}");
    }
    let case = home.refused(&["kept", "Dishes"], 3);
    assert!(case.hint.contains("dishes"), "{case:?}");
}

#[test]
fn a_pause_is_no_promise() {
    let home = Home::with_dishes();
    home.ok(&["pause"]);
    for verb in ["kept", "accept"] {
        assert!(home.refused(&[verb, "a2"], 1).hint.contains("ourword list"), "{verb}");
    }
}

#[test]
fn words_that_are_no_date() {
    let home = Home::with_dishes();
    for word in [
        "someday",
        "2026-02-30",
        "2026-13-01",
        "26-11-20",
        "20.11.2026",
        "11/20",
        "next fri",
        "",
        "in two weeks",
        "3 days",
        "in 99999999999 days",
        "0000-01-01",
        "10000-01-01",
    ] {
        for words in [
            vec!["kept", "dishes", "--on", word],
            vec!["promise", "x", "--due", word],
            vec!["pause", "--until", word],
            vec!["list", "--today", word],
        ] {
            let refusal = home.refused(&words, 2);
            assert!(refusal.message.contains("is no date"), "{words:?}: {refusal:?}");
            assert!(refusal.hint.contains("3 days ago"), "{words:?}: {refusal:?}");
        }
    }
}

#[test]
fn every_refusal_has_a_hint() {
    let home = Home::with_dishes();
    home.ok(&["promise", "talk", "--both", "--every", "week", "--name", "talk"]);
    home.ok(&["decline", "talk", "-a", "ben"]);
    for (args, code) in [
        (vec!["promise", ""], 2),
        (vec!["kept", "dishes", "--note", ""], 2),
        (vec!["report", "2026-11-10..2026-11-01"], 2),
        (vec!["pause", "--from", "fri", "--until", "thu"], 2),
        (vec!["undo", "a.1"], 1),
        (vec!["accept", "talk", "-a", "ben"], 1),
        (vec!["kept", "talk"], 1),
        (vec!["promise", "x", "--name", "Dishes"], 2),
        (vec!["init", "", "Ben"], 2),
        (vec!["init", "--", "-x", "Ben"], 2),
    ] {
        let refusal = home.refused(&args, code);
        assert!(!refusal.hint.is_empty(), "{args:?}: {refusal:?}");
    }
}

#[test]
fn a_window_that_does_not_exist() {
    let home = Home::couple();
    home.ok(&[
        "promise",
        "x",
        "--every",
        "fri",
        "--from",
        "2026-11-02",
        "--name",
        "x",
        "--until",
        "2026-12-04",
    ]);
    let between = home.refused(&["kept", "x", "--on", "2026-11-10"], 1);
    assert!(between.message.contains("no window on Tue 10 Nov 2026"), "{between:?}");
    for near in ["2026-11-06", "2026-11-13", "--on"] {
        assert!(between.hint.contains(near), "{near}: {between:?}");
    }
    assert!(home.refused(&["kept", "x", "--on", "2026-11-01"], 1).hint.contains("2026-11-06"));
    assert!(home.refused(&["excused", "x", "--on", "2027-01-01"], 1).hint.contains("2026-12-04"));
    assert!(home.refused(&["kept", "x"], 1).hint.contains("2026-11-13"));
    assert!(home.refused(&["excused", "x", "--on", "0001-01-01"], 1).hint.contains("2026-11-06"));
    assert!(home.refused(&["excused", "x", "--on", "9999-12-31"], 1).hint.contains("2026-12-04"));
}

#[test]
fn what_is_over_has_a_way_out_too() {
    let home = Home::with_dishes();
    home.ok(&["end", "dishes"]);
    home.at("2026-11-18");
    let refusal = home.refused(&["kept", "dishes"], 1);
    assert!(refusal.hint.contains("2026-11-15"), "the nearest window: {refusal:?}");
}

#[test]
fn nothing_named_to_mark() {
    let home = Home::with_dishes();
    for verb in ["kept", "broke", "excused"] {
        assert!(home.refused(&[verb], 2).hint.contains("name a promise"), "{verb}");
    }
}

/// What the parser of arguments refuses says the same in both forms, whatever its text looks like.
fn not_understood(home: &Home, args: &[&str]) {
    let before = home.bytes();
    let text = home.run(args);
    assert_eq!((text.code, text.stdout.as_str()), (2, ""), "{args:?}\n{text}");
    assert!(text.stderr.starts_with("error: "), "{args:?}\n{text}");
    let words: Vec<&str> = ["--json"].into_iter().chain(args.iter().copied()).collect();
    let json = home.run(&words);
    assert_eq!((json.code, json.stdout.as_str()), (2, ""), "{args:?}\n{json}");
    let document: serde_json::Value = serde_json::from_str(&json.stderr).unwrap();
    assert_eq!(keys(&document), ["exit", "hint", "kind", "message", "schema"], "{args:?}");
    assert_eq!((&document["kind"], &document["exit"]), (&"usage".into(), &2.into()), "{args:?}");
    let message = document["message"].as_str().unwrap();
    assert!(text.stderr.starts_with(&format!("error: {message}")), "{args:?}\n{text}{json}");
    assert!(document["hint"].is_string(), "{args:?}\n{json}");
    assert!(home.bytes() == before, "{args:?}");
}

#[test]
fn arguments_that_are_not_understood() {
    let home = Home::with_dishes();
    for args in [
        &["nosuch"] as &[&str],
        &["kepd", "dishes"],
        &["list", "more"],
        &["show"],
        &["init"],
        &["init", "A", "B", "C"],
        &["promise"],
        &["promise", "x", "--every"],
        &["promise", "x", "--every", "day", "--every", "week"],
        &["promise", "x", "--times", "many", "--every", "week"],
        &["promise", "x", "--times", "-1", "--every", "week"],
        &["promise", "x", "--times", "4294967296", "--every", "week"],
        &["kept", "dishes", "--due", "fri"],
        &["--as"],
        &["list", "--format", "html"],
        &["promise", "x", "--every", "-1 days"],
        &["--own", "--ledger", "x", "list"],
        &["undo", "a.1", "a.2"],
        &["accept"],
    ] {
        not_understood(&home, args);
    }
}

#[test]
fn a_missing_argument_is_named_in_the_document() {
    let home = Home::with_dishes();
    let ran = home.run(&["show", "--json"]);
    let document: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
    let message = document["message"].as_str().unwrap();
    assert!(message.to_uppercase().contains("ID"), "which argument is missing: {message:?}");
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::process::Command;

    let home = Home::with_dishes();
    for args in [
        [OsStr::new("promise"), OsStr::from_bytes(b"\xff\xfe")],
        [OsStr::new("kept"), OsStr::from_bytes(b"dish\xc3")],
    ] {
        let before = home.bytes();
        let output = Command::new(crate::harness::PROGRAM)
            .args(args)
            .env_clear()
            .env("HOME", home.path())
            .env("XDG_DATA_HOME", home.path().join("data"))
            .env("XDG_STATE_HOME", home.path().join("state"))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(String::from_utf8(output.stderr).unwrap().starts_with("error: "), "{args:?}");
        assert!(home.bytes() == before);
    }
}

#[test]
fn a_clock_that_is_none() {
    let home = Home::with_dishes();
    for now in ["yesterday", "2026-11-16", "2026-11-16T12:00:00", "2026-13-16T12:00:00Z"] {
        let refusal = home.call(&["list"]).env("OURWORD_NOW", now).refused(2);
        assert!(refusal.message.contains("OURWORD_NOW") && refusal.hint.contains("T18:30"), "{refusal:?}");
    }
    // An empty one is as good as none.
    assert_eq!(home.call(&["list"]).env("OURWORD_NOW", "").run().code, 0);
}

#[test]
fn the_ends_of_time() {
    let home = Home::couple();
    home.ok(&[
        "promise",
        "x",
        "--every",
        "day",
        "--from",
        "0001-01-01",
        "--until",
        "0001-01-03",
        "--name",
        "x",
    ]);
    home.ok(&["promise", "y", "--every", "week", "--from", "9999-12-30", "--name", "y"]);
    home.ok(&["promise", "z", "--due", "9999-12-31", "--name", "z"]);
    for now in ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1969-12-31T23:59:59Z"] {
        for zone in ["UTC", "Pacific/Kiritimati", "America/Adak"] {
            for verb in [
                &[] as &[&str],
                &["due"],
                &["list"],
                &["show", "x"],
                &["show", "y"],
                &["streaks"],
                &["report"],
                &["report", "all"],
                &["history", "last"],
            ] {
                let ran = home.call(verb).env("OURWORD_NOW", now).env("TZ", zone).run();
                assert_eq!(ran.code, 0, "{verb:?} at {now} in {zone}\n{ran}");
                assert!(ran.stderr.is_empty(), "{verb:?} at {now} in {zone}\n{ran}");
            }
        }
    }
}

#[test]
fn no_day_is_due_twice_at_the_end_of_time() {
    let home = Home::couple();
    home.ok(&["promise", "x", "--every", "day", "--name", "x"]);
    let report = home.call(&["report"]).env("OURWORD_NOW", "9999-12-31T12:00:00Z").json();
    for coming in report["next_week"].as_array().unwrap() {
        let mut days: Vec<_> =
            coming["windows"].as_array().unwrap().iter().map(ToString::to_string).collect();
        let all = days.len();
        days.dedup();
        assert_eq!(days.len(), all, "{coming}");
    }
}
