//! strace: which system calls a command makes, and a fault at one of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::deed::Deed;
use crate::scene::PROGRAM;

/// Whether strace is here, and may trace and strike.
pub fn there() -> bool {
    let struck = Command::new("strace")
        .args(["-f", "-o", "/dev/null", "-e", "inject=close:error=EIO:when=1", "true"])
        .output();
    struck.is_ok_and(|output| output.status.success() || output.status.code() == Some(1))
}

/// How often a command makes each system call.
pub fn calls(deed: &Deed) -> BTreeMap<String, usize> {
    let log = deed.scene.path().join("trace");
    let output = traced(deed, &log, &[]).output().unwrap();
    assert!(output.status.success(), "{}", crate::scene::said(&output));
    let mut calls = BTreeMap::new();
    for line in fs::read_to_string(&log).unwrap().lines() {
        let call = line.split_whitespace().nth(1).and_then(|rest| rest.split_once('('));
        if let Some((name, _)) =
            call.filter(|(name, _)| name.chars().all(|c| c == '_' || c.is_alphanumeric()))
        {
            *calls.entry(name.to_owned()).or_insert(0) += 1;
        }
    }
    deed.scene.reset();
    calls
}

/// The command with that fault at the n-th call of that name: `signal=KILL`, `error=EIO`.
pub fn struck(deed: &Deed, log: &Path, call: &str, fault: &str, when: &str) -> Command {
    let (only, inject) = (format!("trace={call}"), format!("inject={call}:{fault}:when={when}"));
    traced(deed, log, &["-e", &only, "-e", &inject])
}

fn traced(deed: &Deed, log: &Path, how: &[&str]) -> Command {
    let log = log.to_str().unwrap();
    let args: Vec<&str> =
        ["-f", "-o", log].iter().chain(how).chain([&PROGRAM]).chain(deed.which.args()).copied().collect();
    deed.scene.command("strace", &args)
}
