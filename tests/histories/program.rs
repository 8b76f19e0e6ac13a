//! The program in a home of its own, with every run written down as a line of shell.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub struct Program {
    dir: TempDir,
    pub script: Vec<String>,
    /// The clock, RFC 3339.
    pub now: String,
}

pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Program {
    pub fn new(now: &str) -> Self {
        let dir = TempDir::new().unwrap();
        let script = vec![
            "export HOME=$(mktemp -d) TZ=UTC; export XDG_DATA_HOME=$HOME/data XDG_STATE_HOME=$HOME/state"
                .to_owned(),
            "export XDG_CONFIG_HOME=$HOME/config OURWORD_LEDGER=$HOME/ledger.db".to_owned(),
        ];
        Self { dir, script, now: now.to_owned() }
    }

    /// Runs it, and adds the run to the script when it writes.
    pub fn run(&mut self, args: &[String], stdin: Option<&str>, writes: bool) -> Ran {
        if writes {
            self.script.push(self.line(args, stdin));
        }
        let home: &Path = self.dir.path();
        let mut command = Command::new(env!("CARGO_BIN_EXE_ourword"));
        command
            .args(args)
            .env_clear()
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("OURWORD_LEDGER", home.join("ledger.db"))
            .env("OURWORD_NOW", &self.now)
            .env("TZ", "UTC")
            .current_dir(home)
            .stdin(if stdin.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        if let Some(text) = stdin {
            // Who refuses its arguments may be gone before it has read anything.
            let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
        }
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// A run that must succeed and print JSON.
    pub fn json(&mut self, args: &[String], stdin: Option<&str>, writes: bool) -> Result<Value, String> {
        let ran = self.run(args, stdin, writes);
        if ran.code != 0 {
            let line = self.line(args, stdin);
            return Err(format!("{line}\n  exit {}, expected 0: {}", ran.code, ran.stderr.trim()));
        }
        serde_json::from_str(&ran.stdout)
            .map_err(|e| format!("{}\n  no JSON ({e}): {}", self.line(args, stdin), ran.stdout))
    }

    pub fn line(&self, args: &[String], stdin: Option<&str>) -> String {
        let words: Vec<String> = args.iter().map(|a| quoted(a)).collect();
        let call = format!("OURWORD_NOW={} ourword {}", self.now, words.join(" "));
        match stdin {
            Some(text) => format!("printf {} | {call}", quoted(&text.replace('\n', "\\n"))),
            None => call,
        }
    }
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.,/=:".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("'{word}'") }
}
