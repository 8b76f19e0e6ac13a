//! `due` as text.

use super::page::{Page, Text};
use super::wording::text_of;
use crate::domain::rejection::and;
use crate::domain::{Day, Verdict};
use crate::report::due::{Due, DueWindow};

/// The report on a page.
pub fn due(due: &Due, page: &Page) -> String {
    if due.windows.is_empty() {
        return "Nothing is due.\n".to_owned();
    }
    let mut text = Text::default();
    windows(&mut text, page, &due.windows, due.today, true);
    text.done()
}

/// The report in a few words on one line; nothing at all where nothing waits.
pub fn short(due: &Due) -> String {
    let (due, to_say) = due.counts();
    let parts = [(due, "due"), (to_say, "to say")];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if parts.is_empty() { String::new() } else { parts.join(", ") + "\n" }
}

/// The windows as a table.
pub fn windows(text: &mut Text, page: &Page, windows: &[DueWindow], today: Day, with_giver: bool) {
    let mut table = page.table();
    for window in windows {
        let mut cells = vec![
            page.verdict(&when(window, today), window.verdict),
            comfy_table::Cell::new(window.given.named.label()),
            comfy_table::Cell::new(what(window)),
        ];
        if with_giver {
            cells.push(comfy_table::Cell::new(and(&window.given.by)));
        }
        table.add_row(cells);
    }
    text.table(&table);
}

/// What is promised, how far it is, and what it waits for.
pub(in crate::render) fn what(window: &DueWindow) -> String {
    let text = text_of(window.given.named.text.as_ref());
    let (kept, times) = window.progress;
    let progress = if times > 1 { format!(" ({kept} of {times})") } else { String::new() };
    let waits = match window.verdict {
        Verdict::Awaiting => ": awaits a word",
        Verdict::Unlogged => ": not logged",
        _ => "",
    };
    format!("{text}{progress}{waits}")
}

pub(in crate::render) fn when(window: &DueWindow, today: Day) -> String {
    match (window.to, window.days_left) {
        (Some(_), Some(0)) => "today".to_owned(),
        (Some(_), Some(1)) => "tomorrow".to_owned(),
        (Some(_), Some(-1)) => "yesterday".to_owned(),
        (Some(to), _) => to.said(today),
        (None, _) => "any day".to_owned(),
    }
}
