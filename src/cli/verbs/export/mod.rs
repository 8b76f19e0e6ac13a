//! `export`: the record whole, to be carried elsewhere; tables for a spreadsheet; or one's own words alone.

mod tables;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use serde::Serialize;

use super::recorded::Recorded;
use crate::cli::desk::Reading;
use crate::cli::error::Failure;
use crate::cli::file::Whole;
use crate::cli::progress::Progress;
use crate::cli::shared::{Call, Format};
use crate::cli::ui::Form;
use crate::domain::event::WordsOf;
use crate::domain::fact::Entry;
use crate::domain::period::PeriodWord;
use crate::domain::{Day, EventId, Span};
use crate::exchange::record;

#[derive(Debug, Args)]
#[command(
    after_long_help = "ndjson is the whole record, event by event, as the ledger has it: of both partners and every \
    device, with the check-ins that are not open yet. It is the ledger in another form; keep it as you keep the ledger. \
    `ourword import --format ourword` makes the same ledger of it.\n\n\
    csv is a folder of tables for a spreadsheet, without check-ins that are not open.\n\n\
    Examples:\n  \
    ourword export --output record.ndjson\n  \
    ourword export --mine --output my-words.ndjson\n  \
    ourword export 2026 --format csv --output ourword-2026"
)]
pub struct ExportArgs {
    /// Of csv and of --mine: last, 2026-W47, 2026-11, 2026, chapter, all, 12w, a date, DATE..DATE [default: all]
    #[arg(value_name = "PERIOD")]
    period: Vec<String>,
    /// What to write
    #[arg(id = "kind", long = "format", value_enum, value_name = "FORMAT", default_value = "ndjson")]
    kind: Written,
    // See `import`: the place of `--format` is taken, so that it is not handed down.
    #[arg(id = "format", long = "answer", value_enum, value_name = "FORMAT", hide = true)]
    answer: Option<Format>,
    /// What you said yourself, with your words, and nothing of the other's
    #[arg(long)]
    mine: bool,
    /// The file, or of csv the folder, that is made; nobody else can read it [default: stdout]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Take the place of what is there
    #[arg(long, requires = "output")]
    force: bool,
}

/// What can be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Written {
    /// One JSON object a line
    Ndjson,
    /// Tables in a folder
    Csv,
}

/// What was written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Exported {
    files: Vec<String>,
    rows: u64,
}

pub fn run(args: &ExportArgs, call: &Call) -> Result<(), Failure> {
    match (args.kind, args.mine) {
        (Written::Csv, true) => Err(Failure::usage(
            "--mine writes what you said, event by event, which is no table",
            "leave out `--format csv`",
        )),
        (Written::Ndjson, false) if !args.period.is_empty() => Err(Failure::usage(
            "a record is whole, or it is none: a period of it cannot be written",
            "leave out the period, or write tables with `--format csv`",
        )),
        (Written::Csv, false) => {
            let Some(folder) = &args.output else {
                return Err(Failure::usage("tables go into a folder", "name one with `--output FOLDER`"));
            };
            let reading = Reading::open(call)?;
            let span = span(args, reading)?;
            let tables = tables::tables(reading, span, Progress::new(call.ui, "windows"))?;
            reading.ledger.end_reading()?;
            let rows = tables.iter().map(|table| table.rows).sum();
            let file = |table: &tables::Table| folder.join(table.file).display().to_string();
            let files = tables.iter().map(file).collect();
            tables::write(folder, tables, args.force)?;
            told(call, folder, files, rows)
        }
        (Written::Ndjson, _) => {
            let reading = Reading::open(call)?;
            // Where the record itself runs over the terminal, nothing is told in between.
            let progress = match args.output.is_none() && call.env.stdout_is_terminal {
                true => Progress::untold("entries"),
                false => Progress::new(call.ui, "entries"),
            };
            let write = |to: &mut dyn Write| match args.mine {
                true => mine(args, reading, to),
                false => whole(reading, to, &progress),
            };
            let Some(path) = &args.output else { return to_stdout(write) };
            let mut file = Whole::begin_private(path, args.force)?;
            let rows = write(&mut file)?;
            file.finish()?;
            progress.clear();
            told(call, path, vec![path.display().to_string()], rows)
        }
    }
}

/// The days of the period that was named; all there are, where none was.
fn span(args: &ExportArgs, reading: &Reading) -> Result<Span, Failure> {
    let word = match args.period.join(" ").as_str() {
        "" | "all" => return Ok(Span::new(Day::MIN, Day::MAX)),
        words => words.parse::<PeriodWord>()?,
    };
    let (book, reckoning) = (&reading.book, &reading.reckoning);
    let chapter = book.current_chapter(reckoning).map(|(chapter, from)| (from, chapter.label()));
    Ok(word.reckon(reckoning, book.first_day(reckoning), chapter)?.span)
}

/// The record whole. How many events it has.
fn whole(reading: &Reading, to: &mut dyn Write, progress: &Progress) -> Result<u64, Failure> {
    let mut events = 0;
    write_line(to, &record::first(reading.ledger.stored_devices()?)?)?;
    reading.ledger.each_stored_event(|event| {
        events += 1;
        progress.step();
        write_line(to, &record::line(&event)?)
    })?;
    Ok(events)
}

/// The first line: who said what follows, and when it was written out.
#[derive(Serialize, JsonSchema)]
pub struct Mine<'a> {
    schema: &'static str,
    by: &'a str,
    on: Day,
}

/// One entry of theirs.
#[derive(Serialize, JsonSchema)]
pub struct Said<'a> {
    id: EventId,
    #[schemars(extend("format" = "date-time"))]
    at: &'a str,
    day: Day,
    kind: &'a str,
    about: Option<&'a str>,
    undone: bool,
    unsaid: bool,
    body: serde_json::Value,
    words: &'a WordsOf,
}

/// What the acting partner said. How many events.
fn mine(args: &ExportArgs, reading: &Reading, to: &mut dyn Write) -> Result<u64, Failure> {
    let by = reading.reader()?;
    let mut events = 0;
    let first = Mine { schema: "ourword.mine/1", by: &reading.book.name(by), on: reading.reckoning.today };
    write_line(to, &(serde_json::to_string(&first)? + "\n"))?;
    let own = |entry: &Entry| entry.by == Some(by);
    for entry in reading.ledger.entries(span(args, reading)?)?.into_iter().filter(own) {
        events += 1;
        let said = Said {
            id: entry.id,
            at: &entry.at,
            day: entry.day,
            kind: entry.event.kind(),
            about: entry.about.as_deref(),
            undone: entry.undone,
            unsaid: entry.unsaid,
            body: serde_json::from_str(&entry.event.body()?).unwrap_or_default(),
            words: &entry.words,
        };
        write_line(to, &(serde_json::to_string(&said)? + "\n"))?;
    }
    Ok(events)
}

fn write_line(to: &mut dyn Write, line: &str) -> Result<(), Failure> {
    to.write_all(line.as_bytes()).map_err(|error| Failure::Io("what is written".to_owned(), error))
}

/// A reader that has gone away is no error; a full disk is.
fn to_stdout(write: impl FnOnce(&mut dyn Write) -> Result<u64, Failure>) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let written =
        write(&mut out).and_then(|_| out.flush().map_err(|error| Failure::Io("stdout".to_owned(), error)));
    match written {
        Err(Failure::Io(_, error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is left in the buffer has nowhere to go either.
            let _ = out.into_parts();
            Ok(())
        }
        other => other,
    }
}

/// Says what was written.
fn told(call: &Call, path: &Path, files: Vec<String>, rows: u64) -> Result<(), Failure> {
    if call.ui.form == Form::Quiet {
        return call.ui.out(&format!("{}\n", path.display()));
    }
    let what = if files.len() == 1 { "entries" } else { "rows" };
    let text = format!("{rows} {what} are in {}, which only you can read.\n", path.display());
    call.ui.answer(&Recorded::one("export", Exported { files, rows }), || text, Vec::new)
}
