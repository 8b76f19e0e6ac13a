//! Reports: facts in, plain serializable structs out. One file per report; rendering is somewhere else.

pub mod account;
pub mod between;
pub mod block;
pub mod calendar;
pub mod due;
pub mod feed;
pub mod history;
pub mod list;
mod narrow;
pub mod patterns;
pub mod shape;
pub mod show;
pub mod streaks;
pub mod talk;
pub mod thing;
pub mod today;
pub mod told;
pub mod weekly;

pub use account::Account;
