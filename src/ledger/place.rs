//! The file of a ledger and what lies around it, looked at before SQLite opens it: who can read it, what an interrupted
//! write left, and copies from before an upgrade.

use std::fs;
use std::path::Path;

use super::open::journal_of;

/// What is worth knowing of the place, none of which damages the ledger.
pub fn look_around(path: &Path) -> Vec<String> {
    let mut notes = Vec::new();
    #[cfg(unix)]
    who_can_read(path, &mut notes);
    if fs::metadata(journal_of(path)).is_ok_and(|about| about.len() > 0) {
        notes.push("a write was interrupted, and is rolled back: nothing half is left of it".to_owned());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names =
        fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.file_name());
    let mut left: Vec<String> = names
        .filter_map(|name| name.into_string().ok())
        .filter(|name| name.starts_with(".ourword-") || name.contains("-before-schema-"))
        .collect();
    left.sort_unstable();
    notes.extend(left.into_iter().map(|name| match name.starts_with('.') {
        true => format!("{name} beside it was left by a command that was killed, and can be deleted"),
        false => format!("{name} beside it is a copy from before an upgrade, with the words of then"),
    }));
    notes
}

#[cfg(unix)]
fn who_can_read(path: &Path, notes: &mut Vec<String>) {
    use std::os::unix::fs::MetadataExt;
    const OTHERS: u32 = 0o077;
    const OTHERS_WRITE: u32 = 0o022;
    if let Ok(about) = fs::metadata(path)
        && about.mode() & OTHERS != 0
    {
        let mode = about.mode() & 0o777;
        notes.push(format!("other accounts may read or write it (mode {mode:o}); `chmod 600` closes it"));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A folder like /tmp, in which each can only take away their own, is no danger to the file.
    if let Ok(about) = fs::metadata(folder)
        && about.mode() & OTHERS_WRITE != 0
        && about.mode() & 0o1000 == 0
    {
        notes.push(
            "other accounts may put files into its folder, and take it away; `chmod 700` closes it"
                .to_owned(),
        );
    }
}
