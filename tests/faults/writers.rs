//! Several who write at once, while others read.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::deed::gap;
use crate::scene::{Scene, said};
use crate::table::{Row, Size};

/// Exit code of a command that waited in vain for another.
const BUSY: i32 = 5;

/// So many writers share a thousand commits; each is tried again while others are faster.
pub fn at_once(writers: usize, size: Size) -> Row {
    let commits = if size == Size::All { 1000 } else { 40 };
    let mut row = Row::new(format!("{writers} writers at once, and two readers"), "threads");
    let scene = Scene::couple();
    let before = scene.record().len();
    let (next, done) = (AtomicUsize::new(0), AtomicBool::new(false));
    let reads = AtomicUsize::new(0);
    let troubles = std::thread::scope(|scope| {
        let write = || {
            let mut troubles = Vec::new();
            loop {
                let mine = next.fetch_add(1, Ordering::SeqCst);
                if mine >= commits {
                    return troubles;
                }
                let by = if mine % 2 == 0 { "ana" } else { "ben" };
                troubles.extend(thank(&scene, mine, by));
            }
        };
        let read = || {
            let mut troubles = Vec::new();
            while !done.load(Ordering::SeqCst) {
                let verb: &[&str] = match reads.fetch_add(1, Ordering::SeqCst) % 3 {
                    0 => &["doctor"],
                    1 => &["report"],
                    _ => &["list", "--json"],
                };
                let output = scene.run(verb);
                if !matches!(output.status.code(), Some(0 | BUSY)) {
                    troubles.push(format!("{verb:?} while others write: {}", said(&output)));
                }
            }
            troubles
        };
        let writing: Vec<_> = (0..writers).map(|_| scope.spawn(write)).collect();
        let reading: Vec<_> = (0..2).map(|_| scope.spawn(read)).collect();
        let mut troubles: Vec<String> =
            writing.into_iter().flat_map(|writer| writer.join().unwrap()).collect();
        done.store(true, Ordering::SeqCst);
        troubles.extend(reading.into_iter().flat_map(|reader| reader.join().unwrap()));
        troubles
    });
    for _ in 0..commits {
        row.tried("", Vec::new());
    }
    for trouble in troubles {
        row.wrong(trouble);
    }
    let record = scene.record();
    if record.len() != before + commits {
        row.wrong(format!("{} of {commits} commits are there", record.len() - before));
    }
    let there = thanks(&scene);
    for number in (0..commits).filter(|number| !there.contains(&text(*number))) {
        row.wrong(format!("{} was acknowledged, and is not there", text(number)));
    }
    gap(&record).into_iter().chain(scene.fails(&["doctor"])).for_each(|lost| row.wrong(lost));
    if reads.load(Ordering::SeqCst) == 0 {
        row.wrong("nobody read meanwhile".to_owned());
    }
    row
}

fn text(number: usize) -> String {
    format!("for number {number}")
}

/// One commit, again and again while others are faster; another answer is a trouble.
fn thank(scene: &Scene, number: usize, by: &str) -> Option<String> {
    loop {
        let output = scene.run(&["thank", &text(number), "--as", by]);
        match output.status.code() {
            Some(0) => return None,
            Some(BUSY) => {}
            _ => return Some(format!("{number}: {}", said(&output))),
        }
    }
}

/// All thanks in the ledger, read without the program.
fn thanks(scene: &Scene) -> BTreeSet<String> {
    let db = rusqlite::Connection::open(scene.ledger()).unwrap();
    let mut asked = db.prepare("SELECT json_extract(body, '$.text') FROM words").unwrap();
    let texts = asked.query_map([], |row| row.get::<_, Option<String>>(0)).unwrap();
    texts.filter_map(Result::unwrap).collect()
}
