//! `end` and `pause`.

use crate::harness::{Home, keys, list};
use crate::shapes::PROMISE;

fn verdicts(home: &Home, id: &str) -> Vec<String> {
    let shown = home.json(&["show", id]);
    list(&shown["windows"]).iter().map(|window| window["verdict"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn ended_by_its_giver() {
    let home = Home::with_dishes();
    insta::assert_snapshot!("end", home.run(&["end", "dishes"]));
    let refusal = home.refused(&["end", "dishes"], 1);
    assert!(refusal.message.contains("ended already"), "{refusal:?}");
    assert!(list(&home.json(&["list"])["promises"]).is_empty());
    assert_eq!(home.json(&["list", "--all"])["promises"][0]["ended_on"], "2026-11-16");
}

#[test]
fn let_off_by_the_other() {
    let home = Home::with_dishes();
    let ended = home.json(&["end", "dishes", "-a", "ben"]);
    assert_eq!(ended["schema"], "ourword.end/1");
    assert_eq!(keys(&ended["recorded"][0]), PROMISE);
    assert_eq!(ended["recorded"][0]["state"], "ended");
    let history = home.json(&["history"]);
    assert_eq!(list(&history["events"]).last().unwrap()["by"], "Ben");
}

#[test]
fn todays_window_counts_only_if_something_was_said_of_it() {
    let silent = Home::with_dishes();
    silent.ok(&["end", "dishes"]);
    assert_eq!(verdicts(&silent, "dishes"), vec!["awaiting"; 7], "today's is gone");
    silent.refused(&["kept", "dishes", "--on", "today"], 1);
    let bare = silent.json(&["kept", "dishes"]);
    assert_eq!(bare["recorded"][0]["on"], "2026-11-15", "yesterday still counts, and awaits a word");
    let said = Home::with_dishes();
    said.ok(&["broke", "dishes"]);
    said.ok(&["end", "dishes"]);
    assert_eq!(verdicts(&said, "dishes").last().unwrap(), "broken");
    said.ok(&["kept", "dishes"]);
    assert_eq!(verdicts(&said, "dishes").last().unwrap(), "kept", "it can be marked to its last day");
}

#[test]
fn a_one_off_past_its_due_day_stays() {
    let home = Home::couple();
    home.ok(&["promise", "call the bank", "--due", "fri", "--name", "bank"]);
    home.at("2026-11-23");
    home.ok(&["end", "bank"]);
    assert_eq!(verdicts(&home, "bank"), ["awaiting"]);
    home.at("2026-12-23");
    assert_eq!(verdicts(&home, "bank"), ["unlogged"]);
}

#[test]
fn what_is_fulfilled_cannot_be_ended() {
    let home = Home::couple();
    home.ok(&["promise", "call the bank", "--due", "fri", "--name", "bank"]);
    home.ok(&["kept", "bank"]);
    assert!(home.refused(&["end", "bank"], 1).message.contains("fulfilled"));
    assert_eq!(home.refused(&["end", "nosuch"], 3).kind, "not_found");
    home.ok(&["promise", "again", "--name", "bank"]);
}

#[test]
fn a_pause_of_one_promise() {
    let home = Home::with_dishes();
    insta::assert_snapshot!("pause", home.run(&["pause", "dishes", "--from", "tomorrow", "--until", "fri"]));
    home.at("2026-11-23");
    let shown = home.json(&["show", "dishes"])["windows"].clone();
    let of = |day: &str| list(&shown).iter().find(|window| window["from"] == day).unwrap()["verdict"].clone();
    assert_eq!(of("2026-11-16"), "awaiting");
    for day in ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"] {
        assert_eq!(of(day), "excused", "{day}");
    }
    assert_eq!(of("2026-11-21"), "awaiting");
    home.ok(&["kept", "dishes", "--on", "2026-11-18"]);
    let after = home.json(&["show", "dishes"])["windows"].clone();
    let marked = list(&after).iter().find(|window| window["from"] == "2026-11-18").unwrap();
    assert_eq!(marked["verdict"], "kept", "paused days can still be marked");
}

#[test]
fn a_pause_of_everything_and_its_end() {
    let home = Home::with_dishes();
    let paused = home.json(&["pause", "-a", "ben"]);
    assert_eq!(paused["schema"], "ourword.pause/1");
    let pause = &paused["recorded"][0];
    assert!(pause["promise"].is_null() && pause["until"].is_null());
    let id = pause["id"].as_str().unwrap();
    assert!(list(&home.json(&["due", "--mine"])["windows"]).iter().all(|due| due["from"] != "2026-11-16"));
    home.at("2026-11-18");
    insta::assert_snapshot!("end_of_a_pause", home.run(&["end", id]));
    let all = verdicts(&home, "dishes");
    assert_eq!(
        all[all.len() - 3..],
        ["excused", "excused", "open"],
        "the day of lifting is no longer paused"
    );
    assert!(home.refused(&["end", id], 1).message.contains("over already"));
}

#[test]
fn a_weeks_share_shrinks_with_a_pause() {
    let home = Home::couple();
    home.ok(&["promise", "gym", "--every", "4/week", "--name", "gym"]);
    home.ok(&["pause", "gym", "--from", "fri", "--until", "sun"]);
    let window = home.json(&["show", "gym"])["windows"][0].clone();
    assert_eq!(window["times"], 3, "four of seven days ask for 16/7, rounded up");
    assert_eq!(window["to"], "2026-11-22", "a pause moves neither end");
}

#[test]
fn pauses_that_cannot_be() {
    let home = Home::with_dishes();
    home.ok(&["promise", "x", "--every", "day", "--name", "bens", "-a", "ben"]);
    assert!(home.refused(&["pause", "bens"], 1).message.contains("not yours"));
    assert!(home.refused(&["pause", "--from", "yesterday"], 1).hint.contains("excused"));
    assert_eq!(home.refused(&["pause", "--from", "fri", "--until", "thu"], 2).kind, "usage");
    assert_eq!(home.refused(&["pause", "--from", "someday"], 2).kind, "usage");
    assert_eq!(home.refused(&["pause", "nosuch"], 3).kind, "not_found");
    home.ok(&["end", "dishes"]);
    assert!(home.refused(&["pause", "dishes"], 1).message.contains("ended"));
    let other = home.json(&["pause", "bens", "-a", "ben"])["recorded"][0]["id"].as_str().unwrap().to_owned();
    assert!(home.refused(&["end", &other], 1).message.contains("not yours"));
}
