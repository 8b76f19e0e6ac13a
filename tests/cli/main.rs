//! The program run as people run it: each test in a home of its own, with a clock that ticks.

// A test that cannot set itself up has failed, and says so by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod harness;
mod hostile;

mod ascii;
mod backup;
mod bad_input;
mod between_ask;
mod between_checkin;
mod between_leaving;
mod between_parts;
mod between_patterns;
mod between_rules;
mod between_show;
mod between_spoken;
mod between_words;
mod calendar;
mod completing;
mod did_you_mean;
mod doctor;
mod end_and_pause;
mod export;
mod files;
mod flipped;
mod forms;
mod import;
mod import_habits;
mod import_trouble;
mod import_whole;
mod joint;
mod long;
#[cfg(unix)]
mod man;
mod not_a_ledger;
mod nothing_slips_in;
mod output;
mod privacy;
mod promise;
#[cfg(unix)]
mod reference;
mod roles;
mod say;
mod schemas;
mod seeing;
mod setting_up;
mod shapes;
#[cfg(unix)]
mod shells;
mod status_line;
mod stdin;
#[cfg(unix)]
mod terminal;
mod undo;
mod upgrade;
