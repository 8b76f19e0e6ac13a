//! Copies: made while others read and write, looked through before they count, and never in the place of a ledger that
//! holds more.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use tempfile::Builder;

use super::doctor::Finding;
use super::error::LedgerError;
use super::open::{Ledger, PATIENCE, SCHEMA, Source};
use crate::domain::rejection::and;

/// What the copies are called that are made before a ledger is brought to a newer schema.
const BEFORE: &str = "-before-schema-";

impl Ledger {
    /// Copies the ledger to that file, and looks through the copy before it takes its place. What is there already is
    /// replaced only where it is an earlier state of this ledger.
    pub fn copy_to(&self, to: &Path) -> Result<(), LedgerError> {
        self.may_replace(to)?;
        let beside = self.copied_beside(to)?;
        let copy = Self::open_to_read(&Source::File(beside.path().to_owned()))?;
        let troubles: Vec<Finding> =
            copy.examine(&[], false, &|_| ()).into_iter().filter(|found| !found.sound).collect();
        drop(copy);
        if let Some(found) = troubles.into_iter().next() {
            return Err(LedgerError::Damaged(found.told));
        }
        in_place(beside, to)
    }

    /// A copy of an older ledger beside it, before it is brought to the newest schema.
    pub(super) fn copy_before_migrating(&self) -> Result<(), LedgerError> {
        let to = copy_before(self.path(), SCHEMA);
        match fs::symlink_metadata(&to) {
            // One is there from an upgrade that was broken off: it is as good as another.
            Ok(about) if about.is_file() => Ok(()),
            Ok(_) => Err(LedgerError::NotALedger(to, "it is no ordinary file")),
            Err(_) => in_place(self.copied_beside(&to)?, &to),
        }
    }

    /// The copies that were made beside it before it was brought to a newer schema. They hold the words of then.
    pub fn copies_from_before(&self) -> Vec<PathBuf> {
        (1..=SCHEMA).map(|schema| copy_before(self.path(), schema)).filter(|copy| copy.exists()).collect()
    }

    /// The ledger's pages in a new file beside that place, the owner's alone, durable.
    fn copied_beside(&self, to: &Path) -> Result<tempfile::NamedTempFile, LedgerError> {
        let failed = |error| LedgerError::Io(to.to_owned(), error);
        let folder = folder_of(to);
        fs::metadata(folder).map_err(|error| LedgerError::Io(folder.to_owned(), error))?;
        let beside = Builder::new().prefix(".ourword-").tempfile_in(folder).map_err(failed)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copy = Connection::open_with_flags(beside.path(), flags)?;
        // Nothing is in the file yet that a journal could bring back.
        copy.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
        let done = Backup::new(&self.db, &mut copy)?.step(-1)?;
        if done != StepResult::Done {
            return Err(LedgerError::Busy);
        }
        copy.close().map_err(|(_, error)| LedgerError::from(error))?;
        beside.as_file().sync_all().map_err(failed)?;
        Ok(beside)
    }

    /// Refused where something else is there, or a ledger that holds what this one does not.
    fn may_replace(&self, to: &Path) -> Result<(), LedgerError> {
        let not_that = |what| Err(LedgerError::NotALedger(to.to_owned(), what));
        match fs::symlink_metadata(to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(LedgerError::Io(to.to_owned(), error)),
            Ok(about) if about.is_symlink() => return not_that("it is a link"),
            Ok(_) => {}
        }
        let same_file = fs::canonicalize(to).ok() == fs::canonicalize(self.path()).ok();
        if same_file {
            return not_that("it is the ledger itself, and not a copy of it");
        }
        let source = Source::File(to.to_owned());
        let (there, _) = Self::open_for(&source, OpenFlags::SQLITE_OPEN_READ_ONLY, PATIENCE)?;
        if there.id()? != self.id()? {
            return Err(LedgerError::HoldsMore(to.to_owned(), "it is another ledger".to_owned()));
        }
        let more: Vec<String> = self.missing_here(&there)?;
        if more.is_empty() {
            return Ok(());
        }
        Err(LedgerError::HoldsMore(to.to_owned(), format!("{} is not in this one", and(&more))))
    }

    /// The latest entries of the other's devices that are not here, or are others here.
    fn missing_here(&self, other: &Self) -> Result<Vec<String>, LedgerError> {
        let mut heads =
            other.db.prepare("SELECT letter, head, hash FROM device WHERE head > 0 ORDER BY letter")?;
        let mut rows = heads.query([])?;
        let mut missing = Vec::new();
        while let Some(row) = rows.next()? {
            let (letter, head, hash): (String, i64, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let mut find = self.db.prepare_cached("SELECT hash FROM event WHERE device = ?1 AND seq = ?2")?;
            let here: Option<Vec<u8>> = find.query_row(params![letter, head], |row| row.get(0)).optional()?;
            if here.as_ref() != Some(&hash) {
                missing.push(format!("{letter}.{head}"));
            }
        }
        Ok(missing)
    }
}

fn copy_before(ledger: &Path, schema: i64) -> PathBuf {
    let stem = ledger.file_stem().unwrap_or_default().to_string_lossy();
    let mut name = format!("{stem}{BEFORE}{schema}");
    if let Some(extension) = ledger.extension() {
        name.push('.');
        name.push_str(&extension.to_string_lossy());
    }
    ledger.with_file_name(name)
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn in_place(beside: tempfile::NamedTempFile, to: &Path) -> Result<(), LedgerError> {
    beside.persist(to).map_err(|error| LedgerError::Io(to.to_owned(), error.error))?;
    // The new name is durable as well, where the system knows such a thing.
    if let Ok(folder) = fs::File::open(folder_of(to)) {
        let _ = folder.sync_all();
    }
    Ok(())
}
