//! Where it is measured: the program, a home of its own, a day that does not move.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The day on which everything is asked; the marks end on the day before.
pub const TODAY: &str = "2026-11-20";

/// The program and its surroundings.
pub struct Scene {
    /// The program.
    pub program: PathBuf,
    /// Where ledgers and everything else are kept.
    pub folder: PathBuf,
    /// The marks of the longest past.
    pub most: u64,
    /// Whether fewer rounds will do.
    pub quick: bool,
}

impl Scene {
    /// As the environment says.
    pub fn new() -> Self {
        let program = told("OURWORD_BENCH_PROGRAM").map_or_else(built, PathBuf::from);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("speed");
        std::fs::create_dir_all(&folder).unwrap();
        let program = installed(&program, folder.join("installed"));
        let quick = told("OURWORD_BENCH_QUICK").is_some_and(|quick| quick != "0");
        let most = told("OURWORD_BENCH_N").map(|most| most.parse().expect("OURWORD_BENCH_N is a number"));
        Self { program, folder, most: most.unwrap_or(if quick { 100_000 } else { 1_000_000 }), quick }
    }

    /// The program with these words, about that ledger, in a clean environment, its answer thrown away.
    pub fn ourword(&self, ledger: &Path, words: &[&str]) -> Command {
        let mut command = self.clean(&self.program);
        command.env("OURWORD_LEDGER", ledger).args(words);
        command
    }

    /// SQLite's shell on that file, its answer thrown away.
    pub fn shell(&self, file: &Path, sql: &str) -> Command {
        let mut command = self.clean(Path::new("sqlite3"));
        command.args(["-batch", "-init", "/dev/null"]).arg(file).arg(sql);
        command
    }

    /// A program in a clean environment.
    pub fn clean(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(told("PATH").map(|path| ("PATH", path)));
        command
            .env("HOME", &self.folder)
            .env("XDG_DATA_HOME", &self.folder)
            .env("XDG_STATE_HOME", &self.folder);
        command.envs([("TZ", "UTC"), ("LANG", "C.UTF-8"), ("OURWORD_NOW", "2026-11-20T20:00:00Z")]);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command
    }

    /// Runs the program where it is not measured. It has to succeed.
    pub fn run(&self, ledger: &Path, words: &[&str]) {
        let done = self.ourword(ledger, words).stderr(Stdio::piped()).output().unwrap();
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// A ledger that may be written to, the same as that one, in which Ana speaks.
    pub fn copy(&self, ledger: &Path, name: &str) -> PathBuf {
        self.copy_to(ledger, self.folder.join(name))
    }

    /// The same at another place.
    pub fn copy_to(&self, ledger: &Path, copy: PathBuf) -> PathBuf {
        std::fs::copy(ledger, &copy).unwrap();
        self.run(&copy, &["me", "Ana"]);
        copy
    }
}

/// A program as people have it: a copy, as every installation makes one. What a linker wrote lies in pieces in the kernel's
/// memory, and starts a tenth slower (measured: the same bytes, copied).
pub fn installed(program: &Path, copy: PathBuf) -> PathBuf {
    let changed = |file: &Path| std::fs::metadata(file).and_then(|about| about.modified()).ok();
    if changed(&copy) <= changed(program) {
        // Not into the file that is there: the pieces would stay.
        let _ = std::fs::remove_file(&copy);
        std::fs::copy(program, &copy).expect("the program to measure is there");
    }
    copy
}

/// The program with its C library in it, where that can be had, or else as cargo built it.
fn built() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ways = [
        ("static", "target/static/x86_64-unknown-linux-musl/release/ourword"),
        ("static-glibc", "target/static/release/ourword"),
    ];
    for (way, program) in ways {
        let mut made = Command::new(env!("CARGO"));
        made.arg(way).current_dir(root).stderr(Stdio::null());
        if made.status().is_ok_and(|made| made.success()) {
            return root.join(program);
        }
        println!("`cargo {way}` cannot build it here; `.cargo/config.toml` says what it wants");
    }
    println!("measured is the program that loads its libraries");
    PathBuf::from(env!("CARGO_BIN_EXE_ourword"))
}

/// A variable that tells something.
#[expect(clippy::disallowed_methods, reason = "what a bench is told does not reach the program")]
fn told(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|told| !told.is_empty())
}
