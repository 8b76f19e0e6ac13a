//! A week as a strip of days: one column a day, one sign for what became of it.

use comfy_table::{Cell, CellAlignment};

use super::page::{Page, Text};
use super::wording::{counts, sign, streak};
use crate::domain::{Day, Verdict};
use crate::report::weekly::{Block, Report, Reported};

/// Below so many columns the figures stand above the days instead of beside them.
const NARROW: u16 = 64;

/// The promises of a block, day by day. What signs were used is added to `used`.
pub fn week(text: &mut Text, report: &Report, page: &Page, block: &Block, used: &mut Vec<Verdict>) {
    let days: Vec<Day> = (0..7).map(|at| report.from.plus(at)).take_while(|day| *day <= report.to).collect();
    let verdicts =
        |reported: &Reported| days.iter().map(|day| reported.days.get(day).copied()).collect::<Vec<_>>();
    used.extend(block.promises.iter().flat_map(verdicts).flatten());
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
                    row.push(page.verdict(sign(verdict), verdict).set_alignment(CellAlignment::Center));
                }
                None => row.push(Cell::new("")),
            }
        }
        row.push(Cell::new(outcome(reported)));
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
        text.line(page, &format!("  {}: {}{run}", listed.promise.named.label(), outcome(reported)));
        let signs: Vec<&str> =
            days.iter().map(|day| reported.days.get(day).copied().map_or(" ", sign)).collect();
        if signs.iter().any(|sign| *sign != " ") {
            text.line(page, &format!("    {}", signs.join("  ")));
        }
    }
}

/// Kept of due; of a single longer window, on how many days of how many, and what it came to.
pub(in crate::render) fn outcome(reported: &Reported) -> String {
    match reported.windows.as_slice() {
        [one] if one.times > 1 => format!("{} of {}, {}", one.kept_days, one.times, one.verdict.said()),
        [one] => one.verdict.said().to_owned(),
        _ => {
            let tally = &reported.listed.tally.tally;
            let apart = match tally.disputed {
                0 => String::new(),
                disputed => format!(", {disputed} {}", sign(Verdict::Disputed)),
            };
            if tally.due() == 0 { counts(tally) } else { format!("{} of {}{apart}", tally.kept, tally.due()) }
        }
    }
}
