//! Typed questions about what is between the two: boundaries, repairs, chapters, check-ins, thanks, notes.

use rusqlite::{Connection, Row, params};

use super::column::{damaged, day, optional, optional_day, parsed, partner};
use super::error::LedgerError;
use super::log::Writer;
use super::open::Ledger;
use super::project::{sealed, written_about};
use crate::domain::boundary::Boundary;
use crate::domain::chapter::{Chapter, ChapterStanding};
use crate::domain::checkin::{Answers, Checkin};
use crate::domain::event::Hearing;
use crate::domain::fact::Written;
use crate::domain::repair::Repair;
use crate::domain::words::{Field, Words};
use crate::domain::{Day, EventId, Partner, Span};

fn words(row: &Row<'_>, column: usize) -> Result<Option<Words>, LedgerError> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| Words::new(&text, Field::Note)).transpose().map_err(damaged)
}

fn text(row: &Row<'_>, column: usize) -> Result<String, LedgerError> {
    Ok(row.get(column)?)
}

pub(super) fn boundaries(db: &Connection) -> Result<Vec<Boundary>, LedgerError> {
    let mut find = db
        .prepare_cached("SELECT id, author, name, need, will, since, told, review, ended_on FROM boundary")?;
    let mut rows = find.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(Boundary {
            id: parsed(&text(row, 0)?)?,
            by: partner(row, 1)?,
            name: optional(row, 2)?,
            need: words(row, 3)?,
            will: words(row, 4)?,
            since: day(row, 5)?,
            told: optional_day(row, 6)?,
            review: optional_day(row, 7)?,
            ended_on: optional_day(row, 8)?,
        });
    }
    all.sort_by_key(|boundary| boundary.id);
    Ok(all)
}

pub(super) fn repairs(db: &Connection) -> Result<Vec<Repair>, LedgerError> {
    let mut find = db.prepare_cached(
        "SELECT id, author, on_day, promise, window_day, did, impact, amends, adjustment, heard FROM repair",
    )?;
    let mut rows = find.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let heard: Option<String> = row.get(9)?;
        let did: Option<String> = row.get(5)?;
        let owned_up = did.is_some();
        let did = did.filter(|did| !did.is_empty());
        all.push(Repair {
            id: parsed(&text(row, 0)?)?,
            by: partner(row, 1)?,
            on: day(row, 2)?,
            of: optional(row, 3)?.zip(optional_day(row, 4)?),
            did: did.map(|did| Words::new(&did, Field::Note)).transpose().map_err(damaged)?,
            owned_up,
            impact: words(row, 6)?,
            amends: words(row, 7)?,
            adjustment: optional(row, 8)?,
            heard: heard.map(|heard| if heard == "heard" { Hearing::Heard } else { Hearing::NotYet }),
        });
    }
    all.sort_by_key(|repair| repair.id);
    Ok(all)
}

pub(super) fn chapters(db: &Connection) -> Result<Vec<Chapter>, LedgerError> {
    let mut find =
        db.prepare_cached("SELECT id, author, state, from_day, name, hope, stage, ended_on FROM chapter")?;
    let mut rows = find.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let on = day(row, 3)?;
        all.push(Chapter {
            id: parsed(&text(row, 0)?)?,
            by: partner(row, 1)?,
            standing: match text(row, 2)?.as_str() {
                "asked" => ChapterStanding::Asked(on),
                "declined" => ChapterStanding::Declined,
                _ => ChapterStanding::Begun(on),
            },
            name: words(row, 4)?,
            hope: words(row, 5)?,
            stage: optional(row, 6)?,
            ended_on: optional_day(row, 7)?,
        });
    }
    all.sort_by_key(|chapter| chapter.id);
    Ok(all)
}

pub(super) fn checkins(db: &Connection) -> Result<Vec<Checkin>, LedgerError> {
    let mut find = db.prepare_cached(
        "SELECT week, author, predict, rely, safe, feeling, need, text FROM checkin ORDER BY week, author",
    )?;
    let mut rows = find.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(Checkin {
            week: day(row, 0)?,
            by: partner(row, 1)?,
            answers: Answers {
                items: [row.get(2)?, row.get(3)?, row.get(4)?],
                feeling: words(row, 5)?,
                need: words(row, 6)?,
                text: words(row, 7)?,
            },
        });
    }
    Ok(all)
}

impl Ledger {
    /// The thanks, or in one's own ledger the notes, about days of the span, in their order.
    pub fn written(&self, kind: &str, span: Span) -> Result<Vec<Written>, LedgerError> {
        let mut find = self.db.prepare_cached(
            "SELECT id, author, day, text FROM written WHERE kind = ?1 AND day BETWEEN ?2 AND ?3",
        )?;
        let mut rows = find.query(params![kind, span.from.to_string(), span.to.to_string()])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(Written {
                id: parsed(&text(row, 0)?)?,
                by: partner(row, 1)?,
                on: day(row, 2)?,
                text: words(row, 3)?,
            });
        }
        all.sort_by_key(|one| (one.on, one.id));
        Ok(all)
    }
}

impl Writer<'_> {
    /// What a partner answered for a week, and whether they said yes to showing it; `None` where they have not
    /// answered.
    pub fn sealed(&self, week: Day, by: Partner) -> Result<(Answers, Option<bool>), LedgerError> {
        sealed(&self.tx, week, by, i64::MAX)
    }

    /// The events in which a partner wrote words about a thing, and those words are still there.
    pub fn written_about(&self, about: &str, by: Partner) -> Result<Vec<EventId>, LedgerError> {
        written_about(&self.tx, about, by)
    }

    /// The events in which a partner marked a promise or a boundary with a note that is still there, those among them
    /// whose marks no longer stand.
    pub fn notes_on(&self, about: &str, by: Partner) -> Result<Vec<EventId>, LedgerError> {
        let mut find = self.tx.prepare_cached(
            "SELECT DISTINCT mark.device || '.' || mark.seq FROM mark JOIN words USING (device, seq)
             WHERE mark.promise = ?1 AND mark.author = ?2",
        )?;
        let ids = find.query_map(params![about, by.number()], |row| row.get::<_, String>(0))?;
        ids.map(|id| parsed(&id?)).collect()
    }

    /// Takes the words of an event out of the file. The entry stays, and with it the proof that there were words.
    pub fn unsay(&mut self, event: EventId) -> Result<bool, LedgerError> {
        let mut delete = self.tx.prepare_cached("DELETE FROM words WHERE device = ?1 AND seq = ?2")?;
        Ok(delete.execute(params![event.letter.to_string(), event.number.get()])? > 0)
    }
}
