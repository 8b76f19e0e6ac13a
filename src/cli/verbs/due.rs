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
pub struct DueArgs {
    /// Only what you gave, alone or with the other
    #[arg(long)]
    mine: bool,
    /// Exit with 10 when something is due
    #[arg(long)]
    exit_code: bool,
}

pub fn run(args: &DueArgs, call: &Call) -> Result<ExitCode, Failure> {
    let reading = Reading::open(call)?;
    let mine = if args.mine { Some(reading.reader()?) } else { None };
    let report = due(&reading.book, &reading.reckoning, mine, reading.accounts())?;
    reading.ledger.end_reading()?;
    let page = call.ui.page(reading.reader);
    let ids = || report.windows.iter().map(|window| window.given.named.id.to_string()).collect();
    call.ui.answer(&report, || text::due::due(&report, &page), ids)?;
    let something = args.exit_code && !report.windows.is_empty();
    Ok(if something { ExitCode::from(SOMETHING) } else { ExitCode::SUCCESS })
}
