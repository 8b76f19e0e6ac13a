//! Rows of the record as they are stored: events with their hash, words with their seal.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::LedgerError;
use super::sum::sum;
use crate::domain::event::{Event, WordsOf};

/// The columns of `event`, in the order of the table.
pub(super) const COLUMNS: [&str; 11] =
    ["device", "seq", "tick", "at", "day", "author", "kind", "about", "body", "seal", "hash"];

/// An event as it is stored, but for its hash.
pub(super) struct Row {
    pub device: String,
    pub seq: i64,
    pub tick: i64,
    pub at: String,
    pub day: String,
    pub author: i64,
    pub kind: String,
    pub about: Option<String>,
    pub body: String,
    pub seal: Option<Vec<u8>>,
}

/// The same, seen where it stands.
pub(super) struct Seen<'a> {
    pub device: &'a str,
    pub seq: i64,
    pub tick: i64,
    pub at: &'a str,
    pub day: &'a str,
    pub author: i64,
    pub kind: &'a str,
    pub about: Option<&'a str>,
    pub body: &'a str,
    pub seal: Option<&'a [u8]>,
}

impl Row {
    /// The same, seen.
    pub fn seen(&self) -> Seen<'_> {
        let Self { device, seq, tick, at, day, author, kind, about, body, seal } = self;
        let (seq, tick, author) = (*seq, *tick, *author);
        let (about, seal) = (about.as_deref(), seal.as_deref());
        Seen { device, seq, tick, at, day, author, kind, about, body, seal }
    }

    /// See [`Seen::hash`].
    pub fn hash(&self, previous: &[u8]) -> [u8; 32] {
        self.seen().hash(previous)
    }
}

impl Seen<'_> {
    /// SHA-256 over the previous hash of the device and the stored bytes of every column, each with its
    /// length before it, so that no two rows are written alike; a column that is NULL has the length `MAX`.
    pub fn hash(&self, previous: &[u8]) -> [u8; 32] {
        let numbers = [self.seq, self.tick, self.author].map(i64::to_le_bytes);
        let columns: [Option<&[u8]>; 11] = [
            Some(previous),
            Some(self.device.as_bytes()),
            Some(&numbers[0]),
            Some(&numbers[1]),
            Some(self.at.as_bytes()),
            Some(self.day.as_bytes()),
            Some(&numbers[2]),
            Some(self.kind.as_bytes()),
            self.about.map(str::as_bytes),
            Some(self.body.as_bytes()),
            self.seal,
        ];
        // Together first: a sum of many small parts takes longer than one of all.
        let mut all = Vec::with_capacity(256 + self.body.len());
        for column in columns {
            all.extend_from_slice(&column.map_or(u64::MAX, |bytes| bytes.len() as u64).to_le_bytes());
            all.extend_from_slice(column.unwrap_or_default());
        }
        sum(&[&all])
    }
}

/// SHA-256 of the salt and the words as stored.
pub(super) fn seal(salt: &[u8], body: &str) -> Vec<u8> {
    sum(&[salt, body.as_bytes()]).to_vec()
}

/// Whether an event is undone: by an undo that is not itself undone. It ends, since an undo comes after what
/// it takes back.
pub(super) fn is_undone(db: &Connection, device: &str, seq: i64) -> Result<bool, LedgerError> {
    // `kind <> 'marked'` says nothing new; it lets SQLite see that the partial index `event_about` holds them all.
    let mut find = db.prepare_cached(
        "SELECT device, seq, body FROM event WHERE about = ?1 AND kind = 'undone' AND kind <> 'marked'",
    )?;
    let undoing = find
        .query_map([format!("{device}.{seq}")], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    for (device, seq, body) in undoing {
        if is_an_undo(&body) && !is_undone(db, &device, seq)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the body of an undo says what it takes back; in a form of a newer version it takes back nothing here.
pub(super) fn is_an_undo(body: &str) -> bool {
    matches!(Event::read("undone", body), Event::Undone(_))
}

/// The words of an event; none where it had none, or where they were unsaid.
pub(super) fn words_of(db: &Connection, device: &str, seq: i64) -> Result<WordsOf, LedgerError> {
    let body: Option<String> = db
        .prepare_cached("SELECT body FROM words WHERE device = ?1 AND seq = ?2")?
        .query_row(params![device, seq], |row| row.get(0))
        .optional()?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?.unwrap_or_default())
}

/// A row of `event`, its columns in the order of the table.
pub(super) fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        device: row.get(0)?,
        seq: row.get(1)?,
        tick: row.get(2)?,
        at: row.get(3)?,
        day: row.get(4)?,
        author: row.get(5)?,
        kind: row.get(6)?,
        about: row.get(7)?,
        body: row.get(8)?,
        seal: row.get(9)?,
    })
}

/// The same, seen.
pub(super) fn see_row<'a>(row: &'a rusqlite::Row<'_>) -> rusqlite::Result<Seen<'a>> {
    let text = |column| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str()?);
    Ok(Seen {
        device: text(0)?,
        seq: row.get(1)?,
        tick: row.get(2)?,
        at: text(3)?,
        day: text(4)?,
        author: row.get(5)?,
        kind: text(6)?,
        about: row.get_ref(7)?.as_str_or_null()?,
        body: text(8)?,
        seal: row.get_ref(9)?.as_blob_or_null()?,
    })
}
