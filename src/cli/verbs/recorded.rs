//! The answer of every writing command.

use schemars::JsonSchema;
use serde::Serialize;

/// What was recorded, and what was said already and changes nothing.
#[derive(Debug, Serialize, JsonSchema)]
#[expect(clippy::struct_field_names, reason = "the fields are the words of the JSON")]
pub struct Recorded<T> {
    schema: String,
    recorded: Vec<T>,
    unchanged: Vec<T>,
}

impl<T> Recorded<T> {
    /// Of that command.
    pub fn new(command: &str, recorded: Vec<T>, unchanged: Vec<T>) -> Self {
        Self { schema: format!("ourword.{command}/1"), recorded, unchanged }
    }

    /// One thing, recorded.
    pub fn one(command: &str, recorded: T) -> Self {
        Self::new(command, vec![recorded], Vec::new())
    }
}
