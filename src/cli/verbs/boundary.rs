//! `boundary`: what I need, and what I will do.

use clap::Args;

use super::promise::held_by;
use super::recorded::Recorded;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::cli::stdin;
use crate::domain::boundary::commands_another;
use crate::domain::date::{DateWord, Looking};
use crate::domain::decide::between::{self, BoundaryWish};
use crate::domain::words::Name;
use crate::domain::{Rejection, ThingId};
use crate::report::between::BoundaryShape;

#[derive(Debug, Args)]
#[command(
    after_long_help = concat!("A boundary is yours alone. Both can read it; only you say whether you held it.\n\n", stdin::dash_is_stdin!(), "Examples:\n  \
    ourword boundary \"no shouting\" --will \"I leave the room\" --name calm\n  \
    ourword kept calm         # I held it\n  \
    ourword end calm")
)]
pub struct BoundaryArgs {
    /// What you need
    need: String,
    /// What you will do if it is crossed
    #[arg(long, value_name = "TEXT")]
    will: String,
    /// Since when [default: today]
    #[arg(long, value_name = "DATE")]
    since: Option<DateWord>,
    /// When the other was told
    #[arg(long, value_name = "DATE")]
    told: Option<DateWord>,
    /// When to look at it again
    #[arg(long, value_name = "DATE")]
    review: Option<DateWord>,
    /// A short name, usable wherever the id is
    #[arg(long)]
    name: Option<Name>,
}

/// The boundary of that id as JSON has it.
pub fn boundary_shape(desk: &Desk<'_>, id: ThingId) -> Result<BoundaryShape, Failure> {
    let missing = || Rejection::NoSuchThing { text: id.to_string(), near: Vec::new() };
    let boundary = desk.book.boundary(id).ok_or_else(missing)?;
    let marks = desk.marks(id, crate::domain::Span::new(crate::domain::Day::MIN, crate::domain::Day::MAX))?;
    Ok(BoundaryShape::new(boundary, &marks, &desk.book, &desk.reckoning))
}

pub fn run(mut args: BoundaryArgs, call: &Call) -> Result<(), Failure> {
    stdin::fill(
        call.ui,
        [("What I need:", Some(&mut args.need)), ("What I will do:", Some(&mut args.will))],
    )?;
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin(ledger, call)?;
    let today = desk.reckoning.today;
    let back = |word: DateWord| word.reckon(today, Looking::Back);
    let gentle = commands_another(&args.need, &args.will);
    let wish = BoundaryWish {
        name_held_by: held_by(&desk, args.name.as_ref())?,
        need: args.need,
        will: args.will,
        name: args.name,
        days: (
            args.since.map_or(today, back),
            args.told.map(back),
            args.review.map(|word| word.reckon(today, Looking::Ahead)),
        ),
    };
    let id = desk.next_thing()?;
    let deed = between::boundary(id, &wish, today)?;
    desk.record(&deed)?;
    let shape = boundary_shape(&desk, id)?;
    let read = if desk.book.partners.len() == 2 { " Both can read it." } else { "" };
    let text = format!("{}: set the boundary {}.{read}\n", desk.actor(), desk.book.label(id));
    desk.commit()?;
    if gentle {
        call.ui.talk("A boundary says what you need and what you will do; this one may read as if it told the other what to do.");
    }
    call.ui.answer(&Recorded::one("boundary", shape), || text, || vec![id.to_string()])
}
