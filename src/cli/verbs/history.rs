//! `history`: what was recorded, entry by entry.

use clap::Args;

use super::report::PeriodArgs;
use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::shared::Call;
use crate::domain::Span;
use crate::render::text;
use crate::report::history::history;

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    ourword history\n  \
    ourword history all --times\n  \
    ourword history 2026-11-09..2026-11-15")]
pub struct HistoryArgs {
    #[command(flatten)]
    period: PeriodArgs,
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
    let entries = reading.entries(Span::new(from, period.span.to))?;
    let report = history(&reading.book, period.label, reading.reckoning.today, entries);
    reading.ledger.end_reading()?;
    let page = call.ui.page(reading.reader);
    let ids = || report.events.iter().map(|event| event.id.to_string()).collect();
    call.ui.answer(&report, || text::history::history(&report, &page, args.times), ids)
}
