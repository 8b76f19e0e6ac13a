//! Text: for a terminal of any width, and for a pipe. Colour is never the only sign of anything.

pub(super) mod between;
pub mod calendar;
pub mod due;
pub(super) mod glyph;
pub mod history;
pub mod list;
pub mod page;
mod sheet;
pub mod show;
pub mod streaks;
pub(super) mod strip;
pub mod thing;
pub mod today;
pub mod weekly;
mod weeks;
pub mod wording;

pub use page::Page;
