//! Why something was refused, as data, and in words. The way out is the command line's to know.

use std::fmt;

use super::day::Day;
use super::id::{EventId, ThingId};
pub use super::listing::{and, or};

/// What kind of trouble it is; each kind has its exit code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// What was asked cannot be done as things stand.
    Refused,
    /// The words of the call are wrong.
    Usage,
    /// No such promise, partner, event or period.
    NotFound,
}

/// Why something was refused.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "each variant's fields are the blanks of its message below")]
pub enum Rejection {
    NoDate { text: String },
    NoPeriod { text: String },
    WeekNameNeedsMonday { text: String, starts: String },
    PeriodEndsBeforeStart { from: Day, to: Day },
    NoChapter,
    NoId { text: String },
    NoEventId { text: String },
    NoCadence { text: String },
    NoSetting { key: String },
    BadSetting { key: &'static str, value: String, wants: &'static str },
    WeekStartsIsFixed,
    EmptyText { what: &'static str },
    ControlCharacter { what: &'static str },
    TextTooLong { what: &'static str, long: usize, most: usize },
    BadPartnerName { text: String },
    SamePartnerName { name: String },
    BadName { text: String, why: &'static str },
    NameTaken { name: String, by: ThingId },
    Terms(TermsFault),
    NoSuchPartner { name: String, partners: Vec<String> },
    NobodyActs { partners: Vec<String> },
    NotJoined { name: String },
    HasLeft { name: String },
    NotYours { label: String, whose: String },
    Joint { label: String },
    NothingToRevise { label: String },
    NoParts,
    NoBreak { label: String },
    OwnRepair { label: String },
    NotAnAdjustment { label: String },
    CheckinIsOpen { week: Day },
    NothingUnsaid { text: String },
    OwnLedgerOnly { what: &'static str },
    SharedOnly { what: &'static str },
    ChapterAsked { label: String },
    NoSuchThing { text: String, near: Vec<String> },
    NotAPromise { id: ThingId },
    NotABoundary { label: String },
    BoundaryNotExcused { label: String },
    SaidWithARepair { label: String, repair: ThingId, event: EventId },
    NoSuchEvent { id: EventId },
    OwnHasOnePartner,
    NotCounting { label: String, state: &'static str },
    NoWindow { label: String, on: Day, near: Near },
    NoWindowNow { label: String, near: Near },
    InTheFuture { label: String, on: Day, says: &'static str },
    SameCellTwice { label: String, on: Day },
    NothingToMark,
    NotYoursToEnd { label: String },
    NotYoursToPause { label: String },
    OverAlready { label: String, state: &'static str },
    OnlyAsked { label: String },
    NotAsked { label: String, state: &'static str },
    AskedByYou { label: String, other: String },
    PastItsLastDay { label: String, last: Day },
    NothingLeftToKeep { label: String },
    PauseInThePast { from: Day },
    ToldAhead { told: Day },
    ReviewBeforeStart { since: Day, review: Day },
    PauseEndsBeforeStart { from: Day, until: Day },
    PauseOver { id: ThingId },
    NothingToUndo,
    NotYourEvent { id: EventId, by: String },
    CannotBeUndone { id: EventId, kind: String },
    UndoneAlready { id: EventId },
    UndoTakesName { name: String, by: ThingId },
    UndoMovesWeeks,
    RevisedSince { label: String, by: ThingId },
    UndoHidesWhatCame { label: String },
    UndoMovesThePast { id: ThingId },
}

/// The windows nearest to a date that has none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Near {
    /// One of these could be meant: their first and last days.
    Meant(Vec<(Day, Option<Day>)>),
    /// There is only one to come, which cannot be marked yet.
    ToCome(Day),
    /// There is none at all.
    None,
}

/// What is wrong with the terms of a promise.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "each variant's fields are the blanks of its message below")]
pub enum TermsFault {
    DueWithEvery,
    DueWithUntil,
    UntilWithoutEvery,
    EndsBeforeStart { from: Day, end: Day },
    AvoidWithTimes,
    AvoidWithoutEnd,
    TimesWithoutPeriod,
    TimesTwice,
    TimesOutOfRange { times: u32, most: u32, cadence: String },
    NoWindow,
}

impl Rejection {
    /// The same of words that are called that.
    #[must_use]
    pub fn about(self, what: &'static str) -> Self {
        match self {
            Self::EmptyText { .. } => Self::EmptyText { what },
            Self::ControlCharacter { .. } => Self::ControlCharacter { what },
            Self::TextTooLong { long, most, .. } => Self::TextTooLong { what, long, most },
            other => other,
        }
    }

    /// What kind of trouble it is.
    pub fn trouble(&self) -> Trouble {
        use Rejection as R;
        match self {
            R::NoDate { .. }
            | R::NoPeriod { .. }
            | R::WeekNameNeedsMonday { .. }
            | R::PeriodEndsBeforeStart { .. }
            | R::NoId { .. }
            | R::NoEventId { .. }
            | R::NoCadence { .. }
            | R::NoSetting { .. }
            | R::BadSetting { .. }
            | R::EmptyText { .. }
            | R::ControlCharacter { .. }
            | R::TextTooLong { .. }
            | R::BadPartnerName { .. }
            | R::SamePartnerName { .. }
            | R::BadName { .. }
            | R::NobodyActs { .. }
            | R::NothingToMark
            | R::SameCellTwice { .. }
            | R::PauseEndsBeforeStart { .. }
            | R::ToldAhead { .. }
            | R::ReviewBeforeStart { .. }
            | R::NothingToRevise { .. }
            | R::NoParts
            | R::Terms(_) => Trouble::Usage,
            R::NoSuchPartner { .. } | R::NoSuchThing { .. } | R::NoSuchEvent { .. } | R::NoChapter => {
                Trouble::NotFound
            }
            _ => Trouble::Refused,
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Rejection as R;
        match self {
            R::NoDate { text } => write!(f, "`{text}` is no date"),
            R::NoPeriod { text } => write!(f, "`{text}` is no period"),
            R::WeekNameNeedsMonday { text, starts } => {
                write!(f, "`{text}` names a week that starts on Monday, and here weeks start on {starts}")
            }
            R::PeriodEndsBeforeStart { from, to } => write!(f, "a period from {from} cannot end on {to}"),
            R::NoChapter => write!(f, "there is no chapter"),
            R::NoId { text } => write!(f, "`{text}` is no id"),
            R::NoEventId { text } => write!(f, "`{text}` is no entry of the record"),
            R::NoCadence { text } => write!(f, "`{text}` is no cadence"),
            R::NoSetting { key } => write!(f, "there is no setting `{key}`"),
            R::BadSetting { key, value, .. } => write!(f, "`{value}` is no value for {key}"),
            R::WeekStartsIsFixed => write!(f, "week_starts is fixed once there is a promise"),
            R::EmptyText { what } => write!(f, "{} is empty", named(what)),
            R::ControlCharacter { what } => {
                write!(f, "{} has a control character or a line break in it", named(what))
            }
            R::TextTooLong { what, long, .. } => write!(f, "{} is {long} characters long", named(what)),
            R::BadPartnerName { text } => {
                write!(f, "`{text}` cannot be a partner's name: it looks like an option")
            }
            R::SamePartnerName { name } => write!(f, "both partners cannot be called {name}"),
            R::BadName { text, why } => write!(f, "`{text}` cannot be a name: {why}"),
            R::NameTaken { name, by } => write!(f, "the name {name} is taken by {by}"),
            R::Terms(fault) => fault.fmt(f),
            R::NoSuchPartner { name, .. } => write!(f, "there is no partner `{name}`"),
            R::NobodyActs { .. } => write!(f, "it is not clear who is speaking"),
            R::NotJoined { name } => write!(f, "{name} has not joined, and nobody speaks for them"),
            R::HasLeft { name } => write!(f, "{name} has left, and nobody speaks for them"),
            R::NotYours { label, .. } => write!(f, "{label} is not yours to change"),
            R::Joint { label } => write!(f, "{label} is a joint promise, and one alone cannot change it"),
            R::NothingToRevise { label } => write!(f, "nothing of {label} would change"),
            R::NoParts => write!(f, "there is nothing in this repair"),
            R::NoBreak { label } => write!(f, "{label} has no broken window to repair"),
            R::OwnRepair { label } => write!(f, "{label} is your own repair"),
            R::NotAnAdjustment { label } => write!(f, "{label} cannot be what changes"),
            R::CheckinIsOpen { week } => {
                write!(f, "the check-in of the week of {} is open to both already", week.long())
            }
            R::NothingUnsaid { text } => write!(f, "there are no words of yours in `{text}`"),
            R::OwnLedgerOnly { what } => {
                write!(f, "{what} belong in one's own ledger, and this one is shared")
            }
            R::SharedOnly { what } => write!(f, "{what} is between two, and this ledger is one person's own"),
            R::ChapterAsked { label } => write!(f, "the chapter {label} is asked already"),
            R::NoSuchThing { text, .. } => write!(f, "there is no `{text}`"),
            R::NotAPromise { id } => write!(f, "{id} is not a promise"),
            R::BoundaryNotExcused { label } => write!(f, "{label} is a boundary: it is held, or it is not"),
            R::NotABoundary { label } => write!(f, "{label} is not a boundary"),
            R::SaidWithARepair { label, repair, .. } => {
                write!(f, "the words of {label} were said in one entry with the repair {repair}")
            }
            R::NoSuchEvent { id } => write!(f, "there is no event {id}"),
            R::OwnHasOnePartner => write!(f, "this ledger is one person's own"),
            R::NotCounting { label, state } => write!(f, "{label} is {state}, and does not count"),
            R::NoWindow { label, on, .. } => write!(f, "{label} has no window on {}", on.long()),
            R::NoWindowNow { label, .. } => write!(f, "{label} has no window today that this could be about"),
            R::InTheFuture { label, on, says } => {
                write!(f, "{label} cannot be {says} on {} yet", on.long())
            }
            R::SameCellTwice { label, on } => write!(f, "{label} on {} is named twice", on.long()),
            R::NothingToMark => write!(f, "there is nothing named to mark"),
            R::NotYoursToEnd { label } => write!(f, "{label} is not yours to end"),
            R::NotYoursToPause { label } => write!(f, "{label} is not yours to pause"),
            R::OverAlready { label, state } => write!(f, "{label} is {state} already"),
            R::OnlyAsked { label } => write!(f, "{label} is only asked, and waits for an answer"),
            R::NotAsked { label, state } => write!(f, "{label} waits for no answer: it is {state}"),
            R::AskedByYou { label, .. } => write!(f, "you asked for {label} yourself"),
            R::PastItsLastDay { label, last } => {
                write!(f, "{label} was until {}, which is past", last.long())
            }
            R::NothingLeftToKeep { label } => write!(f, "nothing of {label} is left to keep from today on"),
            R::PauseInThePast { from } => write!(f, "a pause cannot begin in the past, on {}", from.long()),
            R::PauseEndsBeforeStart { from, until } => {
                write!(f, "a pause from {} cannot end on {}", from.long(), until.long())
            }
            R::ToldAhead { told } => write!(f, "the other cannot have been told on {} yet", told.long()),
            R::ReviewBeforeStart { since, review } => {
                write!(f, "a boundary since {} cannot be looked at again on {}", since.long(), review.long())
            }
            R::PauseOver { id } => write!(f, "the pause {id} is over already"),
            R::NothingToUndo => write!(f, "there is nothing of yours to undo"),
            R::NotYourEvent { id, by } => write!(f, "{id} is {by}'s"),
            R::CannotBeUndone { id, kind } => write!(f, "{id} cannot be undone: it is `{kind}`"),
            R::UndoneAlready { id } => write!(f, "{id} is undone already"),
            R::UndoTakesName { name, by } => {
                write!(f, "undoing that would give the name {name}, taken by {by}, twice")
            }
            R::RevisedSince { label, by } => write!(f, "{label} was revised since, as {by}"),
            R::UndoHidesWhatCame { label } => {
                write!(f, "{label} has counted since, and would go from every report")
            }
            R::UndoMovesThePast { id } => write!(f, "that would change which past days are paused, by {id}"),
            R::UndoMovesWeeks => {
                write!(f, "that changed week_starts, which is fixed once there is a promise")
            }
        }
    }
}

impl fmt::Display for TermsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DueWithEvery => write!(f, "`--due` and `--every` do not go together"),
            Self::DueWithUntil => write!(f, "`--due` and `--until` do not go together"),
            Self::UntilWithoutEvery => write!(f, "`--until` needs `--every`"),
            Self::EndsBeforeStart { from, end } => {
                write!(f, "it would end on {} before it starts on {}", end.long(), from.long())
            }
            Self::AvoidWithTimes => write!(f, "`--avoid` and times do not go together"),
            Self::AvoidWithoutEnd => write!(f, "`--avoid` needs `--due` or `--every`"),
            Self::TimesWithoutPeriod => write!(f, "`--times` needs a period or a span to count in"),
            Self::TimesTwice => write!(f, "the times are said twice"),
            Self::TimesOutOfRange { times: 0, .. } => write!(f, "a promise cannot be kept 0 times"),
            Self::TimesOutOfRange { times, cadence, .. } => {
                write!(f, "{times} times, each on another day, do not fit into every `{cadence}`")
            }
            Self::NoWindow => write!(f, "between its start and its last day there is nothing to keep"),
        }
    }
}

impl std::error::Error for Rejection {}

/// "the note", but "what you did".
fn named(what: &str) -> String {
    if what.starts_with("what ") { what.to_owned() } else { format!("the {what}") }
}
