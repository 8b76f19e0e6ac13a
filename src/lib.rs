//! The library behind `ourword`, a command-line program for couples who want to be able to rely on each
//! other's word: what promises mean, the record of them, and the reports made from it.
//!
//! # The house
//!
//! | room | what lives there | may name |
//! |---|---|---|
//! | [`domain`] | what promises mean; pure: no I/O, no environment, no clock | nothing |
//! | [`ledger`] | the record: the only place that knows SQLite | `domain` |
//! | [`report`] | facts to plain, serializable structs; pure | `domain` |
//! | [`exchange`] | other programs' formats to wishes, and the record written out; pure | `domain` |
//! | [`render`] | reports to text, JSON, HTML, Markdown, CSV and ICS; pure | `report`, `domain` |
//! | [`cli`] | where it all meets: one file per verb | everything |
//!
//! `tests/house.rs` holds these walls up.
//!
//! **A fact's way in.** Words of a call are parsed by clap into a wish; [`domain::decide`] makes of it, given what
//! the ledger knows and today, an [event](domain::event) or a [`Rejection`](domain::Rejection); the
//! [ledger] gives the event its number, its tick and its place in the chain, shows it in its tables, and
//! commits: one command, one event, one transaction.
//!
//! **A fact's way out.** Tables are read as a [`Book`](domain::Book) and [`Mark`](domain::Mark)s;
//! [judged](domain::judge) into windows with their verdicts; folded into a [report]; rendered; printed. Windows that are
//! [told one by one](report::told), to programs and on a page, are no part of a report: they are read while it is rendered,
//! a few at a time, so that a long past takes no more memory than a short one.
//!
//! # The words
//!
//! A **promise** is something a partner, its **giver**, or both jointly, gives their word to do, or not to do. Its
//! **cadence** says when it must be kept; a **window** is one span of days in which it must be kept once, or several
//! times; windows are computed, never stored. A **mark** is what one partner says of a window: kept, broken or
//! excused. A **view** is where one partner's marks on a window leave it; the **verdict** is what the views and the
//! calendar make of it. A **run** is windows kept in a row. The rules of each are in the documentation of its module:
//! [cadences](domain::cadence), [views](domain::mark), [verdicts](domain::verdict), [runs](domain::run),
//! [steady weeks](domain::week), [changes](domain::change).
//!
//! # What was chosen where the rules leave room
//!
//! - A day of the week ahead (`--due fri`) is the coming one and never today; somebody who means today says so.
//! - What was asked lapses on the 14th day after the day of asking.
//! - Whether the window that holds the day of an ending counts is settled when the ending is recorded, and kept with
//!   it, so that nothing said later moves it.
//! - A bare `undo` takes back one's own latest command that stands, an undo too: two in a row change nothing. To go
//!   further back one names the event.
//! - A promise, or the acceptance of one, can be taken back on its own day; later, once something came of it, a mark or
//!   a window that is over, it can only be ended, since that would go from every report with it.
//! - An undo changes no day that is past: neither into a paused one nor out of a pause.
//! - `--today` only looks: nothing but marks is recorded as of another day, and nothing as of a day to come.
//! - The period `all` is whole weeks: from the one that holds the first window to this one.
//! - Who has left can no longer say how they see a break. Where the other's word alone would convict them before they
//!   had their week, the window counts as not logged; what was said stays.
//! - A repair follows its adjustment to what takes its place, and is not holding once that was ended. What was said and
//!   unsaid since goes on counting.
//! - A check-in all of whose answers were unsaid is none: nobody is shown the other's for nothing.
//! - Of what is only asked, the words are theirs who ask, and the answer is theirs who are asked.
//! - Repairs are listed in the reports of the time since they were begun, until they hold.
//! - One command is one event; an import alone is several, which name the first, and are undone as one.
//! - What is final is [folded](domain::fold) by a command that writes, once a week, and what is settled once a day, and
//!   only for who looks from the real today; everybody else reads the whole past.
//! - A device is known in a ledger by a hash of its key and of the ledger's place, so that a copy beside the ledger is
//!   another device too. A backup put back in its old place goes on under its letter, and numbers again what was
//!   written after it was made.

pub mod cli;
pub mod domain;
pub mod exchange;
pub mod ledger;
pub mod render;
pub mod report;
