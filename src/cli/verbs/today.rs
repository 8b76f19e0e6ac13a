//! `ourword` alone: what is due for me, what is asked of me, and this week together.

use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::shared::Call;
use crate::render::text;
use crate::report::today::today;

pub fn run(call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let accounts = reading.accounts();
    let report = today(&reading.book, &reading.reckoning, reading.reader, accounts.weeks(), accounts.iter())?;
    reading.ledger.end_reading()?;
    let page = call.ui.page(reading.reader);
    let ids = || report.due.iter().map(|window| window.given.named.id.to_string()).collect();
    call.ui.answer(&report, || text::today::today(&report, &page), ids)
}
