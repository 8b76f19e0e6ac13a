//! Marks in their table: which of a cell stands, and what each keeps of the one before it.

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::event::Cell;
use crate::ledger::error::LedgerError;
use crate::ledger::row::{Row, is_undone, read_row};

/// What an earlier mark of the same cell leaves to the one that says the same again.
struct Earlier {
    says: String,
    recorded: String,
    at: i64,
    note: Option<String>,
}

/// The latest mark of a cell stands. The same word again keeps the first one's day and instant of recording
/// and, without a note of its own, its note.
pub(super) fn insert_mark(
    db: &Connection,
    row: &Row,
    place: i64,
    cell: Cell,
    note: bool,
) -> Result<(), LedgerError> {
    let Cell(promise, day, says) = cell;
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
    let (recorded, at, note) = said(row, says.word(), note, earlier)?;
    db.prepare_cached(
        "INSERT INTO mark (promise, day, author, tick, device, seq, place, says, standing, recorded, at, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9, ?10, ?11)",
    )?
    .execute(params![
        promise, day, row.author, row.tick, row.device, row.seq, place, says.word(), recorded, at, note
    ])?;
    Ok(())
}

fn said(
    row: &Row,
    says: &str,
    has_note: bool,
    earlier: Option<Earlier>,
) -> Result<(String, i64, Option<String>), LedgerError> {
    let own_note = has_note.then(|| format!("{}.{}", row.device, row.seq));
    Ok(match earlier.filter(|earlier| earlier.says == says) {
        Some(earlier) => (earlier.recorded, earlier.at, own_note.or(earlier.note)),
        None => (row.day.clone(), seconds(&row.at)?, own_note),
    })
}

fn seconds(at: &str) -> Result<i64, LedgerError> {
    chrono::DateTime::parse_from_rfc3339(at)
        .map(|at| at.timestamp())
        .map_err(|_| LedgerError::Damaged(format!("`{at}` is no instant")))
}

/// An event of marks was undone, or an undo of it was.
pub(super) fn cells_turned(db: &Connection, row: &Row, cells: &[Cell]) -> Result<(), LedgerError> {
    let undone = is_undone(db, &row.device, row.seq)?;
    for (place, Cell(promise, day, says)) in (0_i64..).zip(cells) {
        let (promise, day) = (promise.to_string(), day.to_string());
        db.prepare_cached(
            "DELETE FROM mark WHERE promise = ?1 AND day = ?2 AND author = ?3 AND tick = ?4 AND device = ?5",
        )?
        .execute(params![promise, day, row.author, row.tick, row.device])?;
        if !undone {
            db.prepare_cached(
                "INSERT INTO mark (promise, day, author, tick, device, seq, place, says, standing, recorded, at, note)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, '', 0, NULL)",
            )?
            .execute(params![promise, day, row.author, row.tick, row.device, row.seq, place, says.word()])?;
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
           '', event.seal, mark.says
         FROM mark JOIN event ON event.device = mark.device AND event.seq = mark.seq
         WHERE mark.promise = ?1 AND mark.day = ?2 AND mark.author = ?3 ORDER BY mark.tick, mark.device",
    )?;
    let rows = find
        .query_map(params![promise, day, author], |row| Ok((read_row(row)?, row.get::<_, String>(10)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let latest = rows.len();
    let mut earlier = None;
    for (at_place, (row, says)) in rows.into_iter().enumerate() {
        let (recorded, at, note) = said(&row, &says, row.seal.is_some(), earlier.take())?;
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
