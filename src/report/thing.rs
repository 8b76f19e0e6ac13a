//! `show` of what is not a promise: a boundary, a repair, a chapter, a pause.

use schemars::JsonSchema;
use serde::Serialize;

use super::between::{BoundaryShape, ChapterShape, PauseShape, RepairShape};
use crate::domain::Day;

/// A boundary, a repair, a chapter or a pause, under its own name: in the place of what is shown of a promise.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ShowThing {
    /// Which document.
    pub schema: &'static str,
    /// The day.
    pub today: Day,
    /// What is shown, under its own name.
    #[serde(flatten)]
    pub shown: Shown,
}

/// What is shown.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// What its owner needs, and will do.
    Boundary(BoundaryShape),
    /// In its four parts.
    Repair(Box<RepairShape>),
    /// From which counts start afresh.
    Chapter(ChapterShape),
    /// What rests, and how long.
    Pause(PauseShape),
}

impl ShowThing {
    /// As of that day.
    pub fn new(today: Day, shown: Shown) -> Self {
        Self { schema: "ourword.show/1", today, shown }
    }
}
