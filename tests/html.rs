//! The report as a page: what is on it, what never is, and pages for a browser to look at (`tests/browser`).

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "html/couple.rs"]
mod couple;
#[path = "html/lives.rs"]
mod lives;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use couple::Couple;
use lives::{IMAGE, SCRIPT};

/// The pages by name. The period of each is one that a couple would ask for.
static PAGES: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let (ordinary, hostile) = (lives::ordinary(), lives::hostile());
    vec![
        ("week", ordinary.page("2026-W47")),
        ("month", ordinary.page("2026-11")),
        ("twelve-weeks", ordinary.page("12w")),
        ("year", ordinary.page("2026")),
        ("hostile-week", hostile.page("2026-W47")),
        ("hostile-weeks", hostile.page("12w")),
        ("hostile-chapter", hostile.page("chapter")),
        ("empty", lives::empty().page("2026-W47")),
    ]
});

fn page(name: &str) -> &'static str {
    PAGES.iter().find(|(one, _)| *one == name).map(|(_, page)| page.as_str()).unwrap()
}

#[test]
fn pages_for_a_browser() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    fs::create_dir_all(&folder).unwrap();
    for (name, page) in PAGES.iter() {
        let path = folder.join(format!("{name}.html"));
        fs::write(&path, page).unwrap();
        assert_eq!(&fs::read_to_string(path).unwrap(), page);
    }
}

#[test]
fn a_page_needs_nothing_from_elsewhere() {
    for (name, page) in PAGES.iter() {
        let tags: Vec<&str> = page.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect();
        // What stands between quotes in a tag is a value, in which quotes are escaped.
        let tags: String = tags.iter().flat_map(|tag| tag.split('"').step_by(2)).collect();
        for bad in ["src=", "href=", "style=", "script", "iframe", "object ", "@import", "onerror", "onload"]
        {
            assert!(!tags.contains(bad), "{bad} in a tag of {name}");
        }
        assert!(!page.contains("http:") && !page.contains("https:"), "an address in {name}");
        assert!(!page.contains("url("), "something that a style loads in {name}");
        assert!(page.contains("content=\"default-src 'none'; style-src 'sha256-"), "{name}");
        assert_eq!(page.matches("<style>").count(), 1, "{name}");
    }
}

#[test]
fn hostile_words_are_text() {
    for name in ["hostile-week", "hostile-weeks", "hostile-chapter"] {
        let page = page(name);
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{name}");
        assert!(page.contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"), "{name}");
        assert!(!page.contains(SCRIPT) && !page.contains(IMAGE) && !page.contains("<img"), "{name}");
        assert!(!page.contains('\u{202e}'), "{name}");
        assert!(page.contains("<bdi>keptnekorb</bdi>"), "{name}");
    }
}

#[test]
fn every_table_has_a_caption_and_every_heading_of_it_a_scope() {
    for (name, page) in PAGES.iter() {
        for table in page.split("<table").skip(1) {
            let head = table.split_once('>').unwrap().1;
            assert!(head.starts_with("<caption>"), "{name}");
        }
        let headings = page.matches("<th ").count() + page.matches("<th>").count();
        assert_eq!(headings, page.matches("<th scope=\"").count(), "{name}");
    }
    assert!(page("week").contains("<table") && page("year").contains("<table"));
}

#[test]
fn every_drawing_has_its_numbers_in_words() {
    for (name, page) in PAGES.iter() {
        for drawing in page.split("<svg").skip(1) {
            let tag = drawing.split('>').next().unwrap();
            let words = tag.split("aria-label=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
            assert!(tag.contains("role=\"img\""), "{name}: {tag}");
            assert!(words.chars().any(|sign| sign.is_ascii_digit()), "{name}: {words}");
        }
    }
    assert!(page("week").contains("Ana, kept of what was due, week by week: 2026-W36 "));
    assert!(page("year").contains("aria-label=\"home, Mon 29 Dec to Sun 22 Mar 2026: "));
}

#[test]
fn a_year_is_drawn_in_parts_and_a_month_in_rows_of_weeks() {
    let maps = |name| page(name).matches("<svg class=\"map\"").count();
    // Five since January, and two that began this week, of which a year shows the last part alone.
    assert_eq!((maps("week"), maps("month"), maps("twelve-weeks")), (0, 7, 7));
    assert_eq!(maps("year"), 5 * 4 + 2);
    assert_eq!(page("year").matches("<svg class=\"lines\"").count(), 2, "one for each partner");
    assert_eq!(page("week").matches("<svg class=\"lines\"").count(), 0);
}

#[test]
fn it_says_what_the_text_says_in_its_order() {
    let page = page("week");
    let order = [
        "Mon 16 Nov to Sun 22 Nov 2026 (2026-W47)",
        ">Thanks<",
        "<bdi>Ana</bdi>: <bdi>for the soup, and for asking</bdi>",
        ">What went right<",
        "<h2><bdi>Ana</bdi></h2>",
        "<h2><bdi>Ben</bdi></h2>",
        "<h2>Both</h2>",
        ">Together<",
        ">Check-ins<",
        "predict 7, rely 7, safe 8 (of 10)",
        ">Repairs<",
        "<bdi>I left them for you</bdi>",
        ">Boundaries<",
        ">To talk about<",
        "First: <strong><bdi>dishes</bdi></strong>",
        ">Asked<",
        ">Next week<",
        "record a.412 7f3c-91d2",
    ];
    let mut from = 0;
    for words in order {
        let at = page[from..].find(words).unwrap_or_else(|| panic!("no {words} after what stands before it"));
        from += at;
    }
}

#[test]
fn the_question_of_the_chapter_and_its_name_are_there() {
    let page = page("hostile-chapter");
    assert!(page.contains(
        "<title>Ourword: Mon 9 Nov to Sun 22 Nov 2026 (&lt;script&gt;alert(1)&lt;/script&gt;)</title>"
    ));
    assert!(page.contains("<p class=\"question\">"));
    assert!(!self::page("week").contains("class=\"question\""), "no chapter, no question");
}

#[test]
fn who_has_not_joined_is_named() {
    let page = Couple::begun(["Ana", "Ben"], couple::TODAY).page("2026-W47");
    assert!(page.contains("<p><bdi>Ben</bdi> has not joined.</p>"));
    assert!(!page.contains("<bdi>Ana</bdi> has not joined"));
}

#[test]
fn who_has_left_is_named() {
    let couple = Couple::new(["Ana", "Ben"], couple::TODAY);
    assert!(!couple.page("2026-W47").contains("left on"));
    couple.on(couple::TODAY, &["leave", "-a", "ben", "--yes"]);
    assert!(couple.page("2026-W47").contains("<p><bdi>Ben</bdi> left on Sun 22 Nov.</p>"));
}

#[test]
fn the_page_of_a_week() {
    let couple = Couple::new(["Ana", "Ben"], "2026-11-16");
    couple.on("2026-11-16", &["promise", "wash up", "--every", "day", "--name", "dishes"]);
    couple.many(&["kept"], "dishes", ["2026-11-16", couple::TODAY], |at| at != 2);
    couple.many(&["broke"], "dishes", ["2026-11-18", "2026-11-18"], |_| true);
    let page = couple.page("2026-W47");
    let body = page.split("<body>").nth(1).unwrap();
    insta::assert_snapshot!(body.replace("><", ">\n<"));
}
