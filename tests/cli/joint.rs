//! Joint promises: asked, accepted, declined, lapsed.

use crate::harness::{Home, list};

fn asked() -> Home {
    let home = Home::couple();
    home.ok(&["promise", "an evening without screens", "--every", "week", "--both", "--name", "evening"]);
    home
}

fn state(home: &Home) -> String {
    home.json(&["show", "evening"])["promise"]["state"].as_str().unwrap().to_owned()
}

#[test]
fn asked_and_accepted() {
    let home = Home::couple();
    let words = ["promise", "an evening without screens", "--every", "week", "--both", "--name", "evening"];
    insta::assert_snapshot!("promise_both", home.run(&words));
    assert_eq!(state(&home), "asked");
    insta::assert_snapshot!("accept", home.run(&["accept", "evening", "--as", "ben"]));
    let promise = home.json(&["show", "evening"])["promise"].clone();
    assert_eq!(promise["state"], "active");
    assert_eq!(promise["by"], serde_json::json!(["Ana", "Ben"]));
}

#[test]
fn nothing_counts_until_it_is_accepted() {
    let home = asked();
    assert!(list(&home.json(&["show", "evening"])["windows"]).is_empty());
    for verb in ["kept", "broke", "excused"] {
        assert!(home.refused(&[verb, "evening"], 1).message.contains("asked"), "{verb}");
    }
    assert!(home.refused(&["end", "evening"], 1).hint.contains("undo"));
    assert!(home.refused(&["pause", "evening"], 1).message.contains("asked"));
    assert!(list(&home.json(&["due"])["windows"]).is_empty());
    assert!(list(&home.json(&["streaks"])["joint"]["promises"]).is_empty());
}

#[test]
fn only_the_other_answers() {
    let home = asked();
    for verb in ["accept", "decline"] {
        assert!(home.refused(&[verb, "evening"], 1).hint.contains("Ben"), "{verb}");
    }
    home.ok(&["accept", "evening", "-a", "ben"]);
    for verb in ["accept", "decline"] {
        assert_eq!(home.call(&[verb, "evening"]).env("OURWORD_AS", "ben").refused(1).kind, "refused");
        assert_eq!(home.refused(&[verb, "nosuch"], 3).kind, "not_found");
    }
    home.ok(&["promise", "x", "--name", "mine"]);
    assert_eq!(home.refused(&["accept", "mine", "-a", "ben"], 1).kind, "refused", "it was never asked");
}

#[test]
fn it_starts_on_the_day_of_acceptance() {
    let home = Home::couple();
    home.ok(&["promise", "walk", "--every", "day", "--both", "--name", "walk", "--from", "2026-11-01"]);
    home.ok(&["promise", "talk", "--every", "day", "--both", "--name", "talk", "--from", "2026-12-01"]);
    home.at("2026-11-19");
    let walk = home.json(&["accept", "walk", "-a", "ben"]);
    assert_eq!(walk["schema"], "ourword.accept/1");
    assert_eq!(walk["recorded"][0]["state"], "active");
    let talk = home.json(&["accept", "talk", "-a", "ben"]);
    assert_eq!(home.json(&["show", "walk"])["windows"][0]["from"], "2026-11-19");
    assert_eq!(talk["recorded"][0]["from"], "2026-12-01", "the later of the two");
    home.refused(&["kept", "walk", "--on", "2026-11-18"], 1);
}

#[test]
fn declining_is_free() {
    let home = asked();
    insta::assert_snapshot!("decline", home.run(&["decline", "evening", "--as", "ben"]));
    assert_eq!(state(&home), "declined");
    assert!(list(&home.json(&["list"])["promises"]).is_empty());
    assert_eq!(list(&home.json(&["list", "--all"])["promises"]).len(), 1);
    let report = home.json(&["report", "all"]);
    assert!(list(&report["joint"]["promises"]).is_empty(), "it leaves no figure");
    assert!(list(&report["asked"]).is_empty());
    assert_eq!(home.refused(&["accept", "evening", "-a", "ben"], 1).kind, "refused");
    home.ok(&["promise", "another evening", "--both", "--every", "week", "--name", "evening"]);
}

#[test]
fn it_lapses_on_the_fourteenth_day() {
    let home = asked();
    home.at("2026-11-29");
    assert_eq!(state(&home), "asked");
    home.at("2026-11-30");
    assert_eq!(state(&home), "lapsed");
    for verb in ["accept", "decline"] {
        assert!(home.refused(&[verb, "evening", "-a", "ben"], 1).message.contains("lapsed"));
    }
    home.at("2026-11-29");
    // The clock went back, which is told and changes nothing.
    home.ok(&["accept", "evening", "-a", "ben"]);
    home.at("2026-12-24");
    assert_eq!(state(&home), "active", "what was accepted in time does not lapse");
}

#[test]
fn past_its_last_day_it_cannot_be_accepted() {
    let home = Home::couple();
    home.ok(&["promise", "plan the trip", "--due", "fri", "--both", "--name", "trip"]);
    home.ok(&["promise", "walk", "--every", "mon", "--until", "2026-11-25", "--both", "--name", "walk"]);
    home.at("2026-11-20").ok(&["show", "trip"]);
    home.at("2026-11-21");
    assert!(home.refused(&["accept", "trip", "-a", "ben"], 1).message.contains("20 Nov"));
    home.at("2026-11-24");
    let nothing_left = home.refused(&["accept", "walk", "-a", "ben"], 1);
    assert!(nothing_left.message.contains("left"), "{nothing_left:?}");
    home.ok(&["decline", "walk", "-a", "ben"]);
}

#[test]
fn what_is_asked_is_seen_by_who_is_asked() {
    let home = asked();
    assert_eq!(list(&home.json(&["-a", "ben"])["asked"]).len(), 1);
    assert!(list(&home.json(&["-a", "ana"])["asked"]).is_empty());
    assert_eq!(list(&home.json(&["report"])["asked"]).len(), 1);
}

#[test]
fn both_marks_count_once() {
    let home = asked();
    home.ok(&["accept", "evening", "-a", "ben"]);
    home.ok(&["kept", "evening"]);
    home.ok(&["kept", "evening", "-a", "ben"]);
    let report = home.json(&["report"]);
    assert_eq!(report["joint"]["tally"]["kept"], 1);
    assert_eq!(report["partners"][0]["tally"]["kept"], 0);
    assert_eq!(report["together"]["agreement"], serde_json::json!({"both": 1, "same": 1}));
    home.ok(&["broke", "evening", "-a", "ben"]);
    assert_eq!(home.json(&["report"])["joint"]["tally"]["disputed"], 1);
}
