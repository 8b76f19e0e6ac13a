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
    assert!(demo.lines().count() <= 60, "an ordinary week fits on a page");
    assert!(demo.lines().all(|line| line.chars().count() <= 80));
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

/// Runs an example in a home of its own, which it leaves as it was.
fn example(name: &str) -> String {
    let home = tempfile::tempdir().unwrap();
    let script = Path::new(ROOT).join("examples").join(name);
    let out = ok(&bash(home.path()).arg(script).output().unwrap(), name);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "it touches nothing but its own folder");
    out
}

#[test]
fn the_repair_holds_in_the_end() {
    let out = example("repair.sh");
    for said in [
        "Ben: repair a2, open.",
        "Ben: repair a2, whole.",
        "Ben of home, Tue 17 Nov (a2): holding; the other says: heard",
        "what it did to you: you sat there with the cold dinner",
    ] {
        assert!(out.contains(said), "{said}\n{out}");
    }
    assert!(!out.contains("First: home"), "what is being repaired is not held up again\n{out}");
}

#[test]
fn the_weekly_talk_has_its_parts_in_order() {
    let out = example("weekly-talk.sh");
    let parts = [
        "Still to be said:",
        "Thanks",
        "Ana\n",
        "Check-ins",
        "To talk about",
        "Next week",
        "What is one thing",
    ];
    let mut rest = out.as_str();
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part} is missing or too early\n{out}"));
        rest = &rest[at..];
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

/// A ledger with a week in it, and what an example makes of it.
fn example_on_a_ledger(script: &str) -> (tempfile::TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    let before = "ourword init Ana Ben; ourword me Ben; ourword me Ana
        ourword promise 'wash up, all of it' --every day --from 2026-11-09 --name dishes
        ourword kept dishes; ourword broke dishes --on 2026-11-12";
    ok(&bash(home.path()).args(["-euc", before]).output().unwrap(), before);
    let path = format!("cd \"$HOME\"; PATH={ROOT}/examples:$PATH; {script}");
    let out = ok(&bash(home.path()).args(["-euo", "pipefail", "-c", &path]).output().unwrap(), script);
    (home, out)
}

#[test]
fn the_report_goes_as_a_mail_in_two_forms() {
    let (_home, mail) = example_on_a_ledger("report-mail.sh ana@example.org 2026-W46");
    assert!(
        mail.starts_with("To: ana@example.org\nSubject: Our week, 2026-W46\nMIME-Version: 1.0\n"),
        "{mail}"
    );
    let (_home, month) =
        example_on_a_ledger("report-mail.sh ana@example.org 2026-11 | head -2 | tail -1 || true");
    assert_eq!(month, "Subject: Our week, 2026-11\n");
    let types: Vec<&str> = mail.lines().filter_map(|line| line.strip_prefix("Content-Type: ")).collect();
    assert_eq!(types[1..], ["text/plain; charset=utf-8", "text/html; charset=utf-8"]);
    for (part, begins) in [(1, "Mon 9 Nov to Sun 15 Nov 2026 (2026-W46)"), (2, "<!DOCTYPE html>")] {
        let decode = format!(
            "report-mail.sh ana@example.org 2026-W46 | awk '/^--ourword/ {{n++}} n=={part} && body; /^$/ {{body = n=={part}}}' | grep -v '^--' | base64 -d"
        );
        let (_home, text) = example_on_a_ledger(&decode);
        assert!(text.starts_with(begins), "{text}");
    }
}

#[test]
fn the_calendar_feed_is_a_calendar() {
    let (home, said) = example_on_a_ledger("calendar-feed.sh due.ics; calendar-feed.sh due.ics");
    assert_eq!(said, "wrote due.ics with 1 entries\n".repeat(2));
    let feed = fs::read_to_string(home.path().join("due.ics")).unwrap();
    assert!(feed.contains("RRULE:FREQ=DAILY") && feed.ends_with("END:VCALENDAR\r\n"), "{feed}");
}

/// The pages of the guide, each on a ledger of its own: what two people have there who have just begun.
fn pages() -> Vec<(String, String)> {
    let folder = Path::new(ROOT).join("src/guide");
    let mut pages: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    pages.sort();
    pages
}

const BEGUN: &str = r#"
ourword init Ana Ben; ourword me Ana; ourword me Ben
ourword promise "wash up before bed" --every day --name dishes --from 2026-11-09 --as ana
ourword promise "home by seven, or a message by six" --every weekday --name home --from 2026-11-09 --as ben
"#;

#[test]
fn the_guides_commands_work_in_their_order() {
    let pages = pages();
    assert_eq!(pages.len(), 15);
    for (name, page) in pages {
        let home = tempfile::tempdir().unwrap();
        let run = |script: &str| {
            let mut bash = bash(home.path());
            bash.env("OURWORD_NOW", "2026-11-18T20:00:00Z");
            ok(&bash.args(["-euo", "pipefail", "-c", script]).output().unwrap(), &format!("{name}: {script}"))
        };
        run(BEGUN);
        let blocks = blocks(&page, "sh");
        assert!(blocks.iter().any(|block| block.contains("ourword ")) || name == "safety", "{name}");
        for block in &blocks {
            run(block);
        }
    }
}

#[test]
fn the_guides_sql_reads_a_ledger() {
    let home = tempfile::tempdir().unwrap();
    let script = format!("{BEGUN}\nourword kept home --on 2026-11-18 --note 'on foot' --as ben");
    let mut bash = bash(home.path());
    ok(&bash.env("OURWORD_NOW", "2026-11-18T20:00:00Z").args(["-euc", &script]).output().unwrap(), &script);
    let ledger = rusqlite::Connection::open(home.path().join(".local/share/ourword/ledger.db")).unwrap();
    let mut found = 0;
    for (name, page) in pages() {
        for query in blocks(&page, "sql") {
            let mut find = ledger.prepare(&query).unwrap_or_else(|error| panic!("{name}: {error}\n{query}"));
            let rows = find.query_map([], |_| Ok(())).unwrap().count();
            assert!(rows > 0, "{name}: nothing is found\n{query}");
            found += 1;
        }
    }
    assert!(found >= 3);
}

#[test]
fn reading_the_guide_leaves_no_trace_that_the_program_makes() {
    let home = tempfile::tempdir().unwrap();
    for (name, page) in pages() {
        let read =
            ok(&bash(home.path()).args(["-c", "ourword guide \"$0\"", &name]).output().unwrap(), &name);
        assert_eq!(read, page, "{name}");
        assert!(page.lines().all(|line| line.chars().count() <= 80), "{name} fits 80 columns");
        assert!(!page.contains('!') || name == "scripting", "{name}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}
