//! A home that is put back as it was before every try, always at the same place, since a device is known by it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_ourword");

/// A Monday.
pub const NOW: &str = "2026-11-16T12:00:00Z";

/// A home, and how it was before.
pub struct Scene {
    dir: TempDir,
}

impl Scene {
    /// Without a ledger.
    pub fn new() -> Self {
        let dir = TempDir::new().unwrap();
        fs::create_dir(dir.path().join("home")).unwrap();
        fs::create_dir(dir.path().join("before")).unwrap();
        Self { dir }
    }

    /// With a ledger of Ana and Ben, who are partners in dishes; the device speaks for Ana.
    pub fn couple() -> Self {
        let scene = Self::new();
        for words in [
            &["init", "Ana", "Ben"] as &[&str],
            &["me", "Ben"],
            &["me", "Ana"],
            &["promise", "wash up", "--every", "day", "--name", "dishes", "--from", "2026-11-02"],
            &["kept", "dishes", "--on", "2026-11-09", "--note", "late night"],
            &["thank", "for the secret soup"],
        ] {
            scene.ok(words);
        }
        scene
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn home(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    pub fn folder(&self) -> PathBuf {
        self.home().join("data/ourword")
    }

    pub fn ledger(&self) -> PathBuf {
        self.folder().join("ledger.db")
    }

    /// From now on this is how it was before.
    pub fn keep(&self) {
        fs::remove_dir_all(self.dir.path().join("before")).unwrap();
        copy_folder(&self.home(), &self.dir.path().join("before"));
    }

    /// As it was before.
    pub fn reset(&self) {
        fs::remove_dir_all(self.home()).unwrap();
        copy_folder(&self.dir.path().join("before"), &self.home());
    }

    /// A program in this home, with nothing of the machine's environment.
    pub fn command(&self, program: &str, args: &[&str]) -> Command {
        let home = self.home();
        let mut command = Command::new(program);
        command
            .args(args)
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("HOME", &home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("OURWORD_NOW", NOW)
            .env("TZ", "UTC")
            .current_dir(&home)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(PROGRAM, args).output().unwrap()
    }

    pub fn ok(&self, args: &[&str]) {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", said(&output));
    }

    /// What is wrong where a command does not succeed.
    pub fn fails(&self, args: &[&str]) -> Option<String> {
        let output = self.run(args);
        let why = || format!("`{}` exits {:?}: {}", args.join(" "), output.status.code(), said(&output));
        (!output.status.success()).then(why)
    }

    /// The record of the shared ledger: see [`record`].
    pub fn record(&self) -> Vec<String> {
        record(&self.ledger())
    }

    /// Files of the home that hold those bytes.
    pub fn holding(&self, bytes: &[u8]) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.home()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.is_file()
                    && fs::read(&path).unwrap().windows(bytes.len()).any(|part| part == bytes)
                {
                    found.push(path);
                }
            }
        }
        found
    }
}

/// What a run said.
pub fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().replace('\n', " | ");
    format!("{} {}", text(&output.stdout), text(&output.stderr)).trim().to_owned()
}

/// Every entry in its order; nothing where there is no ledger. The first holds the ledger's random name.
pub fn record(ledger: &Path) -> Vec<String> {
    let about = fs::metadata(ledger);
    if !about.is_ok_and(|about| about.len() > 0) {
        return Vec::new();
    }
    let db = Connection::open_with_flags(ledger, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let asked = db.prepare(
        "SELECT device || '.' || seq || ' ' || kind || ' ' || CASE kind WHEN 'opened' THEN '' ELSE body END
         FROM event ORDER BY tick, device, seq",
    );
    let Ok(mut asked) = asked else { return Vec::new() };
    asked.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    fs::set_permissions(to, fs::metadata(from).unwrap().permissions()).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), &to).unwrap();
        }
    }
}
