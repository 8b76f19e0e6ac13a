//! The projection dropped and made anew from the record.

use std::collections::HashSet;

use rusqlite::Connection;

use super::error::LedgerError;
use super::log::Writer;
use super::project::{Anew, everything_but_marks};
use super::row::{Row, is_an_undo, read_row};
use super::shape;
use crate::domain::EventId;
use crate::domain::event::Event;

impl Writer<'_> {
    /// Drops the projection and makes it anew from the events in their order. Returns how many there were.
    pub fn rebuild(&mut self) -> Result<u64, LedgerError> {
        let db = &self.tx;
        shape::mend(db)?;
        everything_but_marks(db)?;
        db.execute("DELETE FROM mark", [])?;
        db.execute("DELETE FROM fold", [])?;
        let undone = undone(db)?;
        let mut marks = Anew::new(db);
        each_of_marks(db, |row| {
            if is_among(&undone, &row) {
                return Ok(());
            }
            let event = Event::read(&row.kind, &row.body);
            marks.add(row, &event)
        })?;
        marks.put()?;
        let count: i64 = db.query_row("SELECT count(*) FROM event", [], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}

/// Every event of marks, in the order of the record. The part of each device is in its order by itself, so that the parts
/// are merged, and nothing is sorted.
fn each_of_marks(
    db: &Connection,
    mut take: impl FnMut(Row) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let mut parts = Vec::new();
    let mut after = String::new();
    let mut next = db.prepare("SELECT min(device) FROM event WHERE device > ?1")?;
    while let Some(device) = next.query_row([&after], |row| row.get::<_, Option<String>>(0))? {
        let part = db.prepare(
            "SELECT device, seq, tick, at, day, author, kind, about, body, seal FROM event
             WHERE device = ?1 AND kind IN ('marked', 'imported') ORDER BY seq",
        )?;
        parts.push((part, device.clone()));
        after = device;
    }
    let mut parts =
        parts.iter_mut().map(|(part, device)| part.query([&*device])).collect::<Result<Vec<_>, _>>()?;
    let mut heads = Vec::new();
    for part in &mut parts {
        heads.push(part.next()?.map(read_row).transpose()?);
    }
    loop {
        // Of the same tick, the one whose device comes first.
        let ticks = heads.iter().enumerate().filter_map(|(at, head)| Some((head.as_ref()?.tick, at)));
        let Some((_, at)) = ticks.min() else { return Ok(()) };
        let next = parts[at].next()?.map(read_row).transpose()?;
        if let Some(row) = std::mem::replace(&mut heads[at], next) {
            take(row)?;
        }
    }
}

/// Whether that event is among these. Mostly there are none, and no id has to be made.
pub(super) fn is_among(undone: &HashSet<EventId>, row: &Row) -> bool {
    !undone.is_empty() && format!("{}.{}", row.device, row.seq).parse().is_ok_and(|id| undone.contains(&id))
}

/// Which events are undone, settled from the latest tick down: an undo counts only where no later undo took
/// it back.
pub(super) fn undone(db: &Connection) -> Result<HashSet<EventId>, LedgerError> {
    let mut find = db.prepare(
        "SELECT device || '.' || seq, about, body FROM event WHERE kind = 'undone' AND kind <> 'marked'
         ORDER BY tick DESC, device DESC, seq DESC",
    )?;
    let mut rows = find.query([])?;
    let mut undone = HashSet::new();
    while let Some(row) = rows.next()? {
        let (undo, target, body): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (Ok(undo), Ok(target)) = (undo.parse::<EventId>(), target.parse::<EventId>()) else { continue };
        if is_an_undo(&body) && !undone.contains(&undo) {
            undone.insert(target);
        }
    }
    Ok(undone)
}
