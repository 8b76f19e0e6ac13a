//! What there is in the ledger that somebody may mean. What is sealed from who types is not in it: of entries only their
//! own are offered, and nobody's check-in.

use super::line::Line;
use crate::cli::desk::Reading;
use crate::domain::boundary::Boundary;
use crate::domain::chapter::ChapterStanding;
use crate::domain::fact::Entry;
use crate::domain::promise::Standing;
use crate::domain::words::{Words, shown};
use crate::domain::{Day, Giver, Promise, Span, State};
use crate::report::history::summary;

/// How far back entries are offered.
const DAYS: i64 = 31;
/// How many entries are offered.
const ENTRIES: usize = 20;

/// One thing to put on the line, and what it is.
#[derive(Debug)]
pub struct Offer {
    /// What is put on the line.
    pub value: String,
    /// What it is, for shells that show it.
    pub help: String,
}

impl Offer {
    /// With what it is.
    pub fn new(value: impl Into<String>, help: impl Into<String>) -> Self {
        Self { value: value.into(), help: help.into() }
    }
}

/// Who can act: the partners.
pub fn partners(line: &Line) -> Vec<Offer> {
    let Some(reading) = line.glance() else { return Vec::new() };
    let named = |one: &crate::domain::Partner| {
        reading.book.partners.get(one.index()).is_some_and(|fact| fact.name.is_some())
    };
    reading.book.everybody().filter(named).map(|one| Offer::new(reading.book.name(one), "")).collect()
}

/// What can be kept or broken: active promises, and one's own boundaries.
pub fn to_keep(line: &Line) -> Vec<Offer> {
    of(line, |reading| named([promises(reading, active), boundaries(reading, true)].concat()))
}

/// What can be excused, and where that is asked for what rests: active promises.
pub fn to_excuse(line: &Line) -> Vec<Offer> {
    of(line, |reading| named(promises(reading, active)))
}

/// What can be shown: everything that goes by an id, what is live first.
pub fn to_show(line: &Line) -> Vec<Offer> {
    of(line, |reading| {
        let over = |promise: &Promise, state: State| !live(promise, state);
        let of_both = [boundaries(reading, true), boundaries(reading, false)].concat();
        let mut all = named([promises(reading, live), of_both].concat());
        all.extend(named(promises(reading, over)));
        all.extend([repairs(reading), pauses(reading)].concat().into_iter().map(by_id));
        all.extend(chapters(reading, |_| true));
        all
    })
}

/// What can be ended or lifted.
pub fn to_end(line: &Line) -> Vec<Offer> {
    of(line, |reading| {
        let mut all = named([promises(reading, active), boundaries(reading, true)].concat());
        all.extend(pauses(reading).into_iter().map(by_id));
        all.extend(chapters(reading, |standing| matches!(standing, ChapterStanding::Begun(_))));
        all
    })
}

/// What can rest: active promises of one's own, and joint ones.
pub fn to_pause(line: &Line) -> Vec<Offer> {
    of(line, |reading| named(mine(reading)))
}

/// What can be revised: active promises of one's own, and one's own boundaries.
pub fn to_revise(line: &Line) -> Vec<Offer> {
    of(line, |reading| named([mine(reading), boundaries(reading, true)].concat()))
}

/// What can be repaired or added to: promises that count, and repairs.
pub fn to_repair(line: &Line) -> Vec<Offer> {
    of(line, |reading| {
        let given = |promise: &Promise, _: State| promise.standing == Standing::Given;
        let mut all = named(promises(reading, given));
        all.extend(repairs(reading).into_iter().map(by_id));
        all
    })
}

/// What is asked of who types, or, where that is not known, of anybody.
pub fn to_answer(line: &Line) -> Vec<Offer> {
    of(line, |reading| {
        let of_me = |by| reading.reader != Some(by);
        let asked = |promise: &Promise, state: State| {
            state == State::Asked && matches!(promise.standing, Standing::Asked { by, .. } if of_me(by))
        };
        let mut all = named(promises(reading, asked));
        let asked = reading.book.chapters.iter().filter(|chapter| of_me(chapter.by));
        let asked: Vec<_> = asked.map(|chapter| chapter.id.to_string()).collect();
        let chapters = chapters(reading, |standing| matches!(standing, ChapterStanding::Asked(_)));
        all.extend(chapters.into_iter().filter(|offer| asked.contains(&offer.value)));
        all
    })
}

/// The other's boundaries, which a promise can answer.
pub fn others_boundaries(line: &Line) -> Vec<Offer> {
    of(line, |reading| named(boundaries(reading, false)))
}

/// One's own entries that can be undone, the latest first.
pub fn to_undo(line: &Line) -> Vec<Offer> {
    of(line, |reading| entries(reading, |entry| entry.event.can_be_undone() && !entry.undone))
}

/// One's own entries that have words, the latest first.
pub fn to_unsay(line: &Line) -> Vec<Offer> {
    of(line, |reading| entries(reading, |entry| !entry.words.is_empty()))
}

/// Periods, with the months around today written out.
pub fn periods(line: &Line) -> Vec<Offer> {
    let reading = line.glance();
    let Some(today) = reading.as_ref().map(|reading| reading.reckoning.today).or_else(|| line.today()) else {
        return Vec::new();
    };
    let first = today.plus(1 - i64::from(today.day_of_month()));
    let month = |day: Day| format!("{:04}-{:02}", day.year(), day.month());
    let mut all = vec![
        Offer::new("last", "last week"),
        Offer::new("4w", "this week and the three before"),
        Offer::new("12w", "this week and the eleven before"),
        Offer::new(month(today), "this month"),
        Offer::new(month(first.previous()), "last month"),
        Offer::new(format!("{:04}", today.year()), "this year"),
        Offer::new("all", "everything"),
    ];
    let chapter = reading.as_ref().and_then(|reading| reading.book.current_chapter(&reading.reckoning));
    all.extend(chapter.map(|(chapter, _)| Offer::new("chapter", shown(&chapter.label()))));
    all
}

/// Something with an id and perhaps a name.
#[derive(Clone)]
struct Known {
    id: String,
    name: Option<String>,
    is: String,
}

fn of(line: &Line, offers: impl Fn(&Reading) -> Vec<Offer>) -> Vec<Offer> {
    line.glance().map(|reading| offers(&reading)).unwrap_or_default()
}

/// The names first, then the ids of all.
fn named(known: Vec<Known>) -> Vec<Offer> {
    let names = known.iter().filter_map(|one| Some(Offer::new(one.name.clone()?, one.is.clone())));
    let mut all: Vec<Offer> = names.collect();
    all.extend(known.into_iter().map(by_id));
    all
}

fn by_id(known: Known) -> Offer {
    Offer::new(known.id, known.is)
}

fn active(_: &Promise, state: State) -> bool {
    state == State::Active
}

fn live(_: &Promise, state: State) -> bool {
    state.is_live()
}

fn text(words: Option<&Words>) -> String {
    words.map(ToString::to_string).unwrap_or_default()
}

fn promises(reading: &Reading, wanted: impl Fn(&Promise, State) -> bool) -> Vec<Known> {
    let accounts = reading.accounts();
    let is = |promise: &&Promise| accounts.of(promise).is_ok_and(|account| wanted(promise, account.state));
    let known = |promise: &Promise| Known {
        id: promise.id.to_string(),
        name: promise.name.as_ref().map(ToString::to_string),
        is: text(promise.text.as_ref()),
    };
    reading.book.promises.iter().filter(is).map(known).collect()
}

fn mine(reading: &Reading) -> Vec<Known> {
    let includes = |giver: Giver| reading.reader.is_none_or(|reader| giver.includes(reader));
    promises(reading, |promise, state| state == State::Active && includes(promise.giver))
}

/// The standing boundaries of who types, or of the other.
fn boundaries(reading: &Reading, own: bool) -> Vec<Known> {
    let Some(reader) = reading.reader else { return Vec::new() };
    let is = |boundary: &&Boundary| boundary.ended_on.is_none() && (boundary.by == reader) == own;
    let known = |boundary: &Boundary| Known {
        id: boundary.id.to_string(),
        name: boundary.name.as_ref().map(ToString::to_string),
        is: text(boundary.need.as_ref()),
    };
    reading.book.boundaries.iter().filter(is).map(known).collect()
}

fn repairs(reading: &Reading) -> Vec<Known> {
    let is = |of: Option<_>| match of {
        Some((promise, _)) => format!("a repair of {}", reading.book.label(promise)),
        None => "a repair".to_owned(),
    };
    let known = |repair: &crate::domain::repair::Repair| Known {
        id: repair.id.to_string(),
        name: None,
        is: is(repair.of),
    };
    reading.book.repairs.iter().map(known).collect()
}

/// The pauses that were not lifted and are not over.
fn pauses(reading: &Reading) -> Vec<Known> {
    let today = reading.reckoning.today;
    let stands = |pause: &&crate::domain::pause::Pause| {
        pause.lifted_on.is_none() && pause.until.is_none_or(|until| until >= today)
    };
    let known = |pause: &crate::domain::pause::Pause| Known {
        id: pause.id.to_string(),
        name: None,
        is: match pause.promise {
            Some(promise) => format!("the pause of {}", reading.book.label(promise)),
            None => "the pause of everything".to_owned(),
        },
    };
    reading.book.pauses.iter().filter(stands).map(known).collect()
}

/// Chapters that have not ended.
fn chapters(reading: &Reading, wanted: impl Fn(&ChapterStanding) -> bool) -> Vec<Offer> {
    let all = reading.book.chapters.iter().filter(|one| one.ended_on.is_none() && wanted(&one.standing));
    all.map(|one| Offer::new(one.id.to_string(), format!("the chapter {}", shown(&one.label())))).collect()
}

/// The entries of who types, from the last weeks, the latest first.
fn entries(reading: &Reading, wanted: impl Fn(&Entry) -> bool) -> Vec<Offer> {
    let Some(reader) = reading.reader else { return Vec::new() };
    let today = reading.reckoning.today;
    let found = reading.entries(Span::new(today.plus(-DAYS), Day::MAX)).unwrap_or_default();
    let own = found.iter().rev().filter(|entry| entry.by == Some(reader) && wanted(entry));
    let offer =
        |entry: &Entry| Offer::new(entry.id.to_string(), summary(&reading.book, &entry.event, &entry.words));
    own.take(ENTRIES).map(offer).collect()
}
