//! `revise`: a promise ended and its successor started; or its words changed alone.

use clap::Args;

use super::boundary::boundary_shape;
use super::promise::{first_due, shape};
use super::recorded::Recorded;
use super::terms::TermsArgs;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::domain::ThingId;
use crate::domain::book::Thing;
use crate::domain::decide::change;
use crate::render::text::wording::{asks, was};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  ourword revise bank --due 2026-11-27\n  ourword revise walk --every 2/week\n  \
    ourword revise dishes --wording \"wash up before bed, pans too\""
)]
pub struct ReviseArgs {
    /// A promise of yours, or with --wording or --will a boundary of yours
    id: String,
    #[command(flatten)]
    terms: TermsArgs,
    /// Other words for the same promise, or for what you need
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["due", "every", "times", "from", "until"])]
    wording: Option<String>,
    /// Of a boundary: other words for what you will do
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["due", "every", "times", "from", "until"])]
    will: Option<String>,
}

pub fn run(args: ReviseArgs, call: &Call) -> Result<(), Failure> {
    let mut ledger = place::open_to_write(&call.shared, &call.env)?;
    let desk = Desk::begin(&mut ledger, call)?;
    if args.wording.is_some() || args.will.is_some() {
        return reword(desk, &args, call);
    }
    revise(desk, args, call)
}

fn revise(mut desk: Desk<'_>, args: ReviseArgs, call: &Call) -> Result<(), Failure> {
    let old = desk.book.find(&args.id)?.id;
    let before = shape(&desk, old)?;
    let id = desk.next_thing()?;
    let today = desk.reckoning.today;
    let promise = desk.promise(old)?;
    let holding = desk.window_today(promise)?;
    let (start, keeps_window) = change::successor_start(holding, today);
    let wish = args.terms.over(change::as_wish(promise, start.max(promise.terms.from)), today);
    let state = desk.state(promise)?;
    let deed = change::revise(desk.by, id, promise, state, keeps_window, wish, &desk.reckoning)?;
    desk.record(&deed)?;
    let after = shape(&desk, id)?;
    let was = was(&before, today);
    let text = format!(
        "{}: revised {} ({id}): {}; was {was}.\n{}",
        desk.actor(),
        after.named.label(),
        asks(&after, today),
        first_due(&desk, id)?
    );
    desk.commit()?;
    call.ui.answer(&Recorded::one("revise", after), || text, || vec![id.to_string()])
}

fn reword(mut desk: Desk<'_>, args: &ReviseArgs, call: &Call) -> Result<(), Failure> {
    let thing = desk.book.thing(&args.id)?;
    let boundary = match thing {
        Thing::Boundary(boundary) => Some(boundary.id),
        _ => None,
    };
    let deed = change::reword(&desk.book, desk.by, thing, args.wording.as_deref(), args.will.as_deref())?;
    let id: Option<ThingId> = deed.event.about();
    desk.record(&deed)?;
    let id = id
        .or(boundary)
        .ok_or_else(|| Failure::usage("it is not clear what to reword", "name it by its id"))?;
    let text = format!("{}: reworded {}.\n", desk.actor(), desk.book.label(id));
    let ids = || vec![id.to_string()];
    if boundary.is_some() {
        let shape = boundary_shape(&desk, id)?;
        desk.commit()?;
        return call.ui.answer(&Recorded::one("revise", shape), || text, ids);
    }
    let shape = shape(&desk, id)?;
    desk.commit()?;
    call.ui.answer(&Recorded::one("revise", shape), || text, ids)
}
