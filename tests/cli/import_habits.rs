//! `import` of what other programs wrote, from their own files.

use serde_json::{Value, json};

use crate::harness::{Home, list};
use crate::import::fixture;

/// What became of each promise: its name or text, its cadence, its first day, and its marks.
fn became(home: &Home) -> Vec<String> {
    let listed = home.json(&["list", "--all"]);
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let one = |promise: &Value| {
        let shown = home.json(&["show", promise["id"].as_str().unwrap()]);
        let marks = list(&shown["windows"]).iter().flat_map(|window| list(&window["marks"]));
        let mark = |mark: &Value| {
            assert_eq!(mark["imported"], true);
            let note = mark["note"].as_str().map(|note| format!(" ({note})")).unwrap_or_default();
            format!("{} {}{note}", &text(&mark["on"])[8..], text(&mark["says"]))
        };
        let marks: Vec<String> = marks.map(mark).collect();
        let times = promise["times"].as_u64().filter(|times| *times > 1);
        let times = times.map(|times| format!(" x{times}")).unwrap_or_default();
        let when = promise["cadence"].as_str().map_or_else(|| text(&promise["due"]), str::to_owned);
        let until = promise["until"].as_str().map(|until| format!(" to {until}")).unwrap_or_default();
        let name = promise["name"].as_str().map_or_else(|| text(&promise["text"]), str::to_owned);
        format!("{name}: {when}{times} from {}{until}: {}", text(&promise["from"]), marks.join(", "))
    };
    list(&listed["promises"]).iter().map(one).collect()
}

/// Imports twice as Ana; the second time changes nothing. What the first came to.
fn imported(home: &Home, format: &str, file: &str) -> Value {
    let args = ["import", "--format", format, file];
    let first = home.json(&args);
    let before = home.bytes();
    let again = home.json(&args);
    assert_eq!(
        (&again["promises"], &again["marks"], &again["left_out_count"]),
        (&json!(0), &json!(0), &json!(0))
    );
    assert!(home.bytes() == before, "{format}: a repeated import adds nothing");
    first
}

#[test]
fn harsh() {
    let home = Home::couple();
    let done = imported(&home, "harsh", &fixture("harsh"));
    assert_eq!(
        became(&home),
        [
            "dishes-before-bed: day from 2026-11-02: 02 kept, 03 broken (fell asleep, again), 04 excused (in \
             Leipzig), 05 kept",
            "gymmed: week x3 from 2026-11-02: 02 kept (Leg day), 04 kept, 06 kept (5k run)",
            "cleaned-house: week from 2026-11-07: 07 kept",
            "tracked-finances: 15 days from 2026-11-08: 08 kept",
        ]
    );
    assert_eq!((&done["promises"], &done["marks"]), (&json!(4), &json!(9)));
    let passed: Vec<&Value> = list(&done["passed_over"]).iter().map(|one| &one["rows"]).collect();
    assert_eq!(passed, [1, 1], "what is only watched, and a day without the gym");
}

#[test]
fn harsh_without_its_habits_is_every_day() {
    let home = Home::couple();
    home.ok(&["import", "--format", "harsh", &fixture("harsh/log")]);
    assert_eq!(
        became(&home)[1],
        "gymmed: day from 2026-11-02: 02 kept (Leg day), 03 broken (Rest day), 04 kept, 06 kept (5k run)"
    );
    let stdin = Home::couple();
    let log = std::fs::read(fixture("harsh/log")).unwrap();
    stdin.call(&["import", "--format", "harsh", "-"]).stdin(log).ok();
    assert_eq!(became(&stdin), became(&home), "stdin is read twice as well");
    let with = Home::couple();
    with.ok(&["import", "--format", "harsh", &fixture("harsh/log"), &fixture("harsh/habits")]);
    assert!(became(&with)[1].starts_with("gymmed: week x3"), "the habits may stand beside it");
}

#[test]
fn habitctl() {
    let home = Home::couple();
    imported(&home, "habitctl", &fixture("habitctl"));
    let expected = [
        "meditated: day from 2026-11-02: 02 kept, 03 broken, 04 excused",
        "cleaned-the-apartment: week from 2026-11-02: 03 kept",
    ];
    assert_eq!(became(&home), expected);
}

#[test]
fn loop_as_a_folder_as_a_zip_and_of_an_earlier_version() {
    let expected = [
        "meditate: day from 2026-11-02: 02 kept, 04 excused (on the train, all day), 05 broken (Sick), 06 kept",
        "wake-up-early: week x2 from 2026-11-04 to 2026-11-08: 04 kept (\"Vacation\"), 08 kept",
    ];
    let (folder, zip) = (Home::couple(), Home::couple());
    imported(&folder, "loop", &fixture("loop"));
    assert_eq!(became(&folder), expected);
    imported(&zip, "loop", &fixture("loop.zip"));
    assert_eq!(became(&zip), expected);
    assert_eq!(
        zip.json(&["import", "--format", "loop", &fixture("loop")])["marks"],
        0,
        "they are the same habits"
    );
    let old = Home::couple();
    imported(&old, "loop", &fixture("loop-old"));
    let expected = [
        "wake-up-early: 3 days x2 from 2026-11-05: 05 kept, 08 kept",
        "meditate: day from 2026-11-05: 05 excused, 06 broken, 07 kept",
    ];
    assert_eq!(became(&old), expected);
}

#[test]
fn taskwarrior_in_the_zone_of_the_machine() {
    let home = Home::couple();
    home.at("2026-11-27");
    let file = fixture("taskwarrior.json");
    let args = ["import", "--format", "taskwarrior", &file];
    let done = home.call(&args).env("TZ", "Europe/Berlin").json();
    assert_eq!(
        (&done["promises"], &done["marks"], &done["left_out_count"]),
        (&json!(5), &json!(3), &json!(0))
    );
    let mut all = became(&home);
    all.sort();
    let expected = [
        "buy a lamp: 2026-12-24 from 2026-11-02: ",
        "call the bank: 2026-11-20 from 2026-11-02: ",
        "read together: - from 2026-11-02: ",
        "water-the-plants: mon from 2026-11-16 to 2026-12-31: 16 kept, 30 excused",
        "write to Mia: 2026-11-14 from 2026-11-02: 15 kept",
    ];
    assert_eq!(all, expected, "midnight in Berlin is its day there; what was deleted is no promise");
    let late = list(&done["recorded"]).iter().find(|one| one["text"] == "write to Mia").unwrap();
    let shown = home.json(&["show", late["id"].as_str().unwrap()]);
    assert_eq!(shown["windows"][0]["verdict"], "late");
    let again = home.call(&args).env("TZ", "Europe/Berlin").json();
    assert_eq!((&again["promises"], &again["marks"]), (&json!(0), &json!(0)));
}

#[test]
fn a_habit_speaks_of_the_promise_that_goes_by_its_name() {
    let home = Home::couple();
    let before = "2026-11-02";
    home.ok(&["promise", "wash up", "--every", "day", "--name", "dishes-before-bed", "--from", before]);
    home.ok(&["promise", "gym", "--every", "week", "--name", "gymmed", "--from", before, "--as", "ben"]);
    let done = imported(&home, "harsh", &fixture("harsh"));
    assert_eq!(done["promises"], 3);
    let names: Vec<&Value> = list(&done["recorded"]).iter().map(|one| &one["name"]).collect();
    assert_eq!(
        names,
        ["dishes-before-bed", "gymmed-2", "cleaned-house", "tracked-finances"],
        "Ben's is Ben's"
    );
}

#[test]
fn each_partner_has_their_own_habits() {
    let home = Home::couple();
    home.ok(&["import", "--format", "habitctl", &fixture("habitctl")]);
    let done = home.json(&["import", "--format", "habitctl", &fixture("habitctl"), "--as", "ben"]);
    assert_eq!((&done["promises"], &done["recorded"][0]["name"]), (&json!(2), &json!("meditated-2")));
}

#[test]
fn two_habits_that_differ_in_a_sign_are_two() {
    let home = Home::couple();
    let log = "2026-11-09\tRead!\ty\n2026-11-09\tRead?\tn\n";
    let done = home.call(&["import", "--format", "habitctl", "-"]).stdin(log).json();
    let names: Vec<&Value> = list(&done["recorded"]).iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["read", "read-2"]);
    let again = home.call(&["import", "--format", "habitctl", "-"]).stdin(log).json();
    assert_eq!((&again["promises"], &again["marks"]), (&json!(0), &json!(0)));
}

#[test]
fn a_habit_that_can_be_no_promise_is_told_once() {
    let home = Home::couple();
    let long = "very ".repeat(200);
    let log = format!("2026-11-09 : {long} : y\n2026-11-10 : {long} : y\n2026-11-09 : Teeth : y\n");
    let done = home.call(&["import", "--format", "harsh", "-"]).stdin(log).json();
    assert_eq!((&done["left_out_count"], &done["marks"]), (&json!(1), &json!(1)));
    assert_eq!(done["passed_over"], json!([{"why": "days of habits that have no promise here", "rows": 1}]));
    std::fs::write(home.path().join("habits"), "Dentist: 180\n").unwrap();
    std::fs::write(home.path().join("log"), "2026-11-09 : Dentist : y : all is well : \n").unwrap();
    assert_eq!(home.json(&["import", "--format", "harsh", "."])["promises"], 0);
    home.ok(&[
        "promise",
        "see the dentist",
        "--every",
        "6 months",
        "--name",
        "dentist",
        "--from",
        "2026-11-02",
    ]);
    assert_eq!(imported(&home, "harsh", ".")["marks"], 1, "a promise given by hand is meant");
}
