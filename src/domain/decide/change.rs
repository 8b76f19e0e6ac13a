//! Changing what was given: revising, rewording, leaving.

use super::Deed;
use super::between::days_of_a_boundary;
use crate::domain::book::{Book, Thing};
use crate::domain::day::Day;
use crate::domain::event::{Ended, Event, Left, Paused, Promised, Replaces, Reworded, WordsOf};
use crate::domain::id::ThingId;
use crate::domain::partner::{Giver, Partner};
use crate::domain::promise::{Promise, Standing, State};
use crate::domain::reckoning::Reckoning;
use crate::domain::rejection::Rejection;
use crate::domain::terms::{TermsWish, When};
use crate::domain::verdict::Verdict;
use crate::domain::window::Window;
use crate::domain::words::{Field, Words};

/// The terms of a promise as a wish: what a revision, or own terms, start from.
pub fn as_wish(promise: &Promise, from: Day) -> TermsWish {
    let every = match &promise.terms.when {
        When::Every { cadence, times, .. } => {
            let times = cadence.has_long_windows().then_some(*times);
            Some(crate::domain::cadence::Every { cadence: cadence.clone(), times })
        }
        When::Whenever | When::Due(_) => None,
    };
    TermsWish {
        due: promise.terms.due(),
        every,
        times: None,
        from,
        until: promise.terms.until(),
        avoid: promise.terms.avoid,
    }
}

/// The first day of a successor: today, or, where the window that holds today still counts, the day after it.
pub fn successor_start(holding: Option<(Window, Verdict)>, today: Day) -> (Day, bool) {
    match holding {
        Some((window, verdict)) if verdict != Verdict::Open => (window.to.map_or(today, Day::next), true),
        _ => (today, false),
    }
}

/// One's own promise ended and its successor started, one event. It takes over the name, the words and the plan.
pub fn revise(
    by: Partner,
    id: ThingId,
    promise: &Promise,
    state: State,
    keeps_window: bool,
    wish: TermsWish,
    reckoning: &Reckoning,
) -> Result<Deed, Rejection> {
    let label = promise.label();
    mine(by, promise)?;
    match state {
        State::Active => {}
        State::Asked => return Err(Rejection::OnlyAsked { label }),
        over => return Err(Rejection::OverAlready { label, state: over.word() }),
    }
    let terms = wish.check(reckoning.weeks)?;
    if terms.when == promise.terms.when && terms.avoid == promise.terms.avoid {
        return Err(Rejection::NothingToRevise { label });
    }
    let replaces = Replaces { id: promise.id, on: reckoning.today, keeps_window };
    let promised = Promised {
        id,
        giver: promise.giver,
        terms,
        asked_on: None,
        replaces: Some(replaces),
        answers: promise.answers,
        imported: None,
        with: None,
    };
    // Its words are those of the promise before: they lie in one place, so that unsaying them there unsays them here.
    Ok(Deed::plain(Event::Promised(promised)))
}

/// What a rewording changes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rewording {
    /// Of a promise its text, of a boundary its need.
    pub text: Option<String>,
    /// Of a boundary: what its owner will do.
    pub will: Option<String>,
    /// Of a boundary: when the other was told.
    pub told: Option<Day>,
    /// Of a boundary: when to look at it again.
    pub review: Option<Day>,
}

/// Words changed, of one's own promise its text alone; of one's own boundary also its days.
pub fn reword(
    book: &Book,
    by: Partner,
    thing: Thing<'_>,
    wish: &Rewording,
    today: Day,
) -> Result<Deed, Rejection> {
    let (id, field) = match thing {
        Thing::Promise(promise) => {
            may_reword(book, by, promise)?;
            if wish.will.is_some() || wish.told.is_some() || wish.review.is_some() {
                return Err(Rejection::NotABoundary { label: promise.label() });
            }
            (promise.id, Field::Promise)
        }
        Thing::Boundary(boundary) if boundary.by == by => {
            if boundary.ended_on.is_some() {
                return Err(Rejection::OverAlready { label: boundary.label(), state: "ended" });
            }
            days_of_a_boundary(boundary.since, wish.told, wish.review, today)?;
            (boundary.id, Field::Note)
        }
        Thing::Boundary(boundary) => {
            return Err(Rejection::NotYours { label: boundary.label(), whose: book.name(boundary.by) });
        }
        Thing::Pause(_) | Thing::Repair(_) | Thing::Chapter(_) => {
            return Err(Rejection::NotAPromise { id: thing.id() });
        }
    };
    let mut words = WordsOf::new();
    for (key, text, field) in [("text", &wish.text, field), ("will", &wish.will, Field::Note)] {
        if let Some(text) = text {
            words.insert(key.to_owned(), Words::new(text, field)?.as_str().to_owned());
        }
    }
    if words.is_empty() && wish.told.is_none() && wish.review.is_none() {
        return Err(Rejection::NothingToRevise { label: book.label(id) });
    }
    Ok(Deed { event: Event::Reworded(Reworded { id, told: wish.told, review: wish.review }), words })
}

/// One's own promise that stands; of what is only asked, the words are theirs who ask.
fn may_reword(book: &Book, by: Partner, promise: &Promise) -> Result<(), Rejection> {
    let label = promise.label();
    match promise.standing {
        Standing::Asked { by: asker, .. } if asker == by => Ok(()),
        Standing::Asked { by: asker, .. } => Err(Rejection::NotYours { label, whose: book.name(asker) }),
        Standing::Declined { .. } => Err(Rejection::OverAlready { label, state: "declined" }),
        Standing::Given if promise.ending.is_some() => Err(Rejection::OverAlready { label, state: "ended" }),
        Standing::Given => mine(by, promise),
    }
}

fn mine(by: Partner, promise: &Promise) -> Result<(), Rejection> {
    match promise.giver {
        Giver::One(giver) if giver == by => Ok(()),
        Giver::One(_) => Err(Rejection::NotYours { label: promise.label(), whose: "the giver".to_owned() }),
        Giver::Both => Err(Rejection::Joint { label: promise.label() }),
    }
}

/// A partner leaves, alone and at once: their promises end, joint ones rest. `active` are the active promises, each
/// with whether the window that holds today counts; `ids` gives the pauses theirs.
pub fn leave(
    by: Partner,
    active: &[(&Promise, bool)],
    mut ids: impl FnMut() -> ThingId,
    reckoning: &Reckoning,
) -> Deed {
    let on = reckoning.today;
    let own = active.iter().filter(|(promise, _)| promise.giver == Giver::One(by));
    let joint = active.iter().filter(|(promise, _)| promise.giver == Giver::Both);
    let left = Left {
        on,
        ended: own
            .map(|(promise, keeps_window)| Ended { id: promise.id, on, keeps_window: *keeps_window })
            .collect(),
        paused: joint
            .map(|(promise, _)| Paused { id: ids(), promise: Some(promise.id), from: on, until: None })
            .collect(),
    };
    Deed::plain(Event::Left(left))
}
