//! The rows of the table, made side by side, and printed in order.

use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

use crate::{clock, deed, disk, kills, places, trace, writers};

/// How much is tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Some of each, for every day.
    Short,
    /// Every single one.
    All,
}

impl Size {
    /// Every so many of something long is tried.
    pub fn every(self, short: usize) -> usize {
        match self {
            Self::Short => short,
            Self::All => 1,
        }
    }
}

/// What came of one fault.
pub struct Row {
    fault: String,
    way: &'static str,
    tried: usize,
    lost: Vec<String>,
}

impl Row {
    pub fn new(fault: impl Into<String>, way: &'static str) -> Self {
        Self { fault: fault.into(), way, tried: 0, lost: Vec::new() }
    }

    /// One more try, and what was lost by it.
    pub fn tried(&mut self, which: impl std::fmt::Display, lost: Vec<String>) {
        self.tried += 1;
        self.lost.extend(lost.into_iter().map(|what| format!("{which}: {what}")));
    }

    /// Something was not as the fault needs it.
    pub fn wrong(&mut self, what: String) {
        self.lost.push(what);
    }
}

type Making = Box<dyn FnOnce() -> Row + Send>;

/// A variable of the tests' own environment.
#[expect(
    clippy::disallowed_methods,
    reason = "it is the tests that are told how much to try, and not the program"
)]
pub fn told(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name)
}

/// Tries all, prints the table, and fails where anything was lost.
pub fn run(size: Size) -> ExitCode {
    let began = Instant::now();
    let strace = trace::there();
    let must = told("OURWORD_ALL_SHELLS").is_some();
    assert!(strace || !must, "OURWORD_ALL_SHELLS is set, and strace does not work");
    let mut making: Vec<Making> = Vec::new();
    for which in deed::Which::ALL {
        making.push(Box::new(move || kills::row(which, size, strace)));
    }
    for which in [deed::Which::Kept, deed::Which::Unsay, deed::Which::Import] {
        making.push(Box::new(move || kills::copies(which, size, strace)));
    }
    for which in deed::Which::ALL {
        for error in ["ENOSPC", "EIO"] {
            if strace {
                making.push(Box::new(move || disk::errors(which, error, size)));
            }
        }
    }
    for which in [deed::Which::Kept, deed::Which::Unsay, deed::Which::Import] {
        making.push(Box::new(move || disk::no_room(which, size)));
    }
    for many in [2, 10] {
        making.push(Box::new(move || writers::at_once(many, size)));
    }
    making.extend(clock::rows().into_iter().map(|row| Box::new(row) as Making));
    making.extend(places::rows().into_iter().map(|row| Box::new(row) as Making));
    let rows = side_by_side(making);
    print(&rows);
    let lost: usize = rows.iter().map(|row| row.lost.len()).sum();
    let tried: usize = rows.iter().map(|row| row.tried).sum();
    println!("{tried} faults, {lost} losses, {} s", began.elapsed().as_secs());
    if !strace {
        println!(
            "there is no strace here: moments were met by growing delays, and no error was put into a call"
        );
    }
    let nothing_tried = rows.iter().any(|row| row.tried == 0);
    if lost == 0 && !nothing_tried { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// On two threads, since most of it is waiting for the disk.
fn side_by_side(making: Vec<Making>) -> Vec<Row> {
    let queue = Mutex::new(making.into_iter().enumerate().collect::<std::collections::VecDeque<_>>());
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().unwrap().pop_front();
                    let Some((at, make)) = next else { return };
                    let row = make();
                    done.lock().unwrap().push((at, row));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, row)| row).collect()
}

fn print(rows: &[Row]) {
    println!("\n{:<64} {:<14} {:>6} {:>6}", "fault", "by", "tried", "lost");
    for row in rows {
        println!("{:<64} {:<14} {:>6} {:>6}", row.fault, row.way, row.tried, row.lost.len());
        for what in row.lost.iter().take(5) {
            println!("    {what}");
        }
    }
}
