//! The row of a promise with its figures: the one table with many columns.

use serde::Serialize;

use super::guard::Guarded;
use super::row::{Giver, Row, guarded, name, row, text};
use crate::domain::{Day, State, ThingId};
use crate::report::list::Listed;

row! {
    /// A promise with its figures, in `list`.
    PromiseRow {
        /// The promise.
        id: ThingId,
        /// Its name, if it has one.
        name: Option<Guarded>,
        /// What was promised; empty once it was unsaid.
        text: Option<Guarded>,
        /// The plan, if there is one.
        plan: Option<Guarded>,
        /// Who gave it.
        by: Guarded,
        /// Whether both gave it.
        joint: bool,
        /// The day by which a one-off is due.
        due: Option<Day>,
        /// What recurs, written canonical; empty for a one-off.
        cadence: Option<String>,
        /// On how many days of each window it must be kept.
        times: u32,
        /// Whether it is a promise not to do something.
        avoid: bool,
        /// The first day on which it counts.
        from: Day,
        /// The last day, if one was said.
        until: Option<Day>,
        /// The day on which it was ended.
        ended_on: Option<Day>,
        /// asked, declined, lapsed, active, fulfilled, ended or replaced.
        state: State,
        /// The promise in whose place it came.
        replaces: Option<ThingId>,
        /// The promise that came in its place.
        replaced_by: Option<ThingId>,
        /// The boundary that it answers.
        answers: Option<ThingId>,
        /// Windows kept.
        tally_kept: u32,
        /// Windows kept late.
        tally_late: u32,
        /// Windows broken.
        tally_broken: u32,
        /// Windows of which nobody said anything.
        tally_unlogged: u32,
        /// Windows excused.
        tally_excused: u32,
        /// Windows seen differently.
        tally_disputed: u32,
        /// Windows that are open.
        tally_open: u32,
        /// Windows that await a word.
        tally_awaiting: u32,
        /// Kept, late and broken.
        tally_said: u32,
        /// Said and unlogged.
        tally_due: u32,
        /// Kept of said, 0 to 1; empty where nothing was said.
        tally_kept_rate: Option<f64>,
        /// The low end of its fair range.
        tally_low: Option<f64>,
        /// And the high end.
        tally_high: Option<f64>,
        /// Breaks of which the giver spoke first.
        tally_spoke_first: u32,
        /// Windows kept in a row.
        streak_current: u32,
        /// The settled day of the first of them.
        streak_current_from: Option<Day>,
        /// And of the last.
        streak_current_to: Option<Day>,
        /// The most in a row.
        streak_best: u32,
        /// The settled day of the first of these.
        streak_best_from: Option<Day>,
        /// And of the last.
        streak_best_to: Option<Day>,
    }
}

impl PromiseRow {
    /// That promise.
    pub fn new(listed: &Listed) -> Self {
        let Listed { promise, tally, streak, .. } = listed;
        let Giver { by, joint } = Giver::new(&promise.by);
        Self {
            id: promise.named.id,
            name: name(&promise.named),
            text: text(&promise.named),
            plan: guarded(promise.plan.as_ref()),
            by,
            joint,
            due: promise.due,
            cadence: promise.cadence.clone(),
            times: promise.times,
            avoid: promise.avoid,
            from: promise.from,
            until: promise.until,
            ended_on: promise.ended_on,
            state: promise.state,
            replaces: promise.replaces,
            replaced_by: promise.replaced_by,
            answers: promise.answers,
            tally_kept: tally.kept,
            tally_late: tally.late,
            tally_broken: tally.broken,
            tally_unlogged: tally.unlogged,
            tally_excused: tally.excused,
            tally_disputed: tally.disputed,
            tally_open: tally.open,
            tally_awaiting: tally.awaiting,
            tally_said: tally.said,
            tally_due: tally.due,
            tally_kept_rate: tally.kept_rate,
            tally_low: tally.low,
            tally_high: tally.high,
            tally_spoke_first: tally.spoke_first,
            streak_current: streak.current,
            streak_current_from: streak.current_from,
            streak_current_to: streak.current_to,
            streak_best: streak.best,
            streak_best_from: streak.best_from,
            streak_best_to: streak.best_to,
        }
    }
}
