//! Where it all meets: arguments, environment and clock come in; verbs read or write the ledger; answers go
//! out.
//!
//! - `run`: words in, dispatch, an exit code out; `args`: the words of a call; `shared`: flags that mean the same
//!   everywhere.
//! - `env`, `clock`: the only places that read the environment and the clock.
//! - `place`: which ledger, which device; `desk`: reading a ledger, or writing at it.
//! - `ui`, `error`: data to stdout, talk to stderr, exit codes.
//! - `file`: files for somebody to keep, whole or not at all.
//! - `verbs`: one file each.

mod args;
mod clock;
mod desk;
mod env;
mod error;
mod file;
mod place;
mod run;
mod shared;
mod ui;
mod verbs;

pub use args::Cli;
pub use run::run;
