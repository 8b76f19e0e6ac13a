//! What a mark is about: which day a bare word means, and whether it changes anything.

use chrono::NaiveDate;

use crate::cadence::Cadence;
use crate::days::before;
use crate::verdict::{marks_of, share, view};
use crate::world::{Answer, AsOf, Event, Mark, Promise, Said, Says, World};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Day(NaiveDate),
    Refused,
    /// The rules leave it open; histories keep clear of it.
    Unclear,
}

pub fn about(promise: &Promise, by: usize, says: Says, on: Option<NaiveDate>, today: NaiveDate) -> About {
    if promise.answer != Answer::Counts {
        return About::Refused;
    }
    let windows = promise.counted(AsOf { today, cut: false });
    let holds = |d: NaiveDate| windows.iter().any(|raw| raw.holds(d));
    let late_word = says == Says::Kept && !promise.terms.avoid;
    // Whether a promise that was let off can still be kept late, the rules do not say.
    let late = |d: NaiveDate| if promise.ended.is_some() { About::Unclear } else { About::Day(d) };
    let past_due = |d: NaiveDate| promise.terms.cadence.due().filter(|due| d > *due);
    if let Some(on) = on {
        return if says != Says::Excused && on > today {
            About::Refused
        } else if holds(on) {
            About::Day(on)
        } else if past_due(on).is_some() && !windows.is_empty() {
            if late_word { late(on) } else { About::Unclear }
        } else {
            About::Refused
        };
    }
    if let Some(due) = past_due(today) {
        return match (windows.is_empty(), late_word) {
            (true, _) => About::Refused,
            (false, true) => late(today),
            (false, false) => About::Day(due),
        };
    }
    if holds(today) {
        return About::Day(today);
    }
    if says == Says::Excused {
        let next = windows.iter().map(|raw| raw.from).find(|from| *from > today);
        return next.map_or(About::Refused, About::Day);
    }
    let yesterday = before(today);
    let Some(ended) = windows.iter().find(|raw| raw.to == Some(yesterday)) else { return About::Refused };
    let mine: Vec<&Mark> = promise.marks.iter().filter(|m| m.by == by && ended.holds(m.on)).collect();
    let same = mine.iter().any(|m| m.on == yesterday && m.says == says);
    match (mine.len(), same) {
        (0, _) | (1, true) => About::Day(yesterday),
        (_, true) => About::Unclear,
        (_, false) => About::Refused,
    }
}

/// The place of the window that a mark of that day falls in.
pub fn window_index(promise: &Promise, on: NaiveDate) -> usize {
    let late = matches!(promise.terms.cadence, Cadence::Due(due) if on > due);
    if late { 0 } else { promise.raws.iter().position(|raw| raw.holds(on)).unwrap() }
}

/// Whether a mark would change its date's word, its note, or this partner's view of the window.
pub fn changes(world: &World, promise: &Promise, event: &Event, said: &Said) -> bool {
    let mut after = promise.clone();
    after.mark(event, said);
    let cell = |p: &Promise| {
        let found = p.marks.iter().find(|m| m.by == event.by && m.on == said.on);
        found.map(|m| (m.says, m.note.clone()))
    };
    let raw = &promise.raws[window_index(promise, said.on)];
    let as_of = AsOf { today: event.day, cut: false };
    let times = share(world, promise, raw, as_of);
    let seen = |p: &Promise| {
        let marks = marks_of(p, raw, as_of);
        let own: Vec<&Mark> = marks.iter().filter(|m| m.by == event.by).collect();
        view(promise.terms.avoid, raw, times, &own, event.day)
    };
    cell(promise) != cell(&after) || seen(promise) != seen(&after)
}
