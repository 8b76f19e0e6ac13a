//! `history`: what was recorded, entry by entry, with what was taken back or unsaid.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::book::Book;
use crate::domain::event::{Answer, Cell, Event, Hearing, Reworded, WordsOf};
use crate::domain::fact::Entry;
use crate::domain::{Day, EventId, Giver, Letter, Says, ThingId};

/// What was recorded, entry by entry.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct History {
    pub schema: &'static str,
    pub events: Vec<HistoryEvent>,
    /// For text: the period's name.
    #[serde(skip)]
    pub label: String,
    /// For text: so that a day of another year says its year.
    #[serde(skip)]
    pub today: Day,
}

/// One entry.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct HistoryEvent {
    pub id: EventId,
    #[schemars(extend("format" = "date-time"))]
    pub at: String,
    pub by: Option<String>,
    pub device: Letter,
    pub kind: String,
    pub about: Option<String>,
    pub summary: String,
    pub undone: bool,
    pub unsaid: bool,
    /// For text: the civil date of recording.
    #[serde(skip)]
    pub day: Day,
}

/// The entries of a period.
pub fn history(book: &Book, label: String, today: Day, entries: Vec<Entry>) -> History {
    let event = |entry: Entry| HistoryEvent {
        summary: summary(book, &entry.event, &entry.words),
        id: entry.id,
        at: entry.at,
        by: entry.by.map(|by| book.name(by)),
        device: entry.id.letter,
        kind: entry.event.kind().to_owned(),
        about: entry.about,
        undone: entry.undone,
        unsaid: entry.unsaid,
        day: entry.day,
    };
    History { schema: "ourword.history/1", events: entries.into_iter().map(event).collect(), label, today }
}

/// The word of a mark: of a boundary, its owner says that they held it, or did not.
pub fn said_of(book: &Book, id: ThingId, says: Says) -> &'static str {
    match (book.boundary(id), says) {
        (Some(_), Says::Kept) => "held",
        (Some(_), Says::Broken) => "not held",
        _ => says.word(),
    }
}

fn reworded_to(label: &str, reworded: &Reworded, said: &WordsOf) -> String {
    let words = |key: &str| said.get(key).map(|text| crate::domain::words::shown(text));
    let day = |word: &str, day: Option<Day>| day.map(|day| format!("{word} {day}"));
    let days = [day("told on", reworded.told), day("to look at again on", reworded.review)];
    let parts: Vec<String> =
        words("text").into_iter().chain(words("will")).chain(days.into_iter().flatten()).collect();
    let verb = if reworded.told.or(reworded.review).is_some() { "revised" } else { "reworded" };
    let to = if parts.is_empty() { "(unsaid)".to_owned() } else { parts.join("; ") };
    format!("{verb} {label}: {to}")
}

/// How many marks of one command are told one by one.
const TOLD: usize = 3;

/// What happened, in one line.
pub fn summary(book: &Book, event: &Event, said: &WordsOf) -> String {
    let words = |key: &str| said.get(key).map(|text| crate::domain::words::shown(text));
    let label = |id: ThingId| book.label(id);
    let text = || words("text").unwrap_or_else(|| "(unsaid)".to_owned());
    let main = match event {
        Event::Opened(_) => "made this ledger".to_owned(),
        Event::Joined(joined) => match (&joined.device, joined.holder) {
            (Some(device), None) => format!("device {} began to write here", device.letter),
            (_, Some(holder)) => format!("{} joined", book.name(holder)),
            (None, None) => "joined".to_owned(),
        },
        Event::Promised(promised) => {
            let verb = match (promised.asked_on, promised.giver) {
                (Some(_), Giver::Both) => "asked to promise together",
                (Some(_), Giver::One(_)) => "asked for",
                (None, _) => "promised",
            };
            let name = words("name")
                .map_or_else(|| promised.id.to_string(), |name| format!("{name} ({})", promised.id));
            format!("{verb} {name}: {}", text())
        }
        Event::Answered(answered) => match answered.answer {
            Answer::Accepted => format!("accepted {}", label(answered.id)),
            Answer::Declined => format!("declined {}", label(answered.id)),
        },
        Event::Ended(ended) => match book.pause(ended.id) {
            Some(_) => format!("lifted the pause {}", ended.id),
            None => format!("ended {}", label(ended.id)),
        },
        Event::Reworded(reworded) => reworded_to(&label(reworded.id), reworded, said),
        Event::Bounded(bounded) => {
            format!(
                "set the boundary {}: {}",
                bounded.id,
                words("need").unwrap_or_else(|| "(unsaid)".to_owned())
            )
        }
        Event::Repaired(repaired) => {
            let begun = if repaired.begins { "began the repair" } else { "added to the repair" };
            let of = repaired.of.map(|of| format!(" of {}", label(of.0))).unwrap_or_default();
            format!("{begun} {}{of}", repaired.id)
        }
        Event::Heard(heard) => match heard.says {
            Hearing::Heard => format!("feels heard in the repair {}", heard.id),
            Hearing::NotYet => format!("not yet, of the repair {}", heard.id),
        },
        Event::CheckedIn(checked_in) => format!("checked in for the week of {}", checked_in.week),
        Event::CheckinOpened(opened) => {
            let both = if book.partners.len() == 2 { " to both" } else { "" };
            format!("opened the check-ins of the week of {}{both}", opened.week)
        }
        Event::Thanked(_) => format!("thanked: {}", text()),
        Event::Noted(_) => format!("noted: {}", text()),
        Event::Chapter(chapter) => {
            let verb = if book.partners.len() == 2 { "asked for the chapter" } else { "began the chapter" };
            format!("{verb} {}: {}", chapter.id, words("name").unwrap_or_else(|| "(unsaid)".to_owned()))
        }
        Event::Unsaid(unsaid) => format!("unsaid the words of {}", unsaid.event),
        Event::Left(_) => "left".to_owned(),
        Event::Marked(cells) => {
            let one = |cell: &Cell| format!("{} {} {}", label(cell.0), said_of(book, cell.0, cell.2), cell.1);
            let told = cells.iter().take(TOLD).map(one).collect::<Vec<_>>().join(", ");
            match cells.len().saturating_sub(TOLD) {
                0 => told,
                more => format!("{told} and {more} more"),
            }
        }
        Event::Imported(imported) => {
            let label = label(imported.promise);
            match (imported.marks.first(), imported.marks.last(), imported.marks.len()) {
                (Some((on, says)), _, 1) => format!("imported {label} {} {on}", says.word()),
                (Some((from, _)), Some((to, _)), marks) => {
                    format!("imported {marks} marks of {label}, {from} to {to}")
                }
                _ => format!("imported nothing of {label}"),
            }
        }
        Event::Paused(paused) => {
            let what = paused.promise.map_or_else(|| "everything".to_owned(), label);
            let until = paused.until.map(|until| format!(" until {until}")).unwrap_or_default();
            format!("paused {what} from {}{until} ({})", paused.from, paused.id)
        }
        Event::Set(set) => format!("set {} to {}", set.key, set.value),
        Event::Undone(undone) => format!("took back {}", undone.event),
        Event::Unknown { kind, .. } => format!("something that a newer version wrote: {kind}"),
    };
    match words("note") {
        Some(note) => format!("{main}: {note}"),
        None => main,
    }
}
