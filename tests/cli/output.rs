//! Where the answer goes: pipes, full disks, quiet, plain text; and what names and notes may do to it.

use crate::harness::{Home, list};

const BIDI: &str = "pay \u{202e}worromot\u{202c} \u{2066}x\u{2069} \u{200f}y\u{61c}";

fn no_controls(text: &str) {
    let bad = |c: &char| {
        (c.is_control() && *c != '\n')
            || "\u{61c}\u{200e}\u{200f}".contains(*c)
            || ('\u{202a}'..='\u{202e}').contains(c)
            || ('\u{2066}'..='\u{2069}').contains(c)
    };
    assert_eq!(text.chars().find(bad), None, "in {text:?}");
}

#[test]
fn a_reader_that_has_gone_away_is_no_error() {
    let home = Home::with_dishes();
    for verb in [
        &[] as &[&str],
        &["list"],
        &["report"],
        &["history", "all", "--json"],
        &["--help"],
        &["kept", "dishes"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ran = home.call(verb).stdout(writer).run();
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{verb:?}");
    }
    assert_eq!(home.json(&["show", "dishes"])["tally"]["kept"], 1, "what was said was recorded all the same");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_stdout_is_an_error() {
    let home = Home::with_dishes();
    for verb in [&[] as &[&str], &["list"], &["report", "--json"], &["kept", "dishes"], &["list", "-q"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran = home.call(verb).stdout(full).run();
        assert_eq!(ran.code, 1, "{verb:?}\n{ran}");
        assert!(ran.stderr.contains("stdout"), "{verb:?}\n{ran}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn help_on_a_full_disk_says_so_too() {
    let home = Home::new();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ran = home.call(&["--help"]).stdout(full).run();
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stderr.contains("stdout"), "{ran}");
}

#[test]
fn no_escape_codes_in_a_pipe() {
    let home = Home::with_dishes();
    home.ok(&["broke", "dishes"]);
    for (name, value) in
        [("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1"), ("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]
    {
        for verb in [
            &[] as &[&str],
            &["report"],
            &["list"],
            &["show", "dishes"],
            &["--help"],
            &["promise", "--help"],
            &["demo"],
        ] {
            no_controls(&home.call(verb).env(name, value).ok().stdout);
        }
        for wrong in [&["nosuch"] as &[&str], &["kept", "nosuch"]] {
            no_controls(&home.call(wrong).env(name, value).run().stderr);
        }
    }
}

#[test]
fn quiet_prints_ids_alone() {
    let home = Home::couple();
    let quiet = |args: &[&str]| {
        let words: Vec<&str> = args.iter().copied().chain(["-q"]).collect();
        home.ok(&words).stdout
    };
    assert_eq!(quiet(&["promise", "wash up", "--every", "day", "--name", "dishes"]), "a1\n");
    assert_eq!(quiet(&["promise", "talk", "--both", "--every", "week", "--name", "talk"]), "a2\n");
    assert_eq!(quiet(&["accept", "talk", "--as", "ben"]), "a2\n");
    assert_eq!(quiet(&["kept", "dishes", "talk"]), "a1\na2\n");
    assert_eq!(quiet(&["kept", "dishes", "talk"]), "", "nothing was recorded");
    assert_eq!(quiet(&["pause", "dishes", "--from", "tomorrow"]), "a3\n");
    assert_eq!(quiet(&["end", "a3"]), "a3\n");
    assert_eq!(quiet(&["list"]), "a1\na2\n");
    assert_eq!(quiet(&["show", "talk"]), "a2\n");
    assert_eq!(quiet(&["report"]), "a1\na2\n");
    assert_eq!(quiet(&["streaks"]), "a1\na2\n");
    assert_eq!(quiet(&["due"]), "", "both are kept");
    assert_eq!(quiet(&["end", "dishes"]), "a1\n");
    assert_eq!(quiet(&["undo"]).trim_end(), quiet(&["history", "all"]).lines().last().unwrap());
    assert_eq!(home.run(&["list", "-q", "--json"]).code, 2);
}

#[test]
fn names_of_every_kind() {
    let home = Home::new();
    home.ok(&["init", "Zoë", "Mary Ann O'Neill"]).says("ourword me Zoë").says(r"'Mary Ann O'\''Neill'");
    home.ok(&["me", "ZOE\u{308}"]).says("Zoë: joined");
    home.ok(&["me", "mary ann o'neill"]);
    home.ok(&["promise", "wash up", "--every", "day", "--name", "küche", "--as", "zoë"]);
    let said = home.json(&["kept", "ku\u{308}che", "-a", "Zoe\u{308}"]);
    assert_eq!(said["recorded"][0]["by"], "Zoë", "composed or not, it is the same name");
    home.ok(&["report", "-a", "ZOË"]).says("Zoë").says("Mary Ann O'Neill");
}

#[test]
fn names_fold_beyond_ascii() {
    let home = Home::new();
    home.ok(&["init", "Strauß", "Ömer"]);
    home.ok(&["me", "STRAUSS"]);
    home.ok(&["me", "ömer"]);
    assert_eq!(home.json(&["me"])["acting"], "Ömer");
    let wide = Home::new();
    wide.ok(&["init", "山田太郎", "👩‍❤️‍👨"]);
    wide.ok(&["me", "山田太郎"]).says("山田太郎: joined");
    wide.ok(&["report"]);
}

#[test]
fn hostile_words_are_shown_cleaned() {
    let home = Home::with_dishes();
    home.ok(&["promise", BIDI, "--every", "day", "--plan", BIDI, "--name", "x", "-a", "ben"]);
    home.ok(&["promise", BIDI, "--every", "day", "--both", "-a", "ben"]);
    let kept = home.ok(&["kept", "dishes", "--note", BIDI]);
    no_controls(&kept.stdout);
    home.call(&["broke", "dishes", "--note", "-", "-a", "ben"]).stdin("one\n\ttwo \u{202e}three").ok();
    for verb in [
        &[] as &[&str],
        &["due"],
        &["list"],
        &["show", "x"],
        &["show", "dishes"],
        &["streaks"],
        &["report"],
        &["report", "all"],
        &["history", "all"],
    ] {
        no_controls(&home.ok(verb).stdout);
    }
    home.ok(&["show", "dishes"]).says("pay worromot");
    let shown = home.json(&["show", "dishes"]);
    let marks = &list(&shown["windows"]).last().unwrap()["marks"];
    assert_eq!(marks[0]["note"], BIDI, "what was written is kept as it was written");
}

#[test]
fn hostile_words_in_an_error_are_shown_cleaned() {
    let home = Home::with_dishes();
    for args in [
        vec!["kept", "no\u{202e}such\u{1b}[31m"],
        vec!["kept", "dishes", "--on", "\u{202e}fri\u{1b}[2J"],
        vec!["promise", "x", "--every", "da\u{1b}y\u{2066}"],
        vec!["list", "--as", "\u{202e}neb\u{7}"],
        vec!["report", "\u{202e}2026"],
        vec!["undo", "\u{202e}a.1"],
        vec!["--ledger", "\u{202e}bd.regdel", "list"],
        vec!["\u{202e}nosuch\u{1b}[31m"],
        vec!["list", "--\u{1b}[31mred"],
    ] {
        let ran = home.run(&args);
        assert!(ran.code != 0 && ran.stdout.is_empty(), "{args:?}\n{ran}");
        no_controls(&ran.stderr);
    }
}

#[test]
fn hostile_names_of_partners() {
    let home = Home::new();
    let name = "Ana\u{202e}neB";
    let init = home.run(&["init", name, "Ben"]);
    no_controls(&init.stdout);
    let hint = home.run(&["promise", "x"]);
    no_controls(&hint.stderr);
}

#[test]
fn help_works_with_a_broken_ledger() {
    let home = Home::new();
    std::fs::create_dir_all(home.path().join("data/ourword")).unwrap();
    std::fs::write(home.ledger(), "no database").unwrap();
    for verb in ["promise", "kept", "report", "show", "undo", "config", "init", "me", "pause"] {
        home.ok(&[verb, "--help"]).says("Usage");
    }
    home.ok(&["--version"]).says("ourword ");
}

#[test]
fn every_echo_starts_with_who_acted() {
    let home = Home::with_dishes();
    for verb in [
        &["kept", "dishes"] as &[&str],
        &["kept", "dishes"],
        &["undo"],
        &["pause"],
        &["end", "a2"],
        &["config", "day_ends", "01:00"],
        &["config", "day_ends", "01:00"],
        &["promise", "x", "--both"],
        &["end", "dishes"],
        &["me", "Ana"],
    ] {
        let ran = home.ok(verb);
        assert!(ran.stdout.starts_with("Ana: "), "{verb:?}\n{ran}");
    }
}
