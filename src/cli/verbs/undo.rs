//! `undo`: what one command did is taken back.

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::checkin::open_where_both_say_yes;
use super::recorded::Recorded;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::domain::decide::take_back::{Came, Past, Root, holds_together, promise_of, undo};
use crate::domain::event::Event;
use crate::domain::settings::Kind;
use crate::domain::{Day, EventId, Promise, Rejection, Span};
use crate::report::history::summary;

#[derive(Debug, Args)]
#[command(
    after_long_help = "An undo can be undone: a second `ourword undo` right after brings back what the first took.\n\
    To go further back, name the event; `ourword history all` shows them. An import is taken back whole.\n\n\
    Examples:\n  \
    ourword undo\n  \
    ourword undo a.11"
)]
pub struct UndoArgs {
    /// Which event [default: your latest]
    event: Option<EventId>,
}

/// What was taken back; `id` is the entry that says so, `undid` the one that it takes back.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Undone {
    id: EventId,
    undid: EventId,
    kind: String,
    by: String,
}

pub fn run(args: &UndoArgs, call: &Call) -> Result<(), Failure> {
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin(ledger, call)?;
    let past = match args.event {
        Some(id) => desk.past(id)?,
        None => desk.writer.latest_of(desk.by)?.ok_or(Rejection::NothingToUndo)?,
    };
    let before = desk.book.clone();
    let today = desk.reckoning.today;
    let root = root(&desk, &past)?;
    let command = desk.writer.command_of(past.clone())?;
    let undone = take_back(&mut desk, &past, &command)?;
    desk.read_anew()?;
    let mut live = Vec::new();
    for promise in &desk.book.promises {
        if let Some(name) = &promise.name
            && desk.state(promise)?.is_live()
        {
            live.push((name.clone(), promise.id));
        }
    }
    let boundaries = desk.book.boundaries.iter().filter(|boundary| boundary.ended_on.is_none());
    live.extend(boundaries.filter_map(|boundary| Some((boundary.name.clone()?, boundary.id))));
    holds_together(&before, &desk.book, &live, desk.writer.ever_promised()?, today)?;
    let opened = match root.event {
        Event::CheckedIn(said) if desk.book.kind == Kind::Shared => {
            open_where_both_say_yes(&mut desk, said.week)?
        }
        _ => false,
    };
    let actor = desk.actor();
    desk.commit()?;
    let text = if opened {
        format!("{actor}: took back {}. With that, both check-ins are shown: `ourword report`.\n", past.id)
    } else if matches!(past.event, Event::Undone(_)) {
        let what = if command.len() > 1 {
            format!("the undo of an import, {}", events(&command))
        } else {
            format!("the undo {}", past.id)
        };
        if root.goes {
            format!("{actor}: took back {what}; what that had brought back is taken back again.\n")
        } else {
            format!("{actor}: took back {what}; what it took back stands again.\n")
        }
    } else if command.len() > 1 {
        format!("{actor}: took back an import, {}.\n`ourword undo` again brings it back.\n", events(&command))
    } else {
        let what = summary(&before, &past.event, &past.words);
        format!("{actor}: took back {}: {what}.\n`ourword undo` again brings it back.\n", past.id)
    };
    let ids = undone.iter().map(|one| one.id.to_string()).collect();
    call.ui.answer(&Recorded::new("undo", undone, Vec::new()), || text, || ids)
}

/// `a.5 to a.9`.
fn events(command: &[Past]) -> String {
    match command {
        [first, .., last] => format!("{} to {}", first.id, last.id),
        _ => command.iter().map(|one| one.id.to_string()).collect(),
    }
}

/// What an undo of undos comes down to.
fn root(desk: &Desk<'_>, past: &Past) -> Result<Root, Failure> {
    let mut root = Root { event: past.event.clone(), goes: true };
    while let Event::Undone(undone) = root.event {
        root = Root { event: desk.past(undone.event)?.event, goes: !root.goes };
    }
    Ok(root)
}

/// Takes a command back, event by event, the latest first, and its promises after all marks: of a promise that was
/// imported with its marks nothing has come but these.
fn take_back(desk: &mut Desk<'_>, past: &Past, command: &[Past]) -> Result<Vec<Undone>, Failure> {
    let (mut marks, mut promises) = (Vec::new(), Vec::new());
    for one in command.iter().rev().filter(|one| !one.undone || one.id == past.id) {
        let root = root(desk, one)?;
        let part = if promise_of(&root.event).is_some() { &mut promises } else { &mut marks };
        part.push((one, root));
    }
    let mut undone: Vec<Undone> = Vec::new();
    for part in [marks, promises] {
        let mut deeds = Vec::new();
        for (one, root) in &part {
            let promise = promise_of(&root.event).and_then(|id| desk.book.promise(id));
            let came = promise.map(|promise| came(desk, promise)).transpose()?;
            deeds.push(undo(&desk.book, desk.by, one, root, came, desk.reckoning.today)?);
        }
        let ids = desk.append_all(deeds, undone.first().map(|first| first.id))?;
        let by = desk.actor();
        undone.extend(ids.into_iter().zip(part).map(|(id, (one, _))| Undone {
            id,
            undid: one.id,
            kind: one.event.kind().to_owned(),
            by: by.clone(),
        }));
    }
    Ok(undone)
}

/// What has come of a promise.
fn came(desk: &Desk<'_>, promise: &Promise) -> Result<Came, Failure> {
    let marked = !desk.marks(promise.id, Span::new(Day::MIN, Day::MAX))?.is_empty();
    let first = promise.windows(&desk.reckoning, promise.start()).next();
    Ok(Came { marked, over: first.is_some_and(|window| window.is_over(desk.reckoning.today)) })
}
