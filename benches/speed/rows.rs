//! The rows of the table, in its order.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::feed::Mix;
use crate::ledger::{Made, imported, one_by_one};
use crate::measure::{Pair, cost, instructions, pair, syncs, timed, which};
use crate::scene::{Scene, installed};
use crate::table::{Table, short, time};

/// What a week is asked by, once it is found: each promise by the beginning of the key.
const WEEK: &str =
    "SELECT promise.id, says, count(*) FROM promise CROSS JOIN mark ON mark.promise = promise.id
    AND day BETWEEN '2026-11-16' AND '2026-11-22' AND standing = 1 GROUP BY 1, 2";
/// What the whole past is asked by.
const WEEKS: &str = "SELECT promise, strftime('%G-%V', day), says, count(*) FROM mark WHERE standing = 1
    GROUP BY 1, 2, 3";
/// The question of one who has no program.
const LIST: &str = "SELECT id, name, text, cadence, from_day FROM promise ORDER BY id";

/// Everything.
pub fn all(scene: &Scene, table: &mut Table) {
    let small = imported(scene, Mix::Plain, 1_000);
    starts(scene, table);
    questions(scene, table, &small);
    marks(scene, table, &small);
    let middle = imported(scene, Mix::Plain, 10_000.min(scene.most));
    let large = imported(scene, Mix::Plain, scene.most);
    long_pasts(scene, table, &small, &middle, &large);
    let mixed =
        (imported(scene, Mix::Mixed, 10_000.min(scene.most)), imported(scene, Mix::Mixed, scene.most));
    mixed_pasts(scene, table, &mixed.0, &mixed.1);
    imports(scene, table, &large, &mixed.1);
    memory(scene, table, &large, &mixed.1);
    rebuilding(scene, table, &large);
    let size = std::fs::metadata(&scene.program).unwrap().len() as f64 / f64::from(1 << 20);
    table.at_most("binary", 6.0, " MiB", Some((size, String::new())));
}

fn measured((ratio, times): (f64, String)) -> String {
    format!("{ratio:.3} ({times})")
}

fn told(pair: Pair) -> (f64, String) {
    (pair.ratio, format!("{} / {}", time(pair.first), time(pair.second)))
}

fn starts(scene: &Scene, table: &mut Table) {
    let nowhere = scene.folder.join("nowhere.db");
    let version = || scene.ourword(&nowhere, &["--version"]);
    let hello = hello(scene);
    let beside = hello.as_ref().map(|hello| told(pair(scene, |_| (version(), scene.clean(hello)))));
    table.at_most("--version over a bare Rust hello", 1.1, "", beside);
    let bare = hello.and_then(|hello| instructions(scene, &scene.clean(&hello)));
    let about = bare.map_or_else(String::new, |bare| format!("hello {:.3} M", millions(bare)));
    let count = instructions(scene, &version()).map(|count| (millions(count), about));
    table.at_most("--version, instructions", 0.8, " M", count);
}

fn millions(count: u64) -> f64 {
    count as f64 / 1e6
}

/// The least that a Rust program can be, built as this one is.
fn hello(scene: &Scene) -> Option<PathBuf> {
    let rustc = which("rustc")?;
    let (source, hello) = (scene.folder.join("hello.rs"), scene.folder.join("hello-as-built"));
    std::fs::write(&source, "fn main() {\n    println!(\"hello\");\n}\n").unwrap();
    let flags = ["opt-level=3", "lto=fat", "codegen-units=1", "panic=abort", "strip=symbols"];
    let mut build = Command::new(rustc);
    build.args(flags.iter().flat_map(|flag| ["-C", flag])).arg("-o").args([&hello, &source]);
    let built = build.status().is_ok_and(|done| done.success());
    built.then(|| installed(&hello, scene.folder.join("hello")))
}

fn questions(scene: &Scene, table: &mut Table, small: &Made) {
    let has_shell = which("sqlite3").is_some();
    let show: [&[&str]; 4] = [&["today"], &["list"], &["show", "promise-7"], &["due", "--short"]];
    for words in show {
        // `today` is what the program says where no verb is given.
        let call = if words == ["today"] { &[] } else { words };
        let beside = has_shell.then(|| {
            told(pair(scene, |_| (scene.ourword(&small.file, call), scene.shell(&small.file, LIST))))
        });
        let figure =
            format!("{} at {} over a query of the sqlite3 shell", words.join(" "), short(small.marks));
        table.at_most(&figure, 0.75, "", beside);
        if let Some(count) = instructions(scene, &scene.ourword(&small.file, call)) {
            table.told("  instructions", &format!("{:.3} M", millions(count)));
        }
    }
}

fn marks(scene: &Scene, table: &mut Table, small: &Made) {
    let beside = which("sqlite3").map(|_| kept_beside_an_insert(scene, &scene.folder, small));
    table.at_most("kept over one insert of the sqlite3 shell, as durable", 0.7, "", beside.map(told));
    // What is left of it is the program's own, and what the goal can be reached with.
    let memory = Path::new("/dev/shm");
    if let (true, Some(beside)) = (memory.is_dir(), beside) {
        let folder = tempfile::tempdir_in(memory).unwrap();
        let free = kept_beside_an_insert(scene, folder.path(), small);
        table.told("  the same where a sync costs nothing", &measured(told(free)));
        let both = [beside.first - free.first, beside.second - free.second].map(|cost| time(cost.max(0.0)));
        table.told("  so of theirs, the disk's", &both.join(" / "));
    }
    let own = scene.copy(&small.file, "kept.db");
    let calls = syncs(scene, &scene.ourword(&own, &["kept", "promise-0"]));
    let measured = calls.map(|calls| {
        let other = calls.iter().filter(|call| *call != "fdatasync").count();
        (
            calls.len() as f64,
            if other == 0 { "all fdatasync".to_owned() } else { format!("{other} not fdatasync") },
        )
    });
    table.at_most("syncs of a kept, strictly durable", 5.0, "", measured);
}

/// One mark beside one insert, each time into a ledger of its own in that folder.
fn kept_beside_an_insert(scene: &Scene, folder: &Path, small: &Made) -> Pair {
    let [own, bare] = ["kept.db", "inserted.db"].map(|name| scene.copy_to(&small.file, folder.join(name)));
    pair(scene, |number| {
        // A mark that is not there yet, of a promise of Ana's; once all of today have been said, of days before.
        let promise = (number % 25) * 2;
        let says = ["kept", "broke"][number / 25 % 2];
        let insert = format!(
            "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;
             INSERT INTO mark (promise, day, author, tick, device, seq, place, says, standing, recorded, at)
             VALUES ('a{}', '2026-11-20', 1, {number} + 1000000, 'a', 9, 0, 'kept', 1, '2026-11-20', 0)",
            promise + 1
        );
        (scene.ourword(&own, &[says, &format!("promise-{promise}")]), scene.shell(&bare, &insert))
    })
}

/// The instructions of one more mark in a long past over those in a short one.
fn one_more(scene: &Scene, long: &Made, short: &Made) -> Option<(f64, String)> {
    let of = |made: &Made| {
        let own = scene.copy(&made.file, "kept.db");
        let count = instructions(scene, &scene.ourword(&own, &["kept", "promise-0"]));
        std::fs::remove_file(own).unwrap();
        count.map(millions)
    };
    let (long, short) = of(long).zip(of(short))?;
    Some((long / short, format!("{long:.3} M / {short:.3} M")))
}

/// The same words at the longest past over a shorter one.
fn flat(scene: &Scene, table: &mut Table, words: &[&str], middle: &Made, large: &Made, kind: &str) {
    let beside = pair(scene, |_| (scene.ourword(&large.file, words), scene.ourword(&middle.file, words)));
    let figure = format!("{} at {}{kind} over {}", what(words), short(large.marks), short(middle.marks));
    table.at_most(&figure, 1.15, "", Some(told(beside)));
}

/// What is asked: where nothing is said, `today`.
fn what(words: &[&str]) -> String {
    if words.is_empty() { "today".to_owned() } else { words.join(" ") }
}

fn long_pasts(scene: &Scene, table: &mut Table, small: &Made, middle: &Made, large: &Made) {
    let figure = format!("kept at {} over {}, instructions", short(large.marks), short(small.marks));
    table.at_most(&figure, 1.05, "", one_more(scene, large, small));
    let over = |table: &mut Table, words: &[&str], sql: &str, what: &str, goal: f64| {
        let beside = which("sqlite3").map(|_| {
            told(pair(scene, |_| (scene.ourword(&large.file, words), scene.shell(&large.file, sql))))
        });
        table.at_most(
            &format!("{} at {} over {what}", words.join(" "), short(large.marks)),
            goal,
            "",
            beside,
        );
    };
    over(table, &["report"], WEEK, "the shell's week by index", 1.0);
    for words in [&["report"] as &[&str], &["streaks"], &["list"], &["due", "--short"], &[]] {
        flat(scene, table, words, middle, large, "");
    }
    over(table, &["report", "all"], WEEKS, "the shell's GROUP BY", 0.3);
}

fn mixed_pasts(scene: &Scene, table: &mut Table, middle: &Made, large: &Made) {
    for words in [&["report"] as &[&str], &["streaks"]] {
        flat(scene, table, words, middle, large, ", mixed,");
    }
}

/// The rows that a machine puts in at most, by SQLite's shell: as many as there are marks, a few short columns, two indexes.
/// Rates drift with it from machine to machine and from hour to hour; where the goals were set it was 441 k/s.
fn bare_rate(scene: &Scene) -> Option<f64> {
    which("sqlite3")?;
    let file = scene.folder.join("bare.db");
    let _ = std::fs::remove_file(&file);
    let sql = format!(
        "PRAGMA synchronous = FULL;
         CREATE TABLE bare (promise TEXT, day TEXT, author INTEGER, tick INTEGER, says TEXT,
           PRIMARY KEY (promise, day, author, tick)) STRICT;
         CREATE INDEX bare_by_tick ON bare (tick);
         INSERT INTO bare WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {0})
         SELECT 'a' || (i % 50), date('1972-01-01', (i / 50) || ' days'), 1, i, 'kept' FROM n",
        scene.most
    );
    let seconds = timed(&mut scene.shell(&file, &sql));
    std::fs::remove_file(&file).unwrap();
    Some(scene.most as f64 / seconds / 1e3)
}

fn imports(scene: &Scene, table: &mut Table, plain: &Made, mixed: &Made) {
    if let Some(rate) = bare_rate(scene) {
        table.told("a bare insert of as many rows here, by the shell", &format!("{rate:.1} k/s"));
    }
    for (made, what) in [(plain, "plain"), (mixed, "mixed, with notes")] {
        let rate = made.marks as f64 / made.cost.seconds / 1e3;
        let figure = format!("import of {} marks, {what}", short(made.marks));
        table.at_least(&figure, 300.0, " k/s", Some((rate, time(made.cost.seconds))));
        let peak = (made.cost.peak > 0).then(|| (mebi(made.cost.peak), String::new()));
        table.at_most("  its memory", 32.0, " MiB", peak);
    }
}

fn mebi(kibi: u64) -> f64 {
    kibi as f64 / 1024.0
}

fn memory(scene: &Scene, table: &mut Table, plain: &Made, mixed: &Made) {
    let reports: [&[&str]; 14] = [
        &[],
        &["list", "--all"],
        &["show", "promise-7"],
        &["due"],
        &["streaks"],
        &["report"],
        &["report", "all"],
        &["report", "all", "--json"],
        &["report", "all", "--format", "csv"],
        &["report", "all", "--format", "html"],
        &["show", "promise-7", "--json"],
        &["calendar", "all"],
        &["calendar", "all", "--json"],
        &["calendar", "2026"],
    ];
    for (made, kind) in [(plain, "plain"), (mixed, "mixed")] {
        let peaks =
            reports.iter().map(|words| (cost(scene, &scene.ourword(&made.file, words)).peak, what(words)));
        let (peak, which) = peaks.max().unwrap();
        let measured = (peak > 0).then(|| (mebi(peak), format!("the most is of `{which}`")));
        let figure = format!("peak memory of a report at {}, {kind}", short(made.marks));
        table.at_most(&figure, 16.0, " MiB", measured);
    }
}

fn rebuilding(scene: &Scene, table: &mut Table, plain: &Made) {
    let made = one_by_one(scene, scene.most);
    let small = imported(scene, Mix::Plain, 1_000);
    let figure = format!("kept at {} in entries of their own over {}", short(made.marks), short(small.marks));
    table.at_most(&figure, 1.05, "", one_more(scene, &made, &small));
    let rate = |seconds: f64, marks: u64| marks as f64 / seconds / 1e3;
    let count = short(made.marks);
    let restored = Some((rate(made.cost.seconds, made.marks), time(made.cost.seconds)));
    table.at_least(&format!("import of a record of {count} entries"), 300.0, " k/s", restored);
    let own = scene.copy(&made.file, "rebuilt.db");
    let cost_of = cost(scene, &scene.ourword(&own, &["doctor", "--rebuild"]));
    let measured = Some((rate(cost_of.seconds, made.marks), time(cost_of.seconds)));
    table.at_least(&format!("doctor --rebuild of {count} entries"), 300.0, " k/s", measured);
    table.told("  its memory", &format!("{:.1} MiB", mebi(cost_of.peak)));
    std::fs::remove_file(own).unwrap();
    for (words, what) in [(&["doctor"] as &[&str], "doctor"), (&["export"], "export")] {
        let cost = cost(scene, &scene.ourword(&made.file, words));
        let told = format!(
            "{:.1} k/s ({}, {:.1} MiB)",
            rate(cost.seconds, made.marks),
            time(cost.seconds),
            mebi(cost.peak)
        );
        table.told(&format!("{what} of {count} entries"), &told);
    }
    let own = scene.copy(&plain.file, "rebuilt.db");
    let cost = cost(scene, &scene.ourword(&own, &["doctor", "--rebuild"]));
    let told = format!("{:.1} k marks/s ({})", rate(cost.seconds, plain.marks), time(cost.seconds));
    table.told(&format!("doctor --rebuild of {} imported marks", short(plain.marks)), &told);
    std::fs::remove_file(own).unwrap();
}
