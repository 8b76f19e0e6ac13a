//! `thank`: one line, the quickest command there is.

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::recorded::Recorded;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::cli::stdin;
use crate::domain::decide::between;
use crate::domain::{Day, ThingId};

/// What the help of `note` shows.
pub const OF_NOTE: &str = concat!(
    stdin::dash_is_stdin!(),
    "Examples:\n  \
    ourword note --own slept badly, said little\n  \
    ourword history --own"
);

#[derive(Debug, Args)]
#[command(
    after_long_help = concat!(stdin::dash_is_stdin!(), "Examples:\n  ourword thank for the soup\n  echo \"for waiting\" | ourword thank -")
)]
pub struct WordsArgs {
    /// The words; `-` asks for them, or reads them from stdin
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
}

impl WordsArgs {
    /// The words, wherever they come from.
    fn text(&self, call: &Call) -> Result<String, Failure> {
        let mut text = self.words.join(" ");
        stdin::fill(call.ui, [("The words:", Some(&mut text))])?;
        Ok(text)
    }
}

/// What was written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Written {
    id: ThingId,
    by: String,
    on: Day,
    text: String,
}

pub fn thank(args: &WordsArgs, call: &Call) -> Result<(), Failure> {
    write("thank", args, call)
}

pub fn note(args: &WordsArgs, call: &Call) -> Result<(), Failure> {
    write("note", args, call)
}

fn write(command: &str, args: &WordsArgs, call: &Call) -> Result<(), Failure> {
    let text = args.text(call)?;
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin(ledger, call)?;
    let id = desk.next_thing()?;
    let on = desk.reckoning.today;
    let (deed, done) = match command {
        "thank" => (between::thank(id, &text, on)?, "thanked"),
        _ => (between::note(&desk.book, id, &text, on)?, "noted"),
    };
    desk.record(&deed)?;
    let by = desk.actor();
    desk.commit()?;
    let text = text.trim().to_owned();
    let echo = format!("{by}: {done} {}\n", crate::domain::words::shown(&text));
    call.ui.answer(&Recorded::one(command, Written { id, by, on, text }), || echo, || vec![id.to_string()])
}
