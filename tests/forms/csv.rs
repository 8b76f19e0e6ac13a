//! CSV, read back: the fields are what was meant, and none of them is a formula.

use std::io::Write;

use ::csv::{ReaderBuilder, StringRecord};
use ourword::domain::block::BlockWeeks;
use ourword::domain::period::PeriodWord;
use ourword::domain::words::shown;
use ourword::domain::{Day, Partner, WeekStart};
use ourword::render::csv;
use ourword::report::calendar::{Sheets, calendar};
use ourword::report::due::due;
use ourword::report::history::history;
use ourword::report::list::list;
use ourword::report::show::show;
use ourword::report::streaks::streaks;
use proptest::prelude::*;

use crate::couple::{Couple, cases, day, entries, hostile};

/// The headers and the rows, every row as long as the headers.
fn read(table: &str) -> (Vec<String>, Vec<StringRecord>) {
    assert!(!table.contains("\r\n") && table.ends_with('\n') && !table.starts_with('\u{feff}'), "{table:?}");
    let mut reader = ReaderBuilder::new().from_reader(table.as_bytes());
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    (head, reader.records().map(Result::unwrap).collect())
}

fn made(write: impl Fn(&mut dyn Write) -> Result<(), ::csv::Error>) -> String {
    let mut table = Vec::new();
    write(&mut table).unwrap();
    String::from_utf8(table).unwrap()
}

/// All tables of a couple, with their names.
fn tables(couple: &Couple, text: &str) -> Vec<(&'static str, String)> {
    let (book, reckoning) = (&couple.book, &couple.reckoning);
    let period: PeriodWord = "12w".parse().unwrap();
    let period = period.reckon(reckoning, None, None).unwrap();
    let first = couple.accounts().next().unwrap().unwrap();
    let recorded = history(book, String::new(), reckoning.today, entries(text));
    let sheets = Sheets { book, reckoning, period: period.span, source: couple, only: None };
    let calendar = calendar(&sheets, &period.label).unwrap();
    let report = couple.report("12w", text);
    let streaks = streaks(book, reckoning, BlockWeeks::default(), couple.accounts()).unwrap();
    let list = list(book, reckoning, true, couple.accounts()).unwrap();
    let due = due(book, reckoning, None, couple.accounts()).unwrap();
    let show = show(book, reckoning, first);
    vec![
        ("report", made(|to| csv::report(&report, to))),
        ("calendar", made(|to| csv::calendar(&calendar, to))),
        ("streaks", made(|to| csv::streaks(&streaks, to))),
        ("list", made(|to| csv::list(&list, to))),
        ("due", made(|to| csv::due(&due, to))),
        ("show", made(|to| csv::show(&show, to))),
        ("history", made(|to| csv::history(&recorded, to))),
    ]
}

/// The field of that column.
fn field<'a>(head: &[String], row: &'a StringRecord, column: &str) -> &'a str {
    row.get(head.iter().position(|name| name == column).unwrap()).unwrap()
}

#[test]
fn the_columns_are_documented_and_stay() {
    let promise = "id,name,text,plan,by,joint,due,cadence,times,avoid,from,until,ended_on,state,replaces,\
                   replaced_by,answers,tally_kept,tally_late,tally_broken,tally_unlogged,tally_excused,\
                   tally_disputed,tally_open,tally_awaiting,tally_said,tally_due,tally_kept_rate,tally_low,\
                   tally_high,tally_spoke_first,streak_current,streak_current_from,streak_current_to,\
                   streak_best,streak_best_from,streak_best_to";
    let window = "id,name,text,by,joint,from,to,times,kept_days,verdict,settled_on,notice_days";
    let heads = [
        ("report", window),
        ("calendar", "id,name,by,joint,on,verdict"),
        (
            "streaks",
            "id,name,text,by,joint,streak_current,streak_current_from,streak_current_to,streak_best,\
             streak_best_from,streak_best_to",
        ),
        ("list", promise),
        ("due", "id,name,text,by,joint,from,to,verdict,days_left"),
        ("show", window),
        ("history", "id,at,by,device,kind,about,summary,undone,unsaid"),
    ];
    for (name, table) in tables(&Couple::writing("wash up"), "wash up") {
        let head = heads.iter().find(|(of, _)| *of == name).unwrap().1;
        assert_eq!(table.lines().next(), Some(head), "{name}");
    }
}

#[test]
fn the_fields_are_those_of_the_report() {
    let couple = Couple::writing("wash up, then \"rest\"");
    let tables = tables(&couple, "thanks");
    let table = |name: &str| read(&tables.iter().find(|(of, _)| *of == name).unwrap().1);
    let (head, rows) = table("show");
    assert_eq!(rows.len(), 19, "every day from 2 to 20 November");
    let row = rows.iter().find(|row| field(&head, row, "from") == "2026-11-18").unwrap();
    let fields: Vec<&str> = row.iter().collect();
    assert_eq!(
        fields,
        [
            "a1",
            "",
            "wash up, then \"rest\"",
            "wash up, then \"rest\"",
            "false",
            "2026-11-18",
            "2026-11-18",
            "1",
            "1",
            "disputed",
            "2026-11-18",
            ""
        ]
    );
    let (head, rows) = table("due");
    let row = rows.iter().find(|row| field(&head, row, "id") == "a3").unwrap();
    assert_eq!(field(&head, row, "joint"), "true");
    assert_eq!(field(&head, row, "by"), "wash up, then \"rest\" & Ben");
    assert!(rows.iter().any(|row| field(&head, row, "days_left").starts_with('-')), "a number, not guarded");
    let (head, rows) = table("history");
    let fields: Vec<&str> = ["id", "at", "device", "kind", "about", "summary", "undone", "unsaid"]
        .map(|column| field(&head, &rows[0], column))
        .into();
    assert_eq!(
        fields,
        ["a.7", "2026-11-19T20:00:00Z", "a", "thanked", "a9", "thanked: thanks", "true", "false"]
    );
    let (head, rows) = table("calendar");
    let of = |on: &str| {
        let row = rows.iter().find(|row| field(&head, row, "on") == on && field(&head, row, "id") == "a1");
        field(&head, row.unwrap(), "verdict").to_owned()
    };
    assert_eq!(
        (of("2026-11-18"), of("2026-11-16"), of("2026-11-19")),
        ("disputed".into(), "broken".into(), "kept".into())
    );
}

#[test]
fn a_table_without_rows_has_its_headers() {
    let couple = Couple::new(day("2026-11-20"), WeekStart::default());
    let list = list(&couple.book, &couple.reckoning, true, couple.accounts()).unwrap();
    let (head, rows) = read(&made(|to| csv::list(&list, to)));
    assert_eq!((head.len(), rows.len()), (37, 0));
}

/// What a spreadsheet program would take for a formula, told without the code under test.
fn is_formula(field: &str) -> bool {
    field.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r'])
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn words_come_back_and_are_no_formula(text in hostile()) {
        let couple = Couple::writing(&text);
        let words = shown(couple.book.promises[0].text.as_ref().unwrap().as_str());
        let by = couple.book.name(Partner::First);
        let ours = ["from", "to", "times", "kept_days", "settled_on", "notice_days", "days_left", "on"];
        for (name, table) in tables(&couple, &text) {
            let (head, rows) = read(&table);
            prop_assert!(!rows.is_empty());
            for row in &rows {
                prop_assert_eq!(row.len(), head.len());
                for (column, field) in head.iter().zip(row) {
                    let is_number = ours.contains(&column.as_str()) && (field.parse::<f64>().is_ok() || field.parse::<Day>().is_ok());
                    prop_assert!(is_number || !is_formula(field), "{}: {} {:?}", name, column, field);
                }
                if head.iter().any(|column| column == "text") {
                    let text = field(&head, row, "text");
                    prop_assert!(text == words || text.strip_prefix('\'') == Some(&words), "{:?}", text);
                }
                if field(&head, row, "id") == "a1" {
                    let field = field(&head, row, "by");
                    prop_assert!(field == by || field.strip_prefix('\'') == Some(&by), "{:?}", field);
                }
            }
        }
    }
}
