//! `calendar`: a period day by day.

use clap::{Args, ValueEnum};

use super::period::{OnlyArgs, PeriodArgs};
use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::progress::Progress;
use crate::cli::reply::{OutputArgs, Reply};
use crate::cli::retold::Retold;
use crate::cli::shared::{Call, Format, forms};
use crate::render::{csv, text};
use crate::report::calendar::{Calendar, calendar};

#[derive(Debug, Args)]
#[command(
    arg = forms(&[Format::Text, Format::Json, Format::Csv]),
    after_long_help = "Examples:\n  ourword calendar\n  ourword calendar 2026-11\n  ourword calendar 2026 --promise dishes"
)]
pub struct CalendarArgs {
    #[command(flatten)]
    period: PeriodArgs,
    #[command(flatten)]
    only: OnlyArgs,
    /// What stands for itself [default: promise, for more than 14 weeks block]
    #[arg(long, value_enum, value_name = "WHAT")]
    by: Option<By>,
    #[command(flatten)]
    output: OutputArgs,
}

/// What stands for itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum By {
    /// Each promise, by what became of it
    Promise,
    /// Each partner's promises, and the joint ones, by how much of what was due was kept
    Block,
}

/// Up to so many days each promise stands for itself, unless it is said otherwise.
const SHORT: i64 = 14 * 7;

pub fn run(args: &CalendarArgs, call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let period = args.period.reckon(reading)?;
    let only = args.only.find(reading)?;
    let retold = Retold::new(reading, Progress::new(call.ui, "windows"));
    let only = only.map(|promise| promise.id);
    let report = retold.made(calendar(&retold.sheets(period.span, only), &period.label))?;
    let is_short = period.span.days() <= SHORT || only.is_some();
    let by = args.by.unwrap_or(if is_short { By::Promise } else { By::Block });
    let page = args.output.page(call, reading.reader);
    let reply = || {
        Reply::new(call, &report)
            .text(|| text::calendar::calendar(&report, &page, by == By::Block))
            .ids(|| ids(&report))
            .csv(|to| csv::calendar(&report, to))?
            .made()
    };
    let reply = retold.made(reply())?;
    reading.ledger.end_reading()?;
    reply.send(&args.output)
}

fn ids(report: &Calendar<'_>) -> Vec<String> {
    let blocks = report.partners.iter().chain([&report.joint]);
    blocks.flat_map(|block| &block.promises).map(|promise| promise.named.id.to_string()).collect()
}
