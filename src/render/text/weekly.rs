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
use crate::domain::{Span, Verdict};
use crate::report::talk::{Coming, TalkAbout};
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
            let times =
                if right.kept == 1 { "kept".to_owned() } else { format!("kept, {} of {0}", right.kept) };
            text.line(page, &format!("  {label} ({}): {times}", and(&right.given.by)));
        }
    }
    let mut used = Used::default();
    let is_here = |block: &Block| report.only.is_none() || !block.promises.is_empty();
    let partners: Vec<_> = report.partners.iter().filter(|one| is_here(&one.block)).collect();
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
            text.line(
                page,
                &format!("  The last 4 weeks beside the 8 before: {}.", change(one.change.verdict)),
            );
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

fn titles(text: &mut Text, report: &Report, page: &Page) {
    title(text, page, Span::new(report.from, report.to), &report.label, report.today);
    if let Some(only) = &report.only {
        let what = text_of(only.named.text.as_ref());
        text.line(page, &format!("of one promise: {}, {what} ({})", only.named.full(), and(&only.by)));
    }
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
fn spoke_first(name: &str, first: u32, of: u32) -> Option<String> {
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

fn change(verdict: &str) -> &'static str {
    match verdict {
        "may_have_risen" => "what was kept may have risen",
        "may_have_fallen" => "what was kept may have fallen",
        "no_clear_change" => "no clear change",
        _ => "too early to tell",
    }
}

fn together(text: &mut Text, report: &Report, page: &Page) {
    let together = &report.together;
    let agreement = together.agreement;
    if report.only.is_some() && agreement.both == 0 {
        return;
    }
    text.heading(page, "Together");
    if report.only.is_none() {
        text.line(page, &format!("  {}", steady(together.steady)));
    }
    let windows = count(agreement.both, "window");
    let alike = match (agreement.both, agreement.same) {
        (0, _) => return,
        (both, same) if both == same => format!("both spoke of {windows}, and saw it alike"),
        (_, 0) => format!("both spoke of {windows}, and saw it differently"),
        (_, same) => format!("both spoke of {windows}, and saw {same} alike"),
    };
    text.line(page, &format!("  {alike}"));
}

/// So many are named; the rest is counted.
const NAMED: usize = 4;

/// One thing first. What follows is told by promise, so that no promise is held up again and again.
fn to_talk_about(text: &mut Text, report: &Report, page: &Page) {
    let Some((first, rest)) = report.to_talk_about.split_first() else { return };
    text.heading(page, "To talk about");
    let day = days(first.from, first.to, report.today);
    text.line(page, &format!("  First: {}, {day}: {}", label(first), first.verdict.said()));
    let mut groups: Vec<Vec<&TalkAbout>> = Vec::new();
    for one in rest {
        let same = |group: &&mut Vec<&TalkAbout>| {
            group
                .iter()
                .all(|other| (other.given.named.id, other.verdict) == (one.given.named.id, one.verdict))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    for group in groups.iter().take(NAMED) {
        let Some(one) = group.first() else { continue };
        let when = match group.len() {
            1 => format!(", {}: {}", days(one.from, one.to, report.today), one.verdict.said()),
            many => format!(": {} {many} times", one.verdict.said()),
        };
        text.line(page, &format!("  then:  {}{when}", label(one)));
    }
    if groups.len() > NAMED {
        text.line(page, &format!("  and {} more", groups.len() - NAMED));
    }
}

fn label(one: &TalkAbout) -> String {
    one.given.named.name.clone().unwrap_or_else(|| text_of(one.given.named.text.as_ref()))
}

fn coming(text: &mut Text, page: &Page, one: &Coming) {
    let label = one.given.named.name.clone().unwrap_or_else(|| text_of(one.given.named.text.as_ref()));
    let each: Vec<String> = one.windows.iter().map(|window| window.to.short()).collect();
    let single = one.windows.iter().all(|window| window.from == window.to);
    let when = match (one.windows.len(), single) {
        (0..=3, true) => and(&each),
        (0..=3, false) => format!("by {}", and(&each)),
        (more, _) => format!("{more} times, first {}", each.first().map_or("", String::as_str)),
    };
    text.line(page, &format!("  {label} ({}): {when}", and(&one.given.by)));
}
