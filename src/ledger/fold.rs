//! Folds in their table. They are a cache: what cannot be read there is not there.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::LedgerError;
use super::log::Writer;
use super::open::Ledger;
use crate::domain::book::Book;
use crate::domain::fold::{Folded, FoldedWeeks, Folds, Touched};
use crate::domain::{Day, Reckoning, ThingId};

/// The subject of the row that says when folds were made, and since when the chapter counts that they are of.
const MADE: &str = "made";
/// The subject of the row of the weeks.
const WEEKS: &str = "weeks";

impl Ledger {
    /// What is final, folded, where it was.
    pub fn folds(&self) -> Option<Folds> {
        folds(&self.db).unwrap_or_default()
    }
}

impl Writer<'_> {
    /// Makes folds where there are none, or where these are old, and there is something to gain by it.
    pub fn renew_folds(&mut self, book: &Book, reckoning: &Reckoning) -> Result<(), LedgerError> {
        let made = made(&self.tx).unwrap_or_default();
        if !Folds::are_wanted(made, book, reckoning) {
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
        insert.execute(params![MADE, folds.on.to_string(), since])?;
        let before_weeks = folds.weeks.from.previous().to_string();
        insert.execute(params![WEEKS, before_weeks, serde_json::to_string(&folds.weeks)?])?;
        for (promise, folded) in &folds.promises {
            let state = serde_json::to_string(folded)?;
            insert.execute(params![promise.to_string(), folded.through.to_string(), state])?;
        }
        Ok(())
    }
}

/// Drops the folds, where the event that touches this can change what they are of.
pub(super) fn unfold(db: &Connection, touched: &Touched) -> Result<(), LedgerError> {
    let changes = match touched {
        Touched::Nothing => false,
        Touched::Everything => true,
        Touched::From(day) => made(db).unwrap_or_default().is_some_and(|(on, _)| *day < on),
        Touched::Cells(cells) => {
            let mut find = db.prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM fold WHERE subject IN (?1, 'weeks') AND through >= ?2)",
            )?;
            let mut any = false;
            for (promise, day) in cells {
                any = any || find.query_row([promise.to_string(), day.to_string()], |row| row.get(0))?;
            }
            any
        }
    };
    if changes {
        db.prepare_cached("DELETE FROM fold")?.execute([])?;
    }
    Ok(())
}

/// When folds were made, and since when the chapter counts that they are of.
fn made(db: &Connection) -> Result<Option<(Day, Option<Day>)>, LedgerError> {
    let mut find = db.prepare_cached("SELECT through, state FROM fold WHERE subject = ?1")?;
    let row = find.query_row([MADE], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    let Some((on, since)) = row.optional()? else { return Ok(None) };
    let since = if since.is_empty() { Ok(None) } else { since.parse().map(Some) };
    Ok(on.parse().ok().zip(since.ok()))
}

fn folds(db: &Connection) -> Result<Option<Folds>, LedgerError> {
    let Some((on, since)) = made(db)? else { return Ok(None) };
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
    Ok(weeks.map(|weeks| Folds { on, since, promises, weeks }))
}
