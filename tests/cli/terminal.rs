//! What a real terminal is asked, and what breaking off leaves behind.

use rexpect::session::{PtySession, spawn_command};

use crate::harness::{Home, list};

/// The program on a terminal of its own.
pub fn terminal(home: &Home, args: &[&str]) -> PtySession {
    let call = home.call(args).env("TERM", "xterm").terminal();
    spawn_command(call, Some(20_000)).unwrap()
}

fn exit_code(session: &mut PtySession) -> i32 {
    use rexpect::process::WaitStatus;
    match session.process_mut().wait().unwrap() {
        WaitStatus::Exited(_, code) => code,
        other => panic!("{other:?}"),
    }
}

const QUESTIONS: [&str; 3] = ["predict what you would do", "rely on you", "safe about us"];

#[test]
fn a_checkin_asks_one_thing_after_the_other() {
    let home = Home::couple();
    let mut session = terminal(&home, &["checkin"]);
    for (question, answer) in QUESTIONS.into_iter().zip(["7", "", "8"]) {
        session.exp_string(question).unwrap();
        session.send_line(answer).unwrap();
    }
    for (question, answer) in [("A feeling", "lighter"), ("A need", ""), ("Anything else", "Sunday was good")]
    {
        session.exp_string(question).unwrap();
        session.send_line(answer).unwrap();
    }
    session.exp_string("Show it").unwrap();
    session.send_line("y").unwrap();
    session.exp_string("Ana: checked in").unwrap();
    session.exp_eof().unwrap();
    assert_eq!(exit_code(&mut session), 0);
    home.ok(&["checkin", "--rely", "6", "--show", "-a", "ben"]);
    let said = &home.json(&["report"])["checkins"][0];
    assert_eq!((&said["predict"], &said["safe"]), (&7.into(), &8.into()));
    assert!(said["rely"].is_null() && said["need"].is_null(), "every part can be skipped: {said}");
    assert_eq!((&said["feeling"], &said["text"]), (&"lighter".into(), &"Sunday was good".into()));
}

#[test]
fn what_is_no_answer_is_asked_again() {
    let home = Home::couple();
    let mut session = terminal(&home, &["checkin"]);
    session.exp_string(QUESTIONS[0]).unwrap();
    session.send_line("11").unwrap();
    session.exp_string("a whole number from 0 to 10").unwrap();
    session.send("\u{7f}\u{7f}").unwrap();
    session.send_line("10").unwrap();
    session.exp_string(QUESTIONS[1]).unwrap();
    session.send_control('c').unwrap();
    session.exp_eof().unwrap();
}

/// At every question: nothing is recorded, it says so, and the exit code tells.
#[test]
fn breaking_off_records_nothing_and_says_so() {
    for answered in 0..=6 {
        let home = Home::couple();
        let before = home.bytes();
        let mut session = terminal(&home, &["checkin"]);
        for question in
            ["predict what", "rely on you", "safe about us", "A feeling", "A need", "Anything else"]
                .iter()
                .take(answered)
        {
            session.exp_string(question).unwrap();
            session.send_line("5").unwrap();
        }
        let next = [
            "predict what",
            "rely on you",
            "safe about us",
            "A feeling",
            "A need",
            "Anything else",
            "Show it",
        ][answered];
        session.exp_string(next).unwrap();
        session.send_control('c').unwrap();
        let rest = session.exp_eof().unwrap();
        assert!(rest.contains("broken off") && rest.contains("nothing was recorded"), "{answered}: {rest}");
        assert_eq!(exit_code(&mut session), 130, "after {answered} answers");
        assert!(home.bytes() == before, "after {answered} answers");
    }
}

#[test]
fn skipping_every_part_records_nothing() {
    let home = Home::couple();
    let before = home.bytes();
    let mut session = terminal(&home, &["checkin"]);
    for question in
        ["predict what", "rely on you", "safe about us", "A feeling", "A need", "Anything else", "Show it"]
    {
        session.exp_string(question).unwrap();
        session.send_line("").unwrap();
    }
    session.exp_string("Nothing was recorded").unwrap();
    session.exp_eof().unwrap();
    assert_eq!(exit_code(&mut session), 0);
    assert!(home.bytes() == before);
}

#[test]
fn leaving_asks_first_and_a_no_is_a_no() {
    let home = Home::with_dishes();
    let before = home.bytes();
    let mut session = terminal(&home, &["leave"]);
    session.exp_string("leave this ledger now?").unwrap();
    session.send_line("n").unwrap();
    session.exp_string("Nothing was recorded").unwrap();
    session.exp_eof().unwrap();
    assert!(home.bytes() == before);
    assert!(list(&home.json(&["list"])["promises"]).len() == 1);
}

#[test]
fn a_note_is_asked_for_and_stays_out_of_the_shells_history() {
    let home = Home::with_dishes();
    let mut session = terminal(&home, &["broke", "dishes", "--note"]);
    session.exp_string("Note:").unwrap();
    session.send_line("fell asleep on the sofa").unwrap();
    session.exp_string("dishes broken").unwrap();
    session.exp_eof().unwrap();
    home.ok(&["show", "dishes"]).says("fell asleep on the sofa");
}

/// Who ends the input in place of an answer breaks off: it is no yes, least of all to leaving or to joining.
#[test]
fn the_end_of_the_input_is_no_answer() {
    let leave: [&str; 2] = ["leave this ledger now?", "Take all your own words"];
    let calls: [(&[&str], &[&str]); 5] = [
        (&["leave"], &leave[..1]),
        (&["leave"], &leave),
        (&["me", "Zoë"], &["Is this your own yes"]),
        (&["promise", "-", "--every", "day"], &["The promise:"]),
        (&["thank", "-"], &[":"]),
    ];
    for (call, questions) in calls {
        let home = Home::new();
        home.ok(&["init", "Ana", "Zoë"]);
        home.ok(&["me", "Ana"]);
        let before = home.bytes();
        let mut session = terminal(&home, call);
        for (at, question) in questions.iter().enumerate() {
            session.exp_string(question).unwrap();
            if at + 1 < questions.len() {
                session.send_line("y").unwrap();
            }
        }
        session.send_control('d').unwrap();
        session.exp_string("nothing was recorded").unwrap();
        session.exp_eof().unwrap();
        assert_eq!(exit_code(&mut session), 130, "{call:?}");
        assert!(home.bytes() == before, "{call:?}");
        let left = std::fs::read_dir(home.path()).unwrap().flatten();
        let left = left.filter(|file| file.file_name().to_string_lossy().starts_with("ourword-"));
        assert_eq!(left.count(), 0, "{call:?}");
    }
}
