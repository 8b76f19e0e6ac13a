//! An account of one promise: its windows, judged, and where it is in its life. Reports are folds over the
//! accounts of all promises in the order of their ids, one at a time.

use std::ops::Range;

use crate::domain::block::BlockWeeks;
use crate::domain::book::Book;
use crate::domain::fold::{Folded, is_counted};
use crate::domain::run::{AfterAMiss, Streak};
use crate::domain::tally::Tally;
use crate::domain::{Day, Judged, Mark, Promise, Reckoning, State, Verdict};

/// A promise with its windows: all of them, or those from some day on, with the folds of the others.
#[derive(Clone, Debug)]
pub struct Account<'a> {
    /// The promise.
    pub promise: &'a Promise,
    /// Its windows that have begun, oldest first, then later ones that already bear an excuse. All of them, in the
    /// account of a promise that is [whole](Account::whole).
    pub windows: Vec<Judged>,
    /// Where it is in its life.
    pub state: State,
    /// What is folded; the windows that it holds are counted there.
    folded: Option<&'a Folded>,
    /// The windows that are not folded and have begun.
    begun: Range<usize>,
    today: Day,
    since: Option<Day>,
}

impl<'a> Account<'a> {
    /// The account that the standing marks on a promise, in the order of their dates, give of it.
    pub fn whole(book: &Book, promise: &'a Promise, marks: &[Mark], reckoning: &Reckoning) -> Self {
        Self::since(book, promise, (promise.start(), marks), None, reckoning)
    }

    /// The account from the first window on that is not over before a day, given the standing marks from that window on.
    /// What is folded of the promise holds at least the windows before it.
    pub fn since(
        book: &Book,
        promise: &'a Promise,
        (from, marks): (Day, &[Mark]),
        folded: Option<&'a Folded>,
        reckoning: &Reckoning,
    ) -> Self {
        let paused = book.paused(promise.id, reckoning);
        let judge = book.judge(promise, &paused, reckoning);
        Self::of(book, promise, judge.windows(from, marks).collect(), folded, reckoning)
    }

    /// The account of a promise all of whose windows are folded.
    pub fn folded(book: &Book, promise: &'a Promise, folded: &'a Folded, reckoning: &Reckoning) -> Self {
        Self::of(book, promise, Vec::new(), Some(folded), reckoning)
    }

    fn of(
        book: &Book,
        promise: &'a Promise,
        windows: Vec<Judged>,
        folded: Option<&'a Folded>,
        reckoning: &Reckoning,
    ) -> Self {
        let left = windows.partition_point(|judged| folded.is_some_and(|folded| folded.holds(judged)));
        let begun = windows.partition_point(|judged| judged.has_begun(reckoning.today));
        let begun = left..begun.max(left);
        let latest = windows.get(begun.clone()).and_then(<[Judged]>::last).map(|judged| judged.verdict);
        let since = book.current_chapter(reckoning).map(|(_, from)| from);
        Self {
            state: promise.state(reckoning, latest.or(folded.map(|folded| folded.last))),
            promise,
            windows,
            folded,
            begun,
            today: reckoning.today,
            since,
        }
    }

    /// Of the windows that are not folded, those that lie in the current chapter, or all where there is none: a window
    /// lies in it by its last day.
    fn counted(&self) -> impl Iterator<Item = &Judged> {
        self.left().iter().filter(|judged| is_counted(judged, self.since, self.today))
    }

    /// Whether any window lies in the current chapter.
    pub fn is_counted(&self) -> bool {
        self.folded.is_some_and(|folded| !folded.tally.is_empty()) || self.counted().next().is_some()
    }

    /// The windows that have begun.
    pub fn begun(&self) -> &[Judged] {
        &self.windows[..self.begun.end]
    }

    /// Those of them that are not folded.
    pub fn left(&self) -> &[Judged] {
        &self.windows[self.begun.clone()]
    }

    /// The verdict on the latest window that is settled.
    pub fn settled(&self) -> Option<Verdict> {
        let settled = |verdict: &Verdict| !matches!(verdict, Verdict::Open | Verdict::Awaiting);
        let latest = self.left().iter().rev().map(|judged| judged.verdict).find(settled);
        latest.or(self.folded.map(|folded| folded.last))
    }

    /// The counts of the current chapter.
    pub fn tally(&self) -> Tally {
        let mut tally = self.folded.map(|folded| folded.tally).unwrap_or_default();
        self.counted().for_each(|judged| tally.add(judged));
        tally
    }

    /// In a row, and the best.
    pub fn streak(&self, reckoning: &Reckoning) -> Streak {
        let mut streak = self.folded.map(|folded| folded.streak).unwrap_or_default();
        self.counted().for_each(|judged| streak.add(judged, reckoning.today));
        streak
    }

    /// What came after each miss, in an account that is whole.
    pub fn after_a_miss(&self) -> AfterAMiss {
        let mut after = AfterAMiss::default();
        self.counted().for_each(|judged| after.add(judged));
        after
    }

    /// Adds the windows that lie in the current chapter and are not folded to the weeks that they belong to.
    pub fn add_to(&self, weeks: &mut BlockWeeks, reckoning: &Reckoning) {
        self.counted().for_each(|judged| weeks.add(self.promise.giver, judged, reckoning));
    }

    /// The windows that somebody has something to say of or to do for: open and awaiting ones, and the
    /// unlogged one of a one-off that is not ended. A promise to avoid asks for nothing while it is open.
    pub fn waiting(&self) -> impl Iterator<Item = &Judged> {
        let avoid = self.promise.terms.avoid;
        let unlogged = self.promise.terms.is_one_off() && self.state == State::Active;
        self.begun().iter().filter(move |judged| match judged.verdict {
            Verdict::Open => !avoid,
            Verdict::Awaiting => true,
            Verdict::Unlogged => unlogged,
            _ => false,
        })
    }
}
