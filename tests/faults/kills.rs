//! A command killed at every system call; and its files copied while it stands still in the middle of a commit.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Output};
use std::time::{Duration, Instant};

use crate::deed::{Deed, Which, gap};
use crate::scene::{copy_folder, record};
use crate::table::{Row, Size};
use crate::trace;

/// Killed, before each system call that it makes.
pub fn row(which: Which, size: Size, strace: bool) -> Row {
    let deed = Deed::new(which);
    if !strace {
        return delayed(&deed, size);
    }
    let mut row = Row::new(format!("SIGKILL at every system call of {}", which.name()), "strace");
    let calls = trace::calls(&deed);
    let mut moments: Vec<(&str, usize)> = Vec::new();
    for (name, count) in &calls {
        // The call with which strace itself becomes the program is over before it can strike.
        let first = if name == "execve" { 2 } else { 1 };
        moments.extend((first..=*count).map(|n| (name.as_str(), n)));
    }
    let mut reached = 0;
    let tried: Vec<_> = moments.into_iter().step_by(size.every(11)).collect();
    for (name, n) in &tried {
        let mut command = trace::struck(&deed, Path::new("/dev/null"), name, "signal=KILL", &n.to_string());
        let output = command.output().unwrap();
        reached += usize::from(output.status.signal() == Some(9) || output.status.code() == Some(137));
        row.tried(format!("{name} {n}"), deed.lost(&output));
        deed.scene.reset();
    }
    // How often memory is asked for differs a little from run to run; all else is the same every time.
    if reached * 20 < tried.len() * 19 {
        row.wrong(format!("only {reached} of {} moments were reached", tried.len()));
    }
    row
}

/// Killed after growing delays, until it is done before it is killed, time and again.
fn delayed(deed: &Deed, size: Size) -> Row {
    let mut row = Row::new(format!("SIGKILL at any moment of {}", deed.which.name()), "growing delays");
    for delay in delays(size) {
        let mut child = deed.command().spawn().unwrap();
        std::thread::sleep(delay);
        let _ = child.kill();
        let output = child.wait_with_output().unwrap();
        row.tried(format!("after {delay:?}"), deed.lost(&output));
        deed.scene.reset();
        if output.status.success() && delay > Duration::from_millis(20) {
            break;
        }
    }
    row
}

fn delays(size: Size) -> impl Iterator<Item = Duration> {
    let step = if size == Size::All { 50 } else { 1000 };
    (0..60_000_u64 / step).map(move |n| Duration::from_micros(n * step))
}

/// Ledger and journal copied while the command stands still after a call that changes a file.
pub fn copies(which: Which, size: Size, strace: bool) -> Row {
    let deed = Deed::new(which);
    let way = if strace { "strace" } else { "growing delays" };
    let mut row = Row::new(format!("copied elsewhere in the middle of {}", which.name()), way);
    if strace {
        let calls = trace::calls(&deed);
        for name in ["pwrite64", "fdatasync", "ftruncate"] {
            for n in (1..=*calls.get(name).unwrap_or(&0)).step_by(size.every(7)) {
                let log = deed.scene.path().join("stops");
                let _ = fs::remove_file(&log);
                let child = trace::struck(&deed, &log, name, "signal=STOP", &n.to_string()).spawn().unwrap();
                let stopped = pid_of_stopped(&log, Instant::now() + Duration::from_secs(10));
                let lost = copied(&deed, child, stopped.as_deref());
                if stopped.is_none() {
                    row.wrong(format!("{name} {n} was not reached"));
                }
                row.tried(format!("{name} {n}"), lost);
            }
        }
        return row;
    }
    for delay in delays(size).step_by(3) {
        let child = deed.command().spawn().unwrap();
        std::thread::sleep(delay);
        let pid = child.id().to_string();
        signal("-STOP", &pid);
        row.tried(format!("after {delay:?}"), copied(&deed, child, Some(&pid)));
    }
    row
}

/// What is lost in a copy of the files as they are, and in the files themselves once the command is killed.
fn copied(deed: &Deed, child: Child, pid: Option<&str>) -> Vec<String> {
    let elsewhere = deed.scene.path().join("elsewhere");
    copy_folder(&deed.scene.folder(), &elsewhere);
    if let Some(pid) = pid {
        signal("-KILL", pid);
    }
    let output: Output = child.wait_with_output().unwrap();
    let copy = elsewhere.join("ledger.db");
    let mut lost: Vec<String> = deed.scene.fails(&["doctor", copy.to_str().unwrap()]).into_iter().collect();
    let there = record(&copy);
    if !deed.is_whole(&there) {
        lost.push(format!("the copy is neither as before nor as after: {there:?}"));
    }
    lost.extend(gap(&there));
    lost.extend(deed.lost(&output));
    fs::remove_dir_all(&elsewhere).unwrap();
    deed.scene.reset();
    lost
}

/// The process that strace says is stopped.
fn pid_of_stopped(log: &Path, until: Instant) -> Option<String> {
    while Instant::now() < until {
        let text = fs::read_to_string(log).unwrap_or_default();
        if let Some(line) = text.lines().find(|line| line.contains("--- stopped by SIGSTOP ---")) {
            return line.split_whitespace().next().map(str::to_owned);
        }
        if text.contains("+++ exited") {
            return None;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    None
}

/// To a process that was started here and has not been waited for.
fn signal(which: &str, pid: &str) {
    let _ = Command::new("kill").args([which, pid]).output();
}
