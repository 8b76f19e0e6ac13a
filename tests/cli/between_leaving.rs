//! `unsay` and `leave`: what is gone, and what stays.

use std::fs;

use crate::between_checkin::everything;
use crate::harness::{Home, keys, list};

/// The files below the home in which the bytes are found.
fn holding(home: &Home, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![home.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if fs::read(&path).unwrap().windows(text.len()).any(|part| part == text.as_bytes()) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

#[test]
fn unsaid_words_are_in_no_file_and_in_no_output() {
    const WORD: &str = "purple-heron";
    let said: [(&[&str], &str); 9] = [
        (&["thank", WORD], "thanked"),
        (&["broke", "dishes", "--note", WORD], "marked"),
        (&["promise", WORD, "--every", "week", "--plan", WORD], "promised"),
        (&["ask", WORD, "--every", "week"], "promised"),
        (&["boundary", WORD, "--will", WORD], "bounded"),
        (&["repair", "--did", WORD, "--impact", WORD], "repaired"),
        (&["chapter", WORD, "--hope", WORD], "chapter"),
        (&["revise", "dishes", "--wording", WORD], "reworded"),
        (&["checkin", "--feeling", WORD], "checked_in"),
    ];
    for (args, kind) in said {
        let home = Home::with_dishes();
        home.ok(args);
        assert!(!holding(&home, WORD).is_empty(), "the search finds what is there: {args:?}");
        let history = home.json(&["history", "all"]);
        let event = list(&history["events"]).last().unwrap().clone();
        assert_eq!((&event["kind"], &event["unsaid"]), (&kind.into(), &false.into()));
        let id = event["id"].as_str().unwrap();
        if kind != "checked_in" {
            home.refused(&["unsay", id, "-a", "ben"], 1);
        }
        let unsaid = home.json(&["unsay", id]);
        assert_eq!(
            (&unsaid["schema"], &unsaid["recorded"][0]["event"]),
            (&"ourword.unsay/1".into(), &id.into())
        );
        assert_eq!(holding(&home, WORD), [""; 0], "{args:?}");
        assert!(!everything(&home).contains(WORD), "{args:?}");
        let history = home.json(&["history", "all"]);
        let event = list(&history["events"]).iter().find(|event| event["id"] == id).unwrap();
        assert_eq!(event["unsaid"], true, "the entry stays");
        home.refused(&["unsay", id], 1);
        home.refused(&["undo", list(&history["events"]).last().unwrap()["id"].as_str().unwrap()], 1);
    }
}

#[test]
fn all_ones_words_about_a_thing() {
    let home = Home::with_dishes();
    home.ok(&["repair", "--did", "purple-heron"]);
    home.ok(&["repair", "a2", "--impact", "green-heron"]);
    home.ok(&["unsay", "a2"]);
    assert!(holding(&home, "-heron").is_empty());
    assert!(home.refused(&["unsay", "a2"], 1).message.contains("a2"));
    home.ok(&["history"]).says("unsaid");
    home.refused(&["unsay", "nothing-here"], 3);
}

#[test]
fn what_was_said_still_counts() {
    let home = Home::with_dishes();
    home.ok(&["broke", "dishes", "--note", "purple-heron"]);
    let before = home.json(&["report"])["partners"][0]["tally"].clone();
    home.ok(&["unsay", "a.5"]);
    assert_eq!(home.json(&["report"])["partners"][0]["tally"], before);
}

fn together() -> Home {
    let home = Home::with_dishes();
    home.ok(&["promise", "an evening", "--both", "--every", "week", "--name", "evening"]);
    home.ok(&["accept", "evening", "-a", "ben"]);
    home.ok(&["promise", "home by seven", "--every", "day", "--name", "home", "-a", "ben"]);
    home.ok(&["thank", "purple-heron"]);
    home.ok(&["ask", "call me", "--every", "week", "--name", "call"]);
    home
}

#[test]
fn leaving_is_done_alone_and_at_once() {
    let home = together();
    home.ok(&["checkin", "--feeling", "grey-heron", "-a", "ben"]);
    let left = home.json(&["leave", "--yes"]);
    assert_eq!(left["schema"], "ourword.leave/1");
    let gone = &left["recorded"][0];
    assert_eq!(keys(gone), ["by", "ended", "file", "on", "paused", "unsaid"]);
    assert_eq!((&gone["ended"], &gone["paused"]), (&serde_json::json!(["a1"]), &serde_json::json!(["a2"])));
    let state = |name: &str| home.json(&["show", name])["promise"]["state"].as_str().unwrap().to_owned();
    assert_eq!((state("dishes").as_str(), state("home").as_str()), ("ended", "active"));
    let shown = home.json(&["show", "evening"]);
    assert_eq!(shown["windows"][0]["verdict"], "excused", "the joint one rests");
    let path = home.path().join(gone["file"].as_str().unwrap());
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("purple-heron") && text.contains("home by seven"),
        "own words and the shared record"
    );
    let taken: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (keys(&taken), &taken["schema"]),
        (vec!["by", "events", "on", "schema"], &"ourword.leaving/1".into())
    );
    assert!(
        !text.contains("grey-heron") && !text.contains("checked_in"),
        "what the other sealed stays sealed"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    home.ok(&["history"]).says("left");
    home.ok(&["report"]).says("Ana left on");
    assert_eq!(home.json(&["report"])["partners"][0]["left"], "2026-11-16");
}

#[test]
fn nothing_is_said_in_the_name_of_one_who_has_left() {
    let home = together();
    home.ok(&["leave", "--yes"]);
    let said: [&[&str]; 15] = [
        &["promise", "x"],
        &["ask", "x"],
        &["accept", "call"],
        &["decline", "call"],
        &["revise", "dishes", "--every", "week"],
        &["end", "evening"],
        &["boundary", "x", "--will", "y"],
        &["pause"],
        &["chapter", "x"],
        &["kept", "dishes"],
        &["thank", "you"],
        &["repair", "--did", "x"],
        &["checkin", "--predict", "7"],
        &["undo"],
        &["leave", "--yes"],
    ];
    for args in said {
        assert!(home.refused(args, 1).message.contains("Ana has left"), "{args:?}");
    }
    // Nor is there anybody to answer the other, or to be given to.
    for args in [&["ask", "x"][..], &["chapter", "x"], &["promise", "x", "--both"], &["accept", "call"]] {
        let args: Vec<&str> = args.iter().chain(&["-a", "ben"]).copied().collect();
        assert!(home.refused(&args, 1).message.contains("Ana has left"), "{args:?}");
    }
    home.ok(&["kept", "home", "-a", "ben"]);
    home.ok(&["end", "home", "-a", "ben"]);
    home.ok(&["leave", "--yes", "-a", "ben", "--output", "ben.json"]);
    home.ok(&["report"]);
}

#[test]
fn no_file_is_written_over() {
    let home = together();
    fs::write(home.path().join("mine.json"), "mine").unwrap();
    home.refused(&["leave", "--yes", "--output", "mine.json"], 1);
    assert_eq!(fs::read_to_string(home.path().join("mine.json")).unwrap(), "mine");
    assert_eq!(home.json(&["show", "dishes"])["promise"]["state"], "active", "nobody has left");
    home.ok(&["leave", "--yes", "--output", "other.json"]);
}

#[test]
fn leaving_and_unsaying_all_own_words() {
    let home = together();
    home.ok(&["leave", "--yes", "--unsay", "--output", "mine.json"]);
    let left = holding(&home, "purple-heron");
    assert_eq!(left.len(), 1, "in one's own file alone: {left:?}");
    assert!(left[0].ends_with("mine.json"));
    home.ok(&["report"]).says("Ben").says("home").never_says("wash up");
    home.ok(&["history", "all"]).says("unsaid");
}

#[test]
fn words_that_were_carried_over_are_unsaid_with_the_first() {
    let home = Home::couple();
    home.ok(&["ask", "zebraword for the week", "--every", "week", "--name", "z", "--as", "ana"]);
    home.ok(&["accept", "z", "--as", "ben"]);
    home.ok(&["kept", "z", "--note", "lionnote", "--as", "ben"]);
    home.ok(&["revise", "z", "--every", "day", "--as", "ben"]);
    home.ok(&["list"]).says("zebraword");
    home.ok(&["unsay", "z", "--as", "ana"]);
    home.ok(&["unsay", "a2", "--as", "ben"]);
    for word in ["zebraword", "lionnote"] {
        let bytes = home.bytes();
        assert!(
            !bytes.windows(word.len()).any(|part| part == word.as_bytes()),
            "{word} is still in the file"
        );
        home.ok(&["list", "--all"]).never_says(word);
        home.ok(&["history", "all"]).never_says(word);
    }
}

#[test]
fn one_who_has_left_takes_words_back_and_does_nothing_else() {
    let home = Home::couple();
    home.ok(&["boundary", "quiet after ten", "--will", "I go", "--as", "ana"]);
    home.ok(&["ask", "tell me first", "--every", "week", "--as", "ana"]);
    let file = home.path().join("taken.json");
    home.ok(&["leave", "--output", file.to_str().unwrap(), "--as", "ana"]);
    home.refused(&["me", "Ana"], 1);
    home.refused(&["checkin", "--safe", "5", "--as", "ben"], 1);
    let report = home.ok(&["report", "--as", "ben"]);
    report.never_says("quiet after ten").never_says("tell me first");
    home.ok(&["unsay", "a1", "--as", "ana"]);
    home.ok(&["history", "all"]).never_says("quiet after ten");
}

#[test]
fn a_device_that_the_ledger_does_not_know_yet_can_leave() {
    let home = Home::with_dishes();
    let elsewhere = home.path().join("another device");
    let left = home.call(&["leave", "--yes", "--as", "Ana", "--output", "taken.json"]);
    left.env("XDG_STATE_HOME", elsewhere.to_str().unwrap()).ok().says("left");
    home.refused(&["kept", "dishes", "--as", "Ana"], 1);
}
