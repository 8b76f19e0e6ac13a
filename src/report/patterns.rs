//! Patterns over the last 8 weeks: about promises and never about a person, good ones first, each with its evidence,
//! and never from fewer than three events.

use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::between::Adjustments;
use super::shape::Named;
use crate::domain::block::BlockWeeks;
use crate::domain::book::Book;
use crate::domain::repair::RepairState;
use crate::domain::{Day, Judged, Reckoning, Span, ThingId, Verdict};

/// How far patterns look back, in weeks, this one among them.
pub(super) const WEEKS: i64 = 8;
/// The fewest events behind a pattern.
const LEAST: usize = 3;

/// A pattern.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Pattern")]
pub struct PatternShape {
    /// What it is. There may be more kinds one day.
    pub kind: &'static str,
    /// Whether it is a good one; else it is worth a talk.
    pub good: bool,
    /// It in words.
    pub text: String,
    /// What is behind it.
    pub evidence: Vec<Evidence>,
}

/// One event behind a pattern.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Evidence {
    /// The promise; null, of a week of both.
    pub promise: Option<Named>,
    /// The day of it, or the first of its window or week.
    pub on: Day,
}

/// A window of the last 8 weeks, with its promise.
#[derive(Clone, Debug)]
struct Event {
    promise: Named,
    judged: Judged,
}

/// What was seen of the last 8 weeks, gathered while the accounts go by.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    today: Option<Day>,
    span: Option<Span>,
    events: Vec<Event>,
    good: Vec<PatternShape>,
    talk: Vec<PatternShape>,
    /// Broken windows of each promise, in order, with the days on which they broke: for repairs.
    breaks: Vec<(ThingId, Vec<(Day, Day)>)>,
}

impl Seen {
    /// One promise.
    pub fn add(&mut self, account: &Account<'_>, reckoning: &Reckoning) {
        let today = reckoning.today;
        let week = reckoning.weeks.week_of(today);
        let span = Span::new(week.from.plus(-7 * (WEEKS - 1)), week.to);
        self.today = Some(today);
        self.span = Some(span);
        let promise = Named::new(account.promise);
        let windows: Vec<&Judged> =
            account.begun().iter().filter(|judged| span.holds(judged.counted_on(today))).collect();
        self.back_the_next_time(&promise, &windows);
        self.excuses_without_notice(&promise, &windows);
        self.three_of_five(&promise, &windows);
        let broken = account.begun().iter().filter(|judged| judged.verdict == Verdict::Broken);
        let days = broken.map(|judged| (judged.window.from, judged.counted_on(today)));
        self.breaks.push((promise.id, days.collect()));
        self.events.extend(
            windows.into_iter().map(|judged| Event { promise: promise.clone(), judged: judged.clone() }),
        );
    }

    fn back_the_next_time(&mut self, promise: &Named, windows: &[&Judged]) {
        let due: Vec<&&Judged> = windows.iter().filter(|judged| judged.verdict.is_due()).collect();
        let is_miss = |judged: &Judged| matches!(judged.verdict, Verdict::Broken | Verdict::Unlogged);
        let misses: Vec<Day> =
            due.iter().filter(|judged| is_miss(judged)).map(|judged| judged.window.from).collect();
        let back = due.windows(2).filter(|pair| is_miss(pair[0]) && pair[1].verdict == Verdict::Kept).count();
        if misses.len() >= LEAST && back == misses.len() {
            let text =
                format!("{}: back the next time after every miss, {} times", promise.label(), misses.len());
            self.good.push(pattern("back_the_next_time", true, text, promise, &misses));
        }
    }

    fn excuses_without_notice(&mut self, promise: &Named, windows: &[&Judged]) {
        let sudden = |judged: &&&Judged| {
            judged.verdict == Verdict::Excused && judged.notice_days.is_some_and(|d| d < 1)
        };
        let days: Vec<Day> = windows.iter().filter(sudden).map(|judged| judged.window.from).collect();
        if days.len() >= LEAST {
            let text = format!("{}: {} excuses without a day's notice", promise.label(), days.len());
            self.talk.push(pattern("excuses_without_notice", false, text, promise, &days));
        }
    }

    fn three_of_five(&mut self, promise: &Named, windows: &[&Judged]) {
        let is_broken = |judged: &&&Judged| judged.verdict == Verdict::Broken;
        let five = windows.windows(5.min(windows.len()).max(1));
        let found = five.rev().find(|five| five.iter().filter(is_broken).count() >= LEAST);
        if let Some(found) = found {
            let days: Vec<Day> = found.iter().filter(is_broken).map(|judged| judged.window.from).collect();
            let text = format!("{}: broken {} times in {} windows", promise.label(), days.len(), found.len());
            self.talk.push(pattern("broken_three_of_five", false, text, promise, &days));
        }
    }

    /// The patterns, good ones first.
    pub fn patterns(
        mut self,
        book: &Book,
        adjustments: &Adjustments,
        weeks: &BlockWeeks,
        reckoning: &Reckoning,
    ) -> Vec<PatternShape> {
        let (Some(span), Some(_)) = (self.span, self.today) else { return Vec::new() };
        self.weeks_together(&weeks.run_together(reckoning.today), span);
        self.repairs(book, adjustments, span, reckoning);
        self.excuses_with_notice();
        self.breaks_spoken_of();
        self.unlogged_weeks(span);
        self.seen_differently(span);
        self.moved(book, span);
        self.good.extend(self.talk);
        self.good
    }

    fn weeks_together(&mut self, run: &[Day], span: Span) {
        let weeks: Vec<Day> = run.iter().copied().filter(|first| span.holds(*first)).collect();
        if weeks.len() >= 4 {
            let text = format!("{} steady weeks together in a row", weeks.len());
            let evidence = weeks.into_iter().map(|on| Evidence { promise: None, on }).collect();
            self.good.insert(0, PatternShape { kind: "steady_together", good: true, text, evidence });
        }
    }

    fn repairs(&mut self, book: &Book, adjustments: &Adjustments, span: Span, reckoning: &Reckoning) {
        for repair in &book.repairs {
            let adjustment = adjustments.of(repair, book, reckoning);
            if repair.state(adjustment.as_ref()) == RepairState::Holding
                && let Some(promise) = repair.adjustment.and_then(|id| book.line_from(id, reckoning).last())
            {
                // What was kept before there was anything to repair is no sign that the repair holds.
                let windows = adjustment.iter().flat_map(|adjustment| &adjustment.windows);
                let kept = windows.filter(|judged| judged.verdict == Verdict::Kept);
                let is_since = |day: &Day| span.holds(*day) && *day >= repair.on;
                let days: Vec<Day> =
                    kept.map(|judged| judged.counted_on(reckoning.today)).filter(is_since).collect();
                if days.len() >= LEAST {
                    let named = Named::new(promise);
                    let text = format!("{}: a repair that holds, kept {} times", named.label(), days.len());
                    self.good.push(pattern("repair_holds", true, text, &named, &days));
                }
            }
            // The break, the repair without an adjustment, and the break after it.
            let Some((id, window)) = repair.of.filter(|_| repair.adjustment.is_none()) else { continue };
            let later =
                self.breaks.iter().find(|(promise, _)| *promise == id).map(|(_, days)| days.as_slice());
            let is_later = |(from, on): &&(Day, Day)| *from > window && *on >= repair.on && span.holds(*on);
            let again = later.unwrap_or_default().iter().find(is_later);
            if let (Some((_, again)), Some(promise)) = (again, book.promise(id)) {
                let named = Named::new(promise);
                let text = format!("{}: broken again after a repair without a change", named.label());
                self.talk.push(pattern(
                    "broken_after_repair",
                    false,
                    text,
                    &named,
                    &[window, repair.on, *again],
                ));
            }
        }
    }

    fn excuses_with_notice(&mut self) {
        let excused =
            |event: &&Event| event.judged.verdict == Verdict::Excused && event.judged.notice_days.is_some();
        let all: Vec<&Event> = self.events.iter().filter(excused).collect();
        if all.len() >= LEAST
            && all.iter().all(|event| event.judged.notice_days.is_some_and(|days| days >= 1))
        {
            let text = format!("notice was given for every excuse, {} times", all.len());
            self.good.push(of_events("notice_for_every_excuse", true, text, &all));
        }
    }

    fn breaks_spoken_of(&mut self) {
        let all: Vec<&Event> =
            self.events.iter().filter(|event| event.judged.spoke_first.is_some()).collect();
        if all.len() >= LEAST && all.iter().all(|event| event.judged.spoke_first == Some(true)) {
            let text =
                format!("every break was spoken of first by the one who broke it, {} times", all.len());
            self.good.push(of_events("every_break_spoken_of", true, text, &all));
        }
    }

    fn unlogged_weeks(&mut self, span: Span) {
        let weeks =
            (0..WEEKS - 1).map(|back| Span::new(span.to.plus(-13 - 7 * back), span.to.plus(-7 - 7 * back)));
        let half = |week: &Span| {
            let of_week =
                || self.events.iter().filter(|event| event.judged.settled_on.is_some_and(|d| week.holds(d)));
            let due = of_week().filter(|event| event.judged.verdict.is_due()).count();
            let unlogged = of_week().filter(|event| event.judged.verdict == Verdict::Unlogged).count();
            unlogged > 0 && unlogged * 2 >= due
        };
        let weeks: Vec<Span> = weeks.collect();
        let Some(two) = weeks.windows(2).find(|pair| pair.iter().all(half)) else { return };
        let in_two = |event: &&Event| {
            event.judged.verdict == Verdict::Unlogged
                && two.iter().any(|week| event.judged.settled_on.is_some_and(|on| week.holds(on)))
        };
        let all: Vec<&Event> = self.events.iter().filter(in_two).collect();
        if all.len() >= LEAST {
            let text = "half of what was due was not logged, two weeks in a row".to_owned();
            let shape = of_events("unlogged_two_weeks", false, text, &all);
            self.talk.push(shape);
        }
    }

    fn seen_differently(&mut self, span: Span) {
        let four = Span::new(span.to.plus(1 - 28), span.to);
        let today = self.today.unwrap_or(span.to);
        let disputed = |event: &&Event| {
            event.judged.verdict == Verdict::Disputed && four.holds(event.judged.counted_on(today))
        };
        let all: Vec<&Event> = self.events.iter().filter(disputed).collect();
        if all.len() >= LEAST {
            let text = format!("{} windows seen differently in four weeks", all.len());
            let shape = of_events("seen_differently", false, text, &all);
            self.talk.push(shape);
        }
    }

    /// A promise moved three times: three revisions of one line of promises.
    fn moved(&mut self, book: &Book, span: Span) {
        for last in
            book.promises.iter().filter(|promise| promise.ending.is_none_or(|end| end.replaced_by.is_none()))
        {
            let mut days = Vec::new();
            let mut before = last.replaces.and_then(|id| book.promise(id));
            while let Some(promise) = before {
                days.extend(promise.ending.map(|ending| ending.on).filter(|on| span.holds(*on)));
                before = promise.replaces.and_then(|id| book.promise(id));
            }
            if days.len() >= LEAST {
                days.reverse();
                let named = Named::new(last);
                let text = format!("{}: moved {} times", named.label(), days.len());
                self.talk.push(pattern("moved", false, text, &named, &days));
            }
        }
    }
}

fn pattern(kind: &'static str, good: bool, text: String, promise: &Named, days: &[Day]) -> PatternShape {
    let evidence = days.iter().map(|on| Evidence { promise: Some(promise.clone()), on: *on });
    PatternShape { kind, good, text, evidence: evidence.collect() }
}

fn of_events(kind: &'static str, good: bool, text: String, events: &[&Event]) -> PatternShape {
    let one =
        |event: &&Event| Evidence { promise: Some(event.promise.clone()), on: event.judged.window.from };
    PatternShape { kind, good, text, evidence: events.iter().map(one).collect() }
}
