//! What is between the two, as reports show it: chapters, thanks, boundaries, repairs, check-ins.

use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::shape::{Given, Named};
use crate::domain::book::Book;
use crate::domain::boundary::Boundary;
use crate::domain::chapter::{Chapter, ChapterStanding};
use crate::domain::checkin::Checkin;
use crate::domain::event::Hearing;
use crate::domain::fact::Written;
use crate::domain::pause::Pause;
use crate::domain::promise::{Promise, Standing};
use crate::domain::repair::{Adjustment, Repair, RepairState};
use crate::domain::words::Words;
use crate::domain::{Day, Judged, Mark, Reckoning, Says, ThingId, Verdict};

fn text(words: Option<&Words>) -> Option<String> {
    words.map(|words| words.as_str().to_owned())
}

/// A chapter; `from` is the day from which it counts, or on which it was asked.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Chapter")]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct ChapterShape {
    pub id: ThingId,
    pub name: Option<String>,
    pub hope: Option<String>,
    #[schemars(with = "Option<crate::domain::event::Stage>")]
    pub stage: Option<&'static str>,
    pub from: Option<Day>,
    pub ended_on: Option<Day>,
    /// For text: whether it was asked, and of whom nobody has said yes yet; or declined.
    #[serde(skip)]
    pub standing: ChapterStanding,
    /// For text: the question that its stage asks.
    #[serde(skip)]
    pub question: Option<&'static str>,
}

impl ChapterShape {
    /// That chapter.
    pub fn new(chapter: &Chapter) -> Self {
        Self {
            id: chapter.id,
            name: text(chapter.name.as_ref()),
            hope: text(chapter.hope.as_ref()),
            stage: chapter.stage.map(crate::domain::event::Stage::word),
            from: match chapter.standing {
                ChapterStanding::Begun(from) => Some(from),
                ChapterStanding::Asked(_) | ChapterStanding::Declined => None,
            },
            ended_on: chapter.ended_on,
            standing: chapter.standing,
            question: chapter.stage.map(crate::domain::event::Stage::question),
        }
    }
}

/// A pause.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Pause")]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct PauseShape {
    pub id: ThingId,
    pub promise: Option<ThingId>,
    pub by: String,
    pub from: Day,
    pub until: Option<Day>,
    pub lifted_on: Option<Day>,
    /// For text: what the promise is called.
    #[serde(skip)]
    pub label: Option<String>,
}

impl PauseShape {
    /// That pause.
    pub fn new(pause: &Pause, book: &Book) -> Self {
        Self {
            id: pause.id,
            promise: pause.promise,
            by: book.name(pause.by),
            from: pause.from,
            until: pause.until,
            lifted_on: pause.lifted_on,
            label: pause.promise.map(|id| book.label(id)),
        }
    }
}

/// A thank-you.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Thanks")]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct ThanksShape {
    pub id: ThingId,
    pub by: String,
    pub on: Day,
    pub text: Option<String>,
}

impl ThanksShape {
    /// That thank-you.
    pub fn new(thanks: &Written, book: &Book) -> Self {
        Self { id: thanks.id, by: book.name(thanks.by), on: thanks.on, text: text(thanks.text.as_ref()) }
    }
}

/// A boundary. No rate, no log of crossings: how often its owner says that it was held.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Boundary")]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct BoundaryShape {
    pub id: ThingId,
    pub name: Option<String>,
    pub by: String,
    pub need: Option<String>,
    pub will: Option<String>,
    pub since: Day,
    pub told: Option<Day>,
    pub review: Option<Day>,
    pub held: usize,
    pub ended_on: Option<Day>,
    pub answered_by: Vec<Given>,
}

impl BoundaryShape {
    /// That boundary, with the standing marks on it.
    pub fn new(boundary: &Boundary, marks: &[Mark], book: &Book, reckoning: &Reckoning) -> Self {
        let held =
            |mark: &&Mark| mark.says == Says::Kept && mark.by == boundary.by && reckoning.sees(mark.on);
        Self {
            id: boundary.id,
            name: boundary.name.as_ref().map(ToString::to_string),
            by: book.name(boundary.by),
            need: text(boundary.need.as_ref()),
            will: text(boundary.will.as_ref()),
            since: boundary.since,
            told: boundary.told,
            review: boundary.review,
            held: marks.iter().filter(held).count(),
            ended_on: boundary.ended_on.filter(|on| reckoning.sees(*on)),
            answered_by: answers(boundary, book, reckoning),
        }
    }
}

impl BoundaryShape {
    /// Its name and its id, or its id alone.
    pub fn label(&self) -> String {
        self.name.as_ref().map_or_else(|| self.id.to_string(), |name| format!("{name} ({})", self.id))
    }
}

/// The promises that were given in answer to a boundary, and are not ended.
fn answers(boundary: &Boundary, book: &Book, reckoning: &Reckoning) -> Vec<Given> {
    let stands = |promise: &&Promise| {
        promise.answers == Some(boundary.id)
            && promise.standing == Standing::Given
            && promise.ended(reckoning).is_none()
    };
    book.promises.iter().filter(stands).map(|promise| Given::new(promise, book)).collect()
}

/// A repair in its four parts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Repair")]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct RepairShape {
    pub id: ThingId,
    pub by: String,
    pub on: Day,
    pub of: Option<Repaired>,
    pub did: Option<String>,
    /// For text: whether it was said, also where it is unsaid since.
    #[serde(skip)]
    pub owned_up: bool,
    pub impact: Option<String>,
    pub amends: Option<String>,
    pub adjustment: Option<Named>,
    pub state: RepairState,
    pub heard: Option<Hearing>,
}

/// The broken window that is repaired.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Repaired {
    /// The promise.
    #[serde(flatten)]
    pub named: Named,
    /// The first day of the window.
    pub from: Day,
}

impl RepairShape {
    /// That repair, with what became of what changes.
    pub fn new(repair: &Repair, adjustments: &Adjustments, book: &Book, reckoning: &Reckoning) -> Self {
        let promise = |id| book.promise(id).map(Named::new);
        let now = |id| book.line_from(id, reckoning).last().map(Named::new);
        Self {
            id: repair.id,
            by: book.name(repair.by),
            on: repair.on,
            of: repair.of.and_then(|(id, from)| Some(Repaired { named: promise(id)?, from })),
            did: text(repair.did.as_ref()),
            owned_up: repair.owned_up,
            impact: text(repair.impact.as_ref()),
            amends: text(repair.amends.as_ref()),
            adjustment: repair.adjustment.and_then(now),
            state: repair.state(adjustments.of(repair, book, reckoning).as_ref()),
            heard: repair.heard,
        }
    }
}

/// The windows of what changes in repairs, gathered while the accounts go by.
#[derive(Clone, Debug, Default)]
pub struct Adjustments(Vec<Changed>);

/// One promise that is what changes, or took the place of that.
#[derive(Clone, Debug)]
struct Changed {
    id: ThingId,
    settled: Option<Verdict>,
    windows: Vec<Judged>,
}

impl Adjustments {
    /// One account, kept where it is what changes, or took the place of that.
    pub fn add(&mut self, account: &Account<'_>, book: &Book) {
        let before = |promise: &&Promise| promise.replaces.and_then(|id| book.promise(id));
        let mut line = std::iter::successors(Some(account.promise), before);
        let is_adjustment =
            |promise: &Promise| book.repairs.iter().any(|repair| repair.adjustment == Some(promise.id));
        if account.promise.standing == Standing::Given && line.any(is_adjustment) {
            let (id, windows) = (account.promise.id, account.begun().to_vec());
            self.0.push(Changed { id, settled: account.settled(), windows });
        }
    }

    /// What became of what changes in that repair.
    pub fn of(&self, repair: &Repair, book: &Book, reckoning: &Reckoning) -> Option<Adjustment> {
        let line: Vec<&Promise> = book.line_from(repair.adjustment?, reckoning).collect();
        let changed = |promise: &&Promise| self.0.iter().find(|changed| changed.id == promise.id);
        line.first().and_then(changed)?;
        Some(Adjustment {
            settled: line.iter().rev().filter_map(changed).find_map(|changed| changed.settled),
            windows: line.iter().filter_map(changed).flat_map(|changed| changed.windows.clone()).collect(),
            was_ended: line.last().is_some_and(|promise| promise.ended(reckoning).is_some()),
        })
    }
}

/// One partner's answers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Checkin")]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct CheckinShape {
    pub week: Day,
    pub by: String,
    #[schemars(range(max = 10))]
    pub predict: Option<u8>,
    #[schemars(range(max = 10))]
    pub rely: Option<u8>,
    #[schemars(range(max = 10))]
    pub safe: Option<u8>,
    pub feeling: Option<String>,
    pub need: Option<String>,
    pub text: Option<String>,
}

impl CheckinShape {
    /// That check-in.
    pub fn new(checkin: &Checkin, book: &Book) -> Self {
        let answers = &checkin.answers;
        let [predict, rely, safe] = answers.items;
        Self {
            week: checkin.week,
            by: book.name(checkin.by),
            predict,
            rely,
            safe,
            feeling: text(answers.feeling.as_ref()),
            need: text(answers.need.as_ref()),
            text: text(answers.text.as_ref()),
        }
    }
}
