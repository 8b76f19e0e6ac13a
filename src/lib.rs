//! Ourword's library.
pub mod cli;
pub mod domain;
pub mod ledger;
pub mod render;
pub mod report;
