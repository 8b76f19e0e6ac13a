//! Drawings. Each is an image with its numbers in words, stands beside the same figures as text, and has a scale of
//! its own. Where there are many weeks they are drawn in parts that stand side by side or, on a small screen, one
//! below the other.

pub mod checkins;
pub mod days;
pub mod weeks;

use maud::{Markup, PreEscaped, html};

use crate::domain::{Day, Span};
use crate::report::weekly::Report;

/// So many weeks at most in one part of a drawing.
pub const CHUNK: usize = 14;
/// The room to the left of the first week.
const LEFT: usize = 24;

/// The weeks of the report up to today.
pub fn columns(report: &Report) -> Vec<Span> {
    let begun = report.joint.weeks.iter().filter(|week| week.from <= report.today);
    begun.map(|week| Span::new(week.from, week.to)).collect()
}

/// The weeks in parts of nearly the same length.
fn chunks<T>(weeks: &[T]) -> std::slice::Chunks<'_, T> {
    let parts = weeks.len().div_ceil(CHUNK).max(1);
    weeks.chunks(weeks.len().div_ceil(parts).max(1))
}

/// Where the parts of a drawing of so many weeks begin.
fn parts<T>(weeks: &[T]) -> Markup {
    let one = weeks.len() <= CHUNK;
    PreEscaped(if one { "<div class=\"parts single\">" } else { "<div class=\"parts\">" }.to_owned())
}

/// The width of a week: more where there are few.
fn cell(weeks: usize) -> usize {
    if weeks > CHUNK { 16 } else { 24 }
}

/// Where a month begins, at which week of a part it is named. The name of the first one gives way to the next, and
/// there is no room for one above the last week.
fn months(weeks: &[Span], with_years: bool) -> Vec<(usize, String)> {
    let mut labels = Vec::new();
    for (at, week) in weeks.iter().enumerate() {
        let begins = (0..7).map(|days| week.from.plus(days)).find(|day| day.day_of_month() == 1);
        match begins {
            Some(_) if at > 0 && at + 1 == weeks.len() => {}
            Some(day) if with_years && day.month() == 1 && at + 2 < weeks.len() => {
                labels.push((at, format!("{} {}", month(day), day.year())));
            }
            Some(day) => labels.push((at, month(day))),
            None if at == 0 => labels.push((at, month(week.from))),
            None => {}
        }
    }
    if let [(0, _), (1, _), ..] = labels[..] {
        labels.remove(0);
    }
    labels
}

/// `Nov`
fn month(day: Day) -> String {
    day.short().rsplit(' ').next().unwrap_or_default().to_owned()
}

fn spans_years(weeks: &[Span]) -> bool {
    matches!((weeks.first(), weeks.last()), (Some(first), Some(last)) if first.to.year() < last.from.year())
}

/// An image of that size, with its numbers in words.
fn image(class: &str, width: usize, height: usize, words: &str, content: &Markup) -> Markup {
    html! {
        svg.(class) role="img" aria-label=(words) width=(width) height=(height)
            viewBox=(format!("0 0 {width} {height}")) { (content) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weeks(first: &str, number: i64) -> Vec<Span> {
        let first: Day = first.parse().unwrap();
        (0..number).map(|at| Span::new(first.plus(7 * at), first.plus(7 * at + 6))).collect()
    }

    #[test]
    fn a_year_is_drawn_in_four_parts_of_nearly_the_same_length() {
        let parts = |number| chunks(&vec![(); number]).map(<[()]>::len).collect::<Vec<_>>();
        assert_eq!(parts(53), [14, 14, 14, 11]);
        assert_eq!(parts(52), [13, 13, 13, 13]);
        assert_eq!((parts(14), parts(15)), (vec![14], vec![8, 7]));
        assert!(parts(0).is_empty());
    }

    #[test]
    fn months_are_named_where_they_begin() {
        let names = |first, number, years| months(&weeks(first, number), years);
        let label = |at: usize, name: &str| (at, name.to_owned());
        assert_eq!(names("2026-09-07", 6, false), [label(0, "Sep"), label(3, "Oct")]);
        assert_eq!(names("2026-09-21", 3, false), [label(1, "Oct")], "no room for September");
        assert_eq!(names("2026-12-14", 4, true), [label(0, "Dec"), label(2, "Jan")], "no room for the year");
        assert_eq!(names("2026-12-14", 5, true), [label(0, "Dec"), label(2, "Jan 2027")]);
        assert_eq!(names("2026-09-07", 4, false), [label(0, "Sep")]);
    }
}
