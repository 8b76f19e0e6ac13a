//! JSON: the report as it is, one object on one line.

use std::fmt::Write as _;

use serde::Serialize;

use crate::domain::words::{is_harmless, shown_as};

/// The document, with a line end. What would steer a terminal that shows it, or turn the direction of what follows, stands
/// there by its number, and is read as the same.
pub fn json<T: Serialize>(document: &T) -> Result<String, serde_json::Error> {
    let text = serde_json::to_string(document)?;
    // Mostly there is nothing of the kind, and a document of all of a long past is not held twice.
    if is_harmless(&text) {
        return Ok(text + "\n");
    }
    let mut harmless = String::with_capacity(text.len() + 1);
    // Outside of strings JSON is plain ASCII, so whatever else there is stands in one; all of it in the basic plane.
    for c in text.chars() {
        match shown_as(c) {
            Some(as_it_is) if as_it_is == c => harmless.push(c),
            _ => _ = write!(harmless, "\\u{:04x}", u32::from(c)),
        }
    }
    harmless.push('\n');
    Ok(harmless)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_stands_by_its_number_and_is_read_as_the_same() {
        let text = "Zoë \u{202e}eoZ\u{2066}\u{9b}2J\u{7f}\u{2028}\n\u{1b} \u{1f600}";
        let written = json(&text).unwrap();
        assert_eq!(written, "\"Zoë \\u202eeoZ\\u2066\\u009b2J\\u007f\\u2028\\n\\u001b \u{1f600}\"\n");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
