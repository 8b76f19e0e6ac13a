//! JSON: the report as it is, one object on one line.

use serde::Serialize;

/// The document, with a line end.
pub fn json<T: Serialize>(document: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(document).map(|text| text + "\n")
}
