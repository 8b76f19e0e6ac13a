//! `show`: one promise whole; or a boundary, a repair, a chapter, a pause.

use clap::Args;

use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::reply::{OutputArgs, Reply};
use crate::cli::shared::{Call, Format, forms};
use crate::cli::ui::Form;
use crate::domain::book::Thing;
use crate::domain::boundary::Boundary;
use crate::domain::repair::Repair;
use crate::domain::{Day, Promise, Span};
use crate::render::{markdown, text};
use crate::report::between::{Adjustments, BoundaryShape, ChapterShape, PauseShape, RepairShape};
use crate::report::show::show;
use crate::report::thing::{ShowThing, Shown};

#[derive(Debug, Args)]
#[command(
    arg = forms(&[Format::Text, Format::Json, Format::Csv, Format::Md]),
    after_long_help = "Examples:\n  \
    ourword show dishes\n  \
    ourword show dishes --times\n  \
    ourword show a9           # a repair, a boundary, a chapter, a pause"
)]
pub struct ShowArgs {
    /// Its id or name
    id: String,
    /// Show the instants of recording
    #[arg(long)]
    times: bool,
    /// Tell every window, not the latest 30 alone
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs,
}

pub fn run(args: &ShowArgs, call: &Call) -> Result<(), Failure> {
    let reading = Reading::open(call)?;
    let thing = reading.book.thing(&args.id)?;
    let shown = match thing {
        Thing::Promise(promise) => return show_promise(reading, promise, args, call),
        Thing::Boundary(boundary) => Shown::Boundary(shown_boundary(reading, boundary)?),
        Thing::Repair(repair) => Shown::Repair(Box::new(shown_repair(reading, repair)?)),
        Thing::Chapter(chapter) => Shown::Chapter(ChapterShape::new(chapter)),
        Thing::Pause(pause) => Shown::Pause(PauseShape::new(pause, &reading.book)),
    };
    let report = ShowThing::new(reading.reckoning.today, shown);
    reading.ledger.end_reading()?;
    let page = args.output.page(call, reading.reader);
    Reply::new(call, &report)
        .text(|| text::thing::show(&report, &page))
        .ids(|| vec![thing.id()])
        .send(&args.output)
}

fn show_promise(reading: &Reading, promise: &Promise, args: &ShowArgs, call: &Call) -> Result<(), Failure> {
    let account = reading.account(promise)?;
    let report = show(&reading.book, &reading.reckoning, account);
    reading.ledger.end_reading()?;
    let page = args.output.page(call, reading.reader);
    Reply::new(call, &report)
        .text(|| text::show::show(&report, &page, args.times, args.all))
        .ids(|| vec![report.promise.named.id])
        .or(Form::Md, || markdown::show(&report, args.times))
        .csv(|to| crate::render::csv::show(&report, to))?
        .send(&args.output)
}

fn shown_boundary(reading: &Reading, boundary: &Boundary) -> Result<BoundaryShape, Failure> {
    let marks = reading.ledger.marks(boundary.id, Span::new(Day::MIN, Day::MAX))?;
    Ok(BoundaryShape::new(boundary, &marks, &reading.book, &reading.reckoning))
}

fn shown_repair(reading: &Reading, repair: &Repair) -> Result<RepairShape, Failure> {
    let mut adjustments = Adjustments::default();
    for promise in repair.adjustment.into_iter().flat_map(|id| reading.book.line_from(id, &reading.reckoning))
    {
        adjustments.add(&reading.account(promise)?, &reading.book);
    }
    Ok(RepairShape::new(repair, &adjustments, &reading.book, &reading.reckoning))
}
