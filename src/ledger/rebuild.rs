//! The projection dropped and made anew from the record.

use std::collections::HashSet;

use rusqlite::Connection;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;

use super::error::LedgerError;
use super::log::Writer;
use super::many::room_for_many;
use super::project::{Anew, everything_but_marks, seconds};
use super::row::{Seen, is_an_undo, see_row};
use super::shape;
use crate::domain::EventId;
use crate::domain::event::Event;

impl Writer<'_> {
    /// Drops the projection and makes it anew from the events in their order. Returns how many there were. `step` is told of
    /// each on the way that holds marks.
    pub fn rebuild(&self, step: &dyn Fn()) -> Result<u64, LedgerError> {
        let db = &self.tx;
        room_for_many(db)?;
        shape::mend(db)?;
        everything_but_marks(db)?;
        db.execute("DELETE FROM mark", [])?;
        db.execute("DELETE FROM fold", [])?;
        let undone = undone(db)?;
        let mut marks = Anew::new(db)?;
        each_of_marks(db, |row| {
            step();
            if is_among(&undone, row.device, row.seq) {
                return Ok(());
            }
            let event = Event::read(row.kind, row.body);
            marks.add(row, seconds(row.at)?, &event)
        })?;
        marks.put()?;
        self.count()
    }

    /// How many events there are.
    pub(super) fn count(&self) -> Result<u64, LedgerError> {
        let count: i64 = self.tx.query_row("SELECT count(*) FROM event", [], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}

/// Every event of marks, in the order of the record. The part of each device is in its order by itself, so that the parts
/// are merged, and nothing is sorted.
fn each_of_marks(
    db: &Connection,
    mut take: impl FnMut(&Seen<'_>) -> Result<(), LedgerError>,
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
    for part in &mut parts {
        part.advance()?;
    }
    loop {
        // Of the same tick, the one whose device comes first.
        let mut next: Option<(i64, usize)> = None;
        for (at, part) in parts.iter().enumerate() {
            let tick = part.get().map(|row| row.get(2)).transpose()?;
            next = next.into_iter().chain(tick.map(|tick| (tick, at))).min();
        }
        let Some((_, at)) = next else { return Ok(()) };
        if let Some(row) = parts[at].get() {
            take(&see_row(row)?)?;
        }
        parts[at].advance()?;
    }
}

/// Whether that event is among these. Mostly there are none, and no id has to be made.
pub(super) fn is_among(undone: &HashSet<EventId>, device: &str, seq: i64) -> bool {
    !undone.is_empty() && format!("{device}.{seq}").parse().is_ok_and(|id| undone.contains(&id))
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
