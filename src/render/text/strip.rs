//! Strips: a week's days, one column each, and a promise's windows, each with one sign for what became of it.

use comfy_table::{Cell, CellAlignment};

use super::glyph::Used;
use super::page::{Page, Text};
use super::wording::{count, counts, streak};
use crate::domain::{Day, Verdict};
use crate::report::shape::WindowShape;
use crate::report::weekly::{Block, Report, Reported, Single};

/// Below so many columns the figures stand above the days instead of beside them.
const NARROW: u16 = 64;

/// The promises of a block, day by day. What signs were used is added to `used`.
pub fn week(text: &mut Text, report: &Report, page: &Page, block: &Block, used: &mut Used) {
    let days: Vec<Day> = (0..7).map(|at| report.from.plus(at)).take_while(|day| *day <= report.to).collect();
    let verdicts =
        |reported: &Reported| days.iter().map(|day| reported.days.get(day).copied()).collect::<Vec<_>>();
    used.verdicts.extend(block.promises.iter().flat_map(verdicts).flatten());
    if page.width < NARROW {
        return narrow(text, page, block, &days);
    }
    let mut table = page.table();
    let mut heads = vec![page.head("")];
    heads.extend(days.iter().map(|day| page.head(day.short().get(..2).unwrap_or_default())));
    heads.extend([page.head("kept"), page.head("")]);
    table.set_header(heads);
    for reported in &block.promises {
        let mut row = vec![Cell::new(format!("  {}", reported.listed.promise.named.label()))];
        for day in &days {
            match reported.days.get(day).copied() {
                Some(verdict) => {
                    row.push(page.verdict(page.sign(verdict), verdict).set_alignment(CellAlignment::Center));
                }
                None => row.push(Cell::new("")),
            }
        }
        row.push(Cell::new(outcome(page, reported)));
        row.push(Cell::new(streak(&reported.listed.streak, reported.listed.unit)));
        table.add_row(row);
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        if (1..=7).contains(&at) {
            column.set_padding((0, 1));
        }
    }
    text.table(&table);
}

/// Each promise in two lines: its figures, and its days.
fn narrow(text: &mut Text, page: &Page, block: &Block, days: &[Day]) {
    let heads: Vec<String> = days.iter().map(|day| day.short().chars().take(2).collect()).collect();
    text.line(page, &format!("    {}", heads.join(" ")));
    for reported in &block.promises {
        let listed = &reported.listed;
        let run = match listed.streak.best {
            0 => String::new(),
            _ => format!("; {}", streak(&listed.streak, listed.unit)),
        };
        text.line(page, &format!("  {}: {}{run}", listed.promise.named.label(), outcome(page, reported)));
        let signs: Vec<&str> = days
            .iter()
            .map(|day| reported.days.get(day).copied().map_or(" ", |verdict| page.sign(verdict)))
            .collect();
        if signs.iter().any(|sign| *sign != " ") {
            text.line(page, &format!("    {}", signs.join("  ")));
        }
    }
}

/// Kept of due; of a single longer window, on how many days of how many, and what it came to.
pub(in crate::render) fn outcome(page: &Page, reported: &Reported) -> String {
    match reported.single {
        Some(Single { progress: (kept, times), verdict }) if times > 1 => {
            format!("{kept} of {times}, {}", verdict.said())
        }
        Some(Single { verdict, .. }) => verdict.said().to_owned(),
        None => {
            let tally = &reported.listed.tally.tally;
            let apart = match tally.disputed {
                0 => String::new(),
                disputed => format!(", {disputed} {}", page.sign(Verdict::Disputed)),
            };
            if tally.due() == 0 { counts(tally) } else { format!("{} of {}{apart}", tally.kept, tally.due()) }
        }
    }
}

/// So many windows are drawn.
const LATEST: usize = 60;

/// The latest windows of a promise, one sign each, oldest first, and what the signs mean.
pub fn windows(text: &mut Text, page: &Page, windows: &[WindowShape]) {
    if windows.len() < 2 {
        return;
    }
    let mut used = Used::default();
    let latest = windows.get(windows.len().saturating_sub(LATEST)..).unwrap_or_default();
    used.verdicts.extend(latest.iter().map(|window| window.verdict));
    text.gap();
    for line in latest.chunks(usize::from(page.width).saturating_sub(2).max(1)) {
        let signs: String =
            line.iter().map(|window| page.inked(page.sign(window.verdict), window.verdict)).collect();
        text.as_it_is(&format!("  {signs}"));
    }
    if latest.len() < windows.len() {
        text.line(page, &format!("  the latest {LATEST} of {}, oldest first", count_of(windows.len())));
    }
    used.legend(text, page);
}

fn count_of(windows: usize) -> String {
    count(u32::try_from(windows).unwrap_or(u32::MAX), "window")
}
