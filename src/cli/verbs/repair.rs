//! `repair`: what I did, what it did to you, what I do to make it good, what changes.

use clap::Args;

use super::promise::{held_by, shape};
use super::recorded::Recorded;
use super::terms::TermsArgs;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::cli::stdin;
use crate::domain::book::Thing;
use crate::domain::date::{DateWord, Looking};
use crate::domain::decide::between::{self, Parts};
use crate::domain::decide::give::{self, PromiseWish, Whose};
use crate::domain::event::{Event, Hearing};
use crate::domain::repair::Repair;
use crate::domain::words::Name;
use crate::domain::{Day, Promise, Rejection, ThingId, Verdict};
use crate::report::between::{Adjustments, RepairShape};

#[derive(Debug, Args)]
#[command(
    after_long_help = concat!("All parts may be added later. A repair is open, then whole (what I did, and what changes), and holding while \
    what changes is kept.\n\n", stdin::dash_is_stdin!(), "Examples:\n  \
    ourword repair dishes --did \"I fell asleep\" --adjust \"an alarm\" --every day\n  \
    ourword repair dishes --impact \"you came home to the dirty pans\"\n  \
    ourword repair a9 --heard")
)]
pub struct RepairArgs {
    /// The broken promise, or a repair to add to; nothing, for a breach that was never a promise
    id: Option<String>,
    /// A day of the broken window, or of the breach [default: the latest broken one]
    #[arg(long, value_name = "DATE")]
    on: Option<DateWord>,
    /// What I did
    #[arg(long, value_name = "TEXT")]
    did: Option<String>,
    /// What it did to you
    #[arg(long, value_name = "TEXT")]
    impact: Option<String>,
    /// What I do to make it good
    #[arg(long, value_name = "TEXT")]
    amends: Option<String>,
    /// What changes: a promise by its id or name, or the words of a new one
    #[arg(long, value_name = "PROMISE")]
    adjust: Option<String>,
    #[command(flatten)]
    terms: TermsArgs,
    /// I am the one who was hurt, and I feel heard
    #[arg(long, conflicts_with_all = ["not_yet", "did", "impact", "amends", "adjust", "on"])]
    heard: bool,
    /// I am the one who was hurt, and I do not yet
    #[arg(long, conflicts_with_all = ["did", "impact", "amends", "adjust", "on"])]
    not_yet: bool,
}

pub fn run(mut args: RepairArgs, call: &Call) -> Result<(), Failure> {
    let words = [
        ("What I did:", args.did.as_mut()),
        ("What it did to you:", args.impact.as_mut()),
        ("What I do to make it good:", args.amends.as_mut()),
        ("What changes:", args.adjust.as_mut()),
    ];
    stdin::fill(call.ui, words)?;
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin(ledger, call)?;
    let thing = args.id.as_deref().map(|word| target(&desk, word)).transpose()?;
    if args.heard || args.not_yet {
        let says = if args.heard { Hearing::Heard } else { Hearing::NotYet };
        return hear(desk, thing.as_ref(), says, call);
    }
    let today = desk.reckoning.today;
    let (id, begins, of, on) = match thing {
        Some(Target::Repair(_)) if args.on.is_some() => {
            return Err(Failure::usage(
                "the day belongs to what is repaired, and that is said already",
                "leave out `--on`",
            ));
        }
        Some(Target::Repair(id)) => (id, false, None, today),
        Some(Target::Promise(promise)) => {
            let of = broken(&desk, promise, args.on)?;
            // A joint promise was broken by both: each repairs for themselves.
            let own = |repair: &&Repair| repair.of == Some(of) && repair.by == desk.by;
            match desk.book.repairs.iter().find(own) {
                Some(repair) => (repair.id, false, None, today),
                None => (desk.next_thing()?, true, Some(of), today),
            }
        }
        None => (desk.next_thing()?, true, None, day_of_breach(&args, today)?),
    };
    let parts = parts(&mut desk, args, id, begins)?;
    let deed = between::repair(&desk.book, desk.by, id, begins, of, parts, on)?;
    let promised = match &deed.event {
        Event::Repaired(repaired) => repaired.promised.as_ref().map(|promised| promised.id),
        _ => None,
    };
    desk.record(&deed)?;
    let repair = repair_shape(&desk, id)?;
    let mut text = format!("{}: repair {id}, {}.\n", desk.actor(), repair.state.word());
    if let Some(promised) = promised {
        let promise = shape(&desk, promised)?;
        text.push_str(&format!("What changes is the promise {}.\n", promise.named.full()));
    }
    desk.commit()?;
    call.ui.answer(&Recorded::one("repair", repair), || text, || vec![id.to_string()])
}

/// The day of a breach that was never a promise.
fn day_of_breach(args: &RepairArgs, today: Day) -> Result<Day, Rejection> {
    let on = args.on.map_or(today, |on| on.reckon(today, Looking::Back));
    match on > today {
        true => Err(Rejection::InTheFuture { label: "a breach".to_owned(), on, says: "repaired" }),
        false => Ok(on),
    }
}

enum Target {
    Repair(ThingId),
    Promise(ThingId),
}

fn target(desk: &Desk<'_>, word: &str) -> Result<Target, Failure> {
    match desk.book.thing(word)? {
        Thing::Repair(repair) => Ok(Target::Repair(repair.id)),
        Thing::Promise(promise) => Ok(Target::Promise(promise.id)),
        Thing::Pause(_) | Thing::Boundary(_) | Thing::Chapter(_) => {
            Ok(Target::Promise(desk.book.find(word)?.id))
        }
    }
}

/// The broken window that is meant: by default the latest.
fn broken(desk: &Desk<'_>, id: ThingId, on: Option<DateWord>) -> Result<(ThingId, Day), Failure> {
    let promise = desk.promise(id)?;
    if !promise.giver.includes(desk.by) {
        return Err(
            Rejection::NotYours { label: promise.label(), whose: desk.book.name(desk.by.other()) }.into()
        );
    }
    let account = desk.account(promise)?;
    let on = on.map(|on| on.reckon(desk.reckoning.today, Looking::Back));
    let is_broken = |judged: &&crate::domain::Judged| {
        let said = matches!(judged.verdict, Verdict::Broken | Verdict::Disputed)
            || judged.marks.iter().any(|mark| mark.says == crate::domain::Says::Broken);
        said && on.is_none_or(|on| judged.window.holds(on))
    };
    let found = account.begun().iter().rev().find(is_broken);
    let found = found.ok_or_else(|| Rejection::NoBreak { label: promise.label() })?;
    Ok((id, found.window.from))
}

fn parts(desk: &mut Desk<'_>, args: RepairArgs, repair: ThingId, begins: bool) -> Result<Parts, Failure> {
    let mut parts =
        Parts { did: args.did, impact: args.impact, amends: args.amends, adjustment: None, promised: None };
    let Some(adjust) = args.adjust else {
        if args.terms.is_empty() {
            return Ok(parts);
        }
        return Err(Failure::usage(
            "the terms belong to a promise that changes things",
            "write it with `--adjust`",
        ));
    };
    let goes_by_that = adjust.parse::<ThingId>().is_ok() || adjust.parse::<Name>().is_ok();
    if args.terms.is_empty() && goes_by_that {
        let promise: &Promise = desk.book.find(&adjust)?;
        parts.adjustment = Some(between::adjustment(desk.by, promise, desk.state(promise)?)?);
        return Ok(parts);
    }
    // The repair takes the next number where it is new, so the promise takes the one after.
    let id = match begins {
        true => ThingId { number: repair.number.saturating_add(1), ..repair },
        false => desk.next_thing()?,
    };
    let wish = PromiseWish {
        text: adjust,
        plan: None,
        name_held_by: held_by(desk, None)?,
        name: None,
        whose: Whose::Mine,
        answers: None,
        terms: args.terms.wish(desk.reckoning.today, false),
    };
    let deed = give::promise(&desk.book, desk.by, id, wish, &desk.reckoning)?;
    if let Event::Promised(promised) = deed.event {
        parts.promised = Some((promised, deed.words));
    }
    Ok(parts)
}

fn hear(mut desk: Desk<'_>, thing: Option<&Target>, says: Hearing, call: &Call) -> Result<(), Failure> {
    let Some(&Target::Repair(id)) = thing else {
        return Err(Failure::usage(
            "it is not clear which repair",
            "name it by its id, as `ourword report` shows it",
        ));
    };
    let missing = || Rejection::NoSuchThing { text: id.to_string(), near: Vec::new() };
    let deed = between::heard(desk.by, desk.book.repair(id).ok_or_else(missing)?, says)?;
    let changes = deed.is_some();
    if let Some(deed) = deed {
        desk.record(&deed)?;
    }
    let shape = repair_shape(&desk, id)?;
    let word = if says == Hearing::Heard { "heard" } else { "not yet" };
    let already = if changes { "" } else { " already" };
    let text = format!("{}: {word}{already}, of the repair {id}.\n", desk.actor());
    let (recorded, unchanged) = if changes { (vec![shape], vec![]) } else { (vec![], vec![shape]) };
    if changes {
        desk.commit()?;
    } else {
        drop(desk);
    }
    call.ui.answer(&Recorded::new("repair", recorded, unchanged), || text, || vec![id.to_string()])
}

/// The repair of that id as JSON has it.
fn repair_shape(desk: &Desk<'_>, id: ThingId) -> Result<RepairShape, Failure> {
    let missing = || Rejection::NoSuchThing { text: id.to_string(), near: Vec::new() };
    let repair = desk.book.repair(id).ok_or_else(missing)?;
    let mut adjustments = Adjustments::default();
    for promise in repair.adjustment.into_iter().flat_map(|id| desk.book.line_from(id, &desk.reckoning)) {
        adjustments.add(&desk.account(promise)?, &desk.book);
    }
    Ok(RepairShape::new(repair, &adjustments, &desk.book, &desk.reckoning))
}
