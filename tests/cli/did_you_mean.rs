//! Words that are nearly right: verbs, flags, names, ids, dates, periods, cadences, settings, pages of the guide.

use crate::harness::Home;

#[test]
fn what_was_meant_is_named() {
    let home = Home::with_dishes();
    home.ok(&["promise", "call the bank"]);
    let cases: [(&[&str], i32, &str); 16] = [
        (&["kpet", "dishes"], 2, "kept"),
        (&["reprot"], 2, "report"),
        (&["list", "--al"], 2, "--all"),
        (&["kept", "dihses"], 3, "dishes"),
        (&["show", "dish"], 3, "dishes"),
        (&["end", "a3"], 3, "a1 or a2"),
        (&["kept", "dishes", "--on", "yesterdya"], 2, "yesterday"),
        (&["kept", "dishes", "--on", "Tody"], 2, "today"),
        (&["promise", "x", "--due", "tomorow"], 2, "tomorrow"),
        (&["promise", "x", "--due", "firday"], 2, "friday"),
        (&["list", "--today", "wednsday"], 2, "wednesday"),
        (&["report", "chapetr"], 2, "chapter"),
        (&["history", "lats"], 2, "last"),
        (&["promise", "x", "--every", "weekdays"], 2, "weekday"),
        (&["config", "day_end"], 2, "day_ends"),
        (&["guide", "verdict"], 2, "verdicts"),
    ];
    for (words, code, meant) in cases {
        let refused = home.refused(words, code);
        assert!(refused.hint.contains(meant), "{words:?}: {refused:?}");
    }
}

#[test]
fn what_is_like_nothing_is_told_what_there_is() {
    let home = Home::with_dishes();
    let cases: [(&[&str], i32, &str); 4] = [
        (&["kept", "garden"], 3, "`ourword list --all` shows them all"),
        (&["kept", "dishes", "--on", "2026-13-41"], 2, "a date is 2026-11-20"),
        (&["report", "whenever"], 2, "a period is last"),
        (&["promise", "x", "--every", "now and then"], 2, "for example day"),
    ];
    for (words, code, hint) in cases {
        let refused = home.refused(words, code);
        assert!(refused.hint.starts_with(hint), "{words:?}: {refused:?}");
    }
}
