//! `show` as text: one promise whole, and why each window counts as it does.

use super::page::{Page, Text};
use super::wording::{asks, count, counts, days, streak, text_of};
use crate::domain::rejection::and;
use crate::domain::words::shown;
use crate::domain::{Day, State, Verdict};
use crate::report::shape::{MarkShape, WindowShape};
use crate::report::show::Show;

/// The report on a page, with the instants of recording where `times` are wanted.
pub fn show(show: &Show, page: &Page, times: bool) -> String {
    let promise = &show.promise;
    let today = show.today;
    let mut text = Text::default();
    text.heading(page, &promise.named.full());
    text.line(page, &format!("  {}", text_of(promise.named.text.as_ref())));
    if let Some(plan) = &promise.plan {
        text.line(page, &format!("  Plan: {}", shown(plan)));
    }
    let avoid = if promise.avoid { ", to avoid" } else { "" };
    text.line(page, &format!("  {}: {}{avoid}", and(&promise.by), asks(promise, today)));
    if promise.state != State::Active {
        let on = promise.ended_on.map(|on| format!(" on {}", on.said(today))).unwrap_or_default();
        text.line(page, &format!("  {}{on}", promise.state.word()));
    }
    for pause in &show.pauses {
        let what = if pause.everything { "everything is paused" } else { "paused" };
        let days = days(pause.from, pause.until, today);
        text.line(page, &format!("  {what} {days} ({})", pause.id));
    }
    text.gap();
    text.line(page, &format!("  {}", counts(&show.tally.tally)));
    if show.streak.best > 0 {
        text.line(page, &format!("  {}", streak(&show.streak, show.unit)));
    }
    let after = show.after_a_miss;
    if after.misses > after.waiting {
        let waiting = match after.waiting {
            0 => String::new(),
            waiting => format!(", {waiting} still to come"),
        };
        let answered = after.misses - after.waiting;
        text.line(
            page,
            &format!("  after a miss, back the next time: {} of {answered}{waiting}", after.next_time),
        );
    }
    if !show.windows.is_empty() {
        text.gap();
        let mut table = page.table();
        for window in &show.windows {
            table.add_row(vec![
                comfy_table::Cell::new(format!("  {}", days(window.from, window.to, today))),
                page.verdict(window.verdict.said(), window.verdict),
                comfy_table::Cell::new(why(window, promise.from, times)),
            ]);
        }
        text.table(&table);
    }
    text.done()
}

/// Why a window counts as it does: what each said, and what the calendar makes of it.
fn why(window: &WindowShape, start: Day, times: bool) -> String {
    let mut lines: Vec<String> = window.marks.iter().map(|mark| mark_line(mark, window, times)).collect();
    let calendar = match (window.line, window.verdict) {
        (2, _) => Some("the giver has 7 days to say how they see it".to_owned()),
        (6, _) => Some("paused on every day of it".to_owned()),
        (9, _) => Some("nobody said otherwise".to_owned()),
        (10, _) => Some("over; there are 7 days to say".to_owned()),
        (12, _) => Some("nobody said".to_owned()),
        (7 | 8 | 11, _) if window.times > 1 => Some(format!("{} of {} days", window.kept_days, window.times)),
        _ => None,
    };
    lines.extend(calendar);
    if let (Verdict::Excused, Some(notice)) = (window.verdict, window.notice_days) {
        lines.push(match notice {
            ..0 => "told afterwards".to_owned(),
            0 => "told on the day".to_owned(),
            days => format!("told {} before", count(u32::try_from(days).unwrap_or(u32::MAX), "day")),
        });
    }
    debug_assert!(window.from >= start);
    lines.join("\n")
}

fn mark_line(mark: &MarkShape, window: &WindowShape, times: bool) -> String {
    let single = window.to == Some(window.from);
    let on = if single && mark.on == window.from { String::new() } else { format!(" {}", mark.on.short()) };
    let said = if times {
        format!(" (said {})", mark.recorded_at)
    } else if mark.recorded_on == mark.on {
        String::new()
    } else {
        format!(" (said {})", mark.recorded_on.short())
    };
    let note = mark.note.as_ref().map(|note| format!(": {}", shown(note))).unwrap_or_default();
    format!("{} {}{on}{said}{note}", mark.by, mark.says.word())
}
