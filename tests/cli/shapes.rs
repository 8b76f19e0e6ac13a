//! The fields of the JSON, sorted, as the contract has them.

use serde_json::Value;

use crate::harness::{keys, list};

pub const PROMISE: [&str; 16] = [
    "answers",
    "avoid",
    "by",
    "cadence",
    "due",
    "ended_on",
    "from",
    "id",
    "name",
    "plan",
    "replaced_by",
    "replaces",
    "state",
    "text",
    "times",
    "until",
];
const TALLY: [&str; 14] = [
    "awaiting",
    "broken",
    "disputed",
    "due",
    "excused",
    "high",
    "kept",
    "kept_rate",
    "late",
    "low",
    "open",
    "said",
    "spoke_first",
    "unlogged",
];
const STREAK: [&str; 6] = ["best", "best_from", "best_to", "current", "current_from", "current_to"];
const STEADY: [&str; 2] = ["best", "current"];
const WINDOW: [&str; 8] =
    ["from", "kept_days", "marks", "notice_days", "settled_on", "times", "to", "verdict"];
const MARK: [&str; 7] = ["by", "imported", "note", "on", "recorded_at", "recorded_on", "says"];
const BLOCK: [&str; 3] = ["name", "promises", "steady"];
const REPORT: [&str; 20] = [
    "asked",
    "boundaries",
    "chapter",
    "checkins",
    "from",
    "joint",
    "label",
    "next_week",
    "partners",
    "patterns",
    "question",
    "repairs",
    "schema",
    "thanks",
    "to",
    "to_talk_about",
    "today",
    "together",
    "went_right",
    "_",
];

fn has(object: &Value, fields: &[&str], more: &[&str]) {
    let mut all: Vec<&str> = fields.iter().chain(more).copied().filter(|field| *field != "_").collect();
    all.sort_unstable();
    assert_eq!(keys(object), all, "{object}");
}

fn tally(object: &Value) {
    has(object, &TALLY, &[]);
    let number = |key: &str| object[key].as_u64().unwrap_or_else(|| panic!("{key} in {object}"));
    assert_eq!(number("said"), number("kept") + number("late") + number("broken"));
    assert_eq!(number("due"), number("said") + number("unlogged"));
    for rate in ["kept_rate", "low", "high"] {
        let within = object[rate].as_f64().is_some_and(|rate| (0.0..=1.0).contains(&rate));
        assert!(if number("said") == 0 { object[rate].is_null() } else { within }, "{rate} in {object}");
    }
}

fn day(value: &Value) {
    let text = value.as_str().unwrap_or_else(|| panic!("{value} is no date"));
    assert!(chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok(), "{text}");
}

pub fn instant(value: &Value) {
    let text = value.as_str().unwrap_or_else(|| panic!("{value} is no instant"));
    assert!(chrono::DateTime::parse_from_rfc3339(text).is_ok(), "{text}");
    assert!(text.ends_with('Z') && !text.contains('.'), "{text}");
}

fn window(object: &Value) {
    has(object, &WINDOW, &[]);
    day(&object["from"]);
    for mark in list(&object["marks"]) {
        has(mark, &MARK, &[]);
        day(&mark["on"]);
        day(&mark["recorded_on"]);
        instant(&mark["recorded_at"]);
    }
}

fn listed(object: &Value, more: &[&str]) {
    let figures: Vec<&str> = ["streak", "tally"].iter().chain(more).copied().collect();
    has(object, &PROMISE, &figures);
    tally(&object["tally"]);
    has(&object["streak"], &STREAK, &[]);
}

pub fn promises_of_list(document: &Value) {
    has(document, &["promises", "schema", "today"], &[]);
    for promise in list(&document["promises"]) {
        listed(promise, &[]);
    }
}

pub fn show(document: &Value) {
    let fields = ["after_a_miss", "promise", "schema", "streak", "tally", "today", "windows"];
    has(document, &fields, &[]);
    has(&document["promise"], &PROMISE, &[]);
    tally(&document["tally"]);
    has(&document["streak"], &STREAK, &[]);
    has(&document["after_a_miss"], &["median", "misses", "next_time", "waiting"], &[]);
    list(&document["windows"]).iter().for_each(window);
}

pub fn due(document: &Value) {
    has(document, &["schema", "today", "windows"], &[]);
    for window in list(&document["windows"]) {
        has(window, &["by", "days_left", "from", "id", "name", "text", "to", "verdict"], &[]);
    }
}

pub fn streaks(document: &Value) {
    has(document, &["chapter", "joint", "partners", "schema", "today", "together"], &[]);
    for block in list(&document["partners"]).iter().chain([&document["joint"]]) {
        has(block, &BLOCK, &[]);
        has(&block["steady"], &STEADY, &[]);
        for promise in list(&block["promises"]) {
            has(promise, &["id", "name", "streak", "text"], &[]);
            has(&promise["streak"], &STREAK, &[]);
        }
    }
    has(&document["together"], &["steady"], &[]);
    has(&document["together"]["steady"], &STEADY, &[]);
    assert!(document["joint"]["name"].is_null());
}

pub fn report(document: &Value) {
    has(document, &REPORT, &[]);
    for partner in list(&document["partners"]) {
        has(partner, &BLOCK, &["change", "joined", "left", "tally", "weeks"]);
        has(&partner["change"], &["p", "verdict"], &[]);
        block(partner);
    }
    has(&document["joint"], &BLOCK, &["tally", "weeks"]);
    block(&document["joint"]);
    assert!(document["joint"]["name"].is_null());
    has(&document["together"], &["agreement", "steady"], &[]);
    has(&document["together"]["agreement"], &["both", "same"], &[]);
    has(&document["together"]["steady"], &STEADY, &[]);
}

fn block(object: &Value) {
    has(&object["steady"], &STEADY, &[]);
    tally(&object["tally"]);
    for week in list(&object["weeks"]) {
        has(week, &["from", "label", "steady", "tally", "to"], &[]);
        tally(&week["tally"]);
        assert!(week["steady"].is_null() || week["steady"].is_boolean(), "{week}");
    }
    for promise in list(&object["promises"]) {
        listed(promise, &["windows"]);
        list(&promise["windows"]).iter().for_each(window);
    }
}

pub fn history(document: &Value) {
    has(document, &["events", "schema"], &[]);
    for event in list(&document["events"]) {
        has(event, &["about", "at", "by", "device", "id", "kind", "summary", "undone", "unsaid"], &[]);
        instant(&event["at"]);
    }
}
