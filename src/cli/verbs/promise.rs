//! `promise`: a word given, or, with `--both`, asked for.

use clap::Args;

use super::recorded::Recorded;
use super::terms::TermsArgs;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::cli::stdin;
use crate::domain::book::Thing;
use crate::domain::boundary::Boundary;
use crate::domain::decide::give::{self, PromiseWish, Whose};
use crate::domain::words::Name;
use crate::domain::{Giver, Partner, Rejection, State, ThingId};
use crate::render::text::wording::{asks, count, days, text_of};
use crate::report::shape::PromiseShape;

/// What is asked for, where `-` stands for a promise.
pub const WHAT: &str = "The promise:";

/// What is asked for, where `-` stands for a plan.
pub const PLAN: &str = "The plan, when ..., I will ...:";

#[derive(Debug, Args)]
#[command(after_long_help = concat!("Cadences:\n  \
    day, weekday, weekend, mon,thu, \"2 weeks on tue\", \"month on 1,15\", \"month on last\", \"year on 02-14\"\n  \
    week, \"2 weeks\", month, \"3 months\", year        the whole period is one window\n  \
    \"3 days\"                                        spans counted from the start\n  \
    3/week, 4/month                                 that many different days of the period\n\n", stdin::dash_is_stdin!(), "Examples:\n  \
    ourword promise \"wash up before bed\" --every day --name dishes\n  \
    ourword promise \"call the bank\" --due fri --plan \"after lunch, I call\"\n  \
    ourword promise \"an evening without screens\" --every week --both\n  \
    ourword promise \"no phone at the table\" --every day --avoid"))]
pub struct PromiseArgs {
    /// What you promise; `-` asks for it, or reads it from stdin
    text: String,
    #[command(flatten)]
    terms: TermsArgs,
    /// A promise not to do something
    #[arg(long)]
    avoid: bool,
    /// A joint promise: it counts once the other has accepted it
    #[arg(long)]
    both: bool,
    /// A short name, usable wherever the id is
    #[arg(long)]
    name: Option<Name>,
    /// The plan: "when X, I will Y"
    #[arg(long, value_name = "TEXT")]
    plan: Option<String>,
    /// A promise in answer to a boundary of the other's
    #[arg(long = "for", value_name = "ID")]
    answers: Option<String>,
}

pub fn run(mut args: PromiseArgs, call: &Call) -> Result<(), Failure> {
    stdin::fill(call.ui, [(WHAT, Some(&mut args.text)), (PLAN, args.plan.as_mut())])?;
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin(ledger, call)?;
    let answers = args.answers.as_deref().map(|word| boundary_of(&desk, word)).transpose()?;
    let wish = PromiseWish {
        text: args.text,
        plan: args.plan,
        name_held_by: held_by(&desk, args.name.as_ref())?,
        name: args.name,
        whose: if args.both { Whose::Both } else { Whose::Mine },
        answers,
        terms: args.terms.wish(desk.reckoning.today, args.avoid),
    };
    let id = give(&mut desk, wish)?;
    let (promise, text) = (shape(&desk, id)?, echo(&desk, id)?);
    desk.commit()?;
    call.ui.answer(&Recorded::one("promise", promise), || text, || vec![id.to_string()])
}

/// A promise given at a desk.
pub fn give(desk: &mut Desk<'_>, wish: PromiseWish) -> Result<ThingId, Failure> {
    let id = desk.next_thing()?;
    let deed = give::promise(&desk.book, desk.by, id, wish, &desk.reckoning)?;
    desk.record(&deed)?;
    Ok(id)
}

/// The boundary of the other's that goes by that word.
fn boundary_of(desk: &Desk<'_>, word: &str) -> Result<ThingId, Failure> {
    match desk.book.thing(word)? {
        Thing::Boundary(boundary) if boundary.by != desk.by => Ok(boundary.id),
        _ => Err(Rejection::NoSuchThing { text: word.to_owned(), near: Vec::new() }.into()),
    }
}

/// The live thing that has the name.
pub fn held_by(desk: &Desk<'_>, name: Option<&Name>) -> Result<Option<ThingId>, Failure> {
    let of = |boundary: &&Boundary| boundary.ended_on.is_none() && boundary.name.as_ref() == name;
    if let Some(boundary) = name.and_then(|_| desk.book.boundaries.iter().find(of)) {
        return Ok(Some(boundary.id));
    }
    let Some(name) = name else { return Ok(None) };
    for holder in desk.book.holders(name) {
        if desk.state(holder)?.is_live() {
            return Ok(Some(holder.id));
        }
    }
    Ok(None)
}

/// The promise as JSON has it.
pub fn shape(desk: &Desk<'_>, id: ThingId) -> Result<PromiseShape, Failure> {
    let promise = desk.promise(id)?;
    Ok(PromiseShape::new(promise, desk.state(promise)?, &desk.book, &desk.reckoning))
}

/// What was promised, when it is first due, how many past windows await a word, and the open load.
pub fn echo(desk: &Desk<'_>, id: ThingId) -> Result<String, Failure> {
    let promise = shape(desk, id)?;
    let today = desk.reckoning.today;
    let name = promise.named.full();
    let avoid = if promise.avoid { ", to avoid" } else { "" };
    let what = format!("{}, {}{avoid}", text_of(promise.named.text.as_ref()), asks(&promise, today));
    if promise.state == State::Asked {
        let whose = if promise.by.len() == 2 { "to promise" } else { "for" };
        let together = if promise.by.len() == 2 { " together" } else { "" };
        let other = desk.book.name(desk.by.other());
        return Ok(format!(
            "{}: asks {whose} {name}{together}: {what}.\n{other} answers with `ourword accept {}` or `ourword decline {}`.\n",
            desk.actor(),
            promise.named.label(),
            promise.named.label()
        ));
    }
    Ok(format!(
        "{}: promised {name}: {what}.\n{}{}",
        desk.actor(),
        first_due(desk, id)?,
        load(desk, desk.by)?
    ))
}

/// When the first window that is not over is due, and what of the past awaits a word.
pub fn first_due(desk: &Desk<'_>, id: ThingId) -> Result<String, Failure> {
    let promise = desk.promise(id)?;
    let today = desk.reckoning.today;
    let first = promise.windows(&desk.reckoning, today).next();
    let mut text = match first {
        Some(window) if window.to == Some(today) => "First due today.\n".to_owned(),
        Some(window) => match window.to {
            Some(to) if to == window.from => format!("First due on {}.\n", to.said(today)),
            Some(_) => format!("First window: {}.\n", days(window.from, window.to, today)),
            None => "Open until somebody marks it.\n".to_owned(),
        },
        None => String::new(),
    };
    if promise.start() < today {
        let tally = desk.account(promise)?.tally();
        let waiting = [
            (tally.awaiting, "past window awaits a word", "past windows await a word"),
            (tally.unlogged, "past window is not logged", "past windows are not logged"),
        ];
        for (number, one, more) in waiting {
            match number {
                0 => {}
                1 => text.push_str(&format!("1 {one}.\n")),
                number => text.push_str(&format!("{number} {more}.\n")),
            }
        }
    }
    Ok(text)
}

/// The open load: how much that partner has promised, alone and jointly.
pub fn load(desk: &Desk<'_>, by: Partner) -> Result<String, Failure> {
    let today = desk.reckoning.today;
    let (mut promises, mut joint, mut windows) = (0, 0, 0);
    for promise in desk.book.promises.iter().filter(|promise| promise.giver.includes(by)) {
        if desk.state(promise)? != State::Active {
            continue;
        }
        promises += 1;
        joint += u32::from(promise.giver == Giver::Both);
        let paused = desk.book.paused(promise.id, &desk.reckoning);
        let soon = promise.windows(&desk.reckoning, today).take_while(|window| window.from <= today.plus(6));
        let due =
            soon.filter(|window| window.to.is_some_and(|to| to <= today.plus(6)) && !paused.cover(window));
        windows += u32::try_from(due.count()).unwrap_or(u32::MAX);
    }
    let jointly = match (joint, promises) {
        (0, _) => String::new(),
        (joint, all) if joint == all => ", joint".to_owned(),
        (joint, _) => format!(", {joint} of them joint"),
    };
    Ok(format!(
        "{} now has {}{jointly}; {} due in the 7 days from today.\n",
        desk.book.name(by),
        count(promises, "open promise"),
        if windows == 1 { "1 falls".to_owned() } else { format!("{windows} fall") }
    ))
}
