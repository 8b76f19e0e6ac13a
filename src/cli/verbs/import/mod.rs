//! `import`: what another program, a script or another ledger wrote down. Every line becomes a wish that goes through
//! the same rules as anybody's; the same feed again changes nothing.

mod intake;
pub mod restore;
mod source;
pub mod sum;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::intake::Intake;
use self::source::{Inputs, Place};
use crate::cli::desk::Desk;
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::progress::Progress;
use crate::cli::shared::{Call, Format};
use crate::exchange::{Fault, Wish};

#[derive(Debug, Args)]
#[command(
    after_long_help = "`ourword guide import` says for each source what becomes of what, and what is left out.\n\n\
    Examples:\n  \
    ourword import --format harsh ~/.config/harsh\n  \
    ourword import --format loop habits.zip --dry-run\n  \
    ourword import --format taskwarrior - <tasks.json\n  \
    ourword import --format csv log.csv --map on=Date,promise=Habit,says=Done\n  \
    ourword import --format ourword record.ndjson --ledger new.db"
)]
pub struct ImportArgs {
    /// Files, or the folder that the program keeps; `-` for stdin
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// What wrote it
    #[arg(id = "source", long = "format", value_enum, value_name = "FORMAT")]
    source: Source,
    // `--format` names the source here. What every other verb means by it goes by `--json`; its place is taken, so that
    // the flag is not handed down.
    #[arg(id = "format", long = "answer", value_enum, value_name = "FORMAT", hide = true)]
    answer: Option<Format>,
    /// Of csv: which column is which
    #[arg(long, value_name = "on=COLUMN,promise=COLUMN[,says=COLUMN][,note=COLUMN]")]
    map: Option<String>,
    /// Of csv: the words that mean kept [default: kept,yes,y,1,true,done]
    #[arg(long, value_name = "WORDS")]
    kept: Option<String>,
    /// Of csv: the words that mean broken [default: broken,no,n,0,false]
    #[arg(long, value_name = "WORDS")]
    broken: Option<String>,
    /// Of csv: the words that mean excused [default: excused,skip,s]
    #[arg(long, value_name = "WORDS")]
    excused: Option<String>,
    /// Tell what would be recorded, and record nothing
    #[arg(long)]
    dry_run: bool,
    /// Record nothing unless every row can be
    #[arg(long)]
    strict: bool,
}

/// What can be imported.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Source {
    /// Wishes, one JSON object a line; all or nothing
    Ndjson,
    /// harsh: its folder, or its log and habits
    Harsh,
    /// habitctl: its folder, or its log and habits
    Habitctl,
    /// Loop Habit Tracker: its CSV export, a folder or a zip
    Loop,
    /// Taskwarrior: what `task export` writes
    Taskwarrior,
    /// Any table; --map says which column is which
    Csv,
    /// A whole record of Ourword's, into a ledger that is yet to be
    Ourword,
}

impl Source {
    fn word(self) -> &'static str {
        match self {
            Self::Ndjson => "ndjson",
            Self::Harsh => "harsh",
            Self::Habitctl => "habitctl",
            Self::Loop => "loop",
            Self::Taskwarrior => "taskwarrior",
            Self::Csv => "csv",
            Self::Ourword => "ourword",
        }
    }
}

pub fn run(args: &ImportArgs, call: &Call) -> Result<(), Failure> {
    let mapped = [&args.map, &args.kept, &args.broken, &args.excused];
    if args.source != Source::Csv && mapped.iter().any(|flag| flag.is_some()) {
        return Err(Failure::usage(
            "--map, --kept, --broken and --excused are for tables",
            "use them with `--format csv`",
        ));
    }
    if args.source == Source::Ourword {
        return restore::run(&args.files, args.dry_run, call);
    }
    let mapping = match args.source {
        Source::Csv => Some(source::mapping(args)?),
        _ => None,
    };
    let inputs = Inputs::new(&args.files)?;
    let ledger = place::open_to_write(&call.shared, &call.env)?;
    let mut desk = Desk::begin(ledger, call)?;
    desk.writer.expect_much()?;
    let strict = args.strict || args.source == Source::Ndjson;
    let today = desk.reckoning.today;
    let mut intake = Intake::new(&mut desk, args.source.word(), strict, &inputs)?;
    let progress = Progress::new(call.ui, "rows");
    let mut take = |place: Place, wish: Result<Wish, Fault>| {
        progress.step();
        intake.take(place, wish)
    };
    source::read(args.source, &inputs, mapping.as_ref(), today, &mut take)?;
    let sum = intake.done()?;
    drop(progress);
    let document = sum::document(&desk, &sum, &inputs, args.dry_run);
    let text = sum::text(&document, &call.ui.page(None));
    let complaints = sum.complaints(&inputs);
    let ids = sum.events.iter().map(ToString::to_string).collect();
    if args.dry_run || sum.events.is_empty() {
        drop(desk);
    } else {
        desk.read_anew()?;
        desk.commit()?;
    }
    if !complaints.is_empty() && call.ui.form != crate::cli::ui::Form::Json {
        call.ui.talk(complaints.trim_end());
    }
    call.ui.answer(&document, || text, || ids)
}

/// A line's fault as a failure of the command.
fn refused(fault: Fault) -> Failure {
    match fault {
        Fault::Form { message, hint } => Failure::Usage(message, hint),
        Fault::Rejected(rejection) => rejection.into(),
    }
}
