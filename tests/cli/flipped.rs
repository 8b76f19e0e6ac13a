//! Ledgers with wrong bytes in them: every verb that reads ends, with an answer or with a clear error, and changes
//! nothing. `OURWORD_FUZZ=N` tries N of them instead of a few.

use std::fs;
use std::time::{Duration, Instant};

use crate::harness::Home;
use crate::hostile::no_panic;

/// Every verb that reads.
const READ: [&[&str]; 15] = [
    &[],
    &["due"],
    &["list", "--all"],
    &["show", "dishes"],
    &["streaks"],
    &["report", "all"],
    &["report", "--json"],
    &["calendar", "2026"],
    &["history", "all"],
    &["me"],
    &["config"],
    &["doctor"],
    &["export", "--format", "ndjson"],
    &["export", "--format", "csv", "--output", "tables", "--force"],
    &["backup", "copy.db"],
];

/// A ledger with something of every kind in it.
pub fn lived_in() -> Home {
    let home = Home::with_dishes();
    for args in [
        &["kept", "dishes", "--on", "yesterday", "--note", "two pans"] as &[&str],
        &["broke", "dishes"],
        &["kept", "dishes", "-a", "ben"],
        &["ask", "tell me", "--every", "3/week", "--name", "tell"],
        &["accept", "tell", "-a", "ben"],
        &["boundary", "no shouting", "--will", "I go out", "--name", "calm"],
        &["kept", "calm"],
        &["repair", "dishes", "--did", "I forgot", "--adjust", "an alarm", "--every", "day"],
        &["thank", "for", "the", "soup"],
        &["chapter", "winter", "--stage", "grow"],
        &["accept", "winter", "-a", "ben"],
        &["checkin", "--predict", "3", "--feeling", "lighter", "--show"],
        &["checkin", "--predict", "4", "--show", "-a", "ben"],
        &["pause", "tell", "--from", "fri", "--until", "sat", "-a", "ben"],
        &["undo", "-a", "ben"],
        &["unsay", "a.6"],
    ] {
        let ran = home.run(args);
        assert!(ran.code == 0 || args[0] == "unsay", "{args:?}\n{ran}");
    }
    home
}

/// How many to try.
#[expect(clippy::disallowed_methods, reason = "a setting of this test, not of the program")]
fn tries(few: u64) -> u64 {
    std::env::var("OURWORD_FUZZ").ok().and_then(|many| many.parse().ok()).unwrap_or(few)
}

/// Numbers by chance, the same in every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

/// The bytes with one thing wrong: a bit, a byte, a stretch, a page, or the end.
fn wrong(whole: &[u8], chance: &mut Chance) -> (Vec<u8>, String) {
    const PAGE: usize = 4096;
    let mut bytes = whole.to_vec();
    let at = chance.below(bytes.len());
    let told = match chance.below(7) {
        0 | 1 => {
            bytes[at] ^= 1 << chance.below(8);
            "a bit"
        }
        2 => {
            bytes[at] = [0, 0xff, 0x7f, 0x80][chance.below(4)];
            "a byte"
        }
        3 => {
            let end = (at + 8).min(bytes.len());
            bytes[at..end].fill([0, 0xff][chance.below(2)]);
            "a stretch"
        }
        4 => {
            let (one, other) = (at / PAGE * PAGE, chance.below(whole.len()) / PAGE * PAGE);
            bytes[one..one + PAGE].copy_from_slice(&whole[other..other + PAGE]);
            "a page"
        }
        5 => {
            // The head of a page, in which every byte means something.
            let page = at / PAGE * PAGE;
            bytes[page + chance.below(64)] ^= 1 << chance.below(8);
            "the head of a page"
        }
        _ => {
            bytes.truncate(at);
            "the end"
        }
    };
    (bytes, format!("{told} at {at}"))
}

/// Every verb that reads ends with what it would tell, and leaves the file alone; writing ends as well.
fn every_verb_ends(home: &Home, bytes: &[u8], told: &str) {
    for verb in READ {
        fs::write(home.ledger(), bytes).unwrap();
        let begun = Instant::now();
        let ran = home.run(verb);
        let what = format!("{verb:?} with {told} wrong\n{ran}");
        no_panic(&ran, &what);
        assert!(begun.elapsed() < Duration::from_secs(20), "{what}");
        assert!(home.bytes() == bytes, "{what}");
        let _ = fs::remove_file(home.path().join("copy.db"));
    }
    for verb in [["kept", "dishes", "-a", "ana"].as_slice(), &["undo", "-a", "ana"], &["doctor", "--rebuild"]]
    {
        fs::write(home.ledger(), bytes).unwrap();
        no_panic(&home.run(verb), &format!("{verb:?} with {told} wrong"));
    }
}

#[test]
fn by_chance() {
    let home = lived_in();
    let whole = home.bytes();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for _ in 0..tries(15) {
        let (bytes, told) = wrong(&whole, &mut chance);
        every_verb_ends(&home, &bytes, &told);
    }
}

/// Values that no honest ledger has, in every column in turn.
#[test]
fn in_every_column() {
    let home = lived_in();
    let whole = home.bytes();
    let path = home.path().join("wrong.db");
    let columns: Vec<(String, String)> = {
        let db = rusqlite::Connection::open(home.ledger()).unwrap();
        let mut find = db
            .prepare(
                "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'",
            )
            .unwrap();
        find.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    };
    let values = [
        "9223372036854775807",
        "-9223372036854775808",
        "'9999-12-31'",
        "'\u{1b}[2J'",
        "'{}'",
        "x'ff'",
        "NULL",
    ];
    // A few of them in every run; all where more are asked for.
    let step = if tries(0) > 0 { 1 } else { 7 };
    let mut tried = 0;
    for (at, (table, column)) in columns.iter().enumerate() {
        for (other, value) in values.iter().enumerate() {
            // The counters that the next entry goes on from are always driven to their end.
            let is_counter = table == "device" && other == 0;
            if (at + other) % step != 0 && !is_counter {
                continue;
            }
            fs::write(&path, &whole).unwrap();
            let db = rusqlite::Connection::open(&path).unwrap();
            db.execute_batch(
                "PRAGMA foreign_keys = off; PRAGMA ignore_check_constraints = on; PRAGMA journal_mode = off",
            )
            .unwrap();
            // All rows alike; of a key, one row is left.
            let set = format!("UPDATE OR REPLACE \"{table}\" SET \"{column}\" = {value}");
            if db.execute(&set, []).is_err() {
                // A column that takes no such value.
                continue;
            }
            drop(db);
            tried += 1;
            let bytes = fs::read(&path).unwrap();
            // A verb for each, so that all are tried with all in the end.
            let verbs = READ.len();
            for verb in [READ[(at + other) % verbs], READ[(at + other * 5 + 7) % verbs], &["doctor"]] {
                fs::write(home.ledger(), &bytes).unwrap();
                let ran = home.run(verb);
                let what = format!("{verb:?} with {table}.{column} = {value}\n{ran}");
                no_panic(&ran, &what);
                let _ = fs::remove_file(home.path().join("copy.db"));
            }
            // Writing ends as well, on top of what is wrong.
            let ran = home.run(&["kept", "dishes", "-a", "ana"]);
            no_panic(&ran, &format!("kept with {table}.{column} = {value}"));
        }
    }
    assert!(tried > 20, "{tried}");
}
