//! Marks in their table: which of a cell stands, and what each keeps of the one before it.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::event::Imported;
use crate::domain::{Day, Says, ThingId};
use crate::ledger::error::LedgerError;
use crate::ledger::many::Many;
use crate::ledger::row::{Row, Seen, is_undone, read_row};

/// What an earlier mark of the same cell leaves to the one that says the same again.
struct Earlier {
    says: String,
    recorded: String,
    at: i64,
    note: Option<String>,
}

/// Where a mark comes from, and whether it has a note of its own. The table has it as a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Origin {
    Here,
    HereWithNote,
    Imported,
    ImportedWithNote,
}

impl Origin {
    pub(super) fn here(note: bool) -> Self {
        if note { Self::HereWithNote } else { Self::Here }
    }

    pub(super) fn imported(self) -> i64 {
        match self {
            Self::Here | Self::HereWithNote => 0,
            Self::Imported => 1,
            Self::ImportedWithNote => 2,
        }
    }

    /// Back from the table and the event: of marks said here the seal tells whether they have a note.
    fn from_row(imported: i64, sealed: bool) -> Self {
        match (imported, sealed) {
            (0, note) => Self::here(note),
            (1, _) => Self::Imported,
            (_, _) => Self::ImportedWithNote,
        }
    }

    /// Where the note is: an event, of an imported mark with its place in it.
    pub(super) fn note(self, row: &Seen<'_>, place: i64) -> Option<String> {
        match self {
            Self::Here | Self::Imported => None,
            Self::HereWithNote => Some(format!("{}.{}", row.device, row.seq)),
            Self::ImportedWithNote => Some(format!("{}.{}/{place}", row.device, row.seq)),
        }
    }
}

/// The marks of an import with their places and where they come from.
pub(super) fn imported_marks(imported: &Imported) -> impl Iterator<Item = (i64, Said, Origin)> {
    let noted: HashSet<i64> = imported.noted.iter().copied().map(i64::from).collect();
    let origin =
        move |place| if noted.contains(&place) { Origin::ImportedWithNote } else { Origin::Imported };
    (0_i64..)
        .zip(&imported.marks)
        .map(move |(place, (day, says))| (place, (imported.promise, *day, *says), origin(place)))
}

/// A promise, a date, and what is said of it.
pub(super) type Said = (ThingId, Day, Says);

/// The columns of a mark, in the order in which they are put in.
pub(super) const COLUMNS: [&str; 13] = [
    "promise", "day", "author", "tick", "device", "seq", "place", "says", "standing", "recorded", "at",
    "note", "imported",
];

const INSERT: &str =
    "INSERT INTO mark (promise, day, author, tick, device, seq, place, says, standing, recorded, at, note,
   imported)
 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9, ?10, ?11, ?12)";

/// The marks of an import. Mostly nothing of theirs stands on those days, and then none has to be looked for.
pub(super) fn insert_imported(db: &Connection, row: &Row, imported: &Imported) -> Result<(), LedgerError> {
    let days = || imported.marks.iter().map(|(day, _)| *day);
    let (Some(from), Some(to)) = (days().min(), days().max()) else { return Ok(()) };
    let promise = imported.promise.to_string();
    let meets: bool = db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM mark WHERE promise = ?1 AND day BETWEEN ?2 AND ?3 AND author = ?4)",
        )?
        .query_row(params![promise, from.to_string(), to.to_string(), row.author], |row| row.get(0))?;
    if meets {
        return imported_marks(imported)
            .try_for_each(|(place, said, origin)| insert_mark(db, &row.seen(), place, said, origin));
    }
    let (row, at) = (row.seen(), seconds(&row.at)?);
    let mut marks = Many::into(db, "mark", &COLUMNS)?;
    for (place, (_, day, says), origin) in imported_marks(imported) {
        marks.put(params![
            promise,
            day.to_string(),
            row.author,
            row.tick,
            row.device,
            row.seq,
            place,
            says.word(),
            true,
            row.day,
            at,
            origin.note(&row, place),
            origin.imported()
        ])?;
    }
    marks.done()
}

/// The latest mark of a cell stands. The same word again keeps the first one's day and instant of recording
/// and, without a note of its own, its note.
pub(super) fn insert_mark(
    db: &Connection,
    row: &Seen<'_>,
    place: i64,
    (promise, day, says): Said,
    origin: Origin,
) -> Result<(), LedgerError> {
    let (promise, day) = (promise.to_string(), day.to_string());
    let earlier = db
        .prepare_cached(
            "SELECT says, recorded, at, note FROM mark
             WHERE promise = ?1 AND day = ?2 AND author = ?3 AND standing = 1",
        )?
        .query_row(params![promise, day, row.author], |found| {
            Ok(Earlier {
                says: found.get(0)?,
                recorded: found.get(1)?,
                at: found.get(2)?,
                note: found.get(3)?,
            })
        })
        .optional()?;
    if earlier.is_some() {
        db.prepare_cached(
            "UPDATE mark SET standing = 0 WHERE promise = ?1 AND day = ?2 AND author = ?3 AND standing = 1",
        )?
        .execute(params![promise, day, row.author])?;
    }
    let (recorded, at, note) = said(row, says.word(), origin.note(row, place), earlier)?;
    db.prepare_cached(INSERT)?.execute(params![
        promise,
        day,
        row.author,
        row.tick,
        row.device,
        row.seq,
        place,
        says.word(),
        recorded,
        at,
        note,
        origin.imported()
    ])?;
    Ok(())
}

fn said(
    row: &Seen<'_>,
    says: &str,
    own_note: Option<String>,
    earlier: Option<Earlier>,
) -> Result<(String, i64, Option<String>), LedgerError> {
    Ok(match earlier.filter(|earlier| earlier.says == says) {
        Some(earlier) => (earlier.recorded, earlier.at, own_note.or(earlier.note)),
        None => (row.day.to_owned(), seconds(row.at)?, own_note),
    })
}

pub(in crate::ledger) fn seconds(at: &str) -> Result<i64, LedgerError> {
    chrono::DateTime::parse_from_rfc3339(at)
        .map(|at| at.timestamp())
        .map_err(|_| LedgerError::Damaged(format!("`{at}` is no instant")))
}

/// An event of marks was undone, or an undo of it was.
pub(super) fn cells_turned(
    db: &Connection,
    row: &Row,
    cells: impl Iterator<Item = (i64, Said, Origin)>,
) -> Result<(), LedgerError> {
    let undone = is_undone(db, &row.device, row.seq)?;
    for (place, (promise, day, says), origin) in cells {
        let (promise, day) = (promise.to_string(), day.to_string());
        db.prepare_cached(
            "DELETE FROM mark WHERE promise = ?1 AND day = ?2 AND author = ?3 AND tick = ?4 AND device = ?5",
        )?
        .execute(params![promise, day, row.author, row.tick, row.device])?;
        if !undone {
            db.prepare_cached(
                "INSERT INTO mark (promise, day, author, tick, device, seq, place, says, standing, recorded, at, note,
                   imported)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, '', 0, NULL, ?9)",
            )?
            .execute(params![
                promise,
                day,
                row.author,
                row.tick,
                row.device,
                row.seq,
                place,
                says.word(),
                origin.imported()
            ])?;
        }
        cell_in_order(db, &promise, &day, row.author)?;
    }
    Ok(())
}

/// The marks of one cell, made anew from their events: which one stands, and what each keeps of the one
/// before it.
fn cell_in_order(db: &Connection, promise: &str, day: &str, author: i64) -> Result<(), LedgerError> {
    let mut find = db.prepare_cached(
        "SELECT event.device, event.seq, event.tick, event.at, event.day, event.author, event.kind, event.about,
           '', event.seal, mark.says, mark.place, mark.imported
         FROM mark JOIN event ON event.device = mark.device AND event.seq = mark.seq
         WHERE mark.promise = ?1 AND mark.day = ?2 AND mark.author = ?3 ORDER BY mark.tick, mark.device",
    )?;
    let rows = find
        .query_map(params![promise, day, author], |row| {
            Ok((read_row(row)?, row.get::<_, String>(10)?, row.get::<_, i64>(11)?, row.get::<_, i64>(12)?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let latest = rows.len();
    let mut earlier = None;
    for (at_place, (row, says, place, imported)) in rows.into_iter().enumerate() {
        let row = row.seen();
        let own_note = Origin::from_row(imported, row.seal.is_some()).note(&row, place);
        let (recorded, at, note) = said(&row, &says, own_note, earlier.take())?;
        db.prepare_cached(
            "UPDATE mark SET standing = ?6, recorded = ?7, at = ?8, note = ?9
             WHERE promise = ?1 AND day = ?2 AND author = ?3 AND tick = ?4 AND device = ?5",
        )?
        .execute(params![
            promise,
            day,
            author,
            row.tick,
            row.device,
            at_place + 1 == latest,
            recorded,
            at,
            note
        ])?;
        earlier = Some(Earlier { says, recorded, at, note });
    }
    Ok(())
}
