//! `accept`, `decline`: the answer to what the other asked.

use clap::Args;

use super::chapter::chapter_shape;
use super::promise::{first_due, load, shape};
use super::recorded::Recorded;
use super::terms::TermsArgs;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::domain::ThingId;
use crate::domain::book::Thing;
use crate::domain::decide::change::as_wish;
use crate::domain::decide::give;
use crate::domain::event::Answer;
use crate::domain::terms::TermsWish;

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    ourword accept evening\n  \
    ourword accept visits --every \"2 weeks\"     # in your own terms")]
pub struct AcceptArgs {
    /// What was asked: its id or name
    id: String,
    #[command(flatten)]
    terms: TermsArgs,
}

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  ourword decline visits\n  ourword decline a5")]
pub struct DeclineArgs {
    /// What was asked: its id or name
    id: String,
}

pub fn accept(args: AcceptArgs, call: &Call) -> Result<(), Failure> {
    run("accept", &args.id, Answer::Accepted, Some(args.terms), call)
}

pub fn decline(args: &DeclineArgs, call: &Call) -> Result<(), Failure> {
    run("decline", &args.id, Answer::Declined, None, call)
}

fn run(
    command: &str,
    word: &str,
    answer: Answer,
    terms: Option<TermsArgs>,
    call: &Call,
) -> Result<(), Failure> {
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin(ledger, call)?;
    let id = match desk.book.thing(word)? {
        Thing::Chapter(chapter) => {
            let id = chapter.id;
            return answer_chapter(command, desk, id, answer, call);
        }
        _ => desk.book.find(word)?.id,
    };
    let today = desk.reckoning.today;
    let terms = terms.filter(|terms| !terms.is_empty());
    let promise = desk.promise(id)?;
    let own = terms.map(|terms| terms.over(as_wish(promise, promise.terms.from), today));
    give_answer(&mut desk, id, answer, own)?;
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
pub fn give_answer(
    desk: &mut Desk<'_>,
    id: ThingId,
    answer: Answer,
    own: Option<TermsWish>,
) -> Result<(), Failure> {
    let deed = give::answer(&desk.book, desk.by, desk.promise(id)?, answer, own, &desk.reckoning)?;
    desk.record(&deed)?;
    Ok(())
}

fn answer_chapter(
    command: &str,
    mut desk: Desk<'_>,
    id: ThingId,
    answer: Answer,
    call: &Call,
) -> Result<(), Failure> {
    let deed = give::answer_chapter(&desk.book, desk.by, id, answer, &desk.reckoning)?;
    desk.record(&deed)?;
    let shape = chapter_shape(&desk.book, id)?;
    let (actor, label) = (desk.actor(), desk.book.label(id));
    let text = match answer {
        Answer::Accepted => {
            format!("{actor}: accepted the chapter {label}. Counts start afresh today; the past stays.\n")
        }
        Answer::Declined => format!("{actor}: declined the chapter {label}.\n"),
    };
    desk.commit()?;
    call.ui.answer(&Recorded::one(command, shape), || text, || vec![id.to_string()])
}
