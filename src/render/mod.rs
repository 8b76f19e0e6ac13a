//! Reports to text, JSON, Markdown and CSV. A renderer is a pure function of a report; all cleaning and
//! escaping of what people wrote is here.

pub mod csv;
pub mod json;
pub mod markdown;
pub mod text;
