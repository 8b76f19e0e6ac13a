//! `boundary`, `repair`, `thank`, `note`, `revise`: what one says for oneself.

use serde_json::Value;

use crate::harness::{Home, keys, list};
use crate::shapes::PROMISE;

fn calm() -> Home {
    let home = Home::with_dishes();
    home.ok(&["boundary", "no shouting", "--will", "I leave the room", "--name", "calm", "--told", "today"]);
    home
}

fn boundaries(home: &Home) -> Vec<Value> {
    list(&home.json(&["report"])["boundaries"]).to_vec()
}

#[test]
fn a_boundary_is_its_owners_own() {
    let home = calm();
    let boundary = &boundaries(&home)[0];
    let fields =
        ["answered_by", "by", "ended_on", "held", "id", "name", "need", "review", "since", "told", "will"];
    assert_eq!(keys(boundary), fields);
    assert_eq!((&boundary["by"], &boundary["held"]), (&"Ana".into(), &0.into()));
    home.ok(&["kept", "calm"]);
    home.ok(&["broke", "calm", "--on", "today"]);
    assert_eq!(boundaries(&home)[0]["held"], 0);
    home.ok(&["kept", "calm"]);
    assert_eq!(boundaries(&home)[0]["held"], 1);
    home.ok(&["report"]).says("Held 1 time").says("no shouting");
    for args in [
        vec!["kept", "calm", "-a", "ben"],
        vec!["end", "calm", "-a", "ben"],
        vec!["revise", "calm", "--will", "I stay", "-a", "ben"],
    ] {
        home.refused(&args, 1);
    }
    let report = home.json(&["report", "all"]);
    let promises = list(&report["partners"][0]["promises"]);
    assert!(promises.iter().all(|promise| promise["name"] != "calm"), "no rate, no windows");
    home.ok(&["end", "calm"]);
    assert!(boundaries(&home).is_empty());
    home.refused(&["end", "calm"], 1);
    home.ok(&["undo"]);
    assert_eq!(boundaries(&home).len(), 1);
    home.ok(&["undo"]);
    assert!(boundaries(&home).is_empty());
    home.ok(&["history"])
        .says("set the boundary")
        .says("ended calm")
        .says("calm held 2026")
        .says("calm not held");
}

#[test]
fn a_boundary_in_other_words() {
    let home = calm();
    home.ok(&["revise", "calm", "--will", "I go for a walk"]);
    home.ok(&["revise", "calm", "--wording", "quiet"]);
    let both = boundaries(&home);
    assert_eq!((&both[0]["need"], &both[0]["will"]), (&"quiet".into(), &"I go for a walk".into()));
    home.ok(&["undo"]);
    assert_eq!(boundaries(&home)[0]["need"], "no shouting");
    home.ok(&["undo"]);
    assert_eq!(boundaries(&home)[0]["need"], "quiet");
}

#[test]
fn a_promise_in_answer_to_a_boundary() {
    let home = calm();
    let id = boundaries(&home)[0]["id"].as_str().unwrap().to_owned();
    home.ok(&["promise", "I sit down", "--every", "day", "--for", &id, "--name", "sit", "-a", "ben"]);
    home.ok(&["kept", "sit", "-a", "ben"]);
    assert_eq!(home.json(&["report"])["partners"][1]["tally"]["kept"], 1);
}

#[test]
fn a_boundary_that_commands_gets_one_gentle_line() {
    let home = Home::couple();
    let ran = home.run(&["boundary", "you must not see your friends", "--will", "I check your phone"]);
    assert_eq!(ran.code, 0, "never a block\n{ran}");
    assert_eq!(ran.stderr.lines().count(), 1, "{ran}");
}

fn broken() -> Home {
    let home = Home::with_dishes();
    home.ok(&["broke", "dishes", "--on", "yesterday"]);
    home
}

fn repair(home: &Home, id: &str) -> Value {
    let report = home.json(&["report", "all"]);
    list(&report["repairs"]).iter().find(|repair| repair["id"] == id).unwrap().clone()
}

#[test]
fn a_repair_is_open_then_whole_then_holding() {
    let home = broken();
    let begun = home.json(&["repair", "dishes", "--impact", "you washed up alone"]);
    assert_eq!(begun["schema"], "ourword.repair/1");
    let fields = ["adjustment", "amends", "by", "did", "heard", "id", "impact", "of", "on", "state"];
    assert_eq!(keys(&begun["recorded"][0]), fields);
    let id = begun["recorded"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(begun["recorded"][0]["of"]["from"], "2026-11-15");
    assert_eq!(repair(&home, &id)["state"], "open");
    home.ok(&["repair", &id, "--did", "I went to bed", "--amends", "I cook on Friday"]);
    assert_eq!(repair(&home, &id)["state"], "open", "no adjustment yet");
    home.ok(&["repair", &id, "--adjust", "an alarm at nine", "--every", "day"]);
    assert_eq!(repair(&home, &id)["state"], "whole");
    let alarm = repair(&home, &id)["adjustment"]["id"].as_str().unwrap().to_owned();
    home.ok(&["kept", &alarm]);
    assert_eq!(repair(&home, &id)["state"], "holding");
    home.ok(&["broke", &alarm]);
    assert_eq!(repair(&home, &id)["state"], "whole", "only while it is kept");
    home.ok(&["undo"]);
    assert_eq!(repair(&home, &id)["state"], "holding");
    assert_eq!(repair(&home, &id)["impact"], "you washed up alone");
    home.ok(&["report"]).says("what I did: I went to bed").says("what changes: an alarm at nine");
    home.ok(&["history"]).says("began the repair").says("added to the repair");
}

#[test]
fn a_part_taken_back_was_never_said() {
    let home = broken();
    let id = home.ok(&["repair", "dishes", "--did", "I forgot", "-q"]).stdout.trim().to_owned();
    home.ok(&["repair", &id, "--adjust", "an alarm", "--every", "day"]);
    home.ok(&["undo"]);
    assert_eq!(repair(&home, &id)["state"], "open");
    assert_eq!(home.refused(&["show", "a3"], 3).kind, "not_found", "and its promise with it");
    home.ok(&["undo"]);
    assert_eq!(repair(&home, &id)["state"], "whole");
}

#[test]
fn the_one_who_was_hurt_says_where_they_are() {
    let home = broken();
    let id = home.ok(&["repair", "dishes", "--did", "I forgot", "-q"]).stdout.trim().to_owned();
    assert!(home.refused(&["repair", &id, "--heard"], 1).message.contains("own"), "one's own repair");
    home.refused(&["repair", &id, "--did", "not mine", "-a", "ben"], 1);
    home.ok(&["repair", &id, "--not-yet", "-a", "ben"]);
    assert_eq!(repair(&home, &id)["heard"], "not_yet");
    home.ok(&["repair", &id, "--heard", "-a", "ben"]);
    assert_eq!(repair(&home, &id)["heard"], "heard");
    let again = home.json(&["repair", &id, "--heard", "-a", "ben"]);
    assert_eq!((list(&again["recorded"]).len(), list(&again["unchanged"]).len()), (0, 1));
    home.ok(&["undo", "-a", "ben"]);
    assert_eq!(repair(&home, &id)["heard"], "not_yet");
    home.ok(&["history"]).says("feels heard in the repair");
}

#[test]
fn what_is_no_repair() {
    let home = broken();
    home.refused(&["repair", "dishes"], 2);
    home.refused(&["repair", "dishes", "--did", "not my promise", "-a", "ben"], 1);
    home.ok(&["promise", "call", "--every", "day", "--name", "call"]);
    home.refused(&["repair", "call", "--did", "nothing broken"], 1);
    home.refused(&["repair", "dishes", "--did", "x", "--every", "day"], 2);
    home.refused(&["repair", "--did", "x", "--adjust", "nowhere"], 3);
    home.ok(&["promise", "his", "--every", "day", "--name", "his", "-a", "ben"]);
    home.refused(&["repair", "dishes", "--did", "x", "--adjust", "his"], 1);
    // A breach that was never a promise, and a promise that stands already.
    let made = home.json(&["repair", "--did", "I read your letter", "--adjust", "call"]);
    assert_eq!((&made["recorded"][0]["of"], &made["recorded"][0]["state"]), (&Value::Null, &"whole".into()));
}

#[test]
fn thanks_open_the_report() {
    let home = Home::with_dishes();
    let thanks = home.json(&["thank", "for", "the", "soup"]);
    assert_eq!(thanks["schema"], "ourword.thank/1");
    assert_eq!(keys(&thanks["recorded"][0]), ["by", "id", "on", "text"]);
    home.call(&["thank", "-", "-a", "ben"]).stdin("for waiting\n").ok();
    let report = home.json(&["report"]);
    let texts: Vec<&Value> = list(&report["thanks"]).iter().map(|one| &one["text"]).collect();
    assert_eq!(texts, ["for the soup", "for waiting"]);
    home.ok(&["undo"]);
    assert_eq!(list(&home.json(&["report"])["thanks"]).len(), 1);
    home.ok(&["undo"]);
    let text = home.ok(&["report"]).stdout;
    let at = |word: &str| text.find(word).unwrap_or_else(|| panic!("{word} in\n{text}"));
    assert!(at("for the soup") < at("dishes"));
    home.refused(&["thank", " "], 2);
    home.ok(&["history"]).says("thanked: for the soup");
}

#[test]
fn notes_belong_in_ones_own_ledger() {
    let home = Home::couple();
    assert!(home.refused(&["note", "slept", "badly"], 1).message.contains("own"));
    home.ok(&["--own", "init", "Ana"]);
    let note = home.json(&["--own", "note", "slept", "badly"]);
    assert_eq!(
        (&note["schema"], &note["recorded"][0]["text"]),
        (&"ourword.note/1".into(), &"slept badly".into())
    );
    home.ok(&["--own", "history"]).says("noted: slept badly");
    home.ok(&["--own", "undo"]);
    home.ok(&["--own", "undo"]);
}

#[test]
fn a_revision_shows_what_it_was() {
    let home = Home::couple();
    home.ok(&["promise", "call the bank", "--due", "2026-11-20", "--name", "bank", "--plan", "after lunch"]);
    home.ok(&["revise", "bank", "--due", "2026-11-27"]).says("was due").says("20 Nov");
    let shown = home.json(&["show", "bank"]);
    assert_eq!(keys(&shown["promise"]), PROMISE);
    assert_eq!(
        (&shown["promise"]["replaces"], &shown["promise"]["plan"]),
        (&"a1".into(), &"after lunch".into())
    );
    let old = home.json(&["show", "a1"])["promise"].clone();
    assert_eq!((&old["state"], &old["replaced_by"]), (&"replaced".into(), &"a2".into()));
    home.ok(&["show", "bank"]).says("was due").says("20 Nov").says("(a1)");
    home.ok(&["undo"]);
    assert_eq!(home.json(&["show", "bank"])["promise"]["id"], "a1");
    home.ok(&["undo"]);
    assert_eq!(home.json(&["show", "bank"])["promise"]["id"], "a2");
    home.refused(&["revise", "bank", "--due", "2026-11-27"], 2);
    home.refused(&["revise", "bank", "--due", "2026-11-28", "-a", "ben"], 1);
    home.refused(&["revise", "a1", "--due", "2026-11-29"], 1);
}

#[test]
fn a_window_that_counts_stays_whole() {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes"]);
    let revised = home.json(&["revise", "dishes", "--every", "weekday"]);
    assert_eq!(revised["recorded"][0]["from"], "2026-11-17", "today was said already");
    assert_eq!(home.json(&["report"])["partners"][0]["tally"]["kept"], 1);
}

#[test]
fn a_joint_promise_is_not_revised_by_one() {
    let home = Home::couple();
    home.ok(&["promise", "an evening", "--both", "--every", "week", "--name", "evening"]);
    home.refused(&["revise", "evening", "--every", "2 weeks"], 1);
    home.ok(&["accept", "evening", "-a", "ben"]);
    for by in ["ana", "ben"] {
        home.refused(&["revise", "evening", "--every", "2 weeks", "-a", by], 1);
        home.refused(&["revise", "evening", "--wording", "x", "-a", by], 1);
    }
}

#[test]
fn other_words_for_the_same_promise() {
    let home = Home::with_dishes();
    let before = home.json(&["show", "dishes"])["windows"].clone();
    home.ok(&["revise", "dishes", "--wording", "wash up, pans too"]);
    let shown = home.json(&["show", "dishes"]);
    assert_eq!(
        (&shown["promise"]["id"], &shown["promise"]["text"]),
        (&"a1".into(), &"wash up, pans too".into())
    );
    assert_eq!(shown["windows"], before);
    home.ok(&["undo"]);
    assert_eq!(home.json(&["show", "dishes"])["promise"]["text"], "wash up");
    home.refused(&["revise", "dishes", "--wording", "his words", "-a", "ben"], 1);
    home.refused(&["revise", "dishes", "--wording", "x", "--every", "week"], 2);
}

#[test]
fn a_device_that_the_ledger_does_not_know_yet_can_add_to_a_repair() {
    let home = Home::with_dishes();
    home.ok(&["broke", "dishes"]);
    let begun = home.json(&["repair", "dishes", "--did", "I went to bed", "--amends", "I cook on Friday"]);
    let id = begun["recorded"][0]["id"].as_str().unwrap().to_owned();
    let elsewhere = home.path().join("another device");
    let added = home.call(&["repair", &id, "--adjust", "an alarm at nine", "--every", "day", "--as", "Ana"]);
    added.env("XDG_STATE_HOME", elsewhere.to_str().unwrap()).ok();
    assert_eq!(repair(&home, &id)["adjustment"]["id"], "b1");
}
