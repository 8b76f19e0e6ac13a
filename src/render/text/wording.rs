//! Small wordings that several reports share, so that they agree in number and in tone.

use std::fmt::{self, Write as _};

use super::page::{Page, Text};
use crate::domain::tally::Tally;
use crate::domain::words::shown;
use crate::domain::{Day, Span};
use crate::report::shape::{PauseLine, PromiseShape, SteadyShape, StreakShape};

/// `1 week`, `2 weeks`.
pub fn count(number: u32, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// Counts first: "9 kept of 11 said, 1 excused, 1 seen differently, 2 not logged".
pub fn counts(tally: &Tally) -> String {
    let mut parts = String::new();
    let mut part = |number: u32, what: fmt::Arguments<'_>| {
        if number > 0 {
            let comma = if parts.is_empty() { "" } else { ", " };
            _ = write!(parts, "{comma}{what}");
        }
    };
    part(tally.said(), format_args!("{} kept of {} said", tally.kept, tally.said()));
    let rest = [
        (tally.late, "kept late"),
        (tally.excused, "excused"),
        (tally.disputed, "seen differently"),
        (tally.unlogged, "not logged"),
        (tally.open, "open"),
        (tally.awaiting, if tally.awaiting == 1 { "awaits a word" } else { "await a word" }),
    ];
    for (number, word) in rest {
        part(number, format_args!("{number} {word}"));
    }
    if parts.is_empty() { "nothing yet".to_owned() } else { parts }
}

/// "82 % of what was said was kept; fair range 71 to 90 %", where there is enough to say so.
pub fn rate(tally: &Tally) -> Option<String> {
    let (rate, (low, high)) = (tally.kept_rate()?, tally.fair_range()?);
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    tally.is_enough_for_a_rate().then(|| {
        format!(
            "{} % of what was said was kept; fair range {} to {} %",
            percent(rate),
            percent(low),
            percent(high)
        )
    })
}

/// "8 in a row", "6 weeks"; nothing for none.
pub fn run(length: u32, unit: &str) -> String {
    match (length, unit) {
        (0, _) => String::new(),
        (length, "") => format!("{length} in a row"),
        (length, unit) => count(length, unit),
    }
}

/// The run, and the best where that was longer.
pub fn streak(streak: &StreakShape, unit: &str) -> String {
    match (streak.current, streak.best) {
        (now, best) if now == best => run(now, unit),
        (0, best) => format!("best {}", run(best, unit)),
        (now, best) => format!("{}, best {best}", run(now, unit)),
    }
}

/// "3 steady weeks in a row, best 5".
pub fn steady(steady: SteadyShape) -> String {
    match (steady.current, steady.best) {
        (0, 0) => "no steady week yet".to_owned(),
        (0, best) => format!("best {} in a row", count(best, "steady week")),
        (now, best) if now == best => format!("{} in a row", count(now, "steady week")),
        (now, best) => format!("{} in a row, best {best}", count(now, "steady week")),
    }
}

/// What a promise asks, in short: "every day", "3 times every week", "by Fri 27 Nov", "once".
pub fn asks(promise: &PromiseShape, today: Day) -> String {
    let when = match (&promise.cadence, promise.due) {
        (Some(cadence), _) if promise.times > 1 => format!("{} times every {cadence}", promise.times),
        (Some(cadence), _) => format!("every {cadence}"),
        (None, Some(due)) => format!("by {}", due.said(today)),
        (None, None) => "once, no day said".to_owned(),
    };
    let until = promise.until.map(|until| format!(", until {}", until.said(today))).unwrap_or_default();
    let from =
        if promise.from > today { format!(", from {}", promise.from.said(today)) } else { String::new() };
    format!("{when}{from}{until}")
}

/// The same of a promise that was revised: "due Fri 20 Nov".
pub fn was(promise: &PromiseShape, today: Day) -> String {
    let asks = asks(promise, today);
    asks.strip_prefix("by ").map_or_else(|| asks.clone(), |due| format!("due {due}"))
}

/// The text of a promise as it may be shown.
pub fn text_of(text: Option<&String>) -> String {
    text.map_or_else(|| "(unsaid)".to_owned(), |text| shown(text))
}

/// The days of a window: one, from one to another, or from one on.
pub fn days(from: Day, to: Option<Day>, today: Day) -> String {
    match to {
        Some(to) if to == from => from.said(today),
        Some(to) => format!("{} to {}", from.said(today), to.said(today)),
        None => format!("from {} on", from.said(today)),
    }
}

/// A pause: what rests, since when, until when, by whom, and the id that lifts it.
pub fn pause(text: &mut Text, page: &Page, line: &PauseLine, today: Day) {
    let what = line.promise.clone().unwrap_or_else(|| "everything".to_owned());
    let days = days(line.from, line.until, today);
    text.line(page, &format!("  Paused by {}: {what}, {days} ({})", line.by, line.id));
}

/// The days of a period, and its name where it has one of its own.
pub fn days_of(span: Span, label: &str) -> String {
    let from = if span.from.year() == span.to.year() { span.from.short() } else { span.from.long() };
    // A period that is called by its days needs no other name.
    let name = if label.contains("..") { String::new() } else { format!(" ({label})") };
    format!("{from} to {}{name}", span.to.long())
}

/// A page's title: its days, what they are called, and from which day they are seen where they are not over.
pub fn title(text: &mut Text, page: &Page, span: Span, label: &str, today: Day) {
    text.heading(page, &days_of(span, label));
    if today < span.to {
        text.line(page, &format!("as of {}", today.long()));
    }
}
