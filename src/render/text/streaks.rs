//! `streaks` as text.

use super::glyph::Used;
use super::page::{Page, Text};
use super::weeks;
use super::wording::{run, steady, text_of};
use crate::domain::Partner;
use crate::report::block::{PromiseStreak, StreakBlock};
use crate::report::streaks::Streaks;

/// The report on a page: the reader's own block first.
pub fn streaks(streaks: &Streaks, page: &Page) -> String {
    let mut text = Text::default();
    let shared = streaks.partners.len() == 2;
    let numbered = streaks.partners.iter().zip(Partner::BOTH).map(|(block, partner)| (Some(partner), block));
    let mut used = Used::default();
    for (_, one) in page.own_first(numbered.collect(), |(partner, _)| *partner) {
        block(&mut text, page, one.name.as_deref().unwrap_or_default(), one, &mut used);
    }
    if !streaks.joint.promises.is_empty() {
        block(&mut text, page, "Both", &streaks.joint, &mut used);
    }
    if shared {
        text.heading(page, "Together");
        text.line(page, &format!("  {}", steady(streaks.together.steady)));
    }
    used.legend(&mut text, page);
    text.done()
}

fn block(text: &mut Text, page: &Page, name: &str, block: &StreakBlock, used: &mut Used) {
    text.heading(page, name);
    text.line(page, &format!("  {}", steady(block.steady)));
    weeks::line(text, page, &block.weeks, used);
    if block.promises.is_empty() {
        text.line(page, "  no promise has begun yet");
        return;
    }
    let mut table = page.table();
    for promise in &block.promises {
        table.add_row(vec![
            format!("  {}", promise.named.label()),
            text_of(promise.named.text.as_ref()),
            run(promise.streak.current, promise.unit),
            best(promise),
        ]);
    }
    text.table(&table);
}

/// The best, unless there is none yet.
pub(in crate::render) fn best(promise: &PromiseStreak) -> String {
    let streak = &promise.streak;
    match streak.best {
        0 => String::new(),
        best if best == streak.current => "the best so far".to_owned(),
        best => {
            let since = streak.best_to.map(|to| format!(", until {}", to.long())).unwrap_or_default();
            format!("best {best}{since}")
        }
    }
}
