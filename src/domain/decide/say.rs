//! Saying what became of a window. First the aim: which date, in which window. Then whether it changes
//! anything.

use crate::domain::book::Book;
use crate::domain::boundary::Boundary;
use crate::domain::day::{Day, Span};
use crate::domain::id::Letter;
use crate::domain::judge::{Judge, Judged};
use crate::domain::mark::{Beside, Mark, Order, Says};
use crate::domain::partner::Partner;
use crate::domain::promise::Standing;
use crate::domain::rejection::{Near, Rejection};
use crate::domain::verdict::Verdict;
use crate::domain::window::Window;
use crate::domain::words::Words;

/// A wish to mark.
#[derive(Clone, Debug)]
pub struct MarkWish {
    /// Who says it.
    pub by: Partner,
    /// What it says.
    pub says: Says,
    /// The date, where one was said.
    pub on: Option<Day>,
    /// The note, where there is one.
    pub note: Option<Words>,
}

/// What came of a wish to mark.
#[derive(Clone, PartialEq, Debug)]
pub struct Marked {
    /// The date that it is about.
    pub on: Day,
    /// Whether it changes the date's word, its note, or the view; if not, it is not recorded.
    pub changes: bool,
    /// The window with it.
    pub judged: Judged,
}

/// The dates of the marks that deciding this wish needs to know: those on the windows it may mean.
pub fn concerns(judge: &Judge<'_>, on: Option<Day>) -> Option<Span> {
    let today = judge.reckoning.today;
    let days = match on {
        Some(day) => vec![due_window(judge, day), window_on(judge, day)],
        None => vec![
            due_window(judge, today),
            window_on(judge, today),
            window_on(judge, today.previous()),
            judge.promise.windows(judge.reckoning, today).next(),
        ],
    };
    let reached = days.into_iter().flatten().map(|window| judge.reach(&window));
    reached.reduce(|sum, one| Span::new(sum.from.min(one.from), sum.to.max(one.to)))
}

/// One mark decided. `marks` are the standing ones of both partners on the dates that it [`concerns`].
pub fn mark(judge: &Judge<'_>, wish: &MarkWish, marks: &[Mark]) -> Result<Marked, Rejection> {
    let (on, window) = aim(judge, wish, marks)?;
    let reach = judge.reach(&window);
    let on_window: Vec<Mark> = marks.iter().filter(|mark| reach.holds(mark.on)).cloned().collect();
    // What it replaces, and how the window would stand with it, said last.
    let is_cell = |mark: &&Mark| mark.by == wish.by && mark.on == on;
    let before = on_window.iter().find(is_cell);
    let repeats = before.filter(|mark| mark.says == wish.says);
    let new = Mark {
        by: wish.by,
        on,
        says: wish.says,
        order: said_last(on),
        recorded_on: repeats.map_or(judge.reckoning.today, |mark| mark.recorded_on),
        beside: Some(Box::new(Beside {
            recorded_at: repeats.and_then(|mark| mark.beside.as_ref()).map_or(0, |beside| beside.recorded_at),
            note: wish.note.as_ref().or_else(|| repeats.and_then(Mark::note)).cloned(),
            imported: false,
        })),
    };
    let mut with_it: Vec<Mark> = on_window.iter().filter(|mark| !is_cell(mark)).cloned().collect();
    let same_words = repeats.is_some_and(|mark| mark.note() == new.note());
    with_it.push(new);
    let (before, after) = (judge.window(window, &on_window), judge.window(window, &with_it));
    let changes = !same_words || before.views[wish.by.index()] != after.views[wish.by.index()];
    let judged = if changes { after } else { before };
    Ok(Marked { on, changes, judged })
}

/// The date that a wish to mark is about, and the window that holds it. Of a wish that names its date, no marks need to
/// be known.
pub(super) fn aim(judge: &Judge<'_>, wish: &MarkWish, marks: &[Mark]) -> Result<(Day, Window), Rejection> {
    let label = || judge.promise.label();
    if judge.promise.standing != Standing::Given {
        let state = judge.promise.state(judge.reckoning, None).word();
        return Err(Rejection::NotCounting { label: label(), state });
    }
    if let Some(on) = wish.on
        && wish.says != Says::Excused
        && on > judge.reckoning.today
    {
        return Err(Rejection::InTheFuture { label: label(), on, says: wish.says.word() });
    }
    match wish.on {
        Some(on) => named(judge, wish, on),
        None => bare(judge, wish, marks),
    }
}

/// The place in the order of a mark that is being said now; those of one command go by their dates.
pub fn said_last(on: Day) -> Order {
    let place = u32::try_from(on.days_since(Day::MIN)).unwrap_or(u32::MAX);
    Order { tick: i64::MAX, device: Letter::FIRST, place }
}

/// A date was named: the window that holds it. After the due day of a one-off, a kept of a promise to do is
/// late; anything else is taken as of the due day.
fn named(judge: &Judge<'_>, wish: &MarkWish, on: Day) -> Result<(Day, Window), Rejection> {
    if let Some(window) = due_window(judge, on) {
        return Ok(after_due(judge, wish, on, window));
    }
    match window_on(judge, on) {
        Some(window) => Ok((on, window)),
        None => {
            Err(Rejection::NoWindow { label: judge.promise.label(), on, near: around(judge, wish.says, on) })
        }
    }
}

/// No date was named: today; of kept and broken else yesterday, where a window that ended then bears no mark
/// of this partner, or on that day just this one; of excused else the first day of the next window.
fn bare(judge: &Judge<'_>, wish: &MarkWish, marks: &[Mark]) -> Result<(Day, Window), Rejection> {
    let today = judge.reckoning.today;
    if let Some(window) = due_window(judge, today) {
        return Ok(after_due(judge, wish, today, window));
    }
    if let Some(window) = window_on(judge, today) {
        return Ok((today, window));
    }
    if wish.says == Says::Excused {
        if let Some(next) = judge.promise.windows(judge.reckoning, today).next() {
            return Ok((next.from, next));
        }
    } else {
        let yesterday = today.previous();
        let ended = window_on(judge, yesterday).filter(|window| window.to == Some(yesterday));
        if let Some(window) = ended {
            let own = marks.iter().filter(|mark| mark.by == wish.by && window.holds(mark.on));
            if own.into_iter().all(|mark| mark.on == yesterday && mark.says == wish.says) {
                return Ok((yesterday, window));
            }
        }
    }
    Err(Rejection::NoWindowNow { label: judge.promise.label(), near: around(judge, wish.says, today) })
}

fn after_due(judge: &Judge<'_>, wish: &MarkWish, on: Day, window: Window) -> (Day, Window) {
    let late = wish.says == Says::Kept && !judge.promise.terms.avoid;
    (if late { on } else { window.to.unwrap_or(on) }, window)
}

/// The window of a one-off whose due day is past on that day.
fn due_window(judge: &Judge<'_>, day: Day) -> Option<Window> {
    judge.promise.terms.due().filter(|due| *due < day)?;
    judge.promise.windows(judge.reckoning, judge.promise.start()).next()
}

fn window_on(judge: &Judge<'_>, day: Day) -> Option<Window> {
    judge.promise.windows(judge.reckoning, day).next().filter(|window| window.holds(day))
}

/// The nearest windows: the latest before that day, and the first after it where it can be marked already.
fn around(judge: &Judge<'_>, says: Says, day: Day) -> Near {
    let before = judge.promise.window_before(judge.reckoning, day);
    let after = judge.promise.windows(judge.reckoning, day).next();
    let can_be_meant = |window: &Window| says == Says::Excused || window.from <= judge.reckoning.today;
    let meant: Vec<_> = before.into_iter().chain(after.filter(can_be_meant)).collect();
    match (meant.as_slice(), after) {
        ([], Some(after)) => Near::ToCome(after.from),
        ([], None) => Near::None,
        (meant, _) => Near::Meant(meant.iter().map(|window| (window.from, window.to)).collect()),
    }
}

/// A boundary marked by its owner alone: held (`kept`) on a day, or not (`broke`).
pub fn mark_boundary(
    book: &Book,
    boundary: &Boundary,
    wish: &MarkWish,
    marks: &[Mark],
    reckoning: &crate::domain::Reckoning,
) -> Result<Marked, Rejection> {
    let label = boundary.label();
    if boundary.by != wish.by {
        return Err(Rejection::NotYours { label, whose: book.name(boundary.by) });
    }
    if boundary.ended_on.is_some() {
        return Err(Rejection::OverAlready { label, state: "ended" });
    }
    let on = wish.on.unwrap_or(reckoning.today);
    let verdict = match wish.says {
        Says::Kept => Verdict::Kept,
        Says::Broken => Verdict::Broken,
        Says::Excused => return Err(Rejection::BoundaryNotExcused { label }),
    };
    if on > reckoning.today {
        return Err(Rejection::InTheFuture { label, on, says: wish.says.word() });
    }
    if on < boundary.since {
        return Err(Rejection::NoWindow { label, on, near: Near::None });
    }
    let before = marks.iter().find(|mark| mark.by == wish.by && mark.on == on && mark.says == wish.says);
    let note = wish.note.as_ref().or_else(|| before.and_then(Mark::note));
    let changes = before.is_none_or(|mark| mark.note() != note);
    let mark = Mark {
        by: wish.by,
        on,
        says: wish.says,
        order: said_last(on),
        recorded_on: before.map_or(reckoning.today, |mark| mark.recorded_on),
        beside: Some(Box::new(Beside { note: note.cloned(), ..Beside::default() })),
    };
    let judged = Judged {
        window: Window { from: on, to: Some(on), whole_days: 1 },
        times: 1,
        kept_days: u32::from(wish.says == Says::Kept),
        views: [None, None],
        verdict,
        line: 3,
        settled_on: Some(on),
        notice_days: None,
        spoke_first: None,
        marks: vec![mark],
    };
    Ok(Marked { on, changes, judged })
}
