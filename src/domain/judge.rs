//! Judging: a promise's windows and its marks, side by side in order, each window with its verdict and
//! the day on which it was settled.

use super::day::{Day, Span};
use super::mark::{Mark, Says, View, view};
use super::partner::{Giver, Partner};
use super::pause::PausedDays;
use super::promise::Promise;
use super::reckoning::Reckoning;
use super::verdict::{Case, GRACE, Verdict};
use super::window::Window;

/// A window with all that is known of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judged {
    /// The window.
    pub window: Window,
    /// On how many days it asks to be kept, after the share.
    pub times: u32,
    /// On how many days of it it was kept, both partners together.
    pub kept_days: u32,
    /// The views of the first and the second partner.
    pub views: [Option<View>; 2],
    /// The verdict.
    pub verdict: Verdict,
    /// The line of the verdict's table that gave it; see [`super::verdict`].
    pub line: u8,
    /// The day by which it belongs to a period; `None` while that is not settled: then it belongs to the
    /// period that holds today.
    pub settled_on: Option<Day>,
    /// Days from the recording of the first standing excuse to the last day; below zero when given after.
    pub notice_days: Option<i64>,
    /// Broken, with a broken mark and one giver: whether that giver's was recorded first, or on the same
    /// day as the other's.
    pub spoke_first: Option<bool>,
    /// The standing marks on it, in the order recorded.
    pub marks: Vec<Mark>,
}

impl Judged {
    /// The day by which it is counted: the settled day, else today.
    pub fn counted_on(&self, today: Day) -> Day {
        self.settled_on.unwrap_or(today)
    }

    /// The day that decides whether it lies in a chapter: its last, or, without an end, the day by which it
    /// is counted.
    pub fn last_day(&self, today: Day) -> Day {
        self.window.to.unwrap_or_else(|| self.counted_on(today))
    }

    /// Whether it has begun.
    pub fn has_begun(&self, today: Day) -> bool {
        self.window.from <= today
    }
}

/// What it takes to judge the windows of one promise.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a> {
    /// The promise.
    pub promise: &'a Promise,
    /// The days on which it rests.
    pub paused: &'a PausedDays,
    /// The day on which its giver left, if they did.
    pub left_on: Option<Day>,
    /// The day from which it is judged.
    pub reckoning: &'a Reckoning,
}

impl<'a> Judge<'a> {
    /// Its windows from the first that is not over before `from`, in order, each with its verdict: those
    /// that have begun, then later ones that already bear an excuse. `marks` are the standing ones of both
    /// partners from that window on, in the order of their dates.
    pub fn windows(self, from: Day, marks: &'a [Mark]) -> impl Iterator<Item = Judged> + 'a {
        let today = self.reckoning.today;
        let furthest = marks.iter().map(|mark| mark.on).max().unwrap_or(today).max(today);
        let mut rest = marks;
        self.promise
            .windows(self.reckoning, from)
            .take_while(move |window| window.from <= furthest)
            .map(move |window| {
                let before = rest.partition_point(|mark| mark.on < window.from);
                let reach = self.reach(&window).to;
                let (own, later) =
                    rest[before..].split_at(rest[before..].partition_point(|mark| mark.on <= reach));
                rest = later;
                self.window(window, own)
            })
            .filter(move |judged| {
                judged.has_begun(today) || judged.marks.iter().any(|m| m.says == Says::Excused)
            })
    }

    /// The days on which a mark speaks of this window: its own, and of a promise to do with a due day all
    /// days after it.
    pub fn reach(&self, window: &Window) -> Span {
        let late = self.promise.terms.due().is_some() && !self.promise.terms.avoid;
        Span::new(window.from, window.to.filter(|_| !late).unwrap_or(Day::MAX))
    }

    /// One window, with the standing marks that speak of it, in any order.
    pub fn window(&self, window: Window, marks: &[Mark]) -> Judged {
        let seen = marks.iter().filter(|mark| self.reckoning.sees(mark.on));
        // Mostly there is one, and a vector that grows by itself has room for four: of a long past, megabytes.
        let mut marks = Vec::with_capacity(marks.len());
        marks.extend(seen.cloned());
        marks.sort_by_key(|mark| mark.order);
        let today = self.reckoning.today;
        let avoid = self.promise.terms.avoid;
        let times = self.paused.share(self.promise.terms.times(), &window);
        let views = Partner::BOTH.map(|partner| view(partner, &marks, &window, times, avoid, today));
        let asked_until = self.asked_until(&views, &marks, &window);
        let kept = kept_dates(&marks, &window);
        let kept_days = u32::try_from(kept.len()).unwrap_or(u32::MAX);
        let case = Case {
            views,
            avoid,
            giver_may_speak: asked_until.is_some_and(|until| today <= until),
            giver_is_gone: asked_until.zip(self.left_on).is_some_and(|(until, left)| left <= until),
            over: window.is_over(today),
            grace_over: window.to.is_some_and(|to| today > to.plus(GRACE)),
            paused: self.paused.cover(&window),
            enough: kept_days >= times,
            some: kept_days > 0,
        };
        let (verdict, line) = case.verdict();
        let enough_on =
            usize::try_from(times).ok().and_then(|times| kept.get(times.checked_sub(1)?)).copied();
        Judged {
            settled_on: self.settled_on(verdict, &views, &marks, &window, enough_on),
            notice_days: notice_days(verdict, &marks, &window),
            spoke_first: self.spoke_first(verdict, &marks),
            window,
            times,
            kept_days,
            views,
            verdict,
            line,
            marks,
        }
    }

    /// A broken by the receiver alone, of a promise with one giver: until when the giver has time to speak. That is
    /// until 7 days after the later of the window's last day and the recording of the receiver's first standing broken.
    fn asked_until(&self, views: &[Option<View>; 2], marks: &[Mark], window: &Window) -> Option<Day> {
        let Giver::One(giver) = self.promise.giver else { return None };
        let receiver = giver.other();
        if views[giver.index()].is_some() || views[receiver.index()] != Some(View::Broken) {
            return None;
        }
        let first = first_recorded(marks, receiver, Says::Broken)?;
        Some(window.to.map_or(first, |to| to.max(first)).plus(GRACE))
    }

    fn spoke_first(&self, verdict: Verdict, marks: &[Mark]) -> Option<bool> {
        let Giver::One(giver) = self.promise.giver else { return None };
        if verdict != Verdict::Broken {
            return None;
        }
        let said = |partner| first_recorded(marks, partner, Says::Broken);
        match (said(giver), said(giver.other())) {
            (None, None) => None,
            (None, Some(_)) => Some(false),
            (Some(_), None) => Some(true),
            (Some(own), Some(others)) => Some(own <= others),
        }
    }

    fn settled_on(
        &self,
        verdict: Verdict,
        views: &[Option<View>; 2],
        marks: &[Mark],
        window: &Window,
        enough_on: Option<Day>,
    ) -> Option<Day> {
        use Verdict::{Awaiting, Broken, Disputed, Excused, Kept, Late, Open, Unlogged};
        let not_over = window.to.is_some() && !window.is_over(self.reckoning.today);
        match verdict {
            Open | Awaiting | Excused | Disputed if not_over => return None,
            Open | Awaiting if window.to.is_none() => return None,
            _ => {}
        }
        let otherwise = || window.to.or_else(|| marks.last().map(|mark| mark.on));
        match verdict {
            Kept if !self.promise.terms.avoid => enough_on.or_else(otherwise),
            Late => {
                let says_late = |mark: &&Mark| {
                    views[mark.by.index()] == Some(View::Late)
                        && mark.says == Says::Kept
                        && !window.holds(mark.on)
                };
                marks.iter().filter(says_late).map(|mark| mark.on).min().or_else(otherwise)
            }
            Broken => {
                let broken = marks.iter().filter(|mark| mark.says == Says::Broken);
                broken.map(|mark| mark.on).min().or_else(otherwise)
            }
            Kept | Unlogged | Excused | Disputed | Open | Awaiting => otherwise(),
        }
    }
}

/// The different days of the window that somebody says were kept, in order.
fn kept_dates(marks: &[Mark], window: &Window) -> Vec<Day> {
    let kept = marks.iter().filter(|mark| mark.says == Says::Kept && window.holds(mark.on));
    let mut days: Vec<Day> = kept.map(|mark| mark.on).collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn first_recorded(marks: &[Mark], by: Partner, says: Says) -> Option<Day> {
    marks.iter().filter(|mark| mark.by == by && mark.says == says).map(|mark| mark.recorded_on).min()
}

fn notice_days(verdict: Verdict, marks: &[Mark], window: &Window) -> Option<i64> {
    let first = marks.iter().filter(|mark| mark.says == Says::Excused).map(|mark| mark.recorded_on).min();
    match (verdict, first, window.to) {
        (Verdict::Excused, Some(first), Some(to)) => Some(to.days_since(first)),
        _ => None,
    }
}
