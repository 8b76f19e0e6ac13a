//! `report`: a period of both partners.

use clap::Args;

use super::period::{OnlyArgs, PeriodArgs};
use crate::cli::accounts::Accounts;
use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::progress::Progress;
use crate::cli::reply::{OutputArgs, Reply};
use crate::cli::retold::Retold;
use crate::cli::shared::{Call, Format, forms};
use crate::cli::ui::Form;
use crate::domain::block::Blocks;
use crate::domain::period::Period;
use crate::domain::{Day, Span};
use crate::render::{csv, html, markdown, text};
use crate::report::told::Retell;
use crate::report::weekly::{Between, Report, needed_from, report};

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
    only: OnlyArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Open it as a page in a browser; it stays as report.html in the program's folder for state
    #[arg(long, conflicts_with_all = ["format", "json", "quiet"])]
    open: bool,
}

pub fn run(args: &ReportArgs, call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let period = args.period.reckon(reading)?;
    let only = args.only.find(reading)?;
    let retold = Retold::new(reading, Progress::new(call.ui, "windows"));
    let windows = matches!(call.ui.form, Form::Json | Form::Csv).then_some(&retold as &dyn Retell);
    let only_id = only.map(|promise| promise.id);
    let between = Between { only: only_id, windows, ..between(reading, &period)? };
    let is_page = args.open || call.ui.form == Form::Html;
    let days = if is_page {
        retold.made(retold.sheets(period.span, only_id).promises())?
    } else {
        Blocks::default()
    };
    let report = report_of(reading, reading.accounts(), &period, &between)?;
    let page = args.output.page(call, reading.reader);
    let foot = foot(reading)?;
    let reply = || {
        Reply::new(call, &report)
            .in_browser(args.open)
            .text(|| text::weekly::report(&report, &page, &foot))
            .ids(|| ids(&report))
            .or(Form::Md, || markdown::report(&report, &foot))
            .csv(|to| csv::report(&report, to))?
            .write(Form::Html, |to| html::report(&report, &days, &foot, to))?
            .made()
    };
    let reply = retold.made(reply())?;
    reading.ledger.end_reading()?;
    reply.send(&args.output)
}

/// The report of the period, from as far back as it needs.
pub fn report_of<'a>(
    reading: &'a Reading,
    accounts: Accounts<'_>,
    period: &Period,
    between: &Between<'a>,
) -> Result<Report<'a>, Failure> {
    let Reading { book, reckoning, .. } = reading;
    let is_told_whole = period.is_all && between.only.is_none();
    let accounts = if is_told_whole { accounts.with_past() } else { accounts };
    let from = needed_from(reckoning, period, accounts.folds());
    let accounts = accounts.since(from);
    match between.only {
        // The weeks of one promise are not folded apart from those of its block.
        Some(only) => report(book, reckoning, period, between, None, accounts.whole(only).iter()),
        None => report(book, reckoning, period, between, accounts.folds(), accounts.iter()),
    }
}

/// What the period holds besides accounts.
pub fn between(reading: &Reading, period: &Period) -> Result<Between<'static>, Failure> {
    let seen = |one: &crate::domain::fact::Written| reading.reckoning.sees(one.on);
    let thanks = reading.ledger.written("thanks", period.span)?.into_iter().filter(seen).collect();
    let whole = Span::new(Day::MIN, Day::MAX);
    let marks = reading.book.boundaries.iter().map(|boundary| reading.ledger.marks(boundary.id, whole));
    Ok(Between { thanks, boundaries: marks.collect::<Result<_, _>>()?, only: None, windows: None })
}

fn ids(report: &Report<'_>) -> Vec<String> {
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
