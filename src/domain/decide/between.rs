//! What is between the two: boundaries, repairs, check-ins, thanks, chapters.

use super::Deed;
use super::give::not_left;
use crate::domain::book::Book;
use crate::domain::chapter::ChapterStanding;
use crate::domain::checkin::Answers;
use crate::domain::day::Day;
use crate::domain::event::{
    Bounded, Chapter, CheckedIn, CheckinOpened, Ended, Event, Heard, Hearing, Promised, Repaired, Stage,
    WordsOf, Written,
};
use crate::domain::id::ThingId;
use crate::domain::partner::{Giver, Partner};
use crate::domain::promise::{Promise, State};
use crate::domain::reckoning::Reckoning;
use crate::domain::rejection::Rejection;
use crate::domain::repair::Repair;
use crate::domain::settings::Kind;
use crate::domain::words::{Field, Name, Words};

/// A boundary as its owner wishes it.
#[derive(Clone, Debug)]
pub struct BoundaryWish {
    /// What I need.
    pub need: String,
    /// What I will do if it is crossed.
    pub will: String,
    /// The name, if it gets one.
    pub name: Option<Name>,
    /// Since when, when told, when to look at it again.
    pub days: (Day, Option<Day>, Option<Day>),
    /// The live thing that has the name already.
    pub name_held_by: Option<ThingId>,
}

/// A boundary set.
pub fn boundary(id: ThingId, wish: &BoundaryWish, today: Day) -> Result<Deed, Rejection> {
    let mut words = WordsOf::new();
    put(&mut words, "need", Some(&wish.need))?;
    put(&mut words, "will", Some(&wish.will))?;
    if let Some(name) = &wish.name {
        if let Some(holder) = wish.name_held_by {
            return Err(Rejection::NameTaken { name: name.to_string(), by: holder });
        }
        words.insert("name".to_owned(), name.to_string());
    }
    let (since, told, review) = wish.days;
    days_of_a_boundary(since, told, review, today)?;
    Ok(Deed { event: Event::Bounded(Bounded { id, since, told, review }), words })
}

/// Nobody has been told on a day to come, and what holds since a day is looked at again after it.
pub(super) fn days_of_a_boundary(
    since: Day,
    told: Option<Day>,
    review: Option<Day>,
    today: Day,
) -> Result<(), Rejection> {
    if let Some(told) = told.filter(|told| *told > today) {
        return Err(Rejection::ToldAhead { told });
    }
    match review.filter(|review| *review < since) {
        Some(review) => Err(Rejection::ReviewBeforeStart { since, review }),
        None => Ok(()),
    }
}

/// A boundary ended by its owner.
pub fn end_boundary(book: &Book, by: Partner, id: ThingId, reckoning: &Reckoning) -> Result<Deed, Rejection> {
    let Some(boundary) = book.boundary(id) else {
        return Err(Rejection::NoSuchThing { text: id.to_string(), near: Vec::new() });
    };
    let label = boundary.label();
    if boundary.by != by {
        return Err(Rejection::NotYours { label, whose: book.name(boundary.by) });
    }
    if boundary.ended_on.is_some() {
        return Err(Rejection::OverAlready { label, state: "ended" });
    }
    Ok(Deed::plain(Event::Ended(Ended { id, on: reckoning.today, keeps_window: false })))
}

/// The parts of a repair as somebody wishes to say them.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// What I did.
    pub did: Option<String>,
    /// What it did to you.
    pub impact: Option<String>,
    /// What I do to make it good.
    pub amends: Option<String>,
    /// What changes: a promise that is there.
    pub adjustment: Option<ThingId>,
    /// What changes: a promise given with it, and its words.
    pub promised: Option<(Promised, WordsOf)>,
}

/// A repair begun, or parts added to one; of a breach that was never a promise, `on` may be the day of the breach.
pub fn repair(
    book: &Book,
    by: Partner,
    id: ThingId,
    begins: bool,
    of: Option<(ThingId, Day)>,
    parts: Parts,
    on: Day,
) -> Result<Deed, Rejection> {
    if let Some(repair) = book.repair(id)
        && repair.by != by
    {
        return Err(Rejection::NotYours { label: id.to_string(), whose: book.name(repair.by) });
    }
    let mut words = WordsOf::new();
    put(&mut words, "did", parts.did.as_deref())?;
    put(&mut words, "impact", parts.impact.as_deref())?;
    put(&mut words, "amends", parts.amends.as_deref())?;
    let (promised, promised_words) = parts.promised.unzip();
    if words.is_empty() && parts.adjustment.is_none() && promised.is_none() {
        return Err(Rejection::NoParts);
    }
    words.extend(promised_words.into_iter().flatten());
    let owns_up = words.contains_key("did");
    let repaired = Repaired { id, begins, on, of, owns_up, adjustment: parts.adjustment, promised };
    Ok(Deed { event: Event::Repaired(Box::new(repaired)), words })
}

/// Whether a promise can be what changes: an active one of the one who repairs, or a joint one.
pub fn adjustment(by: Partner, promise: &Promise, state: State) -> Result<ThingId, Rejection> {
    let own = promise.giver == Giver::Both || promise.giver == Giver::One(by);
    if own && matches!(state, State::Active) {
        Ok(promise.id)
    } else {
        Err(Rejection::NotAnAdjustment { label: promise.label() })
    }
}

/// Where the hurt partner is with a repair.
pub fn heard(by: Partner, repair: &Repair, says: Hearing) -> Result<Option<Deed>, Rejection> {
    if repair.by == by {
        return Err(Rejection::OwnRepair { label: repair.id.to_string() });
    }
    let changes = repair.heard != Some(says);
    Ok(changes.then(|| Deed::plain(Event::Heard(Heard { id: repair.id, says }))))
}

/// A check-in for a week that is not open yet.
pub fn check_in(
    book: &Book,
    by: Partner,
    week: Day,
    answers: &Answers,
    show: bool,
) -> Result<Deed, Rejection> {
    if book.kind == Kind::Shared {
        not_left(book, by.other())?;
    }
    if book.kind == Kind::Shared && book.is_open(week) {
        return Err(Rejection::CheckinIsOpen { week });
    }
    Ok(Deed { event: Event::CheckedIn(CheckedIn { week, show }), words: answers.to_words() })
}

/// In one's own ledger there is nobody to wait for.
pub fn open_own_checkin(week: Day) -> Deed {
    Deed::plain(Event::CheckinOpened(CheckinOpened { week }))
}

/// A week's check-ins opened, once both have answered and each said yes to showing: what each last said about it.
pub fn open_checkin(week: Day, said: [Option<bool>; 2]) -> Option<Deed> {
    (said == [Some(true), Some(true)]).then(|| Deed::plain(Event::CheckinOpened(CheckinOpened { week })))
}

/// A thank-you.
pub fn thank(id: ThingId, text: &str, today: Day) -> Result<Deed, Rejection> {
    Ok(Deed { event: Event::Thanked(Written { id, on: today }), words: text_of(text)? })
}

/// A note in the journal of one's own ledger.
pub fn note(book: &Book, id: ThingId, text: &str, today: Day) -> Result<Deed, Rejection> {
    match book.kind {
        Kind::Own => Ok(Deed { event: Event::Noted(Written { id, on: today }), words: text_of(text)? }),
        Kind::Shared => Err(Rejection::OwnLedgerOnly { what: "notes" }),
    }
}

fn text_of(text: &str) -> Result<WordsOf, Rejection> {
    let mut words = WordsOf::new();
    put(&mut words, "text", Some(text))?;
    Ok(words)
}

/// A chapter asked for; in one's own ledger, begun.
pub fn chapter(
    book: &Book,
    by: Partner,
    id: ThingId,
    (name, hope, stage): (&str, Option<&str>, Option<Stage>),
    today: Day,
) -> Result<Deed, Rejection> {
    if book.kind == Kind::Shared {
        not_left(book, by.other())?;
        if let Some(asked) = book.chapters.iter().find(|chapter| chapter.is_asked(today)) {
            return Err(Rejection::ChapterAsked { label: asked.label() });
        }
    }
    let mut words = WordsOf::new();
    put(&mut words, "name", Some(name))?;
    put(&mut words, "hope", hope)?;
    Ok(Deed { event: Event::Chapter(Chapter { id, on: today, stage }), words })
}

fn put(words: &mut WordsOf, key: &str, text: Option<&str>) -> Result<(), Rejection> {
    if let Some(text) = text {
        let what = match key {
            "need" => "need",
            "will" => "what you will do",
            "did" => "what you did",
            "impact" => "what it did to the other",
            "amends" => "what you do to make it good",
            "hope" => "hope",
            "name" => "name of the chapter",
            _ => "text",
        };
        let text = Words::new(text, Field::Note).map_err(|rejection| rejection.about(what))?;
        words.insert(key.to_owned(), text.as_str().to_owned());
    }
    Ok(())
}

/// A chapter ended, by either: counts are over everything again.
pub fn end_chapter(book: &Book, id: ThingId, reckoning: &Reckoning) -> Result<Deed, Rejection> {
    let Some(chapter) = book.chapter(id) else {
        return Err(Rejection::NoSuchThing { text: id.to_string(), near: Vec::new() });
    };
    let label = chapter.label();
    match chapter.standing {
        ChapterStanding::Asked(_) => return Err(Rejection::OnlyAsked { label }),
        ChapterStanding::Declined => return Err(Rejection::OverAlready { label, state: "declined" }),
        ChapterStanding::Begun(_) if chapter.ended_on.is_some() => {
            return Err(Rejection::OverAlready { label, state: "ended" });
        }
        ChapterStanding::Begun(_) => {}
    }
    Ok(Deed::plain(Event::Ended(Ended { id, on: reckoning.today, keeps_window: false })))
}
