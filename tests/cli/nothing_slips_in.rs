//! What one of the two could do to the record on a bad day, and cannot.

use crate::harness::{Home, list};

fn verdicts(home: &Home, name: &str) -> Vec<String> {
    let shown = home.json(&["show", name]);
    list(&shown["windows"]).iter().map(|window| window["verdict"].as_str().unwrap().to_owned()).collect()
}

fn verdict_on(home: &Home, day: &str) -> String {
    let shown = home.json(&["show", "dishes"]);
    let window = list(&shown["windows"]).iter().find(|window| window["from"] == day).unwrap();
    window["verdict"].as_str().unwrap().to_owned()
}

fn giving_of_dishes(home: &Home) -> String {
    let history = home.json(&["history", "all"]);
    let given = list(&history["events"]).iter().find(|event| event["kind"] == "promised").unwrap();
    given["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_promise_does_not_go_with_what_the_other_said_of_it() {
    let home = Home::with_dishes();
    let given = giving_of_dishes(&home);
    home.ok(&["broke", "dishes", "--as", "ben"]);
    home.at("2026-11-20");
    let refusal = home.refused(&["undo", &given, "--as", "ana"], 1);
    assert!(refusal.message.contains("dishes has counted since"), "{refusal:?}");
    assert!(refusal.hint.contains("ourword end dishes"), "{refusal:?}");
    home.ok(&["end", "dishes", "--as", "ana"]);
    assert_eq!(verdict_on(&home, "2026-11-16"), "awaiting", "what Ben said stands");
}

#[test]
fn a_slip_is_taken_back_on_its_day() {
    let home = Home::with_dishes();
    let given = giving_of_dishes(&home);
    home.ok(&["kept", "dishes", "--as", "ben"]);
    home.ok(&["undo", &given, "--as", "ana"]);
    assert!(list(&home.json(&["list", "--all"])["promises"]).is_empty());
}

#[test]
fn days_that_are_past_are_not_paused_by_undoing_an_undo() {
    let home = Home::with_dishes();
    home.ok(&["pause", "dishes", "--as", "ana"]);
    home.ok(&["undo", "--as", "ana"]);
    home.at("2026-11-24");
    let refusal = home.refused(&["undo", "--as", "ana"], 1);
    assert!(refusal.message.contains("past days"), "{refusal:?}");
    assert!(!verdicts(&home, "dishes").contains(&"excused".to_owned()));
}

#[test]
fn nor_by_undoing_a_lift() {
    let home = Home::with_dishes();
    let pause =
        home.json(&["pause", "dishes", "--as", "ana"])["recorded"][0]["id"].as_str().unwrap().to_owned();
    home.at("2026-11-17").ok(&["end", &pause, "--as", "ana"]);
    home.ok(&["undo", "--as", "ana"]);
    home.ok(&["undo", "--as", "ana"]);
    home.at("2026-11-24").refused(&["undo", "--as", "ana"], 1);
    assert_eq!(verdict_on(&home, "2026-11-17"), "awaiting", "the day of lifting is no longer paused");
}

#[test]
fn nothing_is_dated_back_or_ahead() {
    let home = Home::with_dishes();
    home.ok(&["promise", "an evening", "--every", "week", "--both", "--name", "eve", "--as", "ana"]);
    home.at("2026-12-05");
    for words in [
        ["pause", "dishes"].as_slice(),
        &["end", "dishes"],
        &["promise", "x", "--every", "day"],
        &["accept", "eve", "--as", "ben"],
        &["decline", "eve", "--as", "ben"],
        &["undo"],
        &["config", "day_ends", "03:00"],
    ] {
        let back: Vec<&str> = words.iter().copied().chain(["--today", "2026-11-18"]).collect();
        home.refused(&back, 2);
    }
    home.refused(&["kept", "dishes", "--today", "2027-06-01"], 2);
    home.refused(&["excused", "dishes", "--today", "2027-06-01"], 2);
    let said = home.json(&["kept", "dishes", "--today", "2026-11-18", "--as", "ana"]);
    assert_eq!(said["recorded"][0]["on"], "2026-11-18", "a mark can be said of a day that is past");
    let shown = home.json(&["show", "dishes"]);
    let marked = list(&shown["windows"]).iter().find(|window| window["from"] == "2026-11-18").unwrap();
    assert_eq!(marked["marks"][0]["recorded_on"], "2026-12-05", "and says when it was said");
}

#[test]
fn nor_do_paused_days_turn_into_missed_ones() {
    let home = Home::with_dishes();
    home.ok(&["pause", "--as", "ben"]);
    home.at("2026-11-24").refused(&["undo", "--as", "ben"], 1);
    assert_eq!(verdict_on(&home, "2026-11-17"), "excused", "what rested stays at rest");
}

#[test]
fn what_came_of_a_promise_does_not_go_with_it() {
    let home = Home::with_dishes();
    let given = giving_of_dishes(&home);
    home.ok(&["broke", "dishes", "--as", "ana"]);
    home.at("2026-12-05").refused(&["undo", &given, "--as", "ana"], 1);
    assert_eq!(verdict_on(&home, "2026-11-16"), "broken");
}

#[test]
fn an_acceptance_that_was_ended_is_not_taken_back() {
    let home = Home::couple();
    home.ok(&["promise", "an evening", "--every", "week", "--both", "--name", "eve", "--as", "ana"]);
    home.ok(&["accept", "eve", "--as", "ben"]);
    home.ok(&["end", "eve", "--as", "ben"]);
    let history = home.json(&["history", "all"]);
    let accepted = list(&history["events"]).iter().find(|event| event["kind"] == "answered").unwrap();
    home.refused(&["undo", accepted["id"].as_str().unwrap(), "--as", "ben"], 1);
}

#[test]
fn weeks_do_not_move_under_a_promise_that_comes_back() {
    let home = Home::with_dishes();
    home.ok(&["undo", "--as", "ana"]);
    home.refused(&["config", "week_starts", "sunday", "--as", "ana"], 1);
}

#[test]
fn a_name_is_the_live_ones() {
    let home = Home::with_dishes();
    home.ok(&["end", "dishes", "--as", "ana"]);
    home.ok(&["promise", "other dishes", "--every", "day", "--name", "dishes", "--both", "--as", "ana"]);
    home.ok(&["decline", "dishes", "--as", "ben"]);
    let history = home.json(&["history", "all"]);
    let ended = list(&history["events"]).iter().find(|event| event["kind"] == "ended").unwrap();
    home.ok(&["undo", ended["id"].as_str().unwrap(), "--as", "ana"]);
    home.ok(&["kept", "dishes", "--as", "ana"]);
    home.refused(&["promise", "more", "--every", "week", "--name", "dishes", "--as", "ana"], 1);
}

#[test]
fn nothing_is_said_of_a_window_that_is_gone() {
    let home = Home::with_dishes();
    home.at("2026-11-18").ok(&["end", "dishes", "--as", "ana"]);
    home.at("2026-11-24");
    home.refused(&["excused", "dishes", "--today", "2026-11-17", "--on", "2026-11-20", "--as", "ana"], 1);
}

#[test]
fn names_can_be_seen_and_told_apart() {
    let home = Home::new();
    home.refused(&["init", "\u{200e}", "Ben"], 2);
    home.refused(&["init", "Ana", "A\u{200b}na"], 2);
    let home = Home::couple();
    home.refused(&["promise", "\u{2060}\u{200d}", "--every", "day", "--as", "ana"], 2);
}

#[test]
fn a_pause_is_seen_wherever_one_looks() {
    let home = Home::with_dishes();
    let pause = home.json(&["pause", "--as", "ben"])["recorded"][0]["id"].as_str().unwrap().to_owned();
    for look in [&[][..], &["list"], &["report"], &["show", "dishes"]] {
        let said = home.ok(look);
        said.says(&format!("Paused by Ben: everything, from Mon 16 Nov on ({pause})"));
    }
}
