//! Why something was refused, as data: what is wrong, and the way out.

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
    PauseEndsBeforeStart { from: Day, until: Day },
    PauseOver { id: ThingId },
    NothingToUndo,
    NotYourEvent { id: EventId, by: String },
    CannotBeUndone { id: EventId, kind: String },
    UndoneAlready { id: EventId },
    UndoTakesName { name: String, by: ThingId },
    UndoMovesWeeks,
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
            | R::NothingToRevise { .. }
            | R::NoParts
            | R::Terms(_) => Trouble::Usage,
            R::NoSuchPartner { .. } | R::NoSuchThing { .. } | R::NoSuchEvent { .. } | R::NoChapter => {
                Trouble::NotFound
            }
            _ => Trouble::Refused,
        }
    }

    /// The way out.
    pub fn hint(&self) -> String {
        use Rejection as R;
        let text = match self {
            R::NoDate { .. } => {
                "a date is 2026-11-20, today, yesterday, tomorrow, fri, `3 days ago` or `in 2 weeks`"
            }
            R::NoPeriod { .. } => {
                "a period is last, 2026-W47, 2026-11, 2026, chapter, all, 12w, a date, or two dates with .. between"
            }
            R::WeekNameNeedsMonday { .. } => "name a day of the week that you mean",
            R::PeriodEndsBeforeStart { .. } => "write the earlier date first",
            R::NoChapter => "name another period, or `all`",
            R::NoId { .. } => "an id is a letter and a number, like a7; `ourword list` shows them",
            R::NoEventId { .. } => {
                "an entry is a letter and a number, like a.212; `ourword history all` shows them"
            }
            R::NoCadence { .. } => {
                "for example day, weekday, mon,thu, week, 3/week, `2 weeks on tue`, `month on 1,15`, `month on last`, \
                 `year on 02-14` or `3 days`"
            }
            R::NoSetting { .. } => "settings are week_starts and day_ends",
            R::BadSetting { wants, .. } => return format!("it takes {wants}"),
            R::WeekStartsIsFixed | R::UndoMovesWeeks => {
                "windows that were promised would move; a new ledger can start its weeks elsewhere"
            }
            R::EmptyText { .. } => "write at least a word",
            R::ControlCharacter { .. } => "write it as plain text",
            R::TextTooLong { most, .. } => return format!("at most {most} characters"),
            R::BadPartnerName { .. } => "write the name as people say it",
            R::SamePartnerName { .. } => "give the two names that tell you apart",
            R::BadName { .. } => "for example dishes, or call-mum",
            R::NameTaken { .. } => "choose another name",
            R::Terms(fault) => return fault.hint(),
            R::NoSuchPartner { partners, .. } => return format!("this ledger knows {}", and(partners)),
            R::NobodyActs { partners } => {
                let name = partners.first().map_or("NAME", String::as_str);
                return format!("run `ourword me {name}` once, or add `--as {name}`, or set OURWORD_AS");
            }
            R::NotJoined { name } => return format!("{name} joins with `ourword me {name}`"),
            R::HasLeft { .. } => "what they said stays as it is; nothing new is said in their name",
            R::NotYours { whose, .. } => return format!("{whose} can"),
            R::Joint { .. } => "end it, and ask for another together: both said yes to these words",
            R::NothingToRevise { .. } => "say what changes: --due, --every, --times, --until, or --wording",
            R::NoParts => "say a part: --did, --impact, --amends, --adjust",
            R::NoBreak { .. } => "name its window with `--on`, or leave out the promise",
            R::OwnRepair { .. } => "the other says whether they feel heard",
            R::NotAnAdjustment { .. } => {
                "name an active promise of your own, or write a new one with --every or --due"
            }
            R::CheckinIsOpen { .. } => "next week has a check-in of its own",
            R::NothingUnsaid { .. } => "`ourword history all` shows which entries are yours and have words",
            R::OwnLedgerOnly { .. } => "add `--own`; `ourword init NAME` makes one",
            R::SharedOnly { .. } => "it needs a shared ledger: `ourword init NAME NAME`",
            R::ChapterAsked { .. } => "the other answers it with `ourword accept` or `ourword decline`",
            R::NoSuchThing { near, .. } if !near.is_empty() => return format!("did you mean {}?", or(near)),
            R::NoSuchThing { .. } | R::NotCounting { .. } | R::OverAlready { .. } | R::NotAsked { .. } => {
                "`ourword list --all` shows them all"
            }
            R::NotAPromise { .. } => "`ourword list` shows the promises",
            R::NoSuchEvent { .. } | R::NothingToUndo | R::CannotBeUndone { .. } => {
                "`ourword history all` shows the entries"
            }
            R::OwnHasOnePartner => "joint promises need a shared ledger: `ourword init NAME NAME`",
            R::NoWindow { near, .. } | R::NoWindowNow { near, .. } => return nearest(near),
            R::InTheFuture { .. } => "say it when the day has come; only an excuse can be given ahead",
            R::SameCellTwice { .. } => "name it once",
            R::NothingToMark => "name a promise, or `-` to read lines `NAME [DATE]` from stdin",
            R::NotYoursToEnd { .. } => "the one whose it is can end it",
            R::NotYoursToPause { .. } => "pause one of your own, or everything by naming none",
            R::OnlyAsked { .. } => "the one who asked takes it back with `ourword undo`",
            R::AskedByYou { other, .. } => return format!("{other} answers it"),
            R::PastItsLastDay { .. } | R::NothingLeftToKeep { .. } => "ask again, with later days",
            R::PauseInThePast { .. } => "say `excused` with `--on` for days that are past",
            R::PauseEndsBeforeStart { .. } => "say a later `--until`, or an earlier `--from`",
            R::PauseOver { .. } => "there is nothing left to lift",
            R::NotYourEvent { .. } => "each takes back their own",
            R::UndoneAlready { .. } => "undo that undo to have it again: `ourword history all` shows it",
            R::UndoHidesWhatCame { label } => {
                return format!("end it with `ourword end {label}`: what was said stays");
            }
            R::UndoMovesThePast { .. } => "pause, or lift the pause with `ourword end`, from today on",
            R::UndoTakesName { by, .. } => return format!("end {by} first, or leave it as it is"),
        };
        text.to_owned()
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
            R::EmptyText { what } => write!(f, "the {what} is empty"),
            R::ControlCharacter { what } => {
                write!(f, "the {what} has a control character or a line break in it")
            }
            R::TextTooLong { what, long, .. } => write!(f, "the {what} is {long} characters long"),
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
            R::NoSuchEvent { id } => write!(f, "there is no event {id}"),
            R::OwnHasOnePartner => write!(f, "this ledger is one person's own"),
            R::NotCounting { label, state } => write!(f, "{label} is {state}: there is nothing to mark"),
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
            R::OnlyAsked { label } => write!(f, "{label} is only asked, so there is nothing to end"),
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
            R::PauseOver { id } => write!(f, "the pause {id} is over already"),
            R::NothingToUndo => write!(f, "there is nothing of yours to undo"),
            R::NotYourEvent { id, by } => write!(f, "{id} is {by}'s"),
            R::CannotBeUndone { id, kind } => write!(f, "{id} cannot be undone: it is `{kind}`"),
            R::UndoneAlready { id } => write!(f, "{id} is undone already"),
            R::UndoTakesName { name, by } => {
                write!(f, "undoing that would give the name {name}, taken by {by}, twice")
            }
            R::UndoHidesWhatCame { label } => {
                write!(f, "something came of {label} meanwhile, and would go from every report with it")
            }
            R::UndoMovesThePast { id } => write!(f, "that would change which past days are paused, by {id}"),
            R::UndoMovesWeeks => {
                write!(f, "that changed week_starts, which is fixed once there is a promise")
            }
        }
    }
}

impl TermsFault {
    fn hint(&self) -> String {
        match self {
            Self::DueWithEvery => {
                "`--due` is for once; with `--every`, say `--until` for the last day".to_owned()
            }
            Self::DueWithUntil => "`--due DATE` alone says by when".to_owned(),
            Self::UntilWithoutEvery => "say `--due` for a promise that is kept once".to_owned(),
            Self::EndsBeforeStart { .. } => "say an earlier start with `--from`, or a later end".to_owned(),
            Self::AvoidWithTimes => "a promise to avoid holds for every day of its window".to_owned(),
            Self::AvoidWithoutEnd => {
                "say until when with `--due`, or how long each time with `--every`".to_owned()
            }
            Self::TimesWithoutPeriod => {
                "add a period or a span, like `--every week` or `--every \"3 days\"`".to_owned()
            }
            Self::TimesTwice => "write either `--every 3/week` or `--every week --times 3`".to_owned(),
            Self::TimesOutOfRange { most, .. } => format!("it takes 1 to {most}"),
            Self::NoWindow => "say another `--from` or `--until`".to_owned(),
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

fn nearest(near: &Near) -> String {
    let one = |(from, to): &(Day, Option<Day>)| match to {
        Some(to) if to == from => from.to_string(),
        Some(to) => format!("{from}..{to}"),
        None => format!("{from} on"),
    };
    match near {
        Near::None => "`ourword list --all` shows what became of it".to_owned(),
        Near::ToCome(from) => format!("the next window begins on {}", from.long()),
        Near::Meant(near) => {
            format!("the nearest: {}; say which with `--on`", or(&near.iter().map(one).collect::<Vec<_>>()))
        }
    }
}
