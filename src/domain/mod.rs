//! What promises mean. Pure: no I/O, no environment, no clock; today comes in as a value.
//!
//! - Days: [`day`], [`date`], [`period`], and [`reckoning`], the day from which a run looks.
//! - Promises: [`cadence`] and its [`window`]s, [`terms`], [`promise`], [`pause`].
//! - What is said: [`mark`]s and the views they leave, [`verdict`]s, and [`judge`], which puts them together.
//! - Figures, each a left fold over judged windows: [`tally`], [`run`], [`week`], [`change`]; [`block`] by block; and
//!   [`fold`], what is final of them, or settled; [`past`], what more is folded for who looks at all of it; [`touched`],
//!   what unfolds them.
//! - What happens: [`event`]s, and [`decide`], which makes them from what somebody wishes.

pub mod block;
pub mod book;
pub mod boundary;
pub mod cadence;
pub mod change;
pub mod chapter;
pub mod checkin;
pub mod date;
pub mod day;
pub mod decide;
pub mod event;
pub mod fact;
pub mod fold;
pub mod id;
pub mod judge;
mod listing;
pub mod mark;
pub mod near;
pub mod partner;
pub mod past;
pub mod pause;
pub mod period;
pub mod promise;
pub mod reckoning;
pub mod rejection;
pub mod repair;
pub mod run;
pub mod settings;
mod stored;
pub mod tally;
pub mod terms;
pub mod touched;
pub mod verdict;
pub mod week;
pub mod window;
pub mod words;

pub use book::Book;
pub use day::{Day, Span, WeekStart};
pub use id::{EventId, Letter, ThingId};
pub use judge::{Judge, Judged};
pub use mark::{Mark, Says};
pub use partner::{Giver, Partner};
pub use promise::{Promise, State};
pub use reckoning::Reckoning;
pub use rejection::{Rejection, Trouble};
pub use verdict::Verdict;
