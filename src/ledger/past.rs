//! What only a look at all of the past asks of what is folded, in the table of the folds, beside what is final.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::column::text;
use super::error::LedgerError;
use super::fold::drop_between;
use crate::domain::block::Blocks;
use crate::domain::past::{Past, PastOf};
use crate::domain::tally::Tally;
use crate::domain::{Day, ThingId};

/// What the subjects of the rows of promises begin with. It sorts apart from the other folds, which no question reads
/// these with.
const PROMISE: &str = "=";
const PROMISES: [&str; 2] = [PROMISE, ">"];
/// What the subjects of the rows of weeks begin with, each called by its first day.
const WEEK: &str = "@";
const WEEKS: [&str; 2] = [WEEK, "A"];

/// Writes it down, in the place of what stands there; where it is grown, the weeks that do stay.
pub(super) fn put(db: &Connection, past: &Past, is_grown: bool) -> Result<(), LedgerError> {
    drop_between(db, PROMISES)?;
    if !is_grown {
        drop_between(db, WEEKS)?;
    }
    let mut insert = db.prepare_cached("INSERT INTO fold (subject, through, state) VALUES (?1, ?2, ?3)")?;
    for (promise, of) in &past.promises {
        insert.execute(params![format!("{PROMISE}{promise}"), "", serde_json::to_string(of)?])?;
    }
    for (first, tallies) in &past.weeks {
        let last = first.plus(6).to_string();
        insert.execute(params![format!("{WEEK}{first}"), last, serde_json::to_string(&tallies.all())?])?;
    }
    Ok(())
}

/// Removes it.
pub(super) fn remove(db: &Connection) -> Result<(), LedgerError> {
    drop_between(db, PROMISES)?;
    drop_between(db, WEEKS)
}

/// What stands there, its weeks read or only counted; nothing, where something of it cannot be read.
pub(super) fn read(db: &Connection, with_weeks: bool) -> Result<Option<Past>, LedgerError> {
    let mut find =
        db.prepare_cached("SELECT subject, state FROM fold WHERE subject >= ?1 AND subject < ?2")?;
    let mut promises = BTreeMap::new();
    let mut rows = find.query(PROMISES)?;
    while let Some(row) = rows.next()? {
        let id = text(row, 0)?.strip_prefix(PROMISE).and_then(|id| id.parse::<ThingId>().ok());
        let Some((id, of)) = id.zip(serde_json::from_str::<PastOf>(text(row, 1)?).ok()) else {
            return Ok(None);
        };
        promises.insert(id, of);
    }
    drop(rows);
    if !with_weeks {
        let count = "SELECT count(*) FROM fold WHERE subject >= ?1 AND subject < ?2";
        let written: u32 = db.prepare_cached(count)?.query_row(WEEKS, |row| row.get(0))?;
        return Ok(Some(Past { promises, weeks: BTreeMap::new(), written }));
    }
    let mut weeks = BTreeMap::new();
    let mut rows = find.query(WEEKS)?;
    while let Some(row) = rows.next()? {
        let first = text(row, 0)?.strip_prefix(WEEK).and_then(|first| first.parse::<Day>().ok());
        let tallies = serde_json::from_str::<[Tally; 3]>(text(row, 1)?).ok();
        let Some((first, [one, other, joint])) = first.zip(tallies) else { return Ok(None) };
        weeks.insert(first, Blocks { own: [one, other], joint });
    }
    Ok(Some(Past { promises, weeks, written: 0 }))
}
