//! Views, verdicts and settled days: the rules' table, gone down line by line.

use chrono::NaiveDate;

use crate::cadence::{Cadence, Raw};
use crate::days::{moved, span};
use crate::world::{AsOf, Mark, Promise, Says, World};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    Kept,
    Late,
    Broken,
    Excused,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Kept,
    Late,
    Broken,
    Unlogged,
    Excused,
    Disputed,
    Open,
    Awaiting,
}

impl Verdict {
    pub fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Late => "late",
            Self::Broken => "broken",
            Self::Unlogged => "unlogged",
            Self::Excused => "excused",
            Self::Disputed => "disputed",
            Self::Open => "open",
            Self::Awaiting => "awaiting",
        }
    }

    /// What a partner was to do and that somebody could count on: said, or not logged.
    pub fn due(self) -> bool {
        matches!(self, Self::Kept | Self::Late | Self::Broken | Self::Unlogged)
    }
}

/// A window with all that can be known of it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    pub begun: bool,
    pub times: u32,
    pub kept_days: usize,
    pub views: [Option<View>; 2],
    pub verdict: Verdict,
    pub settled_on: Option<NaiveDate>,
    pub notice: Option<i64>,
    pub spoke_first: bool,
    pub marks: Vec<Mark>,
}

impl Seen {
    /// The day by which it belongs to a period.
    pub fn belongs(&self, today: NaiveDate) -> NaiveDate {
        self.settled_on.unwrap_or(today)
    }
}

/// What is asked of a window after its share of the days.
pub fn share(world: &World, promise: &Promise, raw: &Raw, as_of: AsOf) -> u32 {
    let times = promise.terms.times;
    let (true, Some(to)) = (promise.terms.cadence.has_share(), raw.to) else { return times };
    let left = span(raw.from, to).iter().filter(|d| !world.paused(&promise.terms.id, **d, as_of)).count();
    let asked = i64::from(times) * i64::try_from(left).unwrap();
    let mut up = asked / raw.full;
    if up * raw.full < asked {
        up += 1;
    }
    u32::try_from(up.max(1)).unwrap()
}

/// The standing marks of a window, in the order recorded; a late kept belongs to a promise's one window.
pub fn marks_of(promise: &Promise, raw: &Raw, as_of: AsOf) -> Vec<Mark> {
    let late = |on: NaiveDate| matches!(promise.terms.cadence, Cadence::Due(due) if on > due);
    let its = |m: &&Mark| (raw.holds(m.on) || late(m.on)) && (!as_of.cut || m.on <= as_of.today);
    promise.marks.iter().filter(its).cloned().collect()
}

pub fn is_late(raw: &Raw, on: NaiveDate) -> bool {
    raw.to.is_some_and(|to| on > to)
}

pub fn view(avoid: bool, raw: &Raw, times: u32, marks: &[&Mark], today: NaiveDate) -> Option<View> {
    let any = |says: Says| marks.iter().any(|m| m.says == says);
    if avoid {
        let over = raw.to.is_some_and(|to| today > to);
        return if any(Says::Broken) {
            Some(View::Broken)
        } else if any(Says::Excused) {
            Some(View::Excused)
        } else {
            (any(Says::Kept) && over).then_some(View::Kept)
        };
    }
    let mut view = None;
    let mut kept = 0;
    for mark in marks {
        match mark.says {
            Says::Kept if is_late(raw, mark.on) => {}
            Says::Kept => {
                kept += 1;
                if kept >= times {
                    view = Some(View::Kept);
                }
            }
            Says::Broken => view = Some(View::Broken),
            Says::Excused => view = Some(View::Excused),
        }
    }
    let late = marks.iter().any(|m| m.says == Says::Kept && is_late(raw, m.on));
    if late && view != Some(View::Kept) { Some(View::Late) } else { view }
}

/// The dates on which either said kept, in the window itself.
fn kept_dates(raw: &Raw, marks: &[Mark]) -> Vec<NaiveDate> {
    let mut dates: Vec<NaiveDate> =
        marks.iter().filter(|m| m.says == Says::Kept && !is_late(raw, m.on)).map(|m| m.on).collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

fn first_recorded(marks: &[Mark], says: Says, by: Option<usize>) -> Option<NaiveDate> {
    let of = marks.iter().filter(|m| m.says == says && by.is_none_or(|by| m.by == by));
    of.map(|m| m.recorded_on).min()
}

pub fn see(world: &World, promise: &Promise, raw: &Raw, as_of: AsOf) -> Seen {
    let today = as_of.today;
    let times = share(world, promise, raw, as_of);
    let marks = marks_of(promise, raw, as_of);
    let views = [0, 1].map(|by| {
        let own: Vec<&Mark> = marks.iter().filter(|m| m.by == by).collect();
        view(promise.terms.avoid, raw, times, &own, today)
    });
    let verdict = verdict(world, promise, raw, as_of, &marks, views, times);
    let mut seen = Seen {
        from: raw.from,
        to: raw.to,
        begun: raw.from <= today,
        times,
        kept_days: kept_dates(raw, &marks).len(),
        views,
        verdict,
        settled_on: None,
        notice: None,
        spoke_first: false,
        marks,
    };
    seen.settled_on = settled_on(promise, raw, &seen, today);
    if let (Verdict::Excused, Some(to)) = (verdict, raw.to) {
        let first = first_recorded(&seen.marks, Says::Excused, None);
        seen.notice = first.map(|first| (to - first).num_days());
    }
    if verdict == Verdict::Broken && !promise.terms.joint {
        let giver = promise.terms.giver;
        let mine = first_recorded(&seen.marks, Says::Broken, Some(giver));
        let other = first_recorded(&seen.marks, Says::Broken, Some(1 - giver));
        seen.spoke_first = mine.is_some_and(|mine| other.is_none_or(|other| mine <= other));
    }
    seen
}

fn verdict(
    world: &World,
    promise: &Promise,
    raw: &Raw,
    as_of: AsOf,
    marks: &[Mark],
    views: [Option<View>; 2],
    times: u32,
) -> Verdict {
    let today = as_of.today;
    let over = raw.to.is_some_and(|to| today > to);
    let has = |v: View| views.contains(&Some(v));
    // 1
    if has(View::Broken) && (has(View::Kept) || has(View::Excused)) {
        return Verdict::Disputed;
    }
    // 2
    let giver = promise.terms.giver;
    let by_receiver_alone = views[1 - giver] == Some(View::Broken) && views[giver].is_none();
    if !promise.terms.joint && by_receiver_alone {
        let recorded = first_recorded(marks, Says::Broken, Some(1 - giver)).unwrap();
        let from = raw.to.map_or(recorded, |to| to.max(recorded));
        if today <= moved(from, 7) {
            return Verdict::Awaiting;
        }
    }
    // 3
    let one = match views {
        [Some(a), None] | [None, Some(a)] => Some(a),
        [Some(a), Some(b)] if a == b => Some(a),
        _ => None,
    };
    if let Some(one) = one {
        return match one {
            View::Kept => Verdict::Kept,
            View::Late => Verdict::Late,
            View::Broken => Verdict::Broken,
            View::Excused => Verdict::Excused,
        };
    }
    // 4
    if has(View::Kept) && (has(View::Late) || has(View::Excused)) {
        return Verdict::Kept;
    }
    // 5
    if has(View::Late) && (has(View::Broken) || has(View::Excused)) {
        return Verdict::Late;
    }
    // 6; a window with no end is open until somebody marks it
    let paused = |d: &NaiveDate| world.paused(&promise.terms.id, *d, as_of);
    if raw.to.is_some_and(|to| span(raw.from, to).iter().all(paused)) {
        return Verdict::Excused;
    }
    // 7
    let kept = kept_dates(raw, marks).len();
    if !promise.terms.avoid && kept >= times as usize {
        return Verdict::Kept;
    }
    // 8
    if !over {
        return Verdict::Open;
    }
    // 9
    if promise.terms.avoid {
        return Verdict::Kept;
    }
    // 10
    if raw.to.is_some_and(|to| today <= moved(to, 7)) {
        return Verdict::Awaiting;
    }
    // 11 and 12
    if kept > 0 { Verdict::Broken } else { Verdict::Unlogged }
}

fn settled_on(promise: &Promise, raw: &Raw, seen: &Seen, today: NaiveDate) -> Option<NaiveDate> {
    let last = raw.to.or_else(|| seen.marks.last().map(|m| m.on));
    let floats = matches!(seen.verdict, Verdict::Open | Verdict::Awaiting)
        || (raw.to.is_some() && matches!(seen.verdict, Verdict::Excused | Verdict::Disputed));
    let over = raw.to.is_some_and(|to| today > to);
    if floats && !over {
        return None;
    }
    match seen.verdict {
        Verdict::Kept if !promise.terms.avoid => Some(kept_dates(raw, &seen.marks)[seen.times as usize - 1]),
        Verdict::Late => seen
            .marks
            .iter()
            .filter(|m| seen.views[m.by] == Some(View::Late))
            .filter(|m| m.says == Says::Kept && is_late(raw, m.on))
            .map(|m| m.on)
            .min(),
        Verdict::Broken => {
            seen.marks.iter().filter(|m| m.says == Says::Broken).map(|m| m.on).min().or(raw.to)
        }
        _ => last,
    }
}

/// The windows that are listed: begun, or bearing an excuse before that; oldest first.
pub fn see_all(world: &World, promise: &Promise, as_of: AsOf) -> Vec<Seen> {
    let mut all = Vec::new();
    for raw in promise.counted(as_of) {
        let excused = || marks_of(promise, &raw, as_of).iter().any(|m| m.says == Says::Excused);
        if raw.from <= as_of.today || excused() {
            all.push(see(world, promise, &raw, as_of));
        }
    }
    all
}
