//! What can go wrong with a ledger file.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// What went wrong with a ledger.
#[derive(Debug)]
pub enum LedgerError {
    /// There is no file.
    Missing(PathBuf),
    /// There is a file already where a new ledger should go.
    Exists(PathBuf),
    /// Something else is there: a folder, a pipe, another program's file.
    NotALedger(PathBuf, &'static str),
    /// A newer version of this program wrote it: its schema, and the newest that this one knows.
    Newer(PathBuf, i64, i64),
    /// What is in it contradicts itself.
    Damaged(String),
    /// A record that was carried here does not hold together.
    BrokenRecord(String),
    /// Somebody else is writing, and did not finish in time.
    Busy,
    /// It, or its folder, cannot be written to.
    ReadOnly,
    /// A copy would take the place of a file that holds something else, or more.
    HoldsMore(PathBuf, String),
    /// All 26 letters are taken.
    NoLetterLeft,
    /// The disk, or the folder.
    Io(PathBuf, io::Error),
    /// The disk failed while all of it was being made durable: it may be recorded, or not.
    InDoubt(rusqlite::Error),
    /// SQLite itself.
    Sqlite(rusqlite::Error),
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "there is no ledger at {}", path.display()),
            Self::Exists(path) => write!(f, "there is a ledger already at {}", path.display()),
            Self::NotALedger(path, what) => write!(f, "{} is not a ledger: {what}", path.display()),
            Self::Newer(path, theirs, ours) => write!(
                f,
                "{} was written by a newer version of this program (its schema is {theirs}, this one knows {ours})",
                path.display()
            ),
            Self::Damaged(what) => write!(f, "the ledger is damaged: {what}"),
            Self::BrokenRecord(what) => write!(f, "the record does not hold together: {what}"),
            Self::Busy => write!(f, "the ledger is busy: somebody else is writing"),
            Self::ReadOnly => write!(f, "the ledger, or its folder, cannot be written to"),
            Self::HoldsMore(path, what) => write!(f, "{} stays as it is: {what}", path.display()),
            Self::NoLetterLeft => {
                write!(f, "26 devices have written to this ledger, and there is no letter left")
            }
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
            Self::InDoubt(error) => {
                write!(f, "the disk failed while it was being recorded ({error}): it may be recorded, or not")
            }
            Self::Sqlite(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for LedgerError {}

impl LedgerError {
    /// Of a commit. A disk that fails may have taken all of it before it failed: the last thing that SQLite does is to
    /// empty the journal, and then to make that durable.
    pub(super) fn of_commit(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::SystemIoFailure) => Self::InDoubt(error),
            _ => error.into(),
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::ReadOnly | Code::CannotOpen) => Self::ReadOnly,
            // All questions are fixed texts, so one that is not understood means that the tables are not as they should be.
            Some(Code::DatabaseCorrupt | Code::NotADatabase | Code::Unknown) => {
                Self::Damaged(error.to_string())
            }
            _ => match error {
                rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) => {
                    Self::Damaged(error.to_string())
                }
                other => Self::Sqlite(other),
            },
        }
    }
}

impl From<serde_json::Error> for LedgerError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
