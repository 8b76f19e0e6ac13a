//! `streaks`: in a row and best, and steady weeks.

use clap::Args;

use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::shared::Call;
use crate::render::text;
use crate::report::streaks::streaks;

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  ourword streaks\n  ourword streaks --today 2026-11-15")]
pub struct StreaksArgs {}

pub fn run(_: &StreaksArgs, call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let report = streaks(&reading.book, &reading.reckoning, reading.accounts())?;
    reading.ledger.end_reading()?;
    let page = call.ui.page(reading.reader);
    let blocks = || report.partners.iter().chain([&report.joint]);
    let ids =
        || blocks().flat_map(|block| &block.promises).map(|promise| promise.named.id.to_string()).collect();
    call.ui.answer(&report, || text::streaks::streaks(&report, &page), ids)
}
