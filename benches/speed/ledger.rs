//! Ledgers of any size, made through the door that everybody has, and kept for the next run.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::feed::{Mix, Past};
use crate::measure::{Cost, cost};
use crate::record;
use crate::scene::Scene;

/// A ledger, and what it cost to make it.
pub struct Made {
    /// Its file.
    pub file: PathBuf,
    /// The marks in it.
    pub marks: u64,
    /// The costs of the imports, one after the other.
    pub cost: Cost,
}

/// A ledger of about so many marks, imported a thousand to an entry.
pub fn imported(scene: &Scene, mix: Mix, marks: u64) -> Made {
    let past = Past::of(mix, marks);
    let name = format!("{}-{marks}", if mix == Mix::Plain { "plain" } else { "mixed" });
    kept(scene, &name, past.marks, |file| {
        begin(scene, file);
        let mut whole = Cost::default();
        for (partner, acting) in ["Ana", "Ben"].into_iter().enumerate() {
            let feed = scene.folder.join(format!("{name}-{partner}.ndjson"));
            let mut to = BufWriter::new(File::create(&feed).unwrap());
            past.write(u32::try_from(partner).unwrap(), &mut to).unwrap();
            to.flush().unwrap();
            let words = ["import", "--format", "ndjson", "--as", acting, "--quiet", feed.to_str().unwrap()];
            whole = whole.and(cost(scene, &scene.ourword(file, &words)));
            std::fs::remove_file(feed).unwrap();
        }
        whole
    })
}

/// A ledger of so many marks, each in an entry of its own, as after decades of `kept`: put in as a record.
pub fn one_by_one(scene: &Scene, marks: u64) -> Made {
    kept(scene, &format!("one-by-one-{marks}"), marks, |file| {
        let start = imported(scene, Mix::Plain, 0).file;
        let feed = scene.folder.join("one-by-one.ndjson");
        record::write(scene, &start, marks, &feed);
        let words = ["import", "--format", "ourword", "--quiet", feed.to_str().unwrap()];
        let cost = cost(scene, &scene.ourword(file, &words));
        std::fs::remove_file(feed).unwrap();
        scene.run(file, &["me", "Ana"]);
        cost
    })
}

/// A new ledger that both have joined.
fn begin(scene: &Scene, file: &Path) {
    scene.run(file, &["init", "Ana", "Ben"]);
    scene.run(file, &["me", "Ben"]);
    scene.run(file, &["me", "Ana"]);
}

/// The ledger of that name, made where it is not there, or where the program has been built since.
fn kept(scene: &Scene, name: &str, marks: u64, make: impl FnOnce(&Path) -> Cost) -> Made {
    let (file, about) = (scene.folder.join(format!("{name}.db")), scene.folder.join(format!("{name}.made")));
    let built = changed(&scene.program);
    let known = std::fs::read_to_string(&about).ok().and_then(|text| Cost::read(&text));
    let cost = match known {
        Some(known) if changed(&about) > built && file.exists() => known,
        _ => {
            let _ = std::fs::remove_file(&file);
            let cost = make(&file);
            std::fs::write(&about, cost.written()).unwrap();
            cost
        }
    };
    Made { file, marks, cost }
}

fn changed(file: &Path) -> Option<std::time::SystemTime> {
    std::fs::metadata(file).and_then(|about| about.modified()).ok()
}
