//! Changing what was given: revising, rewording, leaving.

use super::Deed;
use crate::domain::book::{Book, Thing};
use crate::domain::day::Day;
use crate::domain::event::{Ended, Event, Left, Paused, Promised, Replaces, Reworded, WordsOf};
use crate::domain::id::ThingId;
use crate::domain::partner::{Giver, Partner};
use crate::domain::promise::{Promise, State};
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
    };
    // Its words are those of the promise before: they lie in one place, so that unsaying them there unsays them here.
    Ok(Deed::plain(Event::Promised(promised)))
}

/// Words changed, and nothing else: of one's own promise its text, of one's own boundary its need, or what one will do.
pub fn reword(
    book: &Book,
    by: Partner,
    thing: Thing<'_>,
    wording: Option<&str>,
    will: Option<&str>,
) -> Result<Deed, Rejection> {
    let (id, field) = match thing {
        Thing::Promise(promise) => {
            mine(by, promise)?;
            (promise.id, Field::Promise)
        }
        Thing::Boundary(boundary) if boundary.by == by => (boundary.id, Field::Note),
        Thing::Boundary(boundary) => {
            return Err(Rejection::NotYours { label: boundary.label(), whose: book.name(boundary.by) });
        }
        Thing::Pause(pause) => return Err(Rejection::NotAPromise { id: pause.id }),
        Thing::Repair(repair) => return Err(Rejection::NotAPromise { id: repair.id }),
        Thing::Chapter(chapter) => return Err(Rejection::NotAPromise { id: chapter.id }),
    };
    let mut words = WordsOf::new();
    if let Some(wording) = wording {
        words.insert("text".to_owned(), Words::new(wording, field)?.as_str().to_owned());
    }
    if let Some(will) = will {
        words.insert("will".to_owned(), Words::new(will, Field::Note)?.as_str().to_owned());
    }
    if words.is_empty() {
        return Err(Rejection::NothingToRevise { label: book.label(id) });
    }
    Ok(Deed { event: Event::Reworded(Reworded { id }), words })
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
