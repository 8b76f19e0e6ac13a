//! `backup`: a copy of the ledger, made while others read and write, and looked through before it counts.

use std::path::PathBuf;

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;

#[derive(Debug, Args)]
#[command(
    after_long_help = "The copy is whole, and the owner's alone. One that is there is replaced only where it is an earlier state \
    of this ledger. `ourword guide backup` shows the way back.\n\n\
    Examples:\n  \
    ourword backup\n  \
    ourword backup \"$HOME/ourword-backup.db\"\n  \
    ourword doctor \"$HOME/ourword-backup.db\""
)]
pub struct BackupArgs {
    /// Where the copy goes [default: beside the ledger, with today's date]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

/// The copy that was made, and how large it is.
#[derive(Serialize, JsonSchema)]
pub struct Copied {
    schema: &'static str,
    file: String,
    bytes: u64,
}

pub fn run(args: &BackupArgs, call: &Call) -> Result<(), Failure> {
    let ledger = place::open_to_read(&call.shared, &call.env)?;
    let today = call.clock.day(ledger.book()?.settings.day_ends);
    let to = args.file.clone().unwrap_or_else(|| {
        let stem = ledger.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        ledger.path().with_file_name(format!("{stem}-{today}.db"))
    });
    ledger.copy_to(&to)?;
    let bytes = std::fs::metadata(&to).map_err(|error| Failure::file(&to, error))?.len();
    let copied = Copied { schema: "ourword.backup/1", file: to.display().to_string(), bytes };
    let text = || format!("The ledger is copied to {}, and the copy is sound.\n", copied.file);
    call.ui.answer(&copied, text, || vec![copied.file.clone()])
}
