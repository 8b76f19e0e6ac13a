//! The verbs, one file each: its arguments and its run.

pub mod answer;
pub mod config;
pub mod demo;
pub mod due;
pub mod end;
pub mod history;
pub mod init;
pub mod list;
pub mod me;
pub mod pause;
pub mod promise;
pub mod recorded;
pub mod report;
pub mod say;
pub mod show;
pub mod streaks;
pub mod today;
pub mod undo;
