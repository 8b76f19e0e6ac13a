//! `show`: one promise whole.

use clap::Args;

use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::shared::Call;
use crate::render::text;
use crate::report::show::show;

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Its id or name
    id: String,
    /// Show the instants of recording
    #[arg(long)]
    times: bool,
    /// Tell every window, not the latest 30 alone
    #[arg(long)]
    all: bool,
}

pub fn run(args: &ShowArgs, call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let account = reading.account(reading.book.find(&args.id)?)?;
    let report = show(&reading.book, &reading.reckoning, &account);
    reading.ledger.end_reading()?;
    let page = call.ui.page(reading.reader);
    let id = || vec![report.promise.named.id.to_string()];
    call.ui.answer(&report, || text::show::show(&report, &page, args.times, args.all), id)
}
