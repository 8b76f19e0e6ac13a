//! `accept`, `decline`: the answer to what the other asked.

use clap::Args;

use super::promise::{first_due, load, shape};
use super::recorded::Recorded;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::domain::ThingId;
use crate::domain::decide::give;
use crate::domain::event::Answer;

#[derive(Debug, Args)]
pub struct AnswerArgs {
    /// What was asked: its id or name
    id: String,
}

pub fn accept(args: &AnswerArgs, call: &Call) -> Result<(), Failure> {
    run("accept", args, Answer::Accepted, call)
}

pub fn decline(args: &AnswerArgs, call: &Call) -> Result<(), Failure> {
    run("decline", args, Answer::Declined, call)
}

fn run(command: &str, args: &AnswerArgs, answer: Answer, call: &Call) -> Result<(), Failure> {
    let mut ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin(&mut ledger, call)?;
    let id = desk.book.find(&args.id)?.id;
    give_answer(&mut desk, id, answer)?;
    let promise = shape(&desk, id)?;
    let (actor, label) = (desk.actor(), promise.named.label());
    let text = match answer {
        Answer::Accepted => {
            format!("{actor}: accepted {label}.\n{}{}", first_due(&desk, id)?, load(&desk, desk.by)?)
        }
        Answer::Declined => format!("{actor}: declined {label}. It leaves no figure.\n"),
    };
    desk.commit()?;
    call.ui.answer(&Recorded::one(command, promise), || text, || vec![id.to_string()])
}

/// An answer given at a desk.
pub fn give_answer(desk: &mut Desk<'_>, id: ThingId, answer: Answer) -> Result<(), Failure> {
    let deed = give::answer(&desk.book, desk.by, desk.promise(id)?, answer, &desk.reckoning)?;
    desk.record(&deed)?;
    Ok(())
}
