//! `import`: what is wrong with a row or a file is told with a way out.

use serde_json::json;

use crate::harness::{Home, list};

const MAP: &str = "on=Date,promise=Habit";

#[test]
fn rows_of_a_year_that_cannot_be_are_told_with_how_they_would_be_right() {
    let home = Home::with_dishes();
    let rows =
        "Date,Habit\n1026-11-10,dishes\n2026-11-10,dishes\n2027-01-02,run\nfri,dishes\n1026-11-11,dishes\n";
    let args = ["import", "--format", "csv", "-", "--map", MAP, "--dry-run"];
    let done = home.call(&args).stdin(rows).json();
    let told: Vec<_> =
        list(&done["left_out"]).iter().map(|out| (&out["line"], &out["message"], &out["hint"])).collect();
    let far = |day: &str| json!(format!("{day} is over a hundred years away"));
    let later = "say it when the day has come; only an excuse can be given ahead";
    let (year, date) = (json!("look at the year"), json!("a date is written as 2026-11-20"));
    assert_eq!(
        told,
        [
            (&json!(2), &far("1026-11-10"), &year),
            (&json!(4), &json!("run cannot be kept on Sat 2 Jan 2027 yet"), &json!(later)),
            (&json!(5), &json!("`fri` is no date"), &date),
            (&json!(6), &far("1026-11-11"), &year),
        ]
    );
    assert_eq!((&done["promises"], &done["marks"]), (&json!(0), &json!(1)), "{done}");
    let ran = home.call(&args).stdin(rows).run();
    let hints: Vec<&str> = ran.stderr.lines().filter(|line| line.starts_with("hint: ")).collect();
    assert_eq!(
        hints,
        ["hint: a date is written as 2026-11-20", "hint: look at the year", &format!("hint: {later}")],
        "each once\n{ran}"
    );
}

#[test]
fn a_date_is_written_out_in_every_source() {
    let home = Home::with_dishes();
    let csv = ["--format", "csv", "--map", MAP];
    for (source, text) in [
        (["--format", "ndjson"].as_slice(), r#"{"kind":"kept","promise":"dishes","on":"today"}"#),
        (&["--format", "ndjson"], r#"{"kind":"promise","text":"x","every":"day","from":"today"}"#),
        (&["--format", "harsh"], "today : Dishes : y\n"),
        (&["--format", "habitctl"], "today\tDishes\ty\n"),
        (&csv, "Date,Habit\ntoday,dishes\n"),
    ] {
        let args: Vec<&str> = ["import", "-", "--strict"].iter().chain(source).copied().collect();
        let refused = home.call(&args).stdin(text).refused(2);
        assert!(refused.message.contains("`today` is no date"), "{source:?} {refused:?}");
        assert!(refused.hint.starts_with("a date is written as 2026-11-20"), "{source:?} {refused:?}");
    }
}

#[test]
fn a_folder_without_what_is_looked_for_in_it_is_told() {
    let home = Home::with_dishes();
    for (source, way_out) in [("harsh", "`log`"), ("habitctl", "`log`"), ("loop", "zip")] {
        let refused = home.refused(&["import", "--format", source, "."], 1);
        assert!(refused.message.contains("there is no file"), "{source}: {refused:?}");
        assert!(refused.hint.contains(way_out), "{source}: {refused:?}");
    }
    for source in ["ndjson", "taskwarrior", "ourword"] {
        let refused = home.refused(&["import", "--format", source, "."], 2);
        assert!(refused.message.contains("is a folder"), "{source}: {refused:?}");
        assert!(refused.hint.contains("name the file in it"), "{source}: {refused:?}");
    }
}

#[test]
fn a_task_due_in_a_year_that_cannot_be_is_told_once() {
    let home = Home::couple();
    let task = |description: &str, due: &str, end: &str| {
        json!({ "status": "completed", "uuid": description, "description": description,
            "entry": "20260101T120000Z", "end": end, "due": due })
    };
    let (near, far, next_year) = ("20261110T120000Z", "30260110T120000Z", "20271110T120000Z");
    let tasks = json!([task("due", far, near), task("end", near, far), task("near", near, near)]).to_string();
    let later = json!([task("later", near, next_year)]).to_string();
    let later = home.call(&["import", "--format", "taskwarrior", "-"]).stdin(later).json();
    assert_eq!(
        later["left_out"][0]["message"], "it is completed on Wed 10 Nov 2027, which is yet to come",
        "{later}"
    );
    assert_eq!(later["promises"], 0, "no open promise is made of it");
    let done = home.call(&["import", "--format", "taskwarrior", "-"]).stdin(tasks).json();
    assert_eq!((&done["promises"], &done["marks"]), (&json!(1), &json!(1)), "{done}");
    assert_eq!(list(&done["left_out"]).len(), 2, "{done}");
    for out in list(&done["left_out"]) {
        assert_eq!(out["message"], "3026-01-10 is over a hundred years away");
    }
}

#[test]
fn what_has_nothing_to_read_is_told_so() {
    let home = Home::with_dishes();
    let csv = ["import", "--format", "csv", "-", "--map", MAP];
    assert_eq!(home.call(&csv).stdin("").refused(2).message, "the table is empty");
    let zip = home.call(&["import", "--format", "loop", "-"]).stdin("PK").refused(2);
    assert!(zip.hint.contains("name the zip"), "{zip:?}");
    // No flag stands in a feed.
    let early = r#"{"kind":"kept","promise":"dishes","on":"2026-11-08"}"#;
    let refused = home.call(&["import", "--format", "ndjson", "-"]).stdin(early).refused(1);
    assert_eq!(refused.hint, "the nearest of dishes: 2026-11-09; nothing was recorded");
}

#[test]
fn a_habit_may_be_called_what_is_no_id_here() {
    let home = Home::with_dishes();
    let csv = ["import", "--format", "csv", "-", "--map", "on=Date,promise=Habit,says=Done"];
    let text = "Date,Habit,Done\n2026-11-12,run,yes\n2026-11-10,h1,yes\n2026-11-11,h1,no\n2026-11-12,a2,no\n";
    let done = home.call(&csv).stdin(text).json();
    assert_eq!((&done["promises"], &done["marks"]), (&json!(3), &json!(4)), "{done}");
    // `run` has the id a2 now, and others get more: the same table still means what it meant.
    home.ok(&["promise", "tea", "--every", "day", "-a", "ben"]);
    let again = home.call(&csv).stdin(text).json();
    assert_eq!((&again["promises"], &again["marks"]), (&json!(0), &json!(0)), "{again}");
    let other = home.call(&csv).stdin("Date,Habit,Done\n2026-11-13,a1,yes\n").json();
    assert_eq!(other["recorded"][0]["name"], "dishes", "what is an id here means its promise: {other}");
}

#[test]
fn a_row_that_the_rules_refuse_has_a_way_out_too() {
    let home = Home::with_dishes();
    let csv = ["import", "--format", "csv", "-", "--map", "on=Date,promise=Habit,says=Done"];
    let done =
        home.call(&csv).stdin("Date,Habit,Done\n2026-11-08,dishes,yes\n2026-11-30,dishes,yes\n").json();
    let hints: Vec<&str> = list(&done["left_out"]).iter().map(|out| out["hint"].as_str().unwrap()).collect();
    assert_eq!(hints.len(), 2, "{done}");
    assert!(hints.iter().all(|hint| !hint.is_empty() && !hint.contains("--on")), "{done}");
}
