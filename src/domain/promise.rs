//! A promise and its life: asked or given, active, and how it came to its end.

use super::day::{Day, WeekStart};
use super::id::ThingId;
use super::partner::{Giver, Partner};
use super::reckoning::Reckoning;
use super::terms::Terms;
use super::verdict::Verdict;
use super::window::Window;
use super::words::{Name, Words};

/// After so many days without an answer, what was asked lapses.
pub const LAPSES_AFTER: i64 = 14;

/// A promise as the ledger has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Promise {
    /// Its id, the same on every machine.
    pub id: ThingId,
    /// The name it goes by, if it has one.
    pub name: Option<Name>,
    /// What was promised; `None` once its author has unsaid it.
    pub text: Option<Words>,
    /// "When X, I will Y", if there is a plan.
    pub plan: Option<Words>,
    /// Whose word it is.
    pub giver: Giver,
    /// Since when, and how it must be kept. Of an accepted promise: from the day on which it counts.
    pub terms: Terms,
    /// Whether it counts, and if not, why.
    pub standing: Standing,
    /// How it was ended, if it was.
    pub ending: Option<Ending>,
    /// What it took the place of.
    pub replaces: Option<ThingId>,
    /// The boundary that it answers.
    pub answers: Option<ThingId>,
    /// The tick at which it was given or asked: which of two came later.
    pub given: i64,
}

/// Whether a promise counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Given, or asked and accepted.
    Given,
    /// Waiting for the other's answer.
    Asked {
        /// Who asked.
        by: Partner,
        /// On which day.
        on: Day,
    },
    /// The other said no. It leaves no figure.
    Declined {
        /// Who asked.
        by: Partner,
    },
}

/// How a promise was ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ending {
    /// Windows that would begin after this day are gone.
    pub on: Day,
    /// Whether the window that holds the day counts: its verdict was anything but open by what was
    /// recorded before. Settled when the ending is recorded, so that nothing said later moves it.
    pub keeps_window: bool,
    /// What took its place, if something did.
    pub replaced_by: Option<ThingId>,
}

/// Where a promise is in its life, as of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Waiting for an answer.
    Asked,
    /// The other said no.
    Declined,
    /// Asked, and no answer in 14 days.
    Lapsed,
    /// It counts, and there is or will be something to keep.
    Active,
    /// A one-off that was kept, in time or late.
    Fulfilled,
    /// Ended, or over by itself.
    Ended,
    /// Another promise took its place.
    Replaced,
}

impl State {
    /// The word for it, in text and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Declined => "declined",
            Self::Lapsed => "lapsed",
            Self::Active => "active",
            Self::Fulfilled => "fulfilled",
            Self::Ended => "ended",
            Self::Replaced => "replaced",
        }
    }

    /// Asked or active: its name is taken, and `list` shows it.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Asked | Self::Active)
    }
}

impl Promise {
    /// What it is called in a message: its name, or its id.
    pub fn label(&self) -> String {
        self.name.as_ref().map_or_else(|| self.id.to_string(), ToString::to_string)
    }

    /// The ending, where it can be seen from that day.
    pub fn ended(&self, reckoning: &Reckoning) -> Option<Ending> {
        self.ending.filter(|ending| reckoning.sees(ending.on))
    }

    /// The windows that are not over before `day`, in order: none before it counts, and none that an
    /// ending took away.
    pub fn windows(&self, reckoning: &Reckoning, day: Day) -> impl Iterator<Item = Window> + '_ {
        let ending = self.ended(reckoning);
        let counts = self.standing == Standing::Given;
        let all = counts.then(|| self.terms.windows(reckoning.weeks, day)).into_iter().flatten();
        all.take_while(move |window| ending.is_none_or(|ending| ending.leaves(window)))
    }

    /// The latest window that is over before `day`.
    pub fn window_before(&self, reckoning: &Reckoning, day: Day) -> Option<Window> {
        if self.standing != Standing::Given {
            return None;
        }
        let latest = self.terms.window_before(reckoning.weeks, day);
        let Some(ending) = self.ended(reckoning) else { return latest };
        latest.filter(|window| ending.leaves(window)).or_else(|| {
            let held = self.terms.windows(reckoning.weeks, ending.on).next();
            held.filter(|window| window.is_over(day) && ending.leaves(window))
                .or_else(|| self.terms.window_before(reckoning.weeks, ending.on.min(day)))
        })
    }

    /// The first day that it had, for listing what lies in the past.
    pub fn start(&self) -> Day {
        self.terms.from
    }

    /// Where it is in its life. `latest` is the verdict on its latest window that has begun.
    pub fn state(&self, reckoning: &Reckoning, latest: Option<Verdict>) -> State {
        match self.standing {
            Standing::Declined { .. } => return State::Declined,
            Standing::Asked { on, .. } if reckoning.today >= on.plus(LAPSES_AFTER) => return State::Lapsed,
            Standing::Asked { .. } => return State::Asked,
            Standing::Given => {}
        }
        let ended = self.ended(reckoning);
        if ended.is_some_and(|ending| ending.replaced_by.is_some()) {
            return State::Replaced;
        }
        let one_off = self.terms.is_one_off();
        if one_off && matches!(latest, Some(Verdict::Kept | Verdict::Late)) {
            return State::Fulfilled;
        }
        if ended.is_some() {
            return State::Ended;
        }
        let waiting = latest == Some(Verdict::Awaiting) || one_off && latest == Some(Verdict::Unlogged);
        if self.is_over(reckoning.weeks, reckoning.today) && !waiting {
            return State::Ended;
        }
        State::Active
    }

    /// Whether its last window is over.
    fn is_over(&self, weeks: WeekStart, today: Day) -> bool {
        self.terms.last_day().is_some() && self.terms.windows(weeks, today).next().is_none()
    }
}

impl Ending {
    /// Whether this window still counts.
    pub fn leaves(&self, window: &Window) -> bool {
        window.from <= self.on && (self.keeps_window || !window.holds(self.on))
    }
}
