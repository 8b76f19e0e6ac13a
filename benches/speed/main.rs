//! How fast the program is, goal beside measured. `cargo bench` prints the table.
//!
//! Measured are ratios within one run, whole processes against whole processes, alternated many times, and instruction
//! counts: absolute times drift by a quarter from run to run. Nothing here fails because it is slow; a tool that is
//! missing (`sqlite3`, `valgrind`, `strace`, GNU `time`, `rustc`) is said in its row.
//!
//! - `OURWORD_BENCH_N`: the marks of the longest past (a million).
//! - `OURWORD_BENCH_QUICK=1`: fewer rounds, and a hundred thousand marks.
//! - `OURWORD_BENCH_PROGRAM`: the program to measure, where it is not what `cargo static` builds.
//!
//! Ledgers stay under `target/tmp/speed` for the next run, until the program is built anew.
//!
//! # Where the time goes
//!
//! Read off callgrind and the kernel's counts, at 50 promises and 1,000 marks:
//!
//! - A start that asks nothing is the kernel's: 0.2 M instructions of the program's own, 87 page faults. Linking the C
//!   library in (`cargo static`) took a third off it, and a quarter off every short question.
//! - `show`, 3.3 M instructions and 197 page faults: a third is SQLite reading its schema and preparing questions, a
//!   quarter the promises, the rest clap, one promise's marks and the page. Most of the code runs once and has to be
//!   fetched for it, so that size counts as much as speed does.
//! - `due --short`, 6.4 M: the marks that are not folded 37 %, of that more than half rusqlite's checks of each column;
//!   the promises 26 %; preparing questions 17 %; folds 10 %; judging 10 %.
//! - `report all` of a million marks: seven tenths are the rows on their way out of SQLite, the rest is judging. Its
//!   memory is that of the promise with the longest past, which is read whole: its windows, and a copy of each mark.
//! - `kept`: the five syncs; of the instructions half are the same as of any question.
//! - `doctor`: hashing and reading the entries, and making the tables once more in memory, which is also its memory.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a bench may fail loudly")]
#![allow(clippy::cast_precision_loss, reason = "what is measured is less exact than that")]

mod feed;
mod ledger;
mod measure;
mod record;
mod rows;
mod scene;
mod table;

use scene::Scene;
use table::Table;

fn main() {
    // Cargo adds `--bench`; who lists what there is, or asks for one of another name, does not want this one run.
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let named =
        asked.iter().filter(|word| !word.starts_with('-')).all(|name| "speed".contains(name.as_str()));
    if asked.iter().any(|word| word == "--list") || !named {
        return;
    }
    let scene = Scene::new();
    let mut table = Table::begin(&scene);
    rows::all(&scene, &mut table);
    table.end();
}
