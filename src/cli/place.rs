//! Which ledger, and which device this is.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::env::Env;
use super::error::Failure;
use super::shared::Shared;
use crate::ledger::{KeyOfDevice, Ledger, LedgerError, Source, make_folder, private, random, sum};

/// Where one's own ledger and the shared one lie in the folder for data.
fn file_name(own: bool) -> &'static str {
    if own { "own.db" } else { "ledger.db" }
}

/// The ledger's file: `--ledger`, or `--own`, else `OURWORD_LEDGER`, else the platform's folder for data.
pub fn ledger_path(shared: &Shared, env: &Env, own: bool) -> Result<PathBuf, Failure> {
    if let Some(path) = &shared.ledger {
        return Ok(path.clone());
    }
    if !shared.own
        && let Some(path) = &env.ledger
    {
        return Ok(path.clone());
    }
    let data = env.data.as_ref().ok_or_else(no_home)?;
    Ok(data.join(file_name(own || shared.own || env.own)))
}

fn no_home() -> Failure {
    Failure::usage(
        "there is no home folder to keep a ledger in",
        "name a file with `--ledger FILE` or OURWORD_LEDGER",
    )
}

/// The ledger, to read.
pub fn open_to_read(shared: &Shared, env: &Env) -> Result<Ledger, Failure> {
    let path = ledger_path(shared, env, false)?;
    Ledger::open_to_read(&Source::File(path)).map_err(|error| or_own(error, env))
}

/// The ledger, to glance at.
pub fn open_to_glance(shared: &Shared, env: &Env) -> Result<Ledger, Failure> {
    Ok(Ledger::open_to_glance(&Source::File(ledger_path(shared, env, false)?))?)
}

/// The ledger, to write, open until the program ends: the system takes back at once what would be closed and given back
/// piece by piece. What is not committed is rolled back by then.
pub fn open_to_write(shared: &Shared, env: &Env) -> Result<&'static mut Ledger, Failure> {
    let path = ledger_path(shared, env, false)?;
    let ledger = Ledger::open_to_write(&Source::File(path)).map_err(|error| or_own(error, env))?;
    Ok(Box::leak(Box::new(ledger)))
}

/// Where the shared ledger is missing and one's own is there, that is worth saying.
fn or_own(error: LedgerError, env: &Env) -> Failure {
    match (error, &env.data) {
        (LedgerError::Missing(path), Some(data))
            if path == data.join(file_name(false)) && data.join(file_name(true)).exists() =>
        {
            Failure::OnlyOwn(path)
        }
        (error, _) => error.into(),
    }
}

/// What tells this device from others in that ledger, made when it is first needed: a random key in the
/// platform's folder for state, hashed with the ledger's place. So neither a copy on another machine nor one
/// beside it ever takes this device's letter, and the ledger never holds the key itself.
pub fn device_key(env: &Env, ledger: &Path) -> Result<KeyOfDevice, Failure> {
    let folder = env.state.as_ref().ok_or_else(no_home)?;
    let file = key_file(folder);
    let key = match read_key(&file)? {
        Some(key) => key,
        None => make_key(folder, &file)?,
    };
    Ok(in_ledger(&key, ledger))
}

/// The same, where it was made already. Reading commands make nothing.
pub fn known_device_key(env: &Env, ledger: &Path) -> Option<KeyOfDevice> {
    let key = read_key(&key_file(env.state.as_ref()?)).ok()??;
    Some(in_ledger(&key, ledger))
}

fn key_file(folder: &Path) -> PathBuf {
    folder.join("device.key")
}

fn in_ledger(key: &[u8; 32], ledger: &Path) -> KeyOfDevice {
    let place = fs::canonicalize(ledger).unwrap_or_else(|_| yet_to_be(ledger));
    KeyOfDevice(sum(&[key, place.as_os_str().as_encoded_bytes()]))
}

/// The place of a file that is not there yet.
fn yet_to_be(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // The folder may be yet to be made as well: made now, so that the place is the same later.
    let _ = make_folder(folder);
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    file.file_name().map_or_else(|| folder.clone(), |name| folder.join(name))
}

fn read_key(file: &Path) -> Result<Option<[u8; 32]>, Failure> {
    let mut key = [0; 32];
    match fs::File::open(file).and_then(|mut file| file.read_exact(&mut key)) {
        Ok(()) => Ok(Some(key)),
        // Missing, or cut short by a crash while it was made: nothing was ever written with it.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::UnexpectedEof) => {
            Ok(None)
        }
        Err(error) => Err(Failure::file(file, error)),
    }
}

/// Written beside and renamed, so that two first runs at once never leave half a key.
fn make_key(folder: &Path, file: &Path) -> Result<[u8; 32], Failure> {
    let failed = |error| Failure::file(file, error);
    make_folder(folder).map_err(failed)?;
    let key: [u8; 32] = random()?;
    let beside = folder.join(format!("device.key.{}", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    private(&mut options);
    let mut new = options.open(&beside).map_err(failed)?;
    new.write_all(&key).and_then(|()| new.sync_all()).map_err(failed)?;
    // Whoever links first is the device; the other takes that key.
    let linked = fs::hard_link(&beside, file);
    let made = match linked {
        Ok(()) => Ok(key),
        Err(_) => match read_key(file)? {
            Some(theirs) => Ok(theirs),
            None => fs::rename(&beside, file).map(|()| key).map_err(failed),
        },
    };
    let _ = fs::remove_file(&beside);
    made
}
