//! A whole record of Ourword's, put into a ledger that is yet to be: the same record, or nothing.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Serialize;

use super::source::{each_line, open};
use crate::cli::error::Failure;
use crate::cli::place;
use crate::cli::progress::Progress;
use crate::cli::shared::Call;
use crate::cli::verbs::recorded::Recorded;
use crate::exchange::{Fault, record};
use crate::ledger::{Ledger, LedgerError, Restoring, Source, Writer};
use crate::render::text::wording::count;

/// A ledger made from a whole record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Restored {
    ledger: String,
    entries: u64,
    devices: usize,
    dry_run: bool,
}

pub fn run(files: &[PathBuf], dry_run: bool, call: &Call) -> Result<(), Failure> {
    let [file] = files else {
        return Err(Failure::usage("a record is one file", "name one, or `-` for stdin"));
    };
    let path = place::ledger_path(&call.shared, &call.env, false)?;
    if dry_run && path.exists() {
        return Err(LedgerError::Exists(path).into());
    }
    let from = open(file)?;
    let source = if dry_run { Source::Memory } else { Source::File(path.clone()) };
    let mut ledger = Ledger::create(&source)?;
    let put = |ledger: &mut Ledger| -> Result<(u64, usize), Failure> {
        let writer = ledger.write(place::device_key(&call.env, &path)?)?;
        let done = restore(&writer, from, &Progress::new(call.ui, "entries"))?;
        writer.commit()?;
        Ok(done)
    };
    let (entries, devices) = match put(&mut ledger) {
        Ok(done) => done,
        Err(failure) => {
            ledger.discard();
            return Err(failure);
        }
    };
    let restored = Restored { ledger: path.display().to_string(), entries, devices, dry_run };
    let number = |number: u64, one: &str| match (number, one) {
        (1, "entry") => "1 entry".to_owned(),
        (entries, "entry") => format!("{entries} entries"),
        (number, one) => count(u32::try_from(number).unwrap_or(u32::MAX), one),
    };
    let text = format!(
        "{} of {}; the chain holds.\n{}\n",
        number(entries, "entry"),
        number(devices as u64, "device"),
        match dry_run {
            true => "Nothing was written.".to_owned(),
            false => format!(
                "The record is in {}. `ourword me NAME` says for whom this device speaks there.",
                restored.ledger
            ),
        }
    );
    let quiet = restored.ledger.clone();
    call.ui.answer(&Recorded::one("import", restored), || text, || vec![quiet])
}

/// The events of a record, each held against its chain and its seal. Whatever is wrong with it, a record that is not
/// whole and unchanged is none.
fn restore(
    writer: &Writer<'_>,
    from: Box<dyn std::io::BufRead>,
    progress: &Progress,
) -> Result<(u64, usize), Failure> {
    let broken = |line: u64, what: String| LedgerError::BrokenRecord(format!("line {line}: {what}"));
    let in_line = |line: u64, error: LedgerError| match error {
        LedgerError::BrokenRecord(what) => broken(line, what),
        other => other,
    };
    let mut restoring: Option<Restoring<'_>> = None;
    let mut devices = 0;
    each_line(from, |line, text| {
        progress.step();
        let no_record = |fault: Fault| broken(line, fault.to_string());
        let text = text.map_err(no_record)?;
        match &mut restoring {
            None => {
                let found = record::read_first(text).map_err(no_record)?;
                devices = found.len();
                restoring = Some(Restoring::new(writer, found).map_err(|error| in_line(line, error))?);
            }
            Some(restoring) => {
                let event = record::read(text).map_err(no_record)?;
                restoring.add(&event).map_err(|error| in_line(line, error))?;
            }
        }
        Ok(())
    })?;
    let restoring = restoring.ok_or_else(|| LedgerError::BrokenRecord("it is empty".to_owned()))?;
    Ok((restoring.finish()?, devices))
}
