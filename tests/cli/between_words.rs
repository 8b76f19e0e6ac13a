//! No output of any verb praises, blames or ranks.

use std::fs;

use crate::between_checkin::everything;
use crate::harness::Home;

const NEVER: [&str; 6] = ["score", "winner", "fail", "lost", "loser", "!"];

fn none_of(text: &str, what: &str) {
    for word in NEVER {
        assert!(!text.to_lowercase().contains(word), "{word:?} in {what}:\n{text}");
    }
}

#[test]
fn no_output_has_these_words() {
    let home = Home::with_dishes();
    let said: [&[&str]; 26] = [
        &["kept", "dishes", "--on", "yesterday"],
        &["broke", "dishes"],
        &["broke", "dishes", "-a", "ben", "--on", "yesterday"],
        &["excused", "dishes", "--on", "tomorrow"],
        &["ask", "tell me", "--every", "day", "--name", "tell"],
        &["accept", "tell", "-a", "ben"],
        &["ask", "more", "--name", "more"],
        &["decline", "more", "-a", "ben"],
        &["boundary", "you must not go out", "--will", "I check your phone", "--name", "calm"],
        &["kept", "calm"],
        &["repair", "dishes", "--did", "I forgot", "--adjust", "an alarm", "--every", "day"],
        &["repair", "a5", "--heard"],
        &["repair", "a5", "--heard", "-a", "ben"],
        &["thank", "for", "soup"],
        &["note", "x"],
        &["chapter", "winter", "--stage", "grow"],
        &["accept", "winter"],
        &["checkin", "--predict", "0", "--show"],
        &["checkin", "--predict", "0", "--show", "-a", "ben"],
        &["revise", "dishes", "--every", "weekday"],
        &["undo"],
        &["unsay", "a.5"],
        &["pause"],
        &["leave", "--yes"],
        &["kept", "dishes"],
        &["show", "nothing"],
    ];
    for args in said {
        let ran = home.run(args);
        none_of(&format!("{}{}", ran.stdout, ran.stderr), &format!("{args:?}"));
        if args[0] != "unsay" {
            none_of(&everything(&home), &format!("what shows after {args:?}"));
        }
    }
    none_of(&home.run(&["demo"]).stdout, "the demo");
}

#[test]
fn no_help_has_these_words() {
    let home = Home::new();
    let verbs = home.ok(&["--help"]).stdout;
    none_of(&verbs, "the help");
    let named = verbs.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    let mut found = 0;
    for verb in named.filter(|word| word.chars().all(|c| c.is_ascii_lowercase())) {
        let ran = home.run(&[verb, "--help"]);
        if ran.code == 0 {
            none_of(&ran.stdout, verb);
            found += 1;
        }
    }
    assert!(found > 20, "the verbs are found: {found}\n{verbs}");
}

/// The guide says of itself that it keeps none; other uses of the words would be a slip.
#[test]
fn the_guide_has_none_of_these_words() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/guide");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        none_of(&fs::read_to_string(&path).unwrap(), &path.display().to_string());
    }
}
