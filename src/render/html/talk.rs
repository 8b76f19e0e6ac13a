//! What the week's talk is about: what to talk about first, what is asked, what is due next week.

use maud::{Markup, html};

use super::words::{foreign, name, names, said};
use crate::render::text::weekly::{NAMED, how_often, name_or_text, of_one, when};
use crate::report::talk::Talking;
use crate::report::weekly::Report;

/// One thing first; what follows is told by promise.
pub fn to_talk_about(report: &Report) -> Markup {
    let Some(Talking { first, then }) = &report.talking else { return Markup::default() };
    html! {
        section {
            h2 { "To talk about" }
            p.first {
                "First: "
                strong { (foreign(&name_or_text(&first.given.named))) }
                (of_one(first, report.today))
            }
            @if !then.is_empty() {
                ul {
                    @for group in then.iter().take(NAMED) {
                        li {
                            "then: " (foreign(&name_or_text(&group.given.named)))
                            (how_often(group, report.today))
                        }
                    }
                    @if then.len() > NAMED {
                        li { "and " (then.len() - NAMED) " more" }
                    }
                }
            }
        }
    }
}

/// Who asks what of whom, and until when.
pub fn asked(report: &Report) -> Markup {
    html! {
        @if !report.asked.is_empty() {
            section {
                h2 { "Asked" }
                ul {
                    @for one in &report.asked {
                        li {
                            (name(&one.asked_by)) " asks " (name(&one.asked_of)) ": "
                            (foreign(&one.given.named.full())) ", " (said(one.given.named.text.as_ref()))
                            ". It lapses on " (one.lapses_on.short()) "."
                        }
                    }
                }
            }
        }
    }
}

/// What is due in the week after this one.
pub fn next_week(report: &Report) -> Markup {
    html! {
        @if !report.next_week.is_empty() {
            section {
                h2 { "Next week" }
                ul {
                    @for one in &report.next_week {
                        li {
                            strong { (foreign(&name_or_text(&one.given.named))) }
                            " (" (names(&one.given.by)) "): " (when(one))
                        }
                    }
                }
            }
        }
    }
}
