//! `--output` and `--open`: a report goes into a file, whole or not at all, or before the eyes in a browser.

use std::fs;

use crate::harness::Home;

#[test]
fn a_report_goes_into_a_file() {
    let home = Home::with_dishes();
    for form in ["text", "json"] {
        let ran = home.ok(&["report", "--format", form, "--output", "week"]);
        assert_eq!(ran.stdout, "", "nothing is said twice");
        let wanted = home.call(&["report", "--format", form]).env("COLUMNS", "80").ok().stdout;
        assert_eq!(fs::read_to_string(home.path().join("week")).unwrap(), wanted, "{form}");
    }
}

#[cfg(unix)]
#[test]
fn a_new_file_is_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::with_dishes();
    home.ok(&["report", "--output", "week"]);
    assert_eq!(fs::metadata(home.path().join("week")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn no_ledger_and_no_folder_is_written_over() {
    let home = Home::with_dishes();
    let ledger = home.ledger().display().to_string();
    let refusal = home.refused(&["report", "--output", &ledger], 1);
    assert!(refusal.message.contains("a database"), "{refusal:?}");
    home.refused(&["report", "--output", "."], 1);
    home.refused(&["report", "--output", "no/such/folder/week"], 1);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    let home = Home::with_dishes();
    fs::write(home.path().join("mine"), "mine").unwrap();
    std::os::unix::fs::symlink("mine", home.path().join("week")).unwrap();
    assert!(home.refused(&["report", "--output", "week"], 1).message.contains("a link"));
    assert_eq!(fs::read_to_string(home.path().join("mine")).unwrap(), "mine");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_file_as_it_was() {
    let home = Home::with_dishes();
    fs::write(home.path().join("week"), "old").unwrap();
    let limited = "ulimit -f 0; trap '' XFSZ; exec \"$0\" report --output week";
    let ran = home.call_through("bash", &["-c", limited, crate::harness::PROGRAM]).run();
    assert_eq!(ran.code, 1, "{ran}");
    assert_eq!(fs::read_to_string(home.path().join("week")).unwrap(), "old");
    let left = fs::read_dir(home.path())
        .unwrap()
        .filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().starts_with(".ourword-"));
    assert_eq!(left.count(), 0);
}

/// A folder with a browser that notes what it is given.
#[cfg(target_os = "linux")]
fn browser(home: &Home, exit: u8) -> String {
    use std::os::unix::fs::PermissionsExt;
    let file = home.path().join("bin/xdg-open");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, format!("#!/bin/sh\nprintf '%s' \"$1\" >\"$HOME/opened\"\nexit {exit}\n")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o700)).unwrap();
    format!("{}:/usr/bin:/bin", file.parent().unwrap().display())
}

#[cfg(target_os = "linux")]
#[test]
fn a_page_is_opened_in_a_browser() {
    let home = Home::with_dishes();
    let path = browser(&home, 0);
    let opened = || fs::read_to_string(home.path().join("opened")).unwrap();
    home.call(&["report", "--open"]).env("PATH", &path).ok();
    let page = home.path().join("state/ourword/report.html");
    assert_eq!(opened(), page.display().to_string());
    assert!(fs::read_to_string(&page).unwrap().starts_with("<!DOCTYPE html>"));
    home.call(&["report", "last", "--open", "--output", "week.html"]).env("PATH", &path).ok();
    assert_eq!(opened(), "week.html");
    home.refused(&["report", "--open", "--quiet"], 2);
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_browser_it_says_where_the_page_is() {
    let home = Home::with_dishes();
    let refusal = home.call(&["report", "--open", "--output", "week.html"]).env("PATH", "/nowhere").run();
    assert_eq!(refusal.code, 1, "{refusal}");
    assert!(refusal.stderr.contains("the page is week.html"), "{refusal}");
    assert!(home.path().join("week.html").exists());
}

#[test]
fn a_dash_is_stdout() {
    let home = Home::with_dishes();
    home.ok(&["report", "--output", "-"]).says("Ana");
    assert!(!home.path().join("-").exists());
    home.refused(&["due", "--count", "--output", "x"], 2);
    home.refused(&["due", "--short", "--output", "x"], 2);
}
