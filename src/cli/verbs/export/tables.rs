//! Tables for a spreadsheet: promises, windows, marks, and what is between the two.

use std::fs;
use std::io;
use std::path::Path;

use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::file::Whole;
use crate::cli::progress::Progress;
use crate::cli::retold::Retold;
use crate::cli::spool::{self, Spool};
use crate::domain::settings::Kind;
use crate::domain::words::Words;
use crate::domain::{Day, Judged, Mark, Promise, Span, ThingId, Verdict};
use crate::exchange::sheets::{Cell, Sheet};
use crate::ledger::{make_folder, make_folder_private};
use crate::report::Account;
use crate::report::shape::PromiseShape;
use crate::report::told::{Asked, Retell};

/// A table.
pub struct Table {
    /// The name of its file.
    pub file: &'static str,
    /// How many rows it has.
    pub rows: u64,
    made: Spool,
}

/// The tables of the days of the span: each has what falls on them, promises those with a window there.
pub fn tables(reading: &Reading, span: Span, progress: Progress) -> Result<Vec<Table>, Failure> {
    let mut promises = Growing::begin("promises.csv", &PROMISES)?;
    let mut windows = Growing::begin("windows.csv", &WINDOWS)?;
    let mut marks = Growing::begin("marks.csv", &MARKS)?;
    let whole = span == Span::new(Day::MIN, Day::MAX);
    let retold = Retold::new(reading, progress);
    let today = reading.reckoning.today;
    for account in reading.accounts().iter() {
        let account = account?;
        let (id, name) = (account.promise.id, label(account.promise));
        let mut any = false;
        let tell = |judged: &Judged| -> Result<(), Failure> {
            // Without an end, or kept late, it reaches to the day by which it is counted, as in a report.
            let last = judged.last_day(today).max(judged.settled_on.unwrap_or(Day::MIN));
            if judged.window.from > span.to || last < span.from {
                return Ok(());
            }
            any = true;
            windows.row(window(account.promise, judged))?;
            let said = judged.marks.iter().filter(|mark| span.holds(mark.on));
            said.map(|one| mark(reading, id, &name, one)).try_for_each(|row| marks.row(row))
        };
        let asked = Asked { promise: account.promise, span, with_notes: true };
        retold.made((&retold as &dyn Retell).try_each(&asked, tell))??;
        if whole || any {
            promises.row(promise(reading, &account))?;
        }
    }
    for boundary in &reading.book.boundaries {
        let said = reading.ledger.marks(boundary.id, span)?;
        let name = boundary.name.as_ref().map(ToString::to_string).unwrap_or_default();
        let seen = said.iter().filter(|mark| reading.reckoning.sees(mark.on));
        seen.map(|one| mark(reading, boundary.id, &name, one)).try_for_each(|row| marks.row(row))?;
    }
    let mut all = vec![promises.done()?, windows.done()?, marks.done()?];
    all.extend(between(reading, span)?);
    Ok(all)
}

/// A table that grows row by row.
struct Growing {
    file: &'static str,
    sheet: Sheet<Spool>,
}

impl Growing {
    fn begin(file: &'static str, heading: &[&str]) -> Result<Self, Failure> {
        let sheet = Sheet::begin(Spool::new(), heading).map_err(spool::unwritten)?;
        Ok(Self { file, sheet })
    }

    fn row(&mut self, row: Vec<Cell>) -> Result<(), Failure> {
        self.sheet.row(row).map_err(spool::unwritten)
    }

    fn done(self) -> Result<Table, Failure> {
        let Self { file, sheet } = self;
        let rows = sheet.rows;
        let made = sheet.end().map_err(spool::unwritten)?;
        Ok(Table { file, rows, made })
    }
}

const PROMISES: [&str; 14] = [
    "id",
    "name",
    "text",
    "plan",
    "by",
    "due",
    "cadence",
    "times",
    "avoid",
    "from",
    "until",
    "ended_on",
    "state",
    "replaced_by",
];
const WINDOWS: [&str; 8] = ["id", "name", "from", "to", "times", "kept_days", "verdict", "settled_on"];
const MARKS: [&str; 8] = ["id", "name", "by", "on", "says", "note", "recorded_on", "imported"];

/// A row for each name in the heading above.
fn promise(reading: &Reading, account: &Account<'_>) -> Vec<Cell> {
    let shape = PromiseShape::new(account.promise, account.state, &reading.book, &reading.reckoning);
    vec![
        Cell::plain(Some(shape.named.id)),
        Cell::words(shape.named.name),
        Cell::words(shape.named.text),
        Cell::words(shape.plan),
        Cell::words(Some(shape.by.join(", "))),
        Cell::plain(shape.due),
        Cell::plain(shape.cadence),
        Cell::plain(Some(shape.times)),
        Cell::plain(Some(shape.avoid)),
        Cell::plain(Some(shape.from)),
        Cell::plain(shape.until),
        Cell::plain(shape.ended_on),
        Cell::plain(Some(shape.state.word())),
        Cell::plain(shape.replaced_by),
    ]
}

fn window(promise: &Promise, judged: &Judged) -> Vec<Cell> {
    vec![
        Cell::plain(Some(promise.id)),
        Cell::words(Some(label(promise))),
        Cell::plain(Some(judged.window.from)),
        Cell::plain(judged.window.to),
        Cell::plain(Some(judged.times)),
        Cell::plain(Some(judged.kept_days)),
        Cell::plain(Some(word(judged.verdict))),
        Cell::plain(judged.settled_on),
    ]
}

fn mark(reading: &Reading, id: ThingId, name: &str, mark: &Mark) -> Vec<Cell> {
    vec![
        Cell::plain(Some(id)),
        Cell::words(Some(name)),
        Cell::words(Some(reading.book.name(mark.by))),
        Cell::plain(Some(mark.on)),
        Cell::plain(Some(mark.says.word())),
        written(mark.note()),
        Cell::plain(Some(mark.recorded_on)),
        Cell::plain(Some(mark.is_imported())),
    ]
}

/// The verdict as JSON has it.
fn word(verdict: Verdict) -> String {
    serde_json::to_value(verdict).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

fn label(promise: &Promise) -> String {
    promise.name.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// Words as they were written, not as a terminal may show them.
fn written(words: Option<&Words>) -> Cell {
    Cell::words(words.map(Words::as_str))
}

/// What is between the two; of one's own ledger, the journal. Check-ins that are not open are nowhere here.
fn between(reading: &Reading, span: Span) -> Result<Vec<Table>, Failure> {
    let book = &reading.book;
    let by = |partner| Cell::words(Some(book.name(partner)));
    let sees = |day: Day| span.holds(day) && reading.reckoning.sees(day);
    let (kind, file) = match book.kind {
        Kind::Shared => ("thanks", "thanks.csv"),
        Kind::Own => ("note", "notes.csv"),
    };
    let lines = reading.ledger.written(kind, span)?;
    let lines = lines.iter().filter(|one| reading.reckoning.sees(one.on)).map(|one| {
        vec![Cell::plain(Some(one.id)), by(one.by), Cell::plain(Some(one.on)), written(one.text.as_ref())]
    });
    let mut all = vec![table(file, &["id", "by", "on", "text"], lines)?];
    if book.kind == Kind::Own {
        return Ok(all);
    }
    let boundaries = book.boundaries.iter().filter(|one| one.since <= span.to).map(|one| {
        vec![
            Cell::plain(Some(one.id)),
            by(one.by),
            Cell::words(one.name.as_ref()),
            written(one.need.as_ref()),
            written(one.will.as_ref()),
            Cell::plain(Some(one.since)),
            Cell::plain(one.ended_on),
        ]
    });
    let heading = ["id", "by", "name", "need", "will", "since", "ended_on"];
    all.push(table("boundaries.csv", &heading, boundaries)?);
    let repairs = book.repairs.iter().filter(|one| sees(one.on)).map(|one| {
        vec![
            Cell::plain(Some(one.id)),
            by(one.by),
            Cell::plain(Some(one.on)),
            Cell::plain(one.of.map(|of| of.0)),
            Cell::plain(one.of.map(|of| of.1)),
            written(one.did.as_ref()),
            written(one.impact.as_ref()),
            written(one.amends.as_ref()),
            Cell::plain(one.adjustment),
        ]
    });
    let heading = ["id", "by", "on", "promise", "window", "did", "impact", "amends", "adjustment"];
    all.push(table("repairs.csv", &heading, repairs)?);
    let chapters = book.chapters.iter().map(|one| {
        let from = one.from(&reading.reckoning);
        vec![
            Cell::plain(Some(one.id)),
            by(one.by),
            written(one.name.as_ref()),
            written(one.hope.as_ref()),
            Cell::plain(from),
        ]
    });
    all.push(table("chapters.csv", &["id", "asked_by", "name", "hope", "from"], chapters)?);
    let checkins = book.checkins.iter().filter(|one| sees(one.week)).map(|one| {
        let [predict, rely, safe] = one.answers.items;
        vec![
            Cell::plain(Some(one.week)),
            by(one.by),
            Cell::plain(predict),
            Cell::plain(rely),
            Cell::plain(safe),
            written(one.answers.feeling.as_ref()),
            written(one.answers.need.as_ref()),
            written(one.answers.text.as_ref()),
        ]
    });
    let heading = ["week", "by", "predict", "rely", "safe", "feeling", "need", "text"];
    all.push(table("checkins.csv", &heading, checkins)?);
    Ok(all)
}

fn table(
    file: &'static str,
    heading: &[&str],
    mut rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<Table, Failure> {
    let mut table = Growing::begin(file, heading)?;
    rows.try_for_each(|row| table.row(row))?;
    table.done()
}

/// The tables in a folder, the owner's alone, and the folder as well, unless it holds other things of theirs; into a
/// new folder all of them, or none.
pub fn write(folder: &Path, tables: Vec<Table>, over: bool) -> Result<(), Failure> {
    let there = fs::symlink_metadata(folder);
    let refused = |what: &str| Err(Failure::file(folder, io::Error::new(io::ErrorKind::AlreadyExists, what)));
    match &there {
        Ok(about) if about.is_symlink() => {
            return refused("it is a link, and nothing is written through one");
        }
        Ok(about) if !about.is_dir() => return refused("it is no folder"),
        Ok(_) if !over => return refused("there is a folder already"),
        _ => {}
    }
    let failed = |error| Failure::file(folder, error);
    make_folder(folder).map_err(failed)?;
    if there.is_ok() && is_of_tables(folder, &tables).map_err(failed)? {
        make_folder_private(folder).map_err(failed)?;
    }
    let written = tables.into_iter().try_for_each(|table| {
        let path = folder.join(table.file);
        let mut whole = Whole::begin_private(&path, over)?;
        table.made.send(&mut whole).map_err(|error| Failure::file(&path, error))?;
        whole.finish()
    });
    if written.is_err() && there.is_err() {
        let _ = fs::remove_dir_all(folder);
    }
    written
}

/// Whether nothing but such tables is in a folder: a folder that is there for more than them keeps its mode.
fn is_of_tables(folder: &Path, tables: &[Table]) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !tables.iter().any(|table| name == table.file) {
            return Ok(false);
        }
    }
    Ok(true)
}
