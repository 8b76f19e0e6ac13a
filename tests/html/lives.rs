//! Couples whose pages are looked at: an ordinary one over a year, one whose words are hostile, one that has only begun.

use crate::couple::{Couple, TODAY};

/// What a hostile pair would write.
pub const SCRIPT: &str = "<script>alert(1)</script>";
pub const IMAGE: &str = "\"><img src=x onerror=alert(1)>";
pub const TURNED: &str = "kept\u{202e}nekorb";

const YEAR: [&str; 2] = ["2026-01-05", TODAY];

/// Ana and Ben, since January.
pub fn ordinary() -> Couple {
    let couple = Couple::new(["Ana", "Ben"], "2026-01-05");
    promises(&couple);
    marks(&couple);
    between(&couple);
    couple
}

fn promises(couple: &Couple) {
    let since = ["--from", "2026-01-05"];
    let given: [(&str, &str, &[&str]); 5] = [
        ("dishes", "wash up before bed", &["--every", "day"]),
        ("walk", "walk with Ben after work", &["--every", "3/week"]),
        ("home", "home by seven, or a message by six", &["--every", "weekday", "-a", "ben"]),
        ("no-phone", "no phone at the table", &["--every", "day", "--avoid", "-a", "ben"]),
        ("evening", "an evening for us, without screens", &["--every", "week", "--both"]),
    ];
    for (name, text, terms) in given {
        let mut args = vec!["promise", text, "--name", name];
        args.extend(terms);
        args.extend(since);
        couple.on("2026-01-05", &args);
    }
    couple.on("2026-01-05", &["accept", "evening", "-a", "ben"]);
    couple.on(
        "2026-11-16",
        &["promise", "call the bank", "--name", "bank", "--due", "2026-11-20", "-a", "ben"],
    );
    couple.on("2026-11-19", &["ask", "tell me before you lend money", "--every", "week", "--name", "money"]);
}

fn marks(couple: &Couple) {
    let ben = |verb| [verb, "-a", "ben"];
    let missed = |at: i64| at % 17 == 9 || at % 41 == 3;
    let silent = |at: i64| (120..126).contains(&at) || at % 53 == 7;
    couple.many(&["kept"], "dishes", YEAR, |at| !missed(at) && !silent(at));
    couple.many(&["broke"], "dishes", YEAR, |at| missed(at) && !silent(at));
    couple.many(&ben("broke"), "dishes", ["2026-11-20", "2026-11-20"], |_| true);
    couple.many(&["kept"], "walk", YEAR, |at| at % 7 % 2 == 1 && at % 5 != 0);
    let away = |at: i64| (200..212).contains(&at);
    couple.many(&ben("kept"), "home", YEAR, |at| at % 7 < 5 && at % 11 != 4 && !away(at));
    couple.many(&ben("broke"), "home", YEAR, |at| at % 7 < 5 && at % 11 == 4 && !away(at));
    couple.many(&ben("excused"), "home", YEAR, |at| at % 7 < 5 && away(at));
    couple.many(&ben("broke"), "no-phone", YEAR, |at| at % 29 == 4);
    couple.many(&["kept"], "evening", YEAR, |at| at % 7 == 5 && at % 4 != 0);
    couple.many(&ben("kept"), "bank", [TODAY, TODAY], |_| true);
}

fn between(couple: &Couple) {
    let weeks = ["2026-10-18", "2026-10-25", "2026-11-01", "2026-11-15", TODAY];
    let answers = [
        [("5", "4", "6"), ("7", "7", "5")],
        [("6", "5", "6"), ("7", "8", "5")],
        [("6", "6", "7"), ("6", "8", "6")],
        [("8", "7", "7"), ("7", "9", "6")],
        [("7", "7", "8"), ("8", "8", "8")],
    ];
    for (week, both) in weeks.into_iter().zip(answers) {
        for (who, (predict, rely, safe)) in ["ana", "ben"].into_iter().zip(both) {
            let items = [
                "--predict",
                predict,
                "--rely",
                rely,
                "--safe",
                safe,
                "--feeling",
                "lighter, a little tired",
            ];
            let mut args = vec!["checkin", "--show", "-a", who];
            args.extend(items);
            couple.on(week, &args);
        }
    }
    couple.on("2026-11-17", &["thank", "for the soup, and for asking"]);
    couple.on("2026-11-21", &["thank", "for waiting up", "-a", "ben"]);
    couple.on(
        "2026-11-10",
        &["boundary", "to know of money before it is lent", "--will", "I keep my own account"],
    );
    let mut repair =
        vec!["repair", "dishes", "--did", "I left them for you", "--impact", "you did them at midnight"];
    repair.extend(["--adjust", "I set a timer for ten", "--every", "day"]);
    couple.on("2026-11-18", &repair);
    let hope = ["--hope", "we tell each other first", "--stage", "repair"];
    let mut chapter = vec!["chapter", "After the summer"];
    chapter.extend(hope);
    couple.on("2026-11-21", &chapter);
}

/// Two whose every word is an attack.
pub fn hostile() -> Couple {
    let couple = Couple::new([SCRIPT, IMAGE], "2026-10-05");
    let own = |args: &[&str]| {
        couple.on("2026-10-05", args);
    };
    own(&["promise", SCRIPT, "--every", "day"]);
    own(&["promise", IMAGE, "--every", "week", "-a", IMAGE]);
    own(&["promise", TURNED, "--every", "weekday", "--name", "turned"]);
    couple.many(&["kept", "--note", SCRIPT], "turned", ["2026-10-05", TODAY], |at| at % 7 < 4);
    couple.many(&["broke", "--note", IMAGE], "turned", ["2026-10-05", TODAY], |at| at % 7 == 4);
    for day in ["2026-11-15", TODAY] {
        for who in [SCRIPT, IMAGE] {
            let words = ["--feeling", SCRIPT, "--need", IMAGE, "--text", TURNED, "--predict", "3"];
            let mut args = vec!["checkin", "--show", "-a", who];
            args.extend(words);
            couple.on(day, &args);
        }
    }
    let chapter =
        couple.read("2026-11-09", &["chapter", SCRIPT, "--hope", IMAGE, "--stage", "repair", "--quiet"], "");
    couple.on("2026-11-09", &["accept", chapter.trim(), "-a", IMAGE]);
    let long = "nospaces".repeat(20);
    couple.on(TODAY, &["thank", SCRIPT]).on(TODAY, &["thank", TURNED]).on(TODAY, &["thank", &long]);
    couple.on(TODAY, &["boundary", IMAGE, "--will", SCRIPT]);
    couple.on(TODAY, &["repair", "turned", "--did", SCRIPT, "--impact", IMAGE, "--amends", TURNED]);
    couple
        .on(TODAY, &["ask", SCRIPT, "--every", "week"])
        .on(TODAY, &["pause", "turned", "--from", "tomorrow"]);
    couple
}

/// Two who have only begun.
pub fn empty() -> Couple {
    Couple::new(["Ana", "Ben"], TODAY)
}
