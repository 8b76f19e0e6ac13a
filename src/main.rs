//! The `ourword` command: its words in, an exit code out.

use std::process::ExitCode;

#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ourword::cli::run(std::env::args_os())
}
