//! What the rules between the two protect: nobody is convicted unheard, nothing that came of a repair is hidden,
//! each one's words stay theirs, and a repair holds only while what changes is kept.

use serde_json::Value;

use crate::harness::{Home, list};

fn verdict(home: &Home, id: &str, from: &str) -> Value {
    let show = home.json(&["show", id]);
    list(&show["windows"]).iter().find(|window| window["from"] == from).unwrap()["verdict"].clone()
}

#[test]
fn who_has_left_is_not_convicted_on_the_others_word() {
    let home = Home::with_dishes();
    home.ok(&["broke", "dishes", "--on", "2026-11-10", "-a", "ben"]);
    home.ok(&["broke", "dishes", "--on", "2026-11-11"]);
    home.at("2026-11-19").ok(&["leave", "--yes"]);
    home.ok(&["broke", "dishes", "--on", "2026-11-14", "-a", "ben"]).says("it counts as not logged");
    home.ok(&["kept", "dishes", "--on", "2026-11-13", "-a", "ben"]);
    home.at("2026-12-10");
    assert_eq!(verdict(&home, "dishes", "2026-11-14"), "unlogged", "said after leaving");
    assert_eq!(verdict(&home, "dishes", "2026-11-10"), "unlogged", "said too late to be answered");
    assert_eq!(verdict(&home, "dishes", "2026-11-11"), "broken", "said by who broke it");
    assert_eq!(verdict(&home, "dishes", "2026-11-13"), "kept");
    home.ok(&["show", "dishes", "-a", "ben"]).says("the giver left before they could say how they see it");
}

#[test]
fn who_had_their_week_before_leaving_had_it() {
    let home = Home::with_dishes();
    home.ok(&["broke", "dishes", "--on", "2026-11-10", "-a", "ben"]);
    home.at("2026-11-24").ok(&["leave", "--yes"]);
    assert_eq!(verdict(&home, "dishes", "2026-11-10"), "broken");
}

fn repaired() -> (Home, String) {
    let home = Home::with_dishes();
    home.ok(&["broke", "dishes", "--on", "yesterday"]);
    home.ok(&["repair", "dishes", "--did", "I went to bed", "--adjust", "an alarm", "--every", "day"]);
    let history = home.json(&["history", "all"]);
    let made = list(&history["events"]).iter().find(|event| event["kind"] == "repaired").unwrap();
    let id = made["id"].as_str().unwrap().to_owned();
    (home, id)
}

fn state(home: &Home, id: &str) -> Value {
    home.json(&["show", id])["repair"]["state"].clone()
}

#[test]
fn an_undo_of_a_repair_hides_nothing_that_came_of_its_promise() {
    let (home, event) = repaired();
    home.at("2026-11-18").ok(&["broke", "a3"]);
    assert!(home.refused(&["undo", &event], 1).message.contains("a3 has counted since"));
    let (home, event) = repaired();
    home.ok(&["undo", &event]);
    home.refused(&["show", "a3"], 3);
}

#[test]
fn what_was_revised_is_not_taken_back_from_under_its_successor() {
    let home = Home::with_dishes();
    home.ok(&["revise", "dishes", "--every", "weekday"]);
    let history = home.json(&["history", "all"]);
    let first = list(&history["events"]).iter().find(|event| event["kind"] == "promised").unwrap();
    let refusal = home.refused(&["undo", first["id"].as_str().unwrap()], 1);
    assert!(refusal.message.contains("revised since, as a2"), "{refusal:?}");
    home.ok(&["undo"]);
    home.ok(&["undo", first["id"].as_str().unwrap()]);
}

#[test]
fn the_words_of_a_request_are_theirs_who_ask() {
    let home = Home::couple();
    home.ok(&["ask", "tell me first", "--every", "week", "--name", "tell"]);
    home.refused(&["revise", "tell", "--wording", "stop nagging me", "-a", "ben"], 1);
    home.ok(&["revise", "tell", "--wording", "tell me before you invite"]);
    home.ok(&["decline", "tell", "-a", "ben"]);
    home.refused(&["revise", "tell", "--wording", "again"], 1);
    home.ok(&["ask", "tell me first", "--every", "week", "--name", "told"]);
    home.ok(&["accept", "told", "-a", "ben"]);
    home.refused(&["revise", "told", "--wording", "x"], 1);
    home.ok(&["revise", "told", "--wording", "I tell you first", "-a", "ben"]);
}

#[test]
fn who_unsaid_their_checkin_has_not_answered() {
    let home = Home::couple();
    home.ok(&["checkin", "--safe", "3", "--show"]);
    home.ok(&["unsay", "a.4"]);
    home.ok(&["checkin", "--safe", "9", "--show", "-a", "ben"]);
    assert!(list(&home.json(&["report"])["checkins"]).is_empty(), "nothing is shown for nothing");
    home.refused(&["checkin", "--show"], 2);
    home.ok(&["checkin", "--rely", "4", "--show"]).says("Both are shown");
}

#[test]
fn an_undo_that_shows_both_says_so() {
    let home = Home::couple();
    home.ok(&["checkin", "--predict", "3", "--show"]);
    home.ok(&["checkin", "--predict", "8"]);
    home.ok(&["checkin", "--rely", "2", "--show", "-a", "ben"]);
    home.ok(&["undo"]).says("both check-ins are shown").never_says("brings it back");
    assert_eq!(home.json(&["report"])["checkins"][0]["predict"], 3);
}

#[test]
fn a_repair_holds_only_while_what_changes_is_kept() {
    let (home, _) = repaired();
    home.ok(&["kept", "a3"]);
    assert_eq!(state(&home, "a2"), "holding");
    home.at("2026-11-17").ok(&["revise", "a3", "--every", "2 days"]);
    assert_eq!(state(&home, "a2"), "holding", "the one that took its place has no settled window yet");
    home.at("2026-11-18").ok(&["broke", "a4"]);
    assert_eq!(state(&home, "a2"), "whole", "and then it has");
    assert_eq!(home.json(&["show", "a2"])["repair"]["adjustment"]["id"], "a4");
    let (home, _) = repaired();
    home.ok(&["kept", "a3"]);
    home.at("2026-11-17").ok(&["end", "a3"]);
    assert_eq!(state(&home, "a2"), "whole", "what was ended changes nothing any more");
}

#[test]
fn what_is_unsaid_goes_on_counting() {
    let (home, event) = repaired();
    home.ok(&["kept", "a3"]);
    home.ok(&["unsay", &event]);
    assert_eq!(state(&home, "a2"), "holding");
    home.ok(&["show", "a2"]).says("what I did: (unsaid)");
}

#[test]
fn of_a_joint_break_each_repairs_for_themselves() {
    let home = Home::couple();
    home.ok(&["promise", "an evening", "--every", "day", "--both", "--name", "eve"]);
    home.ok(&["accept", "eve", "-a", "ben"]);
    home.ok(&["broke", "eve"]);
    home.ok(&["repair", "eve", "--did", "I forgot"]);
    home.ok(&["repair", "eve", "--did", "I did not ask", "-a", "ben"]);
    home.ok(&["repair", "eve", "--amends", "I cook"]);
    let report = home.json(&["report"]);
    let repairs = list(&report["repairs"]);
    assert_eq!(repairs.len(), 2);
    assert_eq!((&repairs[0]["by"], &repairs[1]["by"]), (&"Ana".into(), &"Ben".into()));
    assert_eq!(repairs[0]["amends"], "I cook");
}

#[test]
fn a_breach_has_its_day_and_words_make_a_promise() {
    let home = Home::with_dishes();
    let repair =
        ["repair", "--on", "2026-11-14", "--did", "I read your messages", "--adjust", "your phone stays"];
    let begun = home.json(&repair);
    assert_eq!(begun["recorded"][0]["on"], "2026-11-14");
    assert_eq!(begun["recorded"][0]["adjustment"]["text"], "your phone stays");
    home.refused(&["repair", "--on", "tomorrow", "--did", "x"], 1);
    home.refused(&["repair", "a2", "--on", "yesterday", "--did", "x"], 2);
    home.refused(&["repair", "--did", "x", "--adjust", "nothing-like-that"], 3);
}

#[test]
fn repairs_and_requests_are_of_their_time() {
    let (home, _) = repaired();
    home.at("2026-11-18").ok(&["ask", "cook", "--name", "cook", "-a", "ben"]);
    let repairs = |period: &[&str]| list(&home.json(&[&["report"], period].concat())["repairs"]).len();
    assert_eq!((repairs(&[]), repairs(&["last"]), repairs(&["2025"])), (1, 0, 0));
    assert_eq!(repairs(&["--today", "2026-11-15"]), 0);
    home.ok(&["report", "--today", "2026-11-17"]).never_says("cook");
    home.ok(&["report"]).says("Ben asks Ana: cook");
    home.ok(&["leave", "--yes"]);
    home.ok(&["report", "-a", "ben"]).never_says("Ben asks Ana");
    home.at("2026-12-01").ok(&["report", "-a", "ben"]).never_says("Repairs");
}

#[test]
fn an_undo_gives_no_name_to_two_at_once() {
    let home = Home::couple();
    home.ok(&["boundary", "quiet", "--will", "I go", "--name", "calm"]);
    home.ok(&["end", "calm"]);
    home.ok(&["promise", "x", "--every", "day", "--name", "calm"]);
    assert!(home.refused(&["undo", "a.5"], 1).message.contains("calm"));
}

#[test]
fn leaving_is_not_held_up_by_a_file() {
    let home = Home::with_dishes();
    std::fs::write(home.path().join("ourword-Ana-2026-11-16.json"), "there already").unwrap();
    let refusal = home.refused(&["leave", "--output", "no/such/folder/file.json"], 1);
    assert!(refusal.hint.contains("--output"), "{refusal:?}");
    home.ok(&["leave", "--yes"]).says("ourword-Ana-2026-11-16-2.json");
    assert!(home.path().join("ourword-Ana-2026-11-16-2.json").exists());
}

#[test]
fn messages_name_what_is_meant() {
    let home = Home::couple();
    home.ok(&["boundary", "quiet", "--will", "I go", "--name", "calm"]);
    assert_eq!(home.refused(&["accept", "calm"], 1).message, "a1 is not a promise");
    home.ok(&["chapter", "winter"]);
    assert!(home.refused(&["end", "winter"], 1).message.contains("only asked"));
    for (args, code, named) in [
        (["boundary", "", "--will", "y"], 2, "the need is empty"),
        (["boundary", "x", "--will", " "], 2, "what you will do is empty"),
        (["repair", "--did", "", "--amends=x"], 2, "what you did is empty"),
    ] {
        assert_eq!(home.refused(&args, code).message, named);
    }
    home.ok(&["decline", "winter", "-a", "ben"]);
    assert_eq!(home.refused(&["chapter", " "], 2).message, "the name of the chapter is empty");
    let own = Home::new();
    own.ok(&["init", "Ana"]);
    own.ok(&["boundary", "quiet", "--will", "I go", "--own"]).never_says("Both");
    own.ok(&["checkin", "--safe", "5", "--own"]);
    own.ok(&["history", "--own"]).never_says("to both");
}
