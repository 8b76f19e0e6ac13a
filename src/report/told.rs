//! What is told window by window, to programs. A long past has hundreds of thousands of windows, so a report does not hold
//! them: they are read once more while it is written out, a few at a time.

use std::fmt;
use std::ops::ControlFlow;

use schemars::JsonSchema;
use serde::ser::{Error, SerializeSeq};
use serde::{Serialize, Serializer};

use super::shape::{Given, WindowShape};
use crate::domain::book::Book;
use crate::domain::past::{ToTalk, is_to_talk_about};
use crate::domain::{Day, Judged, Promise, Span, Verdict};

/// Where windows come from, as often as they are told.
pub trait Retell: fmt::Debug {
    /// Tells the windows that are asked for, oldest first, until it is enough.
    fn each(&self, asked: &Asked<'_>, tell: &mut dyn FnMut(&Judged) -> ControlFlow<()>)
    -> Result<(), Unread>;
}

impl dyn Retell + '_ {
    /// The same, until one is refused: what it was refused for stands within what was read.
    pub fn try_each<E>(
        &self,
        asked: &Asked<'_>,
        mut tell: impl FnMut(&Judged) -> Result<(), E>,
    ) -> Result<Result<(), E>, Unread> {
        let mut told = Ok(());
        self.each(asked, &mut |judged| {
            told = tell(judged);
            if told.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        Ok(told)
    }
}

/// Some windows of a promise.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Of which.
    pub promise: &'a Promise,
    /// From the first window on that is not over before the first of these days, to the last that begins by the other: those
    /// that have begun, and later ones that already bear an excuse. Of a one-off it is always the one window that it has.
    pub span: Span,
    /// Whether what stands beside the marks is told.
    pub with_notes: bool,
}

/// Windows could not be read; who reads them knows why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unread;

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the windows cannot be read")
    }
}

impl std::error::Error for Unread {}

/// The windows of a report that are told one by one: of which days, as of when.
#[derive(Clone, Copy, Debug)]
pub(super) struct OneByOne<'a> {
    pub source: &'a dyn Retell,
    pub book: &'a Book,
    pub period: Span,
    pub today: Day,
}

impl OneByOne<'_> {
    /// Those of a promise that belong to the period.
    fn each<E: Error>(
        &self,
        asked: &Asked<'_>,
        mut tell: impl FnMut(&Judged) -> Result<(), E>,
    ) -> Result<(), E> {
        let read = self.source.try_each(asked, |judged| {
            let is_of_it = judged.has_begun(self.today) && self.period.holds(judged.counted_on(self.today));
            if is_of_it { tell(judged) } else { Ok(()) }
        });
        read.map_err(E::custom)?
    }

    /// No window that begins after this day belongs to the period: none is settled before it begins.
    fn last_day(&self) -> Day {
        self.period.to.min(self.today)
    }
}

/// The windows of one promise in the period of a report; none, where nobody asked for them.
#[derive(Clone, Copy, Debug)]
pub struct Windows<'a>(pub(super) Option<(OneByOne<'a>, &'a Promise)>);

impl Windows<'_> {
    /// Each of them, oldest first, with the notes to its marks or without.
    pub fn each<E: Error>(
        &self,
        with_notes: bool,
        mut tell: impl FnMut(WindowShape) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some((all, promise)) = self.0 else { return Ok(()) };
        let span = Span::new(all.period.from, all.last_day());
        let asked = Asked { promise, span, with_notes };
        all.each(&asked, |judged| tell(WindowShape::new(judged, all.book)))
    }
}

impl Serialize for Windows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = serializer.serialize_seq(None)?;
        self.each(true, |window| all.serialize_element(&window))?;
        all.end()
    }
}

/// A window to talk about: seen differently first, then broken, then not logged.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are the words of the JSON")]
pub struct TalkAbout<'a> {
    #[serde(flatten)]
    pub given: &'a Given,
    pub from: Day,
    pub to: Option<Day>,
    pub verdict: Verdict,
}

/// The windows of a report to talk about, one kind of thing first, by their first days.
#[derive(Clone, Debug, Default)]
pub struct ToTalkAbout<'a> {
    pub(super) told: Option<OneByOne<'a>>,
    /// The promises that have some, in the order of their ids, and how many.
    pub(super) of: Vec<(&'a Promise, ToTalk)>,
}

/// The windows of so many days are put in order at a time; in tests, where none goes far back, of a few.
const DAYS: i64 = if cfg!(test) { 10 } else { 1_000 };

impl ToTalkAbout<'_> {
    fn each<E: Error>(&self, mut tell: impl FnMut(TalkAbout<'_>) -> Result<(), E>) -> Result<(), E> {
        let Some(all) = self.told else { return Ok(()) };
        let given: Vec<Given> = self.of.iter().map(|(promise, _)| Given::new(promise, all.book)).collect();
        for verdict in ToTalk::ORDER {
            let first_of = |talk: &ToTalk| talk.of(verdict).first_day();
            let mut first = self.of.iter().filter_map(|(_, talk)| first_of(talk)).min();
            while let Some(from) = first.filter(|from| *from <= all.last_day()) {
                let span = Span::new(from, from.plus(DAYS - 1).min(all.last_day()));
                let mut found: Vec<(Day, usize, Option<Day>)> = Vec::new();
                for (of, (promise, talk)) in self.of.iter().enumerate() {
                    if first_of(talk).is_none_or(|first| first > span.to) {
                        continue;
                    }
                    all.each(&Asked { promise, span, with_notes: false }, |judged| {
                        // What began before was found before; of a one-off its window is always told.
                        let is_of_it = judged.verdict == verdict && span.holds(judged.window.from);
                        if is_of_it && is_to_talk_about(judged, promise, all.book) {
                            found.push((judged.window.from, of, judged.window.to));
                        }
                        Ok(())
                    })?;
                }
                found.sort_unstable();
                found.into_iter().try_for_each(|(from, of, to)| {
                    tell(TalkAbout { given: &given[of], from, to, verdict })
                })?;
                first = Some(span.to.next()).filter(|next| *next > span.to);
            }
        }
        Ok(())
    }
}

impl Serialize for ToTalkAbout<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = serializer.serialize_seq(None)?;
        self.each(|window| all.serialize_element(&window))?;
        all.end()
    }
}
