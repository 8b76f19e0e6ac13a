//! Examining a ledger: the database, the chain of every device, the words against their seals, the tables against
//! what the entries make of them, and an earlier report's foot against what is there now. Nothing is written.

use std::collections::BTreeMap;

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use super::device::{KeyOfDevice, hex};
use super::error::LedgerError;
use super::open::Ledger;
use super::row::{seal, see_row};
use super::shape;
use super::unsaid::{first_of, words_gone};
use crate::domain::EventId;
use crate::domain::event::Event;
use crate::domain::fold::Depth;

/// A part of a ledger that can be sound or not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// SQLite's own pages and indexes.
    Database,
    /// The entries in the chains of their devices.
    Entries,
    /// The words against their seals.
    Words,
    /// The tables against what the entries make of them.
    Tables,
    /// What was there at an earlier report.
    Since,
}

/// What was found of one part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Of which.
    pub part: Part,
    /// Whether it is as it should be.
    pub sound: bool,
    /// What was found.
    pub told: String,
}

impl Finding {
    /// Sound, where there are no troubles; else the first of them, and how many more.
    fn of(part: Part, troubles: &[String], sound: String) -> Self {
        if troubles.is_empty() {
            return Self { part, sound: true, told: sound };
        }
        Self { part, sound: false, told: first_of(troubles) }
    }
}

impl Ledger {
    /// Examines all of it. What stands in the way of examining a part is a trouble of that part.
    ///
    /// Tables that were made anew just now are what the entries make of them, and are not made once more to be compared.
    /// `step` is told of each entry on the way, and for which part it is looked at.
    pub fn examine(
        &self,
        since: &[(EventId, String)],
        made_just_now: bool,
        step: &dyn Fn(Part),
    ) -> Vec<Finding> {
        let database = integrity(&self.db);
        let unreadable = |part, error: &LedgerError| Finding { part, sound: false, told: error.to_string() };
        let or = |part, found: Result<Finding, LedgerError>| found.unwrap_or_else(|e| unreadable(part, &e));
        let mut findings = vec![or(Part::Database, database)];
        findings.push(or(Part::Entries, entries(&self.db, &|| step(Part::Entries))));
        findings.push(or(Part::Words, words(&self.db)));
        findings.push(or(Part::Tables, self.tables(made_just_now, &|| step(Part::Tables))));
        if !since.is_empty() {
            findings.push(or(Part::Since, unchanged_since(&self.db, since)));
        }
        findings
    }
}

fn integrity(db: &Connection) -> Result<Finding, LedgerError> {
    let mut check = db.prepare("PRAGMA integrity_check")?;
    let found = check.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let troubles: Vec<String> = found.into_iter().filter(|line| line != "ok").collect();
    Ok(Finding::of(Part::Database, &troubles, "sound".to_owned()))
}

/// Where a device's entries end, by themselves.
#[derive(Default)]
struct End {
    seq: i64,
    tick: i64,
    hash: Vec<u8>,
    things: i64,
}

/// Every entry is hashed anew over the one before it. An entry that does not fit is told by its number; the chain is
/// then followed from what is stored, so that later ones are not blamed for it.
fn entries(db: &Connection, step: &dyn Fn()) -> Result<Finding, LedgerError> {
    let mut find = db.prepare(
        "SELECT device, seq, tick, at, day, author, kind, about, body, seal, hash FROM event ORDER BY device, seq",
    )?;
    let mut rows = find.query([])?;
    let mut ends: BTreeMap<String, End> = BTreeMap::new();
    let (mut troubles, mut count) = (Vec::new(), 0_u64);
    while let Some(row) = rows.next()? {
        count += 1;
        step();
        let hash = row.get_ref(10)?.as_blob().map_err(rusqlite::Error::from);
        let (Ok(entry), Ok(hash)) = (see_row(row), hash) else {
            let id = format!("{}.{}", row.get::<_, String>(0)?, row.get::<_, i64>(1)?);
            troubles.push(format!("{id} cannot be read"));
            continue;
        };
        let id = || format!("{}.{}", entry.device, entry.seq);
        if !ends.contains_key(entry.device) {
            ends.insert(entry.device.to_owned(), End::default());
        }
        let Some(end) = ends.get_mut(entry.device) else { continue };
        if Some(entry.seq) != end.seq.checked_add(1) {
            troubles.push(format!(
                "{} does not follow {}.{}: entries are missing",
                id(),
                entry.device,
                end.seq
            ));
        } else if entry.hash(&end.hash) != hash {
            troubles.push(format!("{} is not as it was written", id()));
        }
        if entry.tick <= end.tick {
            troubles.push(format!("{} is not after the entry before it", id()));
        }
        let made = match entry.kind {
            // Most entries are these, make nothing, and may hold a thousand marks.
            "marked" | "imported" => 0,
            kind => Event::read(kind, entry.body).makes(),
        };
        (end.seq, end.tick, end.things) = (entry.seq, entry.tick, end.things.saturating_add(made));
        end.hash.clear();
        end.hash.extend_from_slice(hash);
    }
    heads(db, &ends, &mut troubles)?;
    let devices = if ends.len() == 1 { "1 device".to_owned() } else { format!("{} devices", ends.len()) };
    let sound = format!("{count} of {devices}, each as it was written");
    Ok(Finding::of(Part::Entries, &troubles, sound))
}

/// What the ledger knows of where each device's entries end is where they do.
fn heads(
    db: &Connection,
    ends: &BTreeMap<String, End>,
    troubles: &mut Vec<String>,
) -> Result<(), LedgerError> {
    let mut known = Vec::new();
    let mut find = db.prepare("SELECT letter, head, tick, hash, things FROM device ORDER BY letter")?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        let letter: String = row.get(0)?;
        let none = End::default();
        let end = ends.get(&letter).unwrap_or(&none);
        let same = (row.get::<_, i64>(1)?, row.get::<_, i64>(2)?, row.get::<_, Vec<u8>>(3)?)
            == (end.seq, end.tick, end.hash.clone());
        if !same {
            troubles.push(format!("the entries of device {letter} do not end where the ledger says they do"));
        }
        // An entry of a newer version may have made things that this one does not know of.
        if row.get::<_, i64>(4)? < end.things {
            troubles.push(format!("device {letter} has made more things than the ledger counts"));
        }
        known.push(letter);
    }
    let unknown = ends.keys().filter(|letter| !known.contains(letter));
    troubles.extend(unknown.map(|letter| format!("there are entries of an unknown device {letter}")));
    Ok(())
}

fn words(db: &Connection) -> Result<Finding, LedgerError> {
    let mut troubles = Vec::new();
    let mut find = db.prepare(
        "SELECT words.device || '.' || words.seq, salt, words.body, seal
         FROM words LEFT JOIN event ON event.device = words.device AND event.seq = words.seq",
    )?;
    let mut rows = find.query([])?;
    let mut count = 0_u64;
    while let Some(row) = rows.next()? {
        count += 1;
        let id: String = row.get(0)?;
        let (salt, body) = (row.get::<_, Vec<u8>>(1), row.get::<_, String>(2));
        let sealed: Option<Vec<u8>> = row.get(3)?;
        match (salt, body) {
            (Ok(salt), Ok(body)) if sealed.as_deref() == Some(&*seal(&salt, &body)) => {}
            _ => troubles.push(format!("the words of {id} are not as they were sealed")),
        }
    }
    let mut unsaid = 0_u64;
    for gone in words_gone(db)? {
        if gone.unsaid {
            unsaid += 1;
        } else {
            troubles.push(gone.to_string());
        }
    }
    let gone = if unsaid == 0 { String::new() } else { format!("; those of {unsaid} unsaid") };
    Ok(Finding::of(Part::Words, &troubles, format!("of {count} entries, each as it was sealed{gone}")))
}

/// The tables of the projection, each with the question for all its rows in the order of its key. Of a device it is
/// the partner for whom it speaks.
pub(super) const PROJECTION: [(&str, &str); 11] = [
    ("setting", "SELECT * FROM setting ORDER BY key"),
    ("partner", "SELECT * FROM partner ORDER BY n"),
    ("promise", "SELECT * FROM promise ORDER BY id"),
    ("mark", "SELECT * FROM mark ORDER BY promise, day, author, tick, device"),
    ("pause", "SELECT * FROM pause ORDER BY id"),
    ("boundary", "SELECT * FROM boundary ORDER BY id"),
    ("repair", "SELECT * FROM repair ORDER BY id"),
    ("checkin", "SELECT * FROM checkin ORDER BY week, author"),
    ("written", "SELECT * FROM written ORDER BY id"),
    ("chapter", "SELECT * FROM chapter ORDER BY id"),
    ("device", "SELECT letter, holder FROM device ORDER BY letter"),
];

impl Ledger {
    fn tables(&self, made_just_now: bool, step: &dyn Fn()) -> Result<Finding, LedgerError> {
        let mut troubles = shape::troubles(&self.db)?;
        if !made_just_now {
            troubles.extend(tables(&self.db, step)?);
        }
        troubles.extend(self.cache()?);
        Ok(Finding::of(Part::Tables, &troubles, "as the entries make them".to_owned()))
    }
}

impl Ledger {
    /// What is wrong with the folds.
    fn cache(&self) -> Result<Option<String>, LedgerError> {
        for depth in [Depth::Final, Depth::Settled] {
            let Some(folds) = self.folds(depth) else {
                if self.has_folds(depth) {
                    return Ok(Some("`fold` cannot be read".to_owned()));
                }
                continue;
            };
            let book = self.book()?;
            let anew = folds.anew(&book, book.settings.week_starts, |id, span| self.marks_alone(id, span))?;
            if folds != anew {
                return Ok(Some("`fold` is not what the marks come to".to_owned()));
            }
        }
        Ok(None)
    }
}

/// A copy is made anew from the entries, and compared row by row. Of a large one SQLite keeps what it has no room for in a
/// file that has no name and is gone when the copy is closed; where it lies is for `SQLITE_TMPDIR` and `TMPDIR` to say.
/// Where there is no room either, that is no trouble of the ledger: the copy is in memory then.
fn tables(db: &Connection, step: &dyn Fn()) -> Result<Vec<String>, LedgerError> {
    use rusqlite::ErrorCode::{CannotOpen, DiskFull, SystemIoFailure};
    match tables_in("", db, step) {
        Err(LedgerError::Sqlite(error))
            if matches!(error.sqlite_error_code(), Some(CannotOpen | DiskFull | SystemIoFailure)) =>
        {
            tables_in(":memory:", db, step)
        }
        compared => compared,
    }
}

fn tables_in(place: &str, db: &Connection, step: &dyn Fn()) -> Result<Vec<String>, LedgerError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut copy = Connection::open_with_flags(place, flags)?;
    // Nothing of it is ever brought back.
    copy.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
    rusqlite::backup::Backup::new(db, &mut copy)?.step(-1)?;
    let mut anew = Ledger::in_memory(copy);
    let writer = anew.write(KeyOfDevice([0; 32]))?;
    writer.rebuild(step)?;
    writer.commit()?;
    let mut troubles = Vec::new();
    for (table, all) in PROJECTION {
        if !same_rows(db, &anew.db, all)? {
            troubles.push(format!("`{table}` is not what the entries make of it"));
        }
    }
    Ok(troubles)
}

fn same_rows(one: &Connection, other: &Connection, all: &str) -> Result<bool, LedgerError> {
    let (mut one, mut other) = (one.prepare(all)?, other.prepare(all)?);
    let columns = one.column_count();
    let (mut one, mut other) = (one.query([])?, other.query([])?);
    loop {
        match (one.next()?, other.next()?) {
            (None, None) => return Ok(true),
            (Some(left), Some(right)) => {
                for column in 0..columns {
                    if left.get_ref(column)? != right.get_ref(column)? {
                        return Ok(false);
                    }
                }
            }
            _ => return Ok(false),
        }
    }
}

/// A report's foot names the latest entry of a device and the beginning of its hash, which covers all before it.
fn unchanged_since(db: &Connection, since: &[(EventId, String)]) -> Result<Finding, LedgerError> {
    let mut troubles = Vec::new();
    for (id, start) in since {
        let mut find = db.prepare_cached("SELECT hash FROM event WHERE device = ?1 AND seq = ?2")?;
        let hash: Option<Vec<u8>> =
            find.query_row(params![id.letter.to_string(), id.number.get()], |row| row.get(0)).optional()?;
        match hash {
            None => troubles.push(format!("there is no {id} any more")),
            Some(hash) if hex(&hash).starts_with(start.as_str()) => {}
            Some(_) => troubles.push(format!("what is recorded up to {id} is not what it was then")),
        }
    }
    let all: Vec<String> = since.iter().map(|(id, _)| id.to_string()).collect();
    let sound = format!("nothing up to {} has changed", crate::domain::rejection::and(&all));
    Ok(Finding::of(Part::Since, &troubles, sound))
}

#[cfg(test)]
mod tests {
    use super::PROJECTION;
    use crate::domain::words::PartnerName;
    use crate::domain::{Day, Partner};
    use crate::ledger::{KeyOfDevice, Ledger, Source, Stamp};

    #[test]
    fn every_table_is_of_the_record_or_is_compared() {
        let mut ledger = Ledger::create(&Source::Memory).unwrap();
        let mut writer = ledger.write(KeyOfDevice([1; 32])).unwrap();
        let stamp = Stamp { at: chrono::DateTime::UNIX_EPOCH, day: Day::MIN, by: Some(Partner::First) };
        writer.open("x".to_owned(), &[PartnerName::new("Ana").unwrap()], &stamp).unwrap();
        writer.commit().unwrap();
        let mut find = ledger.db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
        let tables: Vec<String> = find.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        // Folds are no rows of the entries; what they come to is compared.
        for table in tables.iter().filter(|table| !["event", "words", "fold"].contains(&table.as_str())) {
            assert!(PROJECTION.iter().any(|(name, _)| name == table), "{table}");
        }
    }
}
