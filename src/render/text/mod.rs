//! Text: for a terminal of any width, and for a pipe. Colour is never the only sign of anything.

pub(in crate::render) mod between;
pub mod due;
pub mod history;
pub mod list;
pub mod page;
pub mod show;
pub mod streaks;
pub(in crate::render) mod strip;
pub mod today;
pub mod weekly;
pub mod wording;

pub use page::Page;
