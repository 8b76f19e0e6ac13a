//! `report` as Markdown: the week's talk on a page, in the order and in the words of the text form.

use super::sheet::{Sheet, lines};
use crate::domain::rejection::and;
use crate::domain::{Day, Verdict};
use crate::render::text::between;
use crate::render::text::glyph::{in_order, sign};
use crate::render::text::page::Page;
use crate::render::text::strip::outcome;
use crate::render::text::today::asked;
use crate::render::text::weekly::{all_kept, change, coming, spoke_first, titles, to_talk_about, together};
use crate::render::text::wording::{counts, pause, rate, steady, streak};
use crate::report::block::Week;
use crate::report::weekly::{Block, Report, Reported};

/// The report, the partners in the order of `init`, with the foot of the record where there is one.
pub fn report(report: &Report, foot: &str) -> String {
    let mut sheet = Sheet::default();
    let mut head = lines(|text, page| titles(text, report, page)).into_iter();
    head.next().into_iter().for_each(|line| sheet.title(&line));
    head.for_each(|line| sheet.paragraph(&line));
    for line in &report.pauses {
        sheet.as_text(|text, page| pause(text, page, line, report.today));
    }
    sheet.as_text(|text, page| between::thanks(text, report, page));
    went_right(&mut sheet, report);
    let mut used = Vec::new();
    for one in report.partners.iter().filter(|one| report.has(&one.block)) {
        let name = one.block.name.as_deref().unwrap_or_default();
        sheet.heading(name);
        if one.joined.is_none() {
            sheet.item(&format!("{name} has not joined."));
        }
        if let Some(on) = one.left {
            sheet.item(&format!("{name} left on {}.", on.said(report.today)));
        }
        figures(&mut sheet, report, &one.block);
        if report.is_long {
            sheet.item(&change(one.change.verdict));
        }
        tables(&mut sheet, report, &one.block, &mut used);
    }
    if !report.joint.promises.is_empty() {
        sheet.heading("Both");
        figures(&mut sheet, report, &report.joint);
        tables(&mut sheet, report, &report.joint, &mut used);
    }
    if !used.is_empty() {
        let one = |verdict: Verdict| format!("{} {}", sign(verdict), verdict.said());
        sheet.paragraph(&in_order(&used).into_iter().map(one).collect::<Vec<_>>().join(", "));
    }
    sheet.as_text(|text, page| {
        if report.shared {
            together(text, report, page);
        }
    });
    checkins(&mut sheet, report);
    sheet.as_text(|text, page| {
        between::repairs(text, report, page);
        between::boundaries(text, report, page);
        between::patterns(text, report, page);
        to_talk_about(text, report, page);
    });
    if !report.asked.is_empty() {
        sheet.heading("Asked");
        sheet.as_text(|text, page| report.asked.iter().for_each(|one| asked(text, page, one)));
    }
    if !report.next_week.is_empty() {
        sheet.heading("Next week");
        sheet.as_text(|text, page| report.next_week.iter().for_each(|one| coming(text, page, one)));
    }
    if let Some(question) = report.question {
        sheet.paragraph(question);
    }
    if !foot.is_empty() {
        sheet.paragraph(&format!("record {foot}"));
    }
    sheet.done()
}

fn went_right(sheet: &mut Sheet, report: &Report) {
    if report.went_right.is_empty() {
        return;
    }
    sheet.heading("What went right");
    for right in &report.went_right {
        let label = right.given.named.label();
        sheet.item(&format!("{label} ({}): {}", and(&right.given.by), all_kept(right)));
    }
}

/// Over several weeks the three items of each partner stand in a table of their own.
fn checkins(sheet: &mut Sheet, report: &Report) {
    let Some(weeks) = between::weeks_of(report) else {
        return sheet.as_text(|text, page| between::checkins(text, report, page));
    };
    sheet.heading("Check-ins");
    let days: Vec<String> = weeks.iter().map(|week| week.short()).collect();
    for partner in &report.partners {
        let name = partner.block.name.as_deref().unwrap_or_default();
        let head: Vec<&str> = std::iter::once(name).chain(days.iter().map(String::as_str)).collect();
        let rows = between::over_weeks(report, name, &weeks).into_iter();
        sheet.rows(&head, rows.map(|(word, said)| std::iter::once(word.to_owned()).chain(said).collect()));
    }
    sheet.paragraph(between::SCALE);
    sheet.as_text(|text, page| between::told(text, report, page, true));
}

fn figures(sheet: &mut Sheet, report: &Report, block: &Block) {
    let tally = &block.tally.tally;
    if block.promises.is_empty() {
        sheet.item("no promise in this time");
    } else {
        sheet.item(&counts(tally));
    }
    if report.is_long
        && let Some(rate) = rate(tally)
    {
        sheet.item(&rate);
    }
    if let (Some(name), true) = (&block.name, report.shared)
        && let Some(spoke_first) = spoke_first(name, tally.spoke_first, tally.spoken_of)
    {
        sheet.item(&spoke_first);
    }
    if block.steady.best > 0 {
        sheet.item(&steady(block.steady));
    }
}

/// Of a week its days; of a longer time its promises and its weeks.
fn tables(sheet: &mut Sheet, report: &Report, block: &Block, used: &mut Vec<Verdict>) {
    if report.is_week {
        week(sheet, report, block, used);
        return;
    }
    let promise = |reported: &Reported| {
        let listed = &reported.listed;
        let runs = streak(&listed.streak, listed.unit);
        [listed.promise.named.label(), counts(&listed.tally.tally), runs]
    };
    sheet.table(["promise", "counts", "in a row"], block.promises.iter().map(promise));
    let weeks = block.weeks.iter();
    let weeks = weeks.filter(|week| week.from <= report.today && !week.tally.tally.is_empty());
    let week = |week: &Week| {
        let steady = if week.steady == Some(true) { "steady" } else { "" };
        [week.label.clone(), counts(&week.tally.tally), steady.to_owned()]
    };
    if !block.promises.is_empty() {
        sheet.table(["week", "counts", ""], weeks.map(week));
    }
}

/// One column a day, one sign for what became of it. What signs were used is added to `used`.
fn week(sheet: &mut Sheet, report: &Report, block: &Block, used: &mut Vec<Verdict>) {
    let days: Vec<Day> = (0..7).map(|at| report.from.plus(at)).take_while(|day| *day <= report.to).collect();
    let names: Vec<String> = days.iter().map(|day| day.short().chars().take(2).collect()).collect();
    let mut head = vec!["promise"];
    head.extend(names.iter().map(String::as_str));
    head.extend(["kept", "in a row"]);
    let row = |reported: &Reported| {
        let listed = &reported.listed;
        let mut row = vec![listed.promise.named.label()];
        for day in &days {
            let verdict = reported.days.get(day).copied();
            used.extend(verdict);
            row.push(verdict.map_or("", sign).to_owned());
        }
        row.push(outcome(&Page::PLAIN, reported));
        row.push(streak(&listed.streak, listed.unit));
        row
    };
    sheet.rows(&head, block.promises.iter().map(row));
}
