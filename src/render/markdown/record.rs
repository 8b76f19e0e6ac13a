//! `history` as Markdown.

use super::sheet::Sheet;
use crate::render::text::history::happened;
use crate::report::history::{History, HistoryEvent};

/// What was recorded, as a table, with the instants of recording where `times` are wanted.
pub fn history(history: &History, times: bool) -> String {
    let mut sheet = Sheet::default();
    sheet.title("What was recorded");
    if history.events.is_empty() {
        sheet.paragraph(&format!("Nothing was recorded in {}.", history.label));
    }
    let row = |event: &HistoryEvent| {
        let when = if times { event.at.clone() } else { event.day.said(history.today) };
        let by = event.by.clone().unwrap_or_else(|| "-".to_owned());
        [event.id.to_string(), when, by, happened(event)]
    };
    sheet.table(["event", "when", "by", "what"], history.events.iter().map(row));
    sheet.done()
}
