//! `history` as text.

use super::page::{Page, Text};
use crate::domain::words::shown;
use crate::report::history::{History, HistoryEvent};

/// The report on a page, with the instants of recording where `times` are wanted.
pub fn history(history: &History, page: &Page, times: bool) -> String {
    let mut text = Text::default();
    if history.events.is_empty() {
        text.line(page, &format!("Nothing was recorded in {}.", history.label));
        return text.done();
    }
    let mut table = page.table();
    for event in &history.events {
        let when = if times { event.at.clone() } else { event.day.said(history.today) };
        let by = event.by.clone().unwrap_or_else(|| "-".to_owned());
        table.add_row(vec![event.id.to_string(), when, by, happened(event)]);
    }
    text.table(&table);
    text.done()
}

/// What happened, and whether it was taken back or unsaid.
pub(in crate::render) fn happened(event: &HistoryEvent) -> String {
    let marks = match (event.undone, event.unsaid) {
        (true, true) => " (taken back, unsaid)",
        (true, false) => " (taken back)",
        (false, true) if event.summary.contains("(unsaid)") => "",
        (false, true) => " (unsaid)",
        (false, false) => "",
    };
    format!("{}{marks}", shown(&event.summary))
}
