//! Pauses: days on which a promise, or everything, rests. A pause never undoes what was said.

use super::day::{Day, Span};
use super::id::ThingId;
use super::partner::Partner;
use super::reckoning::Reckoning;
use super::window::Window;

/// A pause as the ledger has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pause {
    /// Its id.
    pub id: ThingId,
    /// Who paused.
    pub by: Partner,
    /// Which promise; `None` for everything in the ledger.
    pub promise: Option<ThingId>,
    /// The first paused day.
    pub from: Day,
    /// The last paused day, if one was said.
    pub until: Option<Day>,
    /// The day on which it was lifted, no longer paused itself.
    pub lifted_on: Option<Day>,
}

impl Pause {
    /// The days that it takes out, or `None` when it was lifted before it began.
    pub fn days(&self, reckoning: &Reckoning) -> Option<Span> {
        let mut last = self.until.unwrap_or(Day::MAX);
        if let Some(lifted) = self.lifted_on
            && reckoning.sees(lifted)
        {
            last = last.min(lifted.previous());
        }
        if reckoning.as_of {
            last = last.min(reckoning.today);
        }
        (self.from <= last).then(|| Span::new(self.from, last))
    }
}

impl Pause {
    /// How many days before `today` it takes out.
    pub fn past_days(&self, today: Day) -> i64 {
        let last = [self.until, self.lifted_on.map(Day::previous), Some(today.previous())];
        let last = last.into_iter().flatten().min().unwrap_or(today);
        Span::new(self.from, last).days()
    }
}

/// All paused days of one promise: sorted spans that do not touch.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PausedDays(Vec<Span>);

impl PausedDays {
    /// Pauses add up: those of the promise and those of everything.
    pub fn of(promise: ThingId, pauses: &[Pause], reckoning: &Reckoning) -> Self {
        let concerns = |pause: &&Pause| pause.promise.is_none_or(|one| one == promise);
        Self::adding_up(pauses.iter().filter(concerns).filter_map(|pause| pause.days(reckoning)).collect())
    }

    fn adding_up(mut spans: Vec<Span>) -> Self {
        spans.sort_by_key(|span| span.from);
        let mut sum: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match sum.last_mut() {
                Some(last) if span.from <= last.to.next() => last.to = last.to.max(span.to),
                _ => sum.push(span),
            }
        }
        Self(sum)
    }

    /// Whether that day is paused.
    pub fn holds(&self, day: Day) -> bool {
        self.0.iter().any(|span| span.holds(day))
    }

    fn days_in(&self, span: Span) -> i64 {
        self.0.iter().filter_map(|paused| paused.meet(span)).map(Span::days).sum()
    }

    /// Whether every day of the window is paused; never so without an end.
    pub fn cover(&self, window: &Window) -> bool {
        !self.0.is_empty() && window.span().is_some_and(|span| self.days_in(span) == span.days())
    }

    /// On how many days the window must be kept: its share of `times`, rounded up, at least 1, when the
    /// promise's life or a pause leaves only some of the period's days: `ceil(times * left / days)`.
    pub fn share(&self, times: u32, window: &Window) -> u32 {
        let Some(span) = window.span().filter(|_| times > 1) else { return 1 };
        let left = span.days() - self.days_in(span);
        if left == window.whole_days {
            return times;
        }
        let asked = (i64::from(times) * left + window.whole_days - 1) / window.whole_days;
        u32::try_from(asked).unwrap_or(1).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, to: &str) -> Span {
        Span::new(from.parse().unwrap(), to.parse().unwrap())
    }

    #[test]
    fn pauses_add_up() {
        let paused = PausedDays::adding_up(vec![
            span("2026-11-10", "2026-11-12"),
            span("2026-11-01", "2026-11-03"),
            span("2026-11-04", "2026-11-04"),
            span("2026-11-11", "2026-11-11"),
        ]);
        assert_eq!(paused.0, [span("2026-11-01", "2026-11-04"), span("2026-11-10", "2026-11-12")]);
        assert_eq!(paused.days_in(span("2026-11-03", "2026-11-10")), 3);
    }

    #[test]
    fn a_share_is_rounded_up_and_at_least_one() {
        let week = |from: &str, to: &str| Window {
            from: from.parse().unwrap(),
            to: Some(to.parse().unwrap()),
            whole_days: 7,
        };
        let none = PausedDays::default();
        assert_eq!(none.share(3, &week("2026-11-16", "2026-11-22")), 3);
        assert_eq!(none.share(3, &week("2026-11-20", "2026-11-22")), 2, "3 * 3 / 7 = 1.3");
        assert_eq!(none.share(7, &week("2026-11-22", "2026-11-22")), 1);
        let away = PausedDays::adding_up(vec![span("2026-11-01", "2026-11-30")]);
        assert_eq!(away.share(3, &week("2026-11-16", "2026-11-22")), 1, "wholly paused asks for one");
        assert!(away.cover(&week("2026-11-16", "2026-11-22")));
        assert!(!away.cover(&week("2026-11-30", "2026-12-06")));
    }
}
