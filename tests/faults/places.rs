//! A ledger that may not be written to, or whose place something else has taken: what can be read is read, what cannot
//! be done says so, and once all is put back everything is there.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};

use crate::deed::gap;
use crate::scene::{PROGRAM, Scene, said};
use crate::table::Row;

const READING: [&[&str]; 4] = [&["list"], &["report"], &["history"], &["doctor"]];
/// By the file's place a device is known, so it is said who speaks.
const WRITING: [&[&str]; 4] = [
    &["kept", "dishes", "--as", "ana"],
    &["unsay", "a.6", "--as", "ana"],
    &["undo", "--as", "ana"],
    &["promise", "walk", "--every", "week", "--as", "ana"],
];

/// What has been done to a ledger, and which exit codes reading and writing may have then.
struct Place {
    fault: &'static str,
    done: fn(&Scene),
    undone: fn(&Scene),
    reading: &'static [i32],
    writing: &'static [i32],
}

const PLACES: [Place; 8] = [
    Place {
        fault: "a file that is read only",
        done: |scene| allow(&scene.ledger(), 0o400),
        undone: |scene| allow(&scene.ledger(), 0o600),
        reading: &[0],
        writing: &[1],
    },
    Place {
        fault: "a folder that is read only",
        done: |scene| {
            // The emptied journal would do to write with.
            let _ = fs::remove_file(scene.folder().join("ledger.db-journal"));
            allow(&scene.folder(), 0o500);
        },
        undone: |scene| allow(&scene.folder(), 0o700),
        reading: &[0],
        writing: &[1],
    },
    Place {
        fault: "a link in the place of the file, to nowhere",
        done: |scene| {
            away(scene);
            symlink("nowhere.db", scene.ledger()).unwrap();
        },
        undone: back,
        reading: &[3],
        writing: &[3],
    },
    Place {
        fault: "a link in the place of the file, to the file",
        done: |scene| {
            away(scene);
            symlink(scene.home().join("away.db"), scene.ledger()).unwrap();
        },
        undone: back,
        reading: &[0],
        writing: &[0],
    },
    Place {
        fault: "a folder in the place of the file",
        done: |scene| {
            away(scene);
            fs::create_dir(scene.ledger()).unwrap();
        },
        undone: back,
        reading: &[4],
        writing: &[4],
    },
    Place {
        fault: "a FIFO in the place of the file",
        done: |scene| {
            away(scene);
            assert!(Command::new("mkfifo").arg(scene.ledger()).status().unwrap().success());
        },
        undone: back,
        reading: &[4],
        writing: &[4],
    },
    Place {
        fault: "another program's database in its place",
        done: |scene| {
            away(scene);
            let other = rusqlite::Connection::open(scene.ledger()).unwrap();
            other.execute_batch("CREATE TABLE event (note TEXT); INSERT INTO event VALUES ('mine')").unwrap();
        },
        undone: back,
        reading: &[4],
        writing: &[4],
    },
    Place {
        fault: "the home is missing",
        done: |scene| fs::rename(scene.home().join("data"), scene.path().join("data")).unwrap(),
        undone: |scene| {
            let _ = fs::remove_dir_all(scene.home().join("data"));
            fs::rename(scene.path().join("data"), scene.home().join("data")).unwrap();
        },
        reading: &[3],
        writing: &[3],
    },
];

pub fn rows() -> Vec<impl FnOnce() -> Row + Send> {
    PLACES.into_iter().map(|place| move || row(&place)).collect()
}

fn row(place: &Place) -> Row {
    let scene = Scene::couple();
    let somebody = Somebody::new(&scene);
    let mut row = Row::new(place.fault, somebody.word());
    let writes = place.writing == [0];
    for (verbs, codes) in [(&READING, place.reading), (&WRITING, place.writing)] {
        for args in verbs {
            (place.done)(&scene);
            let before = databases(&scene);
            let output = somebody.run(&scene, args);
            let after = databases(&scene);
            let mut lost = Vec::new();
            let code = output.status.code().unwrap_or(-1);
            if !codes.contains(&code) {
                lost.push(format!("exit {code}: {}", said(&output)));
            }
            if code != 0 && !said(&output).contains("error: ") {
                lost.push(format!("it does not say why: {}", said(&output)));
            }
            if before != after && !writes {
                lost.push("a database has changed".to_owned());
            }
            (place.undone)(&scene);
            somebody.own(&scene);
            let record = scene.record();
            lost.extend(gap(&record));
            lost.extend(somebody.fails(&scene, &["doctor"]));
            lost.extend(somebody.fails(&scene, &["thank", "and on"]));
            row.tried(format!("{args:?}"), lost);
        }
    }
    row
}

/// The bytes of every database in the home.
fn databases(scene: &Scene) -> Vec<Vec<u8>> {
    scene.holding(b"SQLite format 3").iter().map(|file| fs::read(file).unwrap()).collect()
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn away(scene: &Scene) {
    fs::rename(scene.ledger(), scene.home().join("away.db")).unwrap();
}

fn back(scene: &Scene) {
    if scene.ledger().is_dir() {
        fs::remove_dir(scene.ledger()).unwrap();
    } else {
        fs::remove_file(scene.ledger()).unwrap();
    }
    fs::rename(scene.home().join("away.db"), scene.ledger()).unwrap();
}

/// Who runs the program. Root may write anywhere, so where the tests run as root, nobody takes root's place.
struct Somebody {
    program: String,
    is_nobody: bool,
}

/// Who has no rights but what everybody has.
const NOBODY: u32 = 65534;

impl Somebody {
    fn new(scene: &Scene) -> Self {
        let root = fs::metadata(scene.home()).unwrap().uid() == 0;
        if !root {
            return Self { program: PROGRAM.to_owned(), is_nobody: false };
        }
        let program = scene.path().join("program");
        fs::copy(PROGRAM, &program).unwrap();
        chown(scene.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        chown(&program, Some(NOBODY), Some(NOBODY)).unwrap();
        let somebody = Self { program: program.to_str().unwrap().to_owned(), is_nobody: true };
        somebody.own(scene);
        somebody
    }

    fn word(&self) -> &'static str {
        if self.is_nobody { "another user" } else { "this user" }
    }

    /// All of the home is theirs.
    fn own(&self, scene: &Scene) {
        if !self.is_nobody {
            return;
        }
        let mut all = vec![scene.home()];
        while let Some(path) = all.pop() {
            chown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
            if path.is_dir() {
                all.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            }
        }
    }

    fn command(&self, scene: &Scene, args: &[&str]) -> Command {
        let mut command = scene.command(&self.program, args);
        if self.is_nobody {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    fn run(&self, scene: &Scene, args: &[&str]) -> Output {
        // A program that was copied a moment ago is busy while another thread, just forked, still holds it open.
        loop {
            match self.command(scene, args).output() {
                Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                    std::thread::sleep(std::time::Duration::from_millis(5));
                }
                ran => return ran.unwrap(),
            }
        }
    }

    fn fails(&self, scene: &Scene, args: &[&str]) -> Option<String> {
        let output = self.run(scene, args);
        (!output.status.success()).then(|| format!("{args:?}: {}", said(&output)))
    }
}
