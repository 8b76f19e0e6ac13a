//! The manual pages: the same on every day and machine, one for each verb, and clean to the programs that set them.

use std::fs;
use std::process::Command;

use crate::harness::Home;
use crate::shells::found;

/// The verbs that `ourword --help` shows.
pub fn verbs() -> Vec<String> {
    let help = Home::new().ok(&["--help"]).stdout;
    let lines = help.lines().filter_map(|line| line.strip_prefix("  "));
    let named =
        lines.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()) && line.contains("  "));
    let verbs: Vec<String> = named.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect();
    assert!(verbs.len() > 25, "{verbs:?}");
    verbs
}

#[test]
fn every_verb_has_its_page() {
    let home = Home::new();
    let told = home.ok(&["man", "--output", "pages/man1"]).stdout;
    let folder = home.path().join("pages/man1");
    let mut wanted: Vec<String> = verbs().iter().map(|verb| format!("ourword-{verb}.1")).collect();
    wanted.push("ourword.1".to_owned());
    let mut made: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let mut said: Vec<&str> = told.lines().collect();
    wanted.sort();
    made.sort();
    said.sort_unstable();
    assert_eq!(made, wanted);
    assert_eq!(said, wanted);
    let page = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(home.ok(&["man"]).stdout, page("ourword.1"));
    assert_eq!(home.at("2031-03-01").ok(&["man", "kept"]).stdout, page("ourword-kept.1"), "whatever the day");
    for said in [".SH ENVIRONMENT", ".SH \"EXIT STATUS\"", "OURWORD_LEDGER", "ourword\\-kept(1)"] {
        assert!(page("ourword.1").contains(said), "{said}");
    }
    let kept = page("ourword-kept.1");
    assert!(kept.contains(".SH EXAMPLES\n.nf\nourword kept dishes walk\n"), "{kept}");
    assert!(kept.contains("Which ledger"), "the flags that are everywhere are told too\n{kept}");
}

#[test]
fn wrong_words_are_refused() {
    let home = Home::new();
    let refused = home.refused(&["man", "kpet"], 2);
    assert_eq!(
        (refused.message.as_str(), refused.hint.as_str()),
        ("there is no verb `kpet`", "did you mean kept?")
    );
    home.refused(&["man", "kept", "--output", "pages"], 2);
}

/// Every warning of groff counts, and every one of mandoc, down to the least serious kind that it calls a warning.
#[test]
fn the_pages_are_clean() {
    let home = Home::new();
    home.ok(&["man", "--output", "pages"]);
    let checks: [(&str, &[&str]); 2] =
        [("groff", &["-man", "-ww", "-z", "-Tutf8"]), ("mandoc", &["-T", "lint", "-W", "warning"])];
    for (tool, flags) in checks.into_iter().filter(|(tool, _)| found(tool)) {
        for entry in fs::read_dir(home.path().join("pages")).unwrap() {
            let page = entry.unwrap().path();
            let done = Command::new(tool).args(flags).arg(&page).output().unwrap();
            let said = [done.stdout, done.stderr].concat();
            assert!(said.is_empty() && done.status.success(), "{tool}: {}", String::from_utf8_lossy(&said));
        }
    }
}
