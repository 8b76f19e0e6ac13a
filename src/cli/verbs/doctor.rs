//! `doctor`: whether a ledger is as it should be: what is wrong, what is safe, and what to run.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::error::{Failure, Kind};
use crate::cli::place;
use crate::cli::progress::Progress;
use crate::cli::shared::Call;
use crate::cli::ui::Form;
use crate::domain::EventId;
use crate::ledger::{Finding, KeyOfDevice, Ledger, Part, Source, look_around};

#[derive(Debug, Args)]
#[command(
    after_long_help = "It looks at the database, at the chain of entries of every device, at the words against their seals, and \
    at the tables against what the entries make of them. Nothing is written, except with --rebuild.\n\n\
    Examples:\n  \
    ourword doctor\n  \
    ourword doctor --since \"$(ourword report | grep ^record)\"\n  \
    ourword doctor --rebuild"
)]
pub struct DoctorArgs {
    /// The ledger's file, or a copy of one [default: the ledger]
    #[arg(value_name = "FILE", conflicts_with_all = ["ledger", "own"])]
    file: Option<PathBuf>,
    /// Whether anything has changed that an earlier report's foot covers: `a.412 7f3c-91d2`
    #[arg(long, value_name = "FOOT")]
    since: Option<Feet>,
    /// Make the tables anew from the entries first
    #[arg(long)]
    rebuild: bool,
}

/// The foot of a report: the latest entry of each device, and the beginning of its hash.
#[derive(Clone, Debug)]
struct Feet(Vec<(EventId, String)>);

impl std::str::FromStr for Feet {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "a report's foot is an entry and its hash, like `a.412 7f3c-91d2`".to_owned();
        let one = |foot: &str| {
            let (id, hash) = foot.trim().split_once(' ').ok_or_else(wrong)?;
            let hash: String = hash.trim().to_lowercase().chars().filter(|c| *c != '-').collect();
            let is_hash = (4..=64).contains(&hash.len()) && hash.chars().all(|c| c.is_ascii_hexdigit());
            match id.parse() {
                Ok(id) if is_hash => Ok((id, hash)),
                _ => Err(wrong()),
            }
        };
        let text = text.trim();
        text.strip_prefix("record ").unwrap_or(text).split(',').map(one).collect::<Result<_, _>>().map(Self)
    }
}

/// What was found.
#[derive(Serialize, JsonSchema)]
pub struct Doctor {
    schema: &'static str,
    file: String,
    sound: bool,
    findings: Vec<Found>,
    notes: Vec<String>,
}

/// What was found of one part, and what to do where it is not sound.
#[derive(Serialize, JsonSchema)]
pub struct Found {
    part: &'static str,
    sound: bool,
    told: String,
    safe: Option<&'static str>,
    to_do: Option<&'static str>,
}

pub fn run(args: &DoctorArgs, call: &Call) -> Result<ExitCode, Failure> {
    let path = match &args.file {
        Some(file) => file.clone(),
        None => place::ledger_path(&call.shared, &call.env, false)?,
    };
    let notes = look_around(&path);
    let source = Source::File(path.clone());
    if args.rebuild {
        rebuild(&source, &Progress::new(call.ui, "entries"))?;
    }
    let ledger = Ledger::open_to_read(&source)?;
    let since = args.since.as_ref().map(|feet| feet.0.as_slice()).unwrap_or_default();
    let progress = Progress::new(call.ui, "entries");
    let step = |part| match part {
        Part::Tables => progress.step_of("entries held against the tables"),
        _ => progress.step_of("entries"),
    };
    let findings = ledger.examine(since, args.rebuild, &step);
    let findings: Vec<Found> = findings.iter().map(found).collect();
    progress.clear();
    drop(ledger);
    let sound = findings.iter().all(|found| found.sound);
    let file = path.display().to_string();
    let doctor = Doctor { schema: "ourword.doctor/1", file, sound, findings, notes };
    let ids = || doctor.findings.iter().filter(|found| !found.sound).map(|one| one.part.to_owned()).collect();
    call.ui.answer(&doctor, || text(&doctor), ids)?;
    if sound {
        return Ok(ExitCode::SUCCESS);
    }
    if call.ui.form != Form::Json {
        call.ui.talk("error: the ledger is not as it should be");
    }
    Ok(ExitCode::from(Kind::Damaged.exit()))
}

/// The tables made anew, in one transaction. Nothing is appended, so no device has to be known.
fn rebuild(source: &Source, progress: &Progress) -> Result<(), Failure> {
    let mut ledger = Ledger::open_to_write(source)?;
    let writer = ledger.write(KeyOfDevice([0; 32]))?;
    writer.rebuild(&|| progress.step())?;
    Ok(writer.commit()?)
}

fn found(finding: &Finding) -> Found {
    let (part, safe, to_do) = match finding.part {
        Part::Database => (
            "database",
            "parts that are told to be sound can be read",
            "copy the file away as it is, then go back to a backup: `ourword guide backup`",
        ),
        Part::Entries => (
            "entries",
            "all other entries are as they were written",
            "look at a backup with `ourword doctor FILE`; `ourword guide backup` shows the way back",
        ),
        Part::Words => (
            "words",
            "the entries stand, and what they count for",
            "a backup may still have these words: `ourword guide backup`",
        ),
        Part::Tables => (
            "tables",
            "the record itself, from which the tables are made",
            "`ourword doctor --rebuild` makes them anew",
        ),
        Part::Since => (
            "since",
            "what is told to be sound is whole in itself, whoever wrote it",
            "a copy from the time of that report can tell what was there",
        ),
    };
    let trouble = !finding.sound;
    Found {
        part,
        sound: finding.sound,
        // What SQLite says of a damaged file quotes it.
        told: crate::domain::words::shown(&finding.told),
        safe: trouble.then_some(safe),
        to_do: trouble.then_some(to_do),
    }
}

fn text(doctor: &Doctor) -> String {
    let mut text = format!("{}\n", doctor.file);
    for found in &doctor.findings {
        let sign = if found.sound { "" } else { "not sound: " };
        text.push_str(&format!("  {:<9} {sign}{}\n", found.part, found.told));
        for (word, what) in [("safe", found.safe), ("to do", found.to_do)] {
            text.extend(what.map(|what| format!("            {word}: {what}\n")));
        }
    }
    text.extend(doctor.notes.iter().map(|note| format!("  note      {note}\n")));
    text
}
