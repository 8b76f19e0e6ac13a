//! What is between the two: thanks, check-ins, repairs, boundaries, patterns.

use maud::{Markup, html};

use super::chart::checkins as drawn;
use super::words::{foreign, name, said};
use crate::render::text::between::{PATTERNS, answered, days_of_boundary, heard, held, items, parts};
use crate::report::between::{CheckinShape, RepairShape};
use crate::report::weekly::Report;

pub fn thanks(report: &Report) -> Markup {
    html! {
        @if !report.thanks.is_empty() {
            section.thanks {
                h2 { "Thanks" }
                ul {
                    @for thanks in &report.thanks {
                        li { (name(&thanks.by)) ": " (said(thanks.text.as_ref())) }
                    }
                }
            }
        }
    }
}

/// What both answered, told as it was said; over two weeks or more also drawn, each partner apart.
pub fn checkins(report: &Report) -> Markup {
    html! {
        @if !report.checkins.is_empty() {
            section {
                h2 { "Check-ins" }
                (drawn::charts(report))
                dl {
                    @for checkin in &report.checkins { (checkin_lines(checkin, report.is_week)) }
                }
            }
        }
    }
}

fn checkin_lines(checkin: &CheckinShape, is_week: bool) -> Markup {
    let parts = [("feels", &checkin.feeling), ("needs", &checkin.need), ("says", &checkin.text)];
    html! {
        dt {
            (name(&checkin.by))
            @if !is_week { ", week of " (checkin.week.short()) }
        }
        dd {
            (items(checkin))
            @for (word, part) in parts {
                @if let Some(part) = part {
                    br;
                    (word) ": " (foreign(part))
                }
            }
        }
    }
}

pub fn repairs(report: &Report) -> Markup {
    html! {
        @if !report.repairs.is_empty() {
            section {
                h2 { "Repairs" }
                dl {
                    @for repair in &report.repairs { (repair_lines(repair)) }
                }
            }
        }
    }
}

fn repair_lines(repair: &RepairShape) -> Markup {
    html! {
        dt {
            (name(&repair.by))
            @if let Some(of) = &repair.of {
                " of " (foreign(&of.named.label())) ", " (of.from.short())
            }
            " (" (repair.id) "): " (repair.state.word()) (heard(repair.heard))
        }
        dd {
            @for (at, (word, part)) in parts(repair).enumerate() {
                @if at > 0 { br; }
                span.soft { (word) ": " } (foreign(&part))
            }
        }
    }
}

pub fn boundaries(report: &Report) -> Markup {
    html! {
        @if !report.boundaries.is_empty() {
            section {
                h2 { "Boundaries" }
                ul {
                    @for boundary in &report.boundaries {
                        li {
                            (foreign(&boundary.label())) ": " (name(&boundary.by)) " needs: " (said(boundary.need.as_ref()))
                            ". If it is crossed: " (said(boundary.will.as_ref())) "." (held(boundary.held))
                            br;
                            span.soft { (days_of_boundary(boundary, report.today)) }
                            @for answer in &boundary.answered_by {
                                br;
                                (foreign(&answered(answer)))
                            }
                        }
                    }
                }
            }
        }
    }
}

pub fn patterns(report: &Report) -> Markup {
    html! {
        @for (good, heading) in PATTERNS {
            @if report.patterns.iter().any(|pattern| pattern.good == good) {
                section {
                    h2 { (heading) }
                    dl {
                        @for pattern in report.patterns.iter().filter(|pattern| pattern.good == good) {
                            dt { (foreign(&pattern.text)) }
                            dd {
                                (pattern.evidence.iter().map(|one| one.on.short()).collect::<Vec<_>>().join(", "))
                            }
                        }
                    }
                }
            }
        }
    }
}
