//! The words of a call. Parsing only validates: it never opens, reads or prints.

use std::ffi::OsString;

use clap::{ArgMatches, Command, CommandFactory, FromArgMatches, Parser, Subcommand};

use super::shared::Shared;
use super::verbs;

/// Promises, what became of them, and how consistent both partners have been.
#[derive(Debug, Parser)]
#[command(
    name = "ourword",
    version,
    about = "For couples who want to rely on each other's word.",
    long_about = "For couples who want to rely on each other's word.\n\n\
                  Each gives promises, small and dated; each says what became of them; the program shows, without \
                  judging anybody, how consistent both have been. Everything stays in one file on this machine.",
    after_long_help = "A first week:\n  \
                  ourword init Ana Ben\n  \
                  ourword me Ana\n  \
                  ourword promise \"wash up before bed\" --every day --name dishes\n  \
                  ourword kept dishes\n  \
                  ourword report",
    disable_help_subcommand = true,
    subcommand_help_heading = "Verbs",
    subcommand_value_name = "VERB",
    max_term_width = 100
)]
struct Words {
    #[command(flatten)]
    shared: Shared,
}

/// A call, understood.
#[derive(Debug)]
pub struct Cli {
    /// Flags that mean the same everywhere.
    pub shared: Shared,
    /// What to do.
    pub verb: Option<Verb>,
}

impl Cli {
    /// The words of a call, all verbs among them.
    pub fn command() -> Command {
        Verb::augment(Words::command(), |_| true)
    }

    /// The words of that call: of the verbs only those that stand in it, since each costs a start some time. A call that
    /// these understand is understood in the same way by all; what is wrong with one, only all can say.
    pub fn command_for(words: &[OsString]) -> Command {
        let words = || words.iter().filter_map(|word| word.to_str()).map(without_alias);
        Verb::augment(Words::command(), |is| words().any(is))
    }
}

/// The name of a verb that goes by another as well.
fn without_alias(word: &str) -> &str {
    match word {
        "keep" => "kept",
        "break" => "broke",
        "excuse" => "excused",
        word => word,
    }
}

impl FromArgMatches for Cli {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Self::from_arg_matches_mut(&mut matches.clone())
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, clap::Error> {
        let Words { shared } = Words::from_arg_matches_mut(matches)?;
        Ok(Self { shared, verb: Verb::read(matches)? })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// An enum of verbs that can be made ready one at a time: each is an enum of its own as well, with all that is said of
/// it, and the words of the enum are put together of these.
macro_rules! verbs {
    ($(#[$about:meta])* pub enum Verb { $($(#[doc = $says:literal])+ $(#[$more:meta])? $verb:ident($args:ty),)+ }) => {
        $(#[$about])*
        #[derive(Debug)]
        pub enum Verb {
            $($(#[doc = $says])+ $verb($args),)+
        }

        mod one {
            use super::verbs;

            $(#[derive(clap::Subcommand)]
            pub enum $verb { $(#[doc = $says])+ $(#[$more])? $verb($args) })+
        }

        impl Verb {
            /// The command with the verbs of which one of these names is that of.
            fn augment(command: Command, is_wanted: impl Fn(fn(&str) -> bool) -> bool) -> Command {
                $(let command = match is_wanted(one::$verb::has_subcommand) {
                    true => one::$verb::augment_subcommands(command),
                    false => command,
                };)+
                command
            }

            fn read(matches: &mut ArgMatches) -> Result<Option<Self>, clap::Error> {
                let Some(name) = matches.subcommand_name().map(str::to_owned) else { return Ok(None) };
                $(if one::$verb::has_subcommand(&name) {
                    let one::$verb::$verb(args) = one::$verb::from_arg_matches_mut(matches)?;
                    return Ok(Some(Self::$verb(args)));
                })+
                Ok(None)
            }
        }
    };
}

verbs! {
    /// What to do. Alone, `ourword` shows what is due, what is asked, and this week.
    pub enum Verb {
        /// Make a ledger: for two partners, or with one name one's own
        Init(verbs::init::InitArgs),
        /// Say your own yes to the ledger, or see who acts here
        Me(verbs::me::MeArgs),
        /// See or change a setting: week_starts, day_ends
        Config(verbs::config::ConfigArgs),
        /// Show a made-up couple's twelfth week; nothing is kept
        Demo(verbs::demo::DemoArgs),

        /// Give your word, or with --both ask for a joint promise
        Promise(Box<verbs::promise::PromiseArgs>),
        /// Ask the other for a promise, which only they can give
        Ask(Box<verbs::ask::AskArgs>),
        /// Say yes to what the other asked, as asked or in your own terms
        Accept(Box<verbs::answer::AcceptArgs>),
        /// Say no to what the other asked; it is free and leaves no figure
        Decline(verbs::answer::DeclineArgs),
        /// Change what you promised: it ends, and another takes its place
        Revise(Box<verbs::revise::ReviseArgs>),
        /// Set a boundary: what you need, and what you will do
        Boundary(verbs::boundary::BoundaryArgs),
        /// Ask for a new chapter, from which counts start afresh
        Chapter(verbs::chapter::ChapterArgs),
        /// End a promise, a boundary or a chapter, or lift a pause
        End(verbs::end::EndArgs),
        /// Rest one promise, or everything, for a while
        Pause(verbs::pause::PauseArgs),

        /// Say that promises were kept
        #[command(alias = "keep", after_long_help = verbs::say::OF_KEPT)]
        Kept(verbs::say::SayArgs),
        /// Say that promises were not kept
        #[command(alias = "break", after_long_help = verbs::say::OF_BROKE)]
        Broke(verbs::say::SayArgs),
        /// Say that promises did not have to be kept; ahead, that is notice
        #[command(alias = "excuse", after_long_help = verbs::say::OF_EXCUSED)]
        Excused(verbs::say::SayArgs),
        /// Thank the other, in one line
        Thank(verbs::thank::WordsArgs),
        /// Repair what was broken, in four parts
        Repair(Box<verbs::repair::RepairArgs>),
        /// Check in with yourself, once a week; shown together or not at all
        Checkin(verbs::checkin::CheckinArgs),
        /// Write in the journal of your own ledger
        #[command(after_long_help = verbs::thank::OF_NOTE)]
        Note(verbs::thank::WordsArgs),
        /// Take your words out of the file; the entry stays, as unsaid
        Unsay(verbs::unsay::UnsayArgs),
        /// Take back what your latest command did, or the one named
        Undo(verbs::undo::UndoArgs),

        /// What somebody has to do or to say, by its last day
        Due(verbs::due::DueArgs),
        /// The promises, with their counts and runs
        List(verbs::list::ListArgs),
        /// One promise whole, and why each window counts as it does
        Show(verbs::show::ShowArgs),
        /// In a row and best for every promise, steady weeks for both
        Streaks(verbs::streaks::StreaksArgs),
        /// The week's talk on a page, or another period
        Report(verbs::report::ReportArgs),
        /// Day by day: a week, a month, a year, at a glance
        Calendar(verbs::calendar::CalendarArgs),
        /// What was recorded, entry by entry
        History(verbs::history::HistoryArgs),
        /// Take in what another program or ledger wrote down
        Import(Box<verbs::import::ImportArgs>),
        /// Write out the record, tables, or your own words
        Export(verbs::export::ExportArgs),
        /// Copy the ledger, and look through the copy
        Backup(verbs::backup::BackupArgs),
        /// Whether the ledger is as it should be, and what to do where not
        Doctor(verbs::doctor::DoctorArgs),
        /// Leave this ledger, alone and at once
        Leave(verbs::leave::LeaveArgs),
        /// Read what everything means
        Guide(verbs::guide::GuideArgs),
        /// The JSON Schema of every document that --json gives
        Schema(verbs::schema::SchemaArgs),
        /// What a shell needs to complete verbs, names, ids and dates
        Completions(verbs::completions::CompletionsArgs),
        /// The manual page of the program, or of a verb
        Man(verbs::man::ManArgs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_that_stands_alone_is_the_same_among_all() {
        let all = Cli::command();
        // Only the order in which help shows them says how many there are.
        let shown = |verb: &Command| format!("{:?}", verb.clone().display_order(0));
        for verb in all.get_subcommands() {
            let names = std::iter::once(verb.get_name()).chain(verb.get_all_aliases());
            for name in names {
                let alone = Cli::command_for(&[OsString::from(name)]);
                let alone: Vec<String> = alone.get_subcommands().map(shown).collect();
                assert_eq!(alone, [shown(verb)], "{name}");
            }
        }
        assert!(all.get_subcommands().count() > 30);
        assert_eq!(Cli::command_for(&["kpet".into(), "--version".into()]).get_subcommands().count(), 0);
    }
}
