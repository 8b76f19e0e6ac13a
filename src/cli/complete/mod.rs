//! What a shell offers while somebody types. A shell calls the program anew for every completion, with what stands on
//! the line so far; the answer is read off the words of the command line and, where something of the ledger is meant,
//! off the ledger. It is never written to, nobody is waited for, and whatever goes wrong, nothing is offered and nothing
//! is said.
//!
//! - `line`: what stands on the line, and which ledger is meant by it.
//! - `offers`: what there is in the ledger; `known`: what is the same everywhere.
//! - `wiring`: what is offered where.

mod known;
mod line;
mod offers;
mod wiring;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use clap_complete::CompletionCandidate;
use clap_complete::engine::complete;
use clap_complete::env::Shells;

use self::line::Line;
use super::env::Completing;

/// The variable by which a shell asks.
pub const VARIABLE: &str = "OURWORD_COMPLETE";

/// The answer to a shell; none where this is an ordinary call. A shell sends its words behind `--`.
pub fn answer(asked: &Completing, words: &[OsString]) -> Option<ExitCode> {
    let shell = Shells::builtins().completer(&asked.shell)?.name();
    if words.get(1).is_none_or(|word| word != "--") {
        return None;
    }
    let mut words = words.get(2..).unwrap_or_default().to_vec();
    let index = asked.index.unwrap_or(words.len().saturating_sub(1)).min(words.len());
    if index == words.len() {
        // Some shells leave out the word that has not begun.
        words.push(OsString::new());
    }
    if matches!(shell, "bash" | "zsh") {
        words = words.iter().map(line::bare).collect();
    }
    let current = words.get(index).cloned().unwrap_or_default();
    let mut command = wiring::command(&Arc::new(Line::new(&words, index)));
    let here = std::env::current_dir().ok();
    let mut found = complete(&mut command, words, index, here.as_deref()).unwrap_or_default();
    // Flags are offered to who has begun to type one, and where there is nothing else to say.
    let is_flag = |one: &CompletionCandidate| one.get_value().to_string_lossy().starts_with('-');
    if current.is_empty() && !found.iter().all(is_flag) {
        found.retain(|one| !is_flag(one));
    }
    let lines: Vec<String> = found.iter().map(|one| as_read_by(shell, one)).collect();
    let text = lines.join(if shell == "bash" { "\u{b}" } else { "\n" });
    let _ = io::stdout().lock().write_all(text.as_bytes());
    Some(ExitCode::SUCCESS)
}

/// One offer as the script of that shell reads it: what is put on the line and, where the shell shows it, what it is.
fn as_read_by(shell: &str, one: &CompletionCandidate) -> String {
    let value = one.get_value().to_string_lossy().into_owned();
    let help = one.get_help().map(ToString::to_string).unwrap_or_default();
    let help = help.lines().next().unwrap_or_default().replace('\t', " ");
    let with = |value: String, between: &str| {
        if help.is_empty() { value } else { format!("{value}{between}{help}") }
    };
    match shell {
        "bash" => escaped(&value),
        "zsh" => {
            let value = value.replace('\\', "\\\\").replace(':', "\\:");
            let help = help.replace('\\', "\\\\");
            if help.is_empty() { value } else { format!("{value}:{help}") }
        }
        "powershell" if value.contains([' ', '\'']) => with(format!("'{}'", value.replace('\'', "''")), "\t"),
        "fish" | "powershell" => with(value, "\t"),
        _ => value,
    }
}

/// A word as bash takes it: bash puts what is offered on the line as it is.
fn escaped(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:,+=@%~".contains(c);
    let one = |c: char| if plain(c) { c.to_string() } else { format!("\\{c}") };
    word.chars().map(one).collect()
}
