//! Folds in their table. They are a cache: what cannot be read there is not there.

use std::collections::BTreeMap;

use rusqlite::{Connection, ErrorCode, OptionalExtension, params};

use super::error::LedgerError;
use super::log::Writer;
use super::open::Ledger;
use crate::domain::book::Book;
use crate::domain::fold::{Folded, FoldedWeeks, Folds, Touched};
use crate::domain::{Day, Reckoning, ThingId};

/// The subject of the row that says when folds were made, since when the chapter counts that they are of, and of how many
/// promises they are.
const MADE: &str = "made";
/// The subject of the row of the weeks.
const WEEKS: &str = "weeks";

impl Ledger {
    /// What is final, folded, where it was.
    pub fn folds(&self) -> Option<Folds> {
        folds(&self.db).unwrap_or_default()
    }

    /// Whether something stands where folds are.
    pub(super) fn has_folds(&self) -> bool {
        let any = self.db.query_row("SELECT EXISTS (SELECT 1 FROM fold)", [], |row| row.get(0));
        any.unwrap_or(true)
    }
}

impl Writer<'_> {
    /// Makes folds where there are none, or where these are old, and there is something to gain by it.
    pub fn renew_folds(&mut self, book: &Book, reckoning: &Reckoning) -> Result<(), LedgerError> {
        let made = made(&self.tx).unwrap_or_default();
        if !Folds::are_wanted(made.map(|made| (made.on, made.since)), book, reckoning) {
            return Ok(());
        }
        // A cache stands in nobody's way: what is damaged elsewhere does not refuse the word that is being recorded.
        self.tx.execute_batch("SAVEPOINT fold")?;
        if self.fold(book, reckoning).is_err() {
            self.tx.execute_batch("ROLLBACK TO fold")?;
        }
        Ok(self.tx.execute_batch("RELEASE fold")?)
    }

    /// Folds what is final as of today.
    pub fn fold(&mut self, book: &Book, reckoning: &Reckoning) -> Result<(), LedgerError> {
        let before = folds(&self.tx).unwrap_or_default();
        let folds = Folds::grown(before, book, reckoning, |promise, span| self.marks_alone(promise, span))?;
        self.tx.execute("DELETE FROM fold", [])?;
        let mut insert =
            self.tx.prepare_cached("INSERT INTO fold (subject, through, state) VALUES (?1, ?2, ?3)")?;
        let since = folds.since.map(|since| since.to_string()).unwrap_or_default();
        let made = format!("{since} {}", folds.promises.len());
        insert.execute(params![MADE, folds.on.to_string(), made])?;
        let before_weeks = folds.weeks.from.previous().to_string();
        insert.execute(params![WEEKS, before_weeks, serde_json::to_string(&folds.weeks)?])?;
        for (promise, folded) in &folds.promises {
            let state = serde_json::to_string(folded)?;
            insert.execute(params![promise.to_string(), folded.through.to_string(), state])?;
        }
        Ok(())
    }
}

/// Drops the folds, where the event that touches this can change what they are of, or where that cannot be told.
pub(super) fn unfold(db: &Connection, touched: &Touched) -> Result<(), LedgerError> {
    let changes = match touched {
        Touched::Nothing => false,
        Touched::Everything => true,
        Touched::From(day) => made(db).map_or(true, |made| made.is_some_and(|made| *day < made.on)),
        Touched::Cells(cells) => hold_any(db, cells).unwrap_or(true),
    };
    if !changes {
        return Ok(());
    }
    // A table that is gone, or is none, has no folds either.
    match db.prepare_cached("DELETE FROM fold").and_then(|mut all| all.execute([])) {
        Err(error) if error.sqlite_error_code() != Some(ErrorCode::Unknown) => Err(error.into()),
        _ => Ok(()),
    }
}

fn hold_any(db: &Connection, cells: &[(ThingId, Day)]) -> Result<bool, LedgerError> {
    let mut find = db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM fold WHERE subject IN (?1, 'weeks') AND through >= ?2)",
    )?;
    for (promise, day) in cells {
        if find.query_row([promise.to_string(), day.to_string()], |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What is known of folds without reading them.
struct Made {
    on: Day,
    since: Option<Day>,
    /// Of how many promises.
    count: Option<usize>,
}

fn made(db: &Connection) -> Result<Option<Made>, LedgerError> {
    let mut find = db.prepare_cached("SELECT through, state FROM fold WHERE subject = ?1")?;
    let row = find.query_row([MADE], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    let Some((on, state)) = row.optional()? else { return Ok(None) };
    let (since, count) = state.split_once(' ').unwrap_or((&state, ""));
    let since = if since.is_empty() { Ok(None) } else { since.parse().map(Some) };
    let made = |(on, since)| Made { on, since, count: count.parse().ok() };
    Ok(on.parse().ok().zip(since.ok()).map(made))
}

fn folds(db: &Connection) -> Result<Option<Folds>, LedgerError> {
    let Some(made) = made(db)? else { return Ok(None) };
    let mut find = db.prepare_cached("SELECT subject, through, state FROM fold")?;
    let mut rows = find.query([])?;
    let mut promises = BTreeMap::new();
    let mut weeks = None;
    while let Some(row) = rows.next()? {
        let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        let (subject, state) = (text(0)?, text(2)?);
        let Ok(through) = text(1)?.parse::<Day>() else { return Ok(None) };
        match subject {
            MADE => {}
            WEEKS => {
                let read: Option<FoldedWeeks> = serde_json::from_str(state).ok();
                weeks = read.map(|weeks| weeks.told_apart_from(through.next()));
            }
            promise => {
                let read = serde_json::from_str::<Folded>(state).ok().zip(promise.parse::<ThingId>().ok());
                let Some((folded, id)) = read else { return Ok(None) };
                promises.insert(id, Folded { through, ..folded });
            }
        }
    }
    // The weeks are of all of them: with a row that is missing, its windows would be counted twice.
    let are_all = made.count.is_none_or(|count| count == promises.len());
    let Made { on, since, .. } = made;
    Ok(weeks.filter(|_| are_all).map(|weeks| Folds { on, since, promises, weeks }))
}
