//! What happened in a history, and where it leaves the promises: events replayed from the start every time.

use chrono::{NaiveDate, Weekday};

use crate::cadence::{Cadence, Raw};

pub const NAMES: [&str; 2] = ["Ana", "Ben"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    Kept,
    Broken,
    Excused,
}

impl Says {
    pub fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Broken => "broken",
            Self::Excused => "excused",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Mark {
    pub by: usize,
    pub on: NaiveDate,
    pub says: Says,
    pub note: Option<String>,
    pub recorded_on: NaiveDate,
    pub recorded_at: String,
}

#[derive(Clone, Debug)]
pub struct Terms {
    pub id: String,
    pub name: Option<String>,
    pub text: String,
    pub joint: bool,
    pub giver: usize,
    pub cadence: Cadence,
    pub times: u32,
    pub avoid: bool,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Asked on this day, and not answered yet.
    Waiting(NaiveDate),
    Declined,
    /// Given, or accepted.
    Counts,
}

#[derive(Clone, Debug)]
pub struct Said {
    pub promise: String,
    pub on: NaiveDate,
    pub says: Says,
    pub note: Option<String>,
}

#[derive(Clone, Debug)]
pub enum Act {
    Promise(Terms),
    Accept(String),
    Decline(String),
    /// `keeps`: whether the window that held that day still counts, as decided then.
    End {
        promise: String,
        keeps: bool,
    },
    Mark(Vec<Said>),
    Pause {
        id: String,
        promise: Option<String>,
        from: NaiveDate,
        until: Option<NaiveDate>,
    },
    Lift(String),
    /// The place of the event that it takes back.
    Undo(usize),
}

#[derive(Clone, Debug)]
pub struct Event {
    pub by: usize,
    pub day: NaiveDate,
    pub at: String,
    pub act: Act,
}

#[derive(Clone, Debug)]
pub struct Promise {
    pub terms: Terms,
    pub answer: Answer,
    pub ended: Option<(NaiveDate, bool)>,
    /// The standing marks, in the order recorded.
    pub marks: Vec<Mark>,
    /// All windows, also those that an ending took away.
    pub raws: Vec<Raw>,
}

#[derive(Clone, Debug)]
pub struct Pause {
    pub id: String,
    pub by: usize,
    pub promise: Option<String>,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub lifted: Option<NaiveDate>,
}

pub struct World {
    pub starts: Weekday,
    pub promises: Vec<Promise>,
    pub pauses: Vec<Pause>,
}

/// As of which day a figure is reckoned; `cut` with `--today`, which leaves out what is dated later.
#[derive(Clone, Copy, Debug)]
pub struct AsOf {
    pub today: NaiveDate,
    pub cut: bool,
}

/// Which events stand: settled from the latest down, so that an undone undo takes nothing back.
pub fn standing(events: &[Event]) -> Vec<bool> {
    let mut stands = vec![true; events.len()];
    for i in (0..events.len()).rev() {
        if let Act::Undo(target) = events[i].act
            && stands[i]
        {
            stands[target] = false;
        }
    }
    stands
}

impl World {
    pub fn replay(events: &[Event], starts: Weekday) -> Self {
        let mut world = Self { starts, promises: Vec::new(), pauses: Vec::new() };
        for (event, stands) in events.iter().zip(standing(events)) {
            if stands {
                world.apply(event);
            }
        }
        for promise in &mut world.promises {
            if promise.answer == Answer::Counts {
                promise.raws = promise.terms.cadence.windows(promise.terms.from, promise.terms.until, starts);
            }
        }
        world
    }

    fn apply(&mut self, event: &Event) {
        match &event.act {
            Act::Promise(terms) => self.promises.push(Promise {
                terms: terms.clone(),
                answer: if terms.joint { Answer::Waiting(event.day) } else { Answer::Counts },
                ended: None,
                marks: Vec::new(),
                raws: Vec::new(),
            }),
            Act::Accept(id) => {
                if let Some(promise) = self.find_mut(id) {
                    promise.answer = Answer::Counts;
                    promise.terms.from = promise.terms.from.max(event.day);
                }
            }
            Act::Decline(id) => {
                if let Some(promise) = self.find_mut(id) {
                    promise.answer = Answer::Declined;
                }
            }
            Act::End { promise, keeps } => {
                if let Some(found) = self.find_mut(promise) {
                    found.ended = Some((event.day, *keeps));
                }
            }
            Act::Mark(said) => {
                // Marks of one command are ordered by their date.
                let mut said = said.clone();
                said.sort_by_key(|s| s.on);
                for one in said {
                    if let Some(promise) = self.find_mut(&one.promise) {
                        promise.mark(event, &one);
                    }
                }
            }
            Act::Pause { id, promise, from, until } => self.pauses.push(Pause {
                id: id.clone(),
                by: event.by,
                promise: promise.clone(),
                from: *from,
                until: *until,
                lifted: None,
            }),
            Act::Lift(id) => {
                if let Some(pause) = self.pauses.iter_mut().find(|p| p.id == *id) {
                    pause.lifted = Some(event.day);
                }
            }
            Act::Undo(_) => {}
        }
    }

    fn find_mut(&mut self, id: &str) -> Option<&mut Promise> {
        self.promises.iter_mut().find(|p| p.terms.id == id)
    }

    pub fn find(&self, id: &str) -> &Promise {
        self.promises.iter().find(|p| p.terms.id == id).unwrap()
    }

    pub fn paused(&self, promise: &str, d: NaiveDate, as_of: AsOf) -> bool {
        let seen = !as_of.cut || d <= as_of.today;
        seen && self.pauses.iter().any(|pause| {
            pause.promise.as_deref().is_none_or(|id| id == promise)
                && pause.from <= d
                && pause.until.is_none_or(|until| d <= until)
                && pause.lifted.is_none_or(|lifted| d < lifted)
        })
    }
}

impl Promise {
    /// Puts a mark in the place of this partner's earlier one of that date.
    pub fn mark(&mut self, event: &Event, said: &Said) {
        let mut mark = Mark {
            by: event.by,
            on: said.on,
            says: said.says,
            note: said.note.clone(),
            recorded_on: event.day,
            recorded_at: event.at.clone(),
        };
        if let Some(i) = self.marks.iter().position(|m| m.by == event.by && m.on == said.on) {
            let old = self.marks.remove(i);
            if old.says == said.says {
                mark.recorded_on = old.recorded_on;
                mark.recorded_at = old.recorded_at;
                mark.note = said.note.clone().or(old.note);
            }
        }
        self.marks.push(mark);
    }

    pub fn ended_on(&self, as_of: AsOf) -> Option<NaiveDate> {
        self.ended.map(|(day, _)| day).filter(|day| !as_of.cut || *day <= as_of.today)
    }

    /// The windows that are left after an ending.
    pub fn counted(&self, as_of: AsOf) -> Vec<Raw> {
        let mut left = self.raws.clone();
        if let (Some(end), Some((_, keeps))) = (self.ended_on(as_of), self.ended) {
            left.retain(|raw| if raw.holds(end) { keeps } else { raw.from <= end });
        }
        left
    }
}
