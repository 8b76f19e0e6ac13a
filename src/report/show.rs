//! `show`: one promise whole, its windows and what was said of each.

use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::shape::{PauseLine, PromiseShape, StreakShape, TallyShape, WindowShape, pauses};
use super::streaks::unit;
use crate::domain::book::Book;
use crate::domain::{Day, Promise, Reckoning, State};

/// One promise whole: its windows, oldest first, and what was said of each.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Show {
    pub schema: &'static str,
    pub today: Day,
    pub promise: PromiseShape,
    pub windows: Vec<WindowShape>,
    pub tally: TallyShape,
    pub streak: StreakShape,
    pub after_a_miss: AfterAMissShape,
    /// For text: what a window is called.
    #[serde(skip)]
    pub unit: &'static str,
    /// For text: what it was before it was revised, the latest first.
    #[serde(skip)]
    pub before: Vec<PromiseShape>,
    /// For text: the pauses that concern it.
    #[serde(skip)]
    pub pauses: Vec<PauseLine>,
}

/// For each miss, how many due windows later the next kept one came.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(rename = "AfterAMiss")]
pub struct AfterAMissShape {
    /// All of them, the waiting among them.
    pub misses: usize,
    /// Those after which no kept one has come yet.
    pub waiting: usize,
    /// Those after which the very next due window was kept.
    pub next_time: usize,
    /// The median, those waiting left out.
    pub median: Option<f64>,
}

/// One account, whole. Its windows are taken one by one: of a long past they are megabytes, and are not held twice.
pub fn show(book: &Book, reckoning: &Reckoning, account: Account<'_>) -> Show {
    let after = account.after_a_miss();
    let id = account.promise.id;
    let concerned = book.pauses.iter().filter(|pause| pause.promise.is_none_or(|one| one == id));
    let ids: Vec<_> = concerned.map(|pause| pause.id).collect();
    let pauses = pauses(book, reckoning).into_iter().filter(|line| ids.contains(&line.id));
    let before = before(book, &account, reckoning);
    Show {
        schema: "ourword.show/1",
        today: reckoning.today,
        promise: PromiseShape::new(account.promise, account.state, book, reckoning),
        tally: account.tally().into(),
        streak: account.streak(reckoning).into(),
        after_a_miss: AfterAMissShape {
            misses: after.misses(),
            waiting: after.waiting(),
            next_time: after.next_time(),
            median: after.median(),
        },
        unit: unit(account.promise),
        before,
        pauses: pauses.collect(),
        // Last, since the figures are counted of them.
        windows: account.windows.into_iter().map(|judged| WindowShape::new(&judged, book)).collect(),
    }
}

fn before(book: &Book, account: &Account<'_>, reckoning: &Reckoning) -> Vec<PromiseShape> {
    let one_before = |promise: &Promise| promise.replaces.and_then(|id| book.promise(id));
    std::iter::successors(one_before(account.promise), |promise| one_before(promise))
        .map(|promise| PromiseShape::new(promise, State::Replaced, book, reckoning))
        .collect()
}
