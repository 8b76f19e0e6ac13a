//! A panic quotes nothing: what it is about may be somebody's words. Alone in its file, as a hook is of the whole process.

use std::process::Command;

/// A word that the test harness takes, and that changes nothing for it.
const MISTAKE: &str = "make-a-mistake";

#[test]
fn a_panic_says_where_and_not_what() {
    // The test runs itself once more, as a program that makes a mistake about words.
    if std::env::args().any(|word| word == MISTAKE) {
        ourword::cli::run(["ourword".into(), "--version".into()].into_iter());
        let (words, at) = (String::from("Zoë was late"), 3);
        let _ = &words[..at];
    }
    let program = std::env::current_exe().unwrap();
    let ran = Command::new(program).args(["--nocapture", "--skip", MISTAKE]).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(!ran.status.success() && said.contains("made a mistake and stopped (tests/crash.rs:"), "{said}");
    assert!(!said.contains("late"), "{said}");
}
