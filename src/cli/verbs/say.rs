//! `kept`, `broke`, `excused`: what became of windows. Several at once are one event, all or nothing.

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::recorded::Recorded;
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::shared::Call;
use crate::cli::stdin;
use crate::domain::book::Thing;
use crate::domain::date::{DateWord, Looking};
use crate::domain::decide::Deed;
use crate::domain::decide::say::{MarkWish, Marked, concerns, mark, mark_boundary, said_last};
use crate::domain::event::{Cell, Event, WordsOf};
use crate::domain::rejection::and;
use crate::domain::words::{Field, Words};
use crate::domain::{Day, Mark, Rejection, Says, Span, ThingId, Verdict};
use crate::report::history::said_of;

/// What the help of `kept` shows.
pub const OF_KEPT: &str = "Without --on it is about today, or about a window that ended yesterday.\n\n\
    Examples:\n  \
    ourword kept dishes walk\n  \
    ourword kept dishes --on yesterday --note \"late, but done\"\n  \
    printf 'dishes\\n\
    walk 2026-11-20\\n\
    ' | ourword kept -";

/// What the help of `broke` shows.
pub const OF_BROKE: &str = "It is about the whole window, of which --on names a day; without, the one of today, or one that ended \
    yesterday.\n\n\
    Examples:\n  \
    ourword broke dishes\n  \
    ourword broke dishes --on yesterday --note \"fell asleep on the sofa\"";

/// What the help of `excused` shows.
pub const OF_EXCUSED: &str = "It is about the whole window, of which --on names a day; without, the one of today, or the next one.\n\n\
    Examples:\n  \
    ourword excused walk\n  \
    ourword excused dishes --on tomorrow --note \"on the night train\"";

/// What is asked for, where a note is.
const NOTE: &str = "Note:";

#[derive(Debug, Args)]
#[expect(clippy::option_option, reason = "how clap says that a flag may stand without its value")]
pub struct SayArgs {
    /// Ids or names; `-` reads lines `NAME [DATE]` from stdin
    #[arg(value_name = "ID")]
    what: Vec<String>,
    /// Which date it is about
    #[arg(long, value_name = "DATE")]
    on: Option<DateWord>,
    /// A note; without a value it is asked for; `-` asks for it, or reads it from stdin
    #[arg(long, value_name = "TEXT", num_args = 0..=1)]
    note: Option<Option<String>>,
}

/// One promise named, with the date said, and the line of stdin that named it.
struct Named {
    word: String,
    on: Option<DateWord>,
    line: Option<usize>,
}

/// A mark as it was recorded, and what became of its window.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Marked")]
pub struct MarkedShape {
    id: ThingId,
    name: Option<String>,
    by: String,
    on: Day,
    says: Says,
    window: WindowDays,
    verdict: Verdict,
}

/// The first and the last day of a window.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct WindowDays {
    from: Day,
    to: Option<Day>,
}

pub fn run(command: &str, says: Says, args: &SayArgs, call: &Call) -> Result<(), Failure> {
    let named = named(args)?;
    let note = note(args, call)?;
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let words: Vec<&str> = named.iter().map(|one| one.word.as_str()).collect();
    let mut desk = Desk::begin_to_mark(ledger, call, &words)?;
    let today = desk.reckoning.today;
    let mut wishes = Vec::new();
    for one in &named {
        let id = match desk.book.thing(&one.word) {
            Ok(Thing::Boundary(boundary)) => boundary.id,
            _ => desk.book.find(&one.word).map_err(|rejection| in_line(one.line, rejection.into()))?.id,
        };
        let on = one.on.map(|on| on.reckon(today, Looking::Back));
        wishes.push((id, MarkWish { by: desk.by, says, on, note: note.clone() }, one.line));
    }
    let said = say(&mut desk, &wishes)?;
    let (recorded, unchanged): (Vec<_>, Vec<_>) = said.into_iter().partition(|(_, marked)| marked.changes);
    let text = echo(&desk, says, &recorded, &unchanged);
    let shapes =
        |all: &[(ThingId, Marked)]| all.iter().map(|(id, marked)| shape(&desk, *id, says, marked)).collect();
    let (recorded, unchanged): (Vec<MarkedShape>, Vec<MarkedShape>) = (shapes(&recorded), shapes(&unchanged));
    let ids = recorded.iter().map(|one| one.id.to_string()).collect();
    if recorded.is_empty() {
        drop(desk);
    } else {
        desk.commit()?;
    }
    call.ui.answer(&Recorded::new(command, recorded, unchanged), || text, || ids)
}

/// Marks decided one after the other, each knowing those before it, and recorded as one event.
pub fn say(
    desk: &mut Desk<'_>,
    wishes: &[(ThingId, MarkWish, Option<usize>)],
) -> Result<Vec<(ThingId, Marked)>, Failure> {
    let mut said: Vec<(ThingId, Marked)> = Vec::new();
    let mut new: Vec<(ThingId, Mark)> = Vec::new();
    for (id, wish, line) in wishes {
        let decided = decide(desk, *id, wish, &new);
        let marked = decided.map_err(|failure| in_line(*line, failure))?;
        if said.iter().any(|(other, earlier)| other == id && earlier.on == marked.on) {
            let rejection = Rejection::SameCellTwice { label: desk.book.label(*id), on: marked.on };
            return Err(in_line(*line, rejection.into()));
        }
        if marked.changes {
            let is_new = |mark: &&Mark| {
                mark.by == wish.by && mark.on == marked.on && mark.order == said_last(marked.on)
            };
            let own = marked.judged.marks.iter().find(is_new).cloned();
            new.extend(own.map(|mark| (*id, mark)));
        }
        said.push((*id, marked));
    }
    let mut cells: Vec<Cell> = wishes
        .iter()
        .zip(&said)
        .filter(|(_, (_, marked))| marked.changes)
        .map(|((id, wish, _), (_, marked))| Cell(*id, marked.on, wish.says))
        .collect();
    if let Some((_, first, _)) = wishes.first()
        && !cells.is_empty()
    {
        cells.sort_by_key(|cell| (cell.0, cell.1));
        let note = first.note.as_ref().map(|note| ("note".to_owned(), note.as_str().to_owned()));
        desk.append(&Deed { event: Event::Marked(cells), words: note.into_iter().collect::<WordsOf>() })?;
    }
    // A later mark of the same window may have changed what an earlier one came to.
    for (at, (id, wish, _)) in wishes.iter().enumerate() {
        let alone = wishes.iter().filter(|(other, ..)| other == id).count() == 1;
        if !alone {
            let again = MarkWish { on: Some(said[at].1.on), ..wish.clone() };
            said[at].1.judged = decide(desk, *id, &again, &[])?.judged;
        }
    }
    Ok(said)
}

/// A failure with the line of stdin that it is about, where there is one.
fn in_line(line: Option<usize>, failure: Failure) -> Failure {
    match line {
        Some(line) => Failure::Line(line, Box::new(failure)),
        None => failure,
    }
}

fn decide(desk: &Desk<'_>, id: ThingId, wish: &MarkWish, new: &[(ThingId, Mark)]) -> Result<Marked, Failure> {
    if let Some(boundary) = desk.book.boundary(id) {
        let marks = desk.marks(id, Span::new(Day::MIN, Day::MAX))?;
        return Ok(mark_boundary(&desk.book, boundary, wish, &marks, &desk.reckoning)?);
    }
    let promise = desk.promise(id)?;
    let paused = desk.book.paused(id, &desk.reckoning);
    let judge = desk.book.judge(promise, &paused, &desk.reckoning);
    let mut marks = match concerns(&judge, wish.on) {
        Some(span) => desk.marks(id, span)?,
        None => Vec::new(),
    };
    for (_, mark) in new.iter().filter(|(other, _)| *other == id) {
        marks.retain(|old| (old.by, old.on) != (mark.by, mark.on));
        marks.push(mark.clone());
    }
    Ok(mark(&judge, wish, &marks)?)
}

fn named(args: &SayArgs) -> Result<Vec<Named>, Failure> {
    let mut named = Vec::new();
    for word in &args.what {
        if word != "-" {
            named.push(Named { word: word.clone(), on: args.on, line: None });
            continue;
        }
        if args.note == Some(Some("-".to_owned())) {
            return Err(Failure::usage(
                "stdin cannot hold both the names and the note",
                "write the note behind `--note`",
            ));
        }
        for (at, line) in stdin::text()?.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (word, date) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let number = at + 1;
            let on = match date.trim() {
                "" => args.on,
                date => Some(
                    date.parse().map_err(|error: Rejection| Failure::Line(number, Box::new(error.into())))?,
                ),
            };
            named.push(Named { word: word.to_owned(), on, line: Some(number) });
        }
    }
    if named.is_empty() && !args.what.iter().any(|word| word == "-") {
        return Err(Rejection::NothingToMark.into());
    }
    Ok(named)
}

fn note(args: &SayArgs, call: &Call) -> Result<Option<Words>, Failure> {
    let text = match &args.note {
        None => return Ok(None),
        Some(None) if !call.ui.can_ask() => {
            return Err(Failure::usage(
                "there is nobody to ask for the note",
                "write it behind `--note`, or `-` for stdin",
            ));
        }
        Some(None) => call.ui.ask(NOTE)?.unwrap_or_default(),
        Some(Some(text)) => {
            let mut text = text.clone();
            stdin::fill(call.ui, [(NOTE, Some(&mut text))])?;
            text
        }
    };
    Ok(Some(Words::new(&text, Field::Note)?))
}

fn shape(desk: &Desk<'_>, id: ThingId, says: Says, marked: &Marked) -> MarkedShape {
    let of_boundary = || desk.book.boundary(id).and_then(|boundary| boundary.name.as_ref());
    let name = desk.book.promise(id).and_then(|promise| promise.name.as_ref()).or_else(of_boundary);
    let window = marked.judged.window;
    MarkedShape {
        id,
        name: name.map(ToString::to_string),
        by: desk.actor(),
        on: marked.on,
        says,
        window: WindowDays { from: window.from, to: window.to },
        verdict: marked.judged.verdict,
    }
}

fn echo(
    desk: &Desk<'_>,
    says: Says,
    recorded: &[(ThingId, Marked)],
    unchanged: &[(ThingId, Marked)],
) -> String {
    let actor = desk.actor();
    let today = desk.reckoning.today;
    let givers =
        |id| desk.book.promise(id).map(|promise| desk.book.givers(promise.giver)).unwrap_or_default();
    let line = |(id, marked): &(ThingId, Marked), already: &str| {
        let judged = &marked.judged;
        let progress = match (says, judged.times) {
            (Says::Kept, times) if times > 1 => format!(", {} of {times}", judged.kept_days),
            _ => String::new(),
        };
        let verdict = match (says, judged.verdict) {
            (Says::Kept, Verdict::Kept)
            | (Says::Broken, Verdict::Broken)
            | (Says::Excused, Verdict::Excused) => String::new(),
            (Says::Kept, Verdict::Open) if judged.times == 1 => {
                "; it counts once the window is over".to_owned()
            }
            (Says::Kept, Verdict::Open | Verdict::Awaiting) if judged.line != 2 => String::new(),
            (_, Verdict::Awaiting) => format!("; it awaits a word of {}", and(&givers(*id))),
            (_, verdict) => format!("; it counts as {}", said(verdict)),
        };
        let on = if marked.on == today { "today".to_owned() } else { marked.on.said(today) };
        let word = said_of(&desk.book, *id, says);
        format!("{actor}: {} {already}{word}, {on}{progress}{verdict}.\n", desk.book.label(*id))
    };
    let recorded = recorded.iter().map(|one| line(one, ""));
    let unchanged = unchanged.iter().map(|one| line(one, "is already "));
    recorded.chain(unchanged).collect()
}

/// The words of a verdict in a sentence that says what a window counts as.
fn said(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Late => "late",
        other => other.said(),
    }
}
