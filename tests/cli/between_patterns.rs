//! Patterns in reports of a month or longer: each fires once, and just does not.

use serde_json::Value;

use crate::harness::{Home, keys, list};

/// A promise of Ana's for each day from 2 to 7 November, as of Sunday 22 November.
fn six_days() -> Home {
    daily("2026-11-02", "2026-11-07")
}

fn daily(from: &str, until: &str) -> Home {
    let home = Home::couple();
    home.at("2026-11-22");
    home.ok(&["promise", "x", "--every", "day", "--from", from, "--until", until, "--name", "x"]);
    home
}

/// A couple that began on that day.
fn since(day: &str) -> Home {
    let home = Home::new();
    home.at(day).ok(&["init", "Ana", "Ben"]);
    home.ok(&["me", "Ben"]);
    home.ok(&["me", "Ana"]);
    home
}

fn say(home: &Home, word: &str, days: &[u8], by: &str) {
    for day in days {
        home.ok(&[word, "x", "--on", &format!("2026-11-{day:02}"), "-a", by]);
    }
}

fn patterns(home: &Home) -> Vec<Value> {
    list(&home.json(&["report", "12w"])["patterns"]).to_vec()
}

fn count(home: &Home, kind: &str) -> usize {
    patterns(home).iter().filter(|pattern| pattern["kind"] == kind).count()
}

#[track_caller]
fn fires(home: &Home, kind: &str) {
    let all = patterns(home);
    let found: Vec<&Value> = all.iter().filter(|pattern| pattern["kind"] == kind).collect();
    assert_eq!(found.len(), 1, "{kind} in {all:?}");
    assert_eq!(keys(found[0]), ["evidence", "good", "kind", "text"]);
    assert!(list(&found[0]["evidence"]).len() >= 3, "never from fewer than three events: {:?}", found[0]);
    for evidence in list(&found[0]["evidence"]) {
        assert_eq!(keys(evidence), ["on", "promise"]);
    }
    let text = found[0]["text"].as_str().unwrap();
    assert!(!text.contains("Ana") && !text.contains("Ben"), "never about a person: {text}");
    let goods: Vec<bool> = all.iter().map(|pattern| pattern["good"] == true).collect();
    assert!(goods.is_sorted_by(|a, b| a >= b), "good ones first: {all:?}");
    home.ok(&["report", "12w"]).says(text);
    assert!(list(&home.json(&["report"])["patterns"]).is_empty(), "not in a week's report");
}

#[track_caller]
fn does_not(home: &Home, kind: &str) {
    assert_eq!(count(home, kind), 0, "{kind} in {:?}", patterns(home));
}

#[test]
fn four_steady_weeks_together() {
    let weeks = |from: &str, days: &[&str]| {
        let home = Home::couple();
        home.at("2026-11-22");
        home.ok(&["promise", "x", "--every", "week", "--from", from, "--name", "x"]);
        for day in days {
            home.ok(&["kept", "x", "--on", day]);
        }
        home
    };
    fires(&weeks("2026-10-19", &["2026-10-20", "2026-10-27", "2026-11-03", "2026-11-10"]), "steady_together");
    does_not(&weeks("2026-10-26", &["2026-10-27", "2026-11-03", "2026-11-10"]), "steady_together");
}

#[test]
fn a_repair_that_holds() {
    let home = six_days();
    say(&home, "broke", &[2], "ana");
    home.ok(&[
        "promise",
        "alarm",
        "--every",
        "day",
        "--from",
        "2026-11-22",
        "--until",
        "2026-11-30",
        "--name",
        "y",
    ]);
    home.ok(&["repair", "x", "--did", "I forgot", "--adjust", "y"]);
    home.at("2026-11-24");
    home.ok(&["kept", "y", "--on", "2026-11-22"]);
    home.ok(&["kept", "y", "--on", "2026-11-24"]);
    does_not(&home, "repair_holds");
    home.ok(&["kept", "y", "--on", "2026-11-23"]);
    fires(&home, "repair_holds");
    home.ok(&["broke", "y", "--on", "2026-11-24"]);
    does_not(&home, "repair_holds");
}

#[test]
fn notice_for_every_excuse() {
    let home = since("2026-11-01");
    home.ok(&["promise", "x", "--every", "day", "--until", "2026-11-09", "--name", "x"]);
    say(&home, "excused", &[2, 3], "ana");
    home.at("2026-11-22");
    does_not(&home, "notice_for_every_excuse");
    home.at("2026-11-03");
    say(&home, "excused", &[4], "ana");
    home.at("2026-11-22");
    fires(&home, "notice_for_every_excuse");
    home.at("2026-11-05");
    say(&home, "excused", &[5], "ana");
    home.at("2026-11-22");
    does_not(&home, "notice_for_every_excuse");
}

#[test]
fn every_break_spoken_of_first() {
    let home = six_days();
    say(&home, "broke", &[2, 4], "ana");
    does_not(&home, "every_break_spoken_of");
    say(&home, "broke", &[6], "ana");
    say(&home, "broke", &[6], "ben");
    fires(&home, "every_break_spoken_of");
    say(&home, "broke", &[7], "ben");
    home.at("2026-11-23");
    say(&home, "broke", &[7], "ana");
    does_not(&home, "every_break_spoken_of");
}

#[test]
fn back_the_next_time_after_every_miss() {
    let home = six_days();
    say(&home, "kept", &[3, 5, 7], "ana");
    say(&home, "broke", &[2, 4], "ana");
    home.ok(&["excused", "x", "--on", "2026-11-06"]);
    does_not(&home, "back_the_next_time");
    say(&home, "broke", &[6], "ana");
    fires(&home, "back_the_next_time");
    say(&home, "broke", &[7], "ana");
    does_not(&home, "back_the_next_time");
}

#[test]
fn three_excuses_without_a_days_notice() {
    let home = six_days();
    say(&home, "excused", &[2, 3], "ana");
    does_not(&home, "excuses_without_notice");
    say(&home, "excused", &[4], "ana");
    fires(&home, "excuses_without_notice");
}

#[test]
fn broken_three_times_in_five_windows() {
    let home = six_days();
    say(&home, "broke", &[2, 4, 7], "ana");
    say(&home, "kept", &[3, 5, 6], "ana");
    does_not(&home, "broken_three_of_five");
    say(&home, "kept", &[7], "ana");
    say(&home, "broke", &[6], "ana");
    fires(&home, "broken_three_of_five");
}

#[test]
fn broken_again_after_a_repair_without_an_adjustment() {
    let home = since("2026-11-05");
    home.ok(&[
        "promise",
        "x",
        "--every",
        "day",
        "--from",
        "2026-11-02",
        "--until",
        "2026-11-09",
        "--name",
        "x",
    ]);
    say(&home, "broke", &[4], "ana");
    home.ok(&["repair", "x", "--did", "I forgot"]);
    home.at("2026-11-22");
    does_not(&home, "broken_after_repair");
    say(&home, "broke", &[8], "ana");
    fires(&home, "broken_after_repair");
    home.ok(&["repair", "a2", "--adjust", "an alarm", "--every", "day"]);
    does_not(&home, "broken_after_repair");
}

#[test]
fn half_unlogged_for_two_weeks() {
    let home = daily("2026-10-26", "2026-11-08");
    fires(&home, "unlogged_two_weeks");
    say(&home, "kept", &[2, 3, 4], "ana");
    fires(&home, "unlogged_two_weeks");
    say(&home, "kept", &[5], "ana");
    does_not(&home, "unlogged_two_weeks");
}

#[test]
fn three_windows_seen_differently_in_four_weeks() {
    let home = daily("2026-10-20", "2026-11-07");
    say(&home, "kept", &[2, 3, 4], "ana");
    say(&home, "broke", &[2, 3], "ben");
    for (word, by) in [("kept", "ana"), ("broke", "ben")] {
        home.ok(&[word, "x", "--on", "2026-10-20", "-a", by]);
    }
    does_not(&home, "seen_differently");
    say(&home, "broke", &[4], "ben");
    fires(&home, "seen_differently");
}

#[test]
fn a_promise_moved_three_times() {
    let home = since("2026-11-16");
    home.ok(&["promise", "call the bank", "--due", "2026-11-20", "--name", "x"]);
    home.ok(&["revise", "x", "--due", "2026-11-27"]);
    home.ok(&["revise", "x", "--due", "2026-11-28"]);
    home.ok(&["revise", "x", "--wording", "call"]);
    does_not(&home, "moved");
    home.ok(&["revise", "x", "--due", "2026-11-30"]);
    fires(&home, "moved");
}

#[test]
fn what_was_kept_before_a_repair_is_no_sign_of_it() {
    let home = six_days();
    home.ok(&["broke", "x", "--on", "2026-11-07"]);
    home.ok(&["promise", "alarm", "--every", "day", "--from", "2026-11-10", "--name", "y"]);
    for day in 10..=22 {
        home.ok(&["kept", "y", "--on", &format!("2026-11-{day}")]);
    }
    home.ok(&["repair", "x", "--did", "I forgot", "--adjust", "y"]);
    does_not(&home, "repair_holds");
}

#[test]
fn steady_weeks_that_are_long_past_are_no_pattern_of_these() {
    let home = since("2026-06-01");
    home.ok(&["promise", "x", "--every", "week", "--name", "x"]);
    for day in ["2026-06-02", "2026-06-08", "2026-06-15", "2026-06-22"] {
        home.at(day).ok(&["kept", "x"]);
    }
    home.at("2026-06-29");
    fires(&home, "steady_together");
    home.ok(&["pause"]);
    home.at("2026-09-20");
    does_not(&home, "steady_together");
}

/// A window that began before the repair and broke after it.
#[test]
fn broken_again_in_the_week_of_the_repair() {
    let home = since("2026-09-07");
    home.ok(&["promise", "walk", "--every", "week", "--name", "x"]);
    home.at("2026-09-15").ok(&["broke", "x", "--on", "2026-09-13"]);
    home.ok(&["repair", "x", "--did", "sorry"]);
    does_not(&home, "broken_after_repair");
    home.at("2026-09-20").ok(&["broke", "x"]);
    fires(&home, "broken_after_repair");
}

#[test]
fn what_was_seen_differently_long_ago_is_not_of_the_last_four_weeks() {
    let home = since("2026-09-01");
    for name in ["one", "two", "three"] {
        home.ok(&["promise", "open", "--name", name]);
        home.ok(&["kept", name]);
        home.ok(&["broke", name, "-a", "ben"]);
    }
    fires(&home, "seen_differently");
    home.at("2026-10-20");
    does_not(&home, "seen_differently");
}

#[test]
fn one_offs_count_in_the_week_in_which_they_were_due() {
    let home = since("2026-10-01");
    for (name, due) in [("one", "2026-10-13"), ("two", "2026-10-15"), ("three", "2026-10-20")] {
        home.ok(&["promise", "once", "--due", due, "--name", name]);
    }
    home.at("2026-11-01");
    fires(&home, "unlogged_two_weeks");
}
