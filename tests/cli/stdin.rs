//! Words that need not stand on the command line: `-` takes them from stdin, in every verb that takes words.

use crate::harness::Home;

#[test]
fn one_dash_takes_all_of_stdin() {
    let home = Home::with_dishes();
    home.call(&["promise", "-", "--every", "day", "--name", "walk"]).stdin("walk the dog\n").ok();
    assert_eq!(home.json(&["show", "walk"])["promise"]["text"], "walk the dog");
    home.call(&["revise", "walk", "--wording", "-"]).stdin("walk the dog twice").ok();
    assert_eq!(home.json(&["show", "walk"])["promise"]["text"], "walk the dog twice");
    home.call(&["ask", "-", "--every", "week", "--name", "guests"]).stdin("tell me first").ok();
    assert_eq!(home.json(&["show", "guests"])["promise"]["text"], "tell me first");
    home.call(&["kept", "dishes", "--note", "-"]).stdin("late night").ok();
    assert_eq!(home.json(&["show", "dishes"])["windows"][7]["marks"][0]["note"], "late night");
    home.call(&["thank", "-"]).stdin("for the soup\n").ok();
    assert_eq!(home.json(&["report"])["thanks"][0]["text"], "for the soup");
}

#[test]
fn several_dashes_take_a_line_each_in_the_order_of_the_help() {
    let home = Home::with_dishes();
    home.call(&["promise", "-", "--plan", "-", "--due", "fri", "--name", "bank"])
        .stdin("call the bank\nafter lunch, I call\n")
        .ok();
    let bank = &home.json(&["show", "bank"])["promise"];
    assert_eq!((&bank["text"], &bank["plan"]), (&"call the bank".into(), &"after lunch, I call".into()));
    home.call(&["boundary", "-", "--will", "-", "--name", "calm"])
        .stdin("no shouting\nI leave the room\n")
        .ok();
    let calm = &home.json(&["report"])["boundaries"][0];
    assert_eq!((&calm["need"], &calm["will"]), (&"no shouting".into(), &"I leave the room".into()));
    home.call(&["chapter", "-", "--hope", "-"]).stdin("A new year\nwe tell each other first\n").ok();
    home.ok(&["broke", "dishes", "--on", "2026-11-12"]);
    home.call(&["repair", "dishes", "--impact", "-", "--did", "-"]).stdin("I fell asleep\nthe pans\n").ok();
    let repair = &home.json(&["report"])["repairs"][0];
    assert_eq!((&repair["did"], &repair["impact"]), (&"I fell asleep".into(), &"the pans".into()));
    home.call(&["checkin", "--safe", "7", "--feeling", "-", "--need", "-"])
        .stdin("lighter\nan evening\n")
        .ok();
}

#[test]
fn too_many_or_too_few_lines_are_refused_and_nothing_is_recorded() {
    let home = Home::with_dishes();
    let before = home.bytes();
    for lines in ["", "one line\n", "one\ntwo\nthree\n"] {
        let refused = home.call(&["boundary", "-", "--will", "-"]).stdin(lines).refused(2);
        assert!(refused.message.contains("`-` stands for 2 texts"), "{refused:?}");
    }
    home.call(&["promise", "-", "--every", "day"]).stdin("").refused(2);
    home.call(&["promise", "-", "--every", "day"]).stdin(b"\xff\xfe").refused(2);
    home.call(&["thank", "-"]).stdin("x".repeat((1 << 20) + 1)).refused(2);
    home.call(&["checkin", "-", "--feeling", "-"]).stdin("safe 7\n").refused(2);
    assert!(home.bytes() == before);
}

#[test]
fn every_verb_that_writes_words_down_says_how_to_keep_them_out_of_the_arguments() {
    for verb in ["promise", "ask", "boundary", "chapter", "repair", "checkin", "revise", "thank", "note"] {
        let help = Home::new().ok(&[verb, "--help"]);
        let said = help.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("Where `-` stands for words"), "{verb}: {said}");
    }
}
