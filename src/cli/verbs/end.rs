//! `end`: a promise ended, or a pause lifted.

use clap::Args;

use super::boundary::boundary_shape;
use super::chapter::chapter_shape;
use super::pause::pause_shape;
use super::promise::shape;
use super::recorded::Recorded;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::domain::ThingId;
use crate::domain::book::Thing;
use crate::domain::decide::{between, give};

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    ourword end walk          # a promise; the other may let you off one too\n  \
    ourword end quiet --as ben        # a boundary, by its owner\n  \
    ourword end a8            # lifts a pause\n  \
    ourword end a10           # ends a chapter")]
pub struct EndArgs {
    /// A promise's id or name, or a pause's id
    id: String,
}

pub fn run(args: &EndArgs, call: &Call) -> Result<(), Failure> {
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let desk = Desk::begin(ledger, call)?;
    match desk.book.thing(&args.id)? {
        Thing::Pause(pause) => {
            let id = pause.id;
            lift(desk, id, call)
        }
        Thing::Boundary(boundary) => {
            let id = boundary.id;
            end_boundary(desk, id, call)
        }
        Thing::Chapter(chapter) => {
            let id = chapter.id;
            end_chapter(desk, id, call)
        }
        Thing::Promise(_) | Thing::Repair(_) => end(desk, &args.id, call),
    }
}

fn end(mut desk: Desk<'_>, word: &str, call: &Call) -> Result<(), Failure> {
    let promise = desk.book.find(word)?;
    let (id, receiver) = (promise.id, promise.giver.receiver());
    let holding = desk.window_today(promise)?.map(|(_, verdict)| verdict);
    let deed = give::end(promise, desk.state(promise)?, holding, &desk.reckoning)?;
    desk.record(&deed)?;
    let promise = shape(&desk, id)?;
    let (actor, label) = (desk.actor(), promise.named.label());
    let text = if receiver == Some(desk.by) {
        format!("{actor}: let {} off {label}.\n", desk.book.name(desk.by.other()))
    } else {
        format!("{actor}: ended {label}.\n")
    };
    desk.commit()?;
    call.ui.answer(&Recorded::one("end", promise), || text, || vec![id.to_string()])
}

fn lift(mut desk: Desk<'_>, id: ThingId, call: &Call) -> Result<(), Failure> {
    let deed = give::lift(&desk.book, desk.by, id, &desk.reckoning)?;
    desk.record(&deed)?;
    let shape = pause_shape(&desk, id)?;
    let text = format!("{}: lifted the pause {id}; today is no longer paused.\n", desk.actor());
    desk.commit()?;
    call.ui.answer(&Recorded::one("end", shape), || text, || vec![id.to_string()])
}

fn end_boundary(mut desk: Desk<'_>, id: ThingId, call: &Call) -> Result<(), Failure> {
    let deed = between::end_boundary(&desk.book, desk.by, id, &desk.reckoning)?;
    desk.record(&deed)?;
    let shape = boundary_shape(&desk, id)?;
    let text = format!("{}: ended the boundary {}.\n", desk.actor(), desk.book.label(id));
    desk.commit()?;
    call.ui.answer(&Recorded::one("end", shape), || text, || vec![id.to_string()])
}

fn end_chapter(mut desk: Desk<'_>, id: ThingId, call: &Call) -> Result<(), Failure> {
    let deed = between::end_chapter(&desk.book, id, &desk.reckoning)?;
    desk.record(&deed)?;
    let shape = chapter_shape(&desk.book, id)?;
    let text = format!("{}: ended the chapter {}.\n", desk.actor(), desk.book.label(id));
    desk.commit()?;
    call.ui.answer(&Recorded::one("end", shape), || text, || vec![id.to_string()])
}
