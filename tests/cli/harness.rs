//! A home of its own for every test: nothing of the machine's environment, and a clock that ticks.

use std::cell::Cell;
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::Value;
use tempfile::TempDir;

use crate::schemas;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_ourword");

/// A Monday.
const START: &str = "2026-11-16T12:00:00Z";

/// A home without a ledger.
pub struct Home {
    dir: TempDir,
    now: Cell<DateTime<Utc>>,
}

/// What a run came to.
#[derive(Clone, Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// An error as its document has it.
#[derive(Debug)]
pub struct Refusal {
    pub kind: String,
    pub message: String,
    pub hint: String,
}

/// One run, before it is run.
pub struct Call<'a> {
    command: Command,
    args: Vec<String>,
    stdin: Option<Vec<u8>>,
    uid: Option<u32>,
    home: &'a Home,
}

impl Home {
    pub fn new() -> Self {
        let now = DateTime::parse_from_rfc3339(START).unwrap().to_utc();
        Self { dir: TempDir::new().unwrap(), now: Cell::new(now) }
    }

    /// With a ledger of Ana and Ben, both of whom have joined; the device speaks for Ana.
    pub fn couple() -> Self {
        let home = Self::new();
        home.ok(&["init", "Ana", "Ben"]);
        home.ok(&["me", "Ben"]);
        home.ok(&["me", "Ana"]);
        home
    }

    /// The same, with a promise of Ana's to wash up every day since the first.
    pub fn with_dishes() -> Self {
        let home = Self::couple();
        home.ok(&["promise", "wash up", "--every", "day", "--name", "dishes", "--from", "2026-11-09"]);
        home
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Where the shared ledger is, unless a call says otherwise.
    pub fn ledger(&self) -> PathBuf {
        self.path().join("data/ourword/ledger.db")
    }

    /// The bytes of the shared ledger; none where there is none.
    pub fn bytes(&self) -> Vec<u8> {
        fs::read(self.ledger()).unwrap_or_default()
    }

    /// From here on it is noon of that day, or that instant.
    pub fn at(&self, day: &str) -> &Self {
        let text = if day.contains('T') { day.to_owned() } else { format!("{day}T12:00:00Z") };
        self.now.set(DateTime::parse_from_rfc3339(&text).unwrap().to_utc());
        self
    }

    pub fn call(&self, args: &[&str]) -> Call<'_> {
        self.call_through(PROGRAM, args)
    }

    /// The same by another way to the program: a shell, a copy.
    pub fn call_through(&self, program: impl AsRef<std::ffi::OsStr>, args: &[&str]) -> Call<'_> {
        let now = self.now.get();
        self.now.set(now + TimeDelta::minutes(1));
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("HOME", self.path())
            .env("XDG_DATA_HOME", self.path().join("data"))
            .env("XDG_STATE_HOME", self.path().join("state"))
            .env("XDG_CONFIG_HOME", self.path().join("config"))
            .env("OURWORD_NOW", now.to_rfc3339_opts(SecondsFormat::Secs, true))
            .env("TZ", "UTC")
            .current_dir(self.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let args = args.iter().map(|&arg| arg.to_owned()).collect();
        Call { command, args, stdin: None, uid: None, home: self }
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.call(args).run()
    }

    /// A run that has to succeed.
    pub fn ok(&self, args: &[&str]) -> Ran {
        self.call(args).ok()
    }

    /// A run that has to succeed, with its document, which has to be as its schema says.
    pub fn json(&self, args: &[&str]) -> Value {
        self.call(args).json()
    }

    /// A run that has to be refused: see [`Call::refused`].
    pub fn refused(&self, args: &[&str], code: i32) -> Refusal {
        self.call(args).refused(code)
    }

    /// How many entries the record has.
    pub fn entries(&self) -> usize {
        list(&self.json(&["history", "all"])["events"]).len()
    }
}

impl Call<'_> {
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub fn stdin(mut self, text: impl AsRef<[u8]>) -> Self {
        self.stdin = Some(text.as_ref().to_owned());
        self
    }

    pub fn stdout(mut self, to: impl Into<Stdio>) -> Self {
        self.command.stdout(to);
        self
    }

    /// As that user; only root may ask for it.
    #[cfg(unix)]
    pub fn uid(mut self, uid: u32) -> Self {
        self.uid = Some(uid);
        self
    }

    /// To be run elsewhere, by a thread that waits.
    pub fn command(mut self) -> Command {
        self.command.args(&self.args).stdin(Stdio::null());
        self.command
    }

    /// To be run on a terminal of its own.
    #[cfg(unix)]
    pub fn terminal(mut self) -> Command {
        let mut command = Command::new(self.command.get_program());
        command.env_clear().current_dir(self.home.path()).args(&self.args);
        for (name, value) in self.command.get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        self.command = Command::new(PROGRAM);
        command
    }

    pub fn run(mut self) -> Ran {
        self.run_with(&[])
    }

    fn run_with(&mut self, more: &[&str]) -> Ran {
        let mut command = Command::new(self.command.get_program());
        std::mem::swap(&mut command, &mut self.command);
        command.args(more).args(&self.args);
        #[cfg(unix)]
        if let Some(uid) = self.uid {
            std::os::unix::process::CommandExt::uid(&mut command, uid);
            std::os::unix::process::CommandExt::gid(&mut command, uid);
        }
        let given = self.stdin.clone();
        command.stdin(if given.is_some() { Stdio::piped() } else { Stdio::null() });
        // A program that was copied a moment ago is busy while another test, just forked, still holds it open.
        let mut child = loop {
            match command.spawn() {
                Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                    std::thread::sleep(std::time::Duration::from_millis(10));
                }
                spawned => break spawned.unwrap(),
            }
        };
        if let Some(bytes) = given {
            // Who refuses its arguments may be gone before it has read anything.
            let _ = child.stdin.take().unwrap().write_all(&bytes);
        }
        // A command keeps its end of a pipe open until it is dropped.
        drop(command);
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("the program writes UTF-8");
            text.replace(&self.home.path().display().to_string(), "HOME")
        };
        Ran {
            code: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Succeeds, and has nothing to say on stderr.
    pub fn ok(self) -> Ran {
        let args = self.args.clone();
        let ran = self.run();
        assert!(ran.code == 0 && ran.stderr.is_empty(), "{args:?}\n{ran}");
        ran
    }

    pub fn json(mut self) -> Value {
        self.args.push("--json".to_owned());
        let ran = self.ok();
        let document = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}\n{ran}"));
        schemas::fits(&document);
        document
    }

    /// Is refused with that exit code, in a line of error and perhaps one of hint; the same words are in the
    /// one document of `--json`; nothing is on stdout; the ledger's bytes are as they were.
    pub fn refused(mut self, code: i32) -> Refusal {
        let before = self.home.bytes();
        let mut again = self.home.call_through(self.command.get_program(), &[]);
        for (name, value) in self.command.get_envs() {
            match value {
                Some(value) => again.command.env(name, value),
                None => again.command.env_remove(name),
            };
        }
        (again.args, again.stdin, again.uid) = (self.args.clone(), self.stdin.clone(), self.uid);
        let json = again.run_with(&["--json"]);
        let text = self.run_with(&[]);
        let both = format!("{:?}\n{text}{json}", self.args);
        assert_eq!((text.code, json.code), (code, code), "{both}");
        assert_eq!((text.stdout.as_str(), json.stdout.as_str()), ("", ""), "{both}");
        assert_eq!(json.stderr.lines().count(), 1, "{both}");
        let document: Value = serde_json::from_str(&json.stderr).expect(&both);
        assert_eq!(keys(&document), ["exit", "hint", "kind", "message", "schema"], "{both}");
        assert_eq!(document["schema"], "ourword.error/1", "{both}");
        schemas::fits(&document);
        assert_eq!(document["exit"], code, "{both}");
        let word = |key: &str| document[key].as_str().unwrap_or_default().to_owned();
        let (message, hint) = (word("message"), word("hint"));
        let lines: Vec<&str> = text.stderr.lines().collect();
        assert_eq!(lines.first(), Some(&format!("error: {message}").as_str()), "{both}");
        let said: Vec<String> = Some(hint.clone()).filter(|hint| !hint.is_empty()).into_iter().collect();
        let hints: Vec<String> = said.iter().map(|hint| format!("hint: {hint}")).collect();
        assert_eq!(lines[1..], hints, "{both}");
        assert!(self.home.bytes() == before, "the ledger has changed\n{both}");
        Refusal { kind: word("kind"), message, hint }
    }
}

impl fmt::Display for Ran {
    /// All three together, for a snapshot. The hash at a report's foot hangs on the ledger's random name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "exit {}", self.code)?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if text.is_empty() {
                continue;
            }
            writeln!(f, "--- {name}")?;
            for line in text.trim_end_matches('\n').split('\n') {
                match line.strip_prefix("record ").and_then(|foot| foot.split_once(' ')) {
                    Some((event, _)) => writeln!(f, "record {event} HASH")?,
                    None => writeln!(f, "{line}")?,
                }
            }
        }
        Ok(())
    }
}

impl Ran {
    /// Has the words on stdout.
    pub fn says(&self, words: &str) -> &Self {
        assert!(self.stdout.contains(words), "no {words:?} in\n{self}");
        self
    }

    /// Has them nowhere.
    pub fn never_says(&self, words: &str) -> &Self {
        assert!(!self.stdout.contains(words) && !self.stderr.contains(words), "{words:?} in\n{self}");
        self
    }
}

/// The names of an object's fields, sorted.
pub fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap_or_else(|| panic!("{object} is no object")).keys().map(String::as_str).collect()
}

/// The items of an array.
pub fn list(array: &Value) -> &[Value] {
    array.as_array().unwrap_or_else(|| panic!("{array} is no array"))
}
