//! The flags that say when a promise must be kept, the same wherever one is given.

use clap::Args;

use crate::domain::Day;
use crate::domain::cadence::Every;
use crate::domain::date::{DateWord, Looking};
use crate::domain::terms::TermsWish;

#[derive(Clone, Debug, Args)]
pub struct TermsArgs {
    /// By when, for a promise that is kept once
    #[arg(long, value_name = "DATE")]
    due: Option<DateWord>,
    /// How often, for a promise that is kept again and again
    #[arg(long, value_name = "CADENCE")]
    every: Option<Every>,
    /// On how many different days of each period or span
    #[arg(long, value_name = "N")]
    times: Option<u32>,
    /// The first day [default: today]
    #[arg(long, value_name = "DATE")]
    from: Option<DateWord>,
    /// The last day
    #[arg(long, value_name = "DATE")]
    until: Option<DateWord>,
}

impl TermsArgs {
    /// The terms that were said.
    pub fn wish(self, today: Day, avoid: bool) -> TermsWish {
        let ahead = |word: Option<DateWord>| word.map(|word| word.reckon(today, Looking::Ahead));
        TermsWish {
            due: ahead(self.due),
            every: self.every,
            times: self.times,
            from: ahead(self.from).unwrap_or(today),
            until: ahead(self.until),
            avoid,
        }
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.due.is_none()
            && self.every.is_none()
            && self.times.is_none()
            && self.from.is_none()
            && self.until.is_none()
    }

    /// What was said, laid over the terms that are there: a due day takes the place of a cadence and the other way
    /// round; it starts on the day given, or later where `--from` says so.
    pub fn over(self, base: TermsWish, today: Day) -> TermsWish {
        let said = self.clone().wish(today, base.avoid);
        let from = if self.from.is_some() { said.from.max(base.from) } else { base.from };
        if said.due.is_some() {
            return TermsWish { from, every: said.every, times: said.times, until: said.until, ..said };
        }
        let mut wish = TermsWish { from, until: said.until.or(base.until), ..base };
        if let Some(every) = said.every {
            wish = TermsWish { due: None, every: Some(every), times: None, ..wish };
        }
        if let (Some(times), Some(every)) = (said.times, wish.every.as_mut()) {
            every.times = Some(times);
        } else if said.times.is_some() {
            wish.times = said.times;
        }
        wish
    }
}
