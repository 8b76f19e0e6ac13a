//! `import`: wishes from a feed and from tables, held against what is here; the same again changes nothing.

use std::fmt::Write as _;
use std::fs;

use serde_json::{Value, json};

use crate::harness::{Call, Home, list};

pub const FEED: &str = r#"{"kind":"promise","text":"walk together","every":"day","name":"walk","from":"2026-11-09","key":"7"}
{"kind":"kept","promise":"walk","on":"2026-11-09"}

{"kind":"broken","promise":"7","on":"2026-11-10","note":"it rained"}
{"kind":"excused","promise":"walk","on":"2026-11-18"}
{"kind":"kept","promise":"dishes","on":"2026-11-11","key":"m-1"}
"#;

pub fn feed<'a>(home: &'a Home, text: &str, more: &[&str]) -> Call<'a> {
    let args: Vec<&str> = ["import", "--format", "ndjson", "-"].iter().chain(more).copied().collect();
    home.call(&args).stdin(text)
}

/// The standing marks of a promise: who, when, what, note, and whether it was imported.
pub fn marks(home: &Home, promise: &str) -> Vec<(String, String, bool)> {
    let shown = home.json(&["show", promise]);
    let marks = list(&shown["windows"]).iter().flat_map(|window| list(&window["marks"]));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    marks
        .map(|mark| {
            let what = format!("{} {} {}", text(&mark["on"]), text(&mark["says"]), text(&mark["note"]));
            (text(&mark["by"]), what.trim().to_owned(), mark["imported"].as_bool().unwrap())
        })
        .collect()
}

#[test]
fn a_feed_is_recorded_once() {
    let home = Home::with_dishes();
    let first = feed(&home, FEED, &[]).json();
    assert_eq!((&first["schema"], &first["by"]), (&json!("ourword.import/1"), &json!("Ana")));
    assert_eq!((&first["promises"], &first["marks"]), (&json!(1), &json!(4)));
    let walk = &first["recorded"][1];
    assert_eq!((&walk["name"], &walk["new"], &walk["marks"]), (&json!("walk"), &json!(true), &json!(3)));
    assert_eq!((&walk["from"], &walk["to"]), (&json!("2026-11-09"), &json!("2026-11-18")));
    let said = |what: &str| ("Ana".to_owned(), what.to_owned(), true);
    let expected = [said("2026-11-09 kept"), said("2026-11-10 broken it rained"), said("2026-11-18 excused")];
    assert_eq!(marks(&home, "walk"), expected);
    assert_eq!(marks(&home, "dishes"), [said("2026-11-11 kept")]);
    let before = home.bytes();
    let again = feed(&home, FEED, &[]).json();
    assert_eq!((&again["promises"], &again["marks"], &again["events"]), (&json!(0), &json!(0), &json!([])));
    assert_eq!(again["unchanged"].as_array().map(Vec::len), Some(2));
    assert!(home.bytes() == before, "the same feed again changes nothing");
    feed(&home, FEED, &[])
        .ok()
        .says("Ana: imported nothing that is not here already.\n4 marks are here already.");
    home.ok(&["show", "walk"]).says("Ana broken (imported Mon 16 Nov): it rained");
}

#[test]
fn the_history_tells_what_was_imported_and_undo_takes_it_back() {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes", "--on", "2026-11-10", "--note", "by hand"]);
    let text: String = (9..16)
        .map(|day| format!("{{\"kind\":\"kept\",\"promise\":\"dishes\",\"on\":\"2026-11-{day:02}\"}}\n"))
        .collect();
    let done = feed(&home, &text, &[]).json();
    assert_eq!(done["marks"], 6, "one stands already");
    let history = home.json(&["history", "all"]);
    let last = list(&history["events"]).last().unwrap();
    assert_eq!(
        (&last["kind"], &last["about"], &last["id"]),
        (&json!("imported"), &json!("a1"), &done["events"][0])
    );
    assert_eq!(last["summary"], "imported 6 marks of dishes, 2026-11-09 to 2026-11-15");
    home.ok(&["undo"]).says("took back a.6: imported 6 marks of dishes");
    assert_eq!(marks(&home, "dishes"), [("Ana".into(), "2026-11-10 kept by hand".into(), false)]);
    home.ok(&["undo"]);
    assert_eq!(marks(&home, "dishes").len(), 7);
    home.ok(&["undo"]);
    assert_eq!(feed(&home, &text, &[]).json()["marks"], 6, "what was taken back can be imported again");
}

#[test]
fn one_bad_line_of_a_feed_costs_it_all_and_says_which() {
    let home = Home::with_dishes();
    for (line, message) in [
        (r#"{"kind":"kept","promise":"dishes","on":"2026-11-17"}"#, "cannot be kept on Tue 17 Nov 2026 yet"),
        (r#"{"kind":"kept","promise":"dishes","on":"2026-11-01"}"#, "no window on Sun 1 Nov 2026"),
        (r#"{"kind":"kept","promise":"dihses","on":"2026-11-10"}"#, "dihses"),
        (r#"{"kind":"broken","promise":"walk","on":"2026-11-09"}"#, "twice"),
        (r#"{"kind":"promise","text":"x","name":"dishes"}"#, "dishes"),
        (r#"{"kind":"promise","text":"x","due":"2026-11-20","every":"day"}"#, "`due` and `every` do not"),
        (r#"{"kind":"promise","text":""}"#, "promise"),
        (r#"{"kind":"kept","promise":"walk""#, "EOF"),
        ("\u{fffd}\u{0}", "the line is no JSON object"),
    ] {
        let refused = feed(&home, &format!("{FEED}{line}\n"), &[]).run();
        assert!([1, 2, 3].contains(&refused.code), "{line}\n{refused}");
        assert!(refused.stderr.contains("nothing was recorded"), "{line}\n{refused}");
        assert!(refused.stderr.starts_with("error: line 7: "), "{line}\n{refused}");
        assert!(refused.stderr.contains(message), "{message}\n{refused}");
        assert_eq!(home.entries(), 4, "{line}");
    }
    let refused = feed(&home, &format!("{FEED}[]\n"), &[]).refused(2);
    assert!(refused.message.starts_with("line 7: "), "{}", refused.message);
    let bytes = [FEED.as_bytes(), b"{\"kind\":\"kept\xff\"}\n"].concat();
    let refused = home.call(&["import", "--format", "ndjson", "-"]).stdin(bytes).refused(2);
    assert_eq!(refused.message, "line 7: the line is not UTF-8 text");
}

#[test]
fn a_dry_run_tells_and_leaves_every_byte_as_it_was() {
    let home = Home::with_dishes();
    let before = home.bytes();
    let told = feed(&home, FEED, &["--dry-run"]).ok();
    told.says("Ana: would import 1 promise and 4 marks.").says("new walk (a2)").says("Nothing was recorded.");
    let document = feed(&home, FEED, &["--dry-run"]).json();
    assert_eq!(
        (&document["dry_run"], &document["marks"], &document["events"]),
        (&json!(true), &json!(4), &json!([]))
    );
    assert!(home.bytes() == before);
}

#[test]
fn what_was_said_here_by_hand_stands() {
    let home = Home::with_dishes();
    let line = |says: &str| format!("{{\"kind\":\"{says}\",\"promise\":\"dishes\",\"on\":\"2026-11-10\"}}\n");
    feed(&home, &line("broken"), &[]).ok();
    feed(&home, &line("kept"), &[]).ok().says("imported 1 mark");
    assert_eq!(
        marks(&home, "dishes"),
        [("Ana".into(), "2026-11-10 kept".into(), true)],
        "the feed has changed"
    );
    home.ok(&["excused", "dishes", "--on", "2026-11-10"]);
    let told = feed(&home, &line("kept"), &[]).ok();
    told.says("nothing that is not here already").says("1 day was said otherwise here, which stands.");
    assert_eq!(marks(&home, "dishes"), [("Ana".into(), "2026-11-10 excused".into(), false)]);
    // Ben's feed is Ben's word.
    feed(&home, &line("broken"), &["--as", "ben"]).ok();
    assert_eq!(marks(&home, "dishes").len(), 2);
}

#[test]
fn an_imported_note_can_be_unsaid_and_the_feed_does_not_bring_it_back() {
    for unsay in ["a.5", "a1"] {
        let home = Home::with_dishes();
        let note = r#"{"kind":"broken","promise":"a1","on":"2026-11-10","note":"xyzzy"}"#;
        feed(&home, note, &[]).ok();
        assert_eq!(marks(&home, "a1")[0].1, "2026-11-10 broken xyzzy");
        home.ok(&["unsay", unsay]);
        let gone = |home: &Home| !String::from_utf8_lossy(&home.bytes()).contains("xyzzy");
        assert!(gone(&home) && marks(&home, "a1")[0].1 == "2026-11-10 broken", "{unsay}");
        feed(&home, note, &[]).ok().says("1 mark is here already");
        assert!(gone(&home), "{unsay}");
    }
}

#[test]
fn more_than_a_thousand_marks_are_several_events() {
    let home = Home::couple();
    home.ok(&["promise", "write", "--every", "day", "--name", "write", "--from", "2020-01-01"]);
    let mut text = String::new();
    let mut day = chrono::NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
    for at in 0..2300 {
        let says = if at % 3 == 0 { "broken" } else { "kept" };
        writeln!(text, r#"{{"kind":"{says}","promise":"write","on":"{day}","note":"number {at}"}}"#).unwrap();
        day = day.succ_opt().unwrap();
    }
    let done = feed(&home, &text, &[]).json();
    assert_eq!((&done["marks"], list(&done["events"]).len()), (&json!(2300), 3));
    let all = marks(&home, "write");
    assert_eq!(all.len(), 2300);
    assert_eq!(all[1999].1, "2025-06-22 kept number 1999");
    let before = home.bytes();
    assert_eq!(feed(&home, &text, &[]).json()["marks"], 0);
    assert!(home.bytes() == before);
}

#[test]
fn a_mark_in_a_long_window_that_changed_its_view_is_still_the_same_mark() {
    let home = Home::couple();
    home.ok(&["promise", "call Mum", "--every", "month", "--name", "mum", "--from", "2026-10-01"]);
    let text = r#"{"kind":"kept","promise":"mum","on":"2026-10-05"}
{"kind":"broken","promise":"mum","on":"2026-10-20"}
"#;
    feed(&home, text, &[]).ok().says("imported 2 marks");
    feed(&home, text, &[]).ok().says("imported nothing that is not here already");
}

#[test]
fn a_feed_goes_on_with_what_a_promise_was_revised_to() {
    let home = Home::couple();
    feed(&home, FEED.lines().next().unwrap(), &[]).ok();
    home.at("2026-11-18").ok(&["revise", "walk", "--every", "mon,wed,fri"]);
    let text = r#"{"kind":"promise","text":"walk together","every":"day","name":"walk","from":"2026-11-09","key":"7"}
{"kind":"kept","promise":"7","on":"2026-11-17"}
{"kind":"kept","promise":"7","on":"2026-11-18"}
"#;
    let done = feed(&home, text, &[]).json();
    assert_eq!((&done["promises"], &done["marks"]), (&json!(0), &json!(2)));
    assert_eq!(list(&done["recorded"]).len(), 2, "each part got its mark");
}

#[test]
fn a_table_goes_by_its_mapping_and_leaves_out_what_it_cannot_take() {
    let home = Home::with_dishes();
    let table = fixture("table.csv");
    let args =
        ["import", "--format", "csv", &table, "--map", "on=Date,promise=Habit,says=Status,note=Comment"];
    let words = ["--kept", "yes,1", "--broken", "no,0", "--excused", "skip"];
    let args: Vec<&str> = args.iter().chain(&words).copied().collect();
    // Its dates are before the dishes' first day.
    let ran = home.run(&args);
    assert_eq!(ran.code, 0, "{ran}");
    let hints: Vec<&str> = ran.stderr.lines().skip(5).collect();
    let wanted = [
        "hint: a date is written as 2026-11-20",
        "hint: say what it means with --kept, --broken or --excused",
        "hint: the nearest of dishes: 2026-11-09",
    ];
    assert_eq!(hints, wanted, "{ran}");
    for said in
        ["line 2: ", "line 3: ", "line 4: ", "line 6: `maybe` is not among the words", "line 7: `2026-11-31`"]
    {
        assert!(ran.stderr.contains(said), "{said}\n{ran}");
    }
    ran.says("new call-mum (a2): 1 mark, 2026-11-05")
        .says("5 rows were left out.")
        .says("rows without a word, 1 row");
    let document = home.json(&args);
    assert_eq!((&document["left_out_count"], &document["left_out"][3]["line"]), (&json!(5), &json!(6)));
    assert!(document["left_out"][3]["file"].as_str().unwrap().ends_with("table.csv"));
    let strict: Vec<&str> = args.iter().copied().chain(["--strict"]).collect();
    assert!(
        home.refused(&strict, 2).message.starts_with("line 6: "),
        "the first row that is wrong in itself"
    );
    for bad in [
        ["import", "--format", "csv", &table, "--map", "on=Day,promise=Habit"].as_slice(),
        &["import", "--format", "csv", &table, "--map", "on=Date"],
        &["import", "--format", "csv", &table],
        &["import", "--format", "ndjson", &table, "--map", "on=Date,promise=Habit"],
        &["import", "--format", "sung", &table],
        &["import", "--format", "csv", "-", "-", "--map", "on=Date,promise=Habit"],
    ] {
        home.refused(bad, 2);
    }
}

#[test]
fn a_mark_of_a_feed_is_about_the_feeds_own_promise_of_that_name() {
    for key in [r#","key":"7""#, ""] {
        let home = Home::couple();
        let text = format!(
            r#"{{"kind":"promise","text":"run","name":"run","every":"day","from":"2026-11-01"{key}}}
{{"kind":"kept","promise":"run","on":"2026-11-10"}}
"#
        );
        feed(&home, &text, &[]).ok().says("imported 1 promise and 1 mark");
        home.ok(&["end", "run"]);
        let bens =
            ["promise", "run far", "--name", "run", "--every", "day", "--from", "2026-11-01", "-a", "ben"];
        home.ok(&bens);
        feed(&home, &text, &[]).ok().says("imported nothing that is not here already");
        assert_eq!(marks(&home, "a2"), [], "Ben's is another promise\n{text}");
        // Without its line it is still known by its key.
        let line = |on: &str, word: &str| format!(r#"{{"kind":"kept","promise":"{word}","on":"{on}"}}"#);
        let word = if key.is_empty() { "run" } else { "7" };
        feed(&home, &line("2026-11-11", word), &[]).ok();
        assert_eq!((marks(&home, "a1").len(), marks(&home, "a2").len()), (2, 0), "{text}");
        feed(&home, &line("2026-11-12", "a2"), &[]).ok();
        assert_eq!((marks(&home, "a1").len(), marks(&home, "a2").len()), (2, 1), "an id is what it names");
    }
}

/// A table of these rows, imported as that partner; what it came to, with the rows that were left out by their lines.
pub fn table(home: &Home, rows: &[&str], by: &str) -> Value {
    let text = format!("Date,Habit,Done\n{}\n", rows.join("\n"));
    let map = "on=Date,promise=Habit,says=Done";
    home.call(&["import", "--format", "csv", "-", "--map", map, "--as", by]).stdin(text).json()
}

#[test]
fn a_row_names_what_is_or_was_here_and_only_else_a_new_promise() {
    let home = Home::with_dishes();
    let done = table(&home, &["2026-11-10,a1,yes", "2026-11-11,dishes,no", "2026-11-12,Dishes,yes"], "ben");
    assert_eq!((&done["promises"], &done["marks"]), (&json!(0), &json!(3)), "{done}");
    let said: Vec<(String, String)> =
        marks(&home, "a1").into_iter().map(|(by, what, _)| (by, what)).collect();
    let ben = |what: &str| ("Ben".to_owned(), what.to_owned());
    assert_eq!(said, [ben("2026-11-10 kept"), ben("2026-11-11 broken"), ben("2026-11-12 kept")]);
    // A promise that is over: for a day of its life it is meant, for another the row has no place.
    home.ok(&["end", "dishes"]);
    let done = table(&home, &["2026-11-13,dishes,yes", "2026-11-01,dishes,yes"], "ana");
    assert_eq!((&done["promises"], &done["marks"]), (&json!(0), &json!(1)), "{done}");
    let lines: Vec<&Value> = list(&done["left_out"]).iter().map(|one| &one["line"]).collect();
    assert_eq!(lines, [3], "{done}");
    // Of two that had the name one after the other the day tells which.
    home.at("2026-11-18");
    home.ok(&["promise", "wash up", "--name", "dishes", "--every", "day", "--as", "ben"]);
    let done = table(&home, &["2026-11-12,dishes,no", "2026-11-18,dishes,yes", "2026-11-18,walk,yes"], "ana");
    let recorded: Vec<(&Value, &Value)> =
        list(&done["recorded"]).iter().map(|one| (&one["id"], &one["marks"])).collect();
    assert_eq!(recorded, [(&json!("a1"), &json!(1)), (&json!("a2"), &json!(1)), (&json!("a3"), &json!(1))]);
    assert_eq!(done["promises"], 1, "nobody ever had a walk");
    home.ok(&["boundary", "quiet", "--will", "leave the room", "--name", "quiet"]);
    let done = table(&home, &["2026-11-18,quiet,yes"], "ana");
    assert_eq!((&done["promises"], &done["left_out"][0]["line"]), (&json!(0), &json!(2)));
}

#[test]
fn who_has_not_joined_imports_nothing() {
    let home = Home::new();
    home.ok(&["init", "Ana", "Ben"]);
    home.ok(&["me", "Ana"]);
    feed(&home, FEED, &["--as", "ben"]).refused(1);
    home.refused(&["import", "--format", "ndjson", "nowhere.ndjson"], 1);
    home.refused(&["import", "--format", "loop", "nowhere"], 1);
    fs::write(home.path().join("some.zip"), "PK nothing").unwrap();
    home.refused(&["import", "--format", "loop", "some.zip"], 2);
    home.refused(&["import", "--format", "harsh", "nowhere"], 1);
}

pub fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/import/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_stray_quotation_mark_costs_its_own_row() {
    let rows = [
        "2026-11-10,dishes,yes,\"two lines,",
        "and a \"\"word\"\"\"",
        "2026-11-11,\"dishes,yes,",
        "2026-11-12,dishes,no,\"late, again\"",
        "2026-11-13,dishes,yes,\"never closed",
        "2026-11-14,dishes,yes,",
    ];
    let text = format!("Date,Habit,Done,Note\n{}\n", rows.join("\n"));
    let args =
        ["import", "--format", "csv", "-", "--map", "on=Date,promise=Habit,says=Done,note=Note", "--strict"];
    let home = Home::with_dishes();
    let before = home.bytes();
    let refused = home.call(&args).stdin(&text).refused(2);
    assert!(refused.message.starts_with("line 4: a quotation mark"), "{refused:?}");
    assert!(refused.hint.contains("nothing was recorded") && home.bytes() == before);
    let done = home.call(&args[..6]).stdin(&text).json();
    let left_out: Vec<&Value> = list(&done["left_out"]).iter().map(|one| &one["line"]).collect();
    assert_eq!((left_out, &done["marks"]), (vec![&json!(4), &json!(6)], &json!(3)), "{done}");
    let said: Vec<String> = marks(&home, "a1").into_iter().map(|(_, what, _)| what).collect();
    assert_eq!(
        said,
        ["2026-11-10 kept two lines,\nand a \"word\"", "2026-11-12 broken late, again", "2026-11-14 kept"]
    );
}
