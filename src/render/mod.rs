//! Reports to text and JSON. A renderer is a pure function of a report; all cleaning and escaping of what
//! people wrote is here.

pub mod json;
pub mod text;
