//! The `ourword` command: its words in, an exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ourword::cli::run(std::env::args_os())
}
