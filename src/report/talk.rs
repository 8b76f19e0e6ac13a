//! What the weekly talk is about besides the counts: what went right, what to talk about, what is asked, and
//! what is due next week.

use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::list::Listed;
use super::shape::{Given, Named};
use super::told::{OneByOne, ToTalkAbout};
use crate::domain::book::Book;
use crate::domain::chapter::ChapterStanding;
use crate::domain::past::{Several, ToTalk};
use crate::domain::promise::{LAPSES_AFTER, Standing};
use crate::domain::words::Words;
use crate::domain::{Day, Partner, Promise, Reckoning, Span, State, Verdict};

/// A promise all of whose due windows in the period were kept.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Right {
    #[serde(flatten)]
    pub given: Given,
    pub kept: u32,
    pub in_a_row: u32,
}

/// Windows of one promise and one verdict to talk about, for people: so many are told by their number.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields say what they are")]
pub struct Group {
    pub given: Given,
    pub verdict: Verdict,
    pub windows: Several,
}

/// What to talk about, for people: one window first, then what is left, told by promise, so that no promise is held up again
/// and again.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields say what they are")]
pub struct Talking {
    pub first: Group,
    pub then: Vec<Group>,
}

/// Something asked that waits for an answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Asked {
    #[serde(flatten)]
    pub given: Given,
    pub asked_by: String,
    pub asked_of: String,
    pub lapses_on: Day,
}

/// A promise with windows whose last day lies in the week after this one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Coming {
    #[serde(flatten)]
    pub given: Given,
    pub windows: Vec<ComingWindow>,
}

/// A window to come.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct ComingWindow {
    pub from: Day,
    pub to: Day,
}

/// Gathered from the accounts, one by one.
#[derive(Clone, Debug, Default)]
pub(super) struct Talk<'a> {
    pub right: Vec<Right>,
    pub asked: Vec<Asked>,
    about: Vec<(&'a Promise, ToTalk)>,
    groups: Vec<Group>,
    coming: Vec<Coming>,
}

impl<'a> Talk<'a> {
    /// One promise: what there is to talk about of the period.
    pub fn about(&mut self, promise: &'a Promise, of_period: ToTalk, book: &Book) {
        if of_period.is_empty() {
            return;
        }
        self.about.push((promise, of_period));
        let given = Given::new(promise, book);
        let groups = of_period.by_verdict().into_iter().filter(|(_, windows)| windows.count > 0);
        self.groups.extend(groups.map(|(verdict, windows)| Group { given: given.clone(), verdict, windows }));
    }

    /// One promise with its counts of the period.
    pub fn right(&mut self, listed: &Listed) {
        let tally = &listed.tally.tally;
        if tally.kept > 0 && tally.kept == tally.due() && tally.disputed == 0 {
            self.right.push(Right {
                given: Given { named: listed.promise.named.clone(), by: listed.promise.by.clone() },
                kept: tally.kept,
                in_a_row: listed.streak.current,
            });
        }
    }

    /// One promise, whether or not it has a window in the period.
    pub fn asked_and_coming(&mut self, account: &Account<'_>, book: &Book, reckoning: &Reckoning) {
        let promise = account.promise;
        self.asked.extend(asked(account, book, reckoning.today));
        if account.state != State::Active {
            return;
        }
        let this_week = reckoning.weeks.week_of(reckoning.today);
        let next_week = Span::new(this_week.to.next(), this_week.to.plus(7));
        if next_week.from <= this_week.to {
            return; // The calendar ends here.
        }
        let windows = promise.windows(reckoning, next_week.from).take_while(|w| w.from <= next_week.to);
        let paused = book.paused(promise.id, reckoning);
        let windows: Vec<ComingWindow> = windows
            .filter(|window| !paused.cover(window))
            .filter_map(|window| window.to.map(|to| ComingWindow { from: window.from, to }))
            .filter(|window| next_week.holds(window.to))
            .collect();
        if !windows.is_empty() {
            self.coming.push(Coming { given: Given::new(promise, book), windows });
        }
    }

    /// What is asked, promises and then chapters.
    pub fn all_asked(&mut self, book: &Book, reckoning: &Reckoning) -> Vec<Asked> {
        let mut asked = std::mem::take(&mut self.asked);
        asked.extend(asked_chapters(book, reckoning).map(|(_, asked)| asked));
        asked
    }

    /// What to talk about, one kind of thing first, window by window.
    pub fn in_order(&mut self, told: Option<OneByOne<'a>>) -> ToTalkAbout<'a> {
        ToTalkAbout { told, of: std::mem::take(&mut self.about) }
    }

    /// The same for people.
    pub fn talking(&mut self) -> Option<Talking> {
        let place = |group: &Group| (rank(group.verdict), group.windows.first_day(), group.given.named.id);
        let groups = &mut self.groups;
        let earliest = groups.iter().enumerate().min_by_key(|(_, group)| place(group))?.0;
        let first = groups.get(earliest)?.clone();
        let left = first.windows.rest();
        if left.count == 0 {
            groups.swap_remove(earliest);
        } else if let Some(group) = groups.get_mut(earliest) {
            group.windows = left;
        }
        groups.sort_by_key(place);
        Some(Talking { first, then: std::mem::take(groups) })
    }

    /// What comes, by its first day.
    pub fn coming(&mut self) -> Vec<Coming> {
        self.coming.sort_by_key(|one| (one.windows.first().map(|window| window.to), one.given.named.id));
        std::mem::take(&mut self.coming)
    }
}

fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Disputed => 0,
        Verdict::Broken => 1,
        _ => 2,
    }
}

/// The promise, where it waits for an answer.
pub fn asked(account: &Account<'_>, book: &Book, today: Day) -> Option<Asked> {
    let promise = account.promise;
    let Standing::Asked { by, on } = promise.standing else { return None };
    let lapses_on =
        promise.terms.last_day().map_or(on.plus(LAPSES_AFTER), |last| last.next().min(on.plus(LAPSES_AFTER)));
    let here = || Partner::BOTH.iter().all(|partner| book.left_on(*partner).is_none());
    let waits = account.state == State::Asked && here() && on <= today && today < lapses_on;
    waits.then(|| Asked {
        given: Given::new(promise, book),
        asked_by: book.name(by),
        asked_of: book.name(by.other()),
        lapses_on,
    })
}

/// The chapters that wait for an answer.
pub fn asked_chapters<'a>(
    book: &'a Book,
    reckoning: &'a Reckoning,
) -> impl Iterator<Item = (Partner, Asked)> + 'a {
    book.chapters.iter().filter_map(move |chapter| {
        let ChapterStanding::Asked(on) = chapter.standing else { return None };
        let named = Named {
            id: chapter.id,
            name: None,
            text: Some(format!("a new chapter, {}", chapter.name.as_ref().map_or("(unsaid)", Words::as_str))),
        };
        let asked = Asked {
            given: Given { named, by: book.names() },
            asked_by: book.name(chapter.by),
            asked_of: book.name(chapter.by.other()),
            lapses_on: on.plus(LAPSES_AFTER),
        };
        let here = Partner::BOTH.iter().all(|partner| book.left_on(*partner).is_none());
        let waits = chapter.is_asked(reckoning.today) && on <= reckoning.today && here;
        waits.then_some((chapter.by, asked))
    })
}
