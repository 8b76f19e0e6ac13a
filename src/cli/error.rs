//! What can go wrong in a run: a kind, a sentence, a way out, and an exit code. One table for all.

use std::io;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use super::hint::{hint, hint_of_line, without_dashes};
use crate::domain::{Rejection, Trouble};
use crate::ledger::LedgerError;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// Refused by the rules.
    Rejected(Rejection),
    /// One line of several was refused.
    Line(usize, Box<Failure>),
    /// The ledger.
    Ledger(LedgerError),
    /// There is no ledger here, but one's own is.
    OnlyOwn(PathBuf),
    /// The words of the call are wrong.
    Usage(String, String),
    /// Something that is not done: what, and the way out.
    Refused(String, String),
    /// Somebody broke off an answer.
    Interrupted,
    /// Reading or writing something else than a ledger.
    Io(String, io::Error),
}

/// The kinds of trouble with their exit codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Refused as things stand.
    Refused,
    /// It did not work.
    Failed,
    /// Wrong words.
    Usage,
    /// No such ledger, promise, partner.
    NotFound,
    /// Damaged, newer than this program, or not a ledger.
    Damaged,
    /// Somebody else is writing.
    Busy,
    /// Broken off by the one who was asked.
    Interrupted,
}

impl Kind {
    /// The exit code.
    pub fn exit(self) -> u8 {
        match self {
            Self::Refused | Self::Failed => 1,
            Self::Usage => 2,
            Self::NotFound => 3,
            Self::Damaged => 4,
            Self::Busy => 5,
            Self::Interrupted => 130,
        }
    }
}

/// Why something was not done, on stderr.
#[derive(Serialize, JsonSchema)]
pub struct Document<'a> {
    schema: &'static str,
    kind: Kind,
    message: &'a str,
    hint: Option<&'a str>,
    /// The exit code.
    #[schemars(extend("enum" = [1, 2, 3, 4, 5, 130]))]
    exit: u8,
}

impl Failure {
    /// Wrong words, and what would be right.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage(message.into(), hint.into())
    }

    /// Something that is not done, and the way out.
    pub fn refused(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Refused(message.into(), hint.into())
    }

    /// Something about a file that is no ledger.
    pub fn file(path: &Path, error: io::Error) -> Self {
        Self::Io(path.display().to_string(), error)
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Rejected(rejection) => match rejection.trouble() {
                Trouble::Refused => Kind::Refused,
                Trouble::Usage => Kind::Usage,
                Trouble::NotFound => Kind::NotFound,
            },
            Self::Line(_, failure) => failure.kind(),
            Self::OnlyOwn(_) => Kind::NotFound,
            Self::Usage(..) => Kind::Usage,
            Self::Refused(..) => Kind::Refused,
            Self::Io(..) => Kind::Failed,
            Self::Interrupted => Kind::Interrupted,
            Self::Ledger(error) => match error {
                LedgerError::Missing(_) => Kind::NotFound,
                LedgerError::Exists(_)
                | LedgerError::HoldsMore(..)
                | LedgerError::ReadOnly
                | LedgerError::NoLetterLeft => Kind::Refused,
                LedgerError::NotALedger(..)
                | LedgerError::Newer(..)
                | LedgerError::Damaged(_)
                | LedgerError::BrokenRecord(_) => Kind::Damaged,
                LedgerError::Busy => Kind::Busy,
                LedgerError::Io(..) | LedgerError::InDoubt(_) | LedgerError::Sqlite(_) => Kind::Failed,
            },
        }
    }

    /// What is wrong, in a sentence.
    pub fn message(&self) -> String {
        match self {
            Self::Rejected(rejection) => rejection.to_string(),
            Self::Line(number, failure) => format!("line {number}: {}", failure.message_of_line()),
            Self::Ledger(error) => error.to_string(),
            Self::OnlyOwn(path) => format!("there is no shared ledger at {}", path.display()),
            Self::Usage(message, _) | Self::Refused(message, _) => message.clone(),
            Self::Interrupted => "broken off".to_owned(),
            Self::Io(what, error) => format!("{what}: {error}"),
        }
    }

    /// The way out.
    pub fn hint(&self) -> Option<String> {
        let text = |text: &str| Some(text.to_owned());
        match self {
            Self::Rejected(rejection) => Some(hint(rejection)),
            Self::Line(_, failure) => {
                let hint = failure.hint_of_line().map(|hint| format!("{hint}; ")).unwrap_or_default();
                Some(format!("{hint}nothing was recorded"))
            }
            Self::OnlyOwn(_) => {
                text("there is your own: add `--own`, or make a shared one with `ourword init NAME NAME`")
            }
            Self::Interrupted => text("nothing was recorded"),
            Self::Usage(_, hint) | Self::Refused(_, hint) => (!hint.is_empty()).then(|| hint.clone()),
            Self::Io(_, error) if error.kind() == io::ErrorKind::NotFound => {
                text("look at its name, and at the folder that it is looked for in")
            }
            Self::Io(..) => text("look whether there is room, and whether it may be used"),
            Self::Ledger(error) => match error {
                LedgerError::Missing(_) => {
                    text("make one with `ourword init NAME NAME`, or with one NAME for your own")
                }
                LedgerError::HoldsMore(..) => text("name another file for the copy"),
                LedgerError::Exists(_) => text("use it as it is, or name another file with `--ledger FILE`"),
                LedgerError::NotALedger(..) => {
                    text("name the ledger's file with `--ledger FILE` or OURWORD_LEDGER")
                }
                LedgerError::Newer(..) => text("nothing was changed; use the newer version of this program"),
                LedgerError::Damaged(_) => text("nothing was changed; go back to a copy from before"),
                LedgerError::BrokenRecord(_) => text(
                    "nothing was recorded; export it again, whole, from the ledger that it is of; \
                         `ourword doctor` says there whether that one is well",
                ),
                LedgerError::Busy => text("nothing was recorded; try again in a moment"),
                LedgerError::ReadOnly => text("reading works; to write, make the file and its folder yours"),
                LedgerError::NoLetterLeft => text("write from a device that has a letter already"),
                LedgerError::Io(..) => text("look at the folder and whose it is"),
                LedgerError::InDoubt(_) => text("when the cause is gone, `ourword history` tells"),
                LedgerError::Sqlite(_) => text("nothing was recorded; when the cause is gone, try again"),
            },
        }
    }

    /// What is wrong with a line among others.
    fn message_of_line(&self) -> String {
        match self {
            Self::Rejected(rejection) => without_dashes(&rejection.to_string()),
            other => other.message(),
        }
    }

    /// The way out of what is wrong with a line among others.
    fn hint_of_line(&self) -> Option<String> {
        match self {
            Self::Rejected(rejection) => Some(hint_of_line(rejection)),
            other => other.hint(),
        }
    }

    /// For stderr: two lines, or one document.
    pub fn render(&self, json: bool) -> String {
        let (message, hint) = (self.message(), self.hint());
        document(self.kind(), &message, hint.as_deref(), json)
    }
}

/// The text or the document of an error. Both quote what others wrote: it is cleaned, and cut where it goes on and on.
pub fn document(kind: Kind, message: &str, hint: Option<&str>, json: bool) -> String {
    let (message, hint) = (quoted(message), hint.map(quoted));
    let (message, hint) = (message.as_str(), hint.as_deref());
    if json {
        let document = Document { schema: "ourword.error/1", kind, message, hint, exit: kind.exit() };
        return serde_json::to_string(&document).unwrap_or_default() + "\n";
    }
    let hint = hint.map(|hint| format!("hint: {hint}\n")).unwrap_or_default();
    format!("error: {message}\n{hint}")
}

/// So many characters of a message are told, the first ones and the last.
const TOLD: (usize, usize) = (900, 100);

fn quoted(text: &str) -> String {
    let text = crate::domain::words::shown(text);
    let place = |at: usize| text.char_indices().nth(at).map(|(place, _)| place);
    let count = text.chars().count();
    match (place(TOLD.0), place(count.saturating_sub(TOLD.1))) {
        (Some(first), Some(last)) if count > TOLD.0 + TOLD.1 => {
            format!("{} ... {}", &text[..first], &text[last..])
        }
        _ => text,
    }
}

impl From<Rejection> for Failure {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Io("JSON".to_owned(), error.into())
    }
}
