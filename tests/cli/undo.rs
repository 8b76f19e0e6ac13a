//! `undo`.

use crate::harness::{Home, keys, list};

fn verdict_today(home: &Home) -> String {
    let shown = home.json(&["show", "dishes"]);
    list(&shown["windows"]).last().unwrap()["verdict"].as_str().unwrap().to_owned()
}

fn last_event(home: &Home) -> String {
    let history = home.json(&["history", "all"]);
    list(&history["events"]).last().unwrap()["id"].as_str().unwrap().to_owned()
}

#[test]
fn back_and_forth() {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes"]);
    insta::assert_snapshot!("undo", home.run(&["undo"]));
    assert_eq!(verdict_today(&home), "open");
    insta::assert_snapshot!("undo_of_an_undo", home.run(&["undo"]));
    assert_eq!(verdict_today(&home), "kept");
    home.ok(&["undo"]);
    assert_eq!(verdict_today(&home), "open");
}

#[test]
fn undo_as_json() {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes"]);
    let marked = last_event(&home);
    let undone = home.json(&["undo"]);
    assert_eq!(undone["schema"], "ourword.undo/1");
    assert_eq!(keys(&undone), ["recorded", "schema", "unchanged"]);
    assert_eq!(undone["recorded"][0]["undid"], marked.as_str());
    let history = home.json(&["history"]);
    let entry = list(&history["events"]).iter().find(|event| event["id"] == marked.as_str()).unwrap();
    assert_eq!(entry["undone"], true, "the old one stays, as taken back");
}

#[test]
fn an_older_one_by_its_id() {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes"]);
    let first = last_event(&home);
    home.ok(&["kept", "dishes", "--on", "yesterday"]);
    home.ok(&["undo", &first]);
    assert_eq!(verdict_today(&home), "open");
    let again = home.refused(&["undo", &first], 1);
    assert!(again.message.contains("undone already"), "{again:?}");
    let event = home.json(&["show", "dishes"]);
    let yesterday = list(&event["windows"]).iter().find(|window| window["from"] == "2026-11-15").unwrap();
    assert_eq!(yesterday["verdict"], "kept", "what came after stands");
}

#[test]
fn a_mark_that_was_replaced_comes_back() {
    let home = Home::with_dishes();
    home.ok(&["broke", "dishes", "--note", "forgot"]);
    home.ok(&["kept", "dishes"]);
    home.ok(&["undo"]);
    assert_eq!(verdict_today(&home), "broken");
    let shown = home.json(&["show", "dishes"]);
    assert_eq!(list(&shown["windows"]).last().unwrap()["marks"][0]["note"], "forgot");
}

#[test]
fn each_takes_back_their_own() {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes"]);
    let anas = last_event(&home);
    home.ok(&["broke", "dishes", "-a", "ben"]);
    let theirs = home.refused(&["undo", &anas, "-a", "ben"], 1);
    assert!(theirs.message.contains("Ana"), "{theirs:?}");
    // One's own latest, whoever spoke after it.
    let undone = home.json(&["undo"]);
    assert_eq!(undone["recorded"][0]["undid"], anas.as_str());
    assert_eq!(verdict_today(&home), "awaiting", "Ben's word stands");
}

#[test]
fn what_cannot_be_undone() {
    let home = Home::couple();
    assert!(home.refused(&["undo"], 1).message.contains("nothing"));
    assert_eq!(home.refused(&["undo", "a.1"], 1).kind, "refused", "the ledger itself");
    assert_eq!(home.refused(&["undo", "a.2"], 1).kind, "refused", "a yes to it");
    assert!(home.refused(&["undo", "a.99"], 3).hint.contains("history"));
    assert_eq!(home.refused(&["undo", "z.1"], 3).kind, "not_found");
    for word in ["x", "a.", "a.0", "a7", "a.-1", "a.99999999999999999999"] {
        assert_eq!(home.refused(&["undo", word], 2).kind, "usage", "{word}");
    }
}

#[test]
fn every_kind_of_command_is_taken_back() {
    let home = Home::with_dishes();
    let state = |id: &str| home.json(&["show", id])["promise"]["state"].as_str().unwrap().to_owned();
    home.ok(&["end", "dishes"]);
    home.ok(&["undo"]);
    assert_eq!(state("dishes"), "active");
    home.ok(&["pause", "dishes"]);
    assert_eq!(verdict_today(&home), "excused");
    home.ok(&["undo"]);
    assert_eq!(verdict_today(&home), "open");
    home.ok(&["config", "day_ends", "03:00"]);
    home.ok(&["undo"]);
    assert_eq!(home.ok(&["config", "day_ends", "-q"]).stdout, "00:00\n");
    home.ok(&["promise", "talk", "--both", "--every", "week", "--name", "talk"]);
    home.ok(&["decline", "talk", "-a", "ben"]);
    home.ok(&["undo", "-a", "ben"]);
    assert_eq!(state("talk"), "asked");
    home.ok(&["accept", "talk", "-a", "ben"]);
    home.ok(&["undo", "-a", "ben"]);
    assert_eq!(state("talk"), "asked");
    home.ok(&["undo"]);
    assert_eq!(home.refused(&["show", "talk"], 3).kind, "not_found", "the asking itself");
    home.ok(&["promise", "talk alone", "--name", "talk"]);
}

#[test]
fn a_promise_taken_back_takes_its_marks_along() {
    let home = Home::with_dishes();
    let given = last_event(&home);
    home.ok(&["kept", "dishes"]);
    home.ok(&["undo", &given]);
    assert!(list(&home.json(&["list", "--all"])["promises"]).is_empty());
    assert!(list(&home.json(&["report", "all"])["partners"][0]["promises"]).is_empty());
    home.ok(&["undo"]);
    assert_eq!(verdict_today(&home), "kept", "both are back");
}

#[test]
fn no_name_is_given_twice_by_an_undo() {
    let home = Home::with_dishes();
    home.ok(&["end", "dishes"]);
    let ended = last_event(&home);
    home.ok(&["promise", "wash up again", "--every", "day", "--name", "dishes"]);
    let refusal = home.refused(&["undo", &ended], 1);
    assert!(refusal.message.contains("dishes") && refusal.hint.contains("a2"), "{refusal:?}");
}

#[test]
fn weeks_do_not_move_under_promises() {
    let home = Home::couple();
    home.ok(&["config", "week_starts", "sunday"]);
    let set = last_event(&home);
    home.ok(&["promise", "x", "--every", "week"]);
    assert!(home.refused(&["undo", &set], 1).message.contains("week_starts"));
}

#[test]
fn an_undo_of_undos_is_no_way_round_what_came() {
    let home = Home::with_dishes();
    let given = last_event(&home);
    home.ok(&["undo"]);
    home.ok(&["undo"]).says("what it took back stands again");
    home.ok(&["undo"]).says("what that had brought back is taken back again");
    home.refused(&["show", "dishes"], 3);
    home.ok(&["undo"]).says("what it took back stands again");
    let brought_back = last_event(&home);

    home.at("2026-11-19");
    home.ok(&["broke", "dishes", "--on", "2026-11-17", "--as", "ben"]);
    let before = home.bytes();
    for event in [&brought_back, &given] {
        assert!(home.refused(&["undo", event], 1).message.contains("dishes has counted since"));
    }
    assert!(home.refused(&["undo"], 1).hint.contains("ourword end dishes"));
    assert!(home.bytes() == before);
}

#[test]
fn an_undo_of_undos_leaves_no_successor_without_the_one_before() {
    let home = Home::with_dishes();
    home.ok(&["undo"]);
    home.ok(&["undo"]);
    let brought_back = last_event(&home);
    home.ok(&["revise", "dishes", "--every", "week"]);
    assert!(home.refused(&["undo", &brought_back], 1).message.contains("revised since"));
    home.ok(&["undo"]);
    home.ok(&["undo", &brought_back]);
    home.refused(&["show", "dishes"], 3);
    home.ok(&["doctor"]);
}
