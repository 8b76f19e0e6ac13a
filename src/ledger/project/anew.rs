//! Marks put into their table while it is made anew. They come in the order of the record, and are put in many at once
//! in the order of the table, where each stands beside the one before it: that costs half as much.

use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::{Connection, params};

use super::marks::{COLUMNS, Origin, Said, imported_marks, insert_mark};
use crate::domain::event::{Cell, Event};
use crate::domain::{Day, ThingId};
use crate::ledger::error::LedgerError;
use crate::ledger::many::Many;
use crate::ledger::row::Seen;

/// So many are gathered at most: a few megabytes.
const MOST: usize = 1 << 14;

/// Marks that are being put into an empty table.
#[derive(Debug)]
pub(in crate::ledger) struct Anew<'a> {
    db: &'a Connection,
    into: Many<'a>,
    /// The latest day so far of which each partner has said something, by promise. Of a later one, nothing stands.
    latest: HashMap<(ThingId, i64), Day>,
    gathered: Vec<Gathered>,
}

/// A mark of a cell of which nothing was said before.
#[derive(Debug)]
struct Gathered {
    said: Said,
    entry: Rc<Entry>,
    place: i64,
    origin: Origin,
    note: Option<String>,
}

/// What marks have from the entry that says them.
#[derive(Debug)]
struct Entry {
    device: String,
    seq: i64,
    tick: i64,
    author: i64,
    day: String,
    at: i64,
}

impl<'a> Anew<'a> {
    /// None so far.
    pub fn new(db: &'a Connection) -> Result<Self, LedgerError> {
        let into = Many::into(db, "mark", &COLUMNS)?;
        Ok(Self { db, into, latest: HashMap::new(), gathered: Vec::new() })
    }

    /// The marks of an entry, in the order of the record; `at` is its instant, in seconds since 1970.
    pub fn add(&mut self, row: &Seen<'_>, at: i64, event: &Event) -> Result<(), LedgerError> {
        let entry = Rc::new(Entry {
            device: row.device.to_owned(),
            seq: row.seq,
            tick: row.tick,
            author: row.author,
            day: row.day.to_owned(),
            at,
        });
        match event {
            Event::Marked(cells) => {
                let origin = Origin::here(row.seal.is_some());
                (0..).zip(cells).try_for_each(|(place, Cell(promise, day, says))| {
                    self.mark(row, &entry, place, (*promise, *day, *says), origin)
                })
            }
            Event::Imported(imported) => imported_marks(imported)
                .try_for_each(|(place, said, origin)| self.mark(row, &entry, place, said, origin)),
            _ => Ok(()),
        }
    }

    fn mark(
        &mut self,
        row: &Seen<'_>,
        entry: &Rc<Entry>,
        place: i64,
        said: Said,
        origin: Origin,
    ) -> Result<(), LedgerError> {
        let (promise, day, _) = said;
        let latest = self.latest.entry((promise, row.author)).or_insert(Day::MIN);
        if day <= *latest {
            self.put()?;
            return insert_mark(self.db, row, place, said, origin);
        }
        *latest = day;
        let note = origin.note(row, place);
        self.gathered.push(Gathered { said, entry: Rc::clone(entry), place, origin, note });
        if self.gathered.len() < MOST { Ok(()) } else { self.put() }
    }

    /// Puts in what is gathered.
    pub fn put(&mut self) -> Result<(), LedgerError> {
        self.gathered.sort_unstable_by_key(|one| (one.said.0, one.said.1, one.entry.author));
        let mut written: Option<(ThingId, String)> = None;
        for Gathered { said: (promise, day, says), entry, place, origin, note } in self.gathered.drain(..) {
            let written = match &mut written {
                Some((id, written)) if *id == promise => written,
                other => &mut other.insert((promise, promise.to_string())).1,
            };
            self.into.put(params![
                &*written,
                day.to_string(),
                entry.author,
                entry.tick,
                entry.device,
                entry.seq,
                place,
                says.word(),
                true,
                entry.day,
                entry.at,
                note,
                origin.imported()
            ])?;
        }
        self.into.done()
    }
}
