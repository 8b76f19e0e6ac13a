//! Devices: what tells one from another, and what a ledger knows of it.

use rusqlite::{Connection, OptionalExtension};

use super::column::text;
use super::error::LedgerError;
use crate::domain::{Letter, Partner};

/// What tells this device from others in a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyOfDevice(pub [u8; 32]);

/// A device's part of the record: where it ends.
#[derive(Debug)]
pub(super) struct Part {
    pub letter: Letter,
    /// The partner for whom it speaks.
    pub holder: Option<Partner>,
    /// The number of its latest event.
    pub head: i64,
    /// The hash of that event.
    pub hash: Vec<u8>,
    /// The number in the id of the latest thing that it made.
    pub things: i64,
}

/// What a writer knows of devices.
#[derive(Debug, Default)]
pub(super) struct Devices {
    /// This one's part, once it has a letter.
    pub own: Option<Part>,
    /// The latest tick of all.
    pub tick: i64,
    /// The latest event of each.
    pub heads: Vec<(String, i64)>,
}

impl Devices {
    pub(super) fn read(db: &Connection, own: &KeyOfDevice) -> Result<Self, LedgerError> {
        // The first, should a key stand twice: as everybody finds it who asks for its holder.
        let mut find =
            db.prepare("SELECT letter, key, holder, head, hash, tick, things FROM device ORDER BY letter")?;
        let mut rows = find.query([])?;
        let mut devices = Self::default();
        while let Some(row) = rows.next()? {
            // The order of the record hangs on every tick. Of another device nothing else is needed: what is damaged
            // there refuses nobody else's word.
            devices.tick = devices.tick.max(row.get(5)?);
            if let (Ok(letter), Ok(head)) = (text(row, 0), row.get(3)) {
                devices.heads.push((letter.to_owned(), head));
            }
            let is_own = row.get_ref(1)?.as_blob().is_ok_and(|key| key == own.0);
            if is_own && devices.own.is_none() {
                let letter = text(row, 0)?;
                let letter =
                    letter.parse().map_err(|_| LedgerError::Damaged(format!("device `{letter}`")))?;
                let holder = row.get::<_, Option<i64>>(2)?.and_then(Partner::from_number);
                let (head, hash, things) = (row.get(3)?, row.get(4)?, row.get(6)?);
                devices.own = Some(Part { letter, holder, head, hash, things });
            }
        }
        Ok(devices)
    }
}

/// The partner for whom that device speaks here.
pub(super) fn holder(db: &Connection, key: &KeyOfDevice) -> Result<Option<Partner>, LedgerError> {
    let number: Option<Option<i64>> = db
        .prepare_cached("SELECT holder FROM device WHERE key = ?1")?
        .query_row([key.0.as_slice()], |row| row.get(0))
        .optional()?;
    Ok(number.flatten().and_then(Partner::from_number))
}

/// Random bytes from the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], LedgerError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| LedgerError::Io("random numbers".into(), std::io::Error::other(error)))?;
    Ok(bytes)
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(if half < 10 { b'0' + half } else { b'a' - 10 + half });
    let mut text = String::with_capacity(bytes.len() * 2);
    text.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
    text
}

/// Bytes from lower-case hexadecimal.
pub(super) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    // All digits are looked at in the end: a record has hundreds of millions of them.
    let mut wrong = 0;
    let mut half = |byte: u8| {
        let half = HALVES[usize::from(byte)];
        wrong |= half;
        half
    };
    let pairs = text.as_bytes().chunks_exact(2);
    let bytes: Vec<u8> = pairs.map(|pair| half(pair[0]) << 4 | half(pair[1])).collect();
    (wrong <= 0xf).then_some(bytes)
}

/// What each byte is as a hexadecimal digit; those that are none have a high bit.
const HALVES: [u8; 256] = {
    let mut halves = [0x80; 256];
    let mut value: u8 = 0;
    while value < 16 {
        halves[b"0123456789abcdef"[value as usize] as usize] = value;
        value += 1;
    }
    halves
};
