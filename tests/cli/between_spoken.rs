//! What the verbs between the two say, word by word: each is read by somebody who may be having a bad day.

use crate::harness::Home;

/// All that one command says.
fn said(home: &Home, args: &[&str]) -> String {
    format!("$ ourword {}\n{}", args.join(" "), home.run(args))
}

#[test]
fn what_each_says() {
    let home = Home::with_dishes();
    home.ok(&["broke", "dishes", "--on", "yesterday", "--note", "fell asleep"]);
    let calls: [&[&str]; 37] = [
        &["ask", "tell me first", "--every", "week", "--name", "tell"],
        &["accept", "tell", "--every", "2 weeks", "--as", "ben"],
        &["ask", "come along", "--due", "sat", "--name", "garden"],
        &["decline", "garden", "--as", "ben"],
        &["accept", "garden", "--as", "ben"],
        &["boundary", "no shouting", "--will", "I leave the room", "--name", "calm", "--told", "today"],
        &["boundary", "you must not see your friends", "--will", "I check your phone"],
        &["kept", "calm"],
        &["broke", "calm", "--note", "I stayed"],
        &["excused", "calm"],
        &["kept", "calm", "--as", "ben"],
        &["revise", "calm", "--review", "in 4 weeks"],
        &["repair", "dishes", "--did", "I went to bed", "--adjust", "an alarm", "--every", "day"],
        &["repair", "a6", "--impact", "you washed up alone"],
        &["repair", "a6", "--not-yet", "--as", "ben"],
        &["repair", "a6", "--heard", "--as", "ben"],
        &["repair", "a6", "--heard", "--as", "ben"],
        &["repair", "a6", "--heard"],
        &["repair", "dishes"],
        &["thank", "for", "the", "soup"],
        &["note", "slept badly"],
        &["chapter", "winter", "--hope", "we talk first", "--stage", "repair"],
        &["accept", "winter", "--as", "ben"],
        &["end", "winter"],
        &["checkin", "--predict", "7", "--feeling", "lighter"],
        &["checkin", "--show"],
        &["checkin", "--rely", "6", "--show", "--as", "ben"],
        &["checkin", "--rely", "6"],
        &["revise", "dishes", "--every", "weekday"],
        &["revise", "a11", "--wording", "wash up, pans too"],
        &["revise", "tell", "--every", "week"],
        &["unsay", "a.4"],
        &["unsay", "a.4"],
        &["unsay", "a.5", "--as", "ben"],
        &["history"],
        &["leave", "--output", "taken.json", "--as", "ben"],
        &["kept", "tell", "--as", "ben"],
    ];
    let all: Vec<String> = calls.iter().map(|args| said(&home, args)).collect();
    insta::assert_snapshot!("what_each_says", all.join("\n"));
    insta::assert_snapshot!("after_one_has_left", said(&home, &["report"]) + "\n" + &said(&home, &[]));
}
