//! Flags that mean the same everywhere, and what every verb is called with.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args, ValueEnum};

use super::clock::Clock;
use super::env::Env;
use super::ui::Ui;
use crate::domain::date::DateWord;

/// Flags that mean the same everywhere.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Everywhere")]
#[expect(clippy::struct_excessive_bools, reason = "each is one flag")]
pub struct Shared {
    /// Which ledger [default: OURWORD_LEDGER, else the platform's folder for data]
    #[arg(long, value_name = "FILE", global = true, hide_short_help = true)]
    pub ledger: Option<PathBuf>,
    /// One's own ledger instead of the shared one [also: OURWORD_OWN=1]
    #[arg(long, global = true, hide_short_help = true, conflicts_with = "ledger")]
    pub own: bool,
    /// Who acts [default: OURWORD_AS, else whom `me` named on this device]
    #[arg(long = "as", short = 'a', value_name = "NAME", global = true, hide_short_help = true)]
    pub acting: Option<String>,
    /// Reckon as of that day: what is about later days is left out
    #[arg(long, value_name = "DATE", global = true, hide_short_help = true)]
    pub today: Option<DateWord>,
    /// Draw with ASCII alone [default: where the locale is not UTF-8]
    #[arg(long, global = true, hide_short_help = true)]
    pub ascii: bool,
    /// How to answer
    #[arg(long, value_name = "FORMAT", global = true, hide_short_help = true, value_parser = one_of(&[Format::Text, Format::Json]))]
    pub format: Option<Format>,
    /// The same as `--format json`
    #[arg(long, global = true, hide_short_help = true, conflicts_with = "format")]
    pub json: bool,
    /// Print ids alone, or what goes by no id: names, values, a path
    #[arg(long, short, global = true, hide_short_help = true, conflicts_with_all = ["format", "json"])]
    pub quiet: bool,
}

/// Forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One object, for programs
    Json,
    /// Rows, for spreadsheets
    Csv,
    /// Markdown, for notes and mail
    Md,
    /// One page, for a browser
    Html,
    /// All-day events, for calendars
    Ics,
}

/// The flag `--format` of a verb that has other forms than text and JSON, in the place of the one that is everywhere.
pub fn forms(of: &'static [Format]) -> Arg {
    let flag =
        Arg::new("format").long("format").value_name("FORMAT").help("How to answer").hide_short_help(true);
    flag.value_parser(one_of(of)).help_heading("Everywhere").conflicts_with_all(["json", "quiet"])
}

fn one_of(of: &'static [Format]) -> impl TypedValueParser<Value = Format> {
    let values = of.iter().filter_map(Format::to_possible_value);
    PossibleValuesParser::new(values).try_map(|word| Format::from_str(&word, false))
}

/// What every verb gets: the flags, where it runs, what time it is, and where to answer.
#[derive(Debug)]
pub struct Call {
    /// The flags.
    pub shared: Shared,
    /// Where it runs.
    pub env: Env,
    /// What time it is.
    pub clock: Clock,
    /// Where to answer.
    pub ui: Ui,
}
