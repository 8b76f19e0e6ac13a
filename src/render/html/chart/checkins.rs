//! Check-ins over weeks: one small drawing for each partner, a line for each item, told apart by its dashes, its
//! points and its name.

use maud::{Markup, html};

use super::image;
use crate::domain::Day;
use crate::domain::checkin::ITEMS;
use crate::domain::words::shown;
use crate::render::html::words::name;
use crate::render::text::between::items;
use crate::report::between::CheckinShape;
use crate::report::weekly::Report;

/// The left side of the plot.
const LEFT: usize = 24;
/// Its top.
const TOP: usize = 8;
/// Its width.
const WIDE: usize = 216;
/// The height of one of its ten points.
const POINT: usize = 10;
/// The room to its right, for the names of the lines.
const RIGHT: usize = 56;
/// The room below it, for the first and the last week.
const BOTTOM: usize = 20;
/// The room between the names of two lines.
const APART: usize = 12;

/// A drawing for each partner, where there are check-ins of two weeks or more.
pub fn charts(report: &Report) -> Markup {
    let mut weeks: Vec<Day> = report.checkins.iter().map(|checkin| checkin.week).collect();
    weeks.sort_unstable();
    weeks.dedup();
    if weeks.len() < 2 {
        return Markup::default();
    }
    html! {
        div.maps {
            @for who in report.partners.iter().filter_map(|one| one.block.name.as_ref()) {
                @let own: Vec<&CheckinShape> = report.checkins.iter().filter(|one| one.by == *who).collect();
                @if !own.is_empty() {
                    figure {
                        figcaption { (name(who)) ", 0 to 10, week by week" }
                        (chart(who, &weeks, &own))
                    }
                }
            }
        }
    }
}

fn chart(who: &str, weeks: &[Day], own: &[&CheckinShape]) -> Markup {
    let x = |at: usize| LEFT + at * WIDE / (weeks.len() - 1).max(1);
    let y = |item: u8| TOP + (10 - usize::from(item.min(10))) * POINT;
    let of_week = |week: &Day| own.iter().find(|one| one.week == *week);
    let lines: Vec<Vec<Option<(usize, usize)>>> = (0..ITEMS.len())
        .map(|item| {
            let answer = |week: &Day| of_week(week).and_then(|one| [one.predict, one.rely, one.safe][item]);
            weeks.iter().enumerate().map(|(at, week)| Some((x(at), y(answer(week)?)))).collect()
        })
        .collect();
    let ends = lines.iter().map(|line| line.iter().rev().find_map(|point| point.map(|(_, y)| y)));
    let labels = apart(ends.collect());
    let ground = TOP + 10 * POINT;
    let content = html! {
        @for level in [0, 5, 10] {
            line.ground x1=(LEFT - 4) x2=(LEFT + WIDE) y1=(y(level)) y2=(y(level)) {}
            text.axis.end x=(LEFT - 8) y=(y(level) + 3) { (level) }
        }
        @for (week, end) in weeks.first().into_iter().zip(["start"]).chain(weeks.last().into_iter().zip(["end"])) {
            text.axis.(end) x=(if end == "end" { LEFT + WIDE } else { LEFT }) y=(ground + 16) {
                (week.short().split_once(' ').map(|(_, day)| day.to_owned()).unwrap_or_default())
            }
        }
        @for ((line, label), (word, _)) in lines.iter().zip(labels).zip(ITEMS) {
            g.(word) {
                path.line d=(path(line)) {}
                @for (x, y) in line.iter().flatten() { (point(word, *x, *y)) }
                @if let Some(label) = label { text x=(LEFT + WIDE + 10) y=(label + 4) { (word) } }
            }
        }
    };
    let each: Vec<String> = own.iter().map(|one| format!("{} {}", one.week.short(), items(one))).collect();
    let words = format!("{}, week by week: {}", shown(who), each.join("; "));
    image("lines", LEFT + WIDE + RIGHT, ground + BOTTOM, &words, &content)
}

/// Through the points; where a week has none the line is broken.
fn path(line: &[Option<(usize, usize)>]) -> String {
    let mut path = String::new();
    let mut open = false;
    for point in line {
        if let Some((x, y)) = point {
            path.push_str(&format!("{}{x} {y}", if open { "L" } else { "M" }));
        }
        open = point.is_some();
    }
    path
}

/// A circle, a square, a triangle.
fn point(word: &str, x: usize, y: usize) -> Markup {
    html! {
        @match word {
            "predict" => circle.point cx=(x) cy=(y) r="3" {},
            "rely" => rect.point x=(x - 3) y=(y - 3) width="6" height="6" {},
            _ => path.point d=(format!("M{} {}L{} {}L{x} {}Z", x - 4, y + 3, x + 4, y + 3, y - 4)) {},
        }
    }
}

/// The heights of the names, so that none covers another.
fn apart(mut ends: Vec<Option<usize>>) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..ends.len()).filter(|at| ends[*at].is_some()).collect();
    order.sort_by_key(|at| ends[*at]);
    // Upwards from the ground first, so that the lowest name has its place; each next one above it.
    let mut limit = TOP + 10 * POINT;
    for at in order.into_iter().rev() {
        let there = ends[at].map(|y| y.min(limit));
        limit = there.map_or(limit, |y| y.saturating_sub(APART));
        ends[at] = there;
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_apart() {
        assert_eq!(apart(vec![Some(20), Some(20), Some(60)]), [Some(8), Some(20), Some(60)]);
        assert_eq!(apart(vec![Some(108), None, Some(104)]), [Some(108), None, Some(96)]);
    }

    #[test]
    fn a_line_is_broken_where_nothing_was_said() {
        let line = [Some((0, 1)), Some((5, 2)), None, Some((9, 3))];
        assert_eq!(path(&line), "M0 1L5 2M9 3");
    }
}
