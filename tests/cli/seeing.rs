//! What is seen: `ourword` alone, `due`, `list`, `show`, `streaks`, `report`, `history`.

use unicode_width::UnicodeWidthStr;

use crate::harness::{Home, Ran, list};
use crate::shapes;

/// Three weeks of a couple with something of everything in them.
fn three_weeks() -> Home {
    let home = Home::new();
    home.at("2026-10-26");
    home.ok(&["init", "Ana", "Ben"]);
    home.ok(&["me", "Ben"]);
    home.ok(&["me", "Ana"]);
    home.ok(&["promise", "wash up before bed, and wipe the table too", "--every", "day", "--name", "dishes"]);
    home.ok(&["promise", "home by seven", "--every", "weekday", "--name", "home", "-a", "ben"]);
    home.ok(&[
        "promise",
        "no phone at the table",
        "--every",
        "week",
        "--avoid",
        "--name",
        "phone",
        "-a",
        "ben",
    ]);
    home.ok(&["promise", "an evening", "--every", "week", "--both", "--name", "evening"]);
    home.ok(&["accept", "evening", "-a", "ben"]);
    for day in ["2026-10-27", "2026-10-28", "2026-10-29", "2026-10-30"] {
        home.at(day);
        home.ok(&["kept", "dishes"]);
        home.ok(&["kept", "home", "-a", "ben"]);
    }
    home.ok(&["broke", "dishes", "-a", "ben"]);
    home.at("2026-11-04");
    home.ok(&["broke", "home", "-a", "ben", "--note", "the late train"]);
    home.ok(&["excused", "dishes", "--on", "in 3 days"]);
    home.ok(&["kept", "evening"]);
    home.ok(&[
        "promise",
        "call the bank",
        "--due",
        "fri",
        "--name",
        "bank",
        "--plan",
        "when I have had lunch, I call",
    ]);
    home.at("2026-11-11");
    home.ok(&["kept", "bank"]);
    home.ok(&["promise", "plan the trip", "--both", "--due", "in 3 weeks"]);
    home
}

const SEEING: [&[&str]; 10] = [
    &[],
    &["due"],
    &["list", "--all"],
    &["show", "dishes"],
    &["show", "bank"],
    &["streaks"],
    &["report"],
    &["report", "2026-11"],
    &["report", "all"],
    &["history", "all"],
];

#[test]
fn as_text() {
    let home = three_weeks();
    insta::assert_snapshot!("today", home.run(&[]));
    insta::assert_snapshot!("due", home.run(&["due"]));
    insta::assert_snapshot!("list", home.run(&["list"]));
    insta::assert_snapshot!("show", home.run(&["show", "home"]));
    insta::assert_snapshot!("streaks", home.run(&["streaks"]));
    insta::assert_snapshot!("report", home.run(&["report", "last"]));
    insta::assert_snapshot!("report_of_a_month", home.run(&["report", "2026-11"]));
    insta::assert_snapshot!("history", home.run(&["history", "all"]));
}

#[test]
fn the_json_has_the_fields_of_the_contract_and_no_others() {
    let home = three_weeks();
    shapes::promises_of_list(&home.json(&["list", "--all"]));
    for id in ["dishes", "home", "phone", "evening", "bank", "a6"] {
        shapes::show(&home.json(&["show", id]));
    }
    shapes::due(&home.json(&["due"]));
    shapes::due(&home.json(&["due", "--mine"]));
    shapes::streaks(&home.json(&["streaks"]));
    for period in ["last", "2026-W45", "2026-11", "2026", "all", "12w", "2026-11-03..2026-11-09", "today"] {
        let history = home.json(&["history", "2026-11"]);
        shapes::history(&history);
        if period != "today" {
            shapes::report(&home.json(&["report", period]));
        }
    }
    let verbs = [
        ("list", "list"),
        ("due", "due"),
        ("streaks", "streaks"),
        ("report", "report"),
        ("history", "history"),
    ];
    for (verb, name) in verbs {
        assert_eq!(home.json(&[verb])["schema"], format!("ourword.{name}/1"));
    }
    assert_eq!(home.json(&["show", "home"])["schema"], "ourword.show/1");
    assert_eq!(home.ok(&["list", "--format=json"]).stdout, home.ok(&["list", "--json"]).stdout);
}

#[test]
fn json_is_one_line_of_one_object() {
    let home = three_weeks();
    for verb in SEEING {
        let words: Vec<&str> = verb.iter().copied().chain(["--json"]).collect();
        let ran = home.ok(&words);
        assert_eq!(ran.stdout.lines().count(), 1, "{verb:?}");
        assert!(ran.stdout.starts_with('{') && ran.stdout.ends_with("}\n"), "{verb:?}");
    }
}

/// No line is wider than asked, unless it is one long word behind its indentation.
fn fits(ran: &Ran, width: usize, verb: &[&str]) {
    for line in ran.stdout.lines() {
        let wide = line.width();
        let words = line.split_whitespace().count();
        assert!(wide <= width || words == 1, "{wide} columns instead of {width}: {line:?}\n{verb:?}\n{ran}");
        assert_eq!(line.trim_end(), line, "blanks at the end of a line of {verb:?}");
    }
}

#[test]
fn text_is_no_wider_than_the_terminal() {
    let home = three_weeks();
    let long = "we eat together without a screen and talk about the day ".repeat(8);
    home.ok(&[
        "promise",
        &long,
        "--every",
        "mon,tue,thu",
        "--name",
        "a-rather-long-name-for-a-promise",
        "--plan",
        &long,
    ]);
    home.ok(&[
        "promise",
        "食器を洗って、それから台所を片付けて、ゴミを出します",
        "--every",
        "3/week",
        "-a",
        "ben",
    ]);
    home.ok(&["promise", &"x".repeat(200), "--every", "2 weeks on mon,tue,wed,thu,fri"]);
    home.ok(&["kept", "dishes", "--note", &long]);
    for width in ["40", "60", "80", "120"] {
        for verb in
            SEEING.into_iter().chain([&["show", "a7"] as &[&str], &["show", "a8"], &["report", "12w"]])
        {
            fits(&home.call(verb).env("COLUMNS", width).ok(), width.parse().unwrap(), verb);
        }
    }
}

#[test]
fn any_width_is_bearable() {
    let home = three_weeks();
    for width in ["1", "7", "20", "65535", "0", "-3", "99999999", "wide"] {
        for verb in SEEING {
            assert_eq!(home.call(verb).env("COLUMNS", width).run().code, 0, "{verb:?} at {width}");
        }
    }
    let usual = home.at("2026-11-11").call(&["report"]).env("COLUMNS", "80").ok().stdout;
    assert_eq!(
        home.call(&["report"]).env("COLUMNS", "wide").ok().stdout,
        usual,
        "80 when it cannot be known"
    );
}

fn headings(text: &str) -> Vec<&str> {
    text.lines().filter(|line| ["Ana", "Ben", "Both", "Ana and Ben"].contains(line)).collect()
}

#[test]
fn ones_own_block_comes_first() {
    let home = three_weeks();
    for verb in [&["report"] as &[&str], &["streaks"], &["list"]] {
        for (who, other) in [("ana", "Ana"), ("ben", "Ben")] {
            let words: Vec<&str> = verb.iter().copied().chain(["--as", who]).collect();
            let ran = home.ok(&words);
            assert_eq!(headings(&ran.stdout).first(), Some(&other), "{verb:?} for {who}\n{ran}");
        }
    }
    let order = |who: &str| {
        let report = home.json(&["report", "--as", who]);
        list(&report["partners"]).iter().map(|one| one["name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(order("ana"), order("ben"), "JSON keeps the order of `init`");
}

#[test]
fn both_see_the_same() {
    // The same things done by each, by the other name: the pages differ in nothing but the names.
    let page = |first: &str, second: &str, verb: &[&str]| {
        let home = Home::new();
        home.ok(&["init", "Ana", "Ben"]);
        home.ok(&["me", first]);
        home.ok(&["me", second]);
        home.ok(&["-a", first, "promise", "wash up", "--every", "day", "--name", "dishes"]);
        home.ok(&["-a", second, "promise", "home by seven", "--every", "weekday", "--name", "home"]);
        home.ok(&["-a", first, "kept", "dishes"]);
        home.ok(&["-a", second, "broke", "home"]);
        home.ok(&["-a", second, "broke", "dishes"]);
        let words: Vec<&str> = ["-a", first].into_iter().chain(verb.iter().copied()).collect();
        let text = home.ok(&words).stdout;
        // The hash at the foot hangs on who wrote.
        let kept = text.lines().filter(|line| !line.starts_with("record ")).collect::<Vec<_>>().join("\n");
        kept.replace(first, "ONE").replace(second, "TWO")
    };
    for verb in [&[] as &[&str], &["report"], &["streaks"], &["list"], &["show", "dishes"], &["due"]] {
        assert_eq!(page("Ana", "Ben", verb), page("Ben", "Ana", verb), "{verb:?}");
    }
}

#[test]
fn nobody_is_ranked() {
    let home = three_weeks();
    for verb in SEEING {
        let text = home.ok(verb).stdout.to_lowercase();
        for word in ["winner", "better than", "worse", "ahead of", "behind", " vs", "score", "%"] {
            let rate = word == "%" && verb.len() == 2;
            assert!(rate || !text.contains(word), "{word:?} in {verb:?}\n{text}");
        }
    }
}

#[test]
fn due() {
    let home = three_weeks();
    home.at("2026-11-12");
    let due = home.json(&["due"]);
    let windows = list(&due["windows"]);
    let last_days: Vec<_> =
        windows.iter().map(|window| window["to"].as_str().unwrap_or("9999").to_owned()).collect();
    assert!(last_days.is_sorted(), "by last day, those without an end last: {last_days:?}");
    let today = windows.iter().find(|window| window["id"] == "a1" && window["from"] == "2026-11-12").unwrap();
    assert_eq!(today["days_left"], 0);
    let waiting =
        windows.iter().find(|window| window["id"] == "a1" && window["from"] == "2026-11-10").unwrap();
    assert_eq!((&waiting["days_left"], &waiting["verdict"]), (&(-2).into(), &"awaiting".into()));
    assert!(windows.iter().all(|window| window["id"] != "a3"), "a promise to avoid, only while awaiting");
    let mine = home.json(&["due", "--mine", "-a", "ben"]);
    assert!(list(&mine["windows"]).iter().all(|window| window["id"] != "a1"), "Ana's is not Ben's");
    assert!(list(&mine["windows"]).iter().any(|window| window["id"] == "a4"), "the joint one is");
    assert_eq!(home.run(&["due", "--exit-code"]).code, 10);
    let idle = Home::couple();
    assert_eq!(idle.run(&["due", "--exit-code"]).code, 0);
    assert_eq!(idle.run(&["due", "--exit-code", "--json"]).code, 0);
}

#[test]
fn an_unlogged_one_off_stays_due() {
    let home = Home::couple();
    home.ok(&["promise", "call the bank", "--due", "fri", "--name", "bank"]);
    home.at("2027-01-04");
    let due = home.json(&["due"]);
    assert_eq!(due["windows"][0]["verdict"], "unlogged");
    home.ok(&["end", "bank"]);
    assert!(list(&home.json(&["due"])["windows"]).is_empty());
}

#[test]
fn lists_oldest_first_and_ids_by_number() {
    let home = Home::couple();
    for _ in 0..11 {
        home.ok(&["promise", "x", "--every", "day"]);
    }
    let listed = home.ok(&["list", "--quiet"]).stdout;
    let ids: Vec<&str> = listed.lines().collect();
    assert_eq!(ids, ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11"]);
}

#[test]
fn reading_writes_nothing() {
    let home = three_weeks();
    let before = home.bytes();
    std::fs::remove_dir_all(home.path().join("state")).unwrap();
    for verb in SEEING.into_iter().chain([&["me"] as &[&str], &["config"], &["demo"], &["--help"]]) {
        home.ok(verb);
        assert!(home.bytes() == before, "{verb:?}");
        assert!(!home.path().join("state").exists(), "{verb:?} made a key");
    }
}

#[test]
fn periods() {
    let home = three_weeks();
    for (period, from, to) in [
        ("", "2026-11-09", "2026-11-15"),
        ("last", "2026-11-02", "2026-11-08"),
        ("2026-W45", "2026-11-02", "2026-11-08"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-10-28", "2026-10-26", "2026-11-01"),
        ("2026-10-28..2026-11-03", "2026-10-28", "2026-11-03"),
        ("3w", "2026-10-26", "2026-11-15"),
    ] {
        let words: Vec<&str> = ["report", period].into_iter().filter(|word| !word.is_empty()).collect();
        let report = home.json(&words);
        assert_eq!((report["from"].as_str(), report["to"].as_str()), (Some(from), Some(to)), "{period}");
    }
    for period in
        ["someday", "2026-W54", "2026-13", "0w", "2026-11-10..2026-11-01", "..", "2026-11-10..", "12 w"]
    {
        assert_eq!(home.refused(&["report", period], 2).kind, "usage", "{period}");
        assert_eq!(home.refused(&["history", period], 2).kind, "usage", "{period}");
    }
    assert_eq!(home.refused(&["report", "chapter"], 3).kind, "not_found");
}

#[test]
fn history_shows_instants_when_asked() {
    let home = three_weeks();
    home.ok(&["history", "all"]).never_says("12:00");
    home.ok(&["history", "all", "--times"]).says("2026-10-26T12:00:00Z");
    home.ok(&["show", "home"]).never_says("T12:");
    home.ok(&["show", "home", "--times"]).says("2026-11-04T12:00:00Z");
}
