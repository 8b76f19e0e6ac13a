//! `show` of a boundary, a repair, a chapter or a pause, as text.

use super::between::{all_parts, boundary_lines, repair_title};
use super::page::{Page, Text};
use super::wording::{days, text_of};
use crate::domain::Day;
use crate::domain::chapter::ChapterStanding;
use crate::domain::words::shown;
use crate::report::between::{ChapterShape, PauseShape};
use crate::report::thing::{ShowThing, Shown};

/// The report on a page.
pub fn show(report: &ShowThing, page: &Page) -> String {
    let mut text = Text::default();
    match &report.shown {
        Shown::Boundary(boundary) => {
            text.heading(page, "Boundary");
            boundary_lines(&mut text, boundary, page, report.today);
        }
        Shown::Repair(repair) => {
            text.heading(page, "Repair");
            text.line(page, &format!("  {}", repair_title(repair)));
            for (word, part) in all_parts(repair) {
                text.line(page, &format!("    {word}: {}", part.unwrap_or_else(|| "(not said)".to_owned())));
            }
        }
        Shown::Chapter(one) => chapter(&mut text, one, page, report.today),
        Shown::Pause(one) => pause(&mut text, one, page, report.today),
    }
    text.done()
}

fn chapter(text: &mut Text, chapter: &ChapterShape, page: &Page, today: Day) {
    text.heading(page, "Chapter");
    let standing = match (chapter.standing, chapter.ended_on) {
        (ChapterStanding::Asked(on), _) => {
            format!("asked on {}, and counts once both have said yes", on.said(today))
        }
        (ChapterStanding::Declined, _) => "declined".to_owned(),
        (ChapterStanding::Begun(from), None) => format!("since {}", from.said(today)),
        (ChapterStanding::Begun(from), Some(on)) => {
            format!("from {}, ended on {}", from.said(today), on.said(today))
        }
    };
    text.line(page, &format!("  {} ({}): {standing}", text_of(chapter.name.as_ref()), chapter.id));
    if let Some(hope) = &chapter.hope {
        text.line(page, &format!("    hope: {}", shown(hope)));
    }
    if let (Some(stage), Some(question)) = (chapter.stage, chapter.question) {
        text.line(page, &format!("    stage: {stage}; the report asks: {question}"));
    }
}

fn pause(text: &mut Text, pause: &PauseShape, page: &Page, today: Day) {
    text.heading(page, "Pause");
    let what = pause.label.as_deref().unwrap_or("everything");
    let days = days(pause.from, pause.until, today);
    let lifted = pause.lifted_on.map(|on| format!(", lifted on {}", on.said(today))).unwrap_or_default();
    text.line(page, &format!("  {what}, {days}, by {} ({}){lifted}", pause.by, pause.id));
}
