//! `unsay`: one's own words taken out of the file; the entry stays as unsaid.

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::recorded::Recorded;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::domain::decide::Deed;
use crate::domain::event::{Event, Unsaid};
use crate::domain::{EventId, Promise, Rejection};

#[derive(Debug, Args)]
#[command(
    after_long_help = "The words leave the ledger's file; the entry stays, as unsaid, and so does what it counts for. It cannot be \
    undone. Backups, other copies, shell history and what somebody has read are out of reach.\n\n\
    Examples:\n  \
    ourword unsay a.4         # an entry, as `ourword history` shows it\n  \
    ourword unsay walk        # all your words about it"
)]
pub struct UnsayArgs {
    /// An entry like a.12, or a thing like a7
    id: String,
}

/// An entry whose words are gone.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Gone {
    event: EventId,
    by: String,
}

pub fn run(args: &UnsayArgs, call: &Call) -> Result<(), Failure> {
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin_to_unsay(ledger, call)?;
    let word = args.id.trim();
    let events = if let Ok(id) = word.parse::<EventId>() {
        let past = desk.past(id)?;
        if past.by != Some(desk.by) {
            let whose = past.by.map_or_else(|| "nobody".to_owned(), |by| desk.book.name(by));
            return Err(Rejection::NotYourEvent { id, by: whose }.into());
        }
        vec![id]
    } else {
        let thing = desk.book.thing(word).map(|thing| thing.id().to_string());
        let about = thing.or_else(|rejection| match word.parse::<crate::domain::ThingId>() {
            // Thanks and notes are known by their ids alone.
            Ok(id) => Ok(id.to_string()),
            Err(_) => Err(rejection),
        })?;
        written(&desk, &about)?
    };
    let gone = unsay(&mut desk, &events)?;
    if gone.is_empty() {
        return Err(Rejection::NothingUnsaid { text: word.to_owned() }.into());
    }
    let by = desk.actor();
    desk.commit()?;
    let copies: String = ledger
        .copies_from_before()
        .iter()
        .map(|copy| format!("{} is a copy from before an upgrade, and still has them.\n", copy.display()))
        .collect();
    let told: String = gone.iter().map(|event| format!("{by}: unsaid the words of {event}.\n")).collect();
    let text = format!(
        "{told}They are gone from this file; backups, other copies and shell history are out of reach.\n{copies}"
    );
    let recorded = gone.iter().map(|event| Gone { event: *event, by: by.clone() }).collect();
    let ids = || gone.iter().map(ToString::to_string).collect();
    call.ui.answer(&Recorded::new("unsay", recorded, Vec::new()), || text, ids)
}

/// The events in which this partner wrote about a thing: in its making, its rewordings, its notes; of a promise also
/// about those that it took the place of, or that took its place, since they share their words.
fn written(desk: &Desk<'_>, about: &str) -> Result<Vec<EventId>, Failure> {
    let promise = about.parse().ok().and_then(|id| desk.book.promise(id));
    if let Some(promise) = promise {
        said_with_a_repair(desk, promise)?;
    }
    let mut line = vec![about.to_owned()];
    let mut before = promise.and_then(|promise| promise.replaces);
    while let Some(id) = before {
        line.push(id.to_string());
        before = desk.book.promise(id).and_then(|promise| promise.replaces);
    }
    let mut after = promise.and_then(|promise| promise.ending).and_then(|ending| ending.replaced_by);
    while let Some(id) = after {
        line.push(id.to_string());
        after =
            desk.book.promise(id).and_then(|promise| promise.ending).and_then(|ending| ending.replaced_by);
    }
    let mut events = Vec::new();
    for about in line {
        events.extend(desk.writer.written_about(&about, desk.by)?);
        events.extend(desk.writer.notes_on(&about, desk.by)?);
    }
    events.sort_unstable();
    events.dedup();
    Ok(events)
}

/// A promise made in a repair has its words in the entry of the repair, which holds others too. Nobody loses words
/// that they did not name.
fn said_with_a_repair(desk: &Desk<'_>, promise: &Promise) -> Result<(), Failure> {
    let repairs = desk.book.repairs.iter().filter(|repair| repair.by == desk.by);
    for repair in repairs {
        for event in desk.writer.written_about(&repair.id.to_string(), desk.by)? {
            let made = match desk.writer.past(event)?.map(|past| past.event) {
                Some(Event::Repaired(repaired)) => repaired.promised.map(|promised| promised.id),
                _ => None,
            };
            if made == Some(promise.id) {
                let label = promise.label();
                return Err(Rejection::SaidWithARepair { label, repair: repair.id, event }.into());
            }
        }
    }
    Ok(())
}

/// The words of these events taken out of the file. Those that had none are left out of the answer.
pub fn unsay(desk: &mut Desk<'_>, events: &[EventId]) -> Result<Vec<EventId>, Failure> {
    let mut gone = Vec::new();
    for event in events {
        if desk.writer.unsay(*event)? {
            desk.record(&Deed::plain(Event::Unsaid(Unsaid { event: *event })))?;
            gone.push(*event);
        }
    }
    Ok(gone)
}
