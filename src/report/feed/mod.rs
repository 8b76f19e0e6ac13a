//! The days to come on which something is due, for a calendar: of every active promise to do, the last day of each
//! of its windows, from the one that holds today (while it is open) on.
//!
//! Promises to avoid are left out, since nothing is to be done on any day; so are one-offs without a due day, and
//! what is over, ended, asked or declined. Windows that are wholly paused or already excused are left out.
//!
//! Where one recurrence rule says the days exactly they are a [`Series`]; days that it cannot say stand alone,
//! up to a [horizon](Feed::horizon) of one year: those of cadences that no rule says (see [`rule`]), and all days
//! of a promise with a pause, or an excuse, beyond the horizon. A last window that `--until` cuts short is a day
//! of its own beside the series.

pub mod rule;

pub use rule::{Frequency, Rule};

use super::account::Account;
use super::shape::Given;
use crate::domain::book::Book;
use crate::domain::pause::{Pause, PausedDays};
use crate::domain::terms::{Terms, When};
use crate::domain::window::Window;
use crate::domain::{Day, Reckoning, State, Verdict};

/// The days to come, by promise in the order of their ids.
#[derive(Clone, Debug)]
pub struct Feed {
    /// The day from which it looks.
    pub today: Day,
    /// The last day up to which days stand alone: one year from today.
    pub horizon: Day,
    /// The promises with a day to come.
    pub promises: Vec<FeedPromise>,
}

/// A promise with a day to come.
#[derive(Clone, Debug)]
pub struct FeedPromise {
    /// Which, and whose.
    pub given: Given,
    /// The days to come.
    pub days: FeedDays,
}

/// The days on which a promise is due.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FeedDays {
    /// A one-off's due day.
    Once(Day),
    /// Days that a rule says, and perhaps a last one that it does not.
    Ruled {
        /// What the rule says, where that is any day.
        series: Option<Series>,
        /// The last day of the window that `--until` cuts short.
        cut: Option<Day>,
    },
    /// Each by itself, up to the horizon.
    Apart(Vec<Day>),
}

/// Days that recur by a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Series {
    /// The first of them.
    pub first: Day,
    /// How they recur.
    pub rule: Rule,
    /// The last of them, where there is a last.
    pub last: Option<Day>,
    /// Days that the rule says and on which nothing is due, in order.
    pub except: Vec<Day>,
}

/// The days to come in the accounts of all promises.
pub fn feed<'a, E>(
    book: &Book,
    reckoning: &Reckoning,
    accounts: impl Iterator<Item = Result<Account<'a>, E>>,
) -> Result<Feed, E> {
    let today = reckoning.today;
    let horizon = Day::from_ymd_clamped(today.year() + 1, today.month(), today.day_of_month());
    let mut promises = Vec::new();
    for account in accounts {
        let account = account?;
        if account.state == State::Active && !account.promise.terms.avoid {
            let days = Coming::new(&account, book, reckoning, horizon).days();
            promises.extend(days.map(|days| FeedPromise { given: Given::new(account.promise, book), days }));
        }
    }
    Ok(Feed { today, horizon, promises })
}

/// What is to come of one promise.
struct Coming<'a> {
    account: &'a Account<'a>,
    paused: PausedDays,
    reckoning: &'a Reckoning,
    horizon: Day,
    /// No window that begins later is left out.
    quiet_from: Day,
}

impl<'a> Coming<'a> {
    fn new(account: &'a Account<'a>, book: &Book, reckoning: &'a Reckoning, horizon: Day) -> Self {
        let id = account.promise.id;
        let concerns = |pause: &&Pause| pause.promise.is_none_or(|one| one == id);
        let rests = book.pauses.iter().filter(concerns).filter_map(|pause| pause.days(reckoning));
        let judged = account.windows.last().map(|judged| judged.window.from);
        let quiet_from = rests.map(|days| days.to).chain(judged).fold(reckoning.today, Day::max);
        Self { account, paused: book.paused(id, reckoning), reckoning, horizon, quiet_from }
    }

    fn days(&self) -> Option<FeedDays> {
        let terms = &self.account.promise.terms;
        match &terms.when {
            When::Whenever => None,
            When::Due(due) => {
                let window = self.windows().next()?;
                self.is_due(&window).then_some(FeedDays::Once(*due))
            }
            When::Every { cadence, until, .. } => {
                match rule::rule(cadence, self.reckoning.weeks).filter(|_| self.quiet_from <= self.horizon) {
                    Some(rule) => self.ruled(rule, until.filter(|until| *until < Day::MAX)),
                    None => self.apart(),
                }
            }
        }
    }

    /// The windows that are not over.
    fn windows(&self) -> impl Iterator<Item = Window> + '_ {
        self.account.promise.windows(self.reckoning, self.reckoning.today)
    }

    /// Whether something is to be done in it: nothing is settled by what was said, and it does not rest.
    fn is_due(&self, window: &Window) -> bool {
        let windows = &self.account.windows;
        let judged = windows.binary_search_by_key(&window.from, |judged| judged.window.from);
        match judged.ok().and_then(|at| windows.get(at)) {
            Some(judged) => judged.verdict == Verdict::Open,
            None => !self.paused.cover(window),
        }
    }

    fn ruled(&self, rule: Rule, until: Option<Day>) -> Option<FeedDays> {
        let cut = until.and_then(|until| self.cut(until));
        let by_rule = || self.windows().take_while(move |window| Some(*window) != cut);
        let series = by_rule().find(|window| self.is_due(window)).and_then(|first| {
            let later = by_rule().take_while(|window| window.from <= self.quiet_from);
            let out = later.filter(|window| window.from > first.from && !self.is_due(window));
            // The last before the one that is cut, or the last of all.
            let last = until.and_then(|until| {
                let end = cut.map_or(until.next(), |cut| cut.from);
                self.account.promise.window_before(self.reckoning, end)?.to
            });
            Some(Series {
                first: first.to?,
                rule,
                last,
                except: out.filter_map(|window| window.to).collect(),
            })
        });
        let cut = cut.filter(|window| self.is_due(window)).and_then(|window| window.to);
        (series.is_some() || cut.is_some()).then_some(FeedDays::Ruled { series, cut })
    }

    /// The window that this last day cuts short, if it cuts one.
    fn cut(&self, until: Day) -> Option<Window> {
        let promise = self.account.promise;
        let When::Every { cadence, times, .. } = &promise.terms.when else { return None };
        let last = promise.windows(self.reckoning, until).next()?;
        let when = When::Every { cadence: cadence.clone(), times: *times, until: None };
        let uncut = Terms { when, ..promise.terms.clone() };
        let whole = uncut.windows(self.reckoning.weeks, until).next()?;
        (whole.to != last.to).then_some(last)
    }

    fn apart(&self) -> Option<FeedDays> {
        let windows = self.windows().take_while(|window| window.from <= self.horizon);
        let due = windows.filter(|window| self.is_due(window)).filter_map(|window| window.to);
        let days: Vec<Day> = due.filter(|day| *day <= self.horizon).collect();
        (!days.is_empty()).then_some(FeedDays::Apart(days))
    }
}
