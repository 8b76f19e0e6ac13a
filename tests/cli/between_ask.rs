//! `ask`, `accept`, `decline`, `chapter`: what one asks and the other answers.

use crate::harness::{Home, keys, list};
use crate::shapes::PROMISE;

fn asked() -> Home {
    let home = Home::couple();
    home.ok(&["ask", "tell me by noon", "--every", "weekday", "--name", "noon"]);
    home
}

fn state(home: &Home, id: &str) -> String {
    home.json(&["show", id])["promise"]["state"].as_str().unwrap().to_owned()
}

#[test]
fn asking_gives_nothing_yet() {
    let home = Home::couple();
    let ask = home.json(&["ask", "tell me by noon", "--every", "weekday", "--name", "noon"]);
    assert_eq!(ask["schema"], "ourword.ask/1");
    assert_eq!(keys(&ask["recorded"][0]), PROMISE);
    assert_eq!(ask["recorded"][0]["by"], serde_json::json!(["Ben"]), "it will be his word");
    assert_eq!(ask["recorded"][0]["state"], "asked");
    assert_eq!(list(&home.json(&["-a", "ben"])["asked"]).len(), 1);
    home.refused(&["kept", "noon", "-a", "ben"], 1);
    assert!(home.refused(&["accept", "noon"], 1).message.contains("noon"), "one's own ask");
    assert!(list(&home.json(&["report", "all"])["partners"][1]["promises"]).is_empty());
}

#[test]
fn the_echo_starts_with_who_acted() {
    let home = Home::couple();
    let starts = |args: &[&str], name: &str| {
        let ran = home.ok(args);
        assert!(ran.stdout.starts_with(&format!("{name}: ")), "{ran}");
    };
    starts(&["ask", "call", "--every", "week", "--name", "call"], "Ana");
    starts(&["decline", "call", "-a", "ben"], "Ben");
    starts(&["ask", "write", "--every", "week", "--name", "write", "-a", "ben"], "Ben");
    starts(&["accept", "write"], "Ana");
    starts(&["boundary", "no shouting", "--will", "I leave the room", "--name", "calm"], "Ana");
    starts(&["kept", "calm"], "Ana");
    starts(&["revise", "calm", "--will", "I go out"], "Ana");
    starts(&["revise", "write", "--every", "2 weeks"], "Ana");
    starts(&["thank", "for", "the", "soup"], "Ana");
    starts(&["repair", "--did", "I read your letter"], "Ana");
    starts(&["checkin", "--predict", "7"], "Ana");
    starts(&["chapter", "winter"], "Ana");
    starts(&["unsay", "calm"], "Ana");
    starts(&["leave", "--yes"], "Ana");
}

#[test]
fn accepted_in_own_terms() {
    let home = asked();
    home.at("2026-11-18");
    let accept = home.json(&["accept", "noon", "--every", "mon,wed", "-a", "ben"]);
    assert_eq!(accept["schema"], "ourword.accept/1");
    let promise = &accept["recorded"][0];
    assert_eq!((&promise["cadence"], &promise["state"]), (&"mon,wed".into(), &"active".into()));
    assert_eq!(promise["from"], "2026-11-18", "the day of acceptance");
    home.ok(&["undo", "-a", "ben"]);
    assert_eq!(state(&home, "noon"), "asked");
    assert_eq!(home.json(&["show", "noon"])["promise"]["cadence"], "weekday", "as it was asked");
    home.ok(&["undo", "-a", "ben"]);
    assert_eq!(home.json(&["show", "noon"])["promise"]["cadence"], "mon,wed");
    let history = home.ok(&["history"]);
    history.says("asked for noon").says("accepted noon");
}

#[test]
fn own_terms_take_the_place_of_those_asked() {
    let home = asked();
    home.ok(&["accept", "noon", "--due", "2026-11-27", "-a", "ben"]);
    let promise = &home.json(&["show", "noon"])["promise"];
    assert_eq!((&promise["due"], &promise["cadence"]), (&"2026-11-27".into(), &serde_json::Value::Null));
}

#[test]
fn a_declined_request_leaves_no_figure() {
    let home = asked();
    let before = home.json(&["report", "all"]);
    home.ok(&["decline", "noon", "-a", "ben"]);
    home.at("2026-12-20");
    let report = home.json(&["report", "all"]);
    assert_eq!(report["partners"][1]["tally"], before["partners"][1]["tally"]);
    assert!(list(&report["asked"]).is_empty());
    assert!(list(&report["patterns"]).is_empty());
    home.ok(&["report", "all"]).never_says("noon");
    home.ok(&["list"]).never_says("noon");
    home.ok(&["streaks"]).never_says("noon");
}

#[test]
fn a_chapter_counts_afresh_once_both_said_yes() {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes", "--on", "yesterday"]);
    home.refused(&["report", "chapter"], 3);
    let asked = home.json(&["chapter", "winter", "--hope", "we talk first", "--stage", "repair"]);
    assert_eq!(asked["schema"], "ourword.chapter/1");
    assert_eq!(keys(&asked["recorded"][0]), ["ended_on", "from", "hope", "id", "name", "stage"]);
    let id = asked["recorded"][0]["id"].as_str().unwrap().to_owned();
    assert!(asked["recorded"][0]["from"].is_null());
    assert!(home.json(&["report"])["chapter"].is_null(), "not before the other's yes");
    home.refused(&["accept", &id], 1);
    assert!(home.refused(&["chapter", "another"], 1).message.contains("winter"));
    assert_eq!(home.json(&["streaks"])["partners"][0]["promises"][0]["streak"]["best"], 1);
    home.ok(&["accept", &id, "-a", "ben"]);
    let report = home.json(&["report", "chapter"]);
    assert_eq!((&report["label"], &report["from"]), (&"winter".into(), &"2026-11-16".into()));
    assert_eq!(report["chapter"]["stage"], "repair");
    assert!(report["question"].as_str().unwrap().ends_with('?'));
    home.ok(&["report"]).says(report["question"].as_str().unwrap());
    let best = |home: &Home| home.json(&["streaks"])["partners"][0]["promises"][0]["streak"]["best"].clone();
    assert_eq!(best(&home), 0, "counts start afresh");
    assert_eq!(home.json(&["report", "all"])["partners"][0]["tally"]["kept"], 1, "the past stays");
    home.ok(&["undo", "-a", "ben"]);
    assert_eq!(best(&home), 1);
    home.ok(&["undo", "-a", "ben"]);
    home.ok(&["end", &id]);
    assert_eq!(best(&home), 1, "over everything again");
    home.refused(&["end", &id], 1);
    home.ok(&["history"]).says("asked for the chapter").says("ended winter");
}

#[test]
fn a_declined_chapter_never_begins() {
    let home = Home::with_dishes();
    let id = home.ok(&["chapter", "winter", "-q"]).stdout.trim().to_owned();
    home.ok(&["decline", &id, "-a", "ben"]);
    assert!(home.json(&["report"])["chapter"].is_null());
    home.refused(&["accept", &id, "-a", "ben"], 1);
    home.ok(&["chapter", "spring"]);
    assert_eq!(home.refused(&["chapter", "x", "--stage", "win"], 2).kind, "usage");
}

#[test]
fn a_chapter_of_ones_own_begins_at_once() {
    let home = Home::new();
    home.ok(&["init", "Ana"]);
    let begun = home.json(&["--own", "chapter", "winter"]);
    assert_eq!(begun["recorded"][0]["from"], "2026-11-16");
}
