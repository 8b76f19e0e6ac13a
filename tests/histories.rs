//! The program against a second, naive reading of its rules: histories by chance, every figure compared.
//!
//! `OURWORD_HISTORIES` says how many, `OURWORD_SEED` which is the first; `OURWORD_EVERY=1` looks after
//! every command, which finds the command at fault. A failure prints its seed and the history as shell.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
#![allow(clippy::disallowed_methods, reason = "a test's own settings are no business of the program's")]
#![allow(clippy::float_cmp, reason = "exact values are compared only where they are exact")]

#[path = "histories/by_hand.rs"]
mod by_hand;
#[path = "histories/cadence.rs"]
mod cadence;
#[path = "histories/compare.rs"]
mod compare;
#[path = "histories/days.rs"]
mod days;
#[path = "histories/expect.rs"]
mod expect;
#[path = "histories/figures.rs"]
mod figures;
#[path = "histories/marking.rs"]
mod marking;
#[path = "histories/periods.rs"]
mod periods;
#[path = "histories/play.rs"]
mod play;
#[path = "histories/program.rs"]
mod program;
#[path = "histories/saying.rs"]
mod saying;
#[path = "histories/session.rs"]
mod session;
#[path = "histories/verdict.rs"]
mod verdict;
#[path = "histories/wishes.rs"]
mod wishes;
#[path = "histories/world.rs"]
mod world;

use std::sync::atomic::{AtomicBool, Ordering};

use session::Session;

fn setting(key: &str, otherwise: u64) -> u64 {
    std::env::var(key).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

/// Plays the history of a seed; on a difference, tells what it was and how to see it again.
fn history(seed: u64, every: bool) -> Result<(), String> {
    let mut session = Session::open(seed);
    play::play(&mut session, every).map_err(|what| {
        let script = session.program.script.join("\n");
        let now = &session.program.now;
        format!(
            "seed {seed}: OURWORD_SEED={seed} OURWORD_HISTORIES=1 OURWORD_EVERY=1 cargo test --test histories\n\
             {script}\n# the clock: {now}\n{what}\n"
        )
    })
}

#[test]
fn the_program_agrees_with_a_naive_reading_of_the_rules() {
    let (many, first) = (setting("OURWORD_HISTORIES", 60), setting("OURWORD_SEED", 20_260_105));
    let every = setting("OURWORD_EVERY", 0) == 1;
    let failed = AtomicBool::new(false);
    let play_every_second = |offset: u64| -> Vec<String> {
        let mut found = Vec::new();
        for n in (offset..many).step_by(2) {
            if failed.load(Ordering::Relaxed) {
                break;
            }
            let seed = first + n;
            let caught = std::panic::catch_unwind(|| history(seed, every));
            let result =
                caught.unwrap_or_else(|_| Err(format!("seed {seed}: the model panicked, see above")));
            if let Err(what) = result {
                failed.store(true, Ordering::Relaxed);
                found.push(what);
            }
        }
        found
    };
    let found: Vec<String> = std::thread::scope(|scope| {
        let other = scope.spawn(|| play_every_second(1));
        let mut found = play_every_second(0);
        found.extend(other.join().unwrap());
        found
    });
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
