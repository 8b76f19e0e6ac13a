//! The house stands as it was drawn: who may name whom, where SQL, the clock and the environment live, and how
//! long a file may be. Every check is a function over files as text, tried first on a small bad example.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "house/reading.rs"]
mod reading;
#[path = "house/rules.rs"]
mod rules;

use reading::File;

/// What a rule has to say against these files.
fn against(rule: impl Fn(&File) -> Vec<String>, files: &[(&str, &str)]) -> Vec<String> {
    files.iter().flat_map(|(path, text)| rule(&File::new(path, text))).collect()
}

/// Every file of the source, or of the source and the tests.
fn source(folders: &[&str]) -> Vec<File> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<File> = folders.iter().flat_map(|folder| reading::below(root, folder)).collect();
    assert!(files.len() > 20, "the files are found at all");
    files
}

fn holds(rule: impl Fn(&File) -> Vec<String>, folders: &[&str]) {
    let found: Vec<String> = source(folders).iter().flat_map(rule).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_layers_hold() {
    let bad = [
        ("src/domain/day.rs", "use crate::ledger::Ledger;"),
        ("src/domain/day.rs", "use super::super::report::Account;"),
        ("src/domain/decide/give.rs", "fn f() { crate::cli::run([]); }"),
        ("src/report/list.rs", "use crate::{domain::Day, ledger::{Ledger, Source}};"),
        ("src/ledger/log.rs", "use crate::render;"),
        ("src/render/json.rs", "use crate::\n    ledger::Ledger;"),
        ("src/main.rs", "use ourword::ledger::Ledger;"),
    ];
    for one in bad {
        assert_eq!(against(rules::layers, &[one]).len(), 1, "{one:?}");
    }
    let good = [
        ("src/domain/day.rs", "//! Unlike crate::ledger, this is pure.\nuse super::rejection::Rejection;"),
        ("src/domain/day.rs", "/* crate::cli */ const T: &str = \"crate::cli\";"),
        ("src/render/json.rs", "use crate::report::list; use crate::domain::Day;"),
        ("src/cli/desk.rs", "use crate::{domain, ledger, render, report}; use super::clock::Clock;"),
    ];
    assert_eq!(against(rules::layers, &good), [""; 0]);
    holds(rules::layers, &["src"]);
    let names = |layer: &str, other: &str| {
        source(&["src"]).iter().any(|file| file.layer() == layer && file.names().iter().any(|n| n == other))
    };
    assert!(
        names("cli", "ledger") && names("render", "report") && names("ledger", "domain"),
        "names are found"
    );
}

#[test]
fn every_layer_has_its_rule() {
    let bad = File::new("src/weather/rain.rs", "");
    assert_eq!(rules::layers(&bad).len(), 1, "a new layer has to be drawn before it is built");
}

#[test]
fn pure_layers_touch_nothing_outside() {
    let bad = [
        ("src/domain/day.rs", "use std::{fmt, fs};"),
        ("src/domain/day.rs", "fn f() { std::env::current_dir(); }"),
        ("src/report/due.rs", "use std::io::Write;"),
        ("src/domain/promise.rs", "use clap::Args;"),
        ("src/report/list.rs", "use rusqlite::Connection;"),
        ("src/render/json.rs", "use std::process::exit;"),
        ("src/render/json.rs", "use std::io::stdout;"),
        ("src/cli/desk.rs", "use rusqlite::{Connection, Row};"),
        ("src/ledger/log.rs", "fn f() { clap::Command::new(\"x\"); }"),
        ("src/report/weekly.rs", "use maud::html;"),
        ("src/report/feed/mod.rs", "use icalendar::Event;"),
        ("src/report/list.rs", "use csv::Writer;"),
    ];
    for one in bad {
        assert_eq!(against(rules::outside, &[one]).len(), 1, "{one:?}");
    }
    let good = [
        ("src/domain/day.rs", "use std::{fmt, collections::BTreeMap}; use chrono::Weekday;"),
        ("src/ledger/open.rs", "use rusqlite::Connection; use std::fs;"),
        ("src/cli/args.rs", "use clap::Args; use std::io;"),
        ("src/render/json.rs", "use std::io::{Result, Write};"),
    ];
    assert_eq!(against(rules::outside, &good), [""; 0]);
    holds(rules::outside, &["src"]);
}

#[test]
fn top_level_modules_form_no_cycle() {
    let file = |path, text| File::new(path, text);
    let ring = [
        file("src/a/x.rs", "use crate::b::B;"),
        file("src/b.rs", "use crate::c;"),
        file("src/c/mod.rs", "fn f() -> crate::a::A {}"),
    ];
    assert!(rules::cycle(&ring).is_some());
    let line = [
        file("src/lib.rs", "pub mod a; pub mod b; pub mod c;"),
        file("src/a/x.rs", "use crate::b::B; use crate::a::y;"),
        file("src/b.rs", "use crate::c;"),
        file("src/c/mod.rs", "fn f() {}"),
    ];
    assert_eq!(rules::cycle(&line), None);
    assert_eq!(rules::cycle(&source(&["src"])), None);
}

#[test]
fn files_are_short() {
    let line = "fn f() {}\n";
    let (fits, long) = (line.repeat(400), line.repeat(401));
    assert_eq!(against(rules::length, &[("src/domain/day.rs", &fits)]), [""; 0]);
    assert_eq!(against(rules::length, &[("tests/cli/due.rs", &long)]).len(), 1);
    holds(rules::length, &["src", "tests"]);
}

#[test]
fn sql_stays_in_the_ledger() {
    let query = "const Q: &str = \"SELECT 1\";";
    assert_eq!(against(rules::sql, &[("src/report/due.rs", query)]).len(), 1);
    assert_eq!(against(rules::sql, &[("src/cli/ui.rs", "f(\"\nINSERT INTO event\")")]).len(), 1);
    assert_eq!(against(rules::sql, &[("src/cli/ui.rs", "f(r#\"DELETE FROM \"words\"\"#)")]).len(), 1);
    let good = [("src/ledger/read.rs", query), ("src/cli/ui.rs", "// SELECT is not for us\n")];
    assert_eq!(against(rules::sql, &good), [""; 0]);
    holds(rules::sql, &["src"]);
}

#[test]
fn the_clock_and_the_environment_are_read_in_one_place() {
    let bad = [
        ("src/domain/day.rs", "let now = Utc::now();"),
        ("src/cli/desk.rs", "let now = chrono::Local::now();"),
        ("src/cli/env.rs", "let now = std::time::SystemTime::now();"),
        ("src/cli/place.rs", "let home = std::env::var(\"HOME\");"),
        ("src/cli/clock.rs", "use std::env; let tz = env::var_os(\"TZ\");"),
        ("src/cli/ui.rs", "use std::env::{self, vars};"),
    ];
    for one in bad {
        assert!(!against(rules::surroundings, &[one]).is_empty(), "{one:?}");
    }
    let good = [
        ("src/cli/clock.rs", "let now = Utc::now().with_timezone(&Local);"),
        ("src/cli/env.rs", "let home = env::var_os(\"HOME\");"),
        ("src/main.rs", "std::env::args_os()"),
    ];
    assert_eq!(against(rules::surroundings, &good), [""; 0]);
    holds(rules::surroundings, &["src"]);
}

#[test]
fn nothing_prints_past_the_one_way_out() {
    for bad in ["println!(\"x\")", "eprintln!()", "print! (\"x\")", "eprint!(\"x\")", "dbg!(x)"] {
        assert_eq!(against(rules::printing, &[("src/cli/ui.rs", bad)]).len(), 1, "{bad}");
    }
    assert_eq!(
        against(rules::printing, &[("src/cli/ui.rs", "writeln!(f, \"println!\") // print!")]),
        [""; 0]
    );
    holds(rules::printing, &["src"]);
}
