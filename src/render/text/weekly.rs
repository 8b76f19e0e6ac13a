//! `report` as text: the week's talk on a page.

use comfy_table::Cell;

use super::between;
use super::page::{Page, Text};
use super::strip;
use super::today::asked;
use super::wording::{count, counts, days, legend, pause, rate, steady, streak, text_of};
use crate::domain::Verdict;
use crate::domain::rejection::and;
use crate::report::talk::{Coming, TalkAbout};
use crate::report::weekly::{Block, Report};

/// The report on a page, with the foot of the record where there is one.
pub fn report(report: &Report, page: &Page, foot: &str) -> String {
    let mut text = Text::default();
    title(&mut text, report, page);
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
    let mut used = Vec::new();
    for one in page.own_first(report.partners.iter().collect(), |one| Some(one.partner)) {
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
    if !used.is_empty() {
        text.gap().line(page, &format!("  {}", legend(used)));
    }
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

pub(in crate::render) fn title(text: &mut Text, report: &Report, page: &Page) {
    let from = if report.from.year() == report.to.year() { report.from.short() } else { report.from.long() };
    let days = format!("{from} to {}", report.to.long());
    // A period that is called by its days needs no other name.
    let name = if report.label.contains("..") { String::new() } else { format!(" ({})", report.label) };
    text.heading(page, &format!("{days}{name}"));
    if report.today < report.to {
        text.line(page, &format!("as of {}", report.today.long()));
    }
}

fn block(text: &mut Text, report: &Report, page: &Page, block: &Block, used: &mut Vec<Verdict>) {
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
    if block.promises.is_empty() {
        return;
    }
    text.gap();
    if report.is_week {
        strip::week(text, report, page, block, used);
    } else {
        by_promise(text, page, block);
        text.gap();
        by_week(text, report, page, block);
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

fn by_week(text: &mut Text, report: &Report, page: &Page, block: &Block) {
    let mut table = page.table();
    for week in block.weeks.iter().filter(|week| week.from <= report.today && !week.tally.tally.is_empty()) {
        let steady = match week.steady {
            Some(true) => page.verdict("steady", Verdict::Kept),
            _ => Cell::new(""),
        };
        table.add_row(vec![
            Cell::new(format!("  {}", week.label)),
            Cell::new(counts(&week.tally.tally)),
            steady,
        ]);
    }
    text.table(&table);
}

pub(in crate::render) fn change(verdict: &str) -> &'static str {
    match verdict {
        "may_have_risen" => "what was kept may have risen",
        "may_have_fallen" => "what was kept may have fallen",
        "no_clear_change" => "no clear change",
        _ => "too early to tell",
    }
}

pub(in crate::render) fn together(text: &mut Text, report: &Report, page: &Page) {
    let together = &report.together;
    text.heading(page, "Together");
    text.line(page, &format!("  {}", steady(together.steady)));
    let agreement = together.agreement;
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
pub(in crate::render) fn to_talk_about(text: &mut Text, report: &Report, page: &Page) {
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

pub(in crate::render) fn coming(text: &mut Text, page: &Page, one: &Coming) {
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
