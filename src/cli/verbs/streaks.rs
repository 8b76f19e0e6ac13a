//! `streaks`: in a row and best, and steady weeks.

use clap::Args;

use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::reply::{OutputArgs, Reply};
use crate::cli::shared::{Call, Format, forms};
use crate::cli::ui::Form;
use crate::render::{markdown, text};
use crate::report::streaks::streaks;

#[derive(Debug, Args)]
#[command(
    arg = forms(&[Format::Text, Format::Json, Format::Csv, Format::Md]),
    after_long_help = "Examples:\n  ourword streaks\n  ourword streaks --today 2026-11-15"
)]
pub struct StreaksArgs {
    #[command(flatten)]
    output: OutputArgs,
}

pub fn run(args: &StreaksArgs, call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let accounts = reading.accounts();
    let report = streaks(&reading.book, &reading.reckoning, accounts.counted(), accounts.iter())?;
    reading.ledger.end_reading()?;
    let page = args.output.page(call, reading.reader);
    let blocks = || report.partners.iter().chain([&report.joint]);
    Reply::new(call, &report)
        .text(|| text::streaks::streaks(&report, &page))
        .ids(|| blocks().flat_map(|block| &block.promises).map(|promise| promise.named.id).collect())
        .or(Form::Md, || markdown::streaks(&report))
        .csv(|to| crate::render::csv::streaks(&report, to))?
        .send(&args.output)
}
