//! The commands that are struck by faults, and what must hold afterwards, whatever struck them.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::scene::{PROGRAM, Scene, record, said};

/// Which command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    Kept,
    Promise,
    Undo,
    Unsay,
    Import,
    Init,
    Upgrade,
    Backup,
}

/// What was written once and is then unsaid.
const SECRET: &[u8] = b"secret soup";

/// A feed of a few marks, one with a note.
const FEED: &str = r#"{"kind":"promise","text":"walk together","every":"day","name":"walk","from":"2026-11-09","key":"7"}
{"kind":"kept","promise":"walk","on":"2026-11-09"}
{"kind":"broken","promise":"walk","on":"2026-11-10","note":"it rained"}
{"kind":"kept","promise":"dishes","on":"2026-11-11"}
"#;

impl Which {
    pub const ALL: [Self; 8] = [
        Self::Kept,
        Self::Promise,
        Self::Undo,
        Self::Unsay,
        Self::Import,
        Self::Init,
        Self::Upgrade,
        Self::Backup,
    ];

    pub fn args(self) -> &'static [&'static str] {
        match self {
            Self::Kept => &["kept", "dishes", "--note", "in time"],
            Self::Promise => &["promise", "call the bank", "--due", "fri", "--name", "bank"],
            Self::Undo => &["undo"],
            Self::Unsay => &["unsay", "a.6"],
            Self::Import => &["import", "--format", "ndjson", "feed"],
            Self::Init => &["init", "Ana", "Ben"],
            Self::Upgrade => &["list"],
            Self::Backup => &["backup", "copy.db"],
        }
    }

    pub fn name(self) -> String {
        match self {
            Self::Upgrade => "the first list after an upgrade".to_owned(),
            other => other.args()[0].to_owned(),
        }
    }
}

/// A command in its scene, with the record as it is before it and as it is once it is done.
pub struct Deed {
    pub which: Which,
    pub scene: Scene,
    before: Vec<String>,
    after: Vec<String>,
    copies: Vec<Vec<String>>,
}

impl Deed {
    pub fn new(which: Which) -> Self {
        let scene = match which {
            Which::Init => Scene::new(),
            Which::Upgrade => {
                let scene = Scene::new();
                let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schema-1.db");
                fs::create_dir_all(scene.folder()).unwrap();
                fs::copy(old, scene.ledger()).unwrap();
                scene
            }
            _ => Scene::couple(),
        };
        let mut copies = vec![Vec::new()];
        match which {
            Which::Import => fs::write(scene.home().join("feed"), FEED).unwrap(),
            Which::Backup => {
                scene.ok(which.args());
                copies = vec![scene.record()];
                scene.ok(&["thank", "for more"]);
                copies.push(scene.record());
            }
            _ => {}
        }
        scene.keep();
        let before = scene.record();
        scene.ok(which.args());
        let after = scene.record();
        let changes = !matches!(which, Which::Upgrade | Which::Backup);
        assert_eq!(before != after, changes, "{which:?}");
        scene.reset();
        Self { which, scene, before, after, copies }
    }

    /// The command, as it is.
    pub fn command(&self) -> std::process::Command {
        self.scene.command(PROGRAM, self.which.args())
    }

    /// The record is as it was before or as it is after: nothing half.
    pub fn is_whole(&self, record: &[String]) -> bool {
        record == self.before || record == self.after
    }

    /// What was lost when the command ended so: nothing, when all is well.
    pub fn lost(&self, output: &Output) -> Vec<String> {
        let mut lost = Vec::new();
        let says = said(output);
        if says.contains("panicked") {
            lost.push(format!("it panicked: {says}"));
        }
        if let Some(trouble) = self.scene.fails(&["doctor"]) {
            lost.extend(self.begins_again(output, trouble));
            return lost;
        }
        let record = self.scene.record();
        if !self.is_whole(&record) {
            lost.push(format!("the record is neither as before nor as after: {record:?}"));
        }
        if output.status.success() && record != self.after {
            lost.push("it was acknowledged, and is not there".to_owned());
        }
        if says.contains("nothing was recorded") && self.before != self.after && record == self.after {
            lost.push(format!("it is there, and was said not to be: {says}"));
        }
        lost.extend(gap(&record));
        if self.which == Which::Unsay && record == self.after {
            lost.extend(
                self.scene.holding(SECRET).iter().map(|file| format!("words left in {}", file.display())),
            );
        }
        if self.which == Which::Backup {
            lost.extend(self.copy(output.status.success()));
        }
        lost.extend(self.goes_on());
        lost
    }

    /// A ledger that is not there yet is made by the same command again; nothing else has an excuse not to be sound.
    fn begins_again(&self, output: &Output, trouble: String) -> Option<String> {
        let not_there = self.before.is_empty() && self.scene.record().is_empty() && !output.status.success();
        if !not_there {
            return Some(trouble);
        }
        self.scene.fails(self.which.args()).or_else(|| self.scene.fails(&["doctor"]))
    }

    /// The copy is the earlier one or the new one, and sound.
    fn copy(&self, done: bool) -> Vec<String> {
        let mut lost: Vec<String> = self.scene.fails(&["doctor", "copy.db"]).into_iter().collect();
        let copy = record(&self.scene.home().join("copy.db"));
        if !self.copies.contains(&copy) || (done && copy != self.before) {
            lost.push("the copy is neither the earlier one nor the new one".to_owned());
        }
        lost
    }

    /// What comes next is recorded as if nothing had been.
    fn goes_on(&self) -> Vec<String> {
        let joined = self.which != Which::Init;
        let next: &[&str] = if joined { &["thank", "and on", "--as", "ana"] } else { &["me", "Ana"] };
        let before = self.scene.record().len();
        let mut lost: Vec<String> = self.scene.fails(next).into_iter().collect();
        let record = self.scene.record();
        if record.len() <= before {
            lost.push("what came next is not there".to_owned());
        }
        lost.extend(self.scene.fails(&["doctor"]));
        lost.extend(gap(&record));
        lost
    }
}

/// A gap in the numbers of a device.
pub fn gap(record: &[String]) -> Option<String> {
    let mut next = std::collections::BTreeMap::new();
    for entry in record {
        let (device, number) = entry.split(' ').next().unwrap().split_once('.').unwrap();
        let expected = next.entry(device).or_insert(1_usize);
        if number.parse() != Ok(*expected) {
            return Some(format!("a gap before {device}.{number}"));
        }
        *expected += 1;
    }
    None
}
