//! `checkin`: sealed until both have answered and both said yes, and shown to both then.

use crate::harness::{Home, keys, list};

const SECRET: &str = "purple-heron";

/// Every reading verb, in every shape, as either partner and as nobody in particular.
pub fn everything(home: &Home) -> String {
    let mut all = String::new();
    let verbs: [&[&str]; 11] = [
        &[],
        &["due"],
        &["list", "--all"],
        &["streaks"],
        &["report"],
        &["report", "all"],
        &["report", "12w"],
        &["history"],
        &["history", "all", "--times"],
        &["me"],
        &["config"],
    ];
    for verb in verbs {
        for as_whom in ["ana", "ben"] {
            for json in [false, true] {
                let mut args = verb.to_vec();
                args.extend(["-a", as_whom]);
                args.extend(json.then_some("--json"));
                let ran = home.run(&args);
                all.push_str(&ran.stdout);
                all.push_str(&ran.stderr);
            }
        }
    }
    all
}

#[test]
fn its_document() {
    let home = Home::couple();
    let checkin = home.json(&["checkin", "--predict", "7", "--feeling", SECRET]);
    assert_eq!(checkin["schema"], "ourword.checkin/1");
    assert_eq!(keys(&checkin), ["recorded", "schema", "unchanged"]);
    assert_eq!(keys(&checkin["recorded"][0]), ["by", "show", "week"], "not even to its writer");
    assert_eq!(checkin["recorded"][0]["week"], "2026-11-16");
}

#[test]
fn sealed_until_both_have_answered_and_both_said_yes() {
    let home = Home::couple();
    let sealed = |home: &Home| {
        assert!(list(&home.json(&["report"])["checkins"]).is_empty());
        assert!(!everything(home).contains(SECRET));
    };
    home.ok(&["checkin", "--predict", "7", "--feeling", SECRET, "--show"]);
    sealed(&home);
    home.ok(&["checkin", "--rely", "6", "--text", SECRET, "-a", "ben"]);
    sealed(&home);
    home.ok(&["checkin", "--safe", "5", "--show"]);
    sealed(&home);
    home.ok(&["checkin", "--show", "-a", "ben"]).says("report");
    let report = home.json(&["report"]);
    let both = list(&report["checkins"]);
    let fields = ["by", "feeling", "need", "predict", "rely", "safe", "text", "week"];
    assert_eq!((both.len(), keys(&both[0])), (2, fields.to_vec()));
    assert_eq!(
        (&both[0]["by"], &both[0]["predict"], &both[0]["safe"]),
        (&"Ana".into(), &7.into(), &5.into())
    );
    assert!(both[0]["rely"].is_null(), "every part can be skipped");
    assert_eq!(
        (&both[1]["by"], &both[1]["rely"], &both[1]["text"]),
        (&"Ben".into(), &6.into(), &SECRET.into())
    );
    home.ok(&["report"]).says("predict 7, safe 5 (of 10)").says(SECRET);
    home.ok(&["report", "12w"]).says("week of");
}

#[test]
fn nobody_sees_whether_the_other_has_answered() {
    let (quiet, told) = (Home::couple(), Home::couple());
    told.ok(&["checkin", "--predict", "7", "--show", "-a", "ben"]);
    told.ok(&["checkin", "--rely", "7", "-a", "ben"]);
    told.ok(&["undo", "-a", "ben"]);
    told.ok(&["undo", "-a", "ben"]);
    quiet.at("2026-11-16T12:07:00Z");
    told.at("2026-11-16T12:07:00Z");
    for verb in
        [vec![], vec!["history", "all"], vec!["report", "--json"], vec!["list"], vec!["history", "--json"]]
    {
        assert_eq!(quiet.run(&verb).to_string(), told.run(&verb).to_string(), "{verb:?}");
    }
    let own = told.json(&["history", "-a", "ben"]);
    assert!(list(&own["events"]).iter().any(|event| event["kind"] == "checked_in"), "one's own is there");
    let unknown = told.refused(&["undo", "a.99"], 3);
    let sealed = told.refused(&["undo", "a.4"], 3);
    assert_eq!(unknown.message.replace("a.99", "a.4"), sealed.message);
    assert_eq!(told.refused(&["unsay", "a.4"], 3).message, sealed.message);
}

#[test]
fn the_echo_does_not_tell_either() {
    let echo = |others: &[&[&str]]| {
        let home = Home::couple();
        for args in others {
            home.ok(args);
        }
        (home.ok(&["checkin", "--predict", "3"]).stdout, home.ok(&["checkin", "--rely", "3"]).stdout)
    };
    assert_eq!(echo(&[]), echo(&[&["checkin", "--safe", "1", "--show", "-a", "ben"]]));
    let show = |others: &[&[&str]]| {
        let home = Home::couple();
        for args in others {
            home.ok(args);
        }
        home.ok(&["checkin", "--predict", "3", "--show"]).stdout
    };
    assert_eq!(show(&[]), show(&[&["checkin", "--safe", "1", "-a", "ben"]]));
}

#[test]
fn once_open_it_stays_as_it_is() {
    let home = Home::couple();
    home.ok(&["checkin", "--predict", "7", "--show"]);
    home.ok(&["checkin", "--predict", "6", "--show", "-a", "ben"]);
    assert!(home.refused(&["checkin", "--rely", "7"], 1).message.contains("open"));
    home.refused(&["checkin", "--rely", "7", "-a", "ben"], 1);
    home.ok(&["history"]).says("checked in").says("opened the check-ins");
    home.refused(&["undo", "-a", "ben"], 1);
    home.refused(&["undo"], 1);
    assert_eq!(list(&home.json(&["report"])["checkins"]).len(), 2);
    home.at("2026-11-23").ok(&["checkin", "--rely", "7"]);
    assert_eq!(list(&home.json(&["report", "12w"])["checkins"]).len(), 2, "the next week is a new one");
}

#[test]
fn a_checkin_taken_back_and_brought_back() {
    let home = Home::couple();
    home.ok(&["checkin", "--predict", "7", "--show"]);
    home.ok(&["undo"]);
    home.ok(&["checkin", "--rely", "5", "--show", "-a", "ben"]);
    assert!(list(&home.json(&["report"])["checkins"]).is_empty(), "Ana never answered");
    home.ok(&["undo"]).says("both check-ins are shown");
    assert_eq!(home.json(&["report"])["checkins"][0]["predict"], 7, "both yeses are there again");
    home.refused(&["undo"], 1);
}

#[test]
fn what_is_no_answer() {
    let home = Home::couple();
    for bad in ["11", "-1", "7.5", "x", ""] {
        let ran = home.run(&["checkin", &format!("--predict={bad}")]);
        assert_eq!(ran.code, 2, "{bad}\n{ran}");
    }
    home.refused(&["checkin"], 2);
    assert!(home.refused(&["checkin", "--show"], 2).message.contains("nothing to show"));
}

#[test]
fn in_ones_own_ledger_there_is_nobody_to_wait_for() {
    let home = Home::new();
    home.ok(&["init", "Ana"]);
    home.ok(&["checkin", "--safe", "6", "--feeling", "calm", "--own"]);
    home.ok(&["checkin", "--rely", "7", "--own"]);
    let report = home.json(&["report", "--own"]);
    assert_eq!(report["checkins"].as_array().unwrap().len(), 1);
    assert_eq!((&report["checkins"][0]["safe"], &report["checkins"][0]["rely"]), (&6.into(), &7.into()));
    assert_eq!(report["checkins"][0]["feeling"], "calm");
}

#[test]
fn a_chapter_that_is_asked_is_seen_by_who_is_asked() {
    let home = Home::couple();
    home.ok(&["chapter", "After the summer", "--as", "ana"]);
    home.ok(&["--as", "ben"]).says("a new chapter, After the summer");
    home.ok(&["--as", "ana"]).never_says("a new chapter");
    home.ok(&["report"]).says("Ana asks Ben: a1, a new chapter, After the summer");
}

#[test]
fn answers_come_from_stdin_too() {
    let home = Home::new();
    home.ok(&["init", "Ana"]);
    let lines = "# mine\npredict 7\nfeeling lighter than last week\n";
    home.call(&["checkin", "-", "--rely", "5", "--own"]).stdin(lines).ok();
    let said = &home.json(&["report", "--own"])["checkins"][0];
    assert_eq!(
        (&said["predict"], &said["rely"], &said["safe"]),
        (&7.into(), &5.into(), &serde_json::Value::Null)
    );
    assert_eq!(said["feeling"], "lighter than last week");
    for bad in ["predict 11", "mood 3", "feeling"] {
        let refusal = home.call(&["checkin", "-", "--own"]).stdin(bad).refused(2);
        assert!(refusal.message.starts_with("line 1:"), "{refusal:?}");
    }
}

#[test]
fn what_was_said_last_about_showing_counts() {
    let home = Home::couple();
    home.ok(&["checkin", "--safe", "3", "--show", "--as", "ana"]);
    home.ok(&["checkin", "--text", "hiddenthing", "--as", "ana"]).says("stays sealed");
    home.ok(&["checkin", "--safe", "4", "--show", "--as", "ben"]);
    home.ok(&["report"]).never_says("hiddenthing").never_says("Check-ins");
    home.ok(&["checkin", "--show", "--as", "ana"]);
    home.ok(&["report"]).says("hiddenthing");
}
