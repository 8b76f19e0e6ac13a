//! A block: one partner's own promises, or the joint ones. Its figures stand alone.

use std::io::{Result, Write};

use maud::{Markup, PreEscaped, html};

use super::chart::{days, weeks};
use super::words::{around, name};
use super::{figures, put, week};
use crate::render::text::weekly::{change, spoke_first};
use crate::render::text::wording::{counts, rate, steady};
use crate::report::calendar::CalendarPromise;
use crate::report::weekly::{Block, PartnerBlock, Report};

/// A partner's block.
pub fn partner(
    report: &Report<'_>,
    one: &PartnerBlock<'_>,
    of_days: &[CalendarPromise<'_>],
    to: &mut dyn Write,
) -> Result<()> {
    let who = || name(one.block.name.as_deref().unwrap_or_default());
    let head = html! {
        h2 { (who()) }
        @if one.joined.is_none() { p { (who()) " has not joined." } }
        @if let Some(on) = one.left { p { (who()) " left on " (on.said(report.today)) "." } }
        (facts(report, &one.block, report.is_long.then(|| change(one.change.verdict))))
    };
    section(report, &one.block, of_days, &head, to)
}

/// The block of the joint promises.
pub fn joint(report: &Report<'_>, of_days: &[CalendarPromise<'_>], to: &mut dyn Write) -> Result<()> {
    let head = html! {
        h2 { "Both" }
        (facts(report, &report.joint, None))
    };
    section(report, &report.joint, of_days, &head, to)
}

fn section(
    report: &Report<'_>,
    block: &Block<'_>,
    of_days: &[CalendarPromise<'_>],
    head: &Markup,
    to: &mut dyn Write,
) -> Result<()> {
    put(to, &html! { (PreEscaped("<section>")) (head) })?;
    match (block.promises.is_empty(), report.is_week) {
        (true, _) => {}
        (false, true) => put(to, &week::table(report, block))?,
        (false, false) => {
            put(to, &figures::by_promise(block))?;
            days::maps(report, of_days, to)?;
        }
    }
    weeks::chart(report, block, to)?;
    put(to, &PreEscaped("</section>".to_owned()))
}

fn facts(report: &Report, block: &Block, change: Option<String>) -> Markup {
    let tally = &block.tally.tally;
    let first = block
        .name
        .as_deref()
        .filter(|_| report.shared)
        .and_then(|name| around(name, |name| spoke_first(name, tally.spoke_first, tally.spoken_of)));
    let told = [
        rate(tally).filter(|_| report.is_long).map(|rate| html! { (rate) }),
        first,
        (block.steady.best > 0).then(|| html! { (steady(block.steady)) }),
        change.map(|change| html! { (change) }),
    ];
    html! {
        p.counts {
            @if block.promises.is_empty() { "no promise in this time" } @else { (counts(tally)) }
        }
        @if told.iter().any(Option::is_some) {
            ul.facts {
                @for one in told.iter().flatten() { li { (one) } }
            }
        }
    }
}
