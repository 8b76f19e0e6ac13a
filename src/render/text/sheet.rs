//! A sheet: one sign a day, of one promise or of one block, and the days that are drawn.

use std::collections::BTreeMap;

use super::glyph::{Share, Used};
use super::page::Page;
use super::wording::text_of;
use crate::domain::{Day, Verdict};
use crate::report::calendar::{Calendar, CalendarBlock, CalendarPromise};

/// What a day shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ink {
    Sign(Verdict),
    Square(Share),
}

/// The days of one promise, or of one block.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What it is called.
    pub label: String,
    /// What is promised.
    pub what: Option<String>,
    days: BTreeMap<Day, Ink>,
}

impl Sheet {
    /// A promise: what became of it.
    pub fn of_promise(promise: &CalendarPromise<'_>) -> Self {
        // Where they cannot be read, nothing of it is shown: who reads them says so.
        let days = promise.days.all().unwrap_or_default();
        Self {
            label: promise.named.label(),
            what: Some(text_of(promise.named.text.as_ref())),
            days: days.into_iter().map(|(on, verdict)| (on, Ink::Sign(verdict))).collect(),
        }
    }

    /// A block: how much of what was due was kept.
    pub fn of_block(block: &CalendarBlock<'_>) -> Self {
        Self {
            label: block.name.clone().unwrap_or_else(|| "Both".to_owned()),
            what: None,
            days: block.days.iter().map(|day| (day.on, Ink::Square(Share::of(&day.tally())))).collect(),
        }
    }

    /// The glyph of a day, one column wide; a blank where there is nothing to say.
    pub fn glyph(&self, day: Day, page: &Page, used: &mut Used) -> String {
        match self.days.get(&day).copied() {
            None => " ".to_owned(),
            Some(Ink::Sign(verdict)) => {
                used.verdicts.push(verdict);
                page.inked(page.sign(verdict), verdict)
            }
            Some(Ink::Square(share)) => {
                used.shares.push(share);
                page.inked(page.share(share), share.like())
            }
        }
    }
}

/// The weeks that are drawn, by their first days.
#[derive(Clone, Debug)]
pub struct Days {
    /// The first day that is drawn.
    pub from: Day,
    /// The last one.
    pub to: Day,
    /// The first days of its weeks.
    pub weeks: Vec<Day>,
    /// Whether there is nothing to say of any day.
    pub is_empty: bool,
}

impl Days {
    /// So many weeks are drawn whole, a year; of a longer time those from the first to the last day of which there is
    /// something to say.
    const WHOLE: i64 = 54 * 7;

    /// The days of that calendar.
    pub fn new(calendar: &Calendar<'_>) -> Self {
        let days = || {
            let blocks = calendar.partners.iter().chain([&calendar.joint]);
            blocks.flat_map(|block| block.days.iter().map(|day| day.on))
        };
        let (mut from, mut to) = (calendar.from, calendar.to);
        if to.days_since(from) > Self::WHOLE {
            to = days().max().unwrap_or(from);
            from = days().min().unwrap_or(from);
        }
        let mut weeks = vec![calendar.weeks.first_of(from)];
        while let Some(next) = weeks.last().map(|last| last.plus(7)).filter(|next| *next <= to) {
            if weeks.last() == Some(&next) {
                break; // The calendar ends here.
            }
            weeks.push(next);
        }
        Self { from, to, weeks, is_empty: days().next().is_none() }
    }

    /// `Mo`, `Tu`, ... from the day on which weeks start.
    pub fn heads(&self) -> [String; 7] {
        let first = self.weeks.first().copied().unwrap_or(self.from);
        [0, 1, 2, 3, 4, 5, 6].map(|at| first.plus(at).short().chars().take(2).collect())
    }
}
