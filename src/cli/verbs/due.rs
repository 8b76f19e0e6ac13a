//! `due`: what somebody has to do or to say.

use std::process::ExitCode;

use clap::Args;

use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::reply::{OutputArgs, Reply};
use crate::cli::shared::{Call, Format, forms};
use crate::cli::ui::Form;
use crate::domain::Partner;
use crate::render::{ics, markdown, text};
use crate::report::due::due;
use crate::report::feed::{Feed, feed};

/// The exit code of `--exit-code` when something is due.
const SOMETHING: u8 = 10;

#[derive(Debug, Args)]
#[command(
    arg = forms(&[Format::Text, Format::Json, Format::Csv, Format::Md, Format::Ics]),
    after_long_help = "Shown are windows that have begun: those still to be kept, those over which await a word, and promises for once \
    that are over and not logged.\n\n\
    --count is how many these are. --short tells of the same in a few words for a prompt or a status line, as in `2 \
    due, 1 to say`: due are those still to be kept, to say are the others. It says nothing where nothing waits.\n\n\
    With `--format ics` it is a calendar of what is due from today on: a series for each cadence whose days one \
    rule can say, and else the single days of the year to come.\n\n\
    Examples:\n  \
    ourword due\n  \
    ourword due --mine --short\n  \
    ourword due --mine --count --as ben\n  \
    ourword due --mine --format ics --output due.ics\n  \
    ourword due --exit-code --quiet || echo \"something waits\""
)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct DueArgs {
    /// Only what you gave, alone or with the other
    #[arg(long)]
    mine: bool,
    /// Exit with 10 when something is due
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    output: OutputArgs,
    /// One short line, or nothing: `2 due, 1 to say`
    #[arg(long, conflicts_with_all = ["count", "output", "format", "json", "quiet"])]
    short: bool,
    /// How many there are, as a number alone
    #[arg(long, conflicts_with_all = ["output", "format", "json", "quiet"])]
    count: bool,
}

pub fn run(args: &DueArgs, call: &Call) -> Result<ExitCode, Failure> {
    let reading = Reading::open(call)?;
    let mine = if args.mine { Some(reading.reader()?) } else { None };
    let accounts = reading.accounts();
    let report = due(&reading.book, &reading.reckoning, mine, accounts.iter())?;
    let feed = match call.ui.form {
        Form::Ics => Some((feed_of(reading, mine)?, reading.ledger.id()?)),
        _ => None,
    };
    reading.ledger.end_reading()?;
    if args.short || args.count {
        let text = if args.short { text::due::short(&report) } else { format!("{}\n", report.windows.len()) };
        call.ui.out(&text)?;
    } else {
        let page = args.output.page(call, reading.reader);
        Reply::new(call, &report)
            .text(|| text::due::due(&report, &page))
            .ids(|| report.windows.iter().map(|window| window.given.named.id).collect())
            .or(Form::Md, || markdown::due(&report))
            .or(Form::Ics, || {
                feed.map(|(feed, ledger)| ics::due(&feed, &ledger, call.clock.now)).unwrap_or_default()
            })
            .csv(|to| crate::render::csv::due(&report, to))?
            .send(&args.output)?;
    }
    let something = args.exit_code && !report.windows.is_empty();
    Ok(if something { ExitCode::from(SOMETHING) } else { ExitCode::SUCCESS })
}

/// The days to come of what that partner gave, or of all.
fn feed_of(reading: &Reading, mine: Option<Partner>) -> Result<Feed, Failure> {
    let meant = |giver: crate::domain::Giver| mine.is_none_or(|partner| giver.includes(partner));
    let promises = reading.book.promises.iter().filter(|promise| meant(promise.giver));
    let accounts = reading.accounts();
    feed(&reading.book, &reading.reckoning, promises.map(|promise| accounts.of(promise)))
}
