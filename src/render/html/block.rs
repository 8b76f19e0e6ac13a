//! A block: one partner's own promises, or the joint ones. Its figures stand alone.

use maud::{Markup, html};

use super::chart::{days, weeks};
use super::words::{around, name};
use super::{figures, week};
use crate::domain::Span;
use crate::render::text::weekly::{change, spoke_first};
use crate::render::text::wording::{counts, rate, steady};
use crate::report::calendar::CalendarBlock;
use crate::report::weekly::{Block, PartnerBlock, Report};

/// A partner's block.
pub fn partner(report: &Report, one: &PartnerBlock, of_days: &CalendarBlock) -> Markup {
    let who = || name(one.block.name.as_deref().unwrap_or_default());
    html! {
        section {
            h2 { (who()) }
            @if one.joined.is_none() { p { (who()) " has not joined." } }
            @if let Some(on) = one.left { p { (who()) " left on " (on.said(report.today)) "." } }
            (facts(report, &one.block, report.is_long.then(|| change(one.change.verdict))))
            (promises(report, &one.block, of_days))
        }
    }
}

/// The block of the joint promises.
pub fn joint(report: &Report, of_days: &CalendarBlock) -> Markup {
    html! {
        section {
            h2 { "Both" }
            (facts(report, &report.joint, None))
            (promises(report, &report.joint, of_days))
        }
    }
}

/// The weeks of the report up to today.
pub fn columns(report: &Report) -> Vec<Span> {
    let begun = report.joint.weeks.iter().filter(|week| week.from <= report.today);
    begun.map(|week| Span::new(week.from, week.to)).collect()
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

fn promises(report: &Report, block: &Block, of_days: &CalendarBlock) -> Markup {
    html! {
        @if !block.promises.is_empty() {
            @if report.is_week {
                (week::table(report, block))
            } @else {
                (figures::by_promise(block))
                (days::maps(report, of_days))
            }
        }
        (weeks::chart(report, block))
    }
}
