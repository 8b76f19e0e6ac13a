//! Files that the program writes for people to keep: whole or not at all, for the owner's eyes, and never through a link
//! that somebody laid there.

use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::error::Failure;

/// How every SQLite database begins.
const DATABASE: &[u8; 16] = b"SQLite format 3\0";

/// Writes a file whole or not at all: see [`Whole`].
pub fn write_whole(path: &Path, bytes: &[u8], over: bool) -> Result<(), Failure> {
    let mut whole = Whole::begin(path, over)?;
    whole.write_all(bytes).map_err(|error| Failure::file(path, error))?;
    whole.finish()
}

/// The same of words that are for the owner alone: its mode is 0600, whatever that of a file in its place was.
pub fn write_private(path: &Path, bytes: &[u8], over: bool) -> Result<(), Failure> {
    let mut whole = Whole::begin_private(path, over)?;
    whole.write_all(bytes).map_err(|error| Failure::file(path, error))?;
    whole.finish()
}

/// A file that is written beside its place and then moved there, so that who looks sees the old one or the new one, and
/// never half of it. With `over` it takes the place of a file that is there, and its mode; a new one is its owner's
/// alone (0600). A link, a folder, a device or a database is left as it is. Dropped without [`Whole::finish`], nothing
/// is left of it.
#[derive(Debug)]
pub struct Whole {
    path: PathBuf,
    over: bool,
    beside: BufWriter<NamedTempFile>,
}

impl Whole {
    /// Begins a file that will be at that path.
    pub fn begin(path: &Path, over: bool) -> Result<Self, Failure> {
        let mode = what_is_there(path, over)?;
        let whole = Self::begin_private(path, over)?;
        if let Some(mode) = mode {
            let file = whole.beside.get_ref().as_file();
            file.set_permissions(mode).map_err(|error| Failure::file(path, error))?;
        }
        Ok(whole)
    }

    /// The same for the owner's eyes alone (0600), also where it takes the place of a file that others can read.
    pub fn begin_private(path: &Path, over: bool) -> Result<Self, Failure> {
        what_is_there(path, over)?;
        let folder = folder_of(path);
        if !folder.is_dir() {
            let message = format!("there is no folder {}", folder.display());
            return Err(Failure::refused(message, "make it first, or name another file"));
        }
        let failed = |error| Failure::file(path, error);
        let beside = Builder::new().prefix(".ourword-").tempfile_in(folder).map_err(failed)?;
        Ok(Self { path: path.to_owned(), over, beside: BufWriter::with_capacity(1 << 16, beside) })
    }

    /// Makes it durable, and moves it to its place.
    pub fn finish(self) -> Result<(), Failure> {
        let Self { path, over, beside } = self;
        let failed = |error| Failure::file(&path, error);
        let beside = beside.into_inner().map_err(|error| failed(error.into_error()))?;
        beside.as_file().sync_all().map_err(failed)?;
        what_is_there(&path, over)?;
        let moved = if over { beside.persist(&path) } else { beside.persist_noclobber(&path) };
        moved.map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => taken(&path),
            _ => failed(error.error),
        })?;
        sync_folder(folder_of(&path));
        Ok(())
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.beside.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.beside.flush()
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The permissions of the file that would be replaced, where there is one that may be.
fn what_is_there(path: &Path, over: bool) -> Result<Option<fs::Permissions>, Failure> {
    let about = match fs::symlink_metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::file(path, error)),
    };
    let kept = |what: &str| {
        let message = format!("{} is {what}, and stays as it is", path.display());
        Err(Failure::refused(message, "name another file, or take that one away first"))
    };
    if about.is_symlink() {
        return kept("a link");
    }
    if !about.is_file() {
        return kept("no ordinary file");
    }
    if !over {
        return Err(taken(path));
    }
    let mut start = [0; DATABASE.len()];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    if read.is_ok() && start == *DATABASE {
        return kept("a database");
    }
    Ok(Some(about.permissions()))
}

fn taken(path: &Path) -> Failure {
    Failure::refused(format!("{} is there already", path.display()), "name another file")
}

/// The new name is durable as well, where the system knows such a thing.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_after(before: impl Fn(&Path), over: bool) -> (tempfile::TempDir, bool) {
        let folder = tempfile::tempdir().unwrap();
        before(folder.path());
        let done = write_whole(&folder.path().join("page"), b"new", over).is_ok();
        (folder, done)
    }

    fn with(text: &'static str) -> impl Fn(&Path) {
        move |folder| fs::write(folder.join("page"), text).unwrap()
    }

    #[test]
    fn a_file_is_written_whole_and_nothing_is_left_beside_it() {
        let old = "old and much longer than the new one";
        for (before, over, wanted) in
            [(None, true, "new"), (None, false, "new"), (Some(old), true, "new"), (Some(old), false, old)]
        {
            let write = |folder: &Path| {
                if let Some(text) = before {
                    with(text)(folder);
                }
            };
            let (folder, done) = folder_after(write, over);
            assert_eq!(done, wanted == "new");
            assert_eq!(fs::read_to_string(folder.path().join("page")).unwrap(), wanted);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }

    #[test]
    fn a_file_that_is_not_finished_was_never_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut whole = Whole::begin(&folder.path().join("page"), true).unwrap();
        whole.write_all(b"half").unwrap();
        drop(whole);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_is_no_file_of_ours_stays() {
        let (folder, done) = folder_after(with("SQLite format 3\0 and so on"), true);
        assert!(!done && fs::read(folder.path().join("page")).unwrap().starts_with(DATABASE));
        let (folder, done) = folder_after(|folder| fs::create_dir(folder.join("page")).unwrap(), true);
        assert!(!done && folder.path().join("page").is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed_and_modes_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let link = |folder: &Path| {
            fs::write(folder.join("else"), "mine").unwrap();
            symlink(folder.join("else"), folder.join("page")).unwrap();
        };
        for over in [true, false] {
            let (folder, done) = folder_after(link, over);
            assert!(!done && fs::read(folder.path().join("else")).unwrap() == b"mine");
        }
        let mode = |folder: &tempfile::TempDir| {
            fs::metadata(folder.path().join("page")).unwrap().permissions().mode() & 0o777
        };
        assert_eq!(mode(&folder_after(|_| (), true).0), 0o600);
        let open = |folder: &Path| {
            with("old")(folder);
            fs::set_permissions(folder.join("page"), fs::Permissions::from_mode(0o644)).unwrap();
        };
        assert_eq!(mode(&folder_after(open, true).0), 0o644);
        let folder = tempfile::tempdir().unwrap();
        open(folder.path());
        write_private(&folder.path().join("page"), b"new", true).unwrap();
        assert_eq!(mode(&folder), 0o600, "what is for the owner alone takes no mode over");
    }
}
