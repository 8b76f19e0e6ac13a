//! The record whole, one JSON object a line: first what it is and where each device's part ends, then every event as
//! it is stored, with its words, in the order of the record. Read back it is the same record, and written again the
//! same bytes. What it holds is checked where it is put in: here it is only read.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::wish::Fault;
use crate::domain::fact::{StoredDevice, StoredEvent};

/// What the first line says that this is.
const SCHEMA: &str = "ourword.record/1";

/// The first line of a record.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct First {
    schema: String,
    devices: Vec<StoredDevice>,
}

/// The first line: what it is, and where each device's part ends.
pub fn first(devices: Vec<StoredDevice>) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string(&First { schema: SCHEMA.to_owned(), devices })? + "\n")
}

/// The line of an event.
pub fn line(event: &StoredEvent<'_>) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string(event)? + "\n")
}

/// The first line, read.
pub fn read_first(line: &str) -> Result<Vec<StoredDevice>, Fault> {
    let wrong = || Fault::form("this is no record of Ourword's", "it is what `ourword export` writes, whole");
    let first: First = serde_json::from_str(line).map_err(|_| wrong())?;
    if first.schema == SCHEMA { Ok(first.devices) } else { Err(wrong()) }
}

/// An event, read.
pub fn read(line: &str) -> Result<StoredEvent<'_>, Fault> {
    serde_json::from_str(line)
        .map_err(|error| Fault::json(&error, "it is what `ourword export` writes, whole and unchanged"))
}
