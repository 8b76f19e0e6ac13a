//! `history`: what was recorded, entry by entry.

use clap::Args;

use super::report::PeriodArgs;
use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::shared::Call;
use crate::domain::book::Book;
use crate::domain::event::Event;
use crate::domain::{Rejection, Span, ThingId};
use crate::ledger::{Ledger, LedgerError};
use crate::render::text;
use crate::report::history::history;

#[derive(Debug, Args)]
pub struct HistoryArgs {
    #[command(flatten)]
    period: PeriodArgs,
    /// Only what is about that promise or other thing
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    /// Show the instants of recording
    #[arg(long)]
    times: bool,
}

pub fn run(args: &HistoryArgs, call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let period = args.period.reckon(&reading)?;
    // Everything that was recorded, also before the first promise began.
    let from = match (period.is_all, reading.ledger.first_entry_day()?) {
        (true, Some(first)) => first.min(period.span.from),
        _ => period.span.from,
    };
    let mut entries = reading.entries(Span::new(from, period.span.to))?;
    if let Some(text) = &args.about {
        let id = thing(&reading.book, text)?;
        let mut kept = Vec::new();
        for entry in entries {
            if concerns(&reading.ledger, &entry.event, id)? {
                kept.push(entry);
            }
        }
        entries = kept;
    }
    let report = history(&reading.book, period.label, reading.reckoning.today, entries);
    reading.ledger.end_reading()?;
    let page = call.ui.page(reading.reader);
    let ids = || report.events.iter().map(|event| event.id.to_string()).collect();
    call.ui.answer(&report, || text::history::history(&report, &page, args.times), ids)
}

/// The promise of that id or name, or the boundary, pause, repair or chapter of that id.
fn thing(book: &Book, text: &str) -> Result<ThingId, Rejection> {
    match book.find(text) {
        Ok(promise) => Ok(promise.id),
        Err(Rejection::NotAPromise { id }) => Ok(id),
        Err(other) => Err(other),
    }
}

/// Whether an event is about the thing: what was done to it, marks on it, and what took back or unsaid those.
fn concerns(ledger: &Ledger, event: &Event, id: ThingId) -> Result<bool, LedgerError> {
    let mut event = event.clone();
    loop {
        let target = match &event {
            Event::Undone(undone) => undone.event,
            Event::Unsaid(unsaid) => unsaid.event,
            Event::Marked(cells) => return Ok(cells.iter().any(|cell| cell.0 == id)),
            Event::Paused(paused) => return Ok(paused.id == id || paused.promise == Some(id)),
            Event::Repaired(repaired) => {
                let of = repaired.of.is_some_and(|of| of.0 == id);
                return Ok(of || repaired.id == id);
            }
            other => return Ok(other.about() == Some(id)),
        };
        let Some(found) = ledger.past(target)? else { return Ok(false) };
        event = found.event;
    }
}
