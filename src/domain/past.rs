//! What only a look at all of the past asks of what is folded: counts whatever the chapter, what there is to talk about,
//! and every week. It is kept apart from the other folds, so that no other question pays for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::block::Blocks;
use super::book::Book;
use super::day::Day;
use super::id::ThingId;
use super::judge::Judged;
use super::promise::Promise;
use super::stored::Number;
use super::tally::{Tally, possible};
use super::verdict::Verdict;
use super::week::Agreement;

/// Of what is final, what only a look at all of the past asks for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Past {
    /// By promise, whatever the chapter; the same promises as are folded.
    pub promises: BTreeMap<ThingId, PastOf>,
    /// The counts of the weeks of which the folds know no more than their runs, by their first days. Weeks in which
    /// nothing was counted are left out.
    pub weeks: BTreeMap<Day, Blocks<Tally>>,
}

/// The folded windows of one promise, whatever the chapter.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(into = "Stored", try_from = "Stored")]
pub struct PastOf {
    /// Their counts.
    pub tally: Tally,
    /// How often the two saw one alike.
    pub agreement: Agreement,
    /// Those to talk about.
    pub talk: ToTalk,
}

/// Windows of one promise to talk about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ToTalk {
    /// Seen differently.
    pub disputed: Several,
    /// Broken, without a repair.
    pub broken: Several,
    /// Not logged.
    pub unlogged: Several,
}

/// Windows of one promise and one verdict: so many are told by their number and the first of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(into = "StoredSeveral", try_from = "StoredSeveral")]
pub struct Several {
    /// How many.
    pub count: u32,
    /// The first and the last day of the first and the second of them: the very first thing to talk about is told apart.
    pub first: [Option<(Day, Option<Day>)>; 2],
}

impl Past {
    /// One window more.
    pub fn add(&mut self, judged: &Judged, promise: &Promise, book: &Book) {
        self.promises.entry(promise.id).or_default().add(judged, promise, book);
    }
}

impl PastOf {
    /// One window more.
    pub fn add(&mut self, judged: &Judged, promise: &Promise, book: &Book) {
        self.tally.add(judged);
        self.agreement.add(judged);
        self.talk.add(judged, promise, book);
    }
}

impl ToTalk {
    /// The next window of the promise, where there is something to talk about.
    fn add(&mut self, judged: &Judged, promise: &Promise, book: &Book) {
        if !is_to_talk_about(judged, promise, book) {
            return;
        }
        let several = match judged.verdict {
            Verdict::Disputed => &mut self.disputed,
            Verdict::Broken => &mut self.broken,
            _ => &mut self.unlogged,
        };
        several.add(judged.window.from, judged.window.to);
    }

    /// Whether there is anything.
    pub fn is_empty(&self) -> bool {
        self.by_verdict().iter().all(|(_, windows)| windows.count == 0)
    }

    /// The verdicts in the order in which they are talked about.
    pub const ORDER: [Verdict; 3] = [Verdict::Disputed, Verdict::Broken, Verdict::Unlogged];

    /// Those of one of these verdicts.
    pub fn of(&self, verdict: Verdict) -> Several {
        match verdict {
            Verdict::Disputed => self.disputed,
            Verdict::Broken => self.broken,
            _ => self.unlogged,
        }
    }

    /// By verdict, in their order.
    pub fn by_verdict(self) -> [(Verdict, Several); 3] {
        Self::ORDER.map(|verdict| (verdict, self.of(verdict)))
    }
}

/// Whether there is something to talk about: seen differently, broken, or not logged. What is broken and being repaired
/// has its place among the repairs.
pub fn is_to_talk_about(judged: &Judged, promise: &Promise, book: &Book) -> bool {
    match judged.verdict {
        Verdict::Disputed | Verdict::Unlogged => true,
        Verdict::Broken => {
            let cell = Some((promise.id, judged.window.from));
            !book.repairs.iter().any(|repair| repair.of == cell)
        }
        Verdict::Kept | Verdict::Late | Verdict::Excused | Verdict::Open | Verdict::Awaiting => false,
    }
}

impl Several {
    fn add(&mut self, from: Day, to: Option<Day>) {
        self.count += 1;
        if let Some(free) = self.first.iter_mut().find(|one| one.is_none()) {
            *free = Some((from, to));
        }
    }

    /// The day on which the first of them began.
    pub fn first_day(&self) -> Option<Day> {
        self.first[0].map(|(from, _)| from)
    }

    /// All but the first. Of what is left no more than the first is known.
    #[must_use]
    pub fn rest(self) -> Self {
        Self { count: self.count.saturating_sub(1), first: [self.first[1], None] }
    }
}

/// In short: the counts, the agreement, what there is to talk about by verdict.
type Stored = (Tally, (u32, u32), [Several; 3]);

impl From<PastOf> for Stored {
    fn from(past: PastOf) -> Self {
        let Agreement { both, same } = past.agreement;
        (past.tally, (both, same), past.talk.by_verdict().map(|(_, several)| several))
    }
}

impl TryFrom<Stored> for PastOf {
    type Error = &'static str;

    fn try_from((tally, (both, same), [disputed, broken, unlogged]): Stored) -> Result<Self, Self::Error> {
        let agreement = Agreement { both: possible(both)?, same: possible(same)? };
        Ok(Self { tally, agreement, talk: ToTalk { disputed, broken, unlogged } })
    }
}

/// How many, and the first two, each by its first and last day.
type StoredSeveral = (u32, Vec<(Number, Option<Number>)>);

impl From<Several> for StoredSeveral {
    fn from(several: Several) -> Self {
        let one = |(from, to): (Day, Option<Day>)| (Number(from), to.map(Number));
        (several.count, several.first.into_iter().flatten().map(one).collect())
    }
}

impl TryFrom<StoredSeveral> for Several {
    type Error = &'static str;

    fn try_from((count, first): StoredSeveral) -> Result<Self, Self::Error> {
        let first: Vec<_> = first.into_iter().map(|(from, to)| (from.0, to.map(|to| to.0))).collect();
        let first = match (count, first.as_slice()) {
            (0, []) => [None, None],
            (1, [one]) => [Some(*one), None],
            (2.., [one, other]) => [Some(*one), Some(*other)],
            _ => return Err("its windows do not fit its count"),
        };
        Ok(Self { count: possible(count)?, first })
    }
}
