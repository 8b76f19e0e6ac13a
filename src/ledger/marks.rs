//! Marks read: of one promise, or the latest of all.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::{Connection, Row, params};

use super::column::{damaged, day, optional_text, parsed, partner, text};
use super::error::LedgerError;
use super::open::Ledger;
use super::row::words_of;
use crate::domain::event::WordsOf;
use crate::domain::mark::{Beside, Order};
use crate::domain::words::{Field, Words};
use crate::domain::{Day, EventId, Mark, Says, Span, ThingId};

/// What is read of a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    All,
    /// Not what stands beside it.
    Alone,
}

impl Ledger {
    /// The standing marks on every promise from that day on, alone, in the order of their dates: one question for all.
    pub fn marks_from(&self, day: Day) -> Result<HashMap<ThingId, Vec<Mark>>, LedgerError> {
        let mut find = self.db.prepare(RECENT)?;
        let mut rows = find.query([day.to_string()])?;
        let mut all: HashMap<ThingId, Vec<Mark>> = HashMap::new();
        while let Some(row) = rows.next()? {
            all.entry(parsed(text(row, 7)?)?).or_default().push(mark(row, None)?);
        }
        Ok(all)
    }
}

/// With what stands beside them.
const WITH_ALL: &str =
    "SELECT day, author, tick, device, place, says, recorded, at, imported > 0, note FROM mark
     WHERE promise = ?1 AND day BETWEEN ?2 AND ?3 AND standing = 1 ORDER BY day, author";
/// Without.
const ALONE: &str = "SELECT day, author, tick, device, place, says, recorded FROM mark
     WHERE promise = ?1 AND day BETWEEN ?2 AND ?3 AND standing = 1 ORDER BY day, author";

/// Of all promises at once.
const RECENT: &str =
    "SELECT day, mark.author, tick, device, place, says, recorded, promise FROM promise CROSS JOIN mark
     ON promise = promise.id WHERE day >= ?1 AND standing = 1 ORDER BY promise.id, day, mark.author";

/// The standing marks on a promise whose dates lie in the span, in the order of their dates.
pub(super) fn marks(db: &Connection, promise: ThingId, span: Span, of: Of) -> Result<Vec<Mark>, LedgerError> {
    let mut find = db.prepare_cached(match of {
        Of::All => WITH_ALL,
        Of::Alone => ALONE,
    })?;
    let mut rows = find.query(params![promise.to_string(), span.from.to_string(), span.to.to_string()])?;
    let mut marks: Vec<Mark> = Vec::new();
    let mut notes = Notes { db, read: HashMap::new() };
    while let Some(row) = rows.next()? {
        let beside = match of {
            Of::All => Some(Box::new(beside(row, &mut notes)?)),
            Of::Alone => None,
        };
        marks.push(mark(row, beside)?);
    }
    Ok(marks)
}

fn mark(row: &Row<'_>, beside: Option<Box<Beside>>) -> Result<Mark, LedgerError> {
    Ok(Mark {
        by: partner(row, 1)?,
        on: day(row, 0)?,
        says: Says::from_word(text(row, 5)?)
            .ok_or_else(|| LedgerError::Damaged("a mark's word".to_owned()))?,
        order: Order { tick: row.get(2)?, device: parsed(text(row, 3)?)?, place: row.get(4)? },
        recorded_on: day(row, 6)?,
        beside,
    })
}

fn beside(row: &Row<'_>, notes: &mut Notes<'_>) -> Result<Beside, LedgerError> {
    let note = optional_text(row, 9)?;
    Ok(Beside {
        recorded_at: row.get(7)?,
        note: note.map(|note| notes.find(note)).transpose()?.flatten(),
        imported: row.get(8)?,
    })
}

/// Notes to marks. An import holds many in one row, which is read once.
struct Notes<'a> {
    db: &'a Connection,
    read: HashMap<String, WordsOf>,
}

impl Notes<'_> {
    /// The note that is there: `a.212` for a mark said here, `a.212/5` for the mark of that place in an import.
    fn find(&mut self, place: &str) -> Result<Option<Words>, LedgerError> {
        let (event, key) = place.split_once('/').unwrap_or((place, "note"));
        let words = match self.read.entry(event.to_owned()) {
            Entry::Occupied(read) => read.into_mut(),
            Entry::Vacant(unread) => {
                let id: EventId = parsed(event)?;
                unread.insert(words_of(self.db, &id.letter.to_string(), id.number.get().into())?)
            }
        };
        words.get(key).map(|note| Words::new(note, Field::Note)).transpose().map_err(damaged)
    }
}
