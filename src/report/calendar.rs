//! `calendar`: a period day by day, for every promise and for every block.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::shape::Named;
use crate::domain::block::Blocks;
use crate::domain::book::Book;
use crate::domain::period::Period;
use crate::domain::tally::Tally;
use crate::domain::{Day, Judged, Mark, Partner, Reckoning, Says, Verdict, WeekStart};

/// A period day by day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Calendar {
    pub schema: &'static str,
    pub today: Day,
    pub from: Day,
    pub to: Day,
    pub label: String,
    pub partners: Vec<CalendarBlock>,
    pub joint: CalendarBlock,
    /// For text: where weeks start.
    #[serde(skip)]
    pub weeks: WeekStart,
}

/// One partner's own promises, or the joint ones, whose name is null. Days of which there is nothing to say are
/// left out, here and in the promises.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct CalendarBlock {
    pub name: Option<String>,
    pub days: Vec<BlockDay>,
    pub promises: Vec<CalendarPromise>,
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
    /// For text: the same, to be counted with.
    #[serde(skip)]
    pub tally: Tally,
}

impl BlockDay {
    fn new(on: Day, tally: Tally) -> Self {
        let Tally { kept, late, broken, unlogged, excused, disputed, open, awaiting, .. } = tally;
        Self { on, kept, late, broken, unlogged, excused, disputed, open, awaiting, tally }
    }
}

/// A promise with a day in the period of which there is something to say.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct CalendarPromise {
    #[serde(flatten)]
    pub named: Named,
    pub days: Vec<PromiseDay>,
}

/// A day of a promise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct PromiseDay {
    pub on: Day,
    pub verdict: Verdict,
}

/// The period in the accounts of all promises.
pub fn calendar<'a, E>(
    book: &Book,
    reckoning: &Reckoning,
    period: &Period,
    accounts: impl Iterator<Item = Result<Account<'a>, E>>,
) -> Result<Calendar, E> {
    let mut promises: Blocks<Vec<CalendarPromise>> = Blocks::default();
    for account in accounts {
        let account = account?;
        let days: Vec<PromiseDay> = days(account.begun())
            .range(period.span.from..=period.span.to)
            .map(|(on, verdict)| PromiseDay { on: *on, verdict: *verdict })
            .collect();
        if !days.is_empty() {
            let named = Named::new(account.promise);
            promises.of(account.promise.giver).push(CalendarPromise { named, days });
        }
    }
    let block = |name, partner, promises: Vec<CalendarPromise>| CalendarBlock {
        name,
        days: of_block(&promises),
        promises,
        partner,
    };
    let Blocks { own: [first, second], joint } = promises;
    let own = book.everybody().zip([first, second]);
    Ok(Calendar {
        schema: "ourword.calendar/1",
        today: reckoning.today,
        from: period.span.from,
        to: period.span.to,
        label: period.label.clone(),
        partners: own.map(|(one, promises)| block(Some(book.name(one)), Some(one), promises)).collect(),
        joint: block(None, None, joint),
        weeks: reckoning.weeks,
    })
}

/// What is to be said of each day: the verdict on a window that is that day; of a longer one, that it was kept on it,
/// or the verdict on the day by which it is settled. Where windows meet on a day, the earlier one speaks. A day that one
/// calls kept is seen differently where the other calls it broken, or sees the whole window so.
pub fn days<'a>(windows: impl IntoIterator<Item = &'a Judged>) -> BTreeMap<Day, Verdict> {
    let mut days = BTreeMap::new();
    for judged in windows {
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
    days
}

fn of_block(promises: &[CalendarPromise]) -> Vec<BlockDay> {
    let mut days: BTreeMap<Day, Tally> = BTreeMap::new();
    for PromiseDay { on, verdict } in promises.iter().flat_map(|promise| &promise.days) {
        days.entry(*on).or_default().count(*verdict);
    }
    days.into_iter().map(|(on, tally)| BlockDay::new(on, tally)).collect()
}
