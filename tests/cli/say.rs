//! `kept`, `broke`, `excused`.

use serde_json::{Value, json};

use crate::harness::{Home, keys, list};

fn with_walk() -> Home {
    let home = Home::with_dishes();
    home.ok(&[
        "promise",
        "walk",
        "--every",
        "mon,thu",
        "--name",
        "walk",
        "--from",
        "2026-11-09",
        "-a",
        "ben",
    ]);
    home
}

fn verdict(home: &Home, id: &str, from: &str) -> Value {
    let shown = home.json(&["show", id]);
    let window = list(&shown["windows"]).iter().find(|window| window["from"] == from);
    window.unwrap_or_else(|| panic!("no window on {from} in {shown}"))["verdict"].clone()
}

#[test]
fn each_says_so_as_text() {
    let home = with_walk();
    insta::assert_snapshot!("kept", home.run(&["kept", "dishes", "walk"]));
    insta::assert_snapshot!(
        "broke",
        home.run(&["broke", "dishes", "--on", "yesterday", "--note", "fell asleep"])
    );
    insta::assert_snapshot!("excused", home.run(&["excused", "dishes", "--on", "tomorrow"]));
}

#[test]
fn recorded_and_unchanged_as_json() {
    let home = with_walk();
    let said = home.json(&["kept", "dishes", "walk"]);
    assert_eq!(keys(&said), ["recorded", "schema", "unchanged"]);
    assert_eq!(said["schema"], "ourword.kept/1");
    assert_eq!(
        said["recorded"][0],
        json!({
            "id": "a1", "name": "dishes", "by": "Ana", "on": "2026-11-16", "says": "kept", "verdict": "kept",
            "window": {"from": "2026-11-16", "to": "2026-11-16"},
        })
    );
    let before = home.bytes();
    let again = home.json(&["kept", "dishes", "walk"]);
    assert_eq!(again["unchanged"], said["recorded"], "the same shape");
    assert_eq!(again["recorded"], json!([]));
    assert_eq!(home.bytes(), before, "not recorded");
    let note = home.json(&["kept", "dishes", "walk", "--note", "late, though"]);
    assert_eq!(list(&note["recorded"]).len(), 2, "a new note is a change");
    assert_eq!(home.json(&["broke", "dishes"])["schema"], "ourword.broke/1");
    assert_eq!(home.json(&["excused", "dishes"])["schema"], "ourword.excused/1");
}

#[test]
fn several_at_once_are_one_event() {
    let home = with_walk();
    let before = home.entries();
    home.ok(&["kept", "dishes", "walk"]);
    assert_eq!(home.entries(), before + 1);
    home.ok(&["undo"]);
    assert_eq!(verdict(&home, "dishes", "2026-11-16"), "open");
    assert_eq!(verdict(&home, "walk", "2026-11-16"), "open");
}

#[test]
fn all_or_nothing() {
    let home = with_walk();
    assert!(home.refused(&["kept", "dishes", "nosuch"], 3).message.contains("nosuch"));
    assert!(home.refused(&["kept", "dishes", "walk", "--on", "2026-11-10"], 1).message.contains("walk"));
    assert!(home.refused(&["kept", "dishes", "a1"], 2).message.contains("twice"));
    assert_eq!(verdict(&home, "dishes", "2026-11-16"), "open");
}

#[test]
fn many_at_the_same_time_are_all_recorded() {
    let home = Home::with_dishes();
    let days: Vec<String> = (9..=16).map(|day| format!("2026-11-{day:02}")).collect();
    std::thread::scope(|scope| {
        for day in &days {
            let mut command = home.call(&["kept", "dishes", "--on", day]).command();
            scope.spawn(move || assert!(command.output().unwrap().status.success()));
        }
    });
    assert_eq!(home.json(&["show", "dishes"])["tally"]["kept"], days.len());
}

#[test]
fn hidden_aliases() {
    let home = with_walk();
    for (alias, verb, says) in
        [("keep", "kept", "kept"), ("break", "broke", "broken"), ("excuse", "excused", "excused")]
    {
        let said = home.json(&[alias, "dishes"]);
        assert_eq!(said["schema"], format!("ourword.{verb}/1"));
        assert_eq!(said["recorded"][0]["says"], says);
    }
}

#[test]
fn dates_look_back() {
    let home = with_walk();
    home.at("2026-11-18");
    for (word, day) in [
        ("today", "2026-11-18"),
        ("wed", "2026-11-18"),
        ("yesterday", "2026-11-17"),
        ("mon", "2026-11-16"),
        ("5 days ago", "2026-11-13"),
        ("1 week ago", "2026-11-11"),
        ("2026-11-09", "2026-11-09"),
    ] {
        let said = home.json(&["kept", "dishes", "--on", word]);
        let mark = list(&said["recorded"]).iter().chain(list(&said["unchanged"])).next().unwrap();
        assert_eq!(mark["on"], day, "{word}");
    }
}

#[test]
fn a_bare_word_means_today_or_a_window_that_ended_yesterday() {
    let home = with_walk();
    home.at("2026-11-17");
    let said = home.json(&["kept", "walk", "-a", "ben"]);
    assert_eq!(said["recorded"][0]["on"], "2026-11-16");
    assert_eq!(list(&home.json(&["kept", "walk", "-a", "ben"])["unchanged"]).len(), 1, "just this one");
    let other = home.refused(&["broke", "walk", "-a", "ben"], 1);
    assert!(other.hint.contains("2026-11-16") && other.hint.contains("--on"), "{other:?}");
    assert_eq!(
        home.json(&["excused", "walk", "-a", "ben"])["recorded"][0]["on"],
        "2026-11-19",
        "the next one"
    );
    home.at("2026-11-18");
    assert_eq!(home.refused(&["kept", "walk", "-a", "ben"], 1).kind, "refused", "Monday is too long ago");
}

#[test]
fn the_future_can_be_excused_and_nothing_else() {
    let home = with_walk();
    for verb in ["kept", "broke"] {
        let refusal = home.refused(&[verb, "dishes", "--on", "tomorrow"], 1);
        assert!(refusal.message.contains("17 Nov"), "{refusal:?}");
        assert!(refusal.hint.contains("excuse"), "{refusal:?}");
    }
    home.ok(&["excused", "dishes", "--on", "2026-11-18"]);
    let shown = home.json(&["show", "dishes"]);
    let ahead = list(&shown["windows"]).last().unwrap().clone();
    assert_eq!((&ahead["from"], &ahead["notice_days"]), (&json!("2026-11-18"), &json!(2)));
    assert!(ahead["settled_on"].is_null());
}

#[test]
fn late_is_after_the_due_day() {
    let home = Home::couple();
    home.ok(&["promise", "call the bank", "--due", "tue", "--name", "bank"]);
    home.at("2026-11-19");
    let said = home.json(&["kept", "bank"])["recorded"][0].clone();
    assert_eq!((&said["on"], &said["verdict"]), (&json!("2026-11-19"), &json!("late")));
    assert_eq!(home.json(&["kept", "bank", "--on", "tue"])["recorded"][0]["verdict"], "kept");
    let broken = home.json(&["broke", "bank"])["recorded"][0].clone();
    assert_eq!(broken["on"], "2026-11-17", "taken as of the due day");
}

#[test]
fn seen_differently() {
    let home = with_walk();
    home.ok(&["kept", "dishes"]);
    let said = home.json(&["broke", "dishes", "-a", "ben"]);
    assert_eq!(said["recorded"][0]["verdict"], "disputed");
    home.ok(&["broke", "dishes", "-a", "ben", "--note", "again"]).says("seen differently");
    let window = home.json(&["show", "dishes"])["windows"].as_array().unwrap().last().unwrap().clone();
    let views: Vec<_> = list(&window["marks"]).iter().map(|mark| (&mark["by"], &mark["says"])).collect();
    assert_eq!(
        views,
        [(&json!("Ana"), &json!("kept")), (&json!("Ben"), &json!("broken"))],
        "neither is lost"
    );
}

#[test]
fn a_word_of_the_other_alone_convicts_nobody() {
    let home = with_walk();
    let said = home.json(&["broke", "dishes", "-a", "ben"]);
    assert_eq!(said["recorded"][0]["verdict"], "awaiting");
    home.at("2026-11-23");
    assert_eq!(verdict(&home, "dishes", "2026-11-16"), "awaiting");
    home.at("2026-11-24");
    assert_eq!(verdict(&home, "dishes", "2026-11-16"), "broken");
}

#[test]
fn notes() {
    let home = with_walk();
    let note = |home: &Home| {
        let shown = home.json(&["show", "dishes"]);
        list(&shown["windows"]).last().unwrap()["marks"][0]["note"].clone()
    };
    home.ok(&["kept", "dishes", "--note", "two pans"]);
    assert_eq!(note(&home), "two pans");
    home.call(&["kept", "dishes", "--note", "-"]).stdin("one line\r\nand another\n\n").ok();
    assert_eq!(note(&home), "one line\nand another");
    home.ok(&["kept", "dishes"]);
    assert_eq!(note(&home), "one line\nand another", "the same word again keeps it");
    home.ok(&["broke", "dishes"]);
    assert_eq!(note(&home), Value::Null, "another word does not");
}

#[test]
fn notes_that_cannot_be() {
    let home = with_walk();
    let nobody = home.refused(&["kept", "dishes", "--note"], 2);
    assert!(nobody.hint.contains("`-` for stdin"), "{nobody:?}");
    assert!(home.refused(&["kept", "dishes", "--note", ""], 2).message.contains("empty"));
    assert!(home.refused(&["kept", "dishes", "--note", "a\u{1b}[2J"], 2).message.contains("control"));
    let long = "x".repeat(2001);
    assert!(home.refused(&["kept", "dishes", "--note", &long], 2).hint.contains("2000"));
    let call = home.call(&["kept", "dishes", "--note", "-"]);
    assert!(call.stdin([0xff, 0xfe]).refused(2).message.contains("UTF-8"));
    let huge = "y".repeat((1 << 20) + 1);
    assert!(home.call(&["kept", "dishes", "--note", "-"]).stdin(huge).refused(2).message.contains("1 MiB"));
    assert_eq!(home.call(&["kept", "-", "--note", "-"]).stdin("dishes\n").refused(2).kind, "usage");
}

#[test]
fn lines_on_stdin() {
    let home = with_walk();
    let lines =
        "# the weekend\n\ndishes 2026-11-14\r\n  dishes\tyesterday\nwalk 2026-11-12\ndishes 3 days ago\n";
    let said = home.call(&["kept", "-"]).stdin(lines).json();
    let days: Vec<&str> = list(&said["recorded"]).iter().map(|mark| mark["on"].as_str().unwrap()).collect();
    assert_eq!(days, ["2026-11-14", "2026-11-15", "2026-11-12", "2026-11-13"]);
    let on = home.call(&["kept", "-", "--on", "2026-11-11"]).stdin("dishes\n").json();
    assert_eq!(on["recorded"][0]["on"], "2026-11-11", "a line without a date is about `--on`");
    let none = home.call(&["kept", "-"]).stdin("# nothing\n").json();
    assert_eq!((&none["recorded"], &none["unchanged"]), (&json!([]), &json!([])));
}

#[test]
fn a_bad_line_is_named_and_nothing_is_recorded() {
    let home = with_walk();
    for (lines, code, line) in [
        ("dishes\nnosuch\n", 3, "line 2"),
        ("# first\n\ndishes someday\n", 2, "line 3"),
        ("dishes\nwalk 2026-11-10\n", 1, "line 2"),
        ("dishes 2026-12-24\n", 1, "line 1"),
    ] {
        let refusal = home.call(&["kept", "-"]).stdin(lines).refused(code);
        assert!(refusal.message.starts_with(line), "{lines:?}: {refusal:?}");
        assert!(refusal.hint.contains("nothing was recorded"), "{lines:?}: {refusal:?}");
    }
}

#[test]
fn as_of_another_day() {
    let home = with_walk();
    home.at("2026-11-20");
    let said = home.json(&["kept", "dishes", "--today", "2026-11-18"]);
    assert_eq!(said["recorded"][0]["on"], "2026-11-18");
    home.refused(&["kept", "dishes", "--today", "2026-11-18", "--on", "2026-11-19"], 1);
    let shown = home.json(&["show", "dishes"]);
    let window = list(&shown["windows"]).iter().find(|window| window["from"] == "2026-11-18").unwrap();
    assert_eq!(window["marks"][0]["recorded_on"], "2026-11-20", "the clock's, whatever `--today` says");
}

#[test]
fn the_kept_days_of_both_add_up() {
    let home = Home::couple();
    home.ok(&["promise", "gym", "--every", "3/week", "--name", "gym"]);
    home.ok(&["kept", "gym"]).says("1 of 3");
    home.at("2026-11-18").ok(&["kept", "gym"]);
    let third = home.at("2026-11-19").json(&["kept", "gym", "-a", "ben"]);
    assert_eq!(third["recorded"][0]["verdict"], "kept");
    let shown = home.json(&["show", "gym"]);
    assert_eq!(shown["windows"][0]["kept_days"], 3);
}

#[test]
fn a_line_that_names_a_date_again_is_told() {
    let home = with_walk();
    let refusal = home.call(&["kept", "-"]).stdin("walk\ndishes\ndishes today\n").refused(2);
    assert!(refusal.message.contains("line 3") && refusal.message.contains("twice"), "{refusal:?}");
    assert!(refusal.hint.contains("nothing was recorded"), "{refusal:?}");
}

#[test]
fn what_is_damaged_of_other_promises_refuses_no_mark() {
    let home = Home::with_dishes();
    home.ok(&["promise", "to walk", "--every", "day", "--name", "walk"]);
    let db = rusqlite::Connection::open(home.ledger()).unwrap();
    db.execute("UPDATE promise SET giver = 'nobody' WHERE name = 'walk'", []).unwrap();
    home.ok(&["kept", "dishes"]).says("dishes kept");
    home.refused(&["kept", "walk"], 4);
    home.refused(&["list"], 4);
}
