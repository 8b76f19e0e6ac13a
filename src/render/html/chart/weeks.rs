//! Weeks as bars: the outline is what was due, the filling what of it was kept. The scale is the block's own.

use std::io::{Result, Write};

use maud::{Markup, PreEscaped, html};

use super::{CHUNK, LEFT, cell, chunks, image, months, parts, spans_years};
use crate::domain::{Span, Verdict};
use crate::render::html::figures::{by_week, whose};
use crate::render::html::put;
use crate::render::text::glyph::sign;
use crate::render::text::wording::counts;
use crate::report::block::Week;
use crate::report::weekly::{Block, Report};

/// The height of the tallest bar.
const HIGH: usize = 56;
/// The room above it, for its number.
const TOP: usize = 16;
/// The room below, for the months.
const BOTTOM: usize = 16;

/// The weeks of a block, drawn once there are two with something due, and the same as a table.
pub fn chart(report: &Report<'_>, block: &Block<'_>, to: &mut dyn Write) -> Result<()> {
    let begun = block.weeks.iter().filter(|week| week.from <= report.today);
    let weeks: Vec<&Week> = begun.skip_while(|week| report.is_week && week.tally.tally.is_empty()).collect();
    if weeks.iter().filter(|week| week.tally.due > 0).count() < 2 {
        return Ok(());
    }
    let most = weeks.iter().map(|week| week.tally.due).max().unwrap_or(1).max(1);
    let spans: Vec<Span> = weeks.iter().map(|week| Span::new(week.from, week.to)).collect();
    let (cell, years) = (cell(weeks.len()), spans_years(&spans));
    let columns = chunks(&weeks).next().map_or(0, <[_]>::len);
    put(
        to,
        &html! {
            (PreEscaped("<figure class=\"weeks\">"))
            figcaption {
                "Week by week: "
                span.key.due {} " due, " span.key.done {} " kept"
            }
            (parts(&weeks))
        },
    )?;
    for (part, spans) in chunks(&weeks).zip(chunks(&spans)) {
        put(to, &bars(block, part, &months(spans, years), &Scale { most, cell, columns }))?;
    }
    let open = !report.is_week && weeks.len() <= CHUNK;
    put(
        to,
        &html! {
            (PreEscaped(if open { "</div><details open>" } else { "</div><details>" }))
            summary { "The weeks as a table" }
        },
    )?;
    by_week(weeks.into_iter().filter(|week| !week.tally.tally.is_empty()), to)?;
    put(to, &PreEscaped("</details></figure>".to_owned()))
}

/// What the parts of one drawing share.
struct Scale {
    most: u32,
    cell: usize,
    /// How many weeks the longest part has: all are drawn as wide.
    columns: usize,
}

fn bars(block: &Block, weeks: &[&Week], months: &[(usize, String)], scale: &Scale) -> Markup {
    let Scale { most, cell, columns } = *scale;
    let tall = |number: u32| {
        let share = u64::from(number) * HIGH as u64 / u64::from(most);
        usize::try_from(share).unwrap_or(HIGH).max(usize::from(number > 0))
    };
    let (width, ground) = (LEFT + columns * cell, TOP + HIGH);
    let content = html! {
        line.ground x1=(LEFT - 2) x2=(width) y1=(ground) y2=(ground) {}
        text.axis.end x=(LEFT - 6) y=(ground + 3) { "0" }
        text.axis.end x=(LEFT - 6) y=(TOP + 4) { (most) }
        @for (at, week) in weeks.iter().enumerate().filter(|(_, week)| week.tally.due > 0) {
            @let (x, wide) = (LEFT + at * cell + 2, cell - 5);
            @let (due, kept) = (tall(week.tally.due), tall(week.tally.kept));
            g {
                title { (week.label) ": " (said(week)) }
                rect.due x=(x) y=(ground - due) width=(wide) height=(due) rx="2" {}
                rect.done x=(x) y=(ground - kept) width=(wide) height=(kept) rx="2" {}
                text.axis.middle x=(x + wide / 2) y=(ground - due - 4) { (week.tally.kept) }
            }
        }
        @for (at, week) in weeks.iter().enumerate().filter(|(_, week)| is_only_apart(week)) {
            g {
                title { (week.label) ": " (said(week)) }
                text.axis.middle x=(LEFT + at * cell + 2 + (cell - 5) / 2) y=(ground - 4) { (sign(Verdict::Disputed)) }
            }
        }
        @for (at, name) in months {
            text.axis x=(LEFT + at * cell + 1) y=(ground + BOTTOM - 3) { (name) }
        }
    };
    image("bars", width, ground + BOTTOM, &words(block, weeks), &content)
}

/// Whether nothing of it is due, but something is seen differently.
fn is_only_apart(week: &Week) -> bool {
    week.tally.due == 0 && week.tally.disputed > 0
}

/// What became of a week, counts first; a bar alone would say nothing of silence, lateness and two views.
fn said(week: &Week) -> String {
    match &week.tally.tally {
        tally if tally.is_empty() => "nothing due".to_owned(),
        tally => counts(tally),
    }
}

fn words(block: &Block, weeks: &[&Week]) -> String {
    let each = weeks.iter().map(|week| format!("{} {}", week.label, said(week)));
    let each: Vec<String> = each.collect();
    format!("{}, kept of what was due, week by week: {}", whose(block.name.as_deref()), each.join(", "))
}
