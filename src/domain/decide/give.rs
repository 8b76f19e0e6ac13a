//! Giving, asking, answering, ending, pausing, setting.

use super::Deed;
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::event::{Answer, Answered, Ended, Event, Paused, Promised, Set, WordsOf};
use crate::domain::id::ThingId;
use crate::domain::partner::{Giver, Partner};
use crate::domain::promise::{Promise, Standing, State};
use crate::domain::reckoning::Reckoning;
use crate::domain::rejection::Rejection;
use crate::domain::settings::{Kind, Setting};
use crate::domain::terms::TermsWish;
use crate::domain::verdict::Verdict;
use crate::domain::words::{Field, Name, Words};

/// Whose word a promise is to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whose {
    /// The one's who says it: it is given.
    Mine,
    /// Both partners': the other is asked.
    Both,
    /// The other's: they are asked, and may say no.
    Theirs,
}

/// A promise as somebody wishes to give it.
#[derive(Clone, Debug)]
pub struct PromiseWish {
    /// What is promised.
    pub text: String,
    /// The plan, if there is one.
    pub plan: Option<String>,
    /// The name, if it gets one.
    pub name: Option<Name>,
    /// Whose word it is to be.
    pub whose: Whose,
    /// The boundary that it answers.
    pub answers: Option<ThingId>,
    /// When.
    pub terms: TermsWish,
    /// The live promise that has the name already.
    pub name_held_by: Option<ThingId>,
}

/// A promise given, or, where it is to be a joint one, asked.
pub fn promise(
    book: &Book,
    by: Partner,
    id: ThingId,
    wish: PromiseWish,
    reckoning: &Reckoning,
) -> Result<Deed, Rejection> {
    if wish.whose != Whose::Mine {
        if book.kind == Kind::Own {
            return Err(Rejection::OwnHasOnePartner);
        }
        not_left(book, by.other())?;
    }
    let terms = wish.terms.check(reckoning.weeks)?;
    let mut words = WordsOf::new();
    words.insert("text".to_owned(), Words::new(&wish.text, Field::Promise)?.as_str().to_owned());
    if let Some(plan) = &wish.plan {
        words.insert("plan".to_owned(), Words::new(plan, Field::Plan)?.as_str().to_owned());
    }
    if let Some(name) = &wish.name {
        if let Some(holder) = wish.name_held_by {
            return Err(Rejection::NameTaken { name: name.to_string(), by: holder });
        }
        words.insert("name".to_owned(), name.to_string());
    }
    let (giver, asked_on) = match wish.whose {
        Whose::Mine => (Giver::One(by), None),
        Whose::Both => (Giver::Both, Some(reckoning.today)),
        Whose::Theirs => (Giver::One(by.other()), Some(reckoning.today)),
    };
    Ok(Deed {
        event: Event::Promised(Promised {
            id,
            giver,
            terms,
            asked_on,
            replaces: None,
            answers: wish.answers,
            imported: None,
            with: None,
        }),
        words,
    })
}

/// What was asked of this partner, answered. It counts from today, or from its later start.
pub fn answer(
    book: &Book,
    by: Partner,
    promise: &Promise,
    answer: Answer,
    own_terms: Option<TermsWish>,
    reckoning: &Reckoning,
) -> Result<Deed, Rejection> {
    let label = promise.label();
    if own_terms.is_some() && promise.giver == Giver::Both {
        return Err(Rejection::Joint { label });
    }
    match (promise.standing, promise.state(reckoning, None)) {
        (Standing::Asked { by: asker, .. }, State::Asked) if asker == by => {
            return Err(Rejection::AskedByYou { label, other: book.name(by.other()) });
        }
        (Standing::Asked { .. }, State::Asked) => {}
        (Standing::Given, _) => return Err(Rejection::NotAsked { label, state: "given" }),
        (_, state) => return Err(Rejection::NotAsked { label, state: state.word() }),
    }
    let today = reckoning.today;
    let own_terms = own_terms.map(|wish| wish.check(reckoning.weeks)).transpose()?;
    if answer == Answer::Accepted {
        not_left(book, by.other())?;
        let terms = own_terms.as_ref().unwrap_or(&promise.terms);
        if let Some(last) = terms.last_day()
            && last < today
        {
            return Err(Rejection::PastItsLastDay { label, last });
        }
        let terms = terms.starting(terms.from.max(today));
        if terms.windows(reckoning.weeks, terms.from).next().is_none() {
            return Err(Rejection::NothingLeftToKeep { label });
        }
    }
    Ok(Deed::plain(Event::Answered(Answered { id: promise.id, answer, on: today, terms: own_terms })))
}

/// A promise ended, by who gave it or by the other, who lets them off. `holding` is the verdict on the
/// window that holds today, by what is recorded now.
pub fn end(
    promise: &Promise,
    state: State,
    holding: Option<Verdict>,
    reckoning: &Reckoning,
) -> Result<Deed, Rejection> {
    let label = promise.label();
    match state {
        State::Active => {}
        State::Asked => return Err(Rejection::OnlyAsked { label }),
        over => return Err(Rejection::OverAlready { label, state: over.word() }),
    }
    let keeps_window = holding.is_some_and(|verdict| verdict != Verdict::Open);
    Ok(Deed::plain(Event::Ended(Ended { id: promise.id, on: reckoning.today, keeps_window })))
}

/// A pause as somebody wishes it.
#[derive(Clone, Copy, Debug)]
pub struct PauseWish {
    /// The first paused day.
    pub from: Day,
    /// The last, if it has one.
    pub until: Option<Day>,
}

/// One's own promise paused, a joint one, or everything; from today or later.
pub fn pause(
    by: Partner,
    id: ThingId,
    promise: Option<(&Promise, State)>,
    wish: PauseWish,
    reckoning: &Reckoning,
) -> Result<Deed, Rejection> {
    if let Some((promise, state)) = promise {
        let label = promise.label();
        if !promise.giver.includes(by) {
            return Err(Rejection::NotYoursToPause { label });
        }
        match state {
            State::Active => {}
            State::Asked => return Err(Rejection::NotCounting { label, state: "asked" }),
            over => return Err(Rejection::OverAlready { label, state: over.word() }),
        }
    }
    let PauseWish { from, until } = wish;
    if from < reckoning.today {
        return Err(Rejection::PauseInThePast { from });
    }
    if let Some(until) = until
        && until < from
    {
        return Err(Rejection::PauseEndsBeforeStart { from, until });
    }
    Ok(Deed::plain(Event::Paused(Paused {
        id,
        promise: promise.map(|(promise, _)| promise.id),
        from,
        until,
    })))
}

/// A pause lifted: the day of lifting is no longer paused. Whoever could have paused can lift it.
pub fn lift(book: &Book, by: Partner, id: ThingId, reckoning: &Reckoning) -> Result<Deed, Rejection> {
    let not_found = || Rejection::NoSuchThing { text: id.to_string(), near: Vec::new() };
    let pause = book.pause(id).ok_or_else(not_found)?;
    if let Some(promise) = pause.promise.and_then(|promise| book.promise(promise))
        && !promise.giver.includes(by)
    {
        return Err(Rejection::NotYoursToEnd { label: format!("the pause {id}") });
    }
    let today = reckoning.today;
    if pause.lifted_on.is_some() || pause.until.is_some_and(|until| until < today) {
        return Err(Rejection::PauseOver { id });
    }
    Ok(Deed::plain(Event::Ended(Ended { id, on: today, keeps_window: false })))
}

/// A setting changed; nothing, where it has that value already.
/// `ever_promised`: whether any promise was ever recorded here, one that was taken back too, since it may come back.
pub fn set(book: &Book, setting: Setting, ever_promised: bool) -> Result<Option<Deed>, Rejection> {
    if book.settings.with(setting) == book.settings {
        return Ok(None);
    }
    if matches!(setting, Setting::WeekStarts(_)) && ever_promised {
        return Err(Rejection::WeekStartsIsFixed);
    }
    let set = Set { key: setting.key().to_owned(), value: setting.value() };
    Ok(Some(Deed::plain(Event::Set(set))))
}

/// Refused once that partner has left: nobody is there to answer.
pub fn not_left(book: &Book, partner: Partner) -> Result<(), Rejection> {
    match book.left_on(partner) {
        Some(_) => Err(Rejection::HasLeft { name: book.name(partner) }),
        None => Ok(()),
    }
}

/// A chapter that was asked of this partner, answered. It counts from today.
pub fn answer_chapter(
    book: &Book,
    by: Partner,
    id: ThingId,
    answer: Answer,
    reckoning: &Reckoning,
) -> Result<Deed, Rejection> {
    let not_found = || Rejection::NoSuchThing { text: id.to_string(), near: Vec::new() };
    let chapter = book.chapter(id).ok_or_else(not_found)?;
    let label = chapter.label();
    if !chapter.is_asked(reckoning.today) {
        return Err(Rejection::NotAsked { label, state: "answered, or lapsed" });
    }
    if chapter.by == by {
        return Err(Rejection::AskedByYou { label, other: book.name(by.other()) });
    }
    if answer == Answer::Accepted {
        not_left(book, by.other())?;
    }
    Ok(Deed::plain(Event::Answered(Answered { id, answer, on: reckoning.today, terms: None })))
}
