//! Words that somebody would rather not leave on a command line, where the list of processes and the shell's history have
//! them: `-` in their place takes them from stdin, or asks for them on a terminal.

use std::io::{self, Read};

use super::error::Failure;
use super::ui::Ui;

/// What the help of a verb that takes words says of `-`.
macro_rules! dash_is_stdin {
    () => {
        "Where `-` stands for words, they are asked for on a terminal, or else read from stdin: all of it for one `-`, a \
         line each for several, in the order of this help. So they stay out of the list of processes and the shell's \
         history.\n\n"
    };
}
pub(super) use dash_is_stdin;

/// What a place for words asks for on a terminal, and the place, where something stands in it.
pub type Place<'a> = (&'static str, Option<&'a mut String>);

/// Puts words in every place in which `-` stands. On a terminal each is asked for. Of stdin, one place takes all of it;
/// several take a line each, in their order, which is the order of the help. Nothing that came is left over in silence.
pub fn fill<'a>(ui: Ui, places: impl IntoIterator<Item = Place<'a>>) -> Result<(), Failure> {
    let is_open = |(question, place): Place<'a>| Some((question, place.filter(|word| *word == "-")?));
    let mut open: Vec<_> = places.into_iter().filter_map(is_open).collect();
    if open.is_empty() {
        return Ok(());
    }
    if ui.can_ask() {
        for (question, place) in open {
            *place = ui.ask(question)?.unwrap_or_default();
        }
        return Ok(());
    }
    let all = text()?;
    if let [(_, place)] = open.as_mut_slice() {
        **place = all;
        return Ok(());
    }
    let lines: Vec<&str> = all.trim_end().lines().collect();
    if lines.len() != open.len() {
        return Err(Failure::usage(
            format!("`-` stands for {} texts, and stdin has {} lines", open.len(), lines.len()),
            "write one line for each, in the order of `--help`",
        ));
    }
    for ((_, place), line) in open.into_iter().zip(lines) {
        line.clone_into(place);
    }
    Ok(())
}

/// All of stdin, which has to be text; at most 1 MiB.
pub fn text() -> Result<String, Failure> {
    const MOST: u64 = 1 << 20;
    let mut text = String::new();
    match io::stdin().lock().take(MOST + 1).read_to_string(&mut text) {
        Ok(long) if long as u64 > MOST => {
            Err(Failure::usage("what came on stdin is longer than 1 MiB", "send it in parts"))
        }
        // Some programs begin a text with a mark of its byte order.
        Ok(_) => Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned)),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Err(Failure::usage("what came on stdin is not UTF-8 text", "write it as UTF-8"))
        }
        Err(error) => Err(Failure::Io("stdin".to_owned(), error)),
    }
}
