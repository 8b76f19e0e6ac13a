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

/// Writes it down, in the place of what stands there. Where it is grown, the weeks before that day stand there already.
pub(super) fn put(db: &Connection, past: &Past, grown_from: Option<Day>) -> Result<(), LedgerError> {
    let from = grown_from.unwrap_or(Day::MIN);
    let subject = |first: Day| format!("{WEEK}{first}");
    drop_between(db, PROMISES)?;
    match grown_from {
        Some(from) => drop_between(db, [&subject(from), WEEKS[1]])?,
        None => drop_between(db, WEEKS)?,
    }
    let mut insert = db.prepare_cached("INSERT INTO fold (subject, through, state) VALUES (?1, ?2, ?3)")?;
    for (promise, of) in &past.promises {
        insert.execute(params![format!("{PROMISE}{promise}"), "", serde_json::to_string(of)?])?;
    }
    for (first, tallies) in past.weeks.range(from..) {
        let last = first.plus(6).to_string();
        insert.execute(params![subject(*first), last, serde_json::to_string(&tallies.all())?])?;
    }
    Ok(())
}

/// Removes it.
pub(super) fn remove(db: &Connection) -> Result<(), LedgerError> {
    drop_between(db, PROMISES)?;
    drop_between(db, WEEKS)
}

/// What stands there; nothing, where something of it cannot be read.
pub(super) fn read(db: &Connection) -> Result<Option<Past>, LedgerError> {
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
    let mut weeks = BTreeMap::new();
    let mut rows = find.query(WEEKS)?;
    while let Some(row) = rows.next()? {
        let first = text(row, 0)?.strip_prefix(WEEK).and_then(|first| first.parse::<Day>().ok());
        let tallies = serde_json::from_str::<[Tally; 3]>(text(row, 1)?).ok();
        let Some((first, [one, other, joint])) = first.zip(tallies) else { return Ok(None) };
        weeks.insert(first, Blocks { own: [one, other], joint });
    }
    Ok(Some(Past { promises, weeks }))
}
