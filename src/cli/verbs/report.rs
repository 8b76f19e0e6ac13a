//! `report`: a period of both partners.

use clap::Args;

use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::reply::{OutputArgs, Reply};
use crate::cli::shared::{Call, Format, forms};
use crate::domain::period::{Period, PeriodWord};
use crate::domain::{Day, Span};
use crate::render::text;
use crate::report::weekly::{Between, Report, report};

/// A period, in one word or several.
#[derive(Clone, Debug, Args)]
pub struct PeriodArgs {
    /// last, 2026-W47, 2026-11, 2026, chapter, all, 12w, a date, DATE..DATE [default: this week]
    #[arg(value_name = "PERIOD")]
    period: Vec<String>,
}

impl PeriodArgs {
    /// The days that were meant.
    pub fn reckon(&self, reading: &Reading) -> Result<Period, Failure> {
        let word: PeriodWord = match self.period.join(" ").as_str() {
            "" => PeriodWord::ThisWeek,
            words => words.parse()?,
        };
        let (book, reckoning) = (&reading.book, &reading.reckoning);
        let chapter = book.current_chapter(reckoning).map(|(chapter, from)| (from, chapter.label()));
        Ok(word.reckon(reckoning, book.first_day(reckoning), chapter)?)
    }
}

#[derive(Debug, Args)]
#[command(
    arg = forms(&[Format::Text, Format::Json, Format::Csv, Format::Md, Format::Html]),
after_long_help = "Examples:\n  \
    ourword report\n  \
    ourword report last\n  \
    ourword report 2026-11 --output november.txt\n  \
    ourword report 12w --json"
)]
pub struct ReportArgs {
    #[command(flatten)]
    period: PeriodArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Open it as a page in a browser
    #[arg(long, conflicts_with_all = ["format", "json", "quiet"])]
    open: bool,
}

pub fn run(args: &ReportArgs, call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let period = args.period.reckon(&reading)?;
    let between = between(&reading, &period)?;
    let report = report(&reading.book, &reading.reckoning, &period, &between, reading.accounts())?;
    let page = args.output.page(call, reading.reader);
    let foot = foot(&reading)?;
    reading.ledger.end_reading()?;
    Reply::new(call, &report)
        .in_browser(args.open)
        .text(|| text::weekly::report(&report, &page, &foot))
        .ids(|| ids(&report))
        .send(&args.output)
}

/// What the period holds besides accounts.
fn between(reading: &Reading, period: &Period) -> Result<Between, Failure> {
    let seen = |one: &crate::domain::fact::Written| reading.reckoning.sees(one.on);
    let thanks = reading.ledger.written("thanks", period.span)?.into_iter().filter(seen).collect();
    let whole = Span::new(Day::MIN, Day::MAX);
    let marks = reading.book.boundaries.iter().map(|boundary| reading.ledger.marks(boundary.id, whole));
    Ok(Between { thanks, boundaries: marks.collect::<Result<_, _>>()? })
}

fn ids(report: &Report) -> Vec<String> {
    let blocks = report.partners.iter().map(|one| &one.block).chain([&report.joint]);
    blocks.flat_map(|block| &block.promises).map(|one| one.listed.promise.named.id.to_string()).collect()
}

/// The latest event of each device and the beginning of its hash: `a.412 7f3c-91d2`.
fn foot(reading: &Reading) -> Result<String, Failure> {
    let devices = reading.ledger.foot()?;
    let one = |(id, hash): (_, String)| match hash.split_at_checked(4) {
        Some((start, rest)) => format!("{id} {start}-{rest}"),
        None => format!("{id}"),
    };
    Ok(devices.into_iter().map(one).collect::<Vec<_>>().join(", "))
}
