//! Files that the program writes for people: whole or not at all, for the owner's eyes, and never through a link.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use tempfile::Builder;

use super::error::Failure;

/// How every SQLite database begins.
const DATABASE: &[u8; 16] = b"SQLite format 3\0";

/// Writes the file beside its place and moves it there, so that who looks sees the old one or the new one, and never
/// half of it. One that is there is replaced and keeps its mode; a new one is its owner's alone (0600). A link, a
/// folder, a device or a database is left as it is.
pub fn write_whole(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mode = what_is_there(file)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error| Failure::file(file, error);
    if !folder.is_dir() {
        let message = format!("there is no folder {}", folder.display());
        return Err(Failure::refused(message, "make it first, or name another file"));
    }
    let mut beside = Builder::new().prefix(".ourword-").tempfile_in(folder).map_err(failed)?;
    beside.write_all(bytes).map_err(failed)?;
    if let Some(mode) = mode {
        beside.as_file().set_permissions(mode).map_err(failed)?;
    }
    beside.as_file().sync_all().map_err(failed)?;
    beside.persist(file).map_err(|error| failed(error.error))?;
    #[cfg(unix)]
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    Ok(())
}

/// The permissions of the file that would be replaced, where there is one that may be.
fn what_is_there(file: &Path) -> Result<Option<fs::Permissions>, Failure> {
    let about = match fs::symlink_metadata(file) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::file(file, error)),
    };
    let kept = |what: &str| {
        let message = format!("{} is {what}, and stays as it is", file.display());
        Err(Failure::refused(message, "name another file, or take that one away first"))
    };
    if about.is_symlink() {
        return kept("a link");
    }
    if !about.is_file() {
        return kept("no ordinary file");
    }
    let mut start = [0; DATABASE.len()];
    let read = fs::File::open(file).and_then(|mut file| file.read_exact(&mut start));
    if read.is_ok() && start == *DATABASE {
        return kept("a database");
    }
    Ok(Some(about.permissions()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_after(before: impl Fn(&Path), bytes: &[u8]) -> (tempfile::TempDir, bool) {
        let folder = tempfile::tempdir().unwrap();
        before(folder.path());
        let done = write_whole(&folder.path().join("page"), bytes).is_ok();
        (folder, done)
    }

    #[test]
    fn a_file_is_written_whole_and_nothing_is_left_beside_it() {
        for before in [None, Some("old and much longer than the new one")] {
            let write = |folder: &Path| {
                if let Some(text) = before {
                    fs::write(folder.join("page"), text).unwrap();
                }
            };
            let (folder, done) = folder_after(write, b"new");
            assert!(done);
            assert_eq!(fs::read(folder.path().join("page")).unwrap(), b"new");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }

    #[test]
    fn what_is_no_file_of_ours_stays() {
        let (folder, done) =
            folder_after(|folder| fs::write(folder.join("page"), *DATABASE).unwrap(), b"new");
        assert!(!done && fs::read(folder.path().join("page")).unwrap() == *DATABASE);
        let (folder, done) = folder_after(|folder| fs::create_dir(folder.join("page")).unwrap(), b"new");
        assert!(!done && folder.path().join("page").is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed_and_modes_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (folder, done) = folder_after(
            |folder| {
                fs::write(folder.join("else"), "mine").unwrap();
                symlink(folder.join("else"), folder.join("page")).unwrap();
            },
            b"new",
        );
        assert!(!done && fs::read(folder.path().join("else")).unwrap() == b"mine");
        let mode = |folder: &tempfile::TempDir| {
            fs::metadata(folder.path().join("page")).unwrap().permissions().mode() & 0o777
        };
        assert_eq!(mode(&folder_after(|_| (), b"new").0), 0o600);
        let open = |folder: &Path| {
            fs::write(folder.join("page"), "old").unwrap();
            fs::set_permissions(folder.join("page"), fs::Permissions::from_mode(0o644)).unwrap();
        };
        assert_eq!(mode(&folder_after(open, b"new").0), 0o644);
    }
}
