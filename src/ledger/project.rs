//! An event made visible in the tables. Appending updates them in place; an undo rebuilds what it touches.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::LedgerError;
use super::row::{Row, is_undone, read_row, words_of};
use crate::domain::event::{Answer, Cell, Event, Promised, WordsOf};
use crate::domain::settings::{Kind, Settings};
use crate::domain::{EventId, ThingId};

/// Shows an event that sorts last.
pub(super) fn appended(
    db: &Connection,
    row: &Row,
    event: &Event,
    words: &WordsOf,
) -> Result<(), LedgerError> {
    match event {
        Event::Undone(undone) => turned(db, undone.event),
        event => apply(db, row, event, words),
    }
}

/// Shows an event that is not undone and sorts after all that is shown.
pub(super) fn apply(db: &Connection, row: &Row, event: &Event, words: &WordsOf) -> Result<(), LedgerError> {
    match event {
        Event::Opened(opened) => {
            let kind = match opened.kind {
                Kind::Shared => "shared",
                Kind::Own => "own",
            };
            set(db, "ledger", &opened.ledger)?;
            set(db, "kind", kind)?;
            for setting in Settings::default().each() {
                set(db, setting.key(), &setting.value())?;
            }
            let joined_on = (opened.kind == Kind::Own).then_some(&row.day);
            let partners = if opened.kind == Kind::Own { 1 } else { 2 };
            for n in 1..=partners {
                db.prepare_cached("INSERT INTO partner (n, name, joined_on) VALUES (?1, ?2, ?3)")?
                    .execute(params![n, words.get(&n.to_string()), joined_on])?;
            }
            if opened.kind == Kind::Own {
                holds(db, &row.device, 1)?;
            }
        }
        Event::Joined(joined) => {
            if let Some(holder) = joined.holder {
                db.prepare_cached("UPDATE partner SET joined_on = ?2 WHERE n = ?1 AND joined_on IS NULL")?
                    .execute(params![holder.number(), row.day])?;
                holds(db, &row.device, holder.number())?;
            }
        }
        Event::Promised(promised) => insert_promise(db, row, promised, words)?,
        Event::Answered(answered) => {
            let (state, from) = match answered.answer {
                Answer::Accepted => ("given", answered.on.to_string()),
                Answer::Declined => ("declined", String::new()),
            };
            db.prepare_cached(
                "UPDATE promise SET state = ?2, from_day = max(from_day, ?3) WHERE id = ?1 AND state = 'asked'",
            )?
            .execute(params![answered.id.to_string(), state, from])?;
        }
        Event::Ended(ended) => {
            let (id, on) = (ended.id.to_string(), ended.on.to_string());
            db.prepare_cached("UPDATE promise SET ended_on = ?2, keeps_window = ?3 WHERE id = ?1")?
                .execute(params![id, on, ended.keeps_window])?;
            db.prepare_cached("UPDATE pause SET lifted_on = ?2 WHERE id = ?1")?.execute(params![id, on])?;
        }
        Event::Marked(cells) => {
            // By the seal, since the words may have been unsaid.
            let note = row.seal.is_some();
            for (place, cell) in (0_i64..).zip(cells) {
                insert_mark(db, row, place, *cell, note)?;
            }
        }
        Event::Paused(paused) => {
            db.prepare_cached(
                "INSERT INTO pause (id, author, promise, from_day, until_day, lifted_on)
                 VALUES (?1, ?2, ?3, ?4, ?5, NULL)",
            )?
            .execute(params![
                paused.id.to_string(),
                row.author,
                paused.promise.map(|id| id.to_string()),
                paused.from.to_string(),
                paused.until.map(|day| day.to_string()),
            ])?;
        }
        Event::Set(change) => set(db, &change.key, &change.value)?,
        Event::Undone(_) | Event::Unknown { .. } => {}
    }
    Ok(())
}

fn set(db: &Connection, key: &str, value: &str) -> Result<(), LedgerError> {
    db.prepare_cached(
        "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )?
    .execute([key, value])?;
    Ok(())
}

fn holds(db: &Connection, letter: &str, partner: u8) -> Result<(), LedgerError> {
    db.prepare_cached("UPDATE device SET holder = ?2 WHERE letter = ?1")?
        .execute(params![letter, partner])?;
    Ok(())
}

fn insert_promise(
    db: &Connection,
    row: &Row,
    promised: &Promised,
    words: &WordsOf,
) -> Result<(), LedgerError> {
    let terms = &promised.terms;
    db.prepare_cached(
        "INSERT INTO promise (id, state, name, text, plan, giver, author, due, cadence, times, avoid, from_day,
           until_day, asked_on, ended_on, keeps_window, replaces, replaced_by, given)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL, 0, NULL, NULL, ?15)",
    )?
    .execute(params![
        promised.id.to_string(),
        if promised.asked_on.is_some() { "asked" } else { "given" },
        words.get("name"),
        words.get("text"),
        words.get("plan"),
        promised.giver.code(),
        row.author,
        terms.due().map(|day| day.to_string()),
        terms.cadence().map(ToString::to_string),
        terms.times(),
        terms.avoid,
        terms.from.to_string(),
        terms.until().map(|day| day.to_string()),
        promised.asked_on.map(|day| day.to_string()),
        row.tick,
    ])?;
    Ok(())
}

/// What an earlier mark of the same cell leaves to the one that says the same again.
struct Earlier {
    says: String,
    recorded: String,
    at: i64,
    note: Option<String>,
}

/// The latest mark of a cell stands. The same word again keeps the first one's day and instant of recording
/// and, without a note of its own, its note.
fn insert_mark(db: &Connection, row: &Row, place: i64, cell: Cell, note: bool) -> Result<(), LedgerError> {
    let Cell(promise, day, says) = cell;
    let (promise, day) = (promise.to_string(), day.to_string());
    let earlier = db
        .prepare_cached(
            "SELECT says, recorded, at, note FROM mark
             WHERE promise = ?1 AND day = ?2 AND author = ?3 AND standing = 1",
        )?
        .query_row(params![promise, day, row.author], |found| {
            Ok(Earlier {
                says: found.get(0)?,
                recorded: found.get(1)?,
                at: found.get(2)?,
                note: found.get(3)?,
            })
        })
        .optional()?;
    if earlier.is_some() {
        db.prepare_cached(
            "UPDATE mark SET standing = 0 WHERE promise = ?1 AND day = ?2 AND author = ?3 AND standing = 1",
        )?
        .execute(params![promise, day, row.author])?;
    }
    let (recorded, at, note) = said(row, says.word(), note, earlier)?;
    db.prepare_cached(
        "INSERT INTO mark (promise, day, author, tick, device, seq, place, says, standing, recorded, at, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9, ?10, ?11)",
    )?
    .execute(params![
        promise, day, row.author, row.tick, row.device, row.seq, place, says.word(), recorded, at, note
    ])?;
    Ok(())
}

fn said(
    row: &Row,
    says: &str,
    has_note: bool,
    earlier: Option<Earlier>,
) -> Result<(String, i64, Option<String>), LedgerError> {
    let own_note = has_note.then(|| format!("{}.{}", row.device, row.seq));
    Ok(match earlier.filter(|earlier| earlier.says == says) {
        Some(earlier) => (earlier.recorded, earlier.at, own_note.or(earlier.note)),
        None => (row.day.clone(), seconds(&row.at)?, own_note),
    })
}

fn seconds(at: &str) -> Result<i64, LedgerError> {
    chrono::DateTime::parse_from_rfc3339(at)
        .map(|at| at.timestamp())
        .map_err(|_| LedgerError::Damaged(format!("`{at}` is no instant")))
}

/// An event was undone, or an undo of it was: what it touches is made anew.
fn turned(db: &Connection, target: EventId) -> Result<(), LedgerError> {
    let mut row = event_row(db, target)?;
    let mut event = Event::read(&row.kind, &row.body);
    while let Event::Undone(undone) = event {
        row = event_row(db, undone.event)?;
        event = Event::read(&row.kind, &row.body);
    }
    match event {
        Event::Marked(cells) => cells_turned(db, &row, &cells),
        Event::Set(change) => {
            let usual = Settings::default().each().into_iter().find(|setting| setting.key() == change.key);
            db.execute("DELETE FROM setting WHERE key = ?1", [&change.key])?;
            if let Some(usual) = usual {
                set(db, &change.key, &usual.value())?;
            }
            replay(db, &change.key)
        }
        other => match other.about() {
            Some(id) => thing_turned(db, id),
            None => Ok(()),
        },
    }
}

fn thing_turned(db: &Connection, id: ThingId) -> Result<(), LedgerError> {
    let id = id.to_string();
    db.execute("DELETE FROM promise WHERE id = ?1", [&id])?;
    db.execute("DELETE FROM pause WHERE id = ?1", [&id])?;
    replay(db, &id)
}

/// Shows again, in order, what happened to a thing or a setting and was not undone.
fn replay(db: &Connection, about: &str) -> Result<(), LedgerError> {
    let mut find = db.prepare_cached(
        "SELECT device, seq, tick, at, day, author, kind, about, body, seal FROM event
         WHERE about = ?1 AND kind <> 'marked' AND kind <> 'undone' ORDER BY tick, device, seq",
    )?;
    let rows = find.query_map([about], read_row)?.collect::<Result<Vec<_>, _>>()?;
    for row in rows {
        if !is_undone(db, &row.device, row.seq)? {
            apply(db, &row, &Event::read(&row.kind, &row.body), &words_of(db, &row.device, row.seq)?)?;
        }
    }
    Ok(())
}

fn cells_turned(db: &Connection, row: &Row, cells: &[Cell]) -> Result<(), LedgerError> {
    let undone = is_undone(db, &row.device, row.seq)?;
    for (place, Cell(promise, day, says)) in (0_i64..).zip(cells) {
        let (promise, day) = (promise.to_string(), day.to_string());
        db.prepare_cached(
            "DELETE FROM mark WHERE promise = ?1 AND day = ?2 AND author = ?3 AND tick = ?4 AND device = ?5",
        )?
        .execute(params![promise, day, row.author, row.tick, row.device])?;
        if !undone {
            db.prepare_cached(
                "INSERT INTO mark (promise, day, author, tick, device, seq, place, says, standing, recorded, at, note)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, '', 0, NULL)",
            )?
            .execute(params![promise, day, row.author, row.tick, row.device, row.seq, place, says.word()])?;
        }
        cell_in_order(db, &promise, &day, row.author)?;
    }
    Ok(())
}

/// The marks of one cell, made anew from their events: which one stands, and what each keeps of the one
/// before it.
fn cell_in_order(db: &Connection, promise: &str, day: &str, author: i64) -> Result<(), LedgerError> {
    let mut find = db.prepare_cached(
        "SELECT event.device, event.seq, event.tick, event.at, event.day, event.author, event.kind, event.about,
           '', event.seal, mark.says
         FROM mark JOIN event ON event.device = mark.device AND event.seq = mark.seq
         WHERE mark.promise = ?1 AND mark.day = ?2 AND mark.author = ?3 ORDER BY mark.tick, mark.device",
    )?;
    let rows = find
        .query_map(params![promise, day, author], |row| Ok((read_row(row)?, row.get::<_, String>(10)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let latest = rows.len();
    let mut earlier = None;
    for (at_place, (row, says)) in rows.into_iter().enumerate() {
        let (recorded, at, note) = said(&row, &says, row.seal.is_some(), earlier.take())?;
        db.prepare_cached(
            "UPDATE mark SET standing = ?6, recorded = ?7, at = ?8, note = ?9
             WHERE promise = ?1 AND day = ?2 AND author = ?3 AND tick = ?4 AND device = ?5",
        )?
        .execute(params![
            promise,
            day,
            author,
            row.tick,
            row.device,
            at_place + 1 == latest,
            recorded,
            at,
            note
        ])?;
        earlier = Some(Earlier { says, recorded, at, note });
    }
    Ok(())
}

fn event_row(db: &Connection, id: EventId) -> Result<Row, LedgerError> {
    db.prepare_cached(
        "SELECT device, seq, tick, at, day, author, kind, about, body, seal FROM event
         WHERE device = ?1 AND seq = ?2",
    )?
    .query_row(params![id.letter.to_string(), id.number.get()], read_row)
    .optional()?
    .ok_or_else(|| LedgerError::Damaged(format!("there is no event {id}")))
}
