//! Laws: what must hold of every cadence, every verdict and every figure, each held against a second, naive
//! reading of its definition.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
#![allow(clippy::float_cmp, reason = "exact values are compared only where they are exact")]

#[path = "laws/cadences.rs"]
mod cadences;
#[path = "laws/changes.rs"]
mod changes;
#[path = "laws/common.rs"]
mod common;
#[path = "laws/corpus.rs"]
mod corpus;
#[path = "laws/endings.rs"]
mod endings;
#[path = "laws/exchange.rs"]
mod exchange;
#[path = "laws/judging.rs"]
mod judging;
#[path = "laws/parsers.rs"]
mod parsers;
#[path = "laws/repairs.rs"]
mod repairs;
#[path = "laws/runs.rs"]
mod runs;
#[path = "laws/shares.rs"]
mod shares;
#[path = "laws/tallies.rs"]
mod tallies;
#[path = "laws/verdicts.rs"]
mod verdicts;
#[path = "laws/weeks.rs"]
mod weeks;
#[path = "laws/windows.rs"]
mod windows;
