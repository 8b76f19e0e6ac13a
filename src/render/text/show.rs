//! `show` as text: one promise whole, and why each window counts as it does.

use super::page::{Page, Text};
use super::strip;
use super::wording::{asks, count, counts, days, pause, streak, text_of, was};
use crate::domain::rejection::and;
use crate::domain::verdict::GRACE;
use crate::domain::words::shown;
use crate::domain::{Day, Says, State, Verdict};
use crate::report::shape::{MarkShape, WindowShape};
use crate::report::show::Show;

/// Without `all` so many windows are told one by one, the latest.
const TOLD: usize = 30;

/// The report on a page, with the instants of recording where `times` are wanted.
pub fn show(show: &Show, page: &Page, times: bool, all: bool) -> String {
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
    if let Some(boundary) = promise.answers {
        text.line(page, &format!("  in answer to the boundary {boundary}"));
    }
    show.pauses.iter().for_each(|line| pause(&mut text, page, line, today));
    for before in &show.before {
        text.line(page, &format!("  was {} ({})", was(before, today), before.named.id));
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
        strip::windows(&mut text, page, &show.windows);
        text.gap();
        let earlier = if all { 0 } else { show.windows.len().saturating_sub(TOLD) };
        if earlier > 0 {
            let windows = count(u32::try_from(earlier).unwrap_or(u32::MAX), "earlier window");
            let show = if earlier == 1 { "shows it" } else { "shows them" };
            text.line(page, &format!("  {windows}; --all {show}"));
        }
        let mut table = page.table();
        for window in show.windows.iter().skip(earlier) {
            table.add_row(vec![
                comfy_table::Cell::new(format!("  {}", days(window.from, window.to, today))),
                page.verdict(window.verdict.said(), window.verdict),
                comfy_table::Cell::new(why(window, times, today)),
            ]);
        }
        text.table(&table);
    }
    text.done()
}

/// Why a window counts as it does: what each said, and what the table of verdicts and the calendar make of it.
pub(in crate::render) fn why(window: &WindowShape, times: bool, today: Day) -> String {
    let mut lines: Vec<String> =
        window.marks.iter().map(|mark| mark_line(mark, window, times, today)).collect();
    let to_say = |since: Option<Day>| {
        since.map_or_else(String::new, |since| format!(" until {}", since.plus(GRACE).said(today)))
    };
    let reason = match window.line {
        1 => Some("one says broken, the other does not; both stand".to_owned()),
        2 => {
            let said = window
                .marks
                .iter()
                .filter(|mark| mark.says == Says::Broken)
                .map(|mark| mark.recorded_on)
                .min();
            Some(format!("the giver has{} to say how they see it", to_say(said.max(window.to))))
        }
        4 => Some("kept, since one says so and the other does not say broken".to_owned()),
        5 => Some("kept late, since one says so".to_owned()),
        6 => Some("paused on every day of it".to_owned()),
        9 => Some("nobody said otherwise".to_owned()),
        10 => Some(format!("over; there is time to say{}", to_say(window.to))),
        12 => Some("nobody said".to_owned()),
        13 => Some("the giver left before they could say how they see it".to_owned()),
        7 | 8 | 11 if window.times > 1 => Some(format!("{} of {} days", window.kept_days, window.times)),
        _ => None,
    };
    lines.extend(reason);
    if let (Verdict::Excused, Some(notice)) = (window.verdict, window.notice_days) {
        lines.push(match notice {
            ..0 => "told afterwards".to_owned(),
            0 => "told on the day".to_owned(),
            days => format!("told {} before", count(u32::try_from(days).unwrap_or(u32::MAX), "day")),
        });
    }
    lines.join("\n")
}

fn mark_line(mark: &MarkShape, window: &WindowShape, times: bool, today: Day) -> String {
    let single = window.to == Some(window.from);
    let on =
        if single && mark.on == window.from { String::new() } else { format!(" {}", mark.on.said(today)) };
    let said = if mark.imported && !times {
        format!(" (imported {})", mark.recorded_on.said(today))
    } else if mark.imported {
        format!(" (imported {})", mark.recorded_at)
    } else if times {
        format!(" (said {})", mark.recorded_at)
    } else if mark.recorded_on == mark.on {
        String::new()
    } else {
        format!(" (said {})", mark.recorded_on.said(today))
    };
    let note = mark.note.as_ref().map(|note| format!(": {}", shown(note))).unwrap_or_default();
    format!("{} {}{on}{said}{note}", mark.by, mark.says.word())
}
