//! Folds in their table. They are a cache: what cannot be read there is not there.

use std::collections::BTreeMap;

use rusqlite::{Connection, ErrorCode, params};

use super::column::{day, text};
use super::error::LedgerError;
use super::log::Writer;
use super::open::Ledger;
use super::past;
use crate::domain::book::Book;
use crate::domain::fold::{Depth, Folded, FoldedWeeks, Folds};
use crate::domain::past::Past;
use crate::domain::touched::Touched;
use crate::domain::{Day, Reckoning, ThingId};

/// The subject of the row that says when folds were made, since when the chapter counts that they are of, of how many
/// promises they are, and how many weeks are told of all of the past.
const MADE: &str = "made";
/// The form in which they stand, at the beginning of that row: those of another are none.
const FORM: &str = "4 ";
/// The subject of the row of the weeks.
const WEEKS: &str = "weeks";

/// Both depths, the deeper one first.
const DEPTHS: [Depth; 2] = [Depth::Settled, Depth::Final];

/// What the subjects of a depth begin with. Those without are letters.
fn mark_of(depth: Depth) -> &'static str {
    match depth {
        Depth::Final => "",
        Depth::Settled => "+",
    }
}

/// The bounds between which the subjects of a depth lie: from the one on, before the other.
fn bounds(depth: Depth) -> [&'static str; 2] {
    match depth {
        Depth::Final => ["a", "{"],
        Depth::Settled => ["+", ","],
    }
}

impl Ledger {
    /// What is folded to that depth, where it was; of what is final, also what only a look at all of the past asks for.
    pub fn folds(&self, depth: Depth) -> Option<Folds> {
        folds(&self.db, depth, depth == Depth::Final).unwrap_or_default()
    }

    /// The deepest folds that serve who looks.
    pub fn folds_for(&self, book: &Book, reckoning: &Reckoning) -> Option<Folds> {
        folds_for(&self.db, book, reckoning)
    }

    /// Whether something stands where folds are, and not as another build writes them: those are made anew by the next
    /// command that writes.
    pub(super) fn has_folds(&self, depth: Depth) -> bool {
        let any = "SELECT EXISTS (SELECT 1 FROM fold WHERE subject >= ?1 AND subject < ?2)";
        let is_there = || self.db.query_row(any, bounds(depth), |row| row.get(0)).unwrap_or(true);
        let form = "SELECT state FROM fold WHERE subject = ?1";
        let made = format!("{}{MADE}", mark_of(depth));
        let state: Option<String> = self.db.query_row(form, [made], |row| row.get(0)).ok();
        let is_of_another = state.is_some_and(|state| is_another_form(&state));
        !is_of_another && is_there()
    }
}

/// Whether that is how another build begins: with its number, and a space.
fn is_another_form(state: &str) -> bool {
    let form = state.split_once(' ').map(|(number, _)| number);
    form.is_some_and(|number| number.parse::<u32>().is_ok_and(|_| !state.starts_with(FORM)))
}

impl Writer<'_> {
    /// Makes folds where there are none, or where these are old, and there is something to gain by it, as far as that can
    /// be told by what is known.
    pub fn renew_folds(&mut self, known: &Book, reckoning: &Reckoning) -> Result<(), LedgerError> {
        // What is settled grows from what is final.
        for depth in [Depth::Final, Depth::Settled] {
            let made = made(&self.tx, depth).unwrap_or_default();
            if !Folds::are_wanted(depth, made.map(|made| (made.on, made.since)), known, reckoning) {
                continue;
            }
            // A cache stands in nobody's way: what is damaged elsewhere does not refuse the word that is being recorded.
            self.tx.execute_batch("SAVEPOINT fold")?;
            // Known may be no more than what was marked.
            let folded = self.book().and_then(|book| self.fold(depth, &book, reckoning));
            if folded.is_err() {
                self.tx.execute_batch("ROLLBACK TO fold")?;
            }
            self.tx.execute_batch("RELEASE fold")?;
        }
        Ok(())
    }

    /// Folds to that depth as of today.
    pub fn fold(&mut self, depth: Depth, book: &Book, reckoning: &Reckoning) -> Result<(), LedgerError> {
        let before = match depth {
            Depth::Final => {
                let before = folds(&self.tx, depth, true).unwrap_or_default();
                before.filter(|folds| folds.serve(book, reckoning))
            }
            Depth::Settled => folds_for(&self.tx, book, reckoning),
        };
        let grown_from = before.as_ref().map(|folds| folds.weeks.from);
        let marks = |promise, span| self.marks_alone(promise, span);
        let folds = Folds::grown(before, depth, book, reckoning, marks)?;
        drop_folds(&self.tx, depth)?;
        if let Some(past) = &folds.past {
            past::put(&self.tx, past, grown_from)?;
        }
        let mut insert =
            self.tx.prepare_cached("INSERT INTO fold (subject, through, state) VALUES (?1, ?2, ?3)")?;
        let mut row = |subject: &str, through: Day, state: &str| {
            insert.execute(params![format!("{}{subject}", mark_of(depth)), through.to_string(), state])
        };
        let since = folds.since.map(|since| since.to_string()).unwrap_or_default();
        let weeks = folds.past.as_ref().map_or(0, |past| past.weeks.len());
        row(MADE, folds.on, &format!("{FORM}{since} {} {weeks}", folds.promises.len()))?;
        row(WEEKS, folds.weeks.from.previous(), &serde_json::to_string(&folds.weeks)?)?;
        for (promise, folded) in &folds.promises {
            row(&promise.to_string(), folded.through, &serde_json::to_string(folded)?)?;
        }
        Ok(())
    }
}

fn folds_for(db: &Connection, book: &Book, reckoning: &Reckoning) -> Option<Folds> {
    // Who looks back from another day needs none.
    let mut depths = DEPTHS.into_iter().filter(|_| !reckoning.as_of);
    depths
        .find_map(|depth| folds(db, depth, false).ok().flatten().filter(|folds| folds.serve(book, reckoning)))
}

/// Drops the folds, where the event that touches this can change what they are of, or where that cannot be told.
pub(super) fn unfold(db: &Connection, touched: &Touched) -> Result<(), LedgerError> {
    for depth in DEPTHS {
        let changes = match touched {
            Touched::Everything => true,
            Touched::Only { from, cells } => {
                let is_before =
                    |day: &Day| made(db, depth).map_or(true, |made| made.is_none_or(|made| *day < made.on));
                from.as_ref().is_some_and(is_before) || hold_any(db, depth, cells).unwrap_or(true)
            }
        };
        if changes {
            drop_folds(db, depth)?;
            if depth == Depth::Final {
                past::remove(db)?;
            }
        }
    }
    Ok(())
}

fn drop_folds(db: &Connection, depth: Depth) -> Result<(), LedgerError> {
    drop_between(db, bounds(depth))
}

/// Drops the rows whose subjects lie between these bounds.
pub(super) fn drop_between(db: &Connection, bounds: [&str; 2]) -> Result<(), LedgerError> {
    let all = db.prepare_cached("DELETE FROM fold WHERE subject >= ?1 AND subject < ?2");
    // A table that is gone, or is none, has no folds either.
    match all.and_then(|mut all| all.execute(bounds)) {
        Err(rusqlite::Error::SqlInputError { .. }) => Ok(()),
        Err(error) if error.sqlite_error_code() != Some(ErrorCode::Unknown) => Err(error.into()),
        _ => Ok(()),
    }
}

fn hold_any(db: &Connection, depth: Depth, cells: &[(ThingId, Day)]) -> Result<bool, LedgerError> {
    let Some(earliest) = cells.iter().map(|(_, day)| *day).min() else { return Ok(false) };
    let holds = |subject: &str, day: Day| -> Result<bool, LedgerError> {
        Ok(through(db, depth, subject)?.is_some_and(|through| through >= day))
    };
    if holds(WEEKS, earliest)? {
        return Ok(true);
    }
    // The earliest of each promise says it for all of them.
    let mut of_each: BTreeMap<ThingId, Day> = BTreeMap::new();
    for (promise, day) in cells {
        of_each.entry(*promise).and_modify(|first| *first = (*first).min(*day)).or_insert(*day);
    }
    for (promise, day) in of_each {
        if holds(&promise.to_string(), day)? {
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
    count: usize,
    /// How many weeks are told of all of the past.
    weeks: usize,
}

impl Made {
    fn read(on: &str, state: &str) -> Option<Self> {
        let (since, counts) = state.strip_prefix(FORM)?.split_once(' ')?;
        let (count, weeks) = counts.split_once(' ')?;
        let since = if since.is_empty() { None } else { Some(since.parse().ok()?) };
        Some(Self { on: on.parse().ok()?, since, count: count.parse().ok()?, weeks: weeks.parse().ok()? })
    }
}

/// The row of a subject: through which day it is folded, and what is.
const ROW: &str = "SELECT through, state FROM fold WHERE subject = ?1";

fn made(db: &Connection, depth: Depth) -> Result<Option<Made>, LedgerError> {
    let mut find = db.prepare_cached(ROW)?;
    let mut rows = find.query([format!("{}{MADE}", mark_of(depth))])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Made::read(text(row, 0)?, text(row, 1)?))
}

/// Through which day something of that subject is folded.
fn through(db: &Connection, depth: Depth, subject: &str) -> Result<Option<Day>, LedgerError> {
    let mut find = db.prepare_cached(ROW)?;
    let mut rows = find.query([format!("{}{subject}", mark_of(depth))])?;
    rows.next()?.map(|row| day(row, 0)).transpose()
}

/// With what only a look at all of the past asks for, where that is wanted.
fn folds(db: &Connection, depth: Depth, with_past: bool) -> Result<Option<Folds>, LedgerError> {
    let mut find =
        db.prepare_cached("SELECT subject, through, state FROM fold WHERE subject >= ?1 AND subject < ?2")?;
    let mut rows = find.query(bounds(depth))?;
    let mut promises = BTreeMap::new();
    let (mut made, mut weeks) = (None, None);
    while let Some(row) = rows.next()? {
        let (subject, through, state) = (text(row, 0)?, text(row, 1)?, text(row, 2)?);
        let subject = subject.strip_prefix(mark_of(depth)).unwrap_or(subject);
        let Ok(day) = through.parse::<Day>() else { return Ok(None) };
        match subject {
            MADE => made = Made::read(through, state),
            WEEKS => {
                let read: Option<FoldedWeeks> = serde_json::from_str(state).ok();
                weeks = read.map(|weeks| weeks.told_apart_from(day.next()));
            }
            promise => {
                let read = serde_json::from_str::<Folded>(state).ok().zip(promise.parse::<ThingId>().ok());
                let Some((folded, id)) = read else { return Ok(None) };
                promises.insert(id, Folded { through: day, ..folded });
            }
        }
    }
    // The weeks are of all of them: with a row that is missing, its windows would be counted twice.
    let (Some(made), Some(weeks)) = (made, weeks) else { return Ok(None) };
    if made.count != promises.len() {
        return Ok(None);
    }
    let past = if with_past {
        let is_whole =
            |past: &Past| past.promises.keys().eq(promises.keys()) && past.weeks.len() == made.weeks;
        let Some(past) = past::read(db)?.filter(is_whole) else { return Ok(None) };
        Some(past)
    } else {
        None
    };
    Ok(Some(Folds { on: made.on, since: made.since, promises, weeks, past }))
}
