//! What is between the two, in its tables: boundaries, repairs, check-ins, thanks, notes, chapters, leaving.

use rusqlite::{Connection, params};

use crate::domain::checkin::Answers;
use crate::domain::event::{
    Bounded, Chapter, CheckinOpened, Event, Heard, Hearing, Left, Repaired, Reworded, WordsOf, Written,
};
use crate::domain::{Day, EventId, Partner};
use crate::ledger::error::LedgerError;
use crate::ledger::row::{Row, is_undone, words_of};

pub(super) fn left(db: &Connection, row: &Row, left: &Left) -> Result<(), LedgerError> {
    db.prepare_cached("UPDATE partner SET left_on = ?2 WHERE n = ?1")?
        .execute(params![row.author, left.on.to_string()])?;
    Ok(())
}

pub(super) fn bounded(
    db: &Connection,
    row: &Row,
    bounded: &Bounded,
    words: &WordsOf,
) -> Result<(), LedgerError> {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    db.prepare_cached(
        "INSERT INTO boundary (id, author, name, need, will, since, told, review, ended_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL)",
    )?
    .execute(params![
        bounded.id.to_string(),
        row.author,
        words.get("name"),
        words.get("need"),
        words.get("will"),
        bounded.since.to_string(),
        day(bounded.told),
        day(bounded.review),
    ])?;
    Ok(())
}

/// Of a promise its text and its plan, of a boundary its need and what its owner will do; what is not said stays.
pub(super) fn reworded(db: &Connection, reworded: &Reworded, words: &WordsOf) -> Result<(), LedgerError> {
    let id = reworded.id.to_string();
    db.prepare_cached(
        "UPDATE promise SET text = coalesce(?2, text), plan = coalesce(?3, plan) WHERE id = ?1",
    )?
    .execute(params![id, words.get("text"), words.get("plan")])?;
    db.prepare_cached(
        "UPDATE boundary SET need = coalesce(?2, need), will = coalesce(?3, will), told = coalesce(?4, told),
           review = coalesce(?5, review)
         WHERE id = ?1",
    )?
    .execute(params![
        id,
        words.get("text"),
        words.get("will"),
        reworded.told.map(|day| day.to_string()),
        reworded.review.map(|day| day.to_string()),
    ])?;
    Ok(())
}

pub(super) fn repaired(
    db: &Connection,
    row: &Row,
    repaired: &Repaired,
    words: &WordsOf,
) -> Result<(), LedgerError> {
    let id = repaired.id.to_string();
    if repaired.begins {
        db.prepare_cached(
            "INSERT INTO repair (id, author, on_day, promise, window_day, did, impact, amends, adjustment, heard)
             VALUES (?1, ?2, ?3, ?4, ?5, NULL, NULL, NULL, NULL, NULL)",
        )?
        .execute(params![
            id,
            row.author,
            repaired.on.to_string(),
            repaired.of.map(|of| of.0.to_string()),
            repaired.of.map(|of| of.1.to_string()),
        ])?;
    }
    let promised = repaired.promised.as_ref().map(|promised| promised.id);
    db.prepare_cached(
        "UPDATE repair SET did = coalesce(?2, ?6, did), impact = coalesce(?3, impact), amends = coalesce(?4, amends),
           adjustment = coalesce(?5, adjustment)
         WHERE id = ?1",
    )?
    .execute(params![
        id,
        words.get("did"),
        words.get("impact"),
        words.get("amends"),
        repaired.adjustment.or(promised).map(|id| id.to_string()),
        // Said, and unsaid since: it counts on without its words.
        repaired.owns_up.then_some(""),
    ])?;
    Ok(())
}

pub(super) fn heard(db: &Connection, heard: &Heard) -> Result<(), LedgerError> {
    let says = match heard.says {
        Hearing::Heard => "heard",
        Hearing::NotYet => "not_yet",
    };
    db.prepare_cached("UPDATE repair SET heard = ?2 WHERE id = ?1")?
        .execute(params![heard.id.to_string(), says])?;
    Ok(())
}

pub(super) fn written(
    db: &Connection,
    row: &Row,
    kind: &str,
    written: &Written,
    words: &WordsOf,
) -> Result<(), LedgerError> {
    db.prepare_cached("INSERT INTO written (id, kind, author, day, text) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            written.id.to_string(),
            kind,
            row.author,
            written.on.to_string(),
            words.get("text")
        ])?;
    Ok(())
}

/// In one's own ledger there is nobody to ask: it has begun.
pub(super) fn chapter(
    db: &Connection,
    row: &Row,
    chapter: &Chapter,
    words: &WordsOf,
) -> Result<(), LedgerError> {
    db.prepare_cached(
        "INSERT INTO chapter (id, author, state, from_day, name, hope, stage, ended_on)
         SELECT ?1, ?2, CASE WHEN value = 'own' THEN 'begun' ELSE 'asked' END, ?3, ?4, ?5, ?6, NULL
         FROM setting WHERE key = 'kind'",
    )?
    .execute(params![
        chapter.id.to_string(),
        row.author,
        chapter.on.to_string(),
        words.get("name"),
        words.get("hope"),
        chapter.stage.map(crate::domain::event::Stage::word),
    ])?;
    Ok(())
}

/// What both answered for the week, up to here, becomes visible.
pub(super) fn checkin_opened(db: &Connection, row: &Row, opened: &CheckinOpened) -> Result<(), LedgerError> {
    let partners: usize =
        db.prepare_cached("SELECT count(*) FROM partner")?.query_row([], |row| row.get::<_, u8>(0))?.into();
    for partner in Partner::BOTH.into_iter().take(partners) {
        // In one's own ledger a week is opened with every check-in.
        db.prepare_cached("DELETE FROM checkin WHERE week = ?1 AND author = ?2")?
            .execute(params![opened.week.to_string(), partner.number()])?;
        let answers = sealed(db, opened.week, partner, row.tick)?.0;
        let [predict, rely, safe] = answers.items;
        let text = |words: &Option<crate::domain::words::Words>| {
            words.as_ref().map(|words| words.as_str().to_owned())
        };
        db.prepare_cached(
            "INSERT INTO checkin (week, author, predict, rely, safe, feeling, need, text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            opened.week.to_string(),
            partner.number(),
            predict,
            rely,
            safe,
            text(&answers.feeling),
            text(&answers.need),
            text(&answers.text),
        ])?;
    }
    Ok(())
}

/// What one partner answered for a week up to a tick, later answers laid over earlier ones; whether they answered at
/// all; and whether they said yes to showing it, by what they said last.
pub(crate) fn sealed(
    db: &Connection,
    week: Day,
    by: Partner,
    up_to: i64,
) -> Result<(Answers, Option<bool>), LedgerError> {
    let mut find = db.prepare_cached(
        "SELECT device, seq, body FROM event
         WHERE about = ?1 AND kind = 'checked_in' AND kind <> 'marked' AND author = ?2 AND tick <= ?3
         ORDER BY tick, device, seq",
    )?;
    let mut rows = find.query(params![week.to_string(), by.number(), up_to])?;
    let (mut answers, mut show) = (Answers::default(), None);
    while let Some(row) = rows.next()? {
        let (device, seq, body): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if is_undone(db, &device, seq)? {
            continue;
        }
        answers = answers.then(Answers::from_words(&words_of(db, &device, seq)?));
        if let Event::CheckedIn(checked_in) = Event::read("checked_in", &body) {
            show = Some(checked_in.show);
        }
    }
    // Who has unsaid all of it has not answered: nobody is shown the other's for nothing.
    let answered = !answers.is_empty();
    Ok((answers, show.filter(|_| answered)))
}

/// The events in which a partner wrote words about a thing, oldest first.
pub(crate) fn written_about(db: &Connection, about: &str, by: Partner) -> Result<Vec<EventId>, LedgerError> {
    let mut find = db.prepare_cached(
        "SELECT event.device || '.' || event.seq FROM event JOIN words USING (device, seq)
         WHERE about = ?1 AND kind NOT IN ('marked', 'imported') AND kind <> 'marked' AND author = ?2
         ORDER BY tick",
    )?;
    let ids = find.query_map(params![about, by.number()], |row| row.get::<_, String>(0))?;
    ids.map(|id| id?.parse().map_err(|_| LedgerError::Damaged("an event's id".to_owned()))).collect()
}
