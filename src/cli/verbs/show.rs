//! `show`: one promise whole; or a boundary, a repair, a chapter, a pause.

use clap::Args;

use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::shared::Call;
use crate::domain::book::Thing;
use crate::domain::boundary::Boundary;
use crate::domain::repair::Repair;
use crate::domain::{Day, Promise, Span};
use crate::render::text;
use crate::report::Account;
use crate::report::between::{BoundaryShape, ChapterShape, PauseShape, RepairShape};
use crate::report::show::show;
use crate::report::thing::{ShowThing, Shown};

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    ourword show dishes\n  \
    ourword show dishes --times\n  \
    ourword show a9           # a repair, a boundary, a chapter, a pause")]
pub struct ShowArgs {
    /// Its id or name
    id: String,
    /// Show the instants of recording
    #[arg(long)]
    times: bool,
}

pub fn run(args: &ShowArgs, call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let thing = reading.book.thing(&args.id)?;
    let shown = match thing {
        Thing::Promise(promise) => return show_promise(&reading, promise, args, call),
        Thing::Boundary(boundary) => Shown::Boundary(shown_boundary(&reading, boundary)?),
        Thing::Repair(repair) => Shown::Repair(Box::new(shown_repair(&reading, repair)?)),
        Thing::Chapter(chapter) => Shown::Chapter(ChapterShape::new(chapter)),
        Thing::Pause(pause) => Shown::Pause(PauseShape::new(pause, &reading.book)),
    };
    let report = ShowThing::new(reading.reckoning.today, shown);
    reading.ledger.end_reading()?;
    let page = call.ui.page(reading.reader);
    call.ui.answer(&report, || text::thing::show(&report, &page), || vec![thing.id().to_string()])
}

fn show_promise(reading: &Reading, promise: &Promise, args: &ShowArgs, call: &Call) -> Result<(), Failure> {
    let account = reading.account(promise)?;
    let report = show(&reading.book, &reading.reckoning, &account);
    reading.ledger.end_reading()?;
    let page = call.ui.page(reading.reader);
    let id = || vec![report.promise.named.id.to_string()];
    call.ui.answer(&report, || text::show::show(&report, &page, args.times), id)
}

fn shown_boundary(reading: &Reading, boundary: &Boundary) -> Result<BoundaryShape, Failure> {
    let marks = reading.ledger.marks(boundary.id, Span::new(Day::MIN, Day::MAX))?;
    Ok(BoundaryShape::new(boundary, &marks, &reading.book, &reading.reckoning))
}

fn shown_repair(reading: &Reading, repair: &Repair) -> Result<RepairShape, Failure> {
    let adjustment = repair.adjustment.and_then(|id| reading.book.promise(id));
    let account = adjustment.map(|promise| reading.account(promise)).transpose()?;
    Ok(RepairShape::new(repair, account.as_ref().map(Account::begun), &reading.book))
}
