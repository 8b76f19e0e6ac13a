//! The windows of a report, read while it is written out, a stretch at a time.

use std::cell::RefCell;
use std::ops::ControlFlow;

use super::desk::Reading;
use super::error::Failure;
use crate::domain::{Day, Judged, Span};
use crate::ledger::LedgerError;
use crate::report::told::{Asked, Retell, Unread};

/// So many windows are read at a time; in tests, where none has many, a few.
const AT_ONCE: usize = if cfg!(test) { 3 } else { 256 };

/// The windows of a reading, which must not end before they are told.
#[derive(Debug)]
pub struct Retold<'a> {
    reading: &'a Reading,
    failed: RefCell<Option<LedgerError>>,
}

impl<'a> Retold<'a> {
    /// Of that reading.
    pub fn new(reading: &'a Reading) -> Self {
        Self { reading, failed: RefCell::default() }
    }

    /// What was made of them; else why they could not be read, where that was it.
    pub fn made<T>(&self, made: Result<T, Failure>) -> Result<T, Failure> {
        self.failed.take().map_or(made, |failed| Err(failed.into()))
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
        let last_day = span.to.min(reckoning.today);
        let mut windows =
            promise.windows(reckoning, from).take_while(|window| is_one_off || window.from <= last_day);
        while let Some(first) = windows.next() {
            let last = windows.by_ref().take(AT_ONCE - 1).last().unwrap_or(first);
            // The marks on a one-off may be about any day after it.
            let to = last.to.filter(|_| !is_one_off).unwrap_or(Day::MAX);
            let days = Span::new(first.from, to);
            let marks = if with_notes {
                ledger.marks(promise.id, days)
            } else {
                ledger.marks_alone(promise.id, days)
            }?;
            let begun =
                |judged: &Judged| judged.window.from <= last.from && judged.has_begun(reckoning.today);
            for judged in judge.windows(first.from, &marks).take_while(begun) {
                if tell(&judged).is_break() {
                    return Ok(());
                }
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
