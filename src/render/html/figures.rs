//! Tables of figures: a block's promises, and its weeks.

use std::io::{Result, Write};

use maud::{Markup, PreEscaped, html};

use super::put;
use super::words::{foreign, said};
use crate::domain::words::shown;
use crate::render::text::wording::{counts, streak};
use crate::report::block::Week;
use crate::report::weekly::Block;

/// Whose a table or a drawing is, in plain words.
pub fn whose(name: Option<&str>) -> String {
    name.map_or_else(|| "Both".to_owned(), shown)
}

/// Each promise with its counts of the period and its runs as of today.
pub fn by_promise(block: &Block) -> Markup {
    html! {
        table {
            caption { "The promises of this time" }
            thead {
                tr { th scope="col" { "promise" } th scope="col" { "counts" } th scope="col" { "in a row" } }
            }
            tbody {
                @for reported in &block.promises {
                    @let listed = &reported.listed;
                    tr {
                        th scope="row" {
                            (foreign(&listed.promise.named.label()))
                            span.text { (said(listed.promise.named.text.as_ref())) }
                        }
                        td { (counts(&listed.tally.tally)) }
                        td { (streak(&listed.streak, listed.unit)) }
                    }
                }
            }
        }
    }
}

/// The weeks with their counts.
pub fn by_week<'a>(mut weeks: impl Iterator<Item = &'a Week>, to: &mut dyn Write) -> Result<()> {
    put(
        to,
        &html! {
            (PreEscaped("<table>"))
            caption { "Week by week" }
            thead {
                tr { th scope="col" { "week" } th scope="col" { "counts" } th scope="col" { "steady" } }
            }
            (PreEscaped("<tbody>"))
        },
    )?;
    weeks.try_for_each(|week| {
        let row = html! {
            tr {
                th scope="row" { (week.label) }
                td { (counts(&week.tally.tally)) }
                td { @if week.steady == Some(true) { "steady" } }
            }
        };
        put(to, &row)
    })?;
    put(to, &PreEscaped("</tbody></table>".to_owned()))
}
