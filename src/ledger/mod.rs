//! The record: the only place that knows SQLite.
//!
//! **The invariant.** The projection is a function of the events sorted by (tick, device, seq). Appending an
//! event that sorts last updates it in place; an undo rebuilds the things that it touches; [`Writer::rebuild`]
//! makes all of it anew, and a property test compares every row.
//!
//! - `open`: a ledger from a file or in memory, one way for all; settings, schema version, migrations.
//! - `log`: an event appended: its number, tick and place in the chain.
//! - `project`: an event made visible in the tables.
//! - `read`: typed questions, `marks` those for marks; `doctor`: whether all of it is as it should be.
//! - `fold`: what is final or settled, folded; a cache of figures that every event drops which can change them; `past`, what
//!   more of it a look at all of the past asks for.
//! - `place`: the file and what lies around it.
//! - `backup`: copies, looked through before they count.
//! - `unsaid`: notes that a feed must not bring back.
//! - `carry`: the record carried away whole, and put in again.
//! - `row`, `column`, `device`, `many`, `sum`: what the others share: rows as they are stored, columns as
//!   values, devices, rows that are put in many at once, and their hashes.

mod backup;
mod between;
mod carry;
mod column;
mod device;
mod doctor;
mod error;
mod fold;
mod log;
mod many;
mod marks;
mod open;
mod past;
mod place;
mod project;
mod read;
mod rebuild;
mod row;
mod shape;
mod sum;
mod unsaid;

pub use carry::Restoring;
pub(crate) use device::random;
pub use device::{KeyOfDevice, hex};
pub use doctor::{Finding, Part};
pub use error::LedgerError;
pub use log::{Stamp, Writer};
pub use open::{APPLICATION_ID, Ledger, SCHEMA, Source};
pub(crate) use open::{make_folder, make_folder_private, private};
pub use place::look_around;
pub(crate) use sum::sum;
