//! Where it all meets: arguments, environment and clock come in; verbs read or write the ledger; answers go
//! out.
//!
//! - `run`: words in, dispatch, an exit code out; `args`: the words of a call; `shared`: flags that mean the same
//!   everywhere.
//! - `env`, `clock`: the only places that read the environment and the clock.
//! - `progress`: how far something is that takes a while.
//! - `place`: which ledger, which device; `desk`: reading a ledger, or writing at it.
//! - `ui`, `error`, `hint`: data to stdout, talk to stderr, exit codes, ways out; `stdin`: words that need not stand on
//!   the command line.
//! - `complete`: what a shell offers while somebody types; `groups`: the verbs of `ourword --help` by what they are for.
//! - `reply`, `spool`, `file`: reports in the form that is wanted, made whole, to where it is wanted; `retold`: the windows that they tell one by
//!   one.
//! - `verbs`: one file each.

mod accounts;
mod args;
mod clock;
mod complete;
mod crash;
mod desk;
mod env;
mod error;
mod file;
mod groups;
mod hint;
mod place;
mod progress;
mod reply;
mod retold;
mod run;
mod shared;
mod spool;
mod stdin;
mod ui;
mod verbs;
mod zone;

pub use args::Cli;
pub use run::run;
