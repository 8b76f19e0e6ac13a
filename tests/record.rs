//! The record keeps its promises: the projection is a function of the events, the chain shows every change, and
//! the file holds what it should and nothing else.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "record/between.rs"]
mod between;
#[path = "record/carried.rs"]
mod carried;
#[path = "record/chain.rs"]
mod chain;
#[path = "record/devices.rs"]
mod devices;
#[path = "record/file.rs"]
mod file;
#[path = "record/invariant.rs"]
mod invariant;
#[path = "record/marks.rs"]
mod marks;
#[path = "record/named.rs"]
mod named;
#[path = "record/play.rs"]
mod play;
#[path = "record/shelf.rs"]
mod shelf;
#[path = "record/unknown.rs"]
mod unknown;
