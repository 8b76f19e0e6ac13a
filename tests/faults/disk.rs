//! A disk that is full, or fails, at every call that writes.

use std::path::Path;

use crate::deed::{Deed, Which};
use crate::scene::PROGRAM;
use crate::table::{Row, Size};
use crate::trace;

/// The calls by which a command changes what is on the disk.
const WRITES: [&str; 8] =
    ["pwrite64", "write", "ftruncate", "fdatasync", "fsync", "unlink", "rename", "linkat"];

/// That error at each of them: once, and from there on.
pub fn errors(which: Which, error: &str, size: Size) -> Row {
    let deed = Deed::new(which);
    let mut row = Row::new(format!("{error} at every write of {}", which.name()), "strace");
    let calls = trace::calls(&deed);
    let moments = WRITES.iter().flat_map(|name| {
        let count = calls.get(*name).copied().unwrap_or(0);
        (1..=count).flat_map(move |n| [(name, n.to_string()), (name, format!("{n}+"))])
    });
    for (name, when) in moments.step_by(size.every(9)) {
        let fault = format!("error={error}");
        let output = trace::struck(&deed, Path::new("/dev/null"), name, &fault, &when).output().unwrap();
        row.tried(format!("{name} {when}"), deed.lost(&output));
        deed.scene.reset();
    }
    row
}

/// No file may grow beyond so many blocks: a disk that fills up while a command is at it.
pub fn no_room(which: Which, size: Size) -> Row {
    let deed = Deed::new(which);
    let mut row = Row::new(format!("no room for {}, in steps of a block", which.name()), "ulimit -f");
    let bytes = std::fs::metadata(deed.scene.ledger()).unwrap().len();
    // Some shells count blocks of 512 bytes, others of 1024.
    for blocks in (0..=usize::try_from(bytes / 512).unwrap() + 24).step_by(size.every(16)) {
        let limited = "ulimit -f \"$1\" && trap '' XFSZ && shift && exec \"$0\" \"$@\"";
        let blocks = blocks.to_string();
        let args: Vec<&str> = ["-c", limited, PROGRAM, &blocks].iter().chain(which.args()).copied().collect();
        let output = deed.scene.command("sh", &args).output().unwrap();
        row.tried(format!("{blocks} blocks"), deed.lost(&output));
        deed.scene.reset();
    }
    row
}
