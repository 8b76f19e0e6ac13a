//! The rules, each a function from files to what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use crate::reading::File;

/// No file is longer.
const MOST_LINES: usize = 400;

/// Whom each layer may name; `None` is everybody. The roof is drawn first.
const LAYERS: [(&str, Option<&[&str]>); 8] = [
    ("main", Some(&["cli"])),
    ("lib", Some(&[])),
    ("cli", None),
    ("render", Some(&["report", "domain"])),
    ("report", Some(&["domain"])),
    ("exchange", Some(&["domain"])),
    ("ledger", Some(&["domain"])),
    ("domain", Some(&[])),
];

/// A layer names only layers below it.
pub fn layers(file: &File) -> Vec<String> {
    let layer = file.layer();
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
        return vec![format!("{}: the layer `{layer}` is not drawn", file.path)];
    };
    let Some(allowed) = allowed else { return Vec::new() };
    let is_layer = |name: &str| LAYERS.iter().any(|(layer, _)| *layer == name);
    file.names()
        .into_iter()
        .filter(|name| is_layer(name) && name != layer && !allowed.contains(&name.as_str()))
        .map(|name| format!("{}: `{layer}` names `{name}`", file.path))
        .collect()
}

/// What only some layers may name of the world outside: the beginning of a path, and who. The longest that fits counts: what
/// is written is written into whatever is given for it, and knows no more of it.
const OUTSIDE: [(&str, &[&str]); 16] = [
    ("rusqlite", &["ledger"]),
    ("clap", &["cli"]),
    ("csv", &["render", "exchange", "cli"]),
    ("icalendar", &["render"]),
    ("maud", &["render"]),
    ("schemars", &["domain", "report", "exchange", "cli"]),
    ("std::fs", &["ledger", "cli"]),
    ("std::io", &["ledger", "cli"]),
    ("std::io::BufWriter", &["ledger", "cli", "render"]),
    ("std::io::Error", &["ledger", "cli", "render"]),
    ("std::io::Result", &["ledger", "cli", "render"]),
    ("std::io::Write", &["ledger", "cli", "render", "exchange"]),
    ("std::env", &["cli", "main"]),
    ("std::process", &["cli", "main"]),
    ("std::net", &[]),
    ("std::thread", &[]),
];

/// The pure layers know no file, no terminal, no process; SQLite and the command line have one place each.
pub fn outside(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    for path in file.paths() {
        let fits = |what: &str| {
            path.strip_prefix(what).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        let longest = OUTSIDE.iter().filter(|(what, _)| fits(what)).max_by_key(|(what, _)| what.len());
        if let Some((what, who)) = longest
            && !who.contains(&file.layer())
        {
            found.push(format!("{}: `{}` names {what}", file.path, file.layer()));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// A ring of top-level modules that name each other, if there is one.
pub fn cycle(files: &[File]) -> Option<Vec<String>> {
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files.iter().filter(|file| !matches!(file.layer(), "lib" | "main")) {
        named.entry(file.layer().to_owned()).or_default().extend(file.names());
    }
    // What names nothing that is left can be in no ring; what remains when there is no such module is one.
    loop {
        let left: BTreeSet<String> = named.keys().cloned().collect();
        let before = named.len();
        named.retain(|own, names| names.iter().any(|name| name != own && left.contains(name)));
        if named.is_empty() {
            return None;
        }
        if named.len() == before {
            return Some(named.into_keys().collect());
        }
    }
}

/// Files of one idea are short.
pub fn length(file: &File) -> Vec<String> {
    let lines = file.text.lines().count();
    if lines > MOST_LINES { vec![format!("{}: {lines} lines", file.path)] } else { Vec::new() }
}

/// SQL is written in the ledger alone.
pub fn sql(file: &File) -> Vec<String> {
    if file.layer() == "ledger" {
        return Vec::new();
    }
    let found = ["SELECT ", "INSERT ", "UPDATE ", "DELETE FROM "];
    let found = found.into_iter().filter(|word| file.code_and_strings.contains(word));
    found.map(|word| format!("{}: {word}", file.path)).collect()
}

/// The environment is read in one file, the clock in another.
pub fn surroundings(file: &File) -> Vec<String> {
    const READS: [(&str, &str); 4] = [
        ("env::var", "src/cli/env.rs"),
        ("Utc::now", "src/cli/clock.rs"),
        ("Local::now", "src/cli/clock.rs"),
        ("SystemTime::now", "src/cli/clock.rs"),
    ];
    let mut found = Vec::new();
    for (what, place) in READS {
        let reads = file.paths().iter().any(|path| path.contains(what));
        if reads && file.path != place {
            found.push(format!("{}: {what}", file.path));
        }
    }
    found
}

/// Data and talk have one way out each; nothing prints past it.
pub fn printing(file: &File) -> Vec<String> {
    let tight: String = file.code.split_whitespace().collect();
    let found = ["println!(", "print!(", "dbg!("].into_iter().find(|word| tight.contains(word));
    let eprint = ["eprintln!(", "eprint!("].into_iter().find(|word| tight.contains(word));
    eprint.or(found).map(|word| format!("{}: {word}", file.path)).into_iter().collect()
}
