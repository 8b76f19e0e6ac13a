//! The flags that say what a report is about, the same wherever one is made: which days, and of which promise.

use clap::Args;

use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::domain::Promise;
use crate::domain::period::{Period, PeriodWord};

/// A period, in one word or several.
#[derive(Clone, Debug, Args)]
pub struct PeriodArgs {
    /// last, 2026-W47, 2026-11, 2026, chapter, all, 12w, a date, DATE..DATE [default: this week]
    #[arg(value_name = "PERIOD")]
    period: Vec<String>,
}

impl PeriodArgs {
    /// The days that were meant.
    pub fn reckon(&self, reading: &Reading) -> Result<Period, Failure> {
        let word: PeriodWord = match self.period.join(" ").as_str() {
            "" => PeriodWord::ThisWeek,
            words => words.parse()?,
        };
        let (book, reckoning) = (&reading.book, &reading.reckoning);
        let chapter = book.current_chapter(reckoning).map(|(chapter, from)| (from, chapter.label()));
        Ok(word.reckon(reckoning, book.first_day(reckoning), chapter)?)
    }
}

/// One promise alone.
#[derive(Clone, Debug, Args)]
pub struct OnlyArgs {
    /// One promise alone, by its id or name
    #[arg(long, value_name = "ID")]
    promise: Option<String>,
}

impl OnlyArgs {
    /// The promise that was meant, where one was named.
    pub fn find<'a>(&self, reading: &'a Reading) -> Result<Option<&'a Promise>, Failure> {
        Ok(self.promise.as_deref().map(|text| reading.book.find(text)).transpose()?)
    }
}
