//! The library without a ledger: when does a cadence fall due?
//!
//! `cargo run --example windows -- "month on last" 2026-11-20`

use ourword::domain::cadence::Cadence;
use ourword::domain::window::Schedule;
use ourword::domain::{Day, Rejection, WeekStart};

fn main() -> Result<(), Rejection> {
    let mut words = std::env::args().skip(1);
    let cadence: Cadence = words.next().unwrap_or_else(|| "2 weeks on tue".to_owned()).parse()?;
    let start: Day = words.next().unwrap_or_else(|| "2026-11-20".to_owned()).parse()?;
    let schedule = Schedule { cadence: &cadence, start, until: None, weeks: WeekStart::default() };
    for window in schedule.from(start).take(5) {
        let to = window.to.filter(|to| *to != window.from).map(|to| format!(" to {}", to.long()));
        say(&format!("{}{}", window.from.long(), to.unwrap_or_default()));
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "an example has nothing else to show")]
fn say(line: &str) {
    println!("{line}");
}
