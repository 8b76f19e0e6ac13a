//! What other programs, and this one, write down, read as wishes, which go through [`decide`](crate::domain::decide)
//! like anybody's; and the record, written out. Pure: text in, wishes out; whoever calls opens the files.
//!
//! - [`wish`]: what a line can wish for, and what can be wrong with it.
//! - [`ndjson`]: wishes, one object a line. [`table`]: any table with columns for the date, the promise, the word.
//! - [`harsh`], [`habitctl`], [`loop_habits`]: habits, by way of [`habit`]. [`taskwarrior`]: tasks.
//! - [`record`]: this program's own record, out and in again. [`sheets`]: tables for a spreadsheet, out only.

pub mod habit;
pub mod habitctl;
pub mod harsh;
pub mod loop_habits;
pub mod ndjson;
pub mod record;
pub mod sheets;
pub mod table;
pub mod taskwarrior;
pub mod wish;

pub use wish::{Fault, Of, Wish};
