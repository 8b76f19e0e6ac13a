//! `calendar`: a period day by day.

use clap::{Args, ValueEnum};

use super::period::{OnlyArgs, PeriodArgs};
use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::reply::{OutputArgs, Reply};
use crate::cli::shared::{Call, Format, forms};
use crate::domain::Promise;
use crate::domain::period::Period;
use crate::render::text;
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
    let report = days_of(reading, &period, only)?;
    let is_short = period.span.days() <= SHORT || only.is_some();
    let by = args.by.unwrap_or(if is_short { By::Promise } else { By::Block });
    reading.ledger.end_reading()?;
    let page = args.output.page(call, reading.reader);
    Reply::new(call, &report)
        .text(|| text::calendar::calendar(&report, &page, by == By::Block))
        .ids(|| ids(&report))
        .csv(|to| crate::render::csv::calendar(&report, to))?
        .send(&args.output)
}

/// The period day by day, of all promises or of one.
pub fn days_of(reading: &Reading, period: &Period, only: Option<&Promise>) -> Result<Calendar, Failure> {
    let meant = |id| only.is_none_or(|only| only.id == id);
    let promises = reading.book.promises.iter().filter(|promise| meant(promise.id));
    let accounts = reading.accounts().since(period.span.from);
    calendar(&reading.book, &reading.reckoning, period, promises.map(|promise| accounts.of(promise)))
}

fn ids(report: &Calendar) -> Vec<String> {
    let blocks = report.partners.iter().chain([&report.joint]);
    blocks.flat_map(|block| &block.promises).map(|promise| promise.named.id.to_string()).collect()
}
