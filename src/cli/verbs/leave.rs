//! `leave`: alone, at once, no approval, no message to the other.

use std::path::PathBuf;

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::recorded::Recorded;
use super::unsay::unsay;
use crate::cli::desk::{Desk, is_sealed};
use crate::cli::error::Failure;
use crate::cli::file::write_private;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::domain::decide::change;
use crate::domain::fact::Entry;
use crate::domain::{Day, Span, State, ThingId, Verdict};
use crate::report::history::{HistoryEvent, history};

#[derive(Debug, Args)]
#[command(
    after_long_help = "Your promises end, joint ones rest, and nothing is said in your name from then on. Your words and the shared \
    record are written to a file first. Nobody has to agree, and the other is sent nothing; they see it when they \
    next open the ledger. It cannot be undone.\n\n\
    Examples:\n  \
    ourword guide safety      # worth reading first\n  \
    ourword leave --output my-words.json"
)]
pub struct LeaveArgs {
    /// Where your words and the shared record are written [default: ourword-NAME-DATE.json here]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Take all your own words out of the ledger as well
    #[arg(long)]
    unsay: bool,
    /// Do not ask on a terminal
    #[arg(long)]
    yes: bool,
}

/// Who left, and what that came to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Gone {
    by: String,
    on: Day,
    ended: Vec<ThingId>,
    paused: Vec<ThingId>,
    unsaid: usize,
    file: String,
}

/// What the leaver takes along.
#[derive(Serialize, JsonSchema)]
pub struct Taken {
    schema: &'static str,
    by: String,
    on: Day,
    events: Vec<TakenEvent>,
}

/// An entry of the record, with what it holds and its words.
#[derive(Serialize, JsonSchema)]
pub struct TakenEvent {
    #[serde(flatten)]
    event: HistoryEvent,
    body: serde_json::Value,
    words: crate::domain::event::WordsOf,
}

pub fn run(args: &LeaveArgs, call: &Call) -> Result<(), Failure> {
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let entries = ledger.entries(Span::new(Day::MIN, Day::MAX))?;
    let mut desk = Desk::begin(ledger, call)?;
    let (by, today) = (desk.actor(), desk.reckoning.today);
    if !args.yes
        && let Some(answer) =
            call.ui.ask(&format!("{by}, leave this ledger now? It cannot be undone. [y/N]"))?
        && !matches!(answer.to_lowercase().as_str(), "y" | "yes")
    {
        return call.ui.out("Nothing was recorded.\n");
    }
    // All is asked before anything is done, so that breaking off leaves nothing behind.
    let all_words = args.unsay || wants_to_unsay(args, call)?;
    let file = args.output.clone().unwrap_or_else(|| free_name(&plain(&by), today));
    let bodies = entries.iter().map(|entry| (entry.event.body(), entry.words.clone())).collect::<Vec<_>>();
    // What the other sealed in a check-in that was never opened is not the leaver's to take along.
    let sealed = |entry: &Entry| {
        is_sealed(&desk.book, Some(desk.by), entry.by, &entry.event, |id| desk.writer.past(id))
    };
    let sealed = entries.iter().map(sealed).collect::<Result<Vec<bool>, _>>()?;
    let told = history(&desk.book, String::new(), today, entries).events;
    let mut events = Vec::new();
    for ((event, (body, words)), sealed) in told.into_iter().zip(bodies).zip(sealed) {
        if !sealed {
            events.push(TakenEvent { event, body: serde_json::from_str(&body?).unwrap_or_default(), words });
        }
    }
    let taken = Taken { schema: "ourword.leaving/1", by: by.clone(), on: today, events };
    let text = serde_json::to_string_pretty(&taken)? + "\n";
    write_private(&file, text.as_bytes(), false).map_err(|failure| {
        Failure::refused(
            format!("{}; nothing was recorded", failure.message()),
            "name a place that you can write to with `--output FILE`",
        )
    })?;
    let unsaid = if all_words {
        let mine: Vec<_> =
            taken.events.iter().filter(|one| one.event.by.as_deref() == Some(by.as_str())).collect();
        unsay(&mut desk, &mine.iter().map(|one| one.event.id).collect::<Vec<_>>())?.len()
    } else {
        0
    };
    let mut next = desk.next_thing()?;
    let deed = {
        let mut active = Vec::new();
        for promise in &desk.book.promises {
            if desk.state(promise)? == State::Active {
                let verdict = desk.window_today(promise)?.map(|(_, verdict)| verdict);
                active.push((promise, verdict.is_some_and(|verdict| verdict != Verdict::Open)));
            }
        }
        let ids = || {
            let id = next;
            next = ThingId { number: next.number.saturating_add(1), ..next };
            id
        };
        change::leave(desk.by, &active, ids, &desk.reckoning)
    };
    desk.record(&deed)?;
    desk.commit()?;
    let crate::domain::event::Event::Left(left) = deed.event else { return Ok(()) };
    let gone = Gone {
        by: by.clone(),
        on: today,
        ended: left.ended.iter().map(|one| one.id).collect(),
        paused: left.paused.iter().filter_map(|one| one.promise).collect(),
        unsaid,
        file: file.display().to_string(),
    };
    let text = format!(
        "{by}: left. Your words and the shared record are in {}.\n\
         Other accounts of this machine cannot read it; whoever uses this one can. Move it where only you can reach it.\n\
         Delete this device's copy of the ledger if you do not want it here.\n",
        gone.file
    );
    call.ui.answer(&Recorded::one("leave", gone), || text, || vec![by])
}

fn wants_to_unsay(args: &LeaveArgs, call: &Call) -> Result<bool, Failure> {
    let answer =
        if args.yes { None } else { call.ui.ask("Take all your own words out of the ledger too? [y/N]")? };
    Ok(answer.is_some_and(|answer| matches!(answer.to_lowercase().as_str(), "y" | "yes")))
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A name in this folder that is not taken: whoever leaves is not kept by a file that is there already.
fn free_name(by: &str, today: Day) -> PathBuf {
    let name = |more: String| PathBuf::from(format!("ourword-{by}-{today}{more}.json"));
    let numbered = (2..100).map(|number| name(format!("-{number}")));
    let free = std::iter::once(name(String::new())).chain(numbered).find(|file| !file.exists());
    free.unwrap_or_else(|| name(String::new()))
}
