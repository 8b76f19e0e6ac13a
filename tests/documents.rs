//! What the documents say is run: the blocks of the README, and the examples.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A shell with `ourword` on its path, in a home of its own.
fn bash(home: &Path) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_ourword"));
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", program.parent().unwrap().display());
    let mut bash = Command::new("bash");
    bash.env_clear().env("HOME", home).env("PATH", path).env("TZ", "UTC").env("COLUMNS", "80");
    bash.env("OURWORD_NOW", "2026-11-22T20:00:00Z").current_dir(ROOT);
    bash
}

fn ok(output: &Output, what: &str) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{what}\n{}\n{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// The fenced blocks of a document in that language.
fn blocks(document: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        if let Some(found) = line.strip_prefix("```").filter(|found| !found.is_empty()) {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if found == language {
                blocks.push(block.join("\n"));
            }
        }
    }
    blocks
}

#[test]
fn the_readmes_commands_work_in_their_order() {
    let home = tempfile::tempdir().unwrap();
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let all = blocks(&readme, "sh");
    let own: Vec<&String> = all.iter().filter(|block| block.starts_with("ourword")).collect();
    assert!(own.len() >= 5, "the README shows how to use it");
    assert_eq!(all.len() - own.len(), 2, "and two commands to build and to test it");
    for block in own {
        // A Wednesday, on which everything that the README promises has a window.
        let mut bash = bash(home.path());
        bash.env("OURWORD_NOW", "2026-11-18T20:00:00Z");
        ok(&bash.args(["-euo", "pipefail", "-c", block]).output().unwrap(), block);
    }
}

#[test]
fn the_readmes_sample_is_what_the_demo_prints() {
    let home = tempfile::tempdir().unwrap();
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let sample = blocks(&readme, "text").into_iter().next().expect("there is a sample");
    let demo = ok(&bash(home.path()).args(["-c", "ourword demo"]).output().unwrap(), "demo");
    assert!(sample.lines().count() > 15, "it shows something");
    assert!(demo.starts_with(sample.trim_end()), "the README has\n{sample}\nand the demo prints\n{demo}");
    assert!(!home.path().join(".local").exists(), "nothing of the demo is kept");
}

#[test]
fn the_readmes_sql_reads_a_ledger() {
    let home = tempfile::tempdir().unwrap();
    let script =
        "ourword init Ana Ben; ourword me Ana; ourword promise 'x' --every day --name x; ourword kept x";
    ok(&bash(home.path()).args(["-euc", script]).output().unwrap(), script);
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let ledger = rusqlite::Connection::open(home.path().join(".local/share/ourword/ledger.db")).unwrap();
    let sql = blocks(&readme, "sql");
    assert!(!sql.is_empty());
    for query in sql {
        let row: (String, String, String) =
            ledger.query_row(&query, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        assert_eq!(row, ("x".to_owned(), "2026-11-22".to_owned(), "kept".to_owned()));
    }
}

#[test]
fn the_first_week_ends_in_its_talk() {
    let home = tempfile::tempdir().unwrap();
    let script = Path::new(ROOT).join("examples/first-week.sh");
    let out = ok(&bash(home.path()).arg(script).output().unwrap(), "first-week.sh");
    for said in [
        "Ana: accepted evening.",
        "First: dishes, Thu 19 Nov: seen differently",
        "5 kept of 5 said, 1 excused, 1 seen differently",
        "Ben spoke of the break first",
        "a1\na2\na3\n",
    ] {
        assert!(out.contains(said), "{said}\n{out}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "it touches nothing but its own folder");
}
