//! The windows of a report, read while it is written out, a stretch at a time.

use std::cell::RefCell;
use std::ops::ControlFlow;

use super::desk::Reading;
use super::error::Failure;
use super::progress::Progress;
use crate::domain::{Day, Judged, Span, ThingId};
use crate::ledger::LedgerError;
use crate::report::calendar::Sheets;
use crate::report::told::{Asked, Retell, Unread};

/// So many windows are read at a time; in tests, where none has many, a few.
const AT_ONCE: usize = if cfg!(test) { 3 } else { 256 };

/// The windows of a reading, which must not end before they are told.
#[derive(Debug)]
pub struct Retold<'a> {
    reading: &'a Reading,
    failed: RefCell<Option<LedgerError>>,
    progress: Progress,
}

impl<'a> Retold<'a> {
    /// Of that reading.
    pub fn new(reading: &'a Reading, progress: Progress) -> Self {
        Self { reading, failed: RefCell::default(), progress }
    }

    /// Day by day, of all promises or of one.
    pub fn sheets(&self, period: Span, only: Option<ThingId>) -> Sheets<'_> {
        let Reading { book, reckoning, .. } = self.reading;
        Sheets { book, reckoning, period, source: self, only }
    }

    /// What was made of them; else why they could not be read, where that was it.
    pub fn made<T, E: Into<Failure>>(&self, made: Result<T, E>) -> Result<T, Failure> {
        self.progress.clear();
        self.failed.take().map_or(made.map_err(Into::into), |failed| Err(failed.into()))
    }

    fn read(
        &self,
        asked: &Asked<'_>,
        tell: &mut dyn FnMut(&Judged) -> ControlFlow<()>,
    ) -> Result<(), LedgerError> {
        let Reading { ledger, book, reckoning, .. } = self.reading;
        let Asked { promise, span, with_notes } = *asked;
        let is_one_off = promise.terms.is_one_off();
        let from = if is_one_off { promise.start() } else { span.from };
        let paused = book.paused(promise.id, reckoning);
        let judge = book.judge(promise, &paused, reckoning);
        let mut windows = promise
            .windows(reckoning, from)
            .take_while(|window| is_one_off || window.from <= span.to)
            .peekable();
        while let Some(first) = windows.next() {
            let mut last = first;
            for _ in 1..AT_ONCE {
                last = windows.next_if(|next| next.from <= reckoning.today).unwrap_or(last);
            }
            // The marks on a one-off may be about any day after it. Of later windows there are few.
            let is_last = is_one_off || first.from > reckoning.today;
            let days = Span::new(first.from, last.to.filter(|_| !is_last).unwrap_or(Day::MAX));
            let marks = if with_notes {
                ledger.marks(promise.id, days)
            } else {
                ledger.marks_alone(promise.id, days)
            }?;
            let last = match (is_one_off, is_last) {
                (true, _) => Day::MAX,
                (false, true) => span.to,
                (false, false) => last.from,
            };
            for judged in judge.windows(first.from, &marks).take_while(|judged| judged.window.from <= last) {
                self.progress.step();
                if tell(&judged).is_break() {
                    return Ok(());
                }
            }
            if is_last {
                break;
            }
        }
        Ok(())
    }
}

impl Retell for Retold<'_> {
    fn each(
        &self,
        asked: &Asked<'_>,
        tell: &mut dyn FnMut(&Judged) -> ControlFlow<()>,
    ) -> Result<(), Unread> {
        self.read(asked, tell).map_err(|error| {
            *self.failed.borrow_mut() = Some(error);
            Unread
        })
    }
}

impl From<Unread> for Failure {
    fn from(unread: Unread) -> Self {
        LedgerError::Damaged(unread.to_string()).into()
    }
}
