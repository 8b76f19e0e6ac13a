//! Appending: an event gets its number, its tick and its place in the chain, and shows in the tables.
//! One command is one transaction.

use std::cell::OnceCell;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

use super::device::{Devices, KeyOfDevice, Part, hex, random};
use super::error::LedgerError;
use super::many::room_for_many;
use super::open::Ledger;
use super::row::{Row, seal};
use crate::domain::decide::Deed;
use crate::domain::event::{CheckedIn, CheckinOpened, Device, Event, Joined, Opened, Undone, WordsOf};
use crate::domain::settings::Kind;
use crate::domain::words::PartnerName;
use crate::domain::{Day, EventId, Letter, Partner, ThingId};

/// When and by whom something is recorded.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    /// What the clock says: a label.
    pub at: DateTime<Utc>,
    /// The civil date of recording, as this device reckons it.
    pub day: Day,
    /// Who speaks; nobody, when a shared ledger is made.
    pub by: Option<Partner>,
}

/// A transaction that writes. Dropped without [`Writer::commit`], it leaves nothing behind.
#[derive(Debug)]
pub struct Writer<'a> {
    pub(super) tx: Transaction<'a>,
    key: KeyOfDevice,
    /// Read when they are first needed: who makes tables anew needs none of them.
    devices: OnceCell<Devices>,
    pub(super) path: PathBuf,
}

impl Ledger {
    /// Begins to write: others wait until it is done.
    pub fn write(&mut self, key: KeyOfDevice) -> Result<Writer<'_>, LedgerError> {
        let path = self.path().to_owned();
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let is_new = tx.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))? == 0;
        let devices = if is_new { OnceCell::from(Devices::default()) } else { OnceCell::new() };
        Ok(Writer { tx, key, devices, path })
    }
}

impl Writer<'_> {
    /// Makes it durable.
    pub fn commit(self) -> Result<(), LedgerError> {
        self.tx.commit().map_err(LedgerError::of_commit)
    }

    /// The tables and the first event of a new ledger. In one's own ledger, making it is joining it.
    pub fn open(
        &mut self,
        ledger: String,
        names: &[PartnerName],
        stamp: &Stamp,
    ) -> Result<EventId, LedgerError> {
        super::open::make_tables(&self.tx, &self.path)?;
        let kind = if names.len() == 1 { Kind::Own } else { Kind::Shared };
        let device = self.register(Letter::FIRST)?;
        let numbered = names.iter().enumerate();
        let words = numbered.map(|(at, name)| ((at + 1).to_string(), name.as_str().to_owned())).collect();
        let stamp = Stamp { by: (kind == Kind::Own).then_some(Partner::First), ..*stamp };
        self.append(&Deed { event: Event::Opened(Opened { ledger, kind, device }), words }, &stamp)
    }

    /// A partner's own yes, from this device.
    pub fn join(&mut self, partner: Partner, stamp: &Stamp) -> Result<EventId, LedgerError> {
        let device = match &self.devices()?.own {
            Some(_) => None,
            None => Some(self.register_next()?),
        };
        self.append(&Deed::plain(Event::Joined(Joined { device, holder: Some(partner) })), stamp)
    }

    /// The id for the next thing that this device makes.
    pub fn next_thing(&mut self, stamp: &Stamp) -> Result<ThingId, LedgerError> {
        let letter = self.letter(stamp)?;
        let number = u32::try_from(self.own()?.things.saturating_add(1)).ok();
        let number = number.and_then(std::num::NonZeroU32::new);
        let number = number.ok_or_else(|| LedgerError::Damaged("the number of things".to_owned()))?;
        Ok(ThingId { letter, number })
    }

    /// Makes room in memory for much that is recorded at once.
    pub fn expect_much(&self) -> Result<(), LedgerError> {
        room_for_many(&self.tx)
    }

    /// Appends what was decided, and shows it in the tables.
    pub fn append(&mut self, deed: &Deed, stamp: &Stamp) -> Result<EventId, LedgerError> {
        let (id, row) = self.write_down(deed, stamp)?;
        super::project::appended(&self.tx, &row, &deed.event, &deed.words)?;
        Ok(id)
    }

    /// Appends what one command decided, which began with that event or begins with the first of these. The tables show
    /// the undos among it together, so that what undos make anew is made anew once.
    pub fn append_all(
        &mut self,
        deeds: Vec<Deed>,
        first: Option<EventId>,
        stamp: &Stamp,
    ) -> Result<Vec<EventId>, LedgerError> {
        self.expect_much()?;
        let (mut ids, mut targets) = (Vec::new(), Vec::new());
        for deed in deeds {
            let event = deed.event.part_of(first.or_else(|| ids.first().copied()));
            let deed = Deed { event, ..deed };
            let (id, row) = self.write_down(&deed, stamp)?;
            match deed.event {
                Event::Undone(undone) => targets.push(undone.event),
                event => super::project::appended(&self.tx, &row, &event, &deed.words)?,
            }
            ids.push(id);
        }
        super::project::taken_back(&self.tx, &targets)?;
        Ok(ids)
    }

    /// Gives an event its number, its tick and its place in the chain.
    fn write_down(&mut self, deed: &Deed, stamp: &Stamp) -> Result<(EventId, Row), LedgerError> {
        let letter = self.letter(stamp)?;
        let own = self.own()?;
        let (seq, tick) = (own.head.saturating_add(1), after(self.devices()?.tick)?);
        let things = own.things.saturating_add(deed.event.makes());
        let number = u32::try_from(seq).ok().and_then(std::num::NonZeroU32::new);
        let id = EventId {
            letter,
            number: number.ok_or_else(|| LedgerError::Damaged(format!("event {letter}.{seq}")))?,
        };
        let seal = self.put_words_apart(letter, seq, &deed.words)?;
        let row = Row {
            device: letter.to_string(),
            seq,
            tick,
            at: stamp.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            day: stamp.day.to_string(),
            author: stamp.by.map_or(0, |by| by.number().into()),
            kind: deed.event.kind().to_owned(),
            about: about(&deed.event),
            body: deed.event.body()?,
            seal,
        };
        let hash = row.hash(&own.hash);
        self.tx
            .prepare_cached(
                "INSERT INTO event (device, seq, tick, at, day, author, kind, about, body, seal, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                row.device, row.seq, row.tick, row.at, row.day, row.author, row.kind, row.about, row.body,
                row.seal, hash
            ])?;
        self.tx
            .prepare_cached(
                "UPDATE device SET head = ?2, hash = ?3, tick = ?4, things = ?5 WHERE letter = ?1",
            )?
            .execute(params![row.device, seq, hash, tick, things])?;
        let own = Part { letter, holder: own.holder, head: seq, hash: hash.to_vec(), things };
        self.know(own, tick);
        Ok((id, row))
    }

    /// The words go to a table of their own, sealed by a hash over a salt that lives and dies with them.
    fn put_words_apart(
        &self,
        letter: Letter,
        seq: i64,
        words: &WordsOf,
    ) -> Result<Option<Vec<u8>>, LedgerError> {
        if words.is_empty() {
            return Ok(None);
        }
        let salt: [u8; 16] = random()?;
        let body = serde_json::to_string(words)?;
        self.tx
            .prepare_cached("INSERT INTO words (device, seq, salt, body) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![letter.to_string(), seq, salt, body])?;
        Ok(Some(seal(&salt, &body)))
    }

    /// This device's letter. A device that is unknown here takes the next one, by an event of its own, so
    /// that two copies of a ledger never write the same number twice.
    fn letter(&mut self, stamp: &Stamp) -> Result<Letter, LedgerError> {
        if let Some(own) = &self.devices()?.own {
            return Ok(own.letter);
        }
        let device = self.register_next()?;
        let letter = device.letter;
        self.append(&Deed::plain(Event::Joined(Joined { device: Some(device), holder: None })), stamp)?;
        Ok(letter)
    }

    fn register_next(&mut self) -> Result<Device, LedgerError> {
        let latest: Option<String> =
            self.tx.query_row("SELECT max(letter) FROM device", [], |row| row.get(0)).optional()?.flatten();
        let letter = match latest.and_then(|letter| letter.parse::<Letter>().ok()) {
            Some(letter) => letter.next().ok_or(LedgerError::NoLetterLeft)?,
            None => Letter::FIRST,
        };
        self.register(letter)
    }

    fn register(&mut self, letter: Letter) -> Result<Device, LedgerError> {
        self.tx.execute(
            "INSERT INTO device (letter, key, holder, head, hash, tick, things) VALUES (?1, ?2, NULL, 0, x'', 0, 0)",
            params![letter.to_string(), self.key.0],
        )?;
        let own = Part { letter, holder: None, head: 0, hash: Vec::new(), things: 0 };
        let tick = self.devices()?.tick;
        self.know(own, tick);
        Ok(Device { letter, key: hex(&self.key.0) })
    }

    fn devices(&self) -> Result<&Devices, LedgerError> {
        if let Some(devices) = self.devices.get() {
            return Ok(devices);
        }
        let devices = Devices::read(&self.tx, &self.key)?;
        Ok(self.devices.get_or_init(|| devices))
    }

    /// What was written is known from now on: this device's part, and the latest tick.
    fn know(&mut self, own: Part, tick: i64) {
        let heads = self.devices.take().map(|devices| devices.heads).unwrap_or_default();
        self.devices = OnceCell::from(Devices { own: Some(own), tick, heads });
    }

    fn own(&self) -> Result<&Part, LedgerError> {
        let own = self.devices()?.own.as_ref();
        own.ok_or_else(|| LedgerError::Damaged("a device without a letter".to_owned()))
    }

    /// The partner for whom this device spoke when writing began.
    pub fn holder(&self) -> Result<Option<Partner>, LedgerError> {
        Ok(self.devices()?.own.as_ref().and_then(|own| own.holder))
    }

    /// The latest instant, as the clock had it, of the events that ended a device's part when writing began.
    pub fn latest_instant(&self) -> Result<Option<String>, LedgerError> {
        let mut find = self.tx.prepare("SELECT at FROM event WHERE device = ?1 AND seq = ?2")?;
        let mut latest = None;
        for head in &self.devices()?.heads {
            latest = latest.max(find.query_row(params![head.0, head.1], |row| row.get(0)).optional()?);
        }
        Ok(latest)
    }
}

/// The tick after the latest one. What stands in the file may be anything.
fn after(tick: i64) -> Result<i64, LedgerError> {
    tick.checked_add(1).ok_or_else(|| LedgerError::Damaged("the order of the entries".to_owned()))
}

fn about(event: &Event) -> Option<String> {
    match event {
        Event::Undone(Undone { event, .. }) => Some(event.to_string()),
        Event::Set(set) => Some(set.key.clone()),
        Event::CheckedIn(CheckedIn { week, .. }) | Event::CheckinOpened(CheckinOpened { week }) => {
            Some(week.to_string())
        }
        Event::Unsaid(unsaid) => Some(unsaid.event.to_string()),
        other => other.about().map(|id| id.to_string()),
    }
}
