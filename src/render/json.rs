//! JSON: the report as it is, one object on one line.

use std::io::{BufWriter, Result as Done, Write};

use serde::Serialize;
use serde::ser::Error;
use serde_json::ser::{Formatter, Serializer};

use crate::domain::words::{is_harmless, shown_as};

/// The document, with a line end. What would steer a terminal that shows it, or turn the direction of what follows, stands
/// there by its number, and is read as the same.
pub fn json<T: Serialize>(document: &T) -> Result<String, serde_json::Error> {
    let mut text = Vec::new();
    write_json(document, &mut text)?;
    String::from_utf8(text).map_err(serde_json::Error::custom)
}

/// The same, written as it is made.
pub fn write_json<T: Serialize>(document: &T, to: &mut dyn Write) -> Result<(), serde_json::Error> {
    // It comes in very small pieces.
    let mut to = BufWriter::new(to);
    document.serialize(&mut Serializer::with_formatter(&mut to, Harmless))?;
    to.write_all(b"\n").and_then(|()| to.flush()).map_err(serde_json::Error::io)
}

struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, to: &mut W, fragment: &str) -> Done<()> {
        // Mostly there is nothing of the kind.
        if is_harmless(fragment) {
            return to.write_all(fragment.as_bytes());
        }
        // All of it is in the basic plane.
        fragment.chars().try_for_each(|c| match shown_as(c) {
            Some(as_it_is) if as_it_is == c => write!(to, "{c}"),
            _ => write!(to, "\\u{:04x}", u32::from(c)),
        })
    }

    fn write_raw_fragment<W: ?Sized + Write>(&mut self, to: &mut W, fragment: &str) -> Done<()> {
        // Outside of strings JSON is plain ASCII, so whatever else there is stands in one.
        self.write_string_fragment(to, fragment)
    }
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
        let raw = serde_json::value::RawValue::from_string("{\"a\":\"\u{202e}b\"}".to_owned()).unwrap();
        assert_eq!(json(&raw).unwrap(), "{\"a\":\"\\u202eb\"}\n");
    }
}
