//! A map of days: one square a day, with the sign and the colour of what became of it. Over more than five weeks each
//! week is a column, else a row.

use std::collections::BTreeMap;
use std::io::{Error, Result, Write};

use maud::{Markup, PreEscaped, html};

use super::{LEFT, cell, chunks, columns, image, months, parts, spans_years};
use crate::domain::words::shown;
use crate::domain::{Day, Span, Verdict};
use crate::render::html::put;
use crate::render::html::week::{class, legend};
use crate::render::html::words::foreign;
use crate::render::text::glyph::{in_order, sign};
use crate::render::text::wording::{count, days as days_said};
use crate::report::calendar::CalendarPromise;
use crate::report::weekly::Report;

/// Over so many weeks at most, a week is a row.
const ROWS: usize = 5;
/// The room above the first square.
const TOP: usize = 16;
/// The room to the left of rows that are weeks.
const WEEK_LEFT: usize = 48;

type Days = BTreeMap<Day, Verdict>;

/// A map for every promise of a block, and what the signs mean.
pub fn maps(report: &Report<'_>, promises: &[CalendarPromise<'_>], to: &mut dyn Write) -> Result<()> {
    let weeks = columns(report);
    let mut used = Vec::new();
    put(to, &html! { (PreEscaped("<div class=\"maps\">")) })?;
    for promise in promises {
        let days = promise.days.all().map_err(Error::other)?;
        used.extend(days.values().copied());
        used = in_order(&used);
        map(report, &weeks, &promise.named.label(), &days, to)?;
    }
    put(to, &html! { (PreEscaped("</div>")) (legend(&used)) })
}

fn map(report: &Report<'_>, weeks: &[Span], label: &str, days: &Days, to: &mut dyn Write) -> Result<()> {
    let period = Span::new(report.from, report.to.min(report.today));
    let columns = chunks(weeks).next().map_or(0, <[Span]>::len);
    let board = Board { days, period, label, rows: weeks.len() <= ROWS, columns };
    // Of a long time only the parts in which there is something to say.
    let has_days = |part: &&[Span]| match (part.first(), part.last()) {
        (Some(first), Some(last)) => days.range(first.from..=last.to).next().is_some(),
        _ => false,
    };
    let years = spans_years(weeks);
    put(
        to,
        &html! {
            (PreEscaped("<figure>"))
            figcaption { (foreign(label)) ", day by day" }
            (parts(weeks))
        },
    )?;
    for part in chunks(weeks).filter(has_days) {
        put(to, &board.part(part, cell(weeks.len()), years))?;
    }
    put(to, &html! { (PreEscaped("</div>")) (in_words(days, report.today)) (PreEscaped("</figure>")) })
}

/// What the parts of one map share.
struct Board<'a> {
    days: &'a Days,
    period: Span,
    label: &'a str,
    rows: bool,
    /// How many weeks the longest part has: all are drawn as wide.
    columns: usize,
}

impl Board<'_> {
    fn part(&self, weeks: &[Span], cell: usize, years: bool) -> Markup {
        let left = if self.rows { WEEK_LEFT } else { LEFT };
        let (across, down) = if self.rows { (7, weeks.len()) } else { (self.columns, 7) };
        let content = html! {
            (self.labels(weeks, cell, years))
            @for (at, week) in weeks.iter().enumerate() {
                @for day_at in 0..7 {
                    @let day = week.from.plus(i64::try_from(day_at).unwrap_or_default());
                    @let (column, row) = if self.rows { (day_at, at) } else { (at, day_at) };
                    @if self.period.holds(day) {
                        (self.square(day, left + column * cell, TOP + row * cell, cell - 2))
                    }
                }
            }
        };
        image("map", left + across * cell, TOP + down * cell, &self.words(weeks), &content)
    }

    fn square(&self, day: Day, x: usize, y: usize, size: usize) -> Markup {
        html! {
            @match self.days.get(&day).copied() {
                None => circle.empty cx=(x + size / 2) cy=(y + size / 2) r="1.5" {},
                Some(verdict) => g.(class(verdict)) {
                    title { (day.short()) ": " (verdict.said()) }
                    rect x=(x) y=(y) width=(size) height=(size) rx="3" {}
                    text x=(x + size / 2) y=(y + size / 2 + 4) { (sign(verdict)) }
                }
            }
        }
    }

    /// Above, months or days of the week; to the left the other one of days of the week and weeks.
    fn labels(&self, weeks: &[Span], cell: usize, years: bool) -> Markup {
        let middle = TOP + cell / 2 + 3;
        let day_names = weeks.first().map(|week| (0..7).map(|at| week.from.plus(at)).collect::<Vec<_>>());
        let day_names: Vec<String> =
            day_names.unwrap_or_default().iter().map(|day| day.short().chars().take(2).collect()).collect();
        html! {
            @if self.rows {
                @for (at, name) in day_names.iter().enumerate() {
                    text.axis.middle x=(WEEK_LEFT + at * cell + cell / 2 - 1) y="10" { (name) }
                }
                @for (at, week) in weeks.iter().enumerate() {
                    text.axis x="0" y=(middle + at * cell) {
                        (week.from.short().split_once(' ').map(|(_, day)| day.to_owned()).unwrap_or_default())
                    }
                }
            } @else {
                @for (at, name) in months(weeks, years) {
                    text.axis x=(LEFT + at * cell) y="10" { (name) }
                }
                @for (at, name) in day_names.iter().enumerate().step_by(2) {
                    text.axis x="0" y=(middle + at * cell) { (name) }
                }
            }
        }
    }

    fn words(&self, weeks: &[Span]) -> String {
        let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else { return String::new() };
        let of_part = || self.days.range(first.from..=last.to).map(|(_, verdict)| *verdict);
        let number = |wanted| of_part().filter(|verdict| *verdict == wanted).count();
        let each = in_order(&of_part().collect::<Vec<_>>()).into_iter().map(|verdict| {
            let days = count(u32::try_from(number(verdict)).unwrap_or(u32::MAX), "day");
            format!("{days} {}", verdict.said())
        });
        let each: Vec<String> = each.collect();
        let each = if each.is_empty() { "nothing".to_owned() } else { each.join(", ") };
        format!("{}, {} to {}: {each}", shown(self.label), first.from.short(), last.to.long())
    }
}

/// The same, verdict by verdict.
fn in_words(days: &Days, today: Day) -> Markup {
    html! {
        details {
            summary { "These days in words" }
            dl.days {
                @for verdict in in_order(&days.values().copied().collect::<Vec<_>>()) {
                    dt { (verdict.said()) }
                    dd { (stretches(days, verdict, today).join(", ")) }
                }
            }
        }
    }
}

/// Days that follow each other are told from the first to the last.
fn stretches(days: &Days, wanted: Verdict, today: Day) -> Vec<String> {
    let mut stretches: Vec<Span> = Vec::new();
    for day in days.iter().filter(|(_, verdict)| **verdict == wanted).map(|(day, _)| *day) {
        match stretches.last_mut() {
            Some(span) if span.to.next() == day => span.to = day,
            _ => stretches.push(Span::new(day, day)),
        }
    }
    stretches.iter().map(|span| days_said(span.from, Some(span.to), today)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_follow_each_other_are_told_together() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let kept =
            ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-20"].map(|on| (day(on), Verdict::Kept));
        let mut days: Days = kept.into_iter().collect();
        days.insert(day("2026-11-19"), Verdict::Broken);
        let today = day("2026-11-22");
        assert_eq!(stretches(&days, Verdict::Kept, today), ["Mon 16 Nov to Wed 18 Nov", "Fri 20 Nov"]);
        assert_eq!(stretches(&days, Verdict::Broken, today), ["Thu 19 Nov"]);
        assert!(stretches(&days, Verdict::Late, today).is_empty());
    }
}
