//! A whole record made by hand: entries with their chain, as `ourword export` writes them.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use chrono::Days;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::feed::{PROMISES, today};
use crate::scene::Scene;

/// The record of that ledger, of two partners and their promises, with so many marks after it, each an entry.
pub fn write(scene: &Scene, start: &Path, marks: u64, to: &Path) {
    let beginning = to.with_extension("start");
    scene.run(start, &["export", "--output", beginning.to_str().unwrap()]);
    let mut lines = BufReader::new(File::open(&beginning).unwrap()).lines().map(Result::unwrap);
    let mut first: Value = serde_json::from_str(&lines.next().unwrap()).unwrap();
    let before: Vec<String> = lines.collect();
    std::fs::remove_file(beginning).unwrap();
    let device = &mut first["devices"][0];
    let letter = device["letter"].as_str().unwrap().to_owned();
    let (mut seq, mut tick) = (device["head"].as_i64().unwrap(), device["tick"].as_i64().unwrap());
    let mut hash = unhex(device["hash"].as_str().unwrap());
    let promises = promises(&before);
    // The first line tells where the part of the device ends, so that the entries are written behind a gap.
    let body = to.with_extension("body");
    let mut out = BufWriter::new(File::create(&body).unwrap());
    for line in &before {
        writeln!(out, "{line}").unwrap();
    }
    let days = marks.div_ceil(u64::from(PROMISES));
    for number in 0..marks {
        let day = today() - Days::new(days) + Days::new(number / u64::from(PROMISES));
        let (promise, author) = &promises[usize::try_from(number % u64::from(PROMISES)).unwrap()];
        let says = if number % 9 == 4 { "broken" } else { "kept" };
        let entry = Entry {
            at: format!("{day}T20:00:00Z"),
            day: day.to_string(),
            author: *author,
            body: json!([[promise, day.to_string(), says]]).to_string(),
        };
        (seq, tick) = (seq + 1, tick + 1);
        hash = entry.hash(&letter, seq, tick, &hash);
        writeln!(out, "{}", entry.line(&letter, seq, tick, &hash)).unwrap();
    }
    out.flush().unwrap();
    (device["head"], device["tick"], device["hash"]) = (json!(seq), json!(tick), json!(hex(&hash)));
    let mut out = BufWriter::new(File::create(to).unwrap());
    writeln!(out, "{first}").unwrap();
    std::io::copy(&mut File::open(&body).unwrap(), &mut out).unwrap();
    out.flush().unwrap();
    std::fs::remove_file(body).unwrap();
}

/// The ids of the promises, each with who gave it.
fn promises(lines: &[String]) -> Vec<(String, i64)> {
    let entries = lines.iter().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let given = entries.filter(|entry| entry["kind"] == "promised");
    given
        .map(|entry| (entry["about"].as_str().unwrap().to_owned(), entry["author"].as_i64().unwrap()))
        .collect()
}

/// A mark.
struct Entry {
    at: String,
    day: String,
    author: i64,
    body: String,
}

impl Entry {
    /// The chain: SHA-256 over the hash before and every column, each with its length before it; the length of what is
    /// not there is the greatest number.
    fn hash(&self, letter: &str, seq: i64, tick: i64, before: &[u8]) -> Vec<u8> {
        let [seq, tick, author] = [seq, tick, self.author].map(i64::to_le_bytes);
        let columns: [Option<&[u8]>; 11] = [
            Some(before),
            Some(letter.as_bytes()),
            Some(&seq),
            Some(&tick),
            Some(self.at.as_bytes()),
            Some(self.day.as_bytes()),
            Some(&author),
            Some(b"marked"),
            None,
            Some(self.body.as_bytes()),
            None,
        ];
        let mut sum = Sha256::new();
        for column in columns {
            sum.update(column.map_or(u64::MAX, |bytes| bytes.len() as u64).to_le_bytes());
            sum.update(column.unwrap_or_default());
        }
        sum.finalize().to_vec()
    }

    fn line(&self, letter: &str, seq: i64, tick: i64, hash: &[u8]) -> String {
        let body = json!(self.body);
        format!(
            r#"{{"device":"{letter}","seq":{seq},"tick":{tick},"at":"{}","day":"{}","author":{},"kind":"marked","about":null,"body":{body},"seal":null,"hash":"{}","words":null}}"#,
            self.at,
            self.day,
            self.author,
            hex(hash)
        )
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().map(|digit| digit.to_digit(16).unwrap()).collect();
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap()).collect()
}
