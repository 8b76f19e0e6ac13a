//! `demo`: a made-up couple's twelve weeks.

use clap::Args;

use crate::cli::Call;
use crate::cli::error::Failure;

#[derive(Debug, Args)]
pub struct DemoArgs {}

pub fn run(_: &DemoArgs, call: &Call) -> Result<(), Failure> {
    call.ui.out("")
}
