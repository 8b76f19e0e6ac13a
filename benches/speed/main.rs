//! How fast the program is, goal beside measured. `cargo bench` prints the table.
//!
//! Measured are ratios within one run, whole processes against whole processes, alternated many times, and instruction
//! counts: absolute times drift by a quarter from run to run, and rates by half from machine to machine. Beside these stands
//! what SQLite's shell does of the same here. Measured is a copy of the program, as an installation makes one. Nothing here
//! fails because it is slow; a tool that is missing (`sqlite3`, `valgrind`, `strace`, GNU `time`, `rustc`) is said in its row.
//!
//! - `OURWORD_BENCH_N`: the marks of the longest past (a million).
//! - `OURWORD_BENCH_QUICK=1`: fewer rounds, and a hundred thousand marks.
//! - `OURWORD_BENCH_PROGRAM`: the program to measure, where it is not what `cargo static` builds.
//!
//! Ledgers stay under `target/tmp/speed` for the next run, until the program is built anew.
//!
//! # Where the time goes
//!
//! Read off callgrind, perf and the kernel's counts, at 50 promises and 1,000 marks:
//!
//! - A start that asks nothing is the kernel's: 0.17 M instructions, 110 page faults, a third of them the allocator's. With
//!   glibc it takes twice as long on a virtual machine, since glibc asks the processor about its caches some sixty times
//!   and the host answers each time; `cargo static` links musl, which does not ask, mimalloc, since musl's own allocator
//!   gives every page back at once, and `src/musl/copy.c`, since musl's copying takes twenty nanoseconds to begin. mimalloc
//!   itself is told to look for no settings, and to give nothing back when the program ends: a tenth of `list`.
//! - `show`, 2.3 M instructions and 210 page faults: a fifth is SQLite reading its schema, another preparing questions, a
//!   quarter the promises, the rest clap, one promise's marks and the page. A page fault costs about a microsecond, so
//!   that what is touched counts as much as what is done. That is why SQLite keeps twenty-five pages of the file and no
//!   more: what is asked of a million marks lies on a hundred pages, and each that is read into memory used before costs
//!   half. It is a seventh of `today` at a million, and what reads all of the past is a thirtieth slower at most.
//! - Asking the processor what it can do costs six microseconds and more on a virtual machine, where the host answers. The
//!   library that hashes asks three times before its first hash, which was a twentieth of every question; little is
//!   hashed by one that does not ask (`ledger::sum`).
//! - `due --short`, 2.7 M: the same, and the folds 0.4 M. Marks are those of today alone, since all that is settled is folded.
//!   `list` is that and a table, of which comfy-table makes 1.3 M: it measures each line three times, and 0.4 M are for
//!   breaking the lines that are too long for the page.
//! - `kept`: a start, 1.6 M instructions and the five syncs: the promise that is named is read, and none of the others. The
//!   shell's insert has these syncs too, for the same time; on a file system in memory, where they cost nothing, the
//!   ratio is well below the goal. So whether it is met is for the disk to say: the slower it syncs, the nearer to one. A
//!   program that does nothing but that insert, built as this one is, came to 0.32 in memory and to 0.61 where the syncs
//!   took 0.9 ms. Three things would win a little more. SQLite can be built without syncing the folder at each commit (a
//!   thirtieth), and with the file's first pages mapped (a thirtieth); a journal that is kept and not truncated syncs a
//!   quarter faster. None is done: after a kill at the wrong moment the journal's name might not be durable; of a mapped
//!   file a failing disk is a signal and no error; and a journal that is kept holds what was said, beside a ledger
//!   that somebody may have thrown away.
//! - `report all` of a million marks reads two weeks of them: what is final is told by counts, week by week and promise by
//!   promise. What takes time and memory is a page of six thousand lines. As JSON and CSV it tells every window, and reads
//!   them all while it writes, 256 at a time; of the JSON two fifths are writing it, a third reading marks and their notes. The
//!   windows to talk about are read once more for each kind of them, since they stand in another order.
//! - `doctor --rebuild`: half is putting marks in, a fifth SQLite's look at its own pages, a fifth the chain. An import of a
//!   record is that, and reading each line, and an insert into a table with two indexes; 32 rows are put in by one
//!   statement, a third faster than one by one.

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
