//! The terms of a promise: what recurs or when it is due, from when, and whether it is to do or to avoid.

use serde::{Deserialize, Serialize};

use super::cadence::{Cadence, Every};
use super::day::{Day, WeekStart};
use super::rejection::{Rejection, TermsFault};
use super::window::{Schedule, Window};

/// When a promise must be kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum When {
    /// Once, and no day was said: open until somebody marks it.
    Whenever,
    /// Once, by that day. Kept later is late.
    Due(Day),
    /// Again and again.
    Every {
        /// What recurs.
        cadence: Cadence,
        /// On how many different days of each whole window; 1 for single days.
        times: u32,
        /// The last day, if one was said.
        until: Option<Day>,
    },
}

/// What was given: when, from when, and to do or to avoid.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub struct Terms {
    /// When it must be kept.
    pub when: When,
    /// The first day on which it counts.
    pub from: Day,
    /// A promise not to do something.
    pub avoid: bool,
}

/// Terms as somebody wishes them, before anything was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TermsWish {
    /// `--due`
    pub due: Option<Day>,
    /// `--every`
    pub every: Option<Every>,
    /// `--times`
    pub times: Option<u32>,
    /// `--from`, or today
    pub from: Day,
    /// `--until`
    pub until: Option<Day>,
    /// `--avoid`
    pub avoid: bool,
}

impl TermsWish {
    /// The terms, or the first thing that is wrong with them.
    pub fn check(self, weeks: WeekStart) -> Result<Terms, Rejection> {
        let fault = |fault| Err(Rejection::Terms(fault));
        if self.due.is_some() && self.every.is_some() {
            return fault(TermsFault::DueWithEvery);
        }
        if self.due.is_some() && self.until.is_some() {
            return fault(TermsFault::DueWithUntil);
        }
        if self.until.is_some() && self.every.is_none() {
            return fault(TermsFault::UntilWithoutEvery);
        }
        if let Some(end) = self.due.or(self.until)
            && end < self.from
        {
            return fault(TermsFault::EndsBeforeStart { from: self.from, end });
        }
        let from_slash = self.every.as_ref().and_then(|every| every.times);
        if self.avoid {
            if self.times.is_some() || from_slash.is_some() {
                return fault(TermsFault::AvoidWithTimes);
            }
            if self.due.is_none() && self.every.is_none() {
                return fault(TermsFault::AvoidWithoutEnd);
            }
        }
        let when = match (self.due, self.every) {
            (Some(due), _) if self.times.is_none() => When::Due(due),
            (None, None) if self.times.is_none() => When::Whenever,
            (_, None) | (Some(_), _) => return fault(TermsFault::TimesWithoutPeriod),
            (None, Some(every)) => {
                if self.times.is_some() && every.times.is_some() {
                    return fault(TermsFault::TimesTwice);
                }
                let times = self.times.or(every.times);
                if times.is_some() && !every.cadence.has_long_windows() {
                    return fault(TermsFault::TimesWithoutPeriod);
                }
                let times = times.unwrap_or(1);
                let most = every.cadence.shortest_window();
                if !(1..=most).contains(&times) {
                    return fault(TermsFault::TimesOutOfRange {
                        times,
                        most,
                        cadence: every.cadence.to_string(),
                    });
                }
                When::Every { cadence: every.cadence, times, until: self.until }
            }
        };
        let terms = Terms { when, from: self.from, avoid: self.avoid };
        if terms.windows(weeks, terms.from).next().is_none() {
            return fault(TermsFault::NoWindow);
        }
        Ok(terms)
    }
}

impl Terms {
    /// The windows that are not over before `day`, in order.
    pub fn windows(&self, weeks: WeekStart, day: Day) -> Box<dyn Iterator<Item = Window> + '_> {
        match &self.when {
            When::Whenever => Box::new(std::iter::once(self.only_window(None))),
            When::Due(due) => {
                Box::new(Some(self.only_window(Some(*due))).into_iter().filter(move |w| !w.is_over(day)))
            }
            When::Every { .. } => Box::new(self.schedule(weeks).into_iter().flat_map(move |s| s.from(day))),
        }
    }

    /// The latest window that is over before `day`.
    pub fn window_before(&self, weeks: WeekStart, day: Day) -> Option<Window> {
        match &self.when {
            When::Whenever => None,
            When::Due(due) => Some(self.only_window(Some(*due))).filter(|window| window.is_over(day)),
            When::Every { .. } => self.schedule(weeks).and_then(|schedule| schedule.before(day)),
        }
    }

    fn only_window(&self, to: Option<Day>) -> Window {
        let whole_days = to.map_or(1, |to| to.days_since(self.from) + 1);
        Window { from: self.from, to, whole_days }
    }

    fn schedule(&self, weeks: WeekStart) -> Option<Schedule<'_>> {
        match &self.when {
            When::Every { cadence, until, .. } => {
                Some(Schedule { cadence, start: self.from, until: *until, weeks })
            }
            When::Whenever | When::Due(_) => None,
        }
    }

    /// On how many days of a whole window it must be kept.
    pub fn times(&self) -> u32 {
        match self.when {
            When::Every { times, .. } => times,
            When::Whenever | When::Due(_) => 1,
        }
    }

    /// The cadence, where there is one.
    pub fn cadence(&self) -> Option<&Cadence> {
        match &self.when {
            When::Every { cadence, .. } => Some(cadence),
            When::Whenever | When::Due(_) => None,
        }
    }

    /// The day by which a one-off is due.
    pub fn due(&self) -> Option<Day> {
        match self.when {
            When::Due(due) => Some(due),
            When::Whenever | When::Every { .. } => None,
        }
    }

    /// The last day of a recurring promise.
    pub fn until(&self) -> Option<Day> {
        match self.when {
            When::Every { until, .. } => until,
            When::Whenever | When::Due(_) => None,
        }
    }

    /// The last day of all, where there is one.
    pub fn last_day(&self) -> Option<Day> {
        self.due().or(self.until())
    }

    /// Whether it is to be kept just once.
    pub fn is_one_off(&self) -> bool {
        self.cadence().is_none()
    }

    /// The same terms from another day on.
    #[must_use]
    pub fn starting(&self, from: Day) -> Self {
        Self { from, ..self.clone() }
    }
}

/// How terms stand in the record.
#[derive(Serialize, Deserialize)]
struct Written {
    from: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    every: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<Day>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    avoid: bool,
}

impl From<Terms> for Written {
    fn from(terms: Terms) -> Self {
        let times = terms.times();
        Self {
            from: terms.from,
            due: terms.due(),
            every: terms.cadence().map(ToString::to_string),
            times: (times > 1).then_some(times),
            until: terms.until(),
            avoid: terms.avoid,
        }
    }
}

impl TryFrom<Written> for Terms {
    type Error = Rejection;

    fn try_from(written: Written) -> Result<Self, Rejection> {
        let when = match (written.due, written.every) {
            (Some(due), None) => When::Due(due),
            (None, None) => When::Whenever,
            (None, Some(every)) => When::Every {
                cadence: every.parse()?,
                times: written.times.unwrap_or(1).max(1),
                until: written.until,
            },
            (Some(_), Some(_)) => return Err(Rejection::Terms(TermsFault::DueWithEvery)),
        };
        Ok(Self { when, from: written.from, avoid: written.avoid })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish() -> TermsWish {
        let from = "2026-11-20".parse().unwrap();
        TermsWish { due: None, every: None, times: None, from, until: None, avoid: false }
    }

    fn fault(wish: TermsWish) -> TermsFault {
        match wish.check(WeekStart::default()) {
            Err(Rejection::Terms(fault)) => fault,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        let due = Some("2026-11-22".parse().unwrap());
        let every = |text: &str| Some(text.parse().unwrap());
        assert_eq!(fault(TermsWish { due, every: every("day"), ..wish() }), TermsFault::DueWithEvery);
        assert_eq!(fault(TermsWish { due, until: due, ..wish() }), TermsFault::DueWithUntil);
        assert_eq!(fault(TermsWish { until: due, ..wish() }), TermsFault::UntilWithoutEvery);
        assert_eq!(fault(TermsWish { avoid: true, ..wish() }), TermsFault::AvoidWithoutEnd);
        assert_eq!(
            fault(TermsWish { avoid: true, every: every("3/week"), ..wish() }),
            TermsFault::AvoidWithTimes
        );
        assert_eq!(fault(TermsWish { times: Some(2), due, ..wish() }), TermsFault::TimesWithoutPeriod);
        assert_eq!(fault(TermsWish { times: Some(1), ..wish() }), TermsFault::TimesWithoutPeriod);
        assert_eq!(
            fault(TermsWish { times: Some(1), every: every("day"), ..wish() }),
            TermsFault::TimesWithoutPeriod
        );
        assert_eq!(
            fault(TermsWish { times: Some(1), every: every("2/week"), ..wish() }),
            TermsFault::TimesTwice
        );
        for times in [0, 8] {
            assert!(matches!(
                fault(TermsWish { times: Some(times), every: every("week"), ..wish() }),
                TermsFault::TimesOutOfRange { most: 7, .. }
            ));
        }
        let early = Some("2026-11-19".parse().unwrap());
        assert!(matches!(fault(TermsWish { due: early, ..wish() }), TermsFault::EndsBeforeStart { .. }));
        assert_eq!(fault(TermsWish { every: every("mon"), until: due, ..wish() }), TermsFault::NoWindow);
    }

    #[test]
    fn terms_are_written_and_read_back() {
        let every = Some("3/week".parse().unwrap());
        let until = Some("2027-01-31".parse().unwrap());
        let terms = TermsWish { every, until, ..wish() }.check(WeekStart::default()).unwrap();
        let written = serde_json::to_string(&terms).unwrap();
        assert_eq!(written, r#"{"from":"2026-11-20","every":"week","times":3,"until":"2027-01-31"}"#);
        assert_eq!(serde_json::from_str::<Terms>(&written).unwrap(), terms);
    }
}
