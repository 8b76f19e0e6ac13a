//! `list`: the promises.

use clap::Args;

use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::shared::Call;
use crate::render::text;
use crate::report::list::list;

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    ourword list\n  \
    ourword list --all\n  \
    for id in $(ourword list --quiet); do ourword show \"$id\"; done")]
pub struct ListArgs {
    /// Also what is over, declined or lapsed
    #[arg(long)]
    all: bool,
}

pub fn run(args: &ListArgs, call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let report = list(&reading.book, &reading.reckoning, args.all, reading.accounts())?;
    reading.ledger.end_reading()?;
    let page = call.ui.page(reading.reader);
    let ids = || report.promises.iter().map(|listed| listed.promise.named.id.to_string()).collect();
    call.ui.answer(&report, || text::list::list(&report, &page), ids)
}
