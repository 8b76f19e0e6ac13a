//! What the program is expected to print, as JSON with the fields that the rules determine.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::days::{iso, moved, week_label, week_of};
use crate::figures::{
    Run, Tally, Week, after_a_miss, change, steady, streak, tally, together, week, weeks_between, within,
};
use crate::periods::{Asked, Period};
use crate::verdict::{Seen, Verdict, see_all};
use crate::world::{Answer, AsOf, NAMES, Promise, World};

/// Everything as of one day.
pub struct Picture<'a> {
    pub world: &'a World,
    pub as_of: AsOf,
    /// Each promise with its listed windows.
    pub promises: Vec<(&'a Promise, Vec<Seen>)>,
}

/// Whose promises: a partner's own, or the joint ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    Of(usize),
    Joint,
}

pub const BLOCKS: [Block; 3] = [Block::Of(0), Block::Of(1), Block::Joint];

fn block_of(promise: &Promise) -> Block {
    if promise.terms.joint { Block::Joint } else { Block::Of(promise.terms.giver) }
}

fn begun(windows: &[Seen]) -> Vec<&Seen> {
    windows.iter().filter(|w| w.begun).collect()
}

fn tally_json(tally: &Tally) -> Value {
    let c = tally.counts;
    let rate = tally.rate();
    json!({
        "kept": c[0], "late": c[1], "broken": c[2], "unlogged": c[3],
        "excused": c[4], "disputed": c[5], "open": c[6], "awaiting": c[7],
        "said": tally.said, "due": tally.due,
        "kept_rate": rate.map(|r| r.0), "low": rate.map(|r| r.1), "high": rate.map(|r| r.2),
        "spoke_first": tally.spoke_first,
    })
}

fn streak_json(windows: &[&Seen]) -> Value {
    let (now, best): (Run, Run) = streak(windows);
    json!({
        "current": now.length, "current_from": iso(now.from), "current_to": iso(now.to),
        "best": best.length, "best_from": iso(best.from), "best_to": iso(best.to),
    })
}

fn window_json(window: &Seen) -> Value {
    let marks: Vec<Value> = window
        .marks
        .iter()
        .map(|m| {
            json!({
                "by": NAMES[m.by], "on": iso(m.on), "says": m.says.word(), "note": m.note,
                "recorded_on": iso(m.recorded_on), "recorded_at": m.recorded_at, "imported": false,
            })
        })
        .collect();
    json!({
        "from": iso(window.from), "to": iso(window.to), "times": window.times, "kept_days": window.kept_days,
        "verdict": window.verdict.word(), "settled_on": iso(window.settled_on),
        "notice_days": window.notice, "marks": marks,
    })
}

fn joined(mut into: Value, more: Value) -> Value {
    if let (Value::Object(into), Value::Object(more)) = (&mut into, more) {
        into.extend(more);
    }
    into
}

fn block_name(block: Block) -> Value {
    match block {
        Block::Of(n) => json!(NAMES[n]),
        Block::Joint => Value::Null,
    }
}

pub fn by(promise: &Promise) -> Vec<&'static str> {
    if promise.terms.joint { NAMES.to_vec() } else { vec![NAMES[promise.terms.giver]] }
}

/// Where a promise stands.
pub fn state(promise: &Promise, windows: &[Seen], as_of: AsOf) -> &'static str {
    match promise.answer {
        Answer::Declined => return "declined",
        Answer::Waiting(asked) if as_of.today >= moved(asked, 14) => return "lapsed",
        Answer::Waiting(_) => return "asked",
        Answer::Counts => {}
    }
    let one_off = promise.terms.cadence.one_off();
    let done = |w: &Seen| matches!(w.verdict, Verdict::Kept | Verdict::Late);
    if one_off && windows.iter().any(done) {
        return "fulfilled";
    }
    if promise.ended_on(as_of).is_some() {
        return "ended";
    }
    let last = promise.raws.last().filter(|_| promise.terms.until.is_some() || one_off);
    let over = last.is_some_and(|raw| raw.to.is_some_and(|to| as_of.today > to));
    if over {
        let verdict = windows.last().unwrap().verdict;
        if verdict != Verdict::Awaiting && !(one_off && verdict == Verdict::Unlogged) {
            return "ended";
        }
    }
    "active"
}

pub fn promise_json(promise: &Promise, windows: &[Seen], as_of: AsOf) -> Value {
    let terms = &promise.terms;
    json!({
        "id": terms.id, "name": terms.name, "text": terms.text, "by": by(promise),
        "due": iso(terms.cadence.due()), "cadence": terms.cadence.canonical(), "times": terms.times,
        "avoid": terms.avoid, "from": iso(terms.from),
        "until": iso(terms.until),
        "ended_on": iso(promise.ended_on(as_of)), "state": state(promise, windows, as_of),
        "replaces": null, "replaced_by": null,
    })
}

impl<'a> Picture<'a> {
    pub fn new(world: &'a World, as_of: AsOf) -> Self {
        let mut promises: Vec<_> = world.promises.iter().map(|p| (p, see_all(world, p, as_of))).collect();
        promises.sort_by_key(|(p, _)| id_key(&p.terms.id));
        Self { world, as_of, promises }
    }

    fn today(&self) -> NaiveDate {
        self.as_of.today
    }

    pub fn list(&self, all: bool) -> Value {
        let mut rows = Vec::new();
        for (promise, windows) in &self.promises {
            if all || matches!(state(promise, windows, self.as_of), "asked" | "active") {
                let counted = begun(windows);
                rows.push(joined(
                    promise_json(promise, windows, self.as_of),
                    json!({"tally": tally_json(&tally(&counted)), "streak": streak_json(&counted)}),
                ));
            }
        }
        json!({"schema": "ourword.list/1", "today": iso(self.today()), "promises": rows})
    }

    pub fn show(&self, id: &str) -> Value {
        let (promise, windows) = self.promises.iter().find(|(p, _)| p.terms.id == id).unwrap();
        let counted = begun(windows);
        let misses = after_a_miss(&counted);
        json!({
            "schema": "ourword.show/1", "today": iso(self.today()),
            "promise": promise_json(promise, windows, self.as_of),
            "windows": windows.iter().map(window_json).collect::<Vec<_>>(),
            "tally": tally_json(&tally(&counted)), "streak": streak_json(&counted),
            "after_a_miss": {
                "misses": misses.all, "waiting": misses.waiting,
                "next_time": misses.next_time, "median": misses.median,
            },
        })
    }

    /// What is due, in no particular order among windows with the same last day.
    pub fn due(&self, mine: Option<usize>) -> Vec<Value> {
        let mut rows = Vec::new();
        for (promise, windows) in &self.promises {
            let own = mine.is_none_or(|n| promise.terms.joint || promise.terms.giver == n);
            for window in begun(windows).into_iter().filter(|_| own) {
                let asks = match window.verdict {
                    Verdict::Awaiting => true,
                    Verdict::Open => !promise.terms.avoid,
                    Verdict::Unlogged => {
                        promise.terms.cadence.one_off() && promise.ended_on(self.as_of).is_none()
                    }
                    _ => false,
                };
                if asks {
                    rows.push(json!({
                        "id": promise.terms.id, "name": promise.terms.name, "text": promise.terms.text,
                        "by": by(promise), "from": iso(window.from), "to": iso(window.to),
                        "verdict": window.verdict.word(),
                        "days_left": window.to.map(|to| (to - self.today()).num_days()),
                    }));
                }
            }
        }
        rows
    }

    /// All windows of a block that have begun.
    fn windows(&self, block: Block) -> Vec<&Seen> {
        let its = self.promises.iter().filter(|(p, _)| block_of(p) == block);
        its.flat_map(|(_, windows)| begun(windows)).collect()
    }

    /// The day on which the ledger's first window begins.
    pub fn first(&self) -> Option<NaiveDate> {
        BLOCKS.iter().flat_map(|b| self.windows(*b)).map(|w| w.from).min()
    }

    fn weeks(&self, block: Block) -> Vec<Week> {
        let starts = self.world.starts;
        let Some(first) = self.first() else { return Vec::new() };
        let windows = self.windows(block);
        let firsts = weeks_between(first, self.today(), starts);
        firsts.into_iter().map(|w| week(&windows, w, self.today())).collect()
    }

    fn steady_json(&self, block: Block) -> Value {
        let (current, best) = steady(&self.weeks(block));
        json!({"current": current, "best": best})
    }

    fn together_json(&self) -> Value {
        let [a, b, c] = BLOCKS.map(|block| self.weeks(block));
        let weeks: Vec<Week> = (0..a.len()).map(|i| together(&[a[i], b[i], c[i]])).collect();
        let (current, best) = steady(&weeks);
        json!({"current": current, "best": best})
    }

    pub fn streaks(&self) -> Value {
        let blocks = BLOCKS.map(|block| {
            let mut rows = Vec::new();
            for (promise, windows) in self.promises.iter().filter(|(p, _)| block_of(p) == block) {
                let counted = begun(windows);
                if !counted.is_empty() {
                    rows.push(json!({
                        "id": promise.terms.id, "name": promise.terms.name, "text": promise.terms.text,
                        "streak": streak_json(&counted),
                    }));
                }
            }
            json!({"name": block_name(block), "steady": self.steady_json(block), "promises": rows})
        });
        json!({
            "schema": "ourword.streaks/1", "today": iso(self.today()), "chapter": null,
            "partners": blocks[..2], "joint": blocks[2],
            "together": {"steady": self.together_json()},
        })
    }

    pub fn report(&self, asked: &Asked, joined_on: NaiveDate) -> Value {
        let period = asked.period(self);
        let mut blocks = BLOCKS.map(|block| self.block_json(block, asked, &period));
        for (n, block) in blocks.iter_mut().take(2).enumerate() {
            let windows = self.windows(Block::Of(n));
            let (verdict, p) = change(&windows, self.first(), self.today(), self.world.starts);
            block["change"] = json!({"verdict": verdict, "p": p});
            // Whether a yes that came later than the day asked about is shown, the rules leave open.
            if self.today() >= joined_on {
                block["joined"] = iso(joined_on);
            }
        }
        let (mut both, mut same) = (0, 0);
        for block in BLOCKS {
            for window in within(&self.windows(block), period.from, period.to, self.today()) {
                if let [Some(a), Some(b)] = window.views {
                    both += 1;
                    same += i32::from(a == b);
                }
            }
        }
        json!({
            "schema": "ourword.report/1", "today": iso(self.today()), "from": iso(period.from), "to": iso(period.to),
            "label": period.label, "chapter": null, "partners": blocks[..2], "joint": blocks[2],
            "together": {"steady": self.together_json(), "agreement": {"both": both, "same": same}},
        })
    }

    fn block_json(&self, block: Block, asked: &Asked, period: &Period) -> Value {
        let today = self.today();
        let windows = self.windows(block);
        let mut rows = Vec::new();
        for (promise, its) in self.promises.iter().filter(|(p, _)| block_of(p) == block) {
            let counted = begun(its);
            let inside = within(&counted, period.from, period.to, today);
            if !inside.is_empty() {
                rows.push(joined(
                    promise_json(promise, its, self.as_of),
                    json!({
                        "tally": tally_json(&tally(&inside)), "streak": streak_json(&counted),
                        "windows": inside.iter().map(|w| window_json(w)).collect::<Vec<_>>(),
                    }),
                ));
            }
        }
        let starts = self.world.starts;
        let from = if asked.one_week() { moved(week_of(period.from, starts), -77) } else { period.from };
        let mut weeks = Vec::new();
        for first in weeks_between(from, period.to, starts) {
            let its = within(&windows, first, moved(first, 6), today);
            let steady = match week(&windows, first, today) {
                Week::Due { steady } => Some(steady),
                Week::Unsettled | Week::NothingDue => None,
            };
            weeks.push(json!({
                "label": week_label(first), "from": iso(first), "to": iso(moved(first, 6)),
                "tally": tally_json(&tally(&its)), "steady": steady,
            }));
        }
        let inside = within(&windows, period.from, period.to, today);
        json!({
            "name": block_name(block), "steady": self.steady_json(block), "promises": rows,
            "tally": tally_json(&tally(&inside)), "weeks": weeks,
        })
    }
}

/// Ids sort by letter, then by number.
pub fn id_key(id: &str) -> (String, u64) {
    let digits = id.find(|c: char| c.is_ascii_digit()).unwrap();
    (id[..digits].to_owned(), id[digits..].parse().unwrap())
}
