//! What is between the two, in the report: thanks, check-ins, repairs, boundaries, patterns.

use comfy_table::{Cell, CellAlignment};

use super::page::{Page, Text};
use super::wording::{count, text_of};
use crate::domain::Day;
use crate::domain::checkin::ITEMS;
use crate::domain::event::Hearing;
use crate::domain::rejection::and;
use crate::domain::words::shown;
use crate::report::between::{BoundaryShape, CheckinShape, RepairShape};
use crate::report::shape::Given;
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
    let weeks = weeks_of(report);
    if let Some(weeks) = &weeks {
        charts(text, report, page, weeks);
    }
    told(text, report, page, weeks.is_some());
}

/// What each answered, without the numbers where these stand in a table already.
pub(in crate::render) fn told(text: &mut Text, report: &Report, page: &Page, charted: bool) {
    for checkin in &report.checkins {
        let week = if report.is_week { String::new() } else { format!(", week of {}", checkin.week.short()) };
        let says_nothing = [&checkin.feeling, &checkin.need, &checkin.text].iter().all(|part| part.is_none());
        match charted {
            true if says_nothing => continue,
            true => text.line(page, &format!("  {}{week}", checkin.by)),
            false => text.line(page, &format!("  {}{week}: {}", checkin.by, items(checkin))),
        };
        let parts = [("feels", &checkin.feeling), ("needs", &checkin.need), ("says", &checkin.text)];
        for (word, part) in parts {
            if let Some(part) = part {
                text.line(page, &format!("    {word}: {}", shown(part)));
            }
        }
    }
}

/// The weeks of the check-ins, where there are several to be looked at beside each other.
pub(in crate::render) fn weeks_of(report: &Report) -> Option<Vec<Day>> {
    let mut weeks: Vec<Day> = report.checkins.iter().map(|checkin| checkin.week).collect();
    weeks.dedup();
    (report.is_long && weeks.len() > 1).then_some(weeks)
}

/// What one partner answered to each of the three items in these weeks; a dash where they skipped it.
pub(in crate::render) fn over_weeks(
    report: &Report,
    name: &str,
    weeks: &[Day],
) -> [(&'static str, Vec<String>); 3] {
    let own: Vec<&CheckinShape> = report.checkins.iter().filter(|checkin| checkin.by == name).collect();
    let of = |week: &Day| own.iter().find(|checkin| checkin.week == *week);
    let row = |item: fn(&CheckinShape) -> Option<u8>| {
        let said = |week: &Day| of(week).and_then(|checkin| item(checkin));
        weeks.iter().map(|week| said(week).map_or_else(|| "-".to_owned(), |item| item.to_string())).collect()
    };
    let [predict, rely, safe] = ITEMS.map(|(word, _)| word);
    [(predict, row(|one| one.predict)), (rely, row(|one| one.rely)), (safe, row(|one| one.safe))]
}

/// What is to be known of the three items.
pub(in crate::render) const SCALE: &str = "0 to 10, by the week; each set of answers stands by itself";

/// The three items of each partner, a column a week; the latest that fit.
fn charts(text: &mut Text, report: &Report, page: &Page, weeks: &[Day]) {
    const COLUMN: usize = 7;
    let fit = usize::from(page.width).saturating_sub(12) / COLUMN;
    let weeks = &weeks[weeks.len().saturating_sub(fit.max(1))..];
    for partner in &report.partners {
        let name = partner.block.name.as_deref().unwrap_or_default();
        let mut table = page.table();
        let heads = weeks.iter().map(|week| page.head(week.short().get(4..).unwrap_or_default()));
        table.set_header([page.head(&format!("  {name}"))].into_iter().chain(heads));
        for (word, said) in over_weeks(report, name, weeks) {
            let said = said.into_iter().map(|said| Cell::new(said).set_alignment(CellAlignment::Right));
            table.add_row([Cell::new(format!("  {word}"))].into_iter().chain(said));
        }
        text.table(&table);
    }
    text.line(page, &format!("  {SCALE}"));
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
        text.line(page, &format!("  {}", repair_title(repair)));
        for (word, part) in parts(repair) {
            text.line(page, &format!("    {word}: {part}"));
        }
    }
}

/// Whose it is, of what, and how far.
pub fn repair_title(repair: &RepairShape) -> String {
    let of = match &repair.of {
        Some(of) => format!(" of {}, {}", of.named.label(), of.from.short()),
        None => String::new(),
    };
    format!("{}{of} ({}): {}{}", repair.by, repair.id, repair.state.word(), heard(repair.heard))
}

/// Where the hurt partner is, as far as they say.
pub(in crate::render) fn heard(heard: Option<Hearing>) -> &'static str {
    match heard {
        Some(Hearing::Heard) => "; the other says: heard",
        Some(Hearing::NotYet) => "; the other says: not yet",
        None => "",
    }
}

/// The parts of a repair that were said, in their order.
pub(in crate::render) fn parts(repair: &RepairShape) -> impl Iterator<Item = (&'static str, String)> {
    all_parts(repair).into_iter().filter_map(|(word, part)| Some((word, part?)))
}

/// The four parts in their order, each with what was said.
pub fn all_parts(repair: &RepairShape) -> [(&'static str, Option<String>); 4] {
    let said = |part: &Option<String>| part.as_deref().map(shown);
    let adjustment = repair.adjustment.as_ref();
    [
        ("what I did", said(&repair.did).or_else(|| repair.owned_up.then(|| "(unsaid)".to_owned()))),
        ("what it did to you", said(&repair.impact)),
        ("what I do to make it good", said(&repair.amends)),
        (
            "what changes",
            adjustment.map(|named| format!("{} ({})", text_of(named.text.as_ref()), named.label())),
        ),
    ]
}
pub fn boundaries(text: &mut Text, report: &Report, page: &Page) {
    if report.boundaries.is_empty() {
        return;
    }
    text.heading(page, "Boundaries");
    for boundary in &report.boundaries {
        boundary_lines(text, boundary, page, report.today);
    }
}

/// What its owner needs and will do; how often they held it; since when, told, to look at again; and what was
/// promised in answer.
pub fn boundary_lines(text: &mut Text, boundary: &BoundaryShape, page: &Page, today: Day) {
    let (need, will) = (text_of(boundary.need.as_ref()), text_of(boundary.will.as_ref()));
    let (label, held, by) = (boundary.label(), held(boundary.held), &boundary.by);
    text.line(page, &format!("  {label}: {by} needs: {need}. If it is crossed: {will}.{held}"));
    text.line(page, &format!("    {}", days_of_boundary(boundary, today)));
    for answer in &boundary.answered_by {
        text.line(page, &format!("    {}", answered(answer)));
    }
}

/// Since when it holds, and what else has a day.
pub(in crate::render) fn days_of_boundary(boundary: &BoundaryShape, today: Day) -> String {
    let day = |word: &str, day: Option<Day>| day.map(|day| format!("{word} {}", day.said(today)));
    let days = [
        day("since", Some(boundary.since)),
        day("told on", boundary.told),
        day("to look at again on", boundary.review),
        day("ended on", boundary.ended_on),
    ];
    days.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What was promised in answer, and by whom.
pub(in crate::render) fn answered(answer: &Given) -> String {
    let (label, what) = (answer.named.full(), text_of(answer.named.text.as_ref()));
    format!("{} promised in answer: {label}, {what}", and(&answer.by))
}

/// " Held 3 times.", or nothing.
pub(in crate::render) fn held(held: usize) -> String {
    match held {
        0 => String::new(),
        // What belongs together is not parted at the end of a line.
        held => {
            let times = count(u32::try_from(held).unwrap_or(u32::MAX), "time").replace(' ', "\u{a0}");
            format!(" Held\u{a0}{times}.")
        }
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
