//! An account of one promise: its windows, judged, and where it is in its life. Reports are folds over the
//! accounts of all promises in the order of their ids, one at a time.

use crate::domain::book::Book;
use crate::domain::run::{AfterAMiss, Streak};
use crate::domain::tally::Tally;
use crate::domain::{Day, Judged, Mark, Promise, Reckoning, State, Verdict};

/// A promise with its windows.
#[derive(Clone, Debug)]
pub struct Account<'a> {
    /// The promise.
    pub promise: &'a Promise,
    /// All its windows that have begun, oldest first, then later ones that already bear an excuse.
    pub windows: Vec<Judged>,
    /// Where it is in its life.
    pub state: State,
    begun: usize,
    today: Day,
    since: Option<Day>,
}

impl<'a> Account<'a> {
    /// The account that the standing marks on a promise, in the order of their dates, give of it.
    pub fn new(book: &Book, promise: &'a Promise, marks: &[Mark], reckoning: &Reckoning) -> Self {
        let paused = book.paused(promise.id, reckoning);
        let judge = book.judge(promise, &paused, reckoning);
        let windows: Vec<Judged> = judge.windows(promise.start(), marks).collect();
        let begun = windows.partition_point(|judged| judged.has_begun(reckoning.today));
        let latest = begun.checked_sub(1).and_then(|at| windows.get(at)).map(|judged| judged.verdict);
        let since = book.current_chapter(reckoning).map(|(_, from)| from);
        Self {
            state: promise.state(reckoning, latest),
            promise,
            windows,
            begun,
            today: reckoning.today,
            since,
        }
    }

    /// Those of them that lie in the current chapter, or all where there is none: a window lies in it by its last day.
    pub fn counted(&self) -> impl Iterator<Item = &Judged> {
        let in_it = |judged: &&Judged| self.since.is_none_or(|since| judged.last_day(self.today) >= since);
        self.begun().iter().filter(in_it)
    }

    /// The windows that have begun.
    pub fn begun(&self) -> &[Judged] {
        &self.windows[..self.begun]
    }

    /// The counts of the current chapter.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.counted().for_each(|judged| tally.add(judged));
        tally
    }

    /// In a row, and the best.
    pub fn streak(&self, reckoning: &Reckoning) -> Streak {
        let mut streak = Streak::default();
        self.counted().for_each(|judged| streak.add(judged, reckoning.today));
        streak
    }

    /// What came after each miss.
    pub fn after_a_miss(&self) -> AfterAMiss {
        let mut after = AfterAMiss::default();
        self.counted().for_each(|judged| after.add(judged));
        after
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
