//! What is measured of a process: its time beside another's, its instructions, its syncs, its memory.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::scene::Scene;

/// Time and memory of a process that ran once, or of several, one after the other.
#[derive(Clone, Copy, Default, Debug)]
pub struct Cost {
    /// By the clock on the wall, in seconds.
    pub seconds: f64,
    /// The most memory at a time, in KiB; 0 where GNU `time` is missing.
    pub peak: u64,
}

impl Cost {
    /// Both, one after the other.
    pub fn and(self, next: Self) -> Self {
        Self { seconds: self.seconds + next.seconds, peak: self.peak.max(next.peak) }
    }

    /// For the next run.
    pub fn written(&self) -> String {
        format!("{} {}\n", self.seconds, self.peak)
    }

    /// Of an earlier run.
    pub fn read(text: &str) -> Option<Self> {
        let (seconds, peak) = text.trim().split_once(' ')?;
        Some(Self { seconds: seconds.parse().ok()?, peak: peak.parse().ok()? })
    }
}

/// Two commands beside each other.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The median of the ratios of the first to the second.
    pub ratio: f64,
    /// The median time of the first, in seconds.
    pub first: f64,
    /// Of the second.
    pub second: f64,
}

/// Runs both in turn, and compares each with its neighbour. `round` gives the words of a round, which may differ.
pub fn pair(scene: &Scene, mut round: impl FnMut(usize) -> (Command, Command)) -> Pair {
    let (most, patience) =
        if scene.quick { (15, Duration::from_secs(2)) } else { (45, Duration::from_secs(12)) };
    let (mut ratios, mut firsts, mut seconds) = (Vec::new(), Vec::new(), Vec::new());
    let begun = Instant::now();
    for number in 0..=most {
        let (mut one, mut other) = round(number);
        // Now one goes first and now the other, so that a slow moment of the machine meets both.
        let (first, second) = if number % 2 == 0 {
            let first = timed(&mut one);
            (first, timed(&mut other))
        } else {
            let second = timed(&mut other);
            (timed(&mut one), second)
        };
        // The first round warms the caches.
        if number > 0 {
            ratios.push(first / second);
            firsts.push(first);
            seconds.push(second);
        }
        if number >= 3 && begun.elapsed() > patience {
            break;
        }
    }
    Pair { ratio: median(ratios), first: median(firsts), second: median(seconds) }
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}

/// Seconds that a command takes from its start to its end. It has to succeed.
pub fn timed(command: &mut Command) -> f64 {
    let begun = Instant::now();
    let done = command.status().unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    assert!(done.success(), "{command:?}");
    seconds
}

/// Time and memory of a command.
pub fn cost(scene: &Scene, command: &Command) -> Cost {
    let about = scene.folder.join("peak");
    let Some(gnu_time) = which("time") else {
        return Cost { seconds: timed(&mut through(scene, command, Path::new("env"), &[])), peak: 0 };
    };
    let words = ["-f", "%M", "-o", about.to_str().unwrap()];
    let seconds = timed(&mut through(scene, command, &gnu_time, &words));
    let peak = std::fs::read_to_string(about).unwrap();
    Cost { seconds, peak: peak.trim().parse().unwrap() }
}

/// The instructions of a command, where there is `valgrind`.
pub fn instructions(scene: &Scene, command: &Command) -> Option<u64> {
    let words = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
    let mut command = through(scene, command, &which("valgrind")?, &words);
    let done = command.stderr(Stdio::piped()).output().unwrap();
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{told}");
    let collected = told.lines().find_map(|line| line.split_once("Collected : "));
    Some(collected.expect("callgrind counts").1.trim().parse().unwrap())
}

/// The calls by which a command has what it wrote made durable, where there is `strace`: each by its name.
pub fn syncs(scene: &Scene, command: &Command) -> Option<Vec<String>> {
    let out = scene.folder.join("trace");
    let calls = "trace=fsync,fdatasync,sync,syncfs,msync,sync_file_range";
    let words = ["-f", "-qq", "-e", calls, "-e", "signal=none", "-o", out.to_str().unwrap()];
    timed(&mut through(scene, command, &which("strace")?, &words));
    let trace = std::fs::read_to_string(out).unwrap();
    let name = |line: &str| {
        let call = line.split_once('(')?.0;
        Some(call.rsplit(' ').next()?.to_owned())
    };
    Some(trace.lines().filter_map(name).collect())
}

/// A command behind another that watches it.
fn through(scene: &Scene, command: &Command, watcher: &Path, words: &[&str]) -> Command {
    let mut watched = scene.clean(watcher);
    watched.args(words).arg(command.get_program()).args(command.get_args());
    watched.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    watched
}

/// Where a program is, if it is there.
#[expect(clippy::disallowed_methods, reason = "what a bench finds does not reach the program")]
pub fn which(name: impl AsRef<OsStr>) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(name.as_ref())).find(|file| file.is_file())
}
