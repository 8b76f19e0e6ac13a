//! The help: all of it in one snapshot, so that a change is seen; and every example in it is run.

use std::fs;

use crate::harness::Home;
use crate::man::verbs;

/// `-h` and `--help` of the program and of every verb.
#[test]
fn the_reference() {
    let home = Home::new();
    let mut text = String::new();
    for words in [Vec::new()].into_iter().chain(verbs().into_iter().map(|verb| vec![verb])) {
        for flag in ["-h", "--help"] {
            let all: Vec<&str> = words.iter().map(String::as_str).chain([flag]).collect();
            let help = home.ok(&all).stdout;
            text += &format!("==== ourword {}\n\n{}\n", all.join(" "), help.trim_end());
            text.push('\n');
        }
    }
    insta::assert_snapshot!("reference", text);
}

#[test]
fn a_short_help_fits_on_a_screen() {
    let home = Home::new();
    for words in
        [vec!["-h".to_owned()]].into_iter().chain(verbs().into_iter().map(|verb| vec![verb, "-h".to_owned()]))
    {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let help = home.ok(&words).stdout;
        assert!(help.lines().count() <= 24, "{help}");
    }
}

/// A ledger in which every example makes sense, with the ids that they name.
fn prepared() -> Home {
    let home = Home::couple();
    let ben = |words: &[&str]| home.ok(&[words, &["--as", "ben"]].concat());
    home.ok(&["promise", "wash up before bed", "--every", "day", "--name", "dishes", "--from", "2026-11-09"]);
    home.ok(&["promise", "a walk", "--every", "mon,wed,fri", "--name", "walk"]);
    home.ok(&["promise", "call the bank", "--due", "fri", "--name", "bank"]);
    ben(&["promise", "home by seven", "--every", "weekday", "--name", "home"]);
    ben(&["promise", "an evening without screens", "--every", "week", "--both", "--name", "evening"]);
    ben(&["ask", "tell me who visits", "--every", "week", "--name", "visits"]);
    ben(&["boundary", "no surprise guests", "--will", "I go out", "--name", "quiet"]);
    home.ok(&["pause", "walk", "--from", "2026-12-24", "--until", "2026-12-26"]);
    ben(&["broke", "home", "--on", "2026-11-16"]);
    ben(&["repair", "home", "--did", "I came at nine"]);
    home.ok(&["chapter", "After the summer"]);
    ben(&["accept", "a10"]);
    home.ok(&["init", "Ana"]);
    home.at("2026-11-18");
    home.ok(&["broke", "dishes", "--on", "yesterday"]);
    home.at("2026-11-20");
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let harsh = home.path().join(".config/harsh");
    fs::create_dir_all(&harsh).unwrap();
    for (from, to) in [
        ("harsh/log", ".config/harsh/log"),
        ("harsh/habits", ".config/harsh/habits"),
        ("loop.zip", "habits.zip"),
        ("taskwarrior.json", "tasks.json"),
    ] {
        fs::copy(fixtures.join(from), home.path().join(to)).unwrap();
    }
    fs::write(home.path().join("log.csv"), "Date,Habit,Done\n2026-11-19,read,yes\n").unwrap();
    home.ok(&["export", "--output", "record.ndjson"]);
    home
}

/// The lines below `Examples:`.
fn examples(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| !line.ends_with("Examples:")).skip(1);
    lines.take_while(|line| line.starts_with("  ")).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn every_example_works() {
    let home = prepared();
    let folder = std::path::Path::new(crate::harness::PROGRAM).parent().unwrap();
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", folder.display());
    let before = home.bytes();
    let mut run = 0;
    for verb in verbs() {
        let shown = examples(&home.ok(&[&verb, "--help"]).stdout);
        assert!((2..=5).contains(&shown.len()), "{verb} has an example or two: {shown:?}");
        // What makes a ledger is tried where there is none, what gives the first promises where there are none yet.
        // The examples of one verb go on from each other.
        let fresh = if verb == "init" { Home::new() } else { Home::couple() };
        if verb == "export" {
            // What it writes is there already, for `import`.
            fs::remove_file(home.path().join("record.ndjson")).unwrap();
        }
        let place = if matches!(verb.as_str(), "init" | "promise") { &fresh } else { &home };
        for line in shown {
            assert!(line.contains("ourword") && line.len() < 79, "{verb}: {line}");
            let call = place.call_through("bash", &["-euo", "pipefail", "-c", &line]).env("PATH", &path);
            let ran = call.run();
            if line.ends_with("# on a terminal, it asks") {
                // What it asks there is tested on a terminal.
                assert!(ran.stderr.contains("there is nobody to ask"), "{ran}");
                continue;
            }
            assert!(ran.code == 0 && !ran.stderr.contains("error:"), "{verb}: {line}\n{ran}");
            run += 1;
        }
        fs::write(home.ledger(), &before).unwrap();
    }
    assert!(run > 60, "{run}");
}
