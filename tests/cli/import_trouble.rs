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
    let (year, date) = (json!("look at the year"), json!("a date is written as 2026-11-20"));
    assert_eq!(
        told,
        [
            (&json!(2), &far("1026-11-10"), &year),
            (&json!(4), &json!("run cannot be kept on Sat 2 Jan 2027 yet"), &json!(null)),
            (&json!(5), &json!("`fri` is no date"), &date),
            (&json!(6), &far("1026-11-11"), &year),
        ]
    );
    assert_eq!((&done["promises"], &done["marks"]), (&json!(0), &json!(1)), "{done}");
    let ran = home.call(&args).stdin(rows).run();
    let hints: Vec<&str> = ran.stderr.lines().filter(|line| line.starts_with("hint: ")).collect();
    assert_eq!(
        hints,
        ["hint: a date is written as 2026-11-20", "hint: look at the year"],
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
    let task = |description: &str, due: &str| {
        json!({ "status": "completed", "uuid": description, "description": description,
            "entry": "20260101T120000Z", "end": "20261110T120000Z", "due": due })
    };
    let tasks = json!([task("far", "30260110T120000Z"), task("near", "20261110T120000Z")]).to_string();
    let done = home.call(&["import", "--format", "taskwarrior", "-"]).stdin(tasks).json();
    assert_eq!((&done["promises"], &done["marks"]), (&json!(1), &json!(1)), "{done}");
    assert_eq!(list(&done["left_out"]).len(), 1, "{done}");
    assert_eq!(done["left_out"][0]["message"], "3026-01-10 is over a hundred years away");
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
    assert_eq!(refused.hint, "the nearest: 2026-11-09; nothing was recorded");
}
