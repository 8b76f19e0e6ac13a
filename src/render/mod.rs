//! Reports to text, JSON and HTML. A renderer is a pure function of a report; all cleaning and escaping of what
//! people wrote is here.

pub mod html;
pub mod json;
pub mod text;
