//! Readers of other people's formats: whatever comes, they say what it is or what is wrong with it, and never panic.

use ourword::domain::Day;
use ourword::exchange::habit::{Habit, slug};
use ourword::exchange::table::Mapping;
use ourword::exchange::{Wish, habitctl, harsh, loop_habits, ndjson, record, sheets, taskwarrior};
use proptest::prelude::*;

use crate::common::cases;

/// Lines as each format writes them, for pieces to be taken of.
const LINES: [&str; 7] = [
    r#"{"kind":"promise","text":"wash up","every":"2 weeks on tue","from":"2026-11-09","times":3,"key":"7"}"#,
    r#"{"kind":"broken","promise":"dishes","on":"2026-11-20","note":"l\u00e4te"}"#,
    "2026-11-20 : Gym : y : Leg day : 1.5",
    "2026-11-20\tGym\ts",
    "Sprint planning: 3/14",
    r#"[{"uuid":"1","description":"x","status":"recurring","entry":"20261102T090000Z","due":"20261116T170000Z","recur":"P3M"}]"#,
    r#"{"device":"a","seq":1,"tick":1,"at":"2026-11-20T10:00:00Z","day":"2026-11-20","author":1,"kind":"set","about":null,"body":"{}","seal":null,"hash":"00","words":null}"#,
];

/// Anything at all, or a line with something else in its middle.
fn text() -> impl Strategy<Value = String> {
    let broken = (0..LINES.len(), any::<(u16, u16)>(), "\\PC{0,4}").prop_map(|(which, (from, to), with)| {
        let chars: Vec<char> = LINES[which].chars().collect();
        let (from, to) = (usize::from(from) % (chars.len() + 1), usize::from(to) % (chars.len() + 1));
        let (from, to) = (from.min(to), from.max(to));
        chars[..from].iter().collect::<String>() + &with + &chars[to..].iter().collect::<String>()
    });
    prop_oneof![broken, any::<String>(), "[-0-9a-z :\\t/,{}\"]{0,40}"]
}

fn day() -> Day {
    "2026-11-16".parse().unwrap()
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn no_text_makes_a_reader_panic(text in text(), more in text()) {
        let _ = ndjson::wish(&text, day());
        let _ = (harsh::said(&text), harsh::habit(&text), habitctl::said(&text), habitctl::habit(&text));
        let _ = (record::read(&text), record::read_first(&text), loop_habits::number_of(&text));
        let utc = |at: i64| chrono::DateTime::from_timestamp(at, 0).and_then(|at| Day::from_date(at.date_naive()));
        for text in [text.clone(), format!("[{text}]"), format!("[{text},\n{more}]")] {
            let _ = taskwarrior::wishes(&text, &utc, day());
        }
        let row = csv::StringRecord::from(vec![text.as_str(), more.as_str(), "2026-11-20"]);
        let _ = loop_habits::Columns::of(&row).map(|columns| columns.habit(&row));
        let habit = Habit::daily(&text).unwrap();
        let _ = (loop_habits::said(&habit, &more, &text, ""), loop_habits::said(&habit, "2026-11-20", &text, &more));
        let _ = Mapping::new(&text, &more, "0", "");
        let mapping = Mapping::new("on=c,promise=a,says=b", "y", "n", "s").unwrap();
        let heading = csv::StringRecord::from(vec!["a", "b", "c"]);
        if let Ok(wish) = mapping.columns(&heading).unwrap().wish(&row) {
            prop_assert!(matches!(wish, Wish::Mark(_) | Wish::Nothing(_)));
        }
    }

    #[test]
    fn a_name_made_from_a_text_is_a_name_and_stays_itself(text in any::<String>()) {
        if let Some(name) = slug(&text) {
            prop_assert_eq!(slug(name.as_str()), Some(name));
        }
    }

    #[test]
    fn a_table_read_back_has_the_words_guarded_and_nothing_added(words in prop::collection::vec("\\PC{0,12}", 1..5)) {
        let row = words.iter().map(|word| sheets::Cell::Words(word.clone())).collect::<Vec<_>>();
        let heading: Vec<&str> = words.iter().map(|_| "x").collect();
        let mut table = sheets::Sheet::begin(Vec::new(), &heading).unwrap();
        table.row(row).unwrap();
        let table = table.end().unwrap();
        let mut read = csv::Reader::from_reader(table.as_slice());
        let row = read.records().next().unwrap().unwrap();
        for (cell, word) in row.iter().zip(&words) {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert!(cell == word || cell.strip_prefix('\'') == Some(word));
        }
    }
}
