//! `calendar` as text: a week as a line, some weeks as grids beside each other, a long time as bands of weeks.

use unicode_width::UnicodeWidthStr;

use super::glyph::{Used, padded};
use super::page::{Page, Text};
use super::sheet::{Days, Sheet};
use super::wording::title;
use crate::domain::{Day, Span};
use crate::report::calendar::{Calendar, CalendarBlock};

/// Up to so many weeks are grids, as a month has at most.
const GRID: usize = 6;
/// Columns of the days of a week, `Mo` to `Su`.
const WEEK: usize = 20;
/// From so many columns on there is room for what is promised beside its week.
const ROOMY: u16 = 64;

/// The report on a page: a sheet for every promise, or for every block.
pub fn calendar(calendar: &Calendar<'_>, page: &Page, by_block: bool) -> String {
    let mut text = Text::default();
    title(&mut text, page, Span::new(calendar.from, calendar.to), &calendar.label, calendar.today);
    let days = Days::new(calendar);
    if days.is_empty {
        text.gap().line(page, "  no promise in this time");
        return text.done();
    }
    let mut used = Used::default();
    let blocks = page.own_first(calendar.partners.iter().collect(), |block| block.partner);
    let blocks = blocks.into_iter().chain([&calendar.joint]).filter(|block| !block.days.is_empty());
    if by_block {
        text.gap();
        sheets(&mut text, page, &days, &blocks.map(Sheet::of_block).collect::<Vec<_>>(), &mut used);
    } else {
        for block in blocks {
            text.heading(page, name(block));
            let each: Vec<Sheet> = block.promises.iter().map(Sheet::of_promise).collect();
            sheets(&mut text, page, &days, &each, &mut used);
        }
    }
    used.legend(&mut text, page);
    text.done()
}

fn name<'a>(block: &'a CalendarBlock<'_>) -> &'a str {
    block.name.as_deref().unwrap_or("Both")
}

fn sheets(text: &mut Text, page: &Page, days: &Days, sheets: &[Sheet], used: &mut Used) {
    match days.weeks.len() {
        0 | 1 => week(text, page, days, sheets, used),
        2..=GRID => grids(text, page, days, sheets, used),
        _ => bands(text, page, days, sheets, used),
    }
}

/// A line for each sheet. Where its name leaves no room for the days, it has a line of its own.
fn week(text: &mut Text, page: &Page, days: &Days, sheets: &[Sheet], used: &mut Used) {
    let width = usize::from(page.width);
    let longest = sheets.iter().map(|sheet| sheet.label.width()).max().unwrap_or(0);
    let beside = 2 + longest + 2 + WEEK <= width;
    let indent = if beside { longest + 4 } else { 4 };
    text.as_it_is(&format!("{}{}", " ".repeat(indent), page.dim(&days.heads().join(" "))));
    let Some(first) = days.weeks.first() else { return };
    for sheet in sheets {
        let mut line =
            if beside { format!("  {}", padded(&sheet.label, longest + 2)) } else { " ".repeat(4) };
        if !beside {
            text.line(page, &format!("  {}", sheet.label));
        }
        line.push_str(&week_of(sheet, *first, page, used));
        if let Some(what) = sheet.what.as_ref().filter(|_| beside && page.width >= ROOMY) {
            let room = width.saturating_sub(indent + WEEK + 2);
            line.push_str(&format!("  {}", page.cut(what, room)));
        }
        text.as_it_is(line.trim_end());
    }
}

/// Seven days, as wide as their heads.
fn week_of(sheet: &Sheet, first: Day, page: &Page, used: &mut Used) -> String {
    let days: Vec<String> = (0..7).map(|at| sheet.glyph(first.plus(at), page, used)).collect();
    days.join("  ") + " "
}

/// Weeks below each other, and as many sheets beside each other as there is room for.
fn grids(text: &mut Text, page: &Page, days: &Days, sheets: &[Sheet], used: &mut Used) {
    const BETWEEN: usize = 3;
    const LEFT: usize = 10;
    let room = usize::from(page.width).saturating_sub(LEFT);
    let longest = sheets.iter().map(|sheet| sheet.label.width()).max().unwrap_or(0);
    let wide = longest.clamp(WEEK, room.max(WEEK));
    let columns = ((room + BETWEEN) / (wide + BETWEEN)).max(1);
    let (left, between) = (" ".repeat(LEFT), " ".repeat(BETWEEN));
    for (at, row) in sheets.chunks(columns).enumerate() {
        if at > 0 {
            text.gap();
        }
        match row {
            [one] => text.line(page, &format!("{left}{}", one.label)),
            more => {
                let labels: Vec<String> = more.iter().map(|sheet| padded(&sheet.label, wide)).collect();
                text.as_it_is(&format!("{left}{}", labels.join(&between).trim_end()))
            }
        };
        let heads = vec![padded(&days.heads().join(" "), wide); row.len()].join(&between);
        text.as_it_is(&format!("{left}{}", page.dim(heads.trim_end())));
        for first in &days.weeks {
            let day = first.short();
            let day = day.split_once(' ').map_or("", |(_, day)| day);
            let mut line = page.dim(&format!("  {day:>6}")) + "  ";
            for (at, sheet) in row.iter().enumerate() {
                if at > 0 {
                    line.push_str(&" ".repeat(wide - WEEK + BETWEEN));
                }
                line.push_str(&week_of(sheet, *first, page, used));
            }
            text.as_it_is(line.trim_end());
        }
    }
}

/// Weeks as columns and days as rows, the months above: as many bands as the width asks for, of like length.
fn bands(text: &mut Text, page: &Page, days: &Days, sheets: &[Sheet], used: &mut Used) {
    const LEFT: usize = 5;
    let room = usize::from(page.width).saturating_sub(LEFT).max(1);
    let step = if days.weeks.len() * 2 <= room { 2 } else { 1 };
    let number = (days.weeks.len() * step).div_ceil(room);
    let heads = days.heads();
    for (at, sheet) in sheets.iter().enumerate() {
        if at > 0 {
            text.gap();
        }
        let what = sheet.what.as_ref().map(|what| format!(": {what}")).unwrap_or_default();
        text.line(page, &format!("  {}{what}", sheet.label));
        for band in days.weeks.chunks(days.weeks.len().div_ceil(number)) {
            text.as_it_is(&page.dim(&months(band, days, step, room)));
            for (at, head) in (0..7).zip(&heads) {
                let mut line = format!("  {} ", page.dim(head));
                for first in band {
                    line.push_str(&sheet.glyph(first.plus(at), page, used));
                    line.push_str(&" ".repeat(step - 1));
                }
                text.as_it_is(line.trim_end());
            }
        }
    }
}

/// The year in which a band begins, and each month above the week that holds its first day.
fn months(band: &[Day], days: &Days, step: usize, room: usize) -> String {
    const NAME: usize = 3;
    let begins =
        |first: Day| (0..7).map(|at| first.plus(at)).find(|day| day.day_of_month() == 1 && *day <= days.to);
    let next =
        band.iter().skip(1).position(|first| begins(*first).is_some()).map_or(room, |at| (at + 1) * step);
    let mut line = String::new();
    for (at, first) in band.iter().enumerate() {
        let day = begins(*first).or((at == 0 && next > NAME).then_some(*first));
        if let Some(day) = day.filter(|_| at * step + NAME <= room) {
            let name = day.short();
            line = padded(&line, at * step) + name.rsplit(' ').next().unwrap_or_default();
        }
    }
    let year = band.first().map_or(days.from, |first| (*first).max(days.from)).year();
    format!("{year:04} {line}")
}
