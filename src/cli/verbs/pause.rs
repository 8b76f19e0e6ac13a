//! `pause`: a promise, or everything, rests for a while.

use clap::Args;

use super::recorded::Recorded;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::domain::date::{DateWord, Looking};
use crate::domain::decide::give::{self, PauseWish};
use crate::domain::{Rejection, ThingId};
use crate::render::text::wording::days;
use crate::report::between::PauseShape;

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    ourword pause dishes --from tomorrow\n  \
    ourword pause --from 2026-12-20 --until 2027-01-03      # everything\n  \
    ourword end a8            # lifts the pause a8")]
pub struct PauseArgs {
    /// A promise of yours or a joint one; everything, where it is left out
    id: Option<String>,
    /// The first paused day, today or later [default: today]
    #[arg(long, value_name = "DATE")]
    from: Option<DateWord>,
    /// The last paused day
    #[arg(long, value_name = "DATE")]
    until: Option<DateWord>,
}

/// The pause of that id as JSON has it.
pub fn pause_shape(desk: &Desk<'_>, id: ThingId) -> Result<PauseShape, Failure> {
    let missing = || Rejection::NoSuchThing { text: id.to_string(), near: Vec::new() };
    Ok(PauseShape::new(desk.book.pause(id).ok_or_else(missing)?, &desk.book))
}

pub fn run(args: &PauseArgs, call: &Call) -> Result<(), Failure> {
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin(ledger, call)?;
    let today = desk.reckoning.today;
    let ahead = |word: DateWord| word.reckon(today, Looking::Ahead);
    let wish = PauseWish { from: args.from.map_or(today, ahead), until: args.until.map(ahead) };
    let promise = args.id.as_deref().map(|word| desk.book.find(word)).transpose()?.map(|promise| promise.id);
    let id = pause(&mut desk, promise, wish)?;
    let what = promise.map_or_else(|| "everything".to_owned(), |promise| desk.book.label(promise));
    let text = format!(
        "{}: paused {what} {} ({id}). `ourword end {id}` lifts it.\n",
        desk.actor(),
        days(wish.from, wish.until, today)
    );
    let shape = pause_shape(&desk, id)?;
    desk.commit()?;
    call.ui.answer(&Recorded::one("pause", shape), || text, || vec![id.to_string()])
}

/// A pause made at a desk.
pub fn pause(desk: &mut Desk<'_>, promise: Option<ThingId>, wish: PauseWish) -> Result<ThingId, Failure> {
    let id = desk.next_thing()?;
    let promise = match promise {
        Some(promise) => {
            let promise = desk.promise(promise)?;
            Some((promise, desk.state(promise)?))
        }
        None => None,
    };
    let deed = give::pause(desk.by, id, promise, wish, &desk.reckoning)?;
    desk.record(&deed)?;
    Ok(id)
}
