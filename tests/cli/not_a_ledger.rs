//! A ledger that is not one, is newer, is busy, or cannot be written to.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use crate::harness::Home;
use crate::schemas;

const READ: [&str; 1] = ["list"];
const WRITE: [&str; 4] = ["promise", "x", "--as", "ana"];
const INIT: [&str; 3] = ["init", "Cleo", "Dan"];

fn of<'a>(ledger: &'a str, verb: &[&'a str]) -> Vec<&'a str> {
    ["--ledger", ledger].into_iter().chain(verb.iter().copied()).collect()
}

fn refused_by_all(home: &Home, ledger: &str, why: &str) {
    for verb in [&READ as &[&str], &WRITE] {
        let refusal = home.refused(&of(ledger, verb), 4);
        assert_eq!(refusal.kind, "damaged");
        assert!(refusal.message.contains(ledger) && refusal.message.contains(why), "{refusal:?}");
        assert!(refusal.hint.contains("--ledger"), "{refusal:?}");
    }
}

#[test]
fn files_that_are_no_ledger() {
    let home = Home::couple();
    let text = "dear diary, this is quite a long text that is no database at all\n".repeat(40);
    fs::write(home.path().join("text.db"), &text).unwrap();
    fs::write(home.path().join("short.db"), "hi").unwrap();
    fs::write(home.path().join("empty.db"), "").unwrap();
    fs::create_dir(home.path().join("folder.db")).unwrap();
    let other = Connection::open(home.path().join("other.db")).unwrap();
    other.execute_batch("CREATE TABLE notes (text TEXT)").unwrap();
    drop(other);
    let bytes = |name: &str| fs::read(home.path().join(name)).unwrap();
    let before = bytes("other.db");
    refused_by_all(&home, "text.db", "not a database");
    refused_by_all(&home, "short.db", "not a ledger");
    refused_by_all(&home, "empty.db", "empty");
    refused_by_all(&home, "folder.db", "folder");
    refused_by_all(&home, "other.db", "another program");
    for name in ["text.db", "short.db", "other.db", "folder.db"] {
        home.refused(&of(name, &INIT), 4);
    }
    assert_eq!(bytes("text.db"), text.as_bytes());
    assert_eq!(bytes("short.db"), b"hi");
    assert_eq!(bytes("empty.db"), b"");
    assert_eq!(bytes("other.db"), before);
    home.refused(&of("folder.db/ledger.db", &READ), 3);
    home.refused(&of("missing/ledger.db", &READ), 3);
    assert_eq!(home.run(&of("text.db/ledger.db", &READ)).code, 1, "a file is no folder");
}

#[test]
fn init_says_what_is_there_instead() {
    let home = Home::new();
    fs::write(home.path().join("text.db"), "dear diary").unwrap();
    let refusal = home.refused(&of("text.db", &INIT), 4);
    assert!(!refusal.message.contains("a ledger already"), "it is none: {refusal:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_ledger_and_nobody_waits_for_it() {
    let home = Home::new();
    let made = std::process::Command::new("mkfifo").arg(home.path().join("pipe.db")).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    refused_by_all(&home, "pipe.db", "no ordinary file");
    home.refused(&of("pipe.db", &INIT), 4);
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_its_ledger() {
    let home = Home::with_dishes();
    std::os::unix::fs::symlink(home.ledger(), home.path().join("link.db")).unwrap();
    std::os::unix::fs::symlink("nowhere.db", home.path().join("dangling.db")).unwrap();
    assert_eq!(home.json(&of("link.db", &READ))["promises"][0]["name"], "dishes");
    home.ok(&of("link.db", &["kept", "dishes"]));
    let shown = home.json(&["show", "dishes"]);
    assert_eq!(shown["tally"]["kept"], 1, "the same file, and the same device");
    let history = home.json(&["history", "all"]);
    assert!(history["events"].as_array().unwrap().iter().all(|event| event["device"] == "a"));
    home.refused(&of("dangling.db", &READ), 3);
}

#[test]
fn a_newer_ledger_is_left_alone() {
    let home = Home::with_dishes();
    let db = Connection::open(home.ledger()).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    for verb in [&READ as &[&str], &WRITE, &[], &["me", "Ana"], &["undo"], &["history"], &["kept", "dishes"]]
    {
        let refusal = home.refused(verb, 4);
        assert!(refusal.message.contains("newer"), "{refusal:?}");
        assert!(refusal.hint.contains("newer version"), "{refusal:?}");
    }
    home.refused(&INIT, 1);
}

#[test]
fn a_damaged_ledger_is_no_panic() {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes"]);
    let whole = home.bytes();
    let cut = whole.len() / 2;
    for (name, bytes) in [
        ("cut.db", whole[..cut].to_vec()),
        ("holes.db", whole.iter().enumerate().map(|(at, byte)| if at > 4096 { 0 } else { *byte }).collect()),
        (
            "noise.db",
            whole.iter().enumerate().map(|(at, byte)| if at > 200 { byte ^ 0x5a } else { *byte }).collect(),
        ),
    ] {
        fs::write(home.path().join(name), &bytes).unwrap();
        for verb in [&READ as &[&str], &WRITE, &["report", "all"], &["history", "all"], &["show", "dishes"]] {
            let refusal = home.refused(&of(name, verb), 4);
            assert_eq!(refusal.kind, "damaged", "{name} {verb:?}");
        }
        assert!(fs::read(home.path().join(name)).unwrap() == bytes, "{name}");
    }
}

#[test]
fn a_ledger_without_its_tables_is_damaged() {
    let home = Home::with_dishes();
    let db = Connection::open(home.ledger()).unwrap();
    let table: String = db
        .query_row("SELECT name FROM sqlite_schema WHERE type = 'table' LIMIT 1", [], |row| row.get(0))
        .unwrap();
    db.execute_batch(&format!("PRAGMA foreign_keys = off; DROP TABLE \"{table}\"")).unwrap();
    drop(db);
    assert_eq!(home.refused(&["report", "all"], 4).kind, "damaged", "without {table}");
}

#[test]
fn while_another_writes_it_is_busy() {
    let home = Home::with_dishes();
    let db = Connection::open(home.ledger()).unwrap();
    db.execute_batch("BEGIN EXCLUSIVE").unwrap();
    // Each waits five seconds: they wait together.
    std::thread::scope(|scope| {
        let run = |verb: &'static [&'static str]| {
            let mut command = home.call(verb).command();
            scope.spawn(move || (verb, command.output().unwrap()))
        };
        let runs = [run(&["list"]), run(&["kept", "dishes"]), run(&["kept", "dishes", "--json"])];
        for (verb, output) in runs.map(|run| run.join().unwrap()) {
            let stderr = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(5), "{verb:?}: {stderr}");
            assert!(output.stdout.is_empty() && stderr.contains("busy"), "{verb:?}: {stderr}");
            assert!(stderr.contains("try again"), "{verb:?}: {stderr}");
            if verb.contains(&"--json") {
                schemas::fits(&serde_json::from_str(&stderr).unwrap());
            }
        }
    });
    drop(db);
    assert_eq!(home.json(&["show", "dishes"])["tally"]["kept"], 0);
    home.ok(&["kept", "dishes"]);
}

#[cfg(unix)]
mod read_only {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

    use super::{Home, Path};
    use crate::harness::{Call, PROGRAM};

    /// Who has no rights but what everybody has.
    const NOBODY: u32 = 65534;

    fn allow(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    /// A couple's home and its ledger in a folder of its own, both with these modes. Root may write
    /// anywhere, so where the tests run as root, nobody takes root's place.
    struct Locked {
        home: Home,
        root: bool,
    }

    impl Locked {
        fn new(file: u32, folder: u32) -> Self {
            let home = Home::with_dishes();
            let root = fs::metadata(home.path()).unwrap().uid() == 0;
            let data = home.path().join("data/ourword");
            // SQLite leaves its emptied journal beside the ledger; without it, one has to be made.
            let _ = fs::remove_file(data.join("ledger.db-journal"));
            if root {
                fs::copy(PROGRAM, home.path().join("program")).unwrap();
                for path in ["", "data", "state", "state/ourword", "state/ourword/device.key", "program"] {
                    let path = home.path().join(path);
                    chown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
                }
                chown(home.ledger(), Some(NOBODY), Some(NOBODY)).unwrap();
                chown(&data, Some(NOBODY), Some(NOBODY)).unwrap();
            }
            allow(&home.ledger(), file);
            allow(&data, folder);
            Self { home, root }
        }

        fn call(&self, args: &[&str]) -> Call<'_> {
            if self.root {
                self.home.call_through(self.home.path().join("program"), args).uid(NOBODY)
            } else {
                self.home.call(args)
            }
        }
    }

    impl Drop for Locked {
        fn drop(&mut self) {
            allow(&self.home.path().join("data/ourword"), 0o700);
        }
    }

    fn reads_and_does_not_write(locked: &Locked) {
        for verb in [&["list"] as &[&str], &["report"], &["show", "dishes"], &["history", "all"]] {
            locked.call(verb).ok();
        }
        for verb in [&["kept", "dishes"] as &[&str], &["promise", "x"], &["me", "Ben"], &["undo"]] {
            let refusal = locked.call(verb).refused(1);
            assert!(!refusal.message.is_empty(), "{verb:?}: {refusal:?}");
        }
    }

    #[test]
    fn a_file() {
        let locked = Locked::new(0o400, 0o700);
        reads_and_does_not_write(&locked);
        let refusal = locked.call(&["kept", "dishes"]).refused(1);
        assert!(refusal.message.contains("cannot be written to"), "{refusal:?}");
        assert!(refusal.hint.contains("reading works"), "{refusal:?}");
    }

    #[test]
    fn a_folder() {
        reads_and_does_not_write(&Locked::new(0o600, 0o500));
    }

    #[test]
    fn a_folder_says_what_to_do() {
        let locked = Locked::new(0o600, 0o500);
        let refusal = locked.call(&["kept", "dishes"]).refused(1);
        assert!(refusal.message.contains("cannot be written to"), "{refusal:?}");
        assert!(refusal.hint.contains("reading works"), "{refusal:?}");
    }

    #[test]
    fn both() {
        reads_and_does_not_write(&Locked::new(0o400, 0o500));
    }

    #[test]
    fn a_file_that_cannot_be_read() {
        let locked = Locked::new(0o000, 0o700);
        let refusal = locked.call(&["list"]).refused(1);
        assert!(refusal.message.to_lowercase().contains("permission denied"), "{refusal:?}");
    }
}
