//! The record carried away whole, and put in again: every event as it is stored, held against its chain and its seal
//! before it is believed.

use std::collections::BTreeMap;

use rusqlite::params;

use super::device::{hex, unhex};
use super::error::LedgerError;
use super::log::Writer;
use super::open::{Ledger, make_tables};
use super::row::{Row, read_row, seal};
use super::unsaid::{first_of, words_gone};
use crate::domain::event::{Event, WordsOf};
use crate::domain::fact::{StoredDevice, StoredEvent, StoredWords};
use crate::domain::{Day, Letter};

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
        mut take: impl FnMut(StoredEvent) -> Result<(), E>,
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

fn stored(row: &rusqlite::Row<'_>) -> rusqlite::Result<StoredEvent> {
    let salt: Option<Vec<u8>> = row.get(11)?;
    let words = match salt {
        Some(salt) => Some(StoredWords { salt: hex(&salt), body: row.get(12)? }),
        None => None,
    };
    let hash = hex(&row.get::<_, Vec<u8>>(10)?);
    let Row { device, seq, tick, at, day, author, kind, about, body, seal } = read_row(row)?;
    let seal = seal.as_deref().map(hex);
    Ok(StoredEvent { device, seq, tick, at, day, author, kind, about, body, seal, hash, words })
}

/// A record that is being put into a ledger that is yet to be.
#[derive(Debug, Default)]
pub struct Restoring {
    devices: BTreeMap<String, (StoredDevice, Part)>,
}

/// How far a device's part has come.
#[derive(Debug, Default)]
struct Part {
    seq: i64,
    tick: i64,
    hash: Vec<u8>,
    things: i64,
}

/// An event that follows the one before it, with its words and their salt.
struct Followed {
    row: Row,
    hash: Vec<u8>,
    words: Option<(Vec<u8>, String)>,
}

impl Restoring {
    /// Of those devices.
    pub fn new(devices: Vec<StoredDevice>) -> Result<Self, LedgerError> {
        let mut all = BTreeMap::new();
        for device in devices {
            if device.letter.parse::<Letter>().is_err() || unhex(&device.key).is_none() {
                return broken(format!("`{}` is no device", device.letter));
            }
            if let Some((twice, _)) = all.insert(device.letter.clone(), (device, Part::default())) {
                return broken(format!("the device {} stands twice", twice.letter));
            }
        }
        Ok(Self { devices: all })
    }

    /// The next event of its device, with its hash and its seal: or why it is none.
    fn follow(&mut self, event: StoredEvent) -> Result<Followed, LedgerError> {
        let (letter, number) = (event.device.clone(), event.seq);
        let id = || format!("{letter}.{number}");
        let Some((_, part)) = self.devices.get_mut(&event.device) else {
            return broken(format!("{} is of no device of this record", id()));
        };
        if event.seq != part.seq + 1 || event.tick <= part.tick {
            return broken(format!("{} does not follow the event before it", id()));
        }
        let instant = chrono::DateTime::parse_from_rfc3339(&event.at).is_ok();
        if !instant || event.day.parse::<Day>().is_err() || !(0..=2).contains(&event.author) {
            return broken(format!("{} is not what an event is", id()));
        }
        let seal = event.seal.as_deref().map(|seal| unhex(seal).ok_or(())).transpose();
        let (Ok(seal), Some(hash)) = (seal, unhex(&event.hash)) else {
            return broken(format!("{} is not what an event is", id()));
        };
        let StoredEvent { device, seq, tick, at, day, author, kind, about, body, words, .. } = event;
        let row = Row { device, seq, tick, at, day, author, kind, about, body, seal };
        if hash != row.hash(&part.hash) {
            return broken(format!("the chain breaks at {}", id()));
        }
        let salt = words.as_ref().map(|words| sealed(words, row.seal.as_deref())).transpose();
        let Ok(salt) = salt else {
            return broken(format!("the words of {} are not those that were sealed", id()));
        };
        part.things += match row.kind.as_str() {
            // Most entries are these, and make nothing.
            "marked" | "imported" => 0,
            kind => Event::read(kind, &row.body).makes(),
        };
        (part.seq, part.tick) = (seq, tick);
        part.hash.clone_from(&hash);
        Ok(Followed { row, hash, words: salt.zip(words.map(|words| words.body)) })
    }
}

/// The salt, where the words are those that were sealed with it.
fn sealed(words: &StoredWords, own: Option<&[u8]>) -> Result<Vec<u8>, ()> {
    let salt = unhex(&words.salt).ok_or(())?;
    let are_words = serde_json::from_str::<WordsOf>(&words.body).is_ok();
    let are_sealed = own == Some(seal(&salt, &words.body).as_slice());
    if are_words && are_sealed { Ok(salt) } else { Err(()) }
}

impl Writer<'_> {
    /// The tables of a ledger into which a record is put.
    pub fn begin_restoring(&mut self) -> Result<(), LedgerError> {
        make_tables(&self.tx, &self.path)
    }

    /// The next event of the record.
    pub fn restore(&mut self, restoring: &mut Restoring, event: StoredEvent) -> Result<(), LedgerError> {
        let Followed { row, hash, words } = restoring.follow(event)?;
        self.tx
            .prepare_cached(
                "INSERT INTO event (device, seq, tick, at, day, author, kind, about, body, seal, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                row.device, row.seq, row.tick, row.at, row.day, row.author, row.kind, row.about, row.body,
                row.seal, hash
            ])?;
        if let Some((salt, words)) = words {
            self.tx
                .prepare_cached("INSERT INTO words (device, seq, salt, body) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![row.device, row.seq, salt, words])?;
        }
        Ok(())
    }

    /// The record is whole: every device's part ends where it says. It is shown in the tables.
    pub fn finish_restoring(&mut self, restoring: &Restoring) -> Result<u64, LedgerError> {
        for (device, part) in restoring.devices.values() {
            let ends =
                (part.seq, part.tick, hex(&part.hash)) == (device.head, device.tick, device.hash.clone());
            if !ends || device.things < part.things {
                return broken(format!(
                    "the part of the device {} does not end where it says",
                    device.letter
                ));
            }
            self.tx
                .prepare_cached(
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
            words_gone(&self.tx)?.iter().filter(|gone| !gone.unsaid).map(ToString::to_string).collect();
        if !gone.is_empty() {
            return broken(first_of(&gone));
        }
        let made_no_sense = |error: LedgerError| match error {
            LedgerError::Damaged(what) => LedgerError::BrokenRecord(what),
            LedgerError::Sqlite(error) => LedgerError::BrokenRecord(error.to_string()),
            other => other,
        };
        let events = self.rebuild().map_err(made_no_sense)?;
        if self.book().map_err(made_no_sense)?.partners.is_empty() {
            return broken("it has no beginning".to_owned());
        }
        Ok(events)
    }
}

fn broken<T>(what: String) -> Result<T, LedgerError> {
    Err(LedgerError::BrokenRecord(what))
}
