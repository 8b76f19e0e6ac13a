//! `report` as text: the week's talk on a page.

use comfy_table::Cell;

use super::between;
use super::glyph::Used;
use super::page::{Page, Text};
use super::strip;
use super::today::asked;
use super::weeks;
use super::wording::{count, counts, days, pause, rate, steady, streak, text_of, title};
use crate::domain::rejection::and;
use crate::domain::week::Agreement;
use crate::domain::{Day, Span, Verdict};
use crate::report::shape::Named;
use crate::report::talk::{Coming, Group, Right, Talking};
use crate::report::weekly::{Block, PartnerBlock, Report};

/// The report on a page, with the foot of the record where there is one.
pub fn report(report: &Report, page: &Page, foot: &str) -> String {
    let mut text = Text::default();
    titles(&mut text, report, page);
    report.pauses.iter().for_each(|line| pause(&mut text, page, line, report.today));
    between::thanks(&mut text, report, page);
    if !report.went_right.is_empty() {
        text.heading(page, "What went right");
        for right in &report.went_right {
            let label = right.given.named.label();
            text.line(page, &format!("  {label} ({}): {}", and(&right.given.by), all_kept(right)));
        }
    }
    let mut used = Used::default();
    let partners: Vec<_> = report.partners.iter().filter(|one| report.has(&one.block)).collect();
    if partners.is_empty() && report.joint.promises.is_empty() {
        text.gap().line(page, "  nothing of it in this time");
    }
    for one in page.own_first(partners, |one: &&PartnerBlock| Some(one.partner)) {
        let name = one.block.name.as_deref().unwrap_or_default();
        text.heading(page, name);
        if one.joined.is_none() {
            text.line(page, &format!("  {name} has not joined."));
        }
        if let Some(on) = one.left {
            text.line(page, &format!("  {name} left on {}.", on.said(report.today)));
        }
        block(&mut text, report, page, &one.block, &mut used);
        if report.is_long {
            text.line(page, &format!("  {}", change(one.change.verdict)));
        }
    }
    if !report.joint.promises.is_empty() {
        text.heading(page, "Both");
        block(&mut text, report, page, &report.joint, &mut used);
    }
    used.legend(&mut text, page);
    if report.shared {
        together(&mut text, report, page);
    }
    between::checkins(&mut text, report, page);
    between::repairs(&mut text, report, page);
    between::boundaries(&mut text, report, page);
    between::patterns(&mut text, report, page);
    to_talk_about(&mut text, report, page);
    if !report.asked.is_empty() {
        text.heading(page, "Asked");
        report.asked.iter().for_each(|one| asked(&mut text, page, one));
    }
    if !report.next_week.is_empty() {
        text.heading(page, "Next week");
        report.next_week.iter().for_each(|one| coming(&mut text, page, one));
    }
    if let Some(question) = report.question {
        text.gap().line(page, question);
    }
    if !foot.is_empty() {
        text.gap().line(page, &format!("record {foot}"));
    }
    text.done()
}

pub(in crate::render) fn titles(text: &mut Text, report: &Report, page: &Page) {
    title(text, page, Span::new(report.from, report.to), &report.label, report.today);
    if let Some(one) = one_promise(report) {
        text.line(page, &one);
    }
}

/// Of which promise alone the page is, where it is of one.
pub(in crate::render) fn one_promise(report: &Report) -> Option<String> {
    let only = report.only.as_ref()?;
    let what = text_of(only.named.text.as_ref());
    Some(format!("of one promise: {}, {what} ({})", only.named.full(), and(&only.by)))
}

/// "kept", or "kept, 4 of 4".
pub(in crate::render) fn all_kept(right: &Right) -> String {
    if right.kept == 1 { "kept".to_owned() } else { format!("kept, {} of {0}", right.kept) }
}

fn block(text: &mut Text, report: &Report, page: &Page, block: &Block, used: &mut Used) {
    let tally = &block.tally.tally;
    if block.promises.is_empty() {
        text.line(page, "  no promise in this time");
    } else {
        text.line(page, &format!("  {}", counts(tally)));
    }
    if report.is_long
        && let Some(rate) = rate(tally)
    {
        text.line(page, &format!("  {rate}"));
    }
    if let (Some(name), true) = (&block.name, report.shared)
        && let Some(spoke_first) = spoke_first(name, tally.spoke_first, tally.spoken_of)
    {
        text.line(page, &format!("  {spoke_first}"));
    }
    if block.steady.best > 0 {
        text.line(page, &format!("  {}", steady(block.steady)));
    }
    if report.is_week {
        weeks::line(text, page, &block.weeks, used);
    }
    if block.promises.is_empty() {
        return;
    }
    text.gap();
    if report.is_week {
        strip::week(text, report, page, block, used);
    } else {
        by_promise(text, page, block);
        text.gap();
        by_week(text, report, page, block, used);
    }
}

/// Who owned up before being asked, where they did.
pub(in crate::render) fn spoke_first(name: &str, first: u32, of: u32) -> Option<String> {
    match (first, of) {
        (0, _) => None,
        (1, 1) => Some(format!("{name} spoke of the break first")),
        (first, of) if first == of => Some(format!("{name} spoke first of all {of} breaks")),
        (first, of) => Some(format!("{name} spoke first of {first} of {of} breaks")),
    }
}

fn by_promise(text: &mut Text, page: &Page, block: &Block) {
    let mut table = page.table();
    for reported in &block.promises {
        let listed = &reported.listed;
        table.add_row(vec![
            format!("  {}", listed.promise.named.label()),
            counts(&listed.tally.tally),
            streak(&listed.streak, listed.unit),
        ]);
    }
    text.table(&table);
}

/// From so many columns on there is room for bars.
const WITH_BARS: u16 = 64;

fn by_week(text: &mut Text, report: &Report, page: &Page, block: &Block, used: &mut Used) {
    let bars = page.width >= WITH_BARS;
    let mut table = page.table();
    for week in block.weeks.iter().filter(|week| week.from <= report.today && !week.tally.tally.is_empty()) {
        let steady = match week.steady {
            Some(true) => page.verdict("steady", Verdict::Kept),
            _ => Cell::new(""),
        };
        let mut row = vec![Cell::new(format!("  {}", week.label))];
        if bars {
            row.push(weeks::lying(page, week, used));
        }
        row.extend([Cell::new(counts(&week.tally.tally)), steady]);
        table.add_row(row);
    }
    text.table(&table);
}

/// What the last weeks say beside those before.
pub(in crate::render) fn change(verdict: &str) -> String {
    let said = match verdict {
        "may_have_risen" => "what was kept may have risen",
        "may_have_fallen" => "what was kept may have fallen",
        "no_clear_change" => "no clear change",
        _ => "too early to tell",
    };
    format!("The last 4 weeks beside the 8 before: {said}.")
}

pub(in crate::render) fn together(text: &mut Text, report: &Report, page: &Page) {
    let together = &report.together;
    if report.only.is_some() && together.agreement.both == 0 {
        return;
    }
    text.heading(page, "Together");
    if report.only.is_none() {
        text.line(page, &format!("  {}", steady(together.steady)));
    }
    if let Some(alike) = alike(together.agreement) {
        text.line(page, &format!("  {alike}"));
    }
}

/// Of how many windows both spoke, and how many they saw alike.
pub(in crate::render) fn alike(agreement: Agreement) -> Option<String> {
    let windows = count(agreement.both, "window");
    Some(match (agreement.both, agreement.same) {
        (0, _) => return None,
        (both, same) if both == same => format!("both spoke of {windows}, and saw it alike"),
        (_, 0) => format!("both spoke of {windows}, and saw it differently"),
        (_, same) => format!("both spoke of {windows}, and saw {same} alike"),
    })
}

/// So many are named; the rest is counted.
pub(in crate::render) const NAMED: usize = 4;

/// One thing first. What follows is told by promise, so that no promise is held up again and again.
pub(in crate::render) fn to_talk_about(text: &mut Text, report: &Report, page: &Page) {
    let Some(Talking { first, then }) = &report.talking else { return };
    text.heading(page, "To talk about");
    text.line(page, &format!("  First: {}{}", label(first), of_one(first, report.today)));
    for group in then.iter().take(NAMED) {
        text.line(page, &format!("  then:  {}{}", label(group), how_often(group, report.today)));
    }
    if then.len() > NAMED {
        text.line(page, &format!("  and {} more", then.len() - NAMED));
    }
}

/// ", Fri 20 Nov: broken", or ": broken 3 times".
pub(in crate::render) fn how_often(group: &Group, today: Day) -> String {
    match group.windows.count {
        0 | 1 => of_one(group, today),
        more => format!(": {} {more} times", group.verdict.said()),
    }
}

/// The first window of a group alone.
pub(in crate::render) fn of_one(group: &Group, today: Day) -> String {
    let [first, _] = group.windows.first;
    first.map_or_else(String::new, |(from, to)| {
        format!(", {}: {}", days(from, to, today), group.verdict.said())
    })
}

fn label(one: &Group) -> String {
    name_or_text(&one.given.named)
}

/// The name of a promise, else what it says.
pub(in crate::render) fn name_or_text(named: &Named) -> String {
    named.name.clone().unwrap_or_else(|| text_of(named.text.as_ref()))
}

pub(in crate::render) fn coming(text: &mut Text, page: &Page, one: &Coming) {
    let label = name_or_text(&one.given.named);
    text.line(page, &format!("  {label} ({}): {}", and(&one.given.by), when(one)));
}

/// The days by which its windows end, or how many there are.
pub(in crate::render) fn when(one: &Coming) -> String {
    let each: Vec<String> = one.windows.iter().map(|window| window.to.short()).collect();
    let single = one.windows.iter().all(|window| window.from == window.to);
    match (one.windows.len(), single) {
        (0..=3, true) => and(&each),
        (0..=3, false) => format!("by {}", and(&each)),
        (more, _) => format!("{more} times, first {}", each.first().map_or("", String::as_str)),
    }
}
