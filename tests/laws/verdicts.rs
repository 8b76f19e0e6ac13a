//! The table of verdicts a second time, line by line as it is written, and every combination that there is.

use ourword::domain::Verdict;
use ourword::domain::mark::View;
use ourword::domain::verdict::Case;

/// A line of the table: when it fits, and what it says.
type Line = (fn(&Case) -> bool, fn(&Case) -> Verdict);

/// Whether the two views are this one and one of those, whoever has which.
fn pair(case: &Case, one: View, others: &[View]) -> bool {
    let [first, second] = case.views;
    let is =
        |a: Option<View>, b: Option<View>| a == Some(one) && others.iter().any(|other| b == Some(*other));
    is(first, second) || is(second, first)
}

fn nobody(case: &Case) -> bool {
    case.views == [None, None]
}

fn one_or_alike(case: &Case) -> bool {
    let [first, second] = case.views;
    !nobody(case) && (first.is_none() || second.is_none() || first == second)
}

fn that_view(case: &Case) -> Verdict {
    match case.views[0].or(case.views[1]) {
        Some(View::Kept) => Verdict::Kept,
        Some(View::Late) => Verdict::Late,
        Some(View::Broken) => Verdict::Broken,
        Some(View::Excused) => Verdict::Excused,
        None => panic!("line 3 does not fit a case without a view"),
    }
}

/// Line 13 was added for who has left; it is read after line 1.
const NUMBERS: [u8; 13] = [1, 13, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const TABLE: [Line; 13] = [
    (|c| pair(c, View::Broken, &[View::Kept, View::Excused]), |_| Verdict::Disputed),
    (|c| !nobody(c) && c.giver_is_gone, |_| Verdict::Unlogged),
    (|c| !nobody(c) && c.giver_may_speak, |_| Verdict::Awaiting),
    (one_or_alike, that_view),
    (|c| pair(c, View::Kept, &[View::Late, View::Excused]), |_| Verdict::Kept),
    (|c| pair(c, View::Late, &[View::Broken, View::Excused]), |_| Verdict::Late),
    (|c| nobody(c) && c.paused, |_| Verdict::Excused),
    (|c| nobody(c) && !c.avoid && c.enough, |_| Verdict::Kept),
    (|c| nobody(c) && !c.over, |_| Verdict::Open),
    (|c| nobody(c) && c.avoid, |_| Verdict::Kept),
    (|c| nobody(c) && !c.grace_over, |_| Verdict::Awaiting),
    (|c| nobody(c) && c.some, |_| Verdict::Broken),
    (nobody, |_| Verdict::Unlogged),
];

const VIEWS: [Option<View>; 5] =
    [None, Some(View::Kept), Some(View::Late), Some(View::Broken), Some(View::Excused)];

/// Every combination: 5 times 5 views, and eight questions.
fn cases() -> impl Iterator<Item = Case> {
    let views = VIEWS.into_iter().flat_map(|one| VIEWS.into_iter().map(move |other| [one, other]));
    views.flat_map(|views| {
        (0..=u8::MAX).map(move |flags| {
            let flag = |n: u8| flags & (1 << n) != 0;
            Case {
                views,
                avoid: flag(0),
                giver_may_speak: flag(1),
                over: flag(2),
                grace_over: flag(3),
                paused: flag(4),
                enough: flag(5),
                some: flag(6),
                giver_is_gone: flag(7),
            }
        })
    })
}

/// "A broken by the receiver alone": no other case leaves the giver something to speak of.
fn contradicts_itself(case: &Case) -> bool {
    let alone = [[Some(View::Broken), None], [None, Some(View::Broken)]];
    (case.giver_may_speak || case.giver_is_gone) && !alone.contains(&case.views)
}

#[test]
fn the_table_is_total_and_the_program_follows_it() {
    let (mut tried, mut seen) = (0, [0_u32; 13]);
    for case in cases() {
        let line = TABLE.iter().position(|(fits, _)| fits(&case));
        let line = line.unwrap_or_else(|| panic!("no line fits {case:?}"));
        let verdict = TABLE[line].1(&case);
        assert_eq!(case.verdict(), (verdict, NUMBERS[line]), "{case:?}");
        tried += 1;
        seen[line] += u32::from(!contradicts_itself(&case));
    }
    assert_eq!(tried, 6400);
    assert!(seen.iter().all(|times| *times > 0), "every line is of use: {seen:?}");
}

/// Read strictly, line 2 speaks of a broken alone; wherever a case does not contradict itself, reading it by
/// its flag comes to the same.
#[test]
fn the_second_line_is_about_a_broken_alone() {
    for case in cases().filter(|case| !contradicts_itself(case)) {
        if matches!(case.verdict().1, 2 | 13) {
            assert_eq!(case.views.iter().flatten().collect::<Vec<_>>(), [&View::Broken], "{case:?}");
        }
    }
}

#[test]
fn no_line_prefers_a_partner() {
    for case in cases() {
        let [first, second] = case.views;
        let swapped = Case { views: [second, first], ..case };
        assert_eq!(case.verdict(), swapped.verdict(), "{case:?}");
    }
}
