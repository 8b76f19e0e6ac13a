//! `ourword` alone, as text.

use super::due::windows;
use super::page::{Page, Text};
use super::wording::{counts, pause, steady, text_of};
use crate::domain::rejection::and;
use crate::report::talk::Asked;
use crate::report::today::Today;

/// The report on a page.
pub fn today(today: &Today, page: &Page) -> String {
    let mut text = Text::default();
    text.heading(page, &today.today.long());
    if !today.not_joined.is_empty() {
        let verb = if today.not_joined.len() == 1 { "has" } else { "have" };
        text.line(page, &format!("  {} {verb} not joined.", and(&today.not_joined)));
    }
    if today.is_new {
        text.line(page, "  No promises yet. `ourword promise \"...\" --every day` gives one.");
        return text.done();
    }
    let due = match &today.acting {
        Some(name) => format!("Due for {name}"),
        None => "Due".to_owned(),
    };
    if today.due.is_empty() {
        text.line(page, "  Nothing is due.");
    } else {
        text.heading(page, &due);
        windows(&mut text, page, &today.due, today.today, today.acting.is_none());
    }
    if !today.asked.is_empty() {
        text.heading(page, "Asked");
        today.asked.iter().for_each(|one| asked(&mut text, page, one));
    }
    if !today.pauses.is_empty() {
        text.gap();
    }
    today.pauses.iter().for_each(|line| pause(&mut text, page, line, today.today));
    text.heading(page, "This week");
    let partners = page.own_first(today.week.partners.iter().collect(), |block| block.partner);
    for block in partners.into_iter().chain([&today.week.joint]) {
        if !block.tally.tally.is_empty() {
            let name = block.name.as_deref().unwrap_or("Both");
            text.line(page, &format!("  {name}: {}", counts(&block.tally.tally)));
        }
    }
    if today.shared {
        text.line(page, &format!("  Together: {}", steady(today.week.together)));
    }
    text.done()
}

/// Who asks what of whom, and until when.
pub fn asked(text: &mut Text, page: &Page, one: &Asked) {
    let label = one.given.named.full();
    text.line(
        page,
        &format!(
            "  {} asks {}: {label}, {}. It lapses on {}.",
            one.asked_by,
            one.asked_of,
            text_of(one.given.named.text.as_ref()),
            one.lapses_on.short()
        ),
    );
}
