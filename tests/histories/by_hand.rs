//! The model itself, on cases worked out by hand from the rules' own wording or taken from print.

use chrono::{NaiveDate, Weekday};

use crate::cadence::{Cadence, Raw, Unit};
use crate::days::{day, moved, week_label, week_of};
use crate::figures::{Week, after_a_miss, compare, steady, streak, tally, together, wilson};
use crate::marking::{About, about};
use crate::verdict::{Seen, Verdict, see_all};
use crate::world::{Act, AsOf, Event, Said, Says, Terms, World};

/// Days of January 2026; the 5th is a Monday.
fn jan(dom: u32) -> NaiveDate {
    day(2026, 1, dom)
}

fn promised(cadence: Cadence, times: u32, avoid: bool, until: Option<NaiveDate>) -> Event {
    let terms = Terms {
        id: "a1".to_owned(),
        name: None,
        text: String::new(),
        joint: false,
        giver: 0,
        cadence,
        times,
        avoid,
        from: jan(5),
        until,
    };
    Event { by: 0, day: jan(5), at: String::new(), act: Act::Promise(terms) }
}

fn said(by: usize, recorded: u32, on: u32, says: Says) -> Event {
    let said = Said { promise: "a1".to_owned(), on: jan(on), says, note: None };
    Event { by, day: jan(recorded), at: String::new(), act: Act::Mark(vec![said]) }
}

fn undone(by: usize, target: usize) -> Event {
    Event { by, day: jan(20), at: String::new(), act: Act::Undo(target) }
}

fn seen(events: &[Event], today: NaiveDate) -> Vec<Seen> {
    let world = World::replay(events, Weekday::Mon);
    see_all(&world, world.find("a1"), AsOf { today, cut: false })
}

fn verdicts(events: &[Event], today: NaiveDate) -> Vec<Verdict> {
    seen(events, today).iter().map(|w| w.verdict).collect()
}

fn due(dom: u32) -> Event {
    promised(Cadence::Due(jan(dom)), 1, false, None)
}

fn spans(cadence: &Cadence, from: NaiveDate, until: NaiveDate) -> Vec<(NaiveDate, Option<NaiveDate>, i64)> {
    let raws: Vec<Raw> = cadence.windows(from, Some(until), Weekday::Mon);
    raws.into_iter().map(|r| (r.from, r.to, r.full)).collect()
}

/// Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
#[test]
fn score_intervals_are_the_published_ones() {
    let published =
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)];
    for (kept, said, low, high) in published {
        let (_, l, h) = wilson(kept, said);
        assert!((l - low).abs() < 0.000_05 && (h - high).abs() < 0.000_05, "{kept} of {said}: {l} to {h}");
    }
}

#[test]
fn a_change_is_as_rare_as_the_choices_that_reach_it() {
    let mut counts = vec![(0, 5); 8];
    counts.extend(vec![(5, 5); 4]);
    assert_eq!(compare(&counts), ("may_have_risen", Some(1.0 / 495.0)));
    let fallen: Vec<_> = counts.iter().map(|(kept, due)| (due - kept, *due)).collect();
    assert_eq!(compare(&fallen), ("may_have_fallen", Some(1.0 / 495.0)));
    assert_eq!(compare(&[(3, 5); 12]), ("no_clear_change", Some(1.0)));
    let mut nothing = vec![(8, 10); 8];
    nothing.extend(vec![(0, 0); 4]);
    assert_eq!(compare(&nothing), ("too_early", None));
}

#[test]
fn weeks_are_found_and_called_as_the_ledger_says() {
    assert_eq!(week_of(jan(7), Weekday::Mon), jan(5));
    assert_eq!(week_of(jan(7), Weekday::Sun), jan(4));
    assert_eq!(week_label(jan(5)), "2026-W02");
    assert_eq!(week_label(jan(4)), "2026-01-04");
    assert_eq!(week_label(day(2025, 12, 29)), "2026-W01");
}

#[test]
fn windows_fall_where_the_calendar_puts_them() {
    let days = |cadence: &Cadence, from, until| -> Vec<NaiveDate> {
        spans(cadence, from, until).into_iter().map(|s| s.0).collect()
    };
    let month = Cadence::MonthDays { n: 1, on: vec![31], last: true };
    let ends = [jan(31), day(2026, 2, 28), day(2026, 3, 31), day(2026, 4, 30)];
    assert_eq!(
        days(&month, jan(5), day(2026, 5, 1)),
        ends,
        "a day that a month lacks; coinciding days are one"
    );
    let leap = Cadence::YearDays(vec![(2, 29)]);
    assert_eq!(days(&leap, day(2023, 1, 1), day(2024, 12, 31)), [day(2023, 2, 28), day(2024, 2, 29)]);
    let mut on = [false; 7];
    on[1] = true;
    let fortnight = Cadence::WeekDays { n: 2, on };
    assert_eq!(days(&fortnight, jan(7), jan(31)), [jan(20)], "counted from the week that holds the start");
    let week = Cadence::Period { unit: Unit::Week, n: 1 };
    let cut = [(jan(8), Some(jan(11)), 7), (jan(12), Some(jan(14)), 7)];
    assert_eq!(spans(&week, jan(8), jan(14)), cut, "cut by the start and the last day");
    let months = Cadence::Period { unit: Unit::Month, n: 2 };
    assert_eq!(spans(&months, jan(8), day(2026, 3, 2))[0], (jan(8), Some(day(2026, 2, 28)), 59));
    assert_eq!(
        spans(&Cadence::Span(3), jan(5), jan(9)),
        [(jan(5), Some(jan(7)), 3), (jan(8), Some(jan(9)), 3)]
    );
}

#[test]
fn a_cut_or_paused_period_asks_for_its_share() {
    let week = || Cadence::Period { unit: Unit::Week, n: 1 };
    let times = |events: &[Event]| seen(events, jan(20)).iter().map(|w| w.times).collect::<Vec<_>>();
    assert_eq!(times(&[promised(week(), 3, false, Some(jan(13)))]), [3, 1], "two days of seven, of three");
    let pause = Act::Pause { id: "a2".to_owned(), promise: None, from: jan(5), until: Some(jan(8)) };
    let pause = Event { by: 1, day: jan(5), at: String::new(), act: pause };
    assert_eq!(times(&[promised(week(), 5, false, Some(jan(18))), pause])[0], 3, "15 of 7, rounded up");
}

#[test]
fn the_verdict_follows_the_table() {
    let one = |events: &[Event], today| verdicts(events, jan(today))[0];
    let (kept, broken) = (said(0, 9, 9, Says::Kept), said(1, 10, 9, Says::Broken));
    assert_eq!(one(&[due(9)], 9), Verdict::Open);
    assert_eq!(one(&[due(9)], 16), Verdict::Awaiting);
    assert_eq!(one(&[due(9)], 17), Verdict::Unlogged);
    assert_eq!(one(&[due(9), kept.clone()], 9), Verdict::Kept);
    assert_eq!(one(&[due(9), kept, broken.clone()], 12), Verdict::Disputed);
    assert_eq!(one(&[due(9), broken.clone()], 17), Verdict::Awaiting, "a week from when it was recorded");
    assert_eq!(one(&[due(9), broken.clone()], 18), Verdict::Broken);
    assert_eq!(one(&[due(9), said(0, 10, 9, Says::Broken)], 11), Verdict::Broken, "by the giver: at once");
    let late = said(0, 12, 12, Says::Kept);
    assert_eq!(one(&[due(9), late, broken], 12), Verdict::Late);
    let week = promised(Cadence::Period { unit: Unit::Week, n: 1 }, 2, false, Some(jan(11)));
    let (monday, friday) = (said(0, 5, 5, Says::Kept), said(1, 9, 9, Says::Kept));
    let both = seen(&[week.clone(), monday.clone(), friday], jan(12));
    assert_eq!((both[0].verdict, both[0].settled_on), (Verdict::Kept, Some(jan(9))), "both partners' days");
    assert_eq!(one(&[week, monday], 19), Verdict::Broken, "some days, too few");
    let avoid = |more: Vec<Event>| {
        let mut events = vec![promised(Cadence::Due(jan(9)), 1, true, None)];
        events.extend(more);
        events
    };
    assert_eq!(one(&avoid(vec![said(0, 6, 6, Says::Kept)]), 9), Verdict::Open);
    assert_eq!(one(&avoid(Vec::new()), 10), Verdict::Kept);
    let slip = vec![said(0, 6, 6, Says::Broken), said(0, 7, 7, Says::Kept)];
    assert_eq!(one(&avoid(slip), 10), Verdict::Broken, "a broken that stands");
}

#[test]
fn the_last_word_is_the_view_and_undo_restores_the_one_before() {
    let changed = vec![due(9), said(0, 8, 8, Says::Kept), said(0, 9, 8, Says::Broken)];
    assert_eq!(verdicts(&changed, jan(9)), [Verdict::Broken]);
    let mut back = changed.clone();
    back.push(undone(0, 2));
    assert_eq!(verdicts(&back, jan(20)), [Verdict::Kept]);
    back.push(undone(0, 3));
    assert_eq!(verdicts(&back, jan(20)), [Verdict::Broken]);
    let repeated = [due(9), said(0, 8, 8, Says::Kept), said(0, 9, 8, Says::Kept)];
    assert_eq!(seen(&repeated, jan(9))[0].marks[0].recorded_on, jan(8), "the same word keeps its day");
}

#[test]
fn notice_counts_from_the_recording_to_the_last_day() {
    let notice = |recorded| seen(&[due(9), said(0, recorded, 9, Says::Excused)], jan(20))[0].notice;
    assert_eq!((notice(6), notice(11)), (Some(3), Some(-2)));
}

#[test]
fn a_bare_word_means_today_then_yesterday() {
    let mut on = [false; 7];
    on[0] = true;
    let mondays = promised(Cadence::WeekDays { n: 1, on }, 1, false, None);
    let about = |events: &[Event], says, today| {
        about(World::replay(events, Weekday::Mon).find("a1"), 0, says, None, jan(today))
    };
    let none = std::slice::from_ref(&mondays);
    assert_eq!(about(none, Says::Kept, 5), About::Day(jan(5)));
    assert_eq!(about(none, Says::Kept, 6), About::Day(jan(5)));
    assert_eq!(about(none, Says::Kept, 7), About::Refused);
    assert_eq!(about(none, Says::Excused, 7), About::Day(jan(12)));
    let marked = [mondays, said(0, 5, 5, Says::Kept)];
    assert_eq!(about(&marked, Says::Kept, 6), About::Day(jan(5)), "that day just this one");
    assert_eq!(about(&marked, Says::Broken, 6), About::Refused);
    assert_eq!(about(&[due(9)], Says::Kept, 12), About::Day(jan(12)), "late");
    assert_eq!(about(&[due(9)], Says::Broken, 12), About::Day(jan(9)));
}

#[test]
fn runs_misses_and_weeks_go_by_their_definitions() {
    let all = [false; 7].map(|_| true);
    let days = promised(Cadence::WeekDays { n: 1, on: all }, 1, false, Some(jan(11)));
    let mut events = vec![days];
    // Kept, kept, broken, excused, kept, broken, kept.
    let week = [Says::Kept, Says::Kept, Says::Broken, Says::Excused, Says::Kept, Says::Broken, Says::Kept];
    for (dom, says) in (5..).zip(week) {
        events.push(said(0, dom, dom, says));
    }
    let windows = seen(&events, jan(20));
    let windows: Vec<&Seen> = windows.iter().collect();
    let (now, best) = streak(&windows);
    assert_eq!((now.length, now.from, best.length), (1, Some(jan(11)), 2));
    assert_eq!((best.from, best.to), (Some(jan(5)), Some(jan(6))));
    let misses = after_a_miss(&windows);
    assert_eq!((misses.all, misses.next_time, misses.waiting, misses.median), (2, 2, 0, Some(1.0)));
    let counts = tally(&windows);
    assert_eq!((counts.said, counts.due, counts.kept(), counts.spoke_first), (6, 6, 4, 2));
    let (good, bad) = (Week::Due { steady: true }, Week::Due { steady: false });
    assert_eq!(steady(&[good, good, bad, good, Week::NothingDue, Week::Unsettled]), (1, 2));
    assert_eq!(together(&[good, Week::Unsettled, bad]), Week::Unsettled);
    assert_eq!(together(&[good, Week::NothingDue, bad]), bad);
    assert_eq!(moved(jan(5), 7), jan(12));
}
