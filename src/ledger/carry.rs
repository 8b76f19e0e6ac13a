//! The record carried away whole, and put in again: every event as it is stored, held against its chain and its seal
//! before it is believed.

use std::collections::BTreeMap;

use rusqlite::params;

use super::device::{hex, unhex};
use super::error::LedgerError;
use super::log::Writer;
use super::many::{Many, room_for_many};
use super::open::{Ledger, make_tables};
use super::project::{Anew, everything_but_marks, seconds, taken_back};
use super::row::{COLUMNS, Seen, seal, see_row};
use super::unsaid::{first_of, words_gone};
use crate::domain::event::{Event, Undone, WordsOf};
use crate::domain::fact::{StoredDevice, StoredEvent, StoredWords};
use crate::domain::{Day, EventId, Letter};

impl Ledger {
    /// The devices, each with where its part of the record ends.
    pub fn stored_devices(&self) -> Result<Vec<StoredDevice>, LedgerError> {
        let mut find =
            self.db.prepare("SELECT letter, key, head, hash, tick, things FROM device ORDER BY letter")?;
        let rows = find.query_map([], |row| {
            Ok(StoredDevice {
                letter: row.get(0)?,
                key: hex(&row.get::<_, Vec<u8>>(1)?),
                head: row.get(2)?,
                hash: hex(&row.get::<_, Vec<u8>>(3)?),
                tick: row.get(4)?,
                things: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
    }

    /// Every event as it is stored, in the order of the record, one at a time.
    pub fn each_stored_event<E: From<LedgerError>>(
        &self,
        mut take: impl FnMut(StoredEvent<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut find = self
            .db
            .prepare(
                "SELECT event.device, event.seq, tick, at, day, author, kind, about, event.body, seal, hash,
                   words.salt, words.body
                 FROM event LEFT JOIN words USING (device, seq) ORDER BY tick, device, seq",
            )
            .map_err(LedgerError::from)?;
        let mut rows = find.query([]).map_err(LedgerError::from)?;
        while let Some(row) = rows.next().map_err(LedgerError::from)? {
            take(stored(row).map_err(LedgerError::from)?)?;
        }
        Ok(())
    }
}

fn stored<'a>(row: &'a rusqlite::Row<'_>) -> rusqlite::Result<StoredEvent<'a>> {
    let salt: Option<Vec<u8>> = row.get(11)?;
    let words = match salt {
        Some(salt) => Some(StoredWords { salt: hex(&salt), body: row.get(12)? }),
        None => None,
    };
    let hash = hex(row.get_ref(10)?.as_blob()?);
    let Seen { device, seq, tick, at, day, author, kind, about, body, seal } = see_row(row)?;
    Ok(StoredEvent {
        device: device.into(),
        seq,
        tick,
        at: at.into(),
        day: day.into(),
        author,
        kind: kind.into(),
        about: about.map(str::to_owned),
        body: body.into(),
        seal: seal.map(hex),
        hash: hash.into(),
        words,
    })
}

/// A record that is being put into a ledger that is yet to be.
#[derive(Debug)]
pub struct Restoring<'a> {
    writer: &'a Writer<'a>,
    devices: BTreeMap<String, (StoredDevice, Part)>,
    events: Many<'a>,
    marks: Showing<'a>,
}

/// The marks of a record, shown while it is put in.
#[derive(Debug)]
struct Showing<'a> {
    marks: Anew<'a>,
    /// The latest entry, by tick and device.
    latest: (i64, String),
    /// What is undone, or its undoing is: known when its marks are there already.
    undone: Vec<EventId>,
    /// Whether that is to be had so: the entries stand in the order of the record, and undo what was before them, as they
    /// also say in the column for it. If not, everything is made anew in the end.
    in_order: bool,
}

impl Showing<'_> {
    fn add(
        &mut self,
        row: &Seen<'_>,
        at: i64,
        is_before: impl Fn(&EventId) -> bool,
    ) -> Result<(), LedgerError> {
        let (tick, device) = &mut self.latest;
        self.in_order &= (*tick, device.as_str()) < (row.tick, row.device);
        if !self.in_order {
            return Ok(());
        }
        *tick = row.tick;
        if device != row.device {
            row.device.clone_into(device);
        }
        match row.kind {
            "marked" | "imported" => self.marks.add(row, at, &Event::read(row.kind, row.body)),
            "undone" => {
                if let Event::Undone(Undone { event, .. }) = Event::read(row.kind, row.body) {
                    self.in_order &= is_before(&event) && row.about == Some(&*event.to_string());
                    self.undone.push(event);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// How far a device's part has come.
#[derive(Debug, Default)]
struct Part {
    seq: i64,
    tick: i64,
    hash: Vec<u8>,
    things: i64,
}

/// An event that follows the one before it, with its hash and the salt of its words.
struct Followed<'e> {
    row: Seen<'e>,
    /// In seconds since 1970.
    instant: i64,
    hash: Vec<u8>,
    salt: Option<Vec<u8>>,
}

impl<'a> Restoring<'a> {
    /// Begins: makes the tables of a ledger of those devices.
    pub fn new(writer: &'a Writer<'_>, devices: Vec<StoredDevice>) -> Result<Self, LedgerError> {
        let mut all = BTreeMap::new();
        for device in devices {
            if device.letter.parse::<Letter>().is_err() || unhex(&device.key).is_none() {
                return broken(format!("`{}` is no device", device.letter));
            }
            if let Some((twice, _)) = all.insert(device.letter.clone(), (device, Part::default())) {
                return broken(format!("the device {} stands twice", twice.letter));
            }
        }
        room_for_many(&writer.tx)?;
        make_tables(&writer.tx, &writer.path)?;
        let events = Many::into(&writer.tx, "event", &COLUMNS)?;
        let marks = Anew::new(&writer.tx)?;
        let marks = Showing { marks, latest: (0, String::new()), undone: Vec::new(), in_order: true };
        Ok(Self { writer, devices: all, events, marks })
    }

    /// The next event of its device, with its hash and its seal: or why it is none.
    fn follow<'e>(
        &mut self,
        event: &'e StoredEvent<'_>,
        seal: Option<&'e [u8]>,
    ) -> Result<Followed<'e>, LedgerError> {
        let id = || format!("{}.{}", event.device, event.seq);
        let Some((_, part)) = self.devices.get_mut(&*event.device) else {
            return broken(format!("{} is of no device of this record", id()));
        };
        if event.seq != part.seq + 1 || event.tick <= part.tick {
            return broken(format!("{} does not follow the event before it", id()));
        }
        if event.day.parse::<Day>().is_err()
            || !(0..=2).contains(&event.author)
            || event.seal.is_some() != seal.is_some()
        {
            return broken(format!("{} is not what an event is", id()));
        }
        let (Ok(instant), Some(hash)) = (seconds(&event.at), unhex(&event.hash)) else {
            return broken(format!("{} is not what an event is", id()));
        };
        let StoredEvent { device, at, day, kind, about, body, words, .. } = event;
        let (seq, tick, author, about) = (event.seq, event.tick, event.author, about.as_deref());
        let row = Seen { device, seq, tick, at, day, author, kind, about, body, seal };
        if hash != row.hash(&part.hash) {
            return broken(format!("the chain breaks at {}", id()));
        }
        let Ok(salt) = words.as_ref().map(|words| sealed(words, seal)).transpose() else {
            return broken(format!("the words of {} are not those that were sealed", id()));
        };
        part.things += match row.kind {
            // Most entries are these, and make nothing.
            "marked" | "imported" => 0,
            kind => Event::read(kind, row.body).makes(),
        };
        (part.seq, part.tick) = (seq, tick);
        part.hash.clone_from(&hash);
        Ok(Followed { row, instant, hash, salt })
    }

    /// The next event of the record.
    pub fn add(&mut self, event: &StoredEvent<'_>) -> Result<(), LedgerError> {
        let seal = event.seal.as_deref().and_then(unhex);
        let Followed { row, instant, hash, salt } = self.follow(event, seal.as_deref())?;
        self.events.put(params![
            row.device, row.seq, row.tick, row.at, row.day, row.author, row.kind, row.about, row.body,
            row.seal, hash
        ])?;
        if let Some((salt, words)) = salt.zip(event.words.as_ref()) {
            self.writer
                .tx
                .prepare_cached("INSERT INTO words (device, seq, salt, body) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![row.device, row.seq, salt, words.body])?;
        }
        let is_before = |id: &EventId| {
            let part = self.devices.get(&id.letter.to_string());
            let last = part.map_or(0, |(_, part)| part.seq - i64::from(row.device == id.letter.to_string()));
            i64::from(id.number.get()) <= last
        };
        self.marks.add(&row, instant, is_before).map_err(made_no_sense)
    }

    /// The record is whole: every device's part ends where it says. It is shown in the tables. Returns how many events
    /// there are.
    pub fn finish(mut self) -> Result<u64, LedgerError> {
        self.events.done()?;
        let db = &self.writer.tx;
        for (device, part) in self.devices.values() {
            let ends =
                (part.seq, part.tick, hex(&part.hash)) == (device.head, device.tick, device.hash.clone());
            if !ends || device.things < part.things {
                return broken(format!(
                    "the part of the device {} does not end where it says",
                    device.letter
                ));
            }
            db.prepare_cached(
                "INSERT INTO device (letter, key, holder, head, hash, tick, things)
                 VALUES (?1, ?2, NULL, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                device.letter,
                unhex(&device.key),
                part.seq,
                part.hash,
                part.tick,
                device.things
            ])?;
        }
        // Words that are left out of a record look as if their author had taken them back.
        let gone: Vec<String> =
            words_gone(db)?.iter().filter(|gone| !gone.unsaid).map(ToString::to_string).collect();
        if !gone.is_empty() {
            return broken(first_of(&gone));
        }
        self.show().map_err(made_no_sense)?;
        if self.writer.book().map_err(made_no_sense)?.partners.is_empty() {
            return broken("it has no beginning".to_owned());
        }
        self.writer.count()
    }

    /// Shows all of it in the tables.
    fn show(&mut self) -> Result<(), LedgerError> {
        let Showing { marks, undone, in_order, .. } = &mut self.marks;
        if !*in_order {
            return self.writer.rebuild(&|| ()).map(drop);
        }
        marks.put()?;
        everything_but_marks(&self.writer.tx)?;
        taken_back(&self.writer.tx, undone)
    }
}

/// What is wrong in the tables is wrong in the record.
fn made_no_sense(error: LedgerError) -> LedgerError {
    match error {
        LedgerError::Damaged(what) => LedgerError::BrokenRecord(what),
        LedgerError::Sqlite(error) => LedgerError::BrokenRecord(error.to_string()),
        other => other,
    }
}

/// The salt, where the words are those that were sealed with it.
fn sealed(words: &StoredWords, own: Option<&[u8]>) -> Result<Vec<u8>, ()> {
    let salt = unhex(&words.salt).ok_or(())?;
    let are_words = serde_json::from_str::<WordsOf>(&words.body).is_ok();
    let are_sealed = own == Some(seal(&salt, &words.body).as_slice());
    if are_words && are_sealed { Ok(salt) } else { Err(()) }
}

fn broken<T>(what: String) -> Result<T, LedgerError> {
    Err(LedgerError::BrokenRecord(what))
}
