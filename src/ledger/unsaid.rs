//! Notes that were unsaid: a feed that comes again must not bring them back.

use std::collections::{HashMap, HashSet};

use rusqlite::params;

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
