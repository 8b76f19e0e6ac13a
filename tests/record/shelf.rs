//! A ledger in a folder of its own, written through the library and looked at through plain SQLite.

use std::fs;
use std::path::PathBuf;

use ourword::domain::decide::Deed;
use ourword::domain::event::{Cell, Event, Promised, WordsOf};
use ourword::domain::terms::{Terms, When};
use ourword::domain::words::PartnerName;
use ourword::domain::{Day, EventId, Giver, Mark, Partner, Says, Span, ThingId};
use ourword::ledger::{KeyOfDevice, Ledger, Source, Stamp, Writer};
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

/// The first day of every story here.
pub fn start() -> Day {
    "2026-11-02".parse().unwrap()
}

pub fn key(number: u8) -> KeyOfDevice {
    KeyOfDevice([number; 32])
}

/// That many days into the story; the instant follows the day, at noon.
pub fn stamp(by: Partner, day: i64) -> Stamp {
    let noon = 1_793_620_800 + day * 86_400;
    Stamp { at: chrono::DateTime::from_timestamp(noon, 0).unwrap(), day: start().plus(day), by: Some(by) }
}

pub fn words(pairs: &[(&str, &str)]) -> WordsOf {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

pub fn daily(id: ThingId, giver: Giver) -> Event {
    let when = When::Every { cadence: "day".parse().unwrap(), times: 1, until: None };
    Event::Promised(Promised {
        id,
        giver,
        terms: Terms { when, from: start(), avoid: false },
        asked_on: None,
        replaces: None,
        answers: None,
        imported: None,
        with: None,
    })
}

pub fn marked(promise: ThingId, day: i64, says: Says) -> Event {
    Event::Marked(vec![Cell(promise, start().plus(day), says)])
}

pub struct Shelf {
    folder: TempDir,
    pub ledger: Ledger,
}

impl Shelf {
    /// A shared ledger; the first partner joined from device 1, the second from device 2.
    pub fn new() -> Self {
        let mut shelf = Self::empty();
        shelf.write(1, |writer| {
            let names = ["Ana", "Ben"].map(|name| PartnerName::new(name).unwrap());
            writer.open("00ff".to_owned(), &names, &stamp(Partner::First, 0)).unwrap();
            writer.join(Partner::First, &stamp(Partner::First, 0)).unwrap();
        });
        shelf.write(2, |writer| {
            writer.join(Partner::Second, &stamp(Partner::Second, 0)).unwrap();
        });
        shelf
    }

    /// A ledger without any event.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::create(&Source::File(folder.path().join("ledger.db"))).unwrap();
        Self { folder, ledger }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("ledger.db")
    }

    pub fn source(&self) -> Source {
        Source::File(self.path())
    }

    /// One transaction from that device.
    pub fn write<T>(&mut self, device: u8, act: impl FnOnce(&mut Writer<'_>) -> T) -> T {
        let mut writer = self.ledger.write(key(device)).unwrap();
        let done = act(&mut writer);
        writer.commit().unwrap();
        done
    }

    /// One event without words, by the partner of that device.
    pub fn append(&mut self, by: Partner, day: i64, event: Event) -> EventId {
        self.append_with(by, day, event, WordsOf::new())
    }

    pub fn append_with(&mut self, by: Partner, day: i64, event: Event, words: WordsOf) -> EventId {
        let deed = Deed { event, words };
        self.write(by.number(), |writer| writer.append(&deed, &stamp(by, day)).unwrap())
    }

    /// A daily promise of the first partner.
    pub fn promise(&mut self, text: &str) -> ThingId {
        let by = Partner::First;
        self.write(by.number(), |writer| {
            let id = writer.next_thing(&stamp(by, 0)).unwrap();
            let deed = Deed { event: daily(id, Giver::One(by)), words: words(&[("text", text)]) };
            writer.append(&deed, &stamp(by, 0)).unwrap();
            id
        })
    }

    pub fn marks(&self, promise: ThingId) -> Vec<Mark> {
        self.ledger.marks(promise, Span::new(Day::MIN, Day::MAX)).unwrap()
    }

    /// Past the library.
    pub fn raw(&self) -> Connection {
        Connection::open(self.path()).unwrap()
    }

    pub fn rows(&self, query: &str) -> Vec<Vec<Value>> {
        let db = self.raw();
        let mut find = db.prepare(query).unwrap();
        let columns = find.column_count();
        let rows = find.query_map([], |row| (0..columns).map(|column| row.get(column)).collect()).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }

    /// Every row of the projection.
    pub fn projection(&self) -> Vec<(String, Vec<Value>)> {
        let tables = [
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
        let rows = |(table, query): (&str, &str)| {
            self.rows(query).into_iter().map(|row| (table.to_owned(), row)).collect::<Vec<_>>()
        };
        tables.into_iter().flat_map(rows).collect()
    }

    /// The projection, dropped and made anew.
    pub fn rebuilt(&mut self) -> Vec<(String, Vec<Value>)> {
        let rebuilt = self.write(1, |writer| writer.rebuild(&|| ()).unwrap());
        let events = self.rows("SELECT count(*) FROM event");
        assert_eq!(events, [[Value::Integer(i64::try_from(rebuilt).unwrap())]]);
        self.projection()
    }

    /// Every file of the folder with its bytes, by name.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
            .collect();
        files.sort();
        files
    }

    /// The files in which the text is found.
    pub fn holding(&self, text: &str) -> Vec<String> {
        let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        self.files().into_iter().filter(|(_, bytes)| holds(bytes)).map(|(name, _)| name).collect()
    }
}
