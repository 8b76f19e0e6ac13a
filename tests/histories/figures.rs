//! The figures over windows, each as its definition reads.

use chrono::{NaiveDate, Weekday};

use crate::days::{before, moved, next, week_of};
use crate::verdict::{Seen, Verdict};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    pub counts: [u32; 8],
    pub said: u32,
    pub due: u32,
    pub spoke_first: u32,
}

pub const ORDER: [Verdict; 8] = [
    Verdict::Kept,
    Verdict::Late,
    Verdict::Broken,
    Verdict::Unlogged,
    Verdict::Excused,
    Verdict::Disputed,
    Verdict::Open,
    Verdict::Awaiting,
];

pub fn tally(windows: &[&Seen]) -> Tally {
    let number = |v: Verdict| u32::try_from(windows.iter().filter(|w| w.verdict == v).count()).unwrap();
    let said = number(Verdict::Kept) + number(Verdict::Late) + number(Verdict::Broken);
    Tally {
        counts: ORDER.map(number),
        said,
        due: said + number(Verdict::Unlogged),
        spoke_first: u32::try_from(windows.iter().filter(|w| w.spoke_first).count()).unwrap(),
    }
}

impl Tally {
    pub fn kept(&self) -> u32 {
        self.counts[0]
    }

    /// The rate with its 95 % score interval (Wilson 1927), as textbooks print it.
    pub fn rate(&self) -> Option<(f64, f64, f64)> {
        (self.said > 0).then(|| wilson(self.kept(), self.said))
    }
}

pub fn wilson(kept: u32, said: u32) -> (f64, f64, f64) {
    let z = 1.959_963_984_540_054_f64;
    let n = f64::from(said);
    let p = f64::from(kept) / n;
    let center = p + z * z / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z * z / n;
    (p, ((center - half) / whole).clamp(0.0, 1.0), ((center + half) / whole).clamp(0.0, 1.0))
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    pub length: u32,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// The run that one meets walking back from the end of these windows.
fn run_back(windows: &[&Seen]) -> Run {
    let mut run = Run::default();
    for window in windows.iter().rev() {
        match window.verdict {
            Verdict::Kept => {
                run.length += 1;
                run.from = window.settled_on;
                run.to = run.to.or(window.settled_on);
            }
            Verdict::Broken | Verdict::Unlogged => break,
            _ => {}
        }
    }
    run
}

/// The run now, and the best there was: of equally long ones the latest.
pub fn streak(windows: &[&Seen]) -> (Run, Run) {
    let mut best = Run::default();
    for end in 0..=windows.len() {
        let run = run_back(&windows[..end]);
        if run.length > 0 && run.length >= best.length && run.to != best.to {
            best = run;
        }
    }
    (run_back(windows), best)
}

pub struct Misses {
    pub all: usize,
    pub waiting: usize,
    pub next_time: usize,
    pub median: Option<f64>,
}

pub fn after_a_miss(windows: &[&Seen]) -> Misses {
    let due: Vec<Verdict> = windows.iter().map(|w| w.verdict).filter(|v| v.due()).collect();
    let mut found = Misses { all: 0, waiting: 0, next_time: 0, median: None };
    let mut later = Vec::new();
    for (i, verdict) in due.iter().enumerate() {
        if !matches!(verdict, Verdict::Broken | Verdict::Unlogged) {
            continue;
        }
        found.all += 1;
        match due[i + 1..].iter().position(|v| *v == Verdict::Kept) {
            Some(between) => later.push(u32::try_from(between + 1).unwrap()),
            None => found.waiting += 1,
        }
    }
    found.next_time = later.iter().filter(|n| **n == 1).count();
    later.sort_unstable();
    let half = later.len() / 2;
    found.median = match later.len() {
        0 => None,
        n if n % 2 == 1 => Some(f64::from(later[half])),
        _ => Some(f64::from(later[half - 1] + later[half]) / 2.0),
    };
    found
}

/// What a week was for a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Week {
    Unsettled,
    NothingDue,
    Due { steady: bool },
}

/// The windows that belong to the days from `from` to `to`.
pub fn within<'a>(windows: &[&'a Seen], from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Vec<&'a Seen> {
    windows.iter().copied().filter(|w| (from..=to).contains(&w.belongs(today))).collect()
}

pub fn week(windows: &[&Seen], first: NaiveDate, today: NaiveDate) -> Week {
    let last = moved(first, 6);
    let its = within(windows, first, last, today);
    if last >= today || its.iter().any(|w| matches!(w.verdict, Verdict::Open | Verdict::Awaiting)) {
        return Week::Unsettled;
    }
    let tally = tally(&its);
    if tally.due == 0 {
        return Week::NothingDue;
    }
    Week::Due { steady: tally.kept() * 100 >= tally.due * 80 }
}

/// The run of steady weeks now, and the longest.
pub fn steady(weeks: &[Week]) -> (u32, u32) {
    let (mut run, mut best) = (0, 0);
    for week in weeks {
        match week {
            Week::Due { steady: true } => run += 1,
            Week::Due { steady: false } => run = 0,
            Week::Unsettled | Week::NothingDue => {}
        }
        best = best.max(run);
    }
    (run, best)
}

/// One week of both: what the blocks' weeks make together.
pub fn together(blocks: &[Week]) -> Week {
    if blocks.contains(&Week::Unsettled) {
        Week::Unsettled
    } else if blocks.iter().all(|w| *w == Week::NothingDue) {
        Week::NothingDue
    } else {
        Week::Due { steady: !blocks.contains(&Week::Due { steady: false }) }
    }
}

/// The first days of all weeks from the one that holds `from` to the one that holds `to`.
pub fn weeks_between(from: NaiveDate, to: NaiveDate, starts: Weekday) -> Vec<NaiveDate> {
    let mut weeks = Vec::new();
    let mut at = week_of(from, starts);
    while at <= to {
        weeks.push(at);
        for _ in 0..7 {
            at = next(at);
        }
    }
    weeks
}

/// Whether it may have changed, for one partner's windows; `first` is the day of the ledger's first window.
pub fn change(
    windows: &[&Seen],
    first: Option<NaiveDate>,
    today: NaiveDate,
    starts: Weekday,
) -> (&'static str, Option<f64>) {
    let early = ("too_early", None);
    let Some(first) = first else { return early };
    let opening = week_of(first, starts);
    let mut at = week_of(before(week_of(today, starts)), starts);
    while at >= opening && week(windows, at, today) == Week::Unsettled {
        at = moved(at, -7);
    }
    let weeks: Vec<NaiveDate> = (0..12).map(|i| moved(at, 7 * (i - 11))).collect();
    if weeks[0] < opening || weeks.iter().any(|w| week(windows, *w, today) == Week::Unsettled) {
        return early;
    }
    let counts: Vec<(i128, i128)> = weeks
        .iter()
        .map(|w| tally(&within(windows, *w, moved(*w, 6), today)))
        .map(|t| (i128::from(t.kept()), i128::from(t.due)))
        .collect();
    if counts.iter().map(|c| c.1).sum::<i128>() < 60 {
        return early;
    }
    compare(&counts)
}

/// The permutation test over all ways to choose which four of twelve (kept, due) are the last ones.
pub fn compare(counts: &[(i128, i128)]) -> (&'static str, Option<f64>) {
    let difference = |chosen: &dyn Fn(usize) -> bool| {
        let (mut last, mut rest) = ((0, 0), (0, 0));
        for (i, (kept, due)) in counts.iter().enumerate() {
            let side = if chosen(i) { &mut last } else { &mut rest };
            side.0 += kept;
            side.1 += due;
        }
        (last.1 > 0 && rest.1 > 0).then(|| (last.0 * rest.1 - rest.0 * last.1, last.1 * rest.1))
    };
    let Some((observed, under)) = difference(&|i| i >= 8) else { return ("too_early", None) };
    let (mut all, mut as_far) = (0_u32, 0_u32);
    for bits in 0_u32..1 << 12 {
        if bits.count_ones() != 4 {
            continue;
        }
        if let Some((top, bottom)) = difference(&|i| bits >> i & 1 == 1) {
            all += 1;
            as_far += u32::from(top.abs() * under >= observed.abs() * bottom);
        }
    }
    let p = f64::from(as_far) / f64::from(all);
    let word = match (p <= 0.05, observed > 0) {
        (true, true) => "may_have_risen",
        (true, false) => "may_have_fallen",
        (false, _) => "no_clear_change",
    };
    (word, Some(p))
}
