//! Faults: whatever happens to the machine, nothing that was recorded goes, and nothing half is recorded. Prints a table
//! of the faults, how often each was tried, and what was lost; anything lost is a failure.
//!
//! `cargo test --test faults` tries a part of them; `OURWORD_FAULTS=all cargo test --test faults` tries all. Where there
//! is no `strace`, which reaches every single system call, programs are killed after growing delays instead, and the
//! table says so; with `OURWORD_ALL_SHELLS=1`, which the project's own check sets, it has to be there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a test may fail loudly")]

#[cfg(unix)]
#[path = "faults/clock.rs"]
mod clock;
#[cfg(unix)]
#[path = "faults/deed.rs"]
mod deed;
#[cfg(unix)]
#[path = "faults/disk.rs"]
mod disk;
#[cfg(unix)]
#[path = "faults/kills.rs"]
mod kills;
#[cfg(unix)]
#[path = "faults/places.rs"]
mod places;
#[cfg(unix)]
#[path = "faults/scene.rs"]
mod scene;
#[cfg(unix)]
#[path = "faults/table.rs"]
mod table;
#[cfg(unix)]
#[path = "faults/trace.rs"]
mod trace;
#[cfg(unix)]
#[path = "faults/writers.rs"]
mod writers;

#[cfg(unix)]
fn main() -> std::process::ExitCode {
    // Who lists the tests, or asks for one of another name, does not want this one run.
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let named =
        asked.iter().filter(|word| !word.starts_with('-')).all(|name| "faults".contains(name.as_str()));
    if asked.iter().any(|word| word == "--list") || !named {
        return std::process::ExitCode::SUCCESS;
    }
    let all = table::told("OURWORD_FAULTS").is_some_and(|size| size == "all");
    table::run(if all { table::Size::All } else { table::Size::Short })
}

#[cfg(not(unix))]
fn main() {
    println!("the faults are made with means of unix; none was tried here");
}
