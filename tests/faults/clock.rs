//! A clock that jumps: the order of the record does not hang on it.

use crate::deed::gap;
use crate::scene::Scene;
use crate::table::Row;

pub fn rows() -> Vec<impl FnOnce() -> Row + Send> {
    [("the clock an hour back", "2026-11-16T11:00:00Z"), ("the clock five years on", "2031-11-16T12:00:00Z")]
        .into_iter()
        .map(|(fault, now)| move || jumped(fault, now))
        .collect()
}

/// Every kind of writing under a clock that has jumped, and again once it is right.
fn jumped(fault: &'static str, now: &str) -> Row {
    let mut row = Row::new(fault, "OURWORD_NOW");
    let scene = Scene::couple();
    let mut entries = scene.record().len();
    for (at, on) in [(now, "2026-11-11"), (crate::scene::NOW, "2026-11-12")] {
        for words in [
            &["kept", "dishes", "--on", on] as &[&str],
            &["broke", "dishes", "--on", on, "--as", "ben"],
            &["thank", "for the tea"],
            &["undo"],
            &["promise", "walk", "--every", "week"],
            &["unsay", "a.5"],
        ] {
            // What was unsaid once has nothing to unsay.
            if at != now && words[0] == "unsay" {
                continue;
            }
            let output = scene.command(crate::scene::PROGRAM, words).env("OURWORD_NOW", at).output().unwrap();
            let record = scene.record();
            let mut lost: Vec<String> = gap(&record).into_iter().chain(scene.fails(&["doctor"])).collect();
            let done = output.status.success();
            if !done || record.len() != entries + 1 {
                lost.push(format!(
                    "{} entries after {entries}: {}",
                    record.len(),
                    crate::scene::said(&output)
                ));
            }
            entries = record.len();
            row.tried(format!("{words:?} at {at}"), lost);
        }
    }
    row
}
