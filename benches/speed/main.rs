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
