//! The rows, one type per table. The fields are the columns, in their order.

use serde::Serialize;

use super::guard::Guarded;
use crate::domain::{Day, EventId, Letter, ThingId, Verdict};
use crate::report::block::PromiseStreak;
use crate::report::calendar::{CalendarPromise, PromiseDay};
use crate::report::due::DueWindow;
use crate::report::history::HistoryEvent;
use crate::report::shape::{Named, PromiseShape, WindowShape};

/// A row, and what its columns are called.
pub trait Row: Serialize {
    /// The headers, one per field.
    const COLUMNS: &'static [&'static str];
}

/// Fields that are written as they stand here, under their own names.
macro_rules! row {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Serialize)]
        pub struct $name {
            $($(#[$doc])* pub $field: $type,)*
        }

        impl Row for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];
        }
    };
}

pub(super) use row;

/// Who gave something, in two columns.
#[derive(Clone, Debug)]
pub struct Giver {
    /// Their names.
    pub by: Guarded,
    /// Whether it was both.
    pub joint: bool,
}

impl Giver {
    /// Of the givers of a promise.
    pub fn new(by: &[String]) -> Self {
        Self { by: Guarded::new(&by.join(" & ")), joint: by.len() > 1 }
    }

    /// Of a block: the partner's, or, of the joint one, which has no name, both.
    pub fn of_block(name: Option<&String>, both: &[String]) -> Self {
        Self::new(name.map_or(both, std::slice::from_ref))
    }
}

/// Where there are any, those words.
pub fn guarded(words: Option<&String>) -> Option<Guarded> {
    words.map(|words| Guarded::new(words))
}

/// The promise's name.
pub fn name(named: &Named) -> Option<Guarded> {
    guarded(named.name.as_ref())
}

/// The promise's text.
pub fn text(named: &Named) -> Option<Guarded> {
    guarded(named.text.as_ref())
}

row! {
    /// A window, in `report` and `show`.
    WindowRow {
        /// The promise.
        id: ThingId,
        /// Its name, if it has one.
        name: Option<Guarded>,
        /// What was promised; empty once it was unsaid.
        text: Option<Guarded>,
        /// Who gave it.
        by: Guarded,
        /// Whether both gave it.
        joint: bool,
        /// The first day of the window.
        from: Day,
        /// Its last day; empty where it has no end.
        to: Option<Day>,
        /// On how many days it asks to be kept.
        times: u32,
        /// On how many days it was kept.
        kept_days: u32,
        /// kept, late, broken, unlogged, excused, disputed, open or awaiting.
        verdict: Verdict,
        /// The day by which it belongs to a period; empty while that is not settled.
        settled_on: Option<Day>,
        /// Days of notice of an excuse; below zero when given afterwards.
        notice_days: Option<i64>,
    }
}

impl WindowRow {
    /// A window of that promise.
    pub fn new(promise: &PromiseShape, window: &WindowShape) -> Self {
        let Giver { by, joint } = Giver::new(&promise.by);
        Self {
            id: promise.named.id,
            name: name(&promise.named),
            text: text(&promise.named),
            by,
            joint,
            from: window.from,
            to: window.to,
            times: window.times,
            kept_days: window.kept_days,
            verdict: window.verdict,
            settled_on: window.settled_on,
            notice_days: window.notice_days,
        }
    }
}

row! {
    /// A day of a promise, in `calendar`.
    CalendarRow {
        /// The promise.
        id: ThingId,
        /// Its name, if it has one.
        name: Option<Guarded>,
        /// Who gave it.
        by: Guarded,
        /// Whether both gave it.
        joint: bool,
        /// The day.
        on: Day,
        /// What is to be said of it.
        verdict: Verdict,
    }
}

impl CalendarRow {
    /// A day of that promise.
    pub fn new(promise: &CalendarPromise<'_>, giver: &Giver, day: PromiseDay) -> Self {
        Self {
            id: promise.named.id,
            name: name(&promise.named),
            by: giver.by.clone(),
            joint: giver.joint,
            on: day.on,
            verdict: day.verdict,
        }
    }
}

row! {
    /// A promise and its runs, in `streaks`.
    StreakRow {
        /// The promise.
        id: ThingId,
        /// Its name, if it has one.
        name: Option<Guarded>,
        /// What was promised; empty once it was unsaid.
        text: Option<Guarded>,
        /// Who gave it.
        by: Guarded,
        /// Whether both gave it.
        joint: bool,
        /// Windows kept in a row.
        streak_current: u32,
        /// The settled day of the first of them.
        streak_current_from: Option<Day>,
        /// And of the last.
        streak_current_to: Option<Day>,
        /// The most in a row.
        streak_best: u32,
        /// The settled day of the first of these.
        streak_best_from: Option<Day>,
        /// And of the last.
        streak_best_to: Option<Day>,
    }
}

impl StreakRow {
    /// That promise's runs.
    pub fn new(promise: &PromiseStreak, giver: &Giver) -> Self {
        Self {
            id: promise.named.id,
            name: name(&promise.named),
            text: text(&promise.named),
            by: giver.by.clone(),
            joint: giver.joint,
            streak_current: promise.streak.current,
            streak_current_from: promise.streak.current_from,
            streak_current_to: promise.streak.current_to,
            streak_best: promise.streak.best,
            streak_best_from: promise.streak.best_from,
            streak_best_to: promise.streak.best_to,
        }
    }
}

row! {
    /// A window that waits, in `due`.
    DueRow {
        /// The promise.
        id: ThingId,
        /// Its name, if it has one.
        name: Option<Guarded>,
        /// What was promised; empty once it was unsaid.
        text: Option<Guarded>,
        /// Who gave it.
        by: Guarded,
        /// Whether both gave it.
        joint: bool,
        /// The first day of the window.
        from: Day,
        /// Its last day; empty where it has no end.
        to: Option<Day>,
        /// open, awaiting or unlogged.
        verdict: Verdict,
        /// From today to its last day; below zero when that is past.
        days_left: Option<i64>,
    }
}

impl DueRow {
    /// That window.
    pub fn new(window: &DueWindow) -> Self {
        let Giver { by, joint } = Giver::new(&window.given.by);
        Self {
            id: window.given.named.id,
            name: name(&window.given.named),
            text: text(&window.given.named),
            by,
            joint,
            from: window.from,
            to: window.to,
            verdict: window.verdict,
            days_left: window.days_left,
        }
    }
}

row! {
    /// An event, in `history`.
    EventRow {
        /// The event.
        id: EventId,
        /// The instant of recording, RFC 3339 in UTC.
        at: String,
        /// Whose it is; empty where it is nobody's.
        by: Option<Guarded>,
        /// The device that wrote it.
        device: Letter,
        /// What kind of event it is.
        kind: Guarded,
        /// The promise, pause, ... that it is about.
        about: Option<Guarded>,
        /// What happened, in one line.
        summary: Guarded,
        /// Whether it was taken back.
        undone: bool,
        /// Whether its words were unsaid.
        unsaid: bool,
    }
}

impl EventRow {
    /// That event.
    pub fn new(event: &HistoryEvent) -> Self {
        Self {
            id: event.id,
            at: event.at.clone(),
            by: guarded(event.by.as_ref()),
            device: event.device,
            kind: Guarded::new(&event.kind),
            about: guarded(event.about.as_ref()),
            summary: Guarded::new(&event.summary),
            undone: event.undone,
            unsaid: event.unsaid,
        }
    }
}
