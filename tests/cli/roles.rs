//! Rights are the same for both: the table of verbs and roles, and a swap that swaps and changes nothing else.

use serde_json::Value;

use crate::harness::{Home, list};

/// Ana has given `p` and broken it, repairs it as `r`, and owns the boundary `b`; both have given `j`; Ana asks Ben
/// for `q`.
fn couple() -> (Home, String, String) {
    let home = Home::couple();
    let ana = |words: &[&str]| home.json(&[words, &["--as", "ana"]].concat());
    ana(&["promise", "a promise", "--every", "day", "--name", "p"]);
    ana(&["promise", "a joint one", "--every", "week", "--name", "j", "--both"]);
    home.ok(&["accept", "j", "--as", "ben"]);
    ana(&["boundary", "quiet after ten", "--will", "I go to the other room", "--name", "b"]);
    ana(&["ask", "tell me first", "--every", "week", "--name", "q"]);
    ana(&["broke", "p", "--note", "no excuse"]);
    let repair = ana(&["repair", "p", "--did", "I forgot"])["recorded"][0]["id"].as_str().unwrap().to_owned();
    let history = home.json(&["history", "all"]);
    let marked = list(&history["events"]).iter().find(|event| event["kind"] == "marked").unwrap();
    let marked = marked["id"].as_str().unwrap().to_owned();
    (home, repair, marked)
}

/// A verb, and whether Ana and Ben may.
const TABLE: [(&[&str], bool, bool); 33] = [
    (&["kept", "p"], true, true),
    (&["broke", "p", "--note", "x"], true, true),
    (&["excused", "p"], true, true),
    (&["end", "p"], true, true),
    (&["pause", "p"], true, false),
    (&["pause"], true, true),
    (&["revise", "p", "--every", "2 days"], true, false),
    (&["revise", "p", "--wording", "x"], true, false),
    (&["repair", "p", "--impact", "x"], true, false),
    (&["repair", "R", "--impact", "x"], true, false),
    (&["repair", "R", "--heard"], false, true),
    (&["repair", "R", "--not-yet"], false, true),
    (&["repair", "--did", "x"], true, true),
    (&["kept", "j"], true, true),
    (&["broke", "j"], true, true),
    (&["end", "j"], true, true),
    (&["pause", "j"], true, true),
    (&["revise", "j", "--every", "2 weeks"], false, false),
    (&["kept", "b"], true, false),
    (&["broke", "b"], true, false),
    (&["revise", "b", "--will", "x"], true, false),
    (&["end", "b"], true, false),
    (&["promise", "x", "--every", "day", "--for", "b"], false, true),
    (&["accept", "q"], false, true),
    (&["decline", "q"], false, true),
    (&["promise", "x", "--every", "day"], true, true),
    (&["ask", "x", "--every", "day"], true, true),
    (&["boundary", "x", "--will", "y"], true, true),
    (&["chapter", "x"], true, true),
    (&["checkin", "--safe", "5"], true, true),
    (&["thank", "x"], true, true),
    (&["undo", "M"], true, false),
    (&["unsay", "M"], true, false),
];

#[test]
fn verbs_and_roles() {
    for (words, ana, ben) in TABLE {
        for (name, may) in [("ana", ana), ("ben", ben)] {
            let (home, repair, marked) = couple();
            let named = |word: &&str| match *word {
                "R" => repair.clone(),
                "M" => marked.clone(),
                other => other.to_owned(),
            };
            let mut call: Vec<String> = words.iter().map(named).collect();
            call.extend(["--as".to_owned(), name.to_owned()]);
            let call: Vec<&str> = call.iter().map(String::as_str).collect();
            let before = home.bytes();
            let ran = home.run(&call);
            assert_eq!(ran.code == 0, may, "{call:?}: {ran:?}");
            assert_eq!(home.bytes() != before, may, "{call:?} records when it may, and only then");
        }
    }
}

#[test]
fn nobody_speaks_before_joining_or_after_leaving() {
    for (words, ..) in TABLE {
        if words.contains(&"R") || words.contains(&"M") {
            continue;
        }
        let home = Home::new();
        home.ok(&["init", "Ana", "Ben"]);
        home.ok(&["me", "Ana"]);
        home.refused(&[words, &["--as", "ben"]].concat(), 1);
        let (home, ..) = couple();
        let file = home.path().join("taken.json");
        home.ok(&["leave", "--output", file.to_str().unwrap(), "--as", "ben"]);
        home.refused(&[words, &["--as", "ben"]].concat(), 1);
    }
}

/// One week of commands, each by the first (`false`) or the second partner, drawn from a seed.
fn week(seed: u64) -> Vec<(bool, Vec<&'static str>)> {
    const COMMANDS: [&[&str]; 14] = [
        &["kept", "one"],
        &["kept", "two"],
        &["kept", "joint"],
        &["broke", "one", "--note", "late"],
        &["broke", "two"],
        &["broke", "joint"],
        &["excused", "one"],
        &["excused", "two"],
        &["pause", "--until", "tomorrow"],
        &["thank", "for the soup"],
        &["repair", "--did", "I forgot"],
        &["checkin", "--rely", "7", "--show"],
        &["end", "two"],
        &["undo"],
    ];
    let mut state = seed;
    let mut next = move |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % most
    };
    (0..24).map(|_| (next(2) == 1, COMMANDS[next(COMMANDS.len())].to_vec())).collect()
}

fn lived(commands: &[(bool, Vec<&str>)], names: [&str; 2]) -> [Value; 3] {
    let home = Home::couple();
    let name = |second: bool| names[usize::from(second)];
    home.ok(&["promise", "of the first", "--every", "day", "--name", "one", "--as", name(false)]);
    home.ok(&["promise", "of the second", "--every", "2/week", "--name", "two", "--as", name(true)]);
    home.ok(&["promise", "of both", "--every", "week", "--name", "joint", "--both", "--as", name(false)]);
    home.ok(&["accept", "joint", "--as", name(true)]);
    for (at, (second, words)) in commands.iter().enumerate() {
        home.at(&format!("2026-11-{}", 16 + at / 4));
        home.run(&[words.as_slice(), &["--as", name(*second)]].concat());
    }
    ["report", "streaks", "list"].map(|report| home.json(&[report]))
}

/// The document with the two names swapped and every list of both in the order of their names.
fn swapped(document: &Value) -> Value {
    let text = document
        .to_string()
        .replace("\"Ana\"", "\"?\"")
        .replace("\"Ben\"", "\"Ana\"")
        .replace("\"?\"", "\"Ben\"");
    in_order(serde_json::from_str(&text).unwrap())
}

fn in_order(mut document: Value) -> Value {
    let by_name = |one: &Value| one.get("name").or(one.get("by")).map(ToString::to_string);
    for key in ["partners", "checkins"] {
        if let Some(all) = document.get_mut(key).and_then(Value::as_array_mut) {
            all.sort_by_key(by_name);
        }
    }
    sort_givers(&mut document);
    document
}

fn sort_givers(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                if let ("by", Some(names)) = (key.as_str(), field.as_array_mut()) {
                    names.sort_by_key(ToString::to_string);
                }
                sort_givers(field);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(sort_givers),
        _ => {}
    }
}

/// Instants and days of recording are the same in both lives, since the clock ticks alike.
#[test]
fn swapping_the_partners_swaps_the_reports_and_changes_nothing_else() {
    for seed in 0..12 {
        let commands = week(seed);
        let one = lived(&commands, ["ana", "ben"]);
        let other = lived(&commands, ["ben", "ana"]);
        for (one, other) in one.iter().zip(&other) {
            assert_eq!(in_order(one.clone()), swapped(other), "seed {seed}: {commands:?}");
        }
    }
}
