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
use crate::cli::stdin;
use crate::domain::Day;
use crate::domain::book::Thing;
use crate::domain::date::{DateWord, Looking};
use crate::domain::decide::change::{self, Rewording};
use crate::render::text::wording::{asks, was};

#[derive(Debug, Args)]
#[command(after_long_help = concat!(stdin::dash_is_stdin!(), "Examples:\n  \
    ourword revise bank --due 2026-11-27\n  \
    ourword revise walk --every 2/week\n  \
    ourword revise dishes --wording \"wash up before bed, pans too\""))]
pub struct ReviseArgs {
    /// A promise of yours; with --wording, --will, --told or --review a boundary of yours
    id: String,
    #[command(flatten)]
    terms: TermsArgs,
    /// Other words for the same promise, or for what you need
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["due", "every", "times", "from", "until"])]
    wording: Option<String>,
    /// Of a boundary: other words for what you will do
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["due", "every", "times", "from", "until"])]
    will: Option<String>,
    /// Of a boundary: when the other was told
    #[arg(long, value_name = "DATE", conflicts_with_all = ["due", "every", "times", "from", "until"])]
    told: Option<DateWord>,
    /// Of a boundary: when to look at it again
    #[arg(long, value_name = "DATE", conflicts_with_all = ["due", "every", "times", "from", "until"])]
    review: Option<DateWord>,
}

impl ReviseArgs {
    /// The words and the days of a boundary that were said, where any were.
    fn rewording(&self, today: Day) -> Option<Rewording> {
        let wish = Rewording {
            text: self.wording.clone(),
            will: self.will.clone(),
            told: self.told.map(|word| word.reckon(today, Looking::Back)),
            review: self.review.map(|word| word.reckon(today, Looking::Ahead)),
        };
        (wish != Rewording::default()).then_some(wish)
    }
}

pub fn run(mut args: ReviseArgs, call: &Call) -> Result<(), Failure> {
    let words = [("In other words:", args.wording.as_mut()), ("What I will do:", args.will.as_mut())];
    stdin::fill(call.ui, words)?;
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let desk = Desk::begin(ledger, call)?;
    match args.rewording(desk.reckoning.today) {
        Some(wish) => reword(desk, &args.id, &wish, call),
        None => revise(desk, args, call),
    }
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

fn reword(mut desk: Desk<'_>, word: &str, wish: &Rewording, call: &Call) -> Result<(), Failure> {
    let thing = desk.book.thing(word)?;
    let (id, is_boundary) = (thing.id(), matches!(thing, Thing::Boundary(_)));
    let deed = change::reword(&desk.book, desk.by, thing, wish, desk.reckoning.today)?;
    desk.record(&deed)?;
    let done = if wish.text.is_some() || wish.will.is_some() { "reworded" } else { "revised" };
    let text = format!("{}: {done} {}.\n", desk.actor(), desk.book.label(id));
    let ids = || vec![id.to_string()];
    if is_boundary {
        let shape = boundary_shape(&desk, id)?;
        desk.commit()?;
        return call.ui.answer(&Recorded::one("revise", shape), || text, ids);
    }
    let shape = shape(&desk, id)?;
    desk.commit()?;
    call.ui.answer(&Recorded::one("revise", shape), || text, ids)
}
