//! The schemas that the program prints, held against what it answers by a validator that is not of its making. Every
//! document that a test of this folder asks for is held against its schema as well: see [`fits`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::harness::{Home, list};

type Validators = BTreeMap<String, Arc<Validator>>;

static KNOWN: LazyLock<Mutex<Validators>> = LazyLock::new(Mutex::default);

/// The schema of that name, made into a validator once.
fn validator(name: &str) -> Arc<Validator> {
    if let Some(known) = KNOWN.lock().unwrap().get(name) {
        return Arc::clone(known);
    }
    let schema: Value = serde_json::from_str(&Home::new().ok(&["schema", name]).stdout).unwrap();
    let made = jsonschema::draft202012::options().should_validate_formats(true).build(&schema);
    let made = Arc::new(made.unwrap_or_else(|error| panic!("{name}: {error}")));
    KNOWN.lock().unwrap().insert(name.to_owned(), Arc::clone(&made));
    made
}

/// The document is as the schema says of which it says that it is.
pub fn fits(document: &Value) {
    fits_as(document["schema"].as_str().unwrap_or_default(), document);
}

fn fits_as(name: &str, document: &Value) {
    let wrong: Vec<String> = validator(name)
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{name}\n{}\n{document}", wrong.join("\n"));
}

fn names() -> Vec<String> {
    Home::new().ok(&["schema"]).stdout.lines().map(str::to_owned).collect()
}

/// A ledger with something of everything in it. Ana made it, and it is Thursday, 26 November.
fn lived() -> (Home, Vec<Value>) {
    let home = Home::new();
    let mut told = Vec::new();
    told.push(home.json(&["init", "Ana", "Ben"]));
    for name in ["Ben", "Ana"] {
        // What joining means is told on stderr.
        let ran = home.run(&["me", name, "--json"]);
        told.push(serde_json::from_str(&ran.stdout).unwrap());
    }
    let mut ana = |words: &[&str]| told.push(home.json(words));
    let from = ["--from", "2026-11-09"];
    let every = |text: &'static str, name: &'static str, more: &[&'static str]| {
        [&["promise", text, "--name", name] as &[&str], &from, more].concat()
    };
    ana(&["chapter", "After the summer", "--hope", "calm evenings", "--stage", "repair"]);
    ana(&["accept", "a1", "-a", "ben"]);
    ana(&["config", "day_ends", "03:00"]);
    ana(&every("wash up", "dishes", &["--every", "day", "--plan", "after the last cup"]));
    ana(&every("home by seven", "home", &["--every", "weekday", "-a", "ben"]));
    ana(&every("no phone at the table", "phone", &["--every", "day", "--avoid"]));
    ana(&every("three walks", "walk", &["--every", "3/week", "--until", "2026-12-20"]));
    ana(&["promise", "an evening for us", "--every", "week", "--both", "--name", "evening"]);
    ana(&["accept", "evening", "-a", "ben"]);
    ana(&["promise", "call the bank", "--due", "2026-11-18", "--name", "bank", "-a", "ben"]);
    ana(&["promise", "mend the bicycle", "--name", "bicycle"]);
    ana(&["ask", "tell me who visits", "--every", "week", "--name", "visits"]);
    ana(&["ask", "sell the car", "--due", "2026-12-20", "--name", "car"]);
    ana(&["decline", "car", "-a", "ben"]);
    ana(&["boundary", "no shouting", "--will", "I leave the room", "--name", "calm", "-a", "ben"]);
    ana(&["revise", "calm", "--told", "today", "--review", "in 4 weeks", "-a", "ben"]);
    ana(&["promise", "I sit down first", "--every", "day", "--name", "sit", "--for", "calm"]);
    home.at("2026-11-20");
    ana(&["kept", "dishes", "walk", "--on", "2026-11-17", "--note", "both"]);
    ana(&["kept", "dishes", "--on", "2026-11-17"]);
    ana(&["broke", "dishes", "--on", "2026-11-18", "--note", "fell asleep"]);
    ana(&["kept", "home", "--on", "2026-11-17"]);
    ana(&["broke", "home", "--on", "2026-11-17", "-a", "ben"]);
    ana(&["broke", "home", "--on", "2026-11-18", "-a", "ben"]);
    ana(&["excused", "walk", "--on", "2026-11-24"]);
    ana(&["kept", "calm", "-a", "ben"]);
    ana(&["kept", "bank", "-a", "ben"]);
    ana(&["kept", "evening"]);
    ana(&[
        "repair",
        "home",
        "--did",
        "I came at nine",
        "--adjust",
        "a message by six",
        "--every",
        "day",
        "-a",
        "ben",
    ]);
    let begun = home.json(&["report"])["repairs"][0]["id"].clone();
    ana(&["repair", begun.as_str().unwrap(), "--heard"]);
    ana(&["repair", "--did", "I read your letters", "--impact", "you locked the desk"]);
    ana(&["pause", "dishes", "--from", "2026-11-22", "--until", "2026-11-27"]);
    ana(&["pause", "--from", "2026-12-24"]);
    for who in ["ana", "ben"] {
        let item = if who == "ana" { "7" } else { "4" };
        let said =
            ["--rely", item, "--feeling", "lighter", "--need", "when it rains", "--text", "yes", "--show"];
        ana(&[&["checkin", "-a", who, "--predict", "10"] as &[&str], &said].concat());
    }
    ana(&["thank", "for", "the", "soup"]);
    ana(&["promise", "paint the door", "--due", "2026-11-21", "--name", "door"]);
    for due in ["2026-11-22", "2026-11-23", "2026-11-24"] {
        ana(&["revise", "door", "--due", due]);
    }
    fs::write(home.path().join("log.csv"), "Day,What,Done\n2026-11-13,dishes,yes\n2026-11-30,dishes,yes\n")
        .unwrap();
    let ran = home.run(&[
        "import",
        "--format",
        "csv",
        "--map",
        "on=Day,promise=What,says=Done",
        "log.csv",
        "--json",
    ]);
    told.push(serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}\n{ran}")));
    home.at("2026-11-26");
    (home, told)
}

/// What every other verb answers there, and what lines are exported.
fn answers(home: &Home) -> Vec<Value> {
    let history = home.json(&["history", "all"]);
    let of = |kind: &str| {
        let event = list(&history["events"]).iter().find(|event| event["kind"] == kind).unwrap();
        event["about"].as_str().unwrap().to_owned()
    };
    let mut told: Vec<Value> = [
        &["due"] as &[&str],
        &["list", "--all"],
        &["show", "dishes"],
        &["show", "bank"],
        &["show", "calm"],
        &["show", "a1"],
        &["show", &of("repaired")],
        &["show", &of("paused")],
        &["streaks"],
        &["report"],
        &["report", "12w"],
        &["report", "all", "--today", "2026-11-12"],
        &["calendar", "12w"],
        &["history", "all"],
        &["me"],
        &["config"],
        &["demo"],
        &["guide"],
        &["guide", "start"],
        &["completions", "fish"],
        &["man", "kept"],
        &["schema"],
        &[],
        &["doctor"],
        &["backup", "copy.db"],
        &["export", "--output", "record.ndjson"],
        &["export", "--format", "csv", "--output", "tables"],
        &["undo"],
        &["unsay", "dishes"],
        &["init", "Ana"],
        &["note", "slept", "badly", "--own"],
        &["report", "--own"],
        &["end", "phone"],
        &["end", &of("paused")],
        &["end", "calm", "-a", "ben"],
        &["end", "a1"],
        &["leave", "--yes", "--output", "taken.json"],
        &["report"],
    ]
    .iter()
    .map(|words| home.json(words))
    .collect();
    told.push(serde_json::from_str(&fs::read_to_string(home.path().join("taken.json")).unwrap()).unwrap());
    told.push(home.json(&["import", "--format", "ourword", "record.ndjson", "--ledger", "again.db"]));
    told.push(
        serde_json::from_str(&home.run(&["list", "--all", "--json", "--ledger", "no.db"]).stderr).unwrap(),
    );
    told
}

/// Each with the name of its document.
fn documents() -> Vec<(String, Value)> {
    let (home, mut told) = lived();
    told.extend(answers(&home));
    let name = |document: &Value| {
        let full = document["schema"].as_str().unwrap_or_else(|| panic!("{document} says not what it is"));
        full.strip_prefix("ourword.").and_then(|name| name.strip_suffix("/1")).unwrap().to_owned()
    };
    let mut all: Vec<(String, Value)> =
        told.into_iter().map(|document| (name(&document), document)).collect();
    for (name, args) in [("record", &["export"] as &[&str]), ("mine", &["export", "--mine"])] {
        let lines = home.ok(args).stdout;
        all.extend(lines.lines().map(|line| (name.to_owned(), serde_json::from_str(line).unwrap())));
    }
    all
}

static DOCUMENTS: LazyLock<Vec<(String, Value)>> = LazyLock::new(documents);

#[test]
fn what_every_command_answers_is_as_its_schema_says() {
    for (name, document) in DOCUMENTS.iter() {
        fits_as(name, document);
    }
    let answered: BTreeSet<String> = DOCUMENTS.iter().map(|(name, _)| name.clone()).collect();
    let listed: BTreeSet<String> = names().into_iter().collect();
    assert_eq!(answered, listed, "every document is answered by some command here, and has its schema");
    // What would be empty would be held against nothing.
    let report = DOCUMENTS.iter().filter(|(name, _)| name == "report").map(|(_, report)| report);
    let report: Vec<&Value> = report.collect();
    for field in [
        "partners",
        "thanks",
        "went_right",
        "to_talk_about",
        "repairs",
        "boundaries",
        "checkins",
        "asked",
        "next_week",
        "patterns",
    ] {
        assert!(report.iter().any(|report| !list(&report[field]).is_empty()), "{field} is in no report");
    }
    assert!(report.iter().any(|report| report["chapter"]["stage"] == "repair"));
}

#[test]
fn every_schema_is_one() {
    for name in names() {
        let schema: Value = serde_json::from_str(&Home::new().ok(&["schema", &name]).stdout).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
            panic!("{name}: {error}");
        }
        assert_eq!(schema["title"], format!("ourword.{name}/1"));
    }
}

/// Where what an entry holds is handed on as it is, whatever it is.
const OPEN: [&str; 2] = ["body", "words"];

/// Fields with a set of words, or a shape of their own.
const NARROW: [&str; 20] = [
    "schema",
    "id",
    "from",
    "to",
    "on",
    "today",
    "verdict",
    "state",
    "says",
    "recorded_on",
    "recorded_at",
    "at",
    "stage",
    "heard",
    "due",
    "settled_on",
    "week",
    "exit",
    "device",
    "event",
];

/// A document each for everything that can be wrong with this one: every field left out, every value of another kind,
/// every word that is none. Of a list the first two are spoiled.
fn spoiled(value: &Value, path: &str) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    match value {
        Value::Object(fields) => {
            for (key, part) in fields {
                let here = format!("{path}/{key}");
                let with = |part: Value| {
                    let mut fields = fields.clone();
                    fields.insert(key.clone(), part);
                    Value::Object(fields)
                };
                let mut without = fields.clone();
                without.remove(key);
                all.push((format!("without {here}"), Value::Object(without)));
                if OPEN.contains(&key.as_str()) {
                    continue;
                }
                all.push((format!("another kind of {here}"), with(json!({ "odd": [0] }))));
                if NARROW.contains(&key.as_str()) && (part.is_string() || part.is_number()) {
                    all.push((format!("no such {here}"), with(json!("no such word"))));
                }
                if matches!(key.as_str(), "kept_rate" | "low" | "high" | "predict" | "rely" | "safe") {
                    all.push((format!("too high {here}"), with(json!(11))));
                }
                all.extend(spoiled(part, &here).into_iter().map(|(what, part)| (what, with(part))));
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate().take(2) {
                for (what, part) in spoiled(item, &format!("{path}/{at}")) {
                    let mut items = items.clone();
                    items[at] = part;
                    all.push((what, Value::Array(items)));
                }
            }
        }
        _ => {}
    }
    all
}

/// No field is without its line in the schema, and none is there only sometimes.
#[test]
fn what_is_spoiled_does_not_fit() {
    let mut tried = 0;
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, document) in DOCUMENTS.iter() {
        // A few of each document are enough.
        let seen = seen.entry(name).or_default();
        *seen += 1;
        if *seen > 6 {
            continue;
        }
        let validator = validator(name);
        for (what, spoiled) in spoiled(document, "") {
            tried += 1;
            assert!(!validator.is_valid(&spoiled), "{name}: {what} fits\n{spoiled}");
        }
        let mut more = document.clone();
        more["a_field_of_a_later_version"] = json!(1);
        assert!(validator.is_valid(&more), "{name}: fields may be added");
    }
    assert!(tried > 5_000, "{tried}");
}

#[test]
fn a_document_is_found_by_its_name_in_full_and_nearly() {
    let home = Home::new();
    assert_eq!(home.ok(&["schema", "ourword.due/1"]).stdout, home.ok(&["schema", "due"]).stdout);
    let refusal = home.refused(&["schema", "reprot"], 2);
    assert_eq!((refusal.kind.as_str(), refusal.hint.as_str()), ("usage", "did you mean report?"));
    assert_eq!(home.refused(&["schema", "weather"], 2).hint, "`ourword schema` lists the documents");
    let quiet = home.ok(&["schema", "--quiet"]).stdout;
    assert_eq!(quiet, home.ok(&["schema"]).stdout);
    let listed = home.json(&["schema"]);
    assert_eq!(list(&listed["documents"]).len(), quiet.lines().count());
    assert!(!home.path().join("data").exists(), "no ledger is looked for");
}

/// The other exit codes are provoked all over these tests, and each refusal is held against its schema there.
#[cfg(unix)]
#[test]
fn breaking_off_is_a_document_too() {
    let home = Home::couple();
    let mut session = crate::terminal::terminal(&home, &["checkin", "--json"]);
    session.exp_string("predict what").unwrap();
    session.send_control('c').unwrap();
    let rest = session.exp_eof().unwrap();
    let line = rest.lines().find_map(|line| line.find("{\"schema\"").map(|at| &line[at..]));
    let document: Value = serde_json::from_str(line.unwrap_or_else(|| panic!("{rest}")).trim_end()).unwrap();
    assert_eq!((&document["kind"], &document["exit"]), (&json!("interrupted"), &json!(130)));
    fits(&document);
}
