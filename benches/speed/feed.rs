//! A couple's past as a feed: always the same one for the same size.

use std::io::{self, Write};

use chrono::{Datelike, Days, NaiveDate};

use crate::scene::TODAY;

/// How many promises the two have given, half of them each.
pub const PROMISES: u32 = 50;

/// What kind of past.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mix {
    /// Every promise for every day, and no notes.
    Plain,
    /// Days, weekdays, single days, weeks, several a week; one mark in twenty with a note.
    Mixed,
}

/// A past of about so many marks, up to yesterday.
#[derive(Clone, Copy, Debug)]
pub struct Past {
    /// What kind.
    pub mix: Mix,
    /// Its first day.
    pub first: NaiveDate,
    /// How many marks there are.
    pub marks: u64,
}

impl Past {
    /// Of whole days, with at least so many marks.
    pub fn of(mix: Mix, marks: u64) -> Self {
        let (mut day, mut found) = (today(), 0);
        while found < marks {
            day = day - Days::new(1);
            found += (0..PROMISES).filter(|promise| is_said(mix, *promise, day)).count() as u64;
        }
        Self { mix, first: day, marks: found }
    }

    /// The feed of one partner, 0 or 1: the promises, and then, day by day, what became of them.
    pub fn write(&self, partner: u32, to: &mut impl Write) -> io::Result<()> {
        let own = || (0..PROMISES).filter(move |promise| promise % 2 == partner);
        for promise in own() {
            writeln!(
                to,
                r#"{{"kind":"promise","text":"number {promise} of what was promised","every":"{}","name":"promise-{promise}","from":"{}"}}"#,
                cadence(self.mix, promise),
                self.first
            )?;
        }
        for day in self.first.iter_days().take_while(|day| *day < today()) {
            for promise in own().filter(|promise| is_said(self.mix, *promise, day)) {
                let chance = chance(promise, day);
                let says = match chance % 100 {
                    0..80 => "kept",
                    80..92 => "broken",
                    _ => "excused",
                };
                let note = if self.mix == Mix::Mixed && chance % 20 == 7 {
                    r#","note":"late, since the train was; done before bed all the same""#
                } else {
                    ""
                };
                writeln!(to, r#"{{"kind":"{says}","promise":"promise-{promise}","on":"{day}"{note}}}"#)?;
            }
        }
        Ok(())
    }
}

/// Today, as far as the program knows.
pub fn today() -> NaiveDate {
    TODAY.parse().unwrap()
}

fn cadence(mix: Mix, promise: u32) -> &'static str {
    match (mix, promise / 2 % 6) {
        (Mix::Plain, _) | (Mix::Mixed, 0 | 1) => "day",
        (Mix::Mixed, 2) => "weekday",
        (Mix::Mixed, 3) => "mon,wed,sat",
        (Mix::Mixed, 4) => "week",
        (Mix::Mixed, _) => "3/week",
    }
}

/// Whether anything is said of that day. In the mixed past one day in twenty is passed over.
fn is_said(mix: Mix, promise: u32, day: NaiveDate) -> bool {
    let weekday = day.weekday().number_from_monday();
    let asked = match cadence(mix, promise) {
        "weekday" => weekday <= 5,
        "mon,wed,sat" => matches!(weekday, 1 | 3 | 6),
        "week" => weekday == 1 + promise % 7,
        "3/week" => (weekday + promise).is_multiple_of(2),
        _ => true,
    };
    asked && (mix == Mix::Plain || chance(promise, day) % 20 != 11)
}

/// A number that looks like chance, the same for a promise and a day whenever it is asked (splitmix64).
fn chance(promise: u32, day: NaiveDate) -> u64 {
    let cell = u64::from(promise) << 32 | u64::from(day.num_days_from_ce().unsigned_abs());
    let mut z = cell.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z ^ (z >> 31)) >> 8
}
