//! The forms of reports: Markdown, CSV and ICS, each read back by somebody else's reader of it.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "forms/couple.rs"]
mod couple;
#[path = "forms/csv.rs"]
mod csv_form;
#[path = "forms/ics.rs"]
mod ics_form;
#[path = "forms/markdown.rs"]
mod markdown_form;
#[path = "forms/recurring.rs"]
mod recurring;
