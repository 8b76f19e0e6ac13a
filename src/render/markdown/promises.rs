//! `list`, `due`, `streaks` and `show` as Markdown.

use super::sheet::Sheet;
use crate::domain::rejection::and;
use crate::domain::words::shown;
use crate::domain::{Giver, State};
use crate::render::text::due::{what, when};
use crate::render::text::show::why;
use crate::render::text::streaks::best;
use crate::render::text::wording::{asks, counts, days, pause, run, steady, streak, text_of, was};
use crate::report::block::{PromiseStreak, StreakBlock};
use crate::report::due::{Due, DueWindow};
use crate::report::list::{List, Listed};
use crate::report::shape::WindowShape;
use crate::report::show::Show;
use crate::report::streaks::Streaks;

/// What is due, as a table.
pub fn due(due: &Due) -> String {
    let mut sheet = Sheet::default();
    sheet.title("Due");
    if due.windows.is_empty() {
        sheet.paragraph("Nothing is due.");
    }
    let row = |window: &DueWindow| {
        [when(window, due.today), window.given.named.label(), what(window), and(&window.given.by)]
    };
    sheet.table(["when", "promise", "what", "by"], due.windows.iter().map(row));
    sheet.done()
}

/// The promises, a table for each partner's and one for the joint ones.
pub fn list(list: &List) -> String {
    let mut sheet = Sheet::default();
    sheet.title("Promises");
    if list.promises.is_empty() {
        sheet.paragraph("No promises.");
        return sheet.done();
    }
    for line in &list.pauses {
        sheet.as_text(|text, page| pause(text, page, line, list.today));
    }
    let mut givers: Vec<Giver> = Vec::new();
    for listed in &list.promises {
        if !givers.contains(&listed.giver) {
            givers.push(listed.giver);
        }
    }
    givers.sort_by_key(|giver| match giver {
        Giver::One(partner) => partner.number(),
        Giver::Both => 3,
    });
    for giver in givers {
        let own = || list.promises.iter().filter(move |listed| listed.giver == giver);
        let names = own().next().map(|first| and(&first.promise.by)).unwrap_or_default();
        sheet.heading(&names);
        let row = |listed: &Listed| {
            let promise = &listed.promise;
            let state = match promise.state {
                State::Active => String::new(),
                other => format!(" ({})", other.word()),
            };
            let avoid = if promise.avoid { ", to avoid" } else { "" };
            let figures = match promise.state {
                State::Asked | State::Declined | State::Lapsed => [String::new(), String::new()],
                _ => [counts(&listed.tally.tally), streak(&listed.streak, listed.unit)],
            };
            let [counts, streak] = figures;
            let what = format!("{}{state}", text_of(promise.named.text.as_ref()));
            let asks = format!("{}{avoid}", asks(promise, list.today));
            [promise.named.full(), what, asks, counts, streak]
        };
        sheet.table(["promise", "what", "when", "counts", "in a row"], own().map(row));
    }
    sheet.done()
}

/// The runs, a table for each block, the partners in the order of `init`.
pub fn streaks(streaks: &Streaks) -> String {
    let mut sheet = Sheet::default();
    sheet.title("In a row");
    for one in &streaks.partners {
        block(&mut sheet, one.name.as_deref().unwrap_or_default(), one);
    }
    if !streaks.joint.promises.is_empty() {
        block(&mut sheet, "Both", &streaks.joint);
    }
    if streaks.partners.len() == 2 {
        sheet.heading("Together");
        sheet.item(&steady(streaks.together.steady));
    }
    sheet.done()
}

fn block(sheet: &mut Sheet, name: &str, block: &StreakBlock) {
    sheet.heading(name);
    sheet.item(&steady(block.steady));
    if block.promises.is_empty() {
        sheet.item("no promise has begun yet");
    }
    let row = |promise: &PromiseStreak| {
        let streak = &promise.streak;
        let text = text_of(promise.named.text.as_ref());
        [promise.named.label(), text, run(streak.current, promise.unit), best(promise)]
    };
    sheet.table(["promise", "what", "in a row", "best"], block.promises.iter().map(row));
}

/// One promise whole, with a table of its windows.
pub fn show(show: &Show, times: bool) -> String {
    let (promise, today) = (&show.promise, show.today);
    let mut sheet = Sheet::default();
    sheet.title(&promise.named.full());
    sheet.paragraph(&text_of(promise.named.text.as_ref()));
    if let Some(plan) = &promise.plan {
        sheet.item(&format!("Plan: {}", shown(plan)));
    }
    let avoid = if promise.avoid { ", to avoid" } else { "" };
    sheet.item(&format!("{}: {}{avoid}", and(&promise.by), asks(promise, today)));
    if promise.state != State::Active {
        let on = promise.ended_on.map(|on| format!(" on {}", on.said(today))).unwrap_or_default();
        sheet.item(&format!("{}{on}", promise.state.word()));
    }
    if let Some(boundary) = promise.answers {
        sheet.item(&format!("in answer to the boundary {boundary}"));
    }
    for line in &show.pauses {
        sheet.as_text(|text, page| pause(text, page, line, today));
    }
    for before in &show.before {
        sheet.item(&format!("was {} ({})", was(before, today), before.named.id));
    }
    sheet.item(&counts(&show.tally.tally));
    if show.streak.best > 0 {
        sheet.item(&streak(&show.streak, show.unit));
    }
    let after = show.after_a_miss;
    if after.misses > after.waiting {
        let waiting = match after.waiting {
            0 => String::new(),
            waiting => format!(", {waiting} still to come"),
        };
        let answered = after.misses - after.waiting;
        let back = after.next_time;
        sheet.item(&format!("after a miss, back the next time: {back} of {answered}{waiting}"));
    }
    let row = |window: &WindowShape| {
        let reasons = why(window, times, today).replace('\n', "; ");
        [days(window.from, window.to, today), window.verdict.said().to_owned(), reasons]
    };
    sheet.table(["when", "verdict", "why"], show.windows.iter().map(row));
    sheet.done()
}
