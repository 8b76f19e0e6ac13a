//! What a shell is offered when it asks, read in the form that fish reads: it shows the values and what they are.

use std::fs;

use crate::harness::{Home, Ran};

/// A couple with a bit of everything.
fn lived() -> Home {
    let home = Home::with_dishes();
    home.ok(&["promise", "call the bank", "--due", "fri"]);
    home.ok(&["promise", "home by seven", "--every", "weekday", "--name", "home", "-a", "ben"]);
    home.ok(&["boundary", "no shouting", "--will", "I leave the room", "--name", "calm"]);
    home.ok(&["boundary", "no surprise guests", "--will", "I go out", "--name", "quiet", "-a", "ben"]);
    home.ok(&["ask", "tell me first", "--every", "week", "--name", "tell"]);
    home.ok(&["kept", "dishes"]);
    home
}

fn asks<'a>(home: &'a Home, shell: &str, words: &[&str]) -> crate::harness::Call<'a> {
    let all: Vec<&str> = ["--", "ourword"].iter().chain(words).copied().collect();
    home.call(&all).env("OURWORD_COMPLETE", shell)
}

fn values(ran: &Ran) -> Vec<String> {
    assert!(ran.code == 0 && ran.stderr.is_empty(), "{ran}");
    ran.stdout.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

/// What is offered for the last of these words.
fn offered(home: &Home, words: &[&str]) -> Vec<String> {
    values(&asks(home, "fish", words).run())
}

#[test]
fn names_and_ids_of_what_is_live() {
    let home = lived();
    assert_eq!(offered(&home, &["kept", ""]), ["dishes", "home", "calm", "a1", "a2", "a3", "a4"]);
    assert_eq!(offered(&home, &["kept", "dishes", "h"]), ["home"]);
    assert!(!offered(&home, &["kept", "dishes", ""]).contains(&"dishes".to_owned()), "once is enough");
    assert_eq!(
        offered(&home, &["kept", "dishes"]),
        ["dishes"],
        "the word that is being typed is not taken yet"
    );
    assert_eq!(offered(&home, &["excused", ""]), ["dishes", "home", "a1", "a2", "a3"], "no boundary");
    assert_eq!(offered(&home, &["pause", ""]), ["dishes", "a1", "a2"], "one's own");
    assert_eq!(offered(&home, &["pause", "-a", "Ben", ""]), ["home", "a3"]);
    assert_eq!(offered(&home, &["promise", "x", "--for", ""]), ["quiet", "a5"], "the other's boundaries");
    home.ok(&["end", "dishes"]);
    assert!(!offered(&home, &["kept", ""]).contains(&"dishes".to_owned()));
    assert!(offered(&home, &["show", ""]).contains(&"dishes".to_owned()), "what is over can be shown");
}

#[test]
fn what_is_asked_is_offered_to_the_one_who_answers() {
    let home = lived();
    assert_eq!(offered(&home, &["accept", "--as", "ben", ""]), ["tell", "a6"]);
    assert_eq!(offered(&home, &["decline", "--as=ben", "t"]), ["tell"]);
    assert!(
        offered(&home, &["accept", ""]).iter().all(|one| one.starts_with('-')),
        "Ana has asked it herself"
    );
    home.ok(&["chapter", "winter"]);
    assert_eq!(offered(&home, &["accept", "-a", "ben", ""]), ["tell", "a6", "a7"]);
}

#[test]
fn entries_come_with_what_they_were() {
    let home = lived();
    let ran = asks(&home, "fish", &["undo", ""]).run();
    ran.says("\tdishes kept 2026-11-16").never_says("home by seven");
    let ids = values(&ran);
    assert!(ids[..2] == ["a.10", "a.9"], "the latest first: {ids:?}");
    home.ok(&["undo"]);
    assert!(!offered(&home, &["undo", ""]).contains(&ids[0]), "what was taken back is not taken back again");
    assert!(!offered(&home, &["unsay", ""]).contains(&ids[0]), "a mark without a note has no words");
}

#[test]
fn nobody_sees_through_it_whether_the_other_has_checked_in() {
    let home = lived();
    let all = [
        ["undo", ""],
        ["unsay", ""],
        ["kept", ""],
        ["show", ""],
        ["end", ""],
        ["report", ""],
        ["accept", ""],
    ];
    let seen = || all.map(|words| asks(&home, "fish", &words).run().stdout);
    let before = seen();
    home.ok(&["checkin", "--rely", "3", "--text", "a bad week", "--show", "-a", "ben"]);
    assert_eq!(seen(), before);
    assert!(offered(&home, &["undo", "-a", "ben", ""]).len() > 1, "Ben sees his own");
    let said = asks(&home, "fish", &["undo", "-a", "ben", ""]).run();
    said.says("checked in");
}

#[test]
fn partners_periods_cadences_dates_and_settings() {
    let home = lived();
    assert_eq!(offered(&home, &["kept", "--as", ""]), ["Ana", "Ben"]);
    assert_eq!(offered(&home, &["kept", "--as", "b"]), ["Ben"], "in any case");
    assert_eq!(offered(&home, &["me", ""]), ["Ana", "Ben"]);
    let periods = offered(&home, &["report", ""]);
    for period in ["last", "12w", "2026-11", "2026-10", "2026", "all"] {
        assert!(periods.contains(&period.to_owned()), "{periods:?}");
        home.ok(&["report", period]);
    }
    assert_eq!(offered(&home, &["promise", "x", "--every", "3"]), ["3/week", "3 days"]);
    assert_eq!(offered(&home, &["kept", "dishes", "--on", "y"]), ["yesterday"]);
    assert_eq!(offered(&home, &["promise", "x", "--due", "t"]), ["today", "tomorrow", "tue", "thu"]);
    assert_eq!(offered(&home, &["config", ""]), ["week_starts", "day_ends"]);
    assert_eq!(offered(&home, &["config", "day_ends", "03"]), ["03:00"]);
    assert_eq!(offered(&home, &["guide", "bo"]), ["boundaries"]);
    assert_eq!(offered(&home, &["report", "--format", "m"]), ["md"]);
    assert_eq!(offered(&home, &["completions", "f"]), ["fish"]);
    assert_eq!(offered(&home, &["man", "rep"]), ["repair", "report"]);
    assert!(offered(&home, &["kept", "--o"]).contains(&"--on".to_owned()), "flags, once one has begun");
    assert!(offered(&home, &[""]).contains(&"promise".to_owned()), "verbs");
}

#[test]
fn the_ledger_is_the_one_that_is_meant() {
    let home = lived();
    let other = home.path().join("other file.db");
    let other = other.to_str().unwrap();
    home.ok(&["init", "Zoë Anna", "Kim", "--ledger", other]);
    assert_eq!(offered(&home, &["me", "--ledger", other, ""]), ["Zoë Anna", "Kim"]);
    assert_eq!(offered(&home, &[&format!("--ledger={other}"), "me", ""]), ["Zoë Anna", "Kim"]);
    let by_env = asks(&home, "fish", &["me", ""]).env("OURWORD_LEDGER", other).run();
    assert_eq!(values(&by_env), ["Zoë Anna", "Kim"]);
    home.ok(&["init", "Ana"]);
    home.ok(&["--own", "promise", "run", "--every", "week", "--name", "run"]);
    assert_eq!(offered(&home, &["--own", "kept", ""]), ["run", "a1"]);
    let by_env = asks(&home, "fish", &["kept", ""]).env("OURWORD_OWN", "1").run();
    assert_eq!(values(&by_env), ["run", "a1"]);
}

#[test]
fn every_shell_gets_words_that_it_takes() {
    let home = Home::couple();
    home.ok(&["promise", "at 7:30", "--every", "week"]);
    let with_space = home.path().join("two.db");
    let with_space = with_space.to_str().unwrap();
    home.ok(&["init", "Zoë Anna", "Kim", "--ledger", with_space]);
    let told = |shell: &str, words: &[&str]| asks(&home, shell, words).run().stdout;
    let me = ["me", "--ledger", with_space, "z"];
    assert_eq!(told("zsh", &["kept", "a"]), "a1:at 7:30");
    assert_eq!(told("zsh", &["config", "day_ends", "03"]), "03\\:00");
    assert_eq!(told("elvish", &["kept", "a"]), "a1");
    assert_eq!(told("powershell", &["kept", "a"]), "a1\tat 7:30");
    assert_eq!(told("powershell", &me), "'Zoë Anna'");
    assert_eq!(told("fish", &me), "Zoë Anna");
    assert_eq!(told("bash", &me), "Zoë\\ Anna");
    assert_eq!(
        told("bash", &["me", "--ledger", with_space, "Zoë\\ A"]),
        "Zoë\\ Anna",
        "as it stands on the line"
    );
    assert_eq!(told("bash", &["me", "--ledger", with_space, ""]), "Zoë\\ Anna\u{b}Kim");
    let at = |index: &str| {
        asks(&home, "bash", &["kept", "a", "--as", "b"]).env("_CLAP_COMPLETE_INDEX", index).run().stdout
    };
    assert_eq!((at("2").as_str(), at("4").as_str()), ("a1", "Ben"), "wherever on the line somebody types");
}

/// Nothing is said, nothing is offered, nothing is written.
#[test]
fn whatever_is_wrong_it_keeps_still() {
    let home = Home::new();
    let asked: [&[&str]; 9] = [
        &["kept", ""],
        &["undo", ""],
        &["accept", "--as", "nobody", ""],
        &["kept", "--as", ""],
        &["unsay", ""],
        &["end", ""],
        &["nothing", "of", "the", "kind", ""],
        &["kept", "--today", "someday", ""],
        &[],
    ];
    let still = |home: &Home, what: &str| {
        for words in asked {
            let names = ["dishes", "Ana", "a1"];
            let found = offered(home, words);
            assert!(!found.iter().any(|one| names.contains(&one.as_str())), "{what}: {words:?} {found:?}");
        }
    };
    still(&home, "without a ledger");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "nothing is made");
    let home = Home::with_dishes();
    let whole = home.bytes();
    let strip = |bytes: &[u8], what: &str| {
        fs::write(home.ledger(), bytes).unwrap();
        still(&home, what);
        assert!(home.bytes() == bytes, "{what}: nothing is written");
    };
    strip(b"", "an empty file");
    strip(b"dear diary", "another file");
    strip(&whole[..whole.len() / 2], "half a ledger");
    let mut newer = whole.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    strip(&newer, "a newer ledger");
    fs::remove_file(home.ledger()).unwrap();
    fs::create_dir(home.ledger()).unwrap();
    still(&home, "a folder");
}

#[test]
fn an_older_ledger_is_left_as_it_is() {
    let home = Home::new();
    let old = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/schema-1.db");
    fs::create_dir_all(home.ledger().parent().unwrap()).unwrap();
    fs::copy(old, home.ledger()).unwrap();
    let before = home.bytes();
    offered(&home, &["kept", ""]);
    assert!(home.bytes() == before, "completing brings no ledger up");
}

#[test]
fn nobody_is_waited_for() {
    let home = lived();
    let other = rusqlite::Connection::open(home.ledger()).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let began = std::time::Instant::now();
    assert!(!offered(&home, &["kept", ""]).contains(&"dishes".to_owned()));
    assert!(began.elapsed().as_secs() < 3, "{:?}", began.elapsed());
}

#[test]
fn reading_changes_no_byte() {
    let home = lived();
    let before = home.bytes();
    for words in [["kept", ""], ["undo", ""], ["report", ""], ["accept", ""]] {
        offered(&home, &words);
    }
    assert!(home.bytes() == before);
}

/// The variable may stand in somebody's environment for whatever reason.
#[test]
fn an_ordinary_call_stays_one() {
    let home = lived();
    for value in ["bash", "", "nonsense"] {
        let ran = home.call(&["list", "--quiet"]).env("OURWORD_COMPLETE", value).ok();
        assert_eq!(ran.stdout, home.ok(&["list", "--quiet"]).stdout, "{value}");
    }
}

#[test]
fn the_script_calls_the_program_by_the_way_it_was_called() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = home.ok(&["completions", shell]).stdout;
        assert!(script.contains("OURWORD_COMPLETE") && script.contains(crate::harness::PROGRAM), "{script}");
    }
    let script = home.ok(&["completions", "nushell"]).stdout;
    assert!(script.contains("export extern \"ourword kept\""), "{script}");
    let json = home.json(&["completions", "bash"]);
    assert_eq!(json["schema"], "ourword.completions/1");
    assert_eq!(json["script"], home.ok(&["completions", "bash"]).stdout);
    let bare = home.call_through("bash", &["-c", "ourword completions bash"]);
    let folder = std::path::Path::new(crate::harness::PROGRAM).parent().unwrap();
    let bare = bare.env("PATH", &format!("{}:/usr/bin:/bin", folder.display())).ok().stdout;
    assert!(bare.contains("\"ourword\" -- ") || bare.contains("ourword -- "), "{bare}");
}
