//! An event made visible in the tables. Appending updates them in place; an undo rebuilds what it touches.

mod anew;
mod between;
mod marks;

pub(super) use anew::Anew;
pub(super) use between::{sealed, written_about};
pub(super) use marks::seconds;

use rusqlite::{Connection, OptionalExtension, params};

use self::marks::{Origin, imported_marks};
use super::error::LedgerError;
use super::fold;
use super::rebuild::{is_among, undone};
use super::row::{Row, read_row, words_of};
use crate::domain::EventId;
use crate::domain::event::{Answer, Answered, Cell, Ended, Event, Paused, Promised, WordsOf};
use crate::domain::settings::{Kind, Settings};
use crate::domain::touched::{touched, touched_by_undoing};

/// Shows an event that sorts last.
pub(super) fn appended(
    db: &Connection,
    row: &Row,
    event: &Event,
    words: &WordsOf,
) -> Result<(), LedgerError> {
    match event {
        Event::Undone(undone) => taken_back(db, &[undone.event]),
        Event::Unsaid(_) => everything_but_marks(db),
        event => {
            fold::unfold(db, &touched(event))?;
            apply(db, row, event, words)
        }
    }
}

/// Shows that events were undone, or undos were. Marks are many, so their cells are turned one by one; everything else
/// is little, and is made anew, once.
pub(super) fn taken_back(db: &Connection, targets: &[EventId]) -> Result<(), LedgerError> {
    let mut anew = false;
    for target in targets {
        let (row, event) = undone_in_the_end(db, *target)?;
        fold::unfold(db, &touched_by_undoing(&event))?;
        match &event {
            Event::Marked(cells) => {
                let cell = |(place, Cell(promise, day, says)): (i64, &Cell)| {
                    (place, (*promise, *day, *says), Origin::here(row.seal.is_some()))
                };
                marks::cells_turned(db, &row, (0_i64..).zip(cells).map(cell))?;
            }
            Event::Imported(imported) => marks::cells_turned(db, &row, imported_marks(imported))?,
            _ => anew = true,
        }
    }
    if anew { everything_but_marks(db) } else { Ok(()) }
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
        Event::Answered(answered) => answer(db, answered)?,
        Event::Ended(ended) => end(db, ended)?,
        Event::Marked(cells) => {
            // By the seal, since the words may have been unsaid.
            let note = row.seal.is_some();
            for (place, Cell(promise, day, says)) in (0_i64..).zip(cells) {
                marks::insert_mark(db, &row.seen(), place, (*promise, *day, *says), Origin::here(note))?;
            }
        }
        Event::Imported(imported) => marks::insert_imported(db, row, imported)?,
        Event::Paused(paused) => pause(db, row, paused)?,
        Event::Left(left) => {
            left.ended.iter().try_for_each(|ended| end(db, ended))?;
            left.paused.iter().try_for_each(|paused| pause(db, row, paused))?;
            between::left(db, row, left)?;
        }
        Event::Repaired(repaired) => {
            if let Some(promised) = &repaired.promised {
                insert_promise(db, row, promised, words)?;
            }
            between::repaired(db, row, repaired, words)?;
        }
        Event::Bounded(bounded) => between::bounded(db, row, bounded, words)?,
        Event::Reworded(reworded) => between::reworded(db, reworded, words)?,
        Event::Heard(heard) => between::heard(db, heard)?,
        Event::Thanked(written) => between::written(db, row, "thanks", written, words)?,
        Event::Noted(written) => between::written(db, row, "note", written, words)?,
        Event::Chapter(chapter) => between::chapter(db, row, chapter, words)?,
        Event::CheckinOpened(opened) => between::checkin_opened(db, row, opened)?,
        Event::Set(change) => set(db, &change.key, &change.value)?,
        // What is unsaid is gone from the words already: all that was made of them is made anew. A check-in is
        // sealed until it is opened.
        Event::Unsaid(_) | Event::CheckedIn(_) | Event::Undone(_) | Event::Unknown { .. } => {}
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

fn answer(db: &Connection, answered: &Answered) -> Result<(), LedgerError> {
    let id = answered.id.to_string();
    let on = answered.on.to_string();
    if answered.answer == Answer::Declined {
        db.prepare_cached("UPDATE promise SET state = 'declined' WHERE id = ?1 AND state = 'asked'")?
            .execute([&id])?;
        db.prepare_cached("UPDATE chapter SET state = 'declined' WHERE id = ?1 AND state = 'asked'")?
            .execute([&id])?;
        return Ok(());
    }
    if let Some(terms) = &answered.terms {
        db.prepare_cached(
            "UPDATE promise SET due = ?2, cadence = ?3, times = ?4, avoid = ?5, from_day = ?6, until_day = ?7
             WHERE id = ?1 AND state = 'asked'",
        )?
        .execute(params![
            id,
            terms.due().map(|day| day.to_string()),
            terms.cadence().map(ToString::to_string),
            terms.times(),
            terms.avoid,
            terms.from.to_string(),
            terms.until().map(|day| day.to_string()),
        ])?;
    }
    db.prepare_cached(
        "UPDATE promise SET state = 'given', from_day = max(from_day, ?2) WHERE id = ?1 AND state = 'asked'",
    )?
    .execute(params![id, on])?;
    db.prepare_cached("UPDATE chapter SET state = 'begun', from_day = ?2 WHERE id = ?1 AND state = 'asked'")?
        .execute(params![id, on])?;
    Ok(())
}

fn end(db: &Connection, ended: &Ended) -> Result<(), LedgerError> {
    let (id, on) = (ended.id.to_string(), ended.on.to_string());
    db.prepare_cached("UPDATE promise SET ended_on = ?2, keeps_window = ?3 WHERE id = ?1")?
        .execute(params![id, on, ended.keeps_window])?;
    db.prepare_cached("UPDATE pause SET lifted_on = ?2 WHERE id = ?1")?.execute(params![id, on])?;
    db.prepare_cached("UPDATE boundary SET ended_on = ?2 WHERE id = ?1")?.execute(params![id, on])?;
    db.prepare_cached("UPDATE chapter SET ended_on = ?2 WHERE id = ?1")?.execute(params![id, on])?;
    Ok(())
}

fn pause(db: &Connection, row: &Row, paused: &Paused) -> Result<(), LedgerError> {
    db.prepare_cached(
        "INSERT INTO pause (id, author, promise, from_day, until_day, lifted_on) VALUES (?1, ?2, ?3, ?4, ?5, NULL)",
    )?
    .execute(params![
        paused.id.to_string(),
        row.author,
        paused.promise.map(|id| id.to_string()),
        paused.from.to_string(),
        paused.until.map(|day| day.to_string()),
    ])?;
    Ok(())
}

fn insert_promise(
    db: &Connection,
    row: &Row,
    promised: &Promised,
    words: &WordsOf,
) -> Result<(), LedgerError> {
    let terms = &promised.terms;
    // A successor has the words of the promise before it.
    let before: Option<[Option<String>; 3]> = match promised.replaces {
        None => None,
        Some(before) => db
            .prepare_cached("SELECT name, text, plan FROM promise WHERE id = ?1")?
            .query_row([before.id.to_string()], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))
            .optional()?,
    };
    let [old_name, old_text, old_plan] = before.unwrap_or_default();
    db.prepare_cached(
        "INSERT INTO promise (id, state, name, text, plan, giver, author, due, cadence, times, avoid, from_day,
           until_day, asked_on, ended_on, keeps_window, replaces, replaced_by, given, answers,
           imported)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL, 0, ?16, NULL, ?15, ?17, ?18)",
    )?
    .execute(params![
        promised.id.to_string(),
        if promised.asked_on.is_some() { "asked" } else { "given" },
        words.get("name").or(old_name.as_ref()),
        words.get("text").or(old_text.as_ref()),
        words.get("plan").or(old_plan.as_ref()),
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
        promised.replaces.map(|before| before.id.to_string()),
        promised.answers.map(|id| id.to_string()),
        promised.imported,
    ])?;
    if let Some(before) = promised.replaces {
        db.prepare_cached(
            "UPDATE promise SET ended_on = ?2, keeps_window = ?3, replaced_by = ?4 WHERE id = ?1",
        )?
        .execute(params![
            before.id.to_string(),
            before.on.to_string(),
            before.keeps_window,
            promised.id.to_string()
        ])?;
    }
    Ok(())
}

/// What an undo of that event takes back or brings back: the event, or what it undoes itself.
fn undone_in_the_end(db: &Connection, target: EventId) -> Result<(Row, Event), LedgerError> {
    let mut row = event_row(db, target)?;
    let mut event = Event::read(&row.kind, &row.body);
    while let Event::Undone(undone) = event {
        row = event_row(db, undone.event)?;
        event = Event::read(&row.kind, &row.body);
    }
    Ok((row, event))
}

/// Drops everything but the marks, and shows again, in order, what happened and was not undone.
pub(super) fn everything_but_marks(db: &Connection) -> Result<(), LedgerError> {
    for statement in [
        "DELETE FROM setting",
        "DELETE FROM partner",
        "DELETE FROM promise",
        "DELETE FROM pause",
        "DELETE FROM boundary",
        "DELETE FROM repair",
        "DELETE FROM checkin",
        "DELETE FROM written",
        "DELETE FROM chapter",
        "UPDATE device SET holder = NULL",
    ] {
        db.execute(statement, [])?;
    }
    let undone = undone(db)?;
    let mut find = db.prepare_cached(
        "SELECT device, seq, tick, at, day, author, kind, about, body, seal FROM event
         WHERE kind NOT IN ('marked', 'imported') ORDER BY tick, device, seq",
    )?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        let row = read_row(row)?;
        if !is_among(&undone, &row.device, row.seq) {
            apply(db, &row, &Event::read(&row.kind, &row.body), &words_of(db, &row.device, row.seq)?)?;
        }
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
