//! Files that are written for somebody to keep: whole or not at all, for the owner's eyes only, and never through a
//! link that somebody laid there.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::error::Failure;
use crate::ledger::{hex, private, random};

/// Writes a file whole or not at all: first beside its place, then moved there. With `over` it takes the place of a
/// file that is there; a link, or anything that is no file, is refused always.
pub fn write_whole(path: &Path, bytes: &[u8], over: bool) -> Result<(), Failure> {
    let mut whole = Whole::begin(path, over)?;
    whole.write_all(bytes).map_err(|error| Failure::file(path, error))?;
    whole.finish()
}

/// A file that is being written beside its place. Dropped without [`Whole::finish`], nothing is left of it.
#[derive(Debug)]
pub struct Whole {
    path: PathBuf,
    beside: PathBuf,
    over: bool,
    file: Option<BufWriter<File>>,
}

impl Whole {
    /// Begins a file that will be at that path.
    pub fn begin(path: &Path, over: bool) -> Result<Self, Failure> {
        may_be_written(path, over)?;
        let failed = |error| Failure::file(path, error);
        let name =
            path.file_name().ok_or_else(|| Failure::usage("that is no name of a file", "name a file"))?;
        let random: [u8; 6] = random()?;
        let mut beside = std::ffi::OsString::from(".");
        beside.push(name);
        beside.push(format!(".{}", hex(&random)));
        let beside = folder_of(path).join(beside);
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        private(&mut options);
        let file = options.open(&beside).map_err(failed)?;
        Ok(Self { path: path.to_owned(), beside, over, file: Some(BufWriter::with_capacity(1 << 16, file)) })
    }

    /// Makes it durable, and moves it to its place.
    pub fn finish(mut self) -> Result<(), Failure> {
        let failed = |error| Failure::file(&self.path, error);
        let Some(file) = self.file.take() else { return Ok(()) };
        let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        drop(file);
        may_be_written(&self.path, self.over)?;
        if self.over {
            fs::rename(&self.beside, &self.path).map_err(failed)?;
        } else {
            // A second name is refused where there is something already, whoever came in between.
            match fs::hard_link(&self.beside, &self.path) {
                Ok(()) => fs::remove_file(&self.beside).map_err(failed)?,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(taken(&self.path)),
                // Some systems have no second names.
                Err(_) => fs::rename(&self.beside, &self.path).map_err(failed)?,
            }
        }
        sync_folder(folder_of(&self.path));
        Ok(())
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(bytes.len()), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        // Moved already, where it was finished.
        let _ = fs::remove_file(&self.beside);
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Refused where there is something already, or something else than a file.
fn may_be_written(path: &Path, over: bool) -> Result<(), Failure> {
    let about = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::file(path, error)),
        Ok(about) => about,
    };
    let refused = |what: &str| Err(Failure::file(path, io::Error::new(io::ErrorKind::AlreadyExists, what)));
    match (about.is_symlink(), about.is_file(), over) {
        (true, ..) => refused("it is a link, and nothing is written through one"),
        (_, false, _) => refused("it is no ordinary file"),
        (_, true, false) => Err(taken(path)),
        (_, true, true) => Ok(()),
    }
}

fn taken(path: &Path) -> Failure {
    Failure::file(path, io::Error::new(io::ErrorKind::AlreadyExists, "there is a file already"))
}

/// The new name is durable as well, where the system knows such a thing.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|one| one.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn whole_or_not_at_all() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a");
        write_whole(&path, b"one", false).unwrap();
        assert!(write_whole(&path, b"two", false).is_err(), "never over something that is there");
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write_whole(&path, b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        let mut begun = Whole::begin(&home.path().join("b"), false).unwrap();
        begun.write_all(b"half").unwrap();
        assert_eq!(names(home.path()).len(), 2, "it is written beside its place");
        drop(begun);
        assert_eq!(names(home.path()), ["a"]);
        assert!(write_whole(home.path(), b"x", true).is_err(), "a folder is no file");
    }

    #[test]
    fn who_came_in_between_keeps_the_place() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a");
        let mut begun = Whole::begin(&path, false).unwrap();
        begun.write_all(b"late").unwrap();
        fs::write(&path, b"first").unwrap();
        assert!(begun.finish().is_err());
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(names(home.path()), ["a"]);
    }

    #[cfg(unix)]
    #[test]
    fn never_through_a_link_and_for_the_owner_alone() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let home = tempfile::tempdir().unwrap();
        let (link, target) = (home.path().join("link"), home.path().join("target"));
        symlink(&target, &link).unwrap();
        for over in [false, true] {
            assert!(write_whole(&link, b"x", over).is_err());
        }
        assert!(!target.exists());
        write_whole(&target, b"x", false).unwrap();
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
