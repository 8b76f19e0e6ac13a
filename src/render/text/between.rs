//! What is between the two, in the report: thanks, check-ins, repairs, boundaries, patterns.

use super::page::{Page, Text};
use super::wording::{count, text_of};
use crate::domain::checkin::ITEMS;
use crate::domain::event::Hearing;
use crate::domain::words::shown;
use crate::report::between::{CheckinShape, RepairShape};
use crate::report::weekly::Report;

pub fn thanks(text: &mut Text, report: &Report, page: &Page) {
    if report.thanks.is_empty() {
        return;
    }
    text.heading(page, "Thanks");
    for thanks in &report.thanks {
        text.line(page, &format!("  {}: {}", thanks.by, text_of(thanks.text.as_ref())));
    }
}

pub fn checkins(text: &mut Text, report: &Report, page: &Page) {
    if report.checkins.is_empty() {
        return;
    }
    text.heading(page, "Check-ins");
    for checkin in &report.checkins {
        let week = if report.is_week { String::new() } else { format!(", week of {}", checkin.week.short()) };
        text.line(page, &format!("  {}{week}: {}", checkin.by, items(checkin)));
        let parts = [("feels", &checkin.feeling), ("needs", &checkin.need), ("says", &checkin.text)];
        for (word, part) in parts {
            if let Some(part) = part {
                text.line(page, &format!("    {word}: {}", shown(part)));
            }
        }
    }
}

/// "predict 7, rely 6, safe 8", of 10; a part that was skipped is left out.
pub(in crate::render) fn items(checkin: &CheckinShape) -> String {
    let answers = [checkin.predict, checkin.rely, checkin.safe];
    let said = ITEMS.iter().zip(answers).filter_map(|((word, _), item)| Some(format!("{word} {}", item?)));
    let said: Vec<String> = said.collect();
    if said.is_empty() { "no numbers".to_owned() } else { format!("{} (of 10)", said.join(", ")) }
}

pub fn repairs(text: &mut Text, report: &Report, page: &Page) {
    if report.repairs.is_empty() {
        return;
    }
    text.heading(page, "Repairs");
    for repair in &report.repairs {
        repair_lines(text, repair, page);
    }
}

fn repair_lines(text: &mut Text, repair: &RepairShape, page: &Page) {
    let of = match &repair.of {
        Some(of) => format!(" of {}, {}", of.named.label(), of.from.short()),
        None => String::new(),
    };
    let heard = heard(repair.heard);
    text.line(page, &format!("  {}{of} ({}): {}{heard}", repair.by, repair.id, repair.state.word()));
    for (word, part) in parts(repair) {
        text.line(page, &format!("    {word}: {part}"));
    }
}

/// Where the hurt partner is, as far as they say.
pub(in crate::render) fn heard(heard: Option<Hearing>) -> &'static str {
    match heard {
        Some(Hearing::Heard) => "; the other says: heard",
        Some(Hearing::NotYet) => "; the other says: not yet",
        None => "",
    }
}

/// The parts of a repair that there are, in their order.
pub(in crate::render) fn parts(repair: &RepairShape) -> impl Iterator<Item = (&'static str, String)> {
    let adjustment = repair.adjustment.as_ref().map(|named| text_of(named.text.as_ref()));
    let said = |part: &Option<String>| part.as_deref().map(shown);
    let parts = [
        ("what I did", said(&repair.did)),
        ("what it did to you", said(&repair.impact)),
        ("what I do to make it good", said(&repair.amends)),
        ("what changes", adjustment),
    ];
    parts.into_iter().filter_map(|(word, part)| Some((word, part?)))
}

pub fn boundaries(text: &mut Text, report: &Report, page: &Page) {
    if report.boundaries.is_empty() {
        return;
    }
    text.heading(page, "Boundaries");
    for boundary in &report.boundaries {
        let need = text_of(boundary.need.as_ref());
        let held = held(boundary.held);
        let will = text_of(boundary.will.as_ref());
        text.line(page, &format!("  {} needs: {need}. If it is crossed: {will}.{held}", boundary.by));
    }
}

/// " Held 3 times.", or nothing.
pub(in crate::render) fn held(held: usize) -> String {
    match held {
        0 => String::new(),
        held => format!(" Held {}.", count(u32::try_from(held).unwrap_or(u32::MAX), "time")),
    }
}

/// The headings of the patterns, good ones first.
pub(in crate::render) const PATTERNS: [(bool, &str); 2] =
    [(true, "What shows over eight weeks"), (false, "Worth a talk")];

pub fn patterns(text: &mut Text, report: &Report, page: &Page) {
    for (good, heading) in PATTERNS {
        if report.patterns.iter().any(|pattern| pattern.good == good) {
            text.heading(page, heading);
            for pattern in report.patterns.iter().filter(|pattern| pattern.good == good) {
                text.line(page, &format!("  {}", pattern.text));
                let days: Vec<String> = pattern.evidence.iter().map(|one| one.on.short()).collect();
                text.line(page, &format!("    {}", days.join(", ")));
            }
        }
    }
}
