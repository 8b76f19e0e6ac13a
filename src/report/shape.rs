//! The shapes that reports share, in the words and the order of the JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::mark::Mark;
use crate::domain::pause::Pause;
use crate::domain::run::{Run, Streak};
use crate::domain::tally::Tally;
use crate::domain::week::Steady;
use crate::domain::{Day, Judged, Promise, Reckoning, Says, State, ThingId, Verdict};

/// The number of windows of each verdict, with the kept rate and its fair range, 0 to 1.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Tally")]
#[expect(missing_docs, reason = "the fields are the words of the verdicts")]
pub struct TallyShape {
    pub kept: u32,
    pub late: u32,
    pub broken: u32,
    pub unlogged: u32,
    pub excused: u32,
    pub disputed: u32,
    pub open: u32,
    pub awaiting: u32,
    pub said: u32,
    pub due: u32,
    #[schemars(range(min = 0, max = 1))]
    pub kept_rate: Option<f64>,
    #[schemars(range(min = 0, max = 1))]
    pub low: Option<f64>,
    #[schemars(range(min = 0, max = 1))]
    pub high: Option<f64>,
    pub spoke_first: u32,
    /// For text: the tally itself.
    #[serde(skip)]
    pub tally: Tally,
}

impl From<Tally> for TallyShape {
    fn from(tally: Tally) -> Self {
        let range = tally.fair_range();
        Self {
            kept: tally.kept,
            late: tally.late,
            broken: tally.broken,
            unlogged: tally.unlogged,
            excused: tally.excused,
            disputed: tally.disputed,
            open: tally.open,
            awaiting: tally.awaiting,
            said: tally.said(),
            due: tally.due(),
            kept_rate: tally.kept_rate(),
            low: range.map(|(low, _)| low),
            high: range.map(|(_, high)| high),
            spoke_first: tally.spoke_first,
            tally,
        }
    }
}

/// In a row, and the best; the days are the settled days of a run's first and last kept window.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Streak")]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct StreakShape {
    pub current: u32,
    pub current_from: Option<Day>,
    pub current_to: Option<Day>,
    pub best: u32,
    pub best_from: Option<Day>,
    pub best_to: Option<Day>,
}

impl From<Streak> for StreakShape {
    fn from(streak: Streak) -> Self {
        let from = |run: Run| run.days.map(|days| days.0);
        let to = |run: Run| run.days.map(|days| days.1);
        Self {
            current: streak.current.length,
            current_from: from(streak.current),
            current_to: to(streak.current),
            best: streak.best.length,
            best_from: from(streak.best),
            best_to: to(streak.best),
        }
    }
}

/// Steady weeks in a row.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Steady")]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct SteadyShape {
    pub current: u32,
    pub best: u32,
}

impl From<Steady> for SteadyShape {
    fn from(steady: Steady) -> Self {
        Self { current: steady.current, best: steady.best }
    }
}

/// What the test for a change says, and its p, which is null when it is too early to tell.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Change")]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct ChangeShape {
    #[schemars(extend("enum" = ["too_early", "no_clear_change", "may_have_risen", "may_have_fallen"]))]
    pub verdict: &'static str,
    #[schemars(range(min = 0, max = 1))]
    pub p: Option<f64>,
}

impl From<Change> for ChangeShape {
    fn from(change: Change) -> Self {
        let (verdict, p) = match change {
            Change::TooEarly => ("too_early", None),
            Change::NoClearChange(p) => ("no_clear_change", Some(p)),
            Change::MayHaveRisen(p) => ("may_have_risen", Some(p)),
            Change::MayHaveFallen(p) => ("may_have_fallen", Some(p)),
        };
        Self { verdict, p }
    }
}

/// A standing mark.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Mark")]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct MarkShape {
    pub by: String,
    pub on: Day,
    pub says: Says,
    pub note: Option<String>,
    pub recorded_on: Day,
    #[schemars(extend("format" = "date-time"))]
    pub recorded_at: String,
    pub imported: bool,
}

impl MarkShape {
    fn new(mark: &Mark, book: &Book) -> Self {
        Self {
            by: book.name(mark.by),
            on: mark.on,
            says: mark.says,
            note: mark.note().map(|note| note.as_str().to_owned()),
            recorded_on: mark.recorded_on,
            recorded_at: instant(mark.beside.as_ref().map_or(0, |beside| beside.recorded_at)),
            imported: mark.is_imported(),
        }
    }
}

/// RFC 3339, in UTC, whole seconds.
fn instant(seconds: i64) -> String {
    chrono::DateTime::from_timestamp(seconds, 0)
        .map_or_else(String::new, |at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
}

/// A window with its verdict.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Window")]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct WindowShape {
    pub from: Day,
    pub to: Option<Day>,
    pub times: u32,
    pub kept_days: u32,
    pub verdict: Verdict,
    pub settled_on: Option<Day>,
    pub notice_days: Option<i64>,
    pub marks: Vec<MarkShape>,
    /// For text: the line of the table of verdicts that gave it.
    #[serde(skip)]
    pub line: u8,
}

impl WindowShape {
    /// The window of a judgement.
    pub fn new(judged: &Judged, book: &Book) -> Self {
        Self {
            from: judged.window.from,
            to: judged.window.to,
            times: judged.times,
            kept_days: judged.kept_days,
            verdict: judged.verdict,
            settled_on: judged.settled_on,
            notice_days: judged.notice_days,
            marks: judged.marks.iter().map(|mark| MarkShape::new(mark, book)).collect(),
            line: judged.line,
        }
    }
}

/// Which promise something is about.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Named {
    pub id: ThingId,
    pub name: Option<String>,
    pub text: Option<String>,
}

impl Named {
    /// That promise.
    pub fn new(promise: &Promise) -> Self {
        Self {
            id: promise.id,
            name: promise.name.as_ref().map(ToString::to_string),
            text: promise.text.as_ref().map(|text| text.as_str().to_owned()),
        }
    }

    /// What it is called in text: its name, or its id.
    pub fn label(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.id.to_string())
    }

    /// Its name and its id, or its id alone.
    pub fn full(&self) -> String {
        self.name.as_ref().map_or_else(|| self.id.to_string(), |name| format!("{name} ({})", self.id))
    }
}

/// Which promise something is about, and whose it is.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct Given {
    #[serde(flatten)]
    pub named: Named,
    pub by: Vec<String>,
}

impl Given {
    /// That promise, given by whom the book says.
    pub fn new(promise: &Promise, book: &Book) -> Self {
        Self { named: Named::new(promise), by: book.givers(promise.giver) }
    }
}

/// A pause, for text.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields say what they are")]
pub struct PauseLine {
    pub id: ThingId,
    pub promise: Option<String>,
    pub by: String,
    pub from: Day,
    pub until: Option<Day>,
}

/// The pauses that are not over, of everything or of promises, in the order of their ids.
pub fn pauses(book: &Book, reckoning: &Reckoning) -> Vec<PauseLine> {
    let line = |pause: &Pause| {
        let days = pause.days(reckoning)?;
        Some(PauseLine {
            id: pause.id,
            promise: pause.promise.map(|id| book.label(id)),
            by: book.name(pause.by),
            from: days.from,
            until: Some(days.to).filter(|to| *to < Day::MAX),
        })
    };
    let not_over = |line: &PauseLine| line.until.is_none_or(|until| until >= reckoning.today);
    book.pauses.iter().filter_map(line).filter(not_over).collect()
}

/// A promise.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Promise")]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct PromiseShape {
    #[serde(flatten)]
    pub named: Named,
    pub plan: Option<String>,
    pub by: Vec<String>,
    pub due: Option<Day>,
    pub cadence: Option<String>,
    pub times: u32,
    pub avoid: bool,
    pub from: Day,
    pub until: Option<Day>,
    pub ended_on: Option<Day>,
    pub state: State,
    pub replaces: Option<ThingId>,
    pub replaced_by: Option<ThingId>,
    pub answers: Option<ThingId>,
}

impl PromiseShape {
    /// The promise in that state.
    pub fn new(promise: &Promise, state: State, book: &Book, reckoning: &Reckoning) -> Self {
        let ended = promise.ended(reckoning);
        Self {
            named: Named::new(promise),
            plan: promise.plan.as_ref().map(|plan| plan.as_str().to_owned()),
            by: book.givers(promise.giver),
            due: promise.terms.due(),
            cadence: promise.terms.cadence().map(ToString::to_string),
            times: promise.terms.times(),
            avoid: promise.terms.avoid,
            from: promise.terms.from,
            until: promise.terms.until(),
            ended_on: ended.map(|ending| ending.on),
            state,
            replaces: promise.replaces,
            replaced_by: ended.and_then(|ending| ending.replaced_by),
            answers: promise.answers,
        }
    }
}
