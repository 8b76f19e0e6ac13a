//! The accounts of a reading: as far back as a question needs, with what is over and settled of the past folded.

#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::collections::HashMap;

use super::desk::Reading;
use super::error::Failure;
use crate::domain::block::BlockWeeks;
use crate::domain::fold::{Depth, FoldedWeeks, Folds, first_left};
use crate::domain::{Day, Mark, Promise, Span, ThingId};
use crate::report::Account;

/// The accounts of all promises, read one at a time.
#[derive(Debug)]
pub struct Accounts<'a> {
    reading: &'a Reading,
    folds: Option<Folds>,
    from: Day,
    whole: Option<ThingId>,
    /// The marks of the latest days, once they were asked for.
    recent: OnceCell<HashMap<ThingId, Vec<Mark>>>,
}

/// So many days before the folds were made, marks are asked for of all promises at once.
const RECENT: i64 = 7;

impl<'a> Accounts<'a> {
    /// Of the windows that are not folded, with what is folded of the others.
    pub fn new(reading: &'a Reading) -> Self {
        let folds = reading.ledger.folds_for(&reading.book, &reading.reckoning);
        Self { reading, folds, from: Day::MAX, whole: None, recent: OnceCell::new() }
    }

    /// Also of windows that are folded, from the first on that is not over before that day.
    #[must_use]
    pub fn since(self, day: Day) -> Self {
        Self { from: day, ..self }
    }

    /// With all windows of that promise, none of them folded.
    #[must_use]
    pub fn whole(self, promise: ThingId) -> Self {
        Self { whole: Some(promise), ..self }
    }

    /// With what is told of all of the past in the place of the windows that are final, where there are folds and they tell
    /// it.
    #[must_use]
    pub fn with_past(self) -> Self {
        let Reading { ledger, book, reckoning, .. } = self.reading;
        let past = || ledger.folds(Depth::Final).filter(|folds| folds.serve(book, reckoning));
        let folds = self.folds.is_some().then(past).flatten().or(self.folds);
        Self { folds, ..self }
    }

    /// What is folded.
    pub fn folds(&self) -> Option<&Folds> {
        self.folds.as_ref()
    }

    /// The weeks that are folded.
    pub fn weeks(&self) -> Option<&FoldedWeeks> {
        self.folds.as_ref().map(|folds| &folds.weeks)
    }

    /// Those of the chapter, to which the accounts are to be added.
    pub fn counted(&self) -> BlockWeeks {
        self.weeks().map(|weeks| weeks.counted.clone()).unwrap_or_default()
    }

    /// One after the other, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = Result<Account<'_>, Failure>> {
        self.reading.book.promises.iter().map(|promise| self.of(promise))
    }

    /// The account of one promise.
    pub fn of<'b>(&'b self, promise: &'b Promise) -> Result<Account<'b>, Failure> {
        let Reading { book, reckoning, .. } = self.reading;
        let folds = self.folds.as_ref().filter(|_| self.whole != Some(promise.id));
        let Some(folded) = folds.and_then(|folds| folds.promises.get(&promise.id)) else {
            let marks = self.marks_of(promise, promise.start())?;
            return Ok(Account::whole(book, promise, &marks, reckoning));
        };
        let left = first_left(promise, Some(folded), reckoning);
        let from = match (folded.last_day >= self.from, promise.terms.is_one_off()) {
            // The marks on a one-off may be about any day after it.
            (true, true) => Some(promise.start()),
            (true, false) => Some(left.map_or(self.from, |left| left.min(self.from))),
            (false, _) => left,
        };
        let first = from.and_then(|from| promise.windows(reckoning, from).next());
        let Some(first) = first.map(|window| window.from) else {
            return Ok(Account::folded(book, promise, folded, reckoning));
        };
        let Some(recent) = self.recent_from().filter(|recent| *recent <= first) else {
            let marks = self.marks_of(promise, first)?;
            return Ok(Account::since(book, promise, (first, &marks), Some(folded), reckoning));
        };
        let recent = if let Some(recent) = self.recent.get() {
            recent
        } else {
            let marks = self.reading.ledger.marks_from(recent)?;
            self.recent.get_or_init(|| marks)
        };
        let marks = recent.get(&promise.id).map(Vec::as_slice).unwrap_or_default();
        Ok(Account::since(book, promise, (first, marks), Some(folded), reckoning))
    }

    /// From which day on marks are asked for of all promises at once, where there are few of each.
    fn recent_from(&self) -> Option<Day> {
        let on = self.folds.as_ref()?.on;
        Some(self.from.clamp(on.plus(-RECENT), on))
    }

    fn marks_of(&self, promise: &Promise, from: Day) -> Result<Vec<Mark>, Failure> {
        Ok(self.reading.ledger.marks_alone(promise.id, Span::new(from, Day::MAX))?)
    }
}
