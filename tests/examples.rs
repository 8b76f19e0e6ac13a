//! The files in `examples` that go into other programs: prompts, status lines, timers, clients of the ledger. Each is run
//! here; what needs a tool that may be missing is run where the tool is found, and always with `OURWORD_ALL_SHELLS=1`,
//! which the project's own check sets.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A home in which Ana has something due and something to say, and Ben something due.
struct Home(tempfile::TempDir);

impl Home {
    fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn lived() -> Self {
        let home = Self::empty();
        home.ok("ourword init Ana Ben; ourword me Ben; ourword me Ana
             ourword promise 'wash up' --every day --name dishes --from 2026-11-16
             ourword promise 'home by seven' --every weekday --name home --as ben
             ourword kept dishes --on 2026-11-16; ourword broke home --as ben
             ourword thank for the soup");
        home
    }

    fn command(&self, program: &str) -> Command {
        let folder = Path::new(env!("CARGO_BIN_EXE_ourword")).parent().unwrap();
        let path =
            format!("{}:{}:/usr/local/bin:/usr/bin:/bin", self.path("bin").display(), folder.display());
        let mut command = Command::new(program);
        command.env_clear().env("HOME", self.0.path()).env("PATH", path).env("TZ", "UTC");
        command.env("OURWORD_NOW", "2026-11-18T20:00:00Z").current_dir(self.0.path());
        command
    }

    fn run(&self, program: &str, args: &[&str]) -> Output {
        self.command(program).args(args).output().unwrap()
    }

    /// A script of bash that has to succeed and to say nothing on stderr.
    fn ok(&self, script: &str) -> String {
        told(&self.run("bash", &["-euo", "pipefail", "-c", script]), script)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn ledger(&self) -> PathBuf {
        self.path(".local/share/ourword/ledger.db")
    }

    /// A program of that name that writes down what it is called with.
    fn stand_in(&self, name: &str) {
        use std::os::unix::fs::PermissionsExt;
        fs::create_dir_all(self.path("bin")).unwrap();
        let file = self.path(&format!("bin/{name}"));
        fs::write(&file, format!("#!/bin/sh\nprintf '%s\\n' \"$@\" >> \"$HOME/{name}.said\"\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

fn told(done: &Output, what: &str) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&done.stdout), text(&done.stderr));
    assert!(done.status.success() && err.is_empty(), "{what}\n{out}\n{err}");
    out
}

fn example(name: &str) -> String {
    Path::new(ROOT).join("examples").join(name).to_str().unwrap().to_owned()
}

/// Whether that call works here, as a tool's `--version` does.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it is about the machine, and says what it leaves out"
)]
fn found(tool: &str, args: &[&str]) -> bool {
    let works = Command::new(tool).args(args).output().is_ok_and(|done| done.status.success());
    let must = std::env::var_os("OURWORD_ALL_SHELLS").is_some();
    assert!(works || !must, "OURWORD_ALL_SHELLS is set, and `{tool} {}` does not work", args.join(" "));
    if !works {
        println!("`{tool} {}` does not work here; what needs it is left out", args.join(" "));
    }
    works
}

#[test]
fn the_prompt_says_what_waits_and_keeps_still_otherwise() {
    let (home, empty) = (Home::lived(), Home::empty());
    let prompt = format!("source {}; ourword_prompt", example("prompt.sh"));
    assert_eq!(home.ok(&prompt), "[1 due, 1 to say] ");
    assert_eq!(empty.ok(&prompt), "");
    if found("zsh", &["--version"]) {
        assert_eq!(told(&home.run("zsh", &["-fc", &prompt]), "zsh"), "[1 due, 1 to say] ");
    }
    home.ok("ourword kept dishes; ourword kept dishes --on yesterday");
    assert_eq!(home.ok(&prompt), "");
}

#[test]
fn the_status_lines_say_the_same() {
    let (home, empty) = (Home::lived(), Home::empty());
    assert_eq!(home.ok(&example("tmux-status.sh")), "1 due, 1 to say\n");
    assert_eq!(empty.ok(&example("tmux-status.sh")), "");
    let module =
        |home: &Home| -> serde_json::Value { serde_json::from_str(&home.ok(&example("waybar.sh"))).unwrap() };
    assert_eq!(module(&home)["text"], "1 due, 1 to say");
    assert_eq!(
        (module(&home)["class"].as_str(), module(&empty)["class"].as_str()),
        (Some("waits"), Some("quiet"))
    );
    assert_eq!(module(&empty)["text"], "");
}

#[test]
fn the_reminder_shows_nothing_of_what_was_promised() {
    let (home, empty) = (Home::lived(), Home::empty());
    for home in [&home, &empty] {
        home.stand_in("notify-send");
        home.ok(&example("reminder.sh"));
    }
    assert!(!empty.path("notify-send.said").exists(), "without a ledger it keeps still");
    let said = fs::read_to_string(home.path("notify-send.said")).unwrap();
    assert!(said.contains("Whenever it suits you today"), "{said}");
    for word in ["dishes", "wash", "home", "Ana", "Ben", "!", "due", "2"] {
        assert!(!said.contains(word), "{word} in\n{said}");
    }
    home.ok("ourword kept dishes; ourword kept dishes --on yesterday");
    fs::remove_file(home.path("notify-send.said")).unwrap();
    home.ok(&example("reminder.sh"));
    assert!(!home.path("notify-send.said").exists(), "where nothing waits it keeps still");
}

#[test]
fn the_line_of_the_crontab_writes_the_report() {
    let home = Home::lived();
    let crontab = fs::read_to_string(example("crontab")).unwrap();
    let lines: Vec<&str> = crontab.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len(), 1);
    let command = lines[0].strip_prefix("0 7 * * 1 ").unwrap();
    assert!(!command.contains('%'), "cron would take it for the end of a line");
    // The line has a path of its own, with a place for programs below the home.
    fs::create_dir_all(home.path(".cargo/bin")).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_ourword"), home.path(".cargo/bin/ourword")).unwrap();
    told(&home.run("sh", &["-c", command]), command);
    let report = fs::read_to_string(home.path("ourword-last-week.txt")).unwrap();
    assert!(report.starts_with("Mon 9 Nov to Sun 15 Nov 2026"), "{report}");
}

#[test]
fn the_timer_is_one_that_systemd_takes() {
    let home = Home::lived();
    let service = fs::read_to_string(example("weekly-report.service")).unwrap();
    let start = service.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap();
    let start = start.replace("%h", home.0.path().to_str().unwrap());
    told(&home.run("sh", &["-c", &start]), &start);
    assert!(fs::read_to_string(home.path("ourword-last-week.txt")).unwrap().contains("2026-W46"));
    if found("systemd-analyze", &["--version"]) {
        let units = [example("weekly-report.service"), example("weekly-report.timer")];
        let done = home
            .command("systemd-analyze")
            .args(["--user", "verify"])
            .args(units)
            .env("XDG_RUNTIME_DIR", home.0.path())
            .output()
            .unwrap();
        told(&done, "systemd-analyze verify");
        let when = home.run("systemd-analyze", &["calendar", "Mon 07:00"]);
        assert!(String::from_utf8_lossy(&when.stdout).contains("Mon *-*-* 07:00:00"), "{when:?}");
    }
}

#[test]
fn the_ledger_is_read_by_hand() {
    let home = Home::lived();
    let sql = fs::read_to_string(example("by-hand.sql")).unwrap();
    let ledger = rusqlite::Connection::open(home.ledger()).unwrap();
    let queries: Vec<&str> = sql.split_inclusive(';').filter(|query| query.contains("SELECT")).collect();
    assert!(queries.len() >= 4);
    for query in queries {
        let rows = ledger.prepare(query).unwrap().query_map([], |_| Ok(())).unwrap().count();
        assert!(rows > 0, "nothing is found\n{query}");
    }
    if found("sqlite3", &["--version"]) {
        let read = format!("sqlite3 -readonly {} < {}", home.ledger().display(), example("by-hand.sql"));
        let said = home.ok(&read);
        for line in ["a1|dishes|Ana|wash up|day", "2026-11-16|dishes|Ana|kept", "2026-11-18|Ana|for the soup"]
        {
            assert!(said.contains(line), "{line}\n{said}");
        }
    }
}

/// Pandas is large, and nothing of the project needs it: where it is missing, the script is only compiled.
#[test]
fn the_ledger_is_read_with_pandas() {
    let home = Home::lived();
    if !found("python3", &["--version"]) {
        return;
    }
    let script = example("pandas_week.py");
    told(
        &home.run("python3", &["-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())", &script]),
        &script,
    );
    if home.run("python3", &["-c", "import pandas"]).status.success() {
        let before = fs::read(home.ledger()).unwrap();
        let said = told(&home.run("python3", &[&script, home.ledger().to_str().unwrap()]), &script);
        assert!(said.contains("dishes") && said.contains("2026-11-16"), "{said}");
        assert!(fs::read(home.ledger()).unwrap() == before);
    }
}

/// The package's parts are named where they are made.
#[test]
fn the_package_has_what_its_script_makes() {
    let cargo = fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).unwrap();
    let script = fs::read_to_string(example("make-deb.sh")).unwrap();
    told(&Home::empty().run("bash", &["-n", &example("make-deb.sh")]), "bash -n");
    for shell in ["bash", "zsh", "fish"] {
        assert!(cargo.contains(&format!("target/deb-assets/ourword.{shell}")));
    }
    assert!(script.contains("for shell in bash zsh fish;") && cargo.contains("target/deb-assets/man1/*.1"));
}

/// Every file there is named in a test or a document, so that none rots.
#[test]
fn no_example_is_forgotten() {
    let tests = ["tests/examples.rs", "tests/documents.rs", "Cargo.toml"];
    let all: String =
        tests.iter().map(|file| fs::read_to_string(Path::new(ROOT).join(file)).unwrap()).collect();
    for entry in fs::read_dir(Path::new(ROOT).join("examples")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(all.contains(&name) || name.contains(".rs"), "examples/{name} is run by no test");
    }
}
