//! A fault of the program's own. What Rust says of one quotes the text at hand, and stderr of a scheduled run becomes a
//! log or a mail: here it says where in the program it was, and nothing of anybody's.

use std::panic::{self, Location};

use super::env::Env;
use super::ui::{Form, Ui};

/// Says of a panic where it was, and not what it was about.
pub fn tell_where() {
    panic::set_hook(Box::new(|panic| Ui::new(Form::Text, &Env::read()).talk(&told(panic.location()))));
}

/// Of this function's arguments none can hold a word of the record.
fn told(at: Option<&Location<'_>>) -> String {
    let at = at.map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
    format!(
        "error: this program made a mistake and stopped{at}\n\
         hint: a command is recorded whole or not at all; `ourword history` tells, `ourword doctor` looks at the ledger"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_where() {
        let here = Location::caller();
        let text = told(Some(here));
        assert!(
            text.starts_with("error: this program made a mistake and stopped (src/cli/crash.rs:"),
            "{text}"
        );
    }
}
