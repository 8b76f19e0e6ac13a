//! Markdown, as GitHub reads it: headings, lists and tables, with the words of the text form. Whatever text goes into
//! a document goes through one function, [`words`], so that nothing which people wrote is ever more than text.

mod promises;
mod record;
mod sheet;
mod weekly;
mod words;

pub use promises::{due, list, show, streaks};
pub use record::history;
pub use sheet::Sheet;
pub use weekly::report;
pub use words::words;
