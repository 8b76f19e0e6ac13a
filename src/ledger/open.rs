//! Opening: one way for every source, with the settings that make a commit durable and leave no words behind.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::LedgerError;

/// "OWRD": which program's file it is.
pub const APPLICATION_ID: i64 = 0x4F57_5244;

/// The schemas, in order: a new file per change. The version of a ledger is how many it has been through.
const SCHEMAS: [&str; 4] = [
    include_str!("schema/0001_record.sql"),
    include_str!("schema/0002_between.sql"),
    include_str!("schema/0003_import.sql"),
    include_str!("schema/0004_fold.sql"),
];

/// The newest schema.
pub const SCHEMA: i64 = 4;
const _: () = assert!(SCHEMA == 4 && SCHEMAS.len() == 4, "one file per version");

/// How long a command waits for another that is writing.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Where a ledger is.
#[derive(Clone, Debug)]
pub enum Source {
    /// In a file.
    File(PathBuf),
    /// In memory, gone when it is closed.
    Memory,
}

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    pub(super) db: Connection,
    path: PathBuf,
}

/// What a file is before anything is asked of it.
enum Found {
    Ledger,
    /// A database without anything in it: what an interrupted `init` leaves.
    Empty,
    Other(&'static str),
}

impl Ledger {
    /// A ledger to read. Nothing is written, except that the leftovers of an interrupted write are rolled
    /// back, as SQLite does before anything can be read.
    pub fn open_to_read(source: &Source) -> Result<Self, LedgerError> {
        let (ledger, version) = Self::open(source)?;
        // A ledger of an earlier version is brought up once, whoever comes first.
        if version < SCHEMA {
            ledger.end_reading()?;
            return match Self::open_to_write(source) {
                Ok(_) => Self::open_to_read(source),
                // Where nothing can be written, a copy in memory is.
                Err(LedgerError::ReadOnly) => ledger.brought_up_in_memory(),
                Err(error) => Err(error),
            };
        }
        ledger.db.pragma_update(None, "query_only", true)?;
        Ok(ledger)
    }

    /// A ledger to glance at: nothing is written whatever happens, not even to roll a write back or to bring an older
    /// ledger up, and nobody is waited for. What cannot be read in this way at once is an error.
    pub fn open_to_glance(source: &Source) -> Result<Self, LedgerError> {
        match Self::open_for(source, OpenFlags::SQLITE_OPEN_READ_ONLY, Duration::ZERO)? {
            (ledger, SCHEMA) => Ok(ledger),
            (ledger, _) => Err(LedgerError::NotALedger(ledger.path, "it is of an earlier version")),
        }
    }

    /// A ledger to write to, brought to the newest schema first.
    pub fn open_to_write(source: &Source) -> Result<Self, LedgerError> {
        let (mut ledger, version) = Self::open(source)?;
        ledger.end_reading()?;
        if ledger.db.is_readonly(rusqlite::MAIN_DB)? {
            return Err(LedgerError::ReadOnly);
        }
        ledger.set_up_writing()?;
        if version < SCHEMA {
            if let Source::File(_) = source {
                ledger.copy_before_migrating()?;
            }
            let tx = ledger.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            migrate(&tx)?;
            tx.commit()?;
        }
        Ok(ledger)
    }

    /// A new ledger, empty until [`Writer::open`](super::Writer::open) makes its tables and its first entry in one
    /// transaction; the file is the owner's alone (0600). Refused where there is something already.
    pub fn create(source: &Source) -> Result<Self, LedgerError> {
        if let Source::File(path) = source {
            make_file(path)?;
        }
        let ledger = Self::connect(source, OpenFlags::SQLITE_OPEN_READ_WRITE, PATIENCE)?;
        match ledger.found()? {
            Found::Empty => {}
            Found::Ledger => return Err(LedgerError::Exists(ledger.path)),
            Found::Other(what) => return Err(LedgerError::NotALedger(ledger.path, what)),
        }
        ledger.set_up_writing()?;
        Ok(ledger)
    }

    /// Takes away the file of a ledger that was created and never opened.
    pub fn discard(self) {
        let empty = fs::metadata(&self.path).is_ok_and(|about| about.len() == 0);
        let path = self.path.clone();
        drop(self);
        if empty {
            let _ = fs::remove_file(&path);
            let _ = fs::remove_file(journal_of(&path));
        }
    }

    /// Ends the reading, so that a slow reader of the answer keeps nobody from writing.
    pub fn end_reading(&self) -> Result<(), LedgerError> {
        Ok(if self.db.is_autocommit() { Ok(()) } else { self.db.execute_batch("COMMIT") }?)
    }

    fn brought_up_in_memory(&self) -> Result<Self, LedgerError> {
        let mut copy = Connection::open_in_memory_with_flags(
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        rusqlite::backup::Backup::new(&self.db, &mut copy)?.step(-1)?;
        let tx = copy.transaction()?;
        migrate(&tx)?;
        tx.commit()?;
        copy.pragma_update(None, "query_only", true)?;
        Ok(Self { db: copy, path: self.path.clone() })
    }

    /// A copy that is there already, in memory.
    pub(super) fn in_memory(db: Connection) -> Self {
        Self { db, path: PathBuf::from(":memory:") }
    }

    /// The file, or `:memory:`.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn open(source: &Source) -> Result<(Self, i64), LedgerError> {
        Self::open_for(source, OpenFlags::SQLITE_OPEN_READ_WRITE, PATIENCE)
    }

    /// A ledger, and the version of its schema. Reading has begun: all questions see the same record, whatever is written
    /// meanwhile, and its lock is taken once.
    pub(super) fn open_for(
        source: &Source,
        access: OpenFlags,
        patience: Duration,
    ) -> Result<(Self, i64), LedgerError> {
        if let Source::File(path) = source {
            look_at(path)?;
        }
        let ledger = Self::connect(source, access, patience)?;
        ledger.db.execute_batch("BEGIN")?;
        match ledger.found()? {
            Found::Ledger => {}
            Found::Empty => return Err(LedgerError::NotALedger(ledger.path, "it is empty")),
            Found::Other(what) => return Err(LedgerError::NotALedger(ledger.path, what)),
        }
        let version = ledger.version()?;
        if version > SCHEMA {
            return Err(LedgerError::Newer(ledger.path.clone(), version, SCHEMA));
        }
        Ok((ledger, version))
    }

    fn found(&self) -> Result<Found, LedgerError> {
        let id = self.db.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0));
        match id {
            Ok(APPLICATION_ID) => Ok(Found::Ledger),
            Ok(_) => {
                let things: i64 =
                    self.db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
                Ok(if things == 0 { Found::Empty } else { Found::Other("it is another program's database") })
            }
            Err(error) => match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::NotADatabase) => Ok(Found::Other("it is not a database")),
                _ => Err(error.into()),
            },
        }
    }

    fn connect(source: &Source, access: OpenFlags, patience: Duration) -> Result<Self, LedgerError> {
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
        let (db, path) = match source {
            Source::File(path) => (Connection::open_with_flags(path, flags), path.clone()),
            Source::Memory => (Connection::open_in_memory_with_flags(flags), PathBuf::from(":memory:")),
        };
        let db = db.map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::PermissionDenied) => {
                LedgerError::Io(path.clone(), io::Error::from(io::ErrorKind::PermissionDenied))
            }
            _ => error.into(),
        })?;
        db.busy_timeout(patience)?;
        // A file from elsewhere may carry a schema that does things: nothing in it is trusted to, and there is no trigger
        // or view that is this program's.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        // A question is planned once, and not anew for every promise that it is asked of.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        Ok(Self { db, path })
    }

    /// A rollback journal that is truncated is as durable as WAL for a program that commits once and closes,
    /// and leaves no words in a file beside the ledger; `secure_delete` leaves none in the ledger. What is written waits
    /// in memory for its commit, up to two mebibytes: written earlier, it would have to be made durable twice.
    fn set_up_writing(&self) -> Result<(), LedgerError> {
        let ignore = |_: &rusqlite::Row<'_>| Ok(());
        self.db.pragma_update_and_check(None, "journal_mode", "TRUNCATE", ignore)?;
        self.db.pragma_update(None, "synchronous", "FULL")?;
        self.db.pragma_update_and_check(None, "secure_delete", true, ignore)?;
        self.db.pragma_update(None, "cache_spill", 500)?;
        Ok(())
    }

    fn version(&self) -> Result<i64, LedgerError> {
        Ok(self.db.pragma_query_value(None, "user_version", |row| row.get(0))?)
    }
}

/// Makes the tables of a new ledger, where nobody else has in the meantime.
pub(super) fn make_tables(tx: &rusqlite::Transaction<'_>, path: &Path) -> Result<(), LedgerError> {
    let things: i64 = tx.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if things > 0 {
        return Err(LedgerError::Exists(path.to_owned()));
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    migrate(tx)
}

/// A database of the newest schema with nothing in it.
pub(super) fn newest() -> Result<Connection, LedgerError> {
    let mut db = Connection::open_in_memory()?;
    let tx = db.transaction()?;
    migrate(&tx)?;
    tx.commit()?;
    Ok(db)
}

fn migrate(tx: &rusqlite::Transaction<'_>) -> Result<(), LedgerError> {
    let version: i64 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = usize::try_from(version).unwrap_or(0);
    for schema in SCHEMAS.iter().skip(done) {
        tx.execute_batch(schema)?;
    }
    tx.pragma_update(None, "user_version", SCHEMA)?;
    Ok(())
}

/// Whether the file can be a ledger at all, before SQLite touches it: opening a pipe would wait for ever.
fn look_at(path: &Path) -> Result<(), LedgerError> {
    let about = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => LedgerError::Missing(path.to_owned()),
        _ => LedgerError::Io(path.to_owned(), error),
    })?;
    let not_a_ledger = |what| Err(LedgerError::NotALedger(path.to_owned(), what));
    if about.is_dir() {
        return not_a_ledger("it is a folder");
    }
    if !about.is_file() {
        return not_a_ledger("it is no ordinary file");
    }
    // With a journal beside it, it is a write that was interrupted, and SQLite's to mend.
    if about.len() == 0 && fs::metadata(journal_of(path)).map_or(0, |journal| journal.len()) == 0 {
        return not_a_ledger("it is empty");
    }
    Ok(())
}

pub(super) fn journal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    PathBuf::from(name)
}

/// The file of a new ledger, empty. One that is there already is looked at later: what an interrupted `init` left
/// will do, and is made the owner's alone.
fn make_file(path: &Path) -> Result<(), LedgerError> {
    let failed = |error| LedgerError::Io(path.to_owned(), error);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        make_folder(folder).map_err(|error| LedgerError::Io(folder.to_owned(), error))?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    private(&mut options);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match look_at(path) {
            Ok(()) => Ok(()),
            Err(LedgerError::NotALedger(_, "it is empty")) => make_private(path).map_err(failed),
            Err(other) => Err(other),
        },
        Err(error) => Err(failed(error)),
    }
}

/// A folder, and the folders above it, each the owner's alone (0700) where it was not there before.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A folder that is there, the owner's alone (0700) from now on, where the system knows such a thing.
pub(crate) fn make_folder_private(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// For the owner's eyes only, where the system knows such a thing.
pub(crate) fn private(options: &mut fs::OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    #[cfg(not(unix))]
    let _ = options;
}

fn make_private(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
