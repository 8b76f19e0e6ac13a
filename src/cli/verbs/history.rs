//! `history`: what was recorded, entry by entry.

use clap::Args;

use super::period::PeriodArgs;
use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::reply::{OutputArgs, Reply};
use crate::cli::shared::{Call, Format, forms};
use crate::cli::ui::Form;
use crate::domain::event::Event;
use crate::domain::{Span, ThingId};
use crate::ledger::{Ledger, LedgerError};
use crate::render::{markdown, text};
use crate::report::history::history;

#[derive(Debug, Args)]
#[command(
    arg = forms(&[Format::Text, Format::Json, Format::Csv, Format::Md]),
    after_long_help = "Examples:\n  \
    ourword history\n  \
    ourword history all --times\n  \
    ourword history 2026-11-09..2026-11-15"
)]
pub struct HistoryArgs {
    #[command(flatten)]
    period: PeriodArgs,
    /// Only what is about that promise or other thing
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    /// Show the instants of recording
    #[arg(long)]
    times: bool,
    #[command(flatten)]
    output: OutputArgs,
}

pub fn run(args: &HistoryArgs, call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let period = args.period.reckon(reading)?;
    // Everything that was recorded, also before the first promise began.
    let from = match (period.is_all, reading.ledger.first_entry_day()?) {
        (true, Some(first)) => first.min(period.span.from),
        _ => period.span.from,
    };
    let mut entries = reading.entries(Span::new(from, period.span.to))?;
    if let Some(text) = &args.about {
        let id = reading.book.thing(text)?.id();
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
    let page = args.output.page(call, reading.reader);
    Reply::new(call, &report)
        .text(|| text::history::history(&report, &page, args.times))
        .ids(|| report.events.iter().map(|event| event.id).collect())
        .or(Form::Md, || markdown::history(&report, args.times))
        .csv(|to| crate::render::csv::history(&report, to))?
        .send(&args.output)
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
