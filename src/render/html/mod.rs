//! HTML: the report on one page that needs nothing else. No script, nothing from elsewhere; every word goes through
//! the library that escapes it.
//!
//! - `style`, `policy`: how the page looks, and what it may load, which is that style and nothing else.
//! - `words`: what people wrote, apart from the direction of what stands around it.
//! - `block`, `week`, `figures`: a partner's promises, or the joint ones; `between`, `talk`: the rest of the report.
//! - `chart`: drawings, each with its numbers in words.

mod between;
mod block;
mod chart;
mod figures;
mod policy;
mod style;
mod talk;
mod week;
mod words;

use std::io::{Result, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::style::STYLE;
use self::words::{foreign, name, names};
use super::text::weekly::{alike, all_kept, one_promise};
use super::text::wording::{days, days_of, steady};
use crate::domain::Span;
use crate::domain::block::Blocks;
use crate::report::calendar::CalendarPromise;
use crate::report::weekly::Report;

/// The report as a page, with the foot of the record where there is one. The days are of the same period. What has a
/// drawing for each day is written piece by piece: of a long past they are hundreds of megabytes.
pub fn report(
    report: &Report<'_>,
    days: &Blocks<Vec<CalendarPromise<'_>>>,
    foot: &str,
    to: &mut dyn Write,
) -> Result<()> {
    let title = days_of(Span::new(report.from, report.to), &report.label);
    let wide = chart::columns(report).len() > chart::CHUNK;
    put(
        to,
        &html! {
            (DOCTYPE)
            (PreEscaped("<html lang=\"en\">"))
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy::policy(STYLE));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                meta name="color-scheme" content="light dark";
                title { "Ourword: " (crate::domain::words::shown(&title)) }
                style { (PreEscaped(STYLE)) }
            }
            (PreEscaped(if wide { "<body><main class=\"wide\">" } else { "<body><main>" }))
            (above(report, &title))
        },
    )?;
    for (one, of_days) in report.partners.iter().zip(&days.own) {
        if report.has(&one.block) {
            block::partner(report, one, of_days, to)?;
        }
    }
    if !report.joint.promises.is_empty() {
        block::joint(report, &days.joint, to)?;
    }
    put(to, &html! { (below(report, foot)) (PreEscaped("</main></body></html>\n")) })
}

/// One piece of the page.
fn put(to: &mut dyn Write, piece: &Markup) -> Result<()> {
    to.write_all(piece.0.as_bytes())
}

/// What stands above the blocks.
fn above(report: &Report<'_>, title: &str) -> Markup {
    html! {
        header {
            h1 { (foreign(title)) }
            @if report.today < report.to {
                p.soft { "as of " (report.today.long()) }
            }
            @if let Some(one) = one_promise(report) {
                p.soft { (foreign(&one)) }
            }
            (pauses(report))
        }
        (between::thanks(report))
        (went_right(report))
    }
}

/// What stands below them.
fn below(report: &Report<'_>, foot: &str) -> Markup {
    html! {
        @if report.shared { (together(report)) }
        (between::checkins(report))
        (between::repairs(report))
        (between::boundaries(report))
        (between::patterns(report))
        (talk::to_talk_about(report))
        (talk::asked(report))
        (talk::next_week(report))
        @if let Some(question) = report.question {
            p.question { (question) }
        }
        @if !foot.is_empty() {
            footer { p { "record " (foot) } }
        }
    }
}

fn pauses(report: &Report) -> Markup {
    html! {
        @for line in &report.pauses {
            p.soft {
                "Paused by " (name(&line.by)) ": "
                @match &line.promise {
                    Some(promise) => (foreign(promise)),
                    None => "everything",
                }
                ", " (days(line.from, line.until, report.today)) " (" (line.id) ")"
            }
        }
    }
}

fn went_right(report: &Report) -> Markup {
    html! {
        @if !report.went_right.is_empty() {
            section {
                h2 { "What went right" }
                ul {
                    @for right in &report.went_right {
                        li {
                            strong { (foreign(&right.given.named.label())) }
                            " (" (names(&right.given.by)) "): " (all_kept(right))
                        }
                    }
                }
            }
        }
    }
}

fn together(report: &Report) -> Markup {
    let alike = alike(report.together.agreement);
    if report.only.is_some() && alike.is_none() {
        return html! {};
    }
    html! {
        section {
            h2 { "Together" }
            ul {
                @if report.only.is_none() { li { (steady(report.together.steady)) } }
                @if let Some(alike) = alike {
                    li { (alike) }
                }
            }
        }
    }
}
