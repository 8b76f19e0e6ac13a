//! `calendar`: a period day by day, for every promise and for every block.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use schemars::JsonSchema;
use serde::ser::Error;
use serde::{Serialize, Serializer};

use super::shape::Named;
use super::told::{Asked, Retell, Unread};
use crate::domain::block::Blocks;
use crate::domain::book::Book;
use crate::domain::tally::Tally;
use crate::domain::{
    Day, Judged, Mark, Partner, Promise, Reckoning, Says, Span, ThingId, Verdict, WeekStart,
};

/// A period day by day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Calendar<'a> {
    pub schema: &'static str,
    pub today: Day,
    pub from: Day,
    pub to: Day,
    pub label: String,
    pub partners: Vec<CalendarBlock<'a>>,
    pub joint: CalendarBlock<'a>,
    /// For text: where weeks start.
    #[serde(skip)]
    pub weeks: WeekStart,
}

/// One partner's own promises, or the joint ones, whose name is null. Days of which there is nothing to say are
/// left out, here and in the promises.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct CalendarBlock<'a> {
    pub name: Option<String>,
    pub days: Vec<BlockDay>,
    pub promises: Vec<CalendarPromise<'a>>,
    /// For text: who it is.
    #[serde(skip)]
    pub partner: Option<Partner>,
}

/// A day of a block: of how many of its promises each is to be said that day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct BlockDay {
    pub on: Day,
    pub kept: u32,
    pub late: u32,
    pub broken: u32,
    pub unlogged: u32,
    pub excused: u32,
    pub disputed: u32,
    pub open: u32,
    pub awaiting: u32,
}

impl BlockDay {
    fn new(on: Day, tally: Tally) -> Self {
        let Tally { kept, late, broken, unlogged, excused, disputed, open, awaiting, .. } = tally;
        Self { on, kept, late, broken, unlogged, excused, disputed, open, awaiting }
    }

    /// The same, to be counted with.
    pub fn tally(&self) -> Tally {
        let Self { kept, late, broken, unlogged, excused, disputed, open, awaiting, .. } = *self;
        Tally { kept, late, broken, unlogged, excused, disputed, open, awaiting, ..Tally::default() }
    }
}

/// A promise with a day in the period of which there is something to say.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct CalendarPromise<'a> {
    #[serde(flatten)]
    pub named: Named,
    #[schemars(with = "Vec<PromiseDay>")]
    pub days: Days<'a>,
}

/// A day of a promise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct PromiseDay {
    pub on: Day,
    pub verdict: Verdict,
}

/// The days of one promise of which there is something to say. There may be tens of thousands in each of many promises, so
/// they are read when they are told, and not held.
#[derive(Clone, Copy, Debug)]
pub struct Days<'a> {
    source: &'a dyn Retell,
    promise: &'a Promise,
    period: Span,
    today: Day,
}

impl Days<'_> {
    /// All of them, each with what is to be said of it.
    pub fn all(&self) -> Result<BTreeMap<Day, Verdict>, Unread> {
        let span = Span::new(self.period.from, self.period.to.min(self.today));
        let mut days = DayByDay::default();
        self.source.each(&Asked { promise: self.promise, span, with_notes: false }, &mut |judged| {
            if judged.has_begun(self.today) {
                days.add(judged);
            }
            ControlFlow::Continue(())
        })?;
        days.0.retain(|day, _| self.period.holds(*day));
        Ok(days.0)
    }
}

impl Serialize for Days<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let days = self.all().map_err(S::Error::custom)?;
        serializer.collect_seq(days.into_iter().map(|(on, verdict)| PromiseDay { on, verdict }))
    }
}

/// Whose days are told: those of all promises, or of one.
#[derive(Clone, Copy, Debug)]
pub struct Sheets<'a> {
    /// What the ledger knows.
    pub book: &'a Book,
    /// As of when.
    pub reckoning: &'a Reckoning,
    /// Of which days.
    pub period: Span,
    /// Where they come from.
    pub source: &'a dyn Retell,
    /// The one promise.
    pub only: Option<ThingId>,
}

impl<'a> Sheets<'a> {
    /// The promises with a day in the period, by block.
    pub fn promises(&self) -> Result<Blocks<Vec<CalendarPromise<'a>>>, Unread> {
        self.each(|_, _| ())
    }

    /// The same; the days of each are told on the way.
    fn each(
        &self,
        mut tell: impl FnMut(&Promise, BTreeMap<Day, Verdict>),
    ) -> Result<Blocks<Vec<CalendarPromise<'a>>>, Unread> {
        let Self { book, source, period, only, .. } = *self;
        let mut promises: Blocks<Vec<CalendarPromise<'a>>> = Blocks::default();
        for promise in book.promises.iter().filter(|promise| only.is_none_or(|only| only == promise.id)) {
            let days = Days { source, promise, period, today: self.reckoning.today };
            let all = days.all()?;
            if !all.is_empty() {
                tell(promise, all);
                promises.of(promise.giver).push(CalendarPromise { named: Named::new(promise), days });
            }
        }
        Ok(promises)
    }
}

/// The period day by day.
pub fn calendar<'a>(sheets: &Sheets<'a>, label: &str) -> Result<Calendar<'a>, Unread> {
    let Sheets { book, reckoning, period, .. } = *sheets;
    let mut counts: Blocks<BTreeMap<Day, Tally>> = Blocks::default();
    let promises = sheets.each(|promise, days| {
        let counts = counts.of(promise.giver);
        for (on, verdict) in days {
            counts.entry(on).or_default().count(verdict);
        }
    })?;
    let block = |name, partner, (promises, counts): (_, BTreeMap<Day, Tally>)| CalendarBlock {
        name,
        days: counts.into_iter().map(|(on, tally)| BlockDay::new(on, tally)).collect(),
        promises,
        partner,
    };
    let Blocks { own: [first, second], joint } = promises;
    let Blocks { own: counted, joint: counted_joint } = counts;
    let own = book.everybody().zip([first, second].into_iter().zip(counted));
    Ok(Calendar {
        schema: "ourword.calendar/1",
        today: reckoning.today,
        from: period.from,
        to: period.to,
        label: label.to_owned(),
        partners: own.map(|(one, of)| block(Some(book.name(one)), Some(one), of)).collect(),
        joint: block(None, None, (joint, counted_joint)),
        weeks: reckoning.weeks,
    })
}

/// What is to be said of each day of these windows, oldest first.
pub fn days<'a>(windows: impl IntoIterator<Item = &'a Judged>) -> BTreeMap<Day, Verdict> {
    let mut days = DayByDay::default();
    windows.into_iter().for_each(|judged| days.add(judged));
    days.0
}

/// What is to be said of each day: the verdict on a window that is that day; of a longer one, that it was kept on it,
/// or the verdict on the day by which it is settled. Where windows meet on a day, the earlier one speaks. A day that one
/// calls kept is seen differently where the other calls it broken, or sees the whole window so.
#[derive(Default)]
struct DayByDay(BTreeMap<Day, Verdict>);

impl DayByDay {
    fn add(&mut self, judged: &Judged) {
        let days = &mut self.0;
        let window = judged.window;
        if window.to == Some(window.from) {
            days.entry(window.from).or_insert(judged.verdict);
        } else {
            for mark in judged.marks.iter().filter(|mark| mark.says == Says::Kept) {
                let other = |one: &Mark| one.on == mark.on && one.by != mark.by && one.says == Says::Broken;
                let verdict = match window.to {
                    _ if judged.verdict == Verdict::Disputed || judged.marks.iter().any(other) => {
                        Verdict::Disputed
                    }
                    Some(to) if to < mark.on => Verdict::Late,
                    _ => Verdict::Kept,
                };
                days.entry(mark.on).or_insert(verdict);
            }
        }
        if let Some(settled) = judged.settled_on.filter(|_| judged.verdict != Verdict::Kept) {
            days.entry(settled).or_insert(judged.verdict);
        }
    }
}
