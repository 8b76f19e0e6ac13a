//! ASCII alone: where it is wanted, and where the locale says so.

use crate::calendar::half_a_year;
use crate::harness::{Call, Home};

const READING: [&[&str]; 17] = [
    &[],
    &["due"],
    &["list", "--all"],
    &["show", "dishes", "--all"],
    &["show", "no-phone"],
    &["streaks"],
    &["report"],
    &["report", "last"],
    &["report", "2026-11"],
    &["report", "12w", "--promise", "walk"],
    &["calendar"],
    &["calendar", "2026-11"],
    &["calendar", "2026-11", "--by", "block"],
    &["calendar", "2026"],
    &["calendar", "2026", "--by", "promise"],
    &["history", "all", "--times"],
    &["demo"],
];

#[test]
fn the_pages_of_an_ascii_ledger_are_ascii() {
    let home = half_a_year("Ana", "home by seven", "monday");
    let mut differ = 0;
    for words in READING {
        for columns in ["80", "40"] {
            let call = |more: &[&str]| home.call(&[words, more].concat()).env("COLUMNS", columns);
            let ascii = call(&["--ascii"]).ok();
            assert!(ascii.stdout.is_ascii(), "{words:?}\n{ascii}");
            assert_eq!(ascii.stdout, call(&[]).env("LC_ALL", "C").ok().stdout, "{words:?}");
            let usual = call(&[]).ok();
            differ += usize::from(usual.stdout != ascii.stdout);
            assert_eq!(
                usual.stdout.lines().count(),
                ascii.stdout.lines().count(),
                "{words:?}\n{usual}{ascii}"
            );
        }
    }
    assert!(differ >= 20, "most of them have glyphs otherwise: {differ}");
    insta::assert_snapshot!("report", home.ok(&["report", "--ascii"]));
}

#[test]
fn peoples_own_words_stay_as_they_are() {
    let home = half_a_year("Zoë", "家へ帰る", "monday");
    home.ok(&["calendar", "--ascii"]).says("Zoë").says("家へ帰る");
    home.ok(&["report", "--ascii"]).says("Zoë").never_says("✓");
}

#[test]
fn json_is_the_same() {
    let home = half_a_year("Ana", "home by seven", "monday");
    assert_eq!(home.json(&["report", "--ascii"]), home.json(&["report"]));
}

#[test]
fn the_locale_decides() {
    let home = Home::with_dishes();
    home.ok(&["kept", "dishes"]);
    let sign = |set: &dyn Fn(Call<'_>) -> Call<'_>| {
        let text = set(home.call(&["report"])).ok().stdout;
        if text.contains("✓ kept") {
            "utf-8"
        } else if text.contains("+ kept") {
            "ascii"
        } else {
            "neither"
        }
    };
    assert_eq!(sign(&|call| call), "utf-8", "nothing is known");
    for (locale, wanted) in [
        ("C", "ascii"),
        ("POSIX", "ascii"),
        ("de_DE.ISO-8859-1", "ascii"),
        ("C.UTF-8", "utf-8"),
        ("en_US.utf8", "utf-8"),
        ("", "utf-8"),
    ] {
        for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
            assert_eq!(sign(&|call| call.env(name, locale)), wanted, "{name}={locale}");
        }
    }
    let both = |first: (&'static str, &'static str), second: (&'static str, &'static str)| {
        sign(&|call| call.env(first.0, first.1).env(second.0, second.1))
    };
    assert_eq!(both(("LC_ALL", "C"), ("LANG", "en_US.UTF-8")), "ascii");
    assert_eq!(both(("LC_ALL", ""), ("LANG", "C")), "ascii", "what is empty is not set");
    assert_eq!(both(("LC_CTYPE", "C.UTF-8"), ("LANG", "C")), "utf-8");
    assert_eq!(both(("LC_MESSAGES", "C"), ("LANG", "C.UTF-8")), "utf-8", "messages are not characters");
}
