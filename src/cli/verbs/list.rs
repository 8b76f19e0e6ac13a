//! `list`: the promises.

use clap::Args;

use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::reply::{OutputArgs, Reply};
use crate::cli::shared::{Call, Format, forms};
use crate::cli::ui::Form;
use crate::render::{markdown, text};
use crate::report::list::list;

#[derive(Debug, Args)]
#[command(
    arg = forms(&[Format::Text, Format::Json, Format::Csv, Format::Md]),
    after_long_help = "Examples:\n  \
    ourword list\n  \
    ourword list --all\n  \
    for id in $(ourword list --quiet); do ourword show \"$id\"; done"
)]
pub struct ListArgs {
    /// Also what is over, declined or lapsed
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs,
}

pub fn run(args: &ListArgs, call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let accounts = reading.accounts();
    let report = list(&reading.book, &reading.reckoning, args.all, accounts.iter())?;
    reading.ledger.end_reading()?;
    let page = args.output.page(call, reading.reader);
    Reply::new(call, &report)
        .text(|| text::list::list(&report, &page))
        .ids(|| report.promises.iter().map(|listed| listed.promise.named.id).collect())
        .or(Form::Md, || markdown::list(&report))
        .csv(|to| crate::render::csv::list(&report, to))?
        .send(&args.output)
}
