//! `promise`: cadences, refusals, names, plans, the open load, past starts.

use serde_json::Value;

use crate::harness::{Home, keys, list};
use crate::shapes::PROMISE;

fn promised(home: &Home, args: &[&str]) -> Value {
    let words: Vec<&str> = ["promise", "x"].iter().chain(args).copied().collect();
    let answer = home.json(&words);
    assert_eq!(answer["schema"], "ourword.promise/1");
    assert!(list(&answer["unchanged"]).is_empty());
    answer["recorded"][0].clone()
}

#[test]
fn a_promise_as_text_and_as_json() {
    let home = Home::couple();
    let words = ["promise", "wash up before bed", "--every", "day", "--name", "dishes"];
    insta::assert_snapshot!("promise", home.run(&words));
    let given = promised(&home, &["--due", "fri", "--plan", "when I have had lunch, I call"]);
    assert_eq!(keys(&given), PROMISE);
    assert_eq!(given["id"], "a2");
    assert_eq!(given["plan"], "when I have had lunch, I call");
    assert_eq!(given["by"], serde_json::json!(["Ana"]));
    assert_eq!((&given["due"], &given["from"]), (&"2026-11-20".into(), &"2026-11-16".into()));
    assert!(given["cadence"].is_null() && given["until"].is_null() && given["name"].is_null());
    assert_eq!(given["state"], "active");
}

#[test]
fn cadences_are_printed_back_canonical() {
    let home = Home::couple();
    for (written, canonical, times) in [
        ("day", "day", 1),
        ("mon,tue,wed,thu,fri", "weekday", 1),
        ("saturday,sunday", "weekend", 1),
        ("sun,mon,tue,wed,thu,fri,sat", "day", 1),
        ("fri,mon,wed", "mon,wed,fri", 1),
        ("Monday", "mon", 1),
        ("week on tue", "tue", 1),
        ("2 weeks on thu,tue", "2 weeks on tue,thu", 1),
        ("1 week", "week", 1),
        ("2 weeks", "2 weeks", 1),
        ("month", "month", 1),
        ("3 months", "3 months", 1),
        ("month on 15,1", "month on 1,15", 1),
        ("month on last", "month on last", 1),
        ("2 months on 31", "2 months on 31", 1),
        ("year", "year", 1),
        ("year on 12-24,02-14", "year on 02-14,12-24", 1),
        ("3 days", "3 days", 1),
        ("3/week", "week", 3),
        ("4/month", "month", 4),
    ] {
        let given = promised(&home, &["--every", written]);
        assert_eq!(given["cadence"], canonical, "{written}");
        assert_eq!(given["times"], times, "{written}");
        // What is printed is a cadence again, and the same one.
        assert_eq!(promised(&home, &["--every", canonical])["cadence"], canonical, "{written}");
    }
    assert_eq!(promised(&home, &["--every", "3 days", "--times", "2"])["times"], 2);
}

#[test]
fn words_that_are_no_cadence() {
    let home = Home::couple();
    for text in [
        "",
        "often",
        "0 days",
        "100 days",
        "1.5 weeks",
        "0/week",
        "x/week",
        "3/day",
        "3/year",
        "mon;tue",
        "mon,",
        "month on 0",
        "month on 32",
        "month on",
        "year on 02-30",
        "year on 13-01",
        "2 years on 02-14",
        "weekday on mon",
        "day on mon",
        "2 mon",
        "99999999999999999999 days",
        "week week",
    ] {
        let refusal = home.refused(&["promise", "x", "--every", text], 2);
        assert_eq!(refusal.kind, "usage", "{text:?}");
        assert!(refusal.message.contains("no cadence"), "{text:?}: {refusal:?}");
        assert!(refusal.hint.contains("month on 1,15"), "{text:?}: {refusal:?}");
    }
}

#[test]
fn terms_that_do_not_go_together() {
    let home = Home::couple();
    for (args, about) in [
        ("--due fri --every day", "--due"),
        ("--due fri --until fri", "--until"),
        ("--until fri", "--every"),
        ("--due 2026-11-15", "before it starts"),
        ("--due fri --from sat", "before it starts"),
        ("--every day --until 2026-11-15", "before it starts"),
        ("--every day --from 2026-12-01 --until 2026-11-30", "before it starts"),
        ("--avoid --every week --times 2", "times"),
        ("--avoid --every 3/week", "times"),
        ("--avoid", "--avoid"),
        ("--times 2", "--times"),
        ("--times 2 --due fri", "--times"),
        ("--times 2 --every day", "--times"),
        ("--times 2 --every mon,wed", "--times"),
        ("--times 2 --every 3/week", "twice"),
        ("--times 0 --every week", "times"),
        ("--times 8 --every week", "times"),
        ("--times 29 --every month", "times"),
        ("--every 8/week", "times"),
        ("--every 29/month", "times"),
        ("--every mon --from 2026-11-17 --until 2026-11-18", "nothing to keep"),
        ("--due someday", "no date"),
        ("--every day --from 2026-02-30", "no date"),
    ] {
        let words: Vec<&str> = ["promise", "x"].into_iter().chain(args.split(' ')).collect();
        let refusal = home.refused(&words, 2);
        assert_eq!(refusal.kind, "usage", "{args}");
        assert!(refusal.message.contains(about), "{args}: {refusal:?}");
        assert!(!refusal.hint.is_empty(), "{args}: {refusal:?}");
    }
    assert_eq!(home.json(&["list", "--all"])["promises"], serde_json::json!([]));
    assert_eq!(home.entries(), 3, "made, and both have joined");
}

#[test]
fn times_are_at_most_the_days_of_the_shortest_period() {
    let home = Home::couple();
    for (every, most) in [("week", "7"), ("2 weeks", "14"), ("month", "28"), ("3 days", "3"), ("year", "365")]
    {
        assert_eq!(
            promised(&home, &["--every", every, "--times", most])["times"].to_string(),
            most,
            "{every}"
        );
        let more = (most.parse::<u32>().unwrap() + 1).to_string();
        home.refused(&["promise", "x", "--every", every, "--times", &more], 2);
    }
}

#[test]
fn dates_look_ahead() {
    let home = Home::couple();
    for (word, day) in [
        ("today", "2026-11-16"),
        ("tomorrow", "2026-11-17"),
        ("in 3 days", "2026-11-19"),
        ("in 2 weeks", "2026-11-30"),
        ("fri", "2026-11-20"),
        ("mon", "2026-11-23"),
        ("2026-11-16", "2026-11-16"),
    ] {
        assert_eq!(promised(&home, &["--due", word])["due"], day, "{word}");
        assert_eq!(promised(&home, &["--every", "day", "--until", word])["until"], day, "{word}");
        assert_eq!(promised(&home, &["--every", "day", "--from", word])["from"], day, "{word}");
    }
}

#[test]
fn names() {
    let home = Home::with_dishes();
    let taken = home.refused(&["-a", "ben", "promise", "x", "--name", "dishes"], 1);
    assert!(taken.message.contains("a1"), "{taken:?}");
    for name in ["Dishes", "a7", "today", "fri", "all", "7up", "two words", "x_y", "", "last", "chapter"] {
        let words = ["promise", "x", "--name", name];
        assert_eq!(home.refused(&words, 2).kind, "usage", "{name:?}");
    }
    let long = "x".repeat(41);
    home.refused(&["promise", "x", "--name", &long], 2);
    for name in ["küche", "call-mum", "a7b", "x"] {
        assert_eq!(promised(&home, &["--name", name])["name"], name);
    }
    home.ok(&["end", "dishes"]);
    assert_eq!(promised(&home, &["--name", "dishes"])["name"], "dishes", "free again");
    assert_eq!(home.json(&["show", "dishes"])["promise"]["id"], "a6", "the name means the live one");
}

#[test]
fn the_open_load_is_shown() {
    let home = Home::couple();
    home.ok(&["promise", "a", "--every", "day"]).says("1 open promise").says("7 fall due");
    home.ok(&["promise", "b", "--due", "tomorrow"]).says("2 open promises").says("8 fall due");
    home.ok(&["-a", "ben", "promise", "c"]).says("1 open promise").never_says("joint");
    home.ok(&["promise", "d", "--both", "--every", "day", "--name", "d"]);
    home.ok(&["-a", "ben", "accept", "d"]).says("2 open promises").says("joint");
}

#[test]
fn what_was_declined_is_no_load() {
    let home = Home::couple();
    home.ok(&["promise", "d", "--both", "--every", "day", "--name", "d"]);
    home.ok(&["-a", "ben", "decline", "d"]);
    home.ok(&["promise", "a", "--every", "day"]).says("1 open promise").never_says("joint");
}

#[test]
fn a_past_start_has_its_past() {
    let home = Home::couple();
    let words = ["promise", "x", "--every", "day", "--from", "10 days ago", "--name", "x"];
    home.ok(&words)
        .says("First due today")
        .says("7 past windows await a word")
        .says("3 past windows are not");
    let windows = home.json(&["show", "x"])["windows"].clone();
    let verdicts: Vec<&str> = list(&windows).iter().map(|w| w["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, [vec!["unlogged"; 3], vec!["awaiting"; 7], vec!["open"]].concat());
    home.ok(&["promise", "y", "--every", "day"]).never_says("past window");
}

#[test]
fn when_it_is_first_due() {
    let home = Home::couple();
    home.ok(&["promise", "a", "--every", "day"]).says("First due today");
    home.ok(&["promise", "a", "--every", "fri"]).says("First due on Fri 20 Nov");
    home.ok(&["promise", "a", "--every", "week"]).says("Mon 16 Nov to Sun 22 Nov");
    home.ok(&["promise", "a"]).says("until somebody marks it");
    home.ok(&["promise", "a", "--every", "month on 31", "--from", "2027-02-01"]).says("28 Feb 2027");
}

#[test]
fn a_share_of_a_period_cut_short() {
    let home = Home::at_thursday();
    let given = promised(&home, &["--every", "week", "--times", "5", "--name", "x"]);
    assert_eq!(given["times"], 5);
    let window = home.json(&["show", "x"])["windows"][0].clone();
    assert_eq!((&window["from"], &window["to"]), (&"2026-11-19".into(), &"2026-11-22".into()));
    assert_eq!(window["times"], 3, "four of seven days ask for 20/7, rounded up");
}

impl Home {
    fn at_thursday() -> Self {
        let home = Self::couple();
        home.at("2026-11-19");
        home
    }
}

#[test]
fn texts() {
    let home = Home::couple();
    let long = "é".repeat(500);
    assert_eq!(home.json(&["promise", &long])["recorded"][0]["text"], long.as_str());
    assert_eq!(home.json(&["promise", "  Zoe\u{308}  "])["recorded"][0]["text"], "Zo\u{eb}");
    let over = format!("{long}é");
    for (text, about) in
        [("", "empty"), (" \t ", "empty"), ("a\nb", "line break"), ("a\u{1b}[31m", "control")]
    {
        assert!(home.refused(&["promise", text], 2).message.contains(about), "{text:?}");
        assert!(home.refused(&["promise", "x", "--plan", text], 2).message.contains(about), "{text:?}");
    }
    assert!(home.refused(&["promise", &over], 2).message.contains("501"));
    assert!(home.refused(&["promise", "x", "--plan", &over], 2).hint.contains("500"));
}
