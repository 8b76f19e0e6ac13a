//! What is final, folded: so that no figure costs more because the past is longer.
//!
//! A run, a tally and a run of steady weeks are left folds over windows in order. A fold can be resumed: its state is
//! kept up to the last window that nothing but a new entry about it can change, and the next question starts from
//! there. Folds are a cache. Dropping them never changes an answer; they are used only by who looks from the real
//! today, on or after the day on which they were made.
//!
//! **What is final.** A window that is over, its grace too, whose verdict is not open or awaiting: time alone changes
//! neither its verdict nor the day on which it was settled. An unlogged one-off that nobody ended still waits, and is
//! not. Of a promise, the windows before the first one that is not final are folded.
//!
//! **How deep.** Of most windows all is said long before the grace is over. So there are two sets of folds: what is
//! [final](Depth::Final), and, grown from it by the first command of a day that writes, all that is
//! [settled](Depth::Settled). A late word drops only the latter, which a few days of marks make anew.
//!
//! **Weeks.** A week of a block holds windows by their settled days, which may lie well before a window's last day. A
//! window that is not final may by time alone come to be counted on the date of one of its marks or on its last day, and
//! no earlier. So of the weeks before all these dates only the run is kept; later ones are kept apart, [`SPARE`] weeks
//! more than need be, so that what looks back over twelve weeks finds them.
//!
//! **All of the past.** Who looks at all of it wants more than runs: that is folded apart, of what is final; see [`past`].
//!
//! **What unfolds them.** [`touched`](super::touched::touched) says of every event whether it can change what was over
//! when the folds were made.
//!
//! [`past`]: super::past

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::block::{BlockWeeks, Blocks};
use super::book::Book;
use super::day::{Day, Span, WeekStart};
use super::id::ThingId;
use super::judge::Judged;
use super::mark::Mark;
use super::past::{Past, PastOf};
use super::promise::Promise;
use super::reckoning::Reckoning;
use super::run::{Run, Streak};
use super::stored::Number;
use super::tally::Tally;
use super::verdict::{GRACE, Verdict};
use super::week::Weeks;

/// So many weeks before the first that may still change are told apart: the twelve of `change` up to the latest settled
/// week, or of a report of one of the last weeks.
pub const SPARE: i64 = 16;
/// Folds that are older are made anew by the next command that writes, in days.
const AGE: i64 = 7;
/// A past that is shorter is read whole, in days: there is nothing to gain.
const SHORT: i64 = 14;

/// The windows of one promise that are final, folded; figures are of those that lie in the chapter.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(into = "Stored", from = "Stored")]
pub struct Folded {
    /// The last day of the latest of them; of a one-off, whose marks may be about any later day, the end of the calendar.
    pub through: Day,
    /// The verdict on the latest of them.
    pub last: Verdict,
    /// The latest day by which one of them is counted, on which one ends, or about which something is said of one.
    pub last_day: Day,
    /// Their counts.
    pub tally: Tally,
    /// The runs up to the latest of them.
    pub streak: Streak,
}

/// In short, without the day that is stored beside it: the verdict, the latest day, the counts, the run and the best one.
type Stored = (Verdict, Number, Tally, (Run, Run));

impl From<Folded> for Stored {
    fn from(folded: Folded) -> Self {
        (folded.last, Number(folded.last_day), folded.tally, (folded.streak.current, folded.streak.best))
    }
}

impl From<Stored> for Folded {
    fn from((last, Number(last_day), tally, (current, best)): Stored) -> Self {
        Self { through: Day::MAX, last, last_day, tally, streak: Streak { current, best } }
    }
}

/// How much of the past is folded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Depth {
    /// What is final.
    Final,
    /// Also what is over and settled, and may still be spoken of within the grace: its verdict stays by itself.
    Settled,
}

/// What is final of everything, or settled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Folds {
    /// The day on which they were made.
    pub on: Day,
    /// Since when the chapter counts whose figures they are; `None` for all of the past.
    pub since: Option<Day>,
    /// By promise; one of which nothing is final is left out.
    pub promises: BTreeMap<ThingId, Folded>,
    /// Of the blocks.
    pub weeks: FoldedWeeks,
    /// What only a look at all of the past asks for, where that is wanted: of what is final.
    pub past: Option<Past>,
}

/// The weeks that the folded windows belong to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FoldedWeeks {
    /// The first day of the first week that is told apart. Of those before it only the runs are known.
    #[serde(skip, default = "end_of_the_calendar")]
    pub from: Day,
    /// Of the chapter.
    pub counted: BlockWeeks,
    /// Whatever the chapter; where there is none, the same as the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    all: Option<Blocks<Weeks>>,
}

fn end_of_the_calendar() -> Day {
    Day::MAX
}

impl Folded {
    fn add(before: Option<Self>, judged: &Judged, promise: &Promise, since: Option<Day>, today: Day) -> Self {
        let end = judged.window.to.filter(|_| !promise.terms.is_one_off());
        let mut folded = before.unwrap_or(Self {
            through: Day::MIN,
            last: judged.verdict,
            last_day: Day::MIN,
            tally: Tally::default(),
            streak: Streak::default(),
        });
        folded.through = end.unwrap_or(Day::MAX);
        folded.last = judged.verdict;
        let days = [judged.last_day(today), judged.counted_on(today)].into_iter();
        let days = days.chain(judged.marks.iter().map(|mark| mark.on));
        folded.last_day = days.fold(folded.last_day, Day::max);
        if is_counted(judged, since, today) {
            folded.tally.add(judged);
            folded.streak.add(judged, today);
        }
        folded
    }

    /// Whether that window is among them.
    pub fn holds(&self, judged: &Judged) -> bool {
        judged.window.to.unwrap_or(Day::MAX) <= self.through
    }
}

/// Whether a window lies in the chapter that counts since that day: by its last day.
pub fn is_counted(judged: &Judged, since: Option<Day>, today: Day) -> bool {
    since.is_none_or(|since| judged.last_day(today) >= since)
}

impl FoldedWeeks {
    /// These, where weeks are told apart from that day on: it is stored beside them.
    #[must_use]
    pub fn told_apart_from(self, from: Day) -> Self {
        Self { from, ..self }
    }

    /// Of every week from [`FoldedWeeks::from`] on what is folded of it, whatever the chapter.
    pub fn all(&self) -> &Blocks<Weeks> {
        self.all.as_ref().unwrap_or(&self.counted.blocks)
    }
}

impl Folds {
    /// Whether these folds are of what is looked at: from the real today, not before they were made, and of the chapter
    /// that counts.
    pub fn serve(&self, book: &Book, reckoning: &Reckoning) -> bool {
        !reckoning.as_of && self.on <= reckoning.today && self.since == since(book, reckoning)
    }

    /// What is told of all of the past of that promise, where something of it is folded.
    pub fn past_of(&self, promise: ThingId) -> Option<PastOf> {
        self.past.as_ref()?.promises.get(&promise).copied()
    }

    /// Whether a command that writes should make folds: there are none and the past is long, or these, made on that day
    /// for the chapter since that day, are old or of no use.
    pub fn are_wanted(
        depth: Depth,
        made: Option<(Day, Option<Day>)>,
        book: &Book,
        reckoning: &Reckoning,
    ) -> bool {
        let today = reckoning.today;
        let age = match depth {
            Depth::Final => AGE,
            Depth::Settled => 1,
        };
        match made {
            None => book.begins_by(today.plus(-SHORT), reckoning),
            Some((on, of)) => on > today || on.plus(age) <= today || of != since(book, reckoning),
        }
    }

    /// The folds as of today, grown from those before, which serve. `marks` are the standing ones on a promise whose
    /// dates lie in the span, in the order of their dates.
    pub fn grown<E>(
        before: Option<Self>,
        depth: Depth,
        book: &Book,
        reckoning: &Reckoning,
        marks: impl FnMut(ThingId, Span) -> Result<Vec<Mark>, E>,
    ) -> Result<Self, E> {
        let today = reckoning.today;
        let past = || (depth == Depth::Final).then(Past::default);
        let mut folds = before.unwrap_or_else(|| Self::none(since(book, reckoning), past()));
        folds.on = today;
        // No window that is left can come to be counted before this day: those behind the first begin after its last day.
        let mut moving = today;
        folds.add_all(book, reckoning, marks, |judged, promise| {
            let is_taken = match depth {
                Depth::Final => is_final(judged, promise, reckoning),
                Depth::Settled => is_settled(judged, promise, reckoning),
            };
            if !is_taken {
                moving = moving.min(earliest(judged, today));
            }
            is_taken
        })?;
        let from = reckoning.weeks.first_of(moving).plus(-7 * SPARE).max(folds.weeks.from);
        folds.fold_weeks_before(reckoning.weeks.first_of(from));
        Ok(folds)
    }

    /// The same windows folded anew: what these folds should be.
    pub fn anew<E>(
        &self,
        book: &Book,
        weeks: WeekStart,
        marks: impl FnMut(ThingId, Span) -> Result<Vec<Mark>, E>,
    ) -> Result<Self, E> {
        let reckoning = Reckoning { today: self.on, as_of: false, weeks };
        let past = self.past.as_ref().map(|_| Past::default());
        let mut folds = Self { on: self.on, ..Self::none(self.since, past) };
        folds.add_all(book, &reckoning, marks, |judged, promise| {
            self.promises.get(&promise.id).is_some_and(|folded| folded.holds(judged))
        })?;
        folds.fold_weeks_before(self.weeks.from);
        Ok(folds)
    }

    fn none(since: Option<Day>, past: Option<Past>) -> Self {
        let all = since.map(|_| Blocks::default());
        let weeks = FoldedWeeks { from: Day::MIN, counted: BlockWeeks::default(), all };
        Self { on: Day::MIN, since, promises: BTreeMap::new(), weeks, past }
    }

    fn fold_weeks_before(&mut self, first: Day) {
        if let Some(past) = &mut self.past {
            past.weeks.extend(self.weeks.all().tallies_before(first));
        }
        self.weeks.fold_before(first, self.on);
    }

    /// Adds the windows that have begun and are not folded, of every promise those before the first that is not taken.
    fn add_all<E>(
        &mut self,
        book: &Book,
        reckoning: &Reckoning,
        mut marks: impl FnMut(ThingId, Span) -> Result<Vec<Mark>, E>,
        mut takes: impl FnMut(&Judged, &Promise) -> bool,
    ) -> Result<(), E> {
        let (today, since) = (reckoning.today, self.since);
        for promise in &book.promises {
            let mut folded = self.promises.get(&promise.id).copied();
            let Some(first) = first_left(promise, folded.as_ref(), reckoning) else { continue };
            let marks = marks(promise.id, Span::new(first, Day::MAX))?;
            let paused = book.paused(promise.id, reckoning);
            for judged in book.judge(promise, &paused, reckoning).windows(first, &marks) {
                if !judged.has_begun(today) || !takes(&judged, promise) {
                    break;
                }
                folded = Some(Folded::add(folded, &judged, promise, since, today));
                self.weeks.add(&judged, promise, since, reckoning);
                if let Some(past) = &mut self.past {
                    past.add(&judged, promise, book);
                }
            }
            self.promises.extend(folded.map(|folded| (promise.id, folded)));
        }
        Ok(())
    }
}

impl FoldedWeeks {
    fn add(&mut self, judged: &Judged, promise: &Promise, since: Option<Day>, reckoning: &Reckoning) {
        if is_counted(judged, since, reckoning.today) {
            self.counted.add(promise.giver, judged, reckoning);
        }
        if let Some(all) = &mut self.all {
            all.of(promise.giver).add(judged, reckoning);
        }
    }

    fn fold_before(&mut self, first: Day, today: Day) {
        self.from = first;
        self.counted.fold_before(first, today);
        if let Some(all) = &mut self.all {
            all.fold_before(first, today);
        }
    }
}

/// The first day of the first window that is not folded; `None` where there is none.
pub fn first_left(promise: &Promise, folded: Option<&Folded>, reckoning: &Reckoning) -> Option<Day> {
    let from = match folded {
        Some(folded) if folded.through == Day::MAX => return None,
        Some(folded) => folded.through.next(),
        None => promise.start(),
    };
    promise.windows(reckoning, from).next().map(|window| window.from)
}

fn since(book: &Book, reckoning: &Reckoning) -> Option<Day> {
    book.current_chapter(reckoning).map(|(_, from)| from)
}

/// A one-off may be settled long after its last day; then it is final when that, too, is more than the grace ago, so that
/// nothing is folded that this week counts.
fn is_final(judged: &Judged, promise: &Promise, reckoning: &Reckoning) -> bool {
    let is_past = |day: Day| reckoning.today > day.plus(GRACE);
    is_settled(judged, promise, reckoning)
        && judged.window.to.is_none_or(is_past)
        && judged.settled_on.is_some_and(is_past)
}

/// Over, and time alone changes nothing about it.
fn is_settled(judged: &Judged, promise: &Promise, reckoning: &Reckoning) -> bool {
    let is_past = |day: Day| reckoning.today > day;
    let waits = match judged.verdict {
        Verdict::Open | Verdict::Awaiting => true,
        Verdict::Unlogged => promise.terms.is_one_off() && promise.ended(reckoning).is_none(),
        Verdict::Kept | Verdict::Late | Verdict::Broken | Verdict::Excused | Verdict::Disputed => false,
    };
    !waits && judged.window.to.is_none_or(is_past) && judged.settled_on.is_some_and(is_past)
}

/// The earliest day by which a window that is not final may come to be counted.
fn earliest(judged: &Judged, today: Day) -> Day {
    let marks = judged.marks.iter().map(|mark| mark.on).min();
    today.min(judged.window.to.unwrap_or(today)).min(marks.unwrap_or(today))
}
