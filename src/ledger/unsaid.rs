//! Words that are gone. Notes that were unsaid: a feed that comes again must not bring them back. And words that are
//! gone although nobody unsaid them, which is no record that holds together.

use std::collections::{HashMap, HashSet};
use std::fmt;

use rusqlite::{Connection, params};

use super::column::parsed;
use super::error::LedgerError;
use super::log::Writer;
use super::row::words_of;
use crate::domain::{Day, EventId, Partner, Span, ThingId};

impl Writer<'_> {
    /// The dates of a promise in the span whose standing mark of that partner had a note that was unsaid.
    pub fn unsaid_notes(
        &self,
        promise: ThingId,
        by: Partner,
        span: Span,
    ) -> Result<HashSet<Day>, LedgerError> {
        let mut find = self.tx.prepare_cached(
            "SELECT day, note FROM mark WHERE promise = ?1 AND day BETWEEN ?2 AND ?3 AND author = ?4
               AND standing = 1 AND note IS NOT NULL",
        )?;
        let mut rows = find.query(params![
            promise.to_string(),
            span.from.to_string(),
            span.to.to_string(),
            by.number()
        ])?;
        let mut gone: HashMap<String, bool> = HashMap::new();
        let mut days = HashSet::new();
        while let Some(row) = rows.next()? {
            let (day, note): (String, String) = (row.get(0)?, row.get(1)?);
            let event = note.split('/').next().unwrap_or_default();
            if !gone.contains_key(event) {
                let id: EventId = parsed(event)?;
                let words = words_of(&self.tx, &id.letter.to_string(), id.number.get().into())?;
                gone.insert(event.to_owned(), words.is_empty());
            }
            if gone.get(event) == Some(&true) {
                days.insert(parsed(&day)?);
            }
        }
        Ok(days)
    }
}

/// An entry whose words are gone.
pub(super) struct Gone {
    id: String,
    /// Whether its author unsaid them. Nobody can take that back.
    pub unsaid: bool,
}

/// The entries whose words are gone.
pub(super) fn words_gone(db: &Connection) -> Result<Vec<Gone>, LedgerError> {
    // `kind <> 'marked'` says nothing new; it lets SQLite see that the partial index holds them all.
    let mut find = db.prepare(
        "SELECT event.device || '.' || event.seq,
           EXISTS (SELECT 1 FROM event AS said WHERE said.about = event.device || '.' || event.seq
             AND said.kind = 'unsaid' AND said.kind <> 'marked' AND said.author = event.author)
         FROM event LEFT JOIN words ON words.device = event.device AND words.seq = event.seq
         WHERE event.seal IS NOT NULL AND words.device IS NULL ORDER BY event.tick",
    )?;
    let rows = find.query_map([], |row| Ok(Gone { id: row.get(0)?, unsaid: row.get(1)? }))?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?)
}

impl fmt::Display for Gone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = if self.unsaid { "unsaid" } else { "gone, and nobody unsaid them" };
        write!(f, "the words of {} are {how}", self.id)
    }
}

/// So many troubles of one part are told one by one.
const TOLD: usize = 5;

/// The first of these troubles, and how many more there are.
pub(super) fn first_of(troubles: &[String]) -> String {
    let told = troubles.iter().take(TOLD).cloned().collect::<Vec<_>>().join("; ");
    match troubles.len().saturating_sub(TOLD) {
        0 => told,
        more => format!("{told}; and {more} more"),
    }
}
