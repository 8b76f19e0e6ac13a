//! Weeks as bars: what was kept of what was due.

use comfy_table::Cell;

use super::glyph::Used;
use super::page::{Page, Text};
use super::wording::count;
use crate::domain::Verdict;
use crate::domain::tally::Tally;
use crate::domain::week::WeekState;
use crate::report::block::Week;

/// A line with a bar for each week, oldest first, from the first with something in it on. Nothing where no week has
/// settled with anything due, so that there is nothing to see yet.
pub fn line(text: &mut Text, page: &Page, weeks: &[Week], used: &mut Used) {
    let is_settled = |week: &Week| matches!(week.state, WeekState::Steady | WeekState::Unsteady);
    if !weeks.iter().any(is_settled) {
        return;
    }
    let first = weeks.iter().position(|week| week.state != WeekState::NothingDue).unwrap_or(0);
    let shown = weeks.get(first..).unwrap_or_default();
    let bars: String = shown.iter().map(|week| bar(page, week)).collect();
    let number = count(u32::try_from(shown.len()).unwrap_or(u32::MAX), "week");
    let settled = shown.iter().filter(|week| week.state != WeekState::Unsettled);
    let apart: u32 = settled.clone().map(|week| week.tally.tally.disputed).sum();
    let apart = if apart > 0 { format!(", {apart} seen differently") } else { String::new() };
    text.line(page, &format!("  weeks  {bars}  kept of due, {number}{apart}"));
    used.bars = true;
    used.verdicts.extend(settled.filter_map(|week| sign_of(&week.tally.tally)));
    used.idle |= shown.iter().any(|week| week.state == WeekState::NothingDue && week.tally.disputed == 0);
    used.unsettled |= shown.iter().any(|week| week.state == WeekState::Unsettled);
}

/// The verdict whose sign stands in the place of a bar, where there is none to draw.
fn sign_of(tally: &Tally) -> Option<Verdict> {
    match (tally.kept, tally.due(), tally.broken) {
        (_, 0, _) => (tally.disputed > 0).then_some(Verdict::Disputed),
        (0, _, 0) => Some(if tally.late > 0 { Verdict::Late } else { Verdict::Unlogged }),
        _ => None,
    }
}

fn bar(page: &Page, week: &Week) -> &'static str {
    if week.state == WeekState::Unsettled { page.unsettled() } else { page.bar(&week.tally.tally) }
}

/// The same of one week, as a bar that lies, for a row of a table.
pub fn lying(page: &Page, week: &Week, used: &mut Used) -> Cell {
    if week.state == WeekState::Unsettled {
        used.unsettled = true;
        return page.verdict(page.unsettled(), Verdict::Awaiting);
    }
    let bar = page.lying_bar(&week.tally.tally);
    used.lying_bars |= !bar.is_empty();
    page.verdict(&bar, Verdict::Kept)
}
