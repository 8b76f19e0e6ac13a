//! Reports to text, JSON, Markdown, CSV, HTML and ICS. A renderer is a pure function of a report; all cleaning and
//! escaping of what people wrote is here.

pub mod csv;
pub mod html;
pub mod ics;
pub mod json;
pub mod markdown;
pub mod text;
