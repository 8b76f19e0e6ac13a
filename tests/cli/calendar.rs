//! `calendar`: a week, a month and a year, wide and narrow; and bars, strips and reports of one promise.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::harness::{Home, list};

const WIDE: &str = "家へ七時に帰る、または六時に知らせる";

/// Half a year of two partners, with something of everything in it. It is a Friday.
pub fn half_a_year(name: &str, words: &str, week_starts: &str) -> Home {
    let home = Home::new();
    home.at("2026-11-20");
    home.ok(&["init", name, "Ben"]);
    home.ok(&["me", "Ben"]);
    home.ok(&["me", name]);
    home.ok(&["config", "week_starts", week_starts]);
    let promise = |more: &[&str]| {
        let words: Vec<&str> = ["promise"].iter().chain(more).copied().collect();
        home.ok(&[&words[..], &["--from", "2026-05-25"]].concat());
    };
    promise(&["wash up before bed", "--every", "day", "--name", "dishes"]);
    promise(&[words, "--every", "weekday", "--name", "home", "-a", "ben"]);
    promise(&["walk", "--every", "3/week", "--name", "walk"]);
    promise(&["no phone at the table", "--every", "day", "--avoid", "--name", "no-phone", "-a", "ben"]);
    let mut marks = String::new();
    for number in 0..180 {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 5, 25).unwrap() + chrono::TimeDelta::days(number);
        if number % 11 != 3 && number % 29 != 5 {
            writeln!(marks, "dishes {day}").unwrap();
        }
        if number % 7 < 5 && number % 13 != 2 {
            writeln!(marks, "home {day}").unwrap();
        }
        if number % 7 % 2 == 1 && number % 17 != 0 {
            writeln!(marks, "walk {day}").unwrap();
        }
    }
    home.call(&["kept", "-"]).stdin(marks).ok();
    home.ok(&["broke", "dishes", "--on", "2026-11-17", "-a", "ben"]);
    home.ok(&["broke", "no-phone", "--on", "2026-11-18", "-a", "ben"]);
    home.ok(&["broke", "home", "--on", "2026-11-19"]);
    home.ok(&["excused", "dishes", "--on", "2026-11-14"]);
    home
}

fn at(home: &Home, columns: &str, words: &[&str]) -> crate::harness::Ran {
    home.call(words).env("COLUMNS", columns).ok()
}

#[test]
fn wide_and_narrow() {
    let home = half_a_year("Zoë", WIDE, "monday");
    home.ok(&["promise", WIDE, "--every", "day", "--name", "家の仕事", "--from", "2026-11-10"]);
    for (columns, width) in [("80", 80), ("40", 40), ("30", 30), ("65", 65), ("200", 200)] {
        let every = [
            ("week", &["calendar"] as &[&str]),
            ("month", &["calendar", "2026-11"]),
            ("year", &["calendar", "2026"]),
            ("promise", &["calendar", "12w", "--promise", "home"]),
            ("blocks", &["calendar", "2026-11", "--by", "block"]),
        ];
        for (name, words) in every {
            let ran = at(&home, columns, words);
            for line in ran.stdout.lines() {
                let one_word = line.split_whitespace().count() == 1;
                assert!(
                    line.width() <= width || one_word,
                    "wider than {width}: {line:?}
{ran}"
                );
                assert_eq!(line, line.trim_end());
            }
            if width == 80 || width == 40 {
                insta::assert_snapshot!(format!("{name}_{columns}"), ran);
            }
        }
    }
}

#[test]
fn weeks_start_where_the_ledger_says() {
    let home = half_a_year("Ana", "home by seven", "sunday");
    at(&home, "80", &["calendar"]).says("Su Mo Tu We Th Fr Sa");
    insta::assert_snapshot!("sunday", at(&home, "80", &["calendar", "2026-10", "--promise", "walk"]));
    let year = at(&home, "80", &["calendar", "2026"]);
    let first = |head: &str| year.stdout.lines().position(|line| line.starts_with(head)).unwrap();
    assert!(first("  Su") < first("  Mo") && first("  Mo") < first("  Sa"), "{year}");
}

#[test]
fn every_day_stands_in_its_row_and_column() {
    let home = half_a_year("Ana", "home by seven", "monday");
    let json = home.json(&["calendar", "2026", "--promise", "dishes"]);
    let text = home.ok(&["calendar", "2026", "--promise", "dishes"]);
    let sign = |verdict: &str| match verdict {
        "kept" => '✓',
        "disputed" => '≠',
        "excused" => 'e',
        "unlogged" => '?',
        "open" => '·',
        "awaiting" => '…',
        other => panic!("{other}"),
    };
    let rows: Vec<Vec<char>> = ["  Mo ", "  Tu ", "  We ", "  Th ", "  Fr ", "  Sa ", "  Su "]
        .iter()
        .map(|head| text.stdout.lines().find_map(|line| line.strip_prefix(head)).unwrap().chars().collect())
        .collect();
    let days = list(&json["partners"][0]["promises"][0]["days"]);
    assert!(days.len() > 170);
    // The first week of 2026 begins on Monday, 29 December.
    let first = chrono::NaiveDate::from_ymd_opt(2025, 12, 29).unwrap();
    for day in days {
        let on: chrono::NaiveDate = day["on"].as_str().unwrap().parse().unwrap();
        let away = usize::try_from((on - first).num_days()).unwrap();
        assert_eq!(
            rows[away % 7].get(away / 7),
            Some(&sign(day["verdict"].as_str().unwrap())),
            "{day}\n{text}"
        );
    }
    let drawn = rows.iter().flatten().filter(|glyph| **glyph != ' ').count();
    assert_eq!(drawn, days.len(), "and nothing else\n{text}");
}

#[test]
fn the_answer_in_every_form() {
    let home = half_a_year("Ana", "home by seven", "monday");
    let json = home.json(&["calendar"]);
    assert_eq!(json["schema"], "ourword.calendar/1");
    assert_eq!((&json["from"], &json["label"]), (&"2026-11-16".into(), &"2026-W47".into()));
    assert_eq!(home.ok(&["calendar", "-q"]).stdout, "a1\na3\na2\na4\n");
    assert_eq!(home.ok(&["calendar", "-q", "--promise", "home"]).stdout, "a2\n");
    assert_eq!(home.ok(&["calendar", "2019", "-q"]).stdout, "");
    home.ok(&["calendar", "2019"]).says("no promise in this time");
    for promise in ["nosuch", "a99"] {
        assert_eq!(home.refused(&["calendar", "--promise", promise], 3).kind, "not_found");
        assert_eq!(home.refused(&["report", "--promise", promise], 3).kind, "not_found");
        assert_eq!(home.refused(&["history", "--about", promise], 3).kind, "not_found");
    }
    assert_eq!(home.refused(&["calendar", "someday"], 2).kind, "usage");
    assert_eq!(home.refused(&["calendar", "--by", "score"], 2).kind, "usage");
}

#[test]
fn ones_own_comes_first() {
    let home = half_a_year("Ana", "home by seven", "monday");
    for (who, first) in [("ana", "Ana"), ("ben", "Ben")] {
        let text = home.ok(&["calendar", "-a", who]).stdout;
        let names: Vec<&str> = text.lines().filter(|line| ["Ana", "Ben"].contains(line)).collect();
        assert_eq!(names.first(), Some(&first), "{text}");
    }
}

#[test]
fn a_long_time_is_bearable() {
    let home = half_a_year("Ana", "home by seven", "monday");
    for period in ["0001-01-01..9999-12-31", "all", "2026-11-20..9999-12-31", "9999", "0001", "999w"] {
        let text = home.ok(&["calendar", period]).stdout;
        assert!(text.lines().count() < 200, "{period}\n{text}");
    }
    home.ok(&["calendar", "0001-01-01..9999-12-31", "--by", "promise"])
        .says("dishes: wash up")
        .says("2026   Jun ");
}

#[test]
fn a_report_of_one_promise() {
    let home = half_a_year("Ana", "home by seven", "monday");
    home.ok(&["thank", "for", "the", "soup"]);
    home.ok(&["boundary", "no shouting", "--will", "leave the room"]);
    let text = home.ok(&["report", "--promise", "dishes"]);
    text.says("of one promise: dishes (a1), wash up before bed (Ana)").says("dishes");
    for other in ["walk", "no-phone", "soup", "shouting", "Ben\n"] {
        text.never_says(other);
    }
    let json = home.json(&["report", "2026-11", "--promise", "dishes"]);
    crate::shapes::report(&json);
    let whole = home.json(&["report", "2026-11"]);
    let own = &json["partners"][0];
    assert_eq!(list(&own["promises"]).len(), 1);
    assert_eq!(own["promises"][0], whole["partners"][0]["promises"][0], "the same account");
    assert_eq!(own["tally"], own["promises"][0]["tally"], "and its figures alone");
    for empty in ["thanks", "boundaries", "checkins", "repairs", "asked", "patterns"] {
        assert_eq!(list(&json[empty]).len(), 0, "{empty}");
    }
    assert_eq!(list(&json["partners"][1]["promises"]).len(), 0);
    home.ok(&["report", "2019", "--promise", "dishes"]).says("nothing of it in this time");
}

#[test]
fn a_repair_stays_with_its_promise_and_holds_by_the_other() {
    let home = Home::couple();
    home.ok(&["promise", "wash up", "--every", "day", "--name", "dishes", "--from", "2026-11-09"]);
    home.ok(&["promise", "an alarm", "--every", "day", "--name", "alarm", "--from", "2026-11-09"]);
    home.ok(&["broke", "dishes", "--on", "2026-11-13"]);
    home.ok(&["repair", "dishes", "--did", "fell asleep", "--adjust", "alarm"]);
    home.ok(&["kept", "alarm"]);
    let state = |words: &[&str]| home.json(words)["repairs"][0]["state"].clone();
    assert_eq!(state(&["report", "--promise", "dishes"]), "holding");
    assert_eq!(state(&["report", "--promise", "dishes"]), state(&["report"]));
    home.ok(&["promise", "walk", "--every", "day", "--name", "walk"]);
    assert_eq!(list(&home.json(&["report", "--promise", "walk"])["repairs"]).len(), 0);
}

#[test]
fn history_of_one_thing() {
    let home = Home::with_dishes();
    home.ok(&["promise", "walk", "--every", "day", "--name", "walk"]);
    home.ok(&["kept", "dishes", "walk"]);
    home.ok(&["kept", "walk", "--on", "today", "--note", "in the rain"]);
    home.ok(&["undo"]);
    home.ok(&["pause", "dishes", "--from", "tomorrow"]);
    let kinds = |about: &str| {
        let events = home.json(&["history", "all", "--about", about]);
        list(&events["events"]).iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds("dishes"), ["promised", "marked", "paused"]);
    assert_eq!(kinds("a2"), ["promised", "marked", "marked", "undone"]);
    assert_eq!(kinds("a3"), ["paused"]);
}

#[test]
fn bars_of_weeks() {
    let home = half_a_year("Ana", "home by seven", "monday");
    insta::assert_snapshot!("bars_in_streaks", at(&home, "80", &["streaks"]));
    insta::assert_snapshot!("bars_in_streaks_ascii", at(&home, "40", &["streaks", "--ascii"]));
    insta::assert_snapshot!("bars_in_a_report", at(&home, "80", &["report"]));
    insta::assert_snapshot!("bars_in_a_report_of_a_month", at(&home, "80", &["report", "2026-11"]));
    at(&home, "63", &["report", "2026-11"]).never_says("█");
    Home::couple().ok(&["streaks"]).never_says("weeks  ");
    let json = home.json(&["streaks"]);
    assert!(json["joint"].get("weeks").is_none(), "the bars are for text");
}

#[test]
fn show_tells_the_latest_windows() {
    let home = half_a_year("Ana", "home by seven", "monday");
    let told = |text: &str| text.lines().filter(|line| line.contains("Ana kept")).count();
    let all = list(&home.json(&["show", "dishes"])["windows"]).len();
    let short = home.ok(&["show", "dishes"]);
    short.says(&format!("the latest 60 of {all} windows, oldest first"));
    short.says(&format!("{} earlier windows; --all shows them", all - 30));
    assert!(told(&short.stdout) < 30);
    let whole = home.ok(&["show", "dishes", "--all"]);
    whole.never_says("--all");
    assert!(told(&whole.stdout) > 150, "{whole}");
    let strip = short.stdout.lines().find(|line| line.contains("✓✓")).unwrap();
    assert_eq!(strip.trim().width(), 60);
    let narrow = at(&home, "40", &["show", "dishes"]);
    assert!(narrow.stdout.lines().filter(|line| line.contains("✓✓")).count() == 2, "{narrow}");
}

/// What a glance must not say: that one view is right, that silence is a break, that two views are nothing.
#[test]
fn no_glyph_takes_a_side_or_accuses() {
    let home = Home::couple();
    home.at("2026-11-20");
    home.ok(&[
        "promise",
        "an evening",
        "--every",
        "week",
        "--from",
        "2026-11-09",
        "--name",
        "eve",
        "-a",
        "ben",
    ]);
    home.ok(&["kept", "eve", "--on", "2026-11-10", "-a", "ben"]);
    home.ok(&["broke", "eve", "--on", "2026-11-10", "-a", "ana"]);
    let days = home.json(&["calendar", "last", "--promise", "eve"]);
    let verdicts: Vec<&str> = list(&days["partners"][1]["promises"][0]["days"])
        .iter()
        .map(|day| day["verdict"].as_str().unwrap())
        .collect();
    assert_eq!(verdicts, ["disputed", "disputed"], "the day itself, and the window's last");
    home.ok(&["calendar", "last", "--by", "block"]).never_says("all kept").says("seen differently");
    home.ok(&["promise", "x", "--every", "week", "--from", "2026-11-02", "--name", "x", "-a", "ben"]);
    home.ok(&["kept", "x", "--on", "2026-11-03", "-a", "ben"]);
    home.ok(&["kept", "x", "--on", "2026-11-09", "-a", "ben"]);
    home.ok(&["streaks"]).says("1 seen differently");
    let quiet = Home::couple();
    quiet.at("2026-11-20");
    quiet.ok(&["promise", "silent", "--every", "day", "--from", "2026-10-05", "--until", "2026-10-25"]);
    quiet.ok(&["promise", "bill", "--due", "2026-11-16", "--from", "2026-11-09", "-a", "ben"]);
    quiet.ok(&["kept", "a2", "--on", "2026-11-18", "-a", "ben"]);
    let month = quiet.ok(&["calendar", "2026-10", "--by", "block"]);
    month.never_says("none kept").says("? not logged");
    quiet.ok(&["calendar", "2026-11", "--by", "block"]).never_says("none kept").says("l kept late");
    quiet.ok(&["streaks"]).says("? not logged");
}
