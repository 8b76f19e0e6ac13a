//! `due`: what somebody has to do or to say.

use std::process::ExitCode;

use clap::Args;

use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::shared::Call;
use crate::render::text;
use crate::report::due::due;

/// The exit code of `--exit-code` when something is due.
const SOMETHING: u8 = 10;

#[derive(Debug, Args)]
#[command(
    after_long_help = "Shown are windows that have begun: those still to be kept, those over which await a word, and promises for once \
    that are over and not logged.\n\n\
    --count is how many these are. --short tells of the same in a few words for a prompt or a status line, as in `2 \
    due, 1 to say`: due are those still to be kept, to say are the others. It says nothing where nothing waits.\n\n\
    Examples:\n  \
    ourword due\n  \
    ourword due --mine --short\n  \
    ourword due --mine --count --as ben\n  \
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
    /// One short line, or nothing: `2 due, 1 to say`
    #[arg(long, conflicts_with_all = ["count", "format", "json", "quiet"])]
    short: bool,
    /// How many there are, as a number alone
    #[arg(long, conflicts_with_all = ["format", "json", "quiet"])]
    count: bool,
}

pub fn run(args: &DueArgs, call: &Call) -> Result<ExitCode, Failure> {
    let reading = Reading::open(call)?;
    let mine = if args.mine { Some(reading.reader()?) } else { None };
    let report = due(&reading.book, &reading.reckoning, mine, reading.accounts())?;
    reading.ledger.end_reading()?;
    let page = call.ui.page(reading.reader);
    let ids = || report.windows.iter().map(|window| window.given.named.id.to_string()).collect();
    if args.short {
        call.ui.out(&text::due::short(&report))?;
    } else if args.count {
        call.ui.out(&format!("{}\n", report.windows.len()))?;
    } else {
        call.ui.answer(&report, || text::due::due(&report, &page), ids)?;
    }
    let something = args.exit_code && !report.windows.is_empty();
    Ok(if something { ExitCode::from(SOMETHING) } else { ExitCode::SUCCESS })
}
