//! CSV (RFC 4180, UTF-8 without a byte order mark, lines ended by `\n`): one table per report, always with its line of
//! headers. The columns of each are documented at its type of row; they are called as in the JSON, where `list`'s
//! `tally` and `streak` become `tally_kept`, `streak_current`, ... What is null there is empty here.
//!
//! - `by` is who gave it; of a joint promise both, in the order of `init`, as `Ana & Ben`; `joint` is `true` then, so
//!   that a name with ` & ` in it is never taken for two.
//! - People's words are on one line, without control and direction characters. The JSON has them whole.
//! - **Guard.** Spreadsheet programs take what begins with `=`, `+`, `-` or `@` (also after spaces, also in the wide
//!   forms of East Asian scripts) for a formula. A field of people's words that does has an apostrophe put before it,
//!   which those programs read as "this is text". Ids, dates, numbers and words of this program are never guarded, so
//!   that `-3` days left stay a number.
//!
//! What has no place in one row per window, promise or event is in the JSON: steady weeks, marks with their notes,
//! thanks, repairs, boundaries, check-ins, patterns.

mod guard;
mod promise;
mod row;

pub use guard::Guarded;
pub use promise::PromiseRow;
pub use row::{CalendarRow, DueRow, EventRow, StreakRow, WindowRow};

use std::io::Write;
use std::marker::PhantomData;

use csv::{Error, Writer, WriterBuilder};
use row::{Giver, Row};
use serde::ser::Error as _;

use crate::report::calendar::{Calendar, PromiseDay};
use crate::report::due::Due;
use crate::report::history::History;
use crate::report::list::List;
use crate::report::show::Show;
use crate::report::streaks::Streaks;
use crate::report::weekly::Report;

/// `report`: one row per window of the period, by partner and promise, the joint promises last.
pub fn report(report: &Report<'_>, to: &mut dyn Write) -> Result<(), Error> {
    let blocks = report.partners.iter().map(|one| &one.block).chain([&report.joint]);
    let mut table = Table::begin(to)?;
    for one in blocks.flat_map(|block| &block.promises) {
        one.windows.each(false, |window| table.row(WindowRow::new(&one.listed.promise, &window)))?;
    }
    table.end()
}

/// `calendar`: one row per promise and day of which there is something to say, by partner and promise, the joint
/// promises last.
pub fn calendar(calendar: &Calendar<'_>, to: &mut dyn Write) -> Result<(), Error> {
    let both: Vec<String> = calendar.partners.iter().filter_map(|block| block.name.clone()).collect();
    let blocks = calendar.partners.iter().chain([&calendar.joint]);
    let mut table = Table::begin(to)?;
    for block in blocks {
        let giver = Giver::of_block(block.name.as_ref(), &both);
        for promise in &block.promises {
            for (on, verdict) in promise.days.all().map_err(Error::custom)? {
                table.row(CalendarRow::new(promise, &giver, PromiseDay { on, verdict }))?;
            }
        }
    }
    table.end()
}

/// `streaks`: one row per promise, by partner, the joint promises last.
pub fn streaks(streaks: &Streaks, to: &mut dyn Write) -> Result<(), Error> {
    let both: Vec<String> = streaks.partners.iter().filter_map(|block| block.name.clone()).collect();
    let blocks = streaks.partners.iter().chain([&streaks.joint]);
    let rows = blocks.flat_map(|block| {
        let giver = Giver::of_block(block.name.as_ref(), &both);
        block.promises.iter().map(move |promise| StreakRow::new(promise, &giver))
    });
    table(to, rows)
}

/// `list`: one row per promise, by id.
pub fn list(list: &List, to: &mut dyn Write) -> Result<(), Error> {
    table(to, list.promises.iter().map(PromiseRow::new))
}

/// `due`: one row per window that waits, by last day.
pub fn due(due: &Due, to: &mut dyn Write) -> Result<(), Error> {
    table(to, due.windows.iter().map(DueRow::new))
}

/// `show`: one row per window of the promise, oldest first.
pub fn show(show: &Show, to: &mut dyn Write) -> Result<(), Error> {
    table(to, show.windows.iter().map(|window| WindowRow::new(&show.promise, window)))
}

/// `history`: one row per event, oldest first.
pub fn history(history: &History, to: &mut dyn Write) -> Result<(), Error> {
    table(to, history.events.iter().map(EventRow::new))
}

fn table<R: Row>(to: &mut dyn Write, mut rows: impl Iterator<Item = R>) -> Result<(), Error> {
    let mut table = Table::begin(to)?;
    rows.try_for_each(|row| table.row(row))?;
    table.end()
}

/// The headers, and the rows under them.
struct Table<'a, R> {
    writer: Writer<&'a mut dyn Write>,
    rows: PhantomData<R>,
}

impl<'a, R: Row> Table<'a, R> {
    fn begin(to: &'a mut dyn Write) -> Result<Self, Error> {
        let mut writer = WriterBuilder::new().has_headers(false).from_writer(to);
        writer.write_record(R::COLUMNS)?;
        Ok(Self { writer, rows: PhantomData })
    }

    fn row(&mut self, row: R) -> Result<(), Error> {
        self.writer.serialize(row)
    }

    fn end(mut self) -> Result<(), Error> {
        Ok(self.writer.flush()?)
    }
}
