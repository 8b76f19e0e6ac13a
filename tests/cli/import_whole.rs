//! An import is taken back whole; what it cannot believe is left out, and every error has a way out.

use serde_json::json;

use crate::harness::{Home, list};
use crate::import::{FEED, feed, marks, table};

#[test]
fn an_import_is_taken_back_whole_and_brought_back_whole() {
    let home = Home::with_dishes();
    let before = home.json(&["list"]);
    feed(&home, FEED, &[]).ok();
    let imported = (home.json(&["list"]), marks(&home, "walk"), marks(&home, "dishes"));
    assert_ne!(imported.0, before);

    home.ok(&["undo"]).says("took back an import, a.5 to a.7").says("`ourword undo` again");
    assert_eq!(home.json(&["list"]), before);
    assert_eq!(marks(&home, "dishes"), []);
    home.refused(&["show", "walk"], 3);
    home.ok(&["doctor"]);
    home.ok(&["undo"]).says("took back the undo of an import, a.8 to a.10");
    assert_eq!((home.json(&["list"]), marks(&home, "walk"), marks(&home, "dishes")), imported);
    home.ok(&["doctor"]);

    // Any of its events stands for all of it.
    let undone = home.json(&["undo", "a.6"]);
    assert_eq!(list(&undone["recorded"]).len(), 3, "{undone}");
    assert_eq!(home.json(&["list"]), before);
}

#[test]
fn an_import_of_which_something_came_is_not_taken_back_in_part() {
    let home = Home::with_dishes();
    feed(&home, FEED, &[]).ok();
    home.at("2026-11-19");
    home.ok(&["broke", "walk", "--on", "2026-11-12", "--as", "ben"]);
    let before = home.bytes();
    assert!(home.refused(&["undo"], 1).message.contains("walk"));
    assert!(home.bytes() == before, "nothing is half taken back");
    assert_eq!(marks(&home, "dishes").len(), 1);
}

#[test]
fn a_mistyped_year_costs_its_own_row() {
    let home = Home::with_dishes();
    let rows =
        ["2026-11-10,walk,kept", "1026-11-11,walk,kept", "2062-11-11,walk,kept", "2206-11-11,read,excused"];
    let done = table(&home, &rows, "ana");
    assert_eq!((&done["promises"], &done["marks"]), (&json!(1), &json!(1)), "{done}");
    let told = done.to_string();
    assert!(told.contains("1026-11-11 is over a hundred years away"), "{told}");
    let walk = home.json(&["show", "walk"]);
    assert_eq!(
        walk["promise"]["from"], "2026-11-10",
        "the promise is known since the first day that is believed"
    );

    for line in [
        r#"{"kind":"kept","promise":"dishes","on":"1026-11-10"}"#,
        r#"{"kind":"promise","text":"read","every":"day","from":"1026-11-10"}"#,
    ] {
        let refused = feed(&home, line, &[]).refused(2);
        assert!(refused.message.contains("1026-11-10 is over a hundred years away"), "{refused:?}");
        assert!(refused.hint.contains("look at the year"), "{refused:?}");
    }
}

#[test]
fn a_feed_that_says_today_and_a_file_that_is_not_there_are_told_a_way_out() {
    let home = Home::with_dishes();
    let refused = feed(&home, r#"{"kind":"kept","promise":"dishes","on":"today"}"#, &[]).refused(2);
    assert!(refused.hint.contains("2026-11-20"), "{refused:?}");
    for source in ["ndjson", "harsh", "loop", "taskwarrior", "ourword"] {
        let refused = home.refused(&["import", "--format", source, "none"], 1);
        assert!(refused.hint.contains("look at its name"), "{source}: {refused:?}");
    }
}

#[test]
fn an_import_of_many_promises_is_taken_back_whole() {
    let home = Home::couple();
    let habits = 400;
    let rows: String = (0..habits).map(|habit| format!("2026-11-10,habit {habit},yes\n")).collect();
    let call = home.call(&["import", "--format", "csv", "-", "--map", "on=Day,promise=Habit,says=Done"]);
    call.stdin(format!("Day,Habit,Done\n{rows}")).ok();
    let imported = home.json(&["list"]);

    let undone = home.json(&["undo"]);
    assert_eq!(list(&undone["recorded"]).len(), 2 * habits);
    assert!(list(&home.json(&["list", "--all"])["promises"]).is_empty());
    home.ok(&["doctor"]);
    home.ok(&["undo"]);
    assert_eq!(home.json(&["list"]), imported);
    home.ok(&["doctor"]);
}
