//! A week of promises, day by day: a sign and a colour for each day, and the word for who cannot see them.

use maud::{Markup, html};

use super::words::{foreign, said};
use crate::domain::{Day, Verdict};
use crate::render::text::glyph::{in_order, sign};
use crate::render::text::page::Page;
use crate::render::text::strip::outcome;
use crate::render::text::wording::streak;
use crate::report::weekly::{Block, Report, Reported};

/// The promises of a block on the days of the week.
pub fn table(report: &Report, block: &Block) -> Markup {
    let days: Vec<Day> = (0..7).map(|at| report.from.plus(at)).take_while(|day| *day <= report.to).collect();
    let used: Vec<Verdict> =
        block.promises.iter().flat_map(|reported| reported.days.values().copied()).collect();
    html! {
        table.week {
            caption { "Day by day" }
            thead {
                tr {
                    @for day in &days {
                        th scope="col" {
                            span aria-hidden="true" { (day.short().get(..2).unwrap_or_default()) }
                            span.unseen { (day.short()) }
                        }
                    }
                }
            }
            @for reported in &block.promises { (promise(reported, &days)) }
        }
        (legend(&used))
    }
}

fn promise(reported: &Reported, days: &[Day]) -> Markup {
    let listed = &reported.listed;
    let run = streak(&listed.streak, listed.unit);
    html! {
        tbody {
            tr.who {
                th scope="rowgroup" colspan=(days.len()) {
                    span.promise { (foreign(&listed.promise.named.label())) }
                    " "
                    span.text { (said(listed.promise.named.text.as_ref())) }
                    " "
                    span.outcome {
                        (outcome(&Page::PLAIN, reported))
                        @if !run.is_empty() { span.soft { "; " (run) } }
                    }
                }
            }
            @if days.iter().any(|day| reported.days.contains_key(day)) {
                tr {
                    @for day in days {
                        td {
                            @if let Some(verdict) = reported.days.get(day).copied() { (mark(verdict)) }
                        }
                    }
                }
            }
        }
    }
}

fn mark(verdict: Verdict) -> Markup {
    html! {
        span.mark.(class(verdict)) {
            span aria-hidden="true" { (sign(verdict)) }
            span.unseen { (verdict.said()) }
        }
    }
}

/// What the signs in use mean.
pub fn legend(used: &[Verdict]) -> Markup {
    let used = in_order(used);
    html! {
        @if !used.is_empty() {
            p.legend {
                @for verdict in used {
                    span { span.mark.(class(verdict)) aria-hidden="true" { (sign(verdict)) } " " (verdict.said()) }
                    " "
                }
            }
        }
    }
}

/// The class that colours a verdict.
pub fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Kept => "kept",
        Verdict::Late => "late",
        Verdict::Broken => "broken",
        Verdict::Unlogged => "unlogged",
        Verdict::Excused => "excused",
        Verdict::Disputed => "disputed",
        Verdict::Open => "open",
        Verdict::Awaiting => "awaiting",
    }
}
