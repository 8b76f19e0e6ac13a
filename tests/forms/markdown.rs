//! Markdown, read back by a parser of CommonMark with GitHub's extensions: whatever people write, the document is
//! made of headings, lists, tables and text alone, and the text is theirs.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use ourword::domain::block::BlockWeeks;
use ourword::domain::words::shown;
use ourword::render::markdown::{self, Sheet};
use ourword::report::due::due;
use ourword::report::history::history;
use ourword::report::list::list;
use ourword::report::show::show;
use ourword::report::streaks::streaks;
use proptest::prelude::*;

use crate::couple::{Couple, cases, entries, hostile};

/// What GitHub reads, and what other readers add to it.
fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.table = true;
    extension.autolink = true;
    extension.strikethrough = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.alerts = true;
    extension.math_dollars = true;
    extension.math_code = true;
    options
}

/// The texts of the document in their order, each with the kind of block that it stands in.
fn texts(document: &str) -> Vec<(&'static str, String)> {
    let arena = Arena::new();
    let root = parse_document(&arena, document, &options());
    let mut texts: Vec<(&'static str, String)> = Vec::new();
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::Document
            | NodeValue::List(_)
            | NodeValue::Item(_)
            | NodeValue::Table(_)
            | NodeValue::TableRow(_) => {}
            NodeValue::Heading(_) => texts.push(("heading", String::new())),
            NodeValue::Paragraph => texts.push(("paragraph", String::new())),
            NodeValue::TableCell => texts.push(("cell", String::new())),
            NodeValue::Text(text) => texts.last_mut().unwrap().1.push_str(text),
            other => panic!("{other:?} in\n{document}"),
        }
    }
    texts
}

/// The words as a document has them: on one line, an unseen character behind an `@`.
fn as_written(text: &str) -> String {
    let text = shown(text);
    let text = text.trim_matches(' ');
    let mut out = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(c);
        if c == '@' && rest.peek().is_some_and(|next| !next.is_whitespace()) {
            out.push('\u{2060}');
        }
    }
    out
}

fn is_only_text(text: &str) -> Result<(), TestCaseError> {
    let mut sheet = Sheet::default();
    sheet.title(text);
    sheet.paragraph(text);
    sheet.heading(text);
    sheet.item(text);
    sheet.item_below(text);
    sheet.item(text);
    sheet.table([text, "b", text], [[text.to_owned(), text.to_owned(), text.to_owned()]]);
    let document = sheet.done();
    let words = as_written(text);
    let expected: Vec<(&str, String)> = [
        ("heading", &words),
        ("paragraph", &words),
        ("heading", &words),
        ("paragraph", &words),
        ("paragraph", &words),
        ("paragraph", &words),
        ("cell", &words),
        ("cell", &"b".to_owned()),
        ("cell", &words),
        ("cell", &words),
        ("cell", &words),
        ("cell", &words),
    ]
    .map(|(kind, text)| (kind, text.clone()))
    .into_iter()
    // An item without words has no paragraph, a paragraph without words is none.
    .filter(|(kind, text)| *kind != "paragraph" || !text.is_empty())
    .collect();
    prop_assert_eq!(texts(&document), expected, "{}", document);
    Ok(())
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn words_are_only_text(text in hostile()) {
        is_only_text(&text)?;
    }

    #[test]
    fn signs_are_only_text(text in "[\\[\\]()!<>&#;:/@.*_`~|\\\\$^=+w0-9a -]{0,12}") {
        is_only_text(&text)?;
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn documents_hold_only_text(text in hostile()) {
        let couple = Couple::writing(&text);
        let (book, reckoning) = (&couple.book, &couple.reckoning);
        let first = couple.accounts().next().unwrap().unwrap();
        let recorded = history(book, "all".to_owned(), reckoning.today, entries(&text));
        let documents = [
            markdown::report(&couple.report("2026-W47", &text), "a.412 7f3c-91d2"),
            markdown::report(&couple.report("12w", &text), ""),
            markdown::streaks(&streaks(book, reckoning, BlockWeeks::default(), couple.accounts()).unwrap()),
            markdown::list(&list(book, reckoning, true, couple.accounts()).unwrap()),
            markdown::due(&due(book, reckoning, None, couple.accounts()).unwrap()),
            markdown::show(&show(book, reckoning, first), true),
            markdown::history(&recorded, false),
        ];
        let words = as_written(book.promises[0].text.as_ref().unwrap().as_str());
        for document in &documents {
            let texts = texts(document);
            let name = as_written(&book.name(ourword::domain::Partner::First));
            prop_assert!(texts.iter().any(|(_, text)| text.contains(&name)), "no {:?} in {}", name, document);
        }
        for document in &documents[2..] {
            let found = texts(document).iter().any(|(_, text)| text.contains(&words));
            prop_assert!(found, "no {:?} in {}", words, document);
        }
    }
}
