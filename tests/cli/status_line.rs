//! `due --short` and `due --count`, for prompts and status lines.

use crate::harness::{Home, list};

#[test]
fn a_few_words_and_a_number_about_the_same_windows() {
    let home = Home::couple();
    let due = |flags: &[&str]| home.ok(&[&["due"], flags].concat()).stdout;
    assert_eq!((due(&["--short"]).as_str(), due(&["--count"]).as_str()), ("", "0\n"));
    home.ok(&["promise", "call the bank", "--due", "fri", "--name", "bank"]);
    assert_eq!((due(&["--short"]).as_str(), due(&["--count"]).as_str()), ("1 due\n", "1\n"));
    home.ok(&["promise", "wash up", "--every", "day", "--name", "dishes", "--from", "2026-11-15"]);
    assert_eq!((due(&["--short"]).as_str(), due(&["--count"]).as_str()), ("2 due, 1 to say\n", "3\n"));
    home.ok(&["promise", "home by seven", "--every", "weekday", "--name", "home", "-a", "ben"]);
    assert_eq!(due(&["--short"]), "3 due, 1 to say\n");
    assert_eq!(due(&["--short", "--mine"]), "2 due, 1 to say\n");
    assert_eq!(due(&["--short", "--mine", "--as", "ben"]), "1 due\n");
    assert_eq!(due(&["--count", "--mine", "--as", "ben"]), "1\n");
    home.ok(&["kept", "dishes"]);
    home.ok(&["kept", "bank"]);
    assert_eq!(due(&["--short", "--mine"]), "1 to say\n");
    assert_eq!(due(&["--count"]), format!("{}\n", list(&home.json(&["due"])["windows"]).len()));
    home.ok(&["broke", "dishes", "--on", "yesterday"]);
    assert_eq!((due(&["--short", "--mine"]).as_str(), due(&["--count", "--mine"]).as_str()), ("", "0\n"));
}

#[test]
fn the_exit_code_says_the_same_with_them() {
    let home = Home::with_dishes();
    for flag in ["--short", "--count"] {
        let ran = home.run(&["due", flag, "--exit-code"]);
        assert_eq!(ran.code, 10, "{ran}");
        assert_eq!(home.run(&["due", flag, "--exit-code", "--mine", "--as", "ben"]).code, 0);
    }
}

#[test]
fn they_are_no_other_form() {
    let home = Home::with_dishes();
    for flags in [["--short", "--count"], ["--short", "--quiet"], ["--count", "--quiet"]] {
        home.refused(&["due", flags[0], flags[1]], 2);
    }
    home.refused(&["due", "--count", "--format", "text"], 2);
}
