//! `chapter`: a new one, not a rewind.

use clap::Args;

use super::recorded::Recorded;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::cli::stdin;
use crate::domain::book::Book;
use crate::domain::decide::between;
use crate::domain::event::Stage;
use crate::domain::{Rejection, ThingId};
use crate::report::between::ChapterShape;

#[derive(Debug, Args)]
#[command(
    after_long_help = concat!("It counts when both have said yes. From then on counts start afresh; the past stays on record.\n\n", stdin::dash_is_stdin!(), "Examples:\n  \
    ourword chapter \"A new year\" --hope \"we tell each other first\" --stage repair\n  \
    ourword accept \"A new year\" --as ben")
)]
pub struct ChapterArgs {
    /// What it is called
    name: String,
    /// What good looks like
    #[arg(long, value_name = "TEXT")]
    hope: Option<String>,
    /// stabilise, understand, repair or grow: it chooses the question that the report asks
    #[arg(long)]
    stage: Option<Stage>,
}

/// The chapter of that id as JSON has it.
pub fn chapter_shape(book: &Book, id: ThingId) -> Result<ChapterShape, Failure> {
    let missing = || Rejection::NoSuchThing { text: id.to_string(), near: Vec::new() };
    Ok(ChapterShape::new(book.chapter(id).ok_or_else(missing)?))
}

pub fn run(mut args: ChapterArgs, call: &Call) -> Result<(), Failure> {
    let words = [("Its name:", Some(&mut args.name)), ("What good looks like:", args.hope.as_mut())];
    stdin::fill(call.ui, words)?;
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin(ledger, call)?;
    let id = desk.next_thing()?;
    let what = (args.name.as_str(), args.hope.as_deref(), args.stage);
    let deed = between::chapter(&desk.book, desk.by, id, what, desk.reckoning.today)?;
    desk.record(&deed)?;
    let (actor, label) = (desk.actor(), desk.book.label(id));
    let text = if desk.book.partners.len() == 2 {
        let other = desk.book.name(desk.by.other());
        format!("{actor}: asks for the chapter {label} ({id}). {other} answers with `ourword accept {id}`.\n")
    } else {
        format!("{actor}: began the chapter {label} ({id}). Counts start afresh today; the past stays.\n")
    };
    let shape = chapter_shape(&desk.book, id)?;
    desk.commit()?;
    call.ui.answer(&Recorded::one("chapter", shape), || text, || vec![id.to_string()])
}
