//! `show` of what is not a promise, what a boundary tells of itself, and chapters by what they are called.

use serde_json::Value;

use crate::harness::{Home, keys, list};

fn shown(home: &Home, id: &str, field: &str) -> Value {
    let document = home.json(&["show", id]);
    let mut fields = vec!["schema", "today", field];
    fields.sort_unstable();
    assert_eq!(keys(&document), fields);
    assert_eq!(document["schema"], "ourword.show/1");
    document[field].clone()
}

#[test]
fn a_boundary_with_its_days_and_what_was_promised_in_answer() {
    let home = Home::couple();
    home.ok(&["boundary", "no shouting", "--will", "I leave the room", "--name", "calm"]);
    home.at("2026-11-18").ok(&["revise", "calm", "--told", "yesterday", "--review", "in 4 weeks"]);
    home.ok(&["promise", "I sit down", "--every", "day", "--name", "sit", "--for", "calm", "-a", "ben"]);
    let boundary = shown(&home, "calm", "boundary");
    assert_eq!((&boundary["told"], &boundary["review"]), (&"2026-11-17".into(), &"2026-12-16".into()));
    assert_eq!(boundary["answered_by"][0]["name"], "sit");
    for text in [home.ok(&["show", "a1"]), home.ok(&["report"])] {
        text.says("calm (a1): Ana needs: no shouting. If it is crossed: I leave the room.");
        text.says("since Mon 16 Nov, told on Tue 17 Nov, to look at again on Wed 16 Dec");
        text.says("Ben promised in answer: sit (a2), I sit down");
    }
    home.ok(&["end", "sit", "-a", "ben"]);
    assert!(list(&shown(&home, "calm", "boundary")["answered_by"]).is_empty());
    home.ok(&["undo", "-a", "ana"]);
    assert_eq!(shown(&home, "calm", "boundary")["told"], Value::Null, "the days are taken back as one");
    home.ok(&["show", "a1"]).never_says("told on");
}

#[test]
fn nobody_was_told_tomorrow_and_nothing_is_looked_at_before_it_holds() {
    let home = Home::couple();
    let set = |days: &[&'static str]| [&["boundary", "quiet", "--will", "I go"], days].concat();
    home.refused(&set(&["--told", "tomorrow"]), 2);
    home.refused(&set(&["--since", "2026-11-16", "--review", "2026-11-15"]), 2);
    home.ok(&set(&["--since", "2026-11-16", "--review", "2026-11-16", "--told", "today"]));
    home.refused(&["revise", "a1", "--told", "tomorrow"], 2);
    home.refused(&["revise", "a1", "--review", "2026-11-15"], 2);
    home.ok(&["promise", "x", "--every", "day"]);
    home.refused(&["revise", "a2", "--told", "today"], 1);
    home.ok(&["end", "a1"]);
    home.refused(&["revise", "a1", "--review", "tomorrow"], 1);
}

#[test]
fn a_repair_with_what_is_not_said_yet() {
    let home = Home::with_dishes();
    home.ok(&["broke", "dishes", "--on", "yesterday"]);
    home.ok(&["repair", "dishes", "--did", "I went to bed", "--adjust", "an alarm", "--every", "day"]);
    let repair = shown(&home, "a2", "repair");
    assert_eq!((&repair["state"], &repair["adjustment"]["id"]), (&"whole".into(), &"a3".into()));
    let text = home.ok(&["show", "a2"]);
    text.says("Ana of dishes, Sun 15 Nov (a2): whole").says("what changes: an alarm (a3)");
    text.says("what it did to you: (not said)");
    home.ok(&["kept", "a3"]);
    assert_eq!(shown(&home, "a2", "repair")["state"], "holding");
}

#[test]
fn a_chapter_goes_by_what_it_is_called_too() {
    let home = Home::couple();
    home.ok(&["chapter", "After the Summer", "--hope", "we talk first", "--stage", "grow"]);
    home.ok(&["show", "a1"]).says("After the Summer (a1): asked on Mon 16 Nov");
    home.ok(&["decline", "after the summer", "-a", "ben"]);
    home.refused(&["show", "after the summer"], 3);
    home.ok(&["show", "a1"]).says("declined");
    home.ok(&["chapter", "After the Summer", "--hope", "we talk first", "--stage", "grow"]);
    home.at("2026-11-17").ok(&["accept", "after the summer", "-a", "ben"]);
    assert_eq!(shown(&home, "After the Summer", "chapter")["from"], "2026-11-17");
    home.ok(&["show", "a2"]).says("since Tue 17 Nov").says("hope: we talk first").says("stage: grow");
    home.at("2026-11-18").ok(&["end", "AFTER THE SUMMER"]);
    home.ok(&["show", "a2"]).says("from Tue 17 Nov, ended on Wed 18 Nov");
}

#[test]
fn a_pause() {
    let home = Home::with_dishes();
    home.ok(&["pause", "dishes", "--until", "in 3 days"]);
    assert_eq!(shown(&home, "a2", "pause")["promise"], "a1");
    home.ok(&["show", "a2"]).says("dishes, Mon 16 Nov to Thu 19 Nov, by Ana (a2)");
    home.at("2026-11-17").ok(&["end", "a2"]);
    home.ok(&["show", "a2"]).says("lifted on Tue 17 Nov");
    home.ok(&["pause"]);
    home.ok(&["show", "a3"]).says("everything, from Tue 17 Nov on");
}

#[test]
fn nobody_loses_words_that_they_did_not_name() {
    let home = Home::with_dishes();
    home.ok(&["broke", "dishes", "--on", "yesterday"]);
    home.ok(&["repair", "dishes", "--did", "I went to bed", "--adjust", "an alarm", "--every", "day"]);
    let refusal = home.refused(&["unsay", "a3"], 1);
    assert!(refusal.message.contains("the repair a2"), "{refusal:?}");
    let event = refusal.hint.split('`').nth(1).unwrap().trim_start_matches("ourword ").to_owned();
    home.ok(&event.split(' ').collect::<Vec<_>>());
    home.ok(&["show", "a2"]).never_says("I went to bed").never_says("an alarm");
    home.ok(&["revise", "a3", "--wording", "two alarms"]);
    home.ok(&["unsay", "a3"]);
    home.ok(&["show", "a3"]).never_says("two alarms");
}

#[test]
fn the_three_items_over_weeks() {
    let home = Home::couple();
    let week = |day: &str, ana: [&str; 2], ben: &str| {
        home.at(day).ok(&["checkin", "--predict", ana[0], "--safe", ana[1], "--show"]);
        home.ok(&["checkin", "--rely", ben, "--text", "it rained", "--show", "-a", "ben"]);
    };
    week("2026-11-17", ["4", "10"], "7");
    let report = home.ok(&["report", "4w"]);
    report.says("Ana, week of Mon 16 Nov: predict 4, safe 10 (of 10)");
    week("2026-11-24", ["5", "9"], "8");
    let report = home.ok(&["report", "4w"]);
    let lines: Vec<&str> = report.stdout.lines().collect();
    let at = lines.iter().position(|line| *line == "Check-ins").unwrap();
    let cells = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(cells(lines[at + 1]), ["Ana", "16", "Nov", "23", "Nov"]);
    assert_eq!(cells(lines[at + 2]), ["predict", "4", "5"]);
    assert_eq!(cells(lines[at + 3]), ["rely", "-", "-"]);
    assert_eq!(cells(lines[at + 4]), ["safe", "10", "9"]);
    assert_eq!(cells(lines[at + 7]), ["rely", "7", "8"]);
    report.says("Ben, week of Mon 23 Nov\n    says: it rained").never_says("Ana, week of");
    home.ok(&["report"]).says("Ana: predict 5, safe 9 (of 10)");
    let narrow = home.call(&["report", "4w"]).env("COLUMNS", "30").ok();
    assert!(narrow.stdout.lines().all(|line| line.chars().count() <= 34), "{narrow}");
}
