//! A run: words in, an exit code out. Dispatch is one flat match.

use std::error::Error as _;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, FromArgMatches};

use super::args::{Cli, Verb};
use super::clock::Clock;
use super::complete;
use super::crash;
use super::env::{Completing, Env};
use super::error::{self, Failure, Kind};
use super::groups;
use super::shared::{Call, Format};
use super::ui::{Form, Ui};
use super::verbs;

use crate::domain::near::near;
use crate::domain::rejection::or;
use crate::domain::words::shown;
use crate::domain::{Rejection, Says};

/// Runs a call and returns its exit code.
pub fn run(words: impl Iterator<Item = OsString>) -> ExitCode {
    crash::tell_where();
    let words: Vec<OsString> = words.collect();
    if let Some(code) = Completing::read().and_then(|asked| complete::answer(&asked, &words)) {
        return code;
    }
    let cli = match parsed(&words) {
        Ok(cli) => cli,
        Err(error) => return not_understood(&error, &words),
    };
    let mut env = Env::read();
    env.ascii |= cli.shared.ascii;
    let form = match (cli.shared.quiet, cli.shared.json, cli.shared.format) {
        (true, ..) => Form::Quiet,
        (_, true, _) | (_, _, Some(Format::Json)) => Form::Json,
        (.., Some(Format::Csv)) => Form::Csv,
        (.., Some(Format::Md)) => Form::Md,
        (.., Some(Format::Html)) => Form::Html,
        (.., Some(Format::Ics)) => Form::Ics,
        (.., Some(Format::Text) | None) => Form::Text,
    };
    let ui = Ui::new(form, &env);
    let clock = match &cli.verb {
        // What these say is the same on every day: a clock that cannot be read keeps nobody from it.
        Some(Verb::Guide(_) | Verb::Schema(_) | Verb::Completions(_) | Verb::Man(_)) => Ok(Clock::unread()),
        _ => Clock::read(&env),
    };
    let done = clock.and_then(|clock| dispatch(cli.verb, &Call { shared: cli.shared, env, clock, ui }));
    match done {
        Ok(code) => code,
        Err(failure) => told(&failure, ui),
    }
}

/// The words understood: first by the verbs that stand in the call alone, which is a third of the cost of a start; and
/// where they are not, or where help is asked for, by all.
fn parsed(words: &[OsString]) -> Result<Cli, clap::Error> {
    let by = |command: Command| {
        let mut matches = command.try_get_matches_from(words)?;
        Cli::from_arg_matches_mut(&mut matches)
    };
    match by(Cli::command_for(words)) {
        Err(error) if error.kind() != ErrorKind::DisplayVersion => by(groups::command(words)),
        understood => understood,
    }
}

/// A failure on stderr, and its exit code.
fn told(failure: &Failure, ui: Ui) -> ExitCode {
    ui.talk(failure.render(ui.form == Form::Json).trim_end());
    ExitCode::from(failure.kind().exit())
}

fn dispatch(verb: Option<Verb>, call: &Call) -> Result<ExitCode, Failure> {
    let done = match verb {
        None => verbs::today::run(call),
        Some(Verb::Init(args)) => verbs::init::run(&args, call),
        Some(Verb::Me(args)) => verbs::me::run(&args, call),
        Some(Verb::Config(args)) => verbs::config::run(&args, call),
        Some(Verb::Demo(args)) => verbs::demo::run(&args, call),
        Some(Verb::Promise(args)) => verbs::promise::run(*args, call),
        Some(Verb::Ask(args)) => verbs::ask::run(*args, call),
        Some(Verb::Revise(args)) => verbs::revise::run(*args, call),
        Some(Verb::Boundary(args)) => verbs::boundary::run(args, call),
        Some(Verb::Chapter(args)) => verbs::chapter::run(args, call),
        Some(Verb::Thank(args)) => verbs::thank::thank(&args, call),
        Some(Verb::Note(args)) => verbs::thank::note(&args, call),
        Some(Verb::Repair(args)) => verbs::repair::run(*args, call),
        Some(Verb::Checkin(args)) => verbs::checkin::run(args, call),
        Some(Verb::Unsay(args)) => verbs::unsay::run(&args, call),
        Some(Verb::Backup(args)) => verbs::backup::run(&args, call),
        Some(Verb::Doctor(args)) => return verbs::doctor::run(&args, call),
        Some(Verb::Leave(args)) => verbs::leave::run(&args, call),
        Some(Verb::Import(args)) => verbs::import::run(&args, call),
        Some(Verb::Export(args)) => verbs::export::run(&args, call),
        Some(Verb::Guide(args)) => verbs::guide::run(&args, call),
        Some(Verb::Schema(args)) => verbs::schema::run(&args, call),
        Some(Verb::Completions(args)) => verbs::completions::run(&args, call),
        Some(Verb::Man(args)) => verbs::man::run(&args, call),
        Some(Verb::Accept(args)) => verbs::answer::accept(*args, call),
        Some(Verb::Decline(args)) => verbs::answer::decline(&args, call),
        Some(Verb::End(args)) => verbs::end::run(&args, call),
        Some(Verb::Pause(args)) => verbs::pause::run(&args, call),
        Some(Verb::Kept(args)) => verbs::say::run("kept", Says::Kept, &args, call),
        Some(Verb::Broke(args)) => verbs::say::run("broke", Says::Broken, &args, call),
        Some(Verb::Excused(args)) => verbs::say::run("excused", Says::Excused, &args, call),
        Some(Verb::Undo(args)) => verbs::undo::run(&args, call),
        Some(Verb::Due(args)) => return verbs::due::run(&args, call),
        Some(Verb::List(args)) => verbs::list::run(&args, call),
        Some(Verb::Show(args)) => verbs::show::run(&args, call),
        Some(Verb::Streaks(args)) => verbs::streaks::run(&args, call),
        Some(Verb::Report(args)) => verbs::report::run(&args, call),
        Some(Verb::Calendar(args)) => verbs::calendar::run(&args, call),
        Some(Verb::History(args)) => verbs::history::run(&args, call),
    };
    done.map(|()| ExitCode::SUCCESS)
}

/// Help and version are answers; anything else that clap says is wrong words.
fn not_understood(error: &clap::Error, words: &[OsString]) -> ExitCode {
    let env = Env::read();
    let ui = Ui::new(Form::Text, &env);
    if !error.use_stderr() {
        let text = error.render();
        let text = if env.color { text.ansi().to_string() } else { text.to_string() };
        return ui.out(&text).map_or_else(|failure| told(&failure, ui), |()| ExitCode::SUCCESS);
    }
    let is = |word: &OsString, flag: &str| word.to_str() == Some(flag);
    let json = words.iter().any(|word| is(word, "--json") || is(word, "--format=json"))
        || words.windows(2).any(|pair| is(&pair[0], "--format") && is(&pair[1], "json"));
    let rejected = error.source().and_then(|source| source.downcast_ref::<Rejection>());
    let text = if let Some(rejection) = rejected {
        Failure::from(rejection.clone()).render(json)
    } else {
        let (message, hint) = in_two_lines(&said_by_clap(error));
        let hint = verb_meant(error).unwrap_or(hint);
        error::document(Kind::Usage, &message, Some(&hint), json)
    };
    ui.talk(text.trim_end());
    ExitCode::from(Kind::Usage.exit())
}

/// The verb most like one that is none.
fn verb_meant(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let verbs: Vec<String> =
        Cli::command().get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    let near = near(word, verbs.into_iter());
    (!near.is_empty()).then(|| format!("did you mean {}?", or(&near)))
}

/// What clap says, in which a word of the call breaks no line: the rest of it would be taken for a tip.
fn said_by_clap(error: &clap::Error) -> String {
    let quoted = error.context().filter_map(|(_, value)| match value {
        ContextValue::String(word) if word.contains(char::is_control) => Some(word),
        _ => None,
    });
    quoted.fold(error.render().to_string(), |text, word| text.replace(word, &shown(word)))
}

/// What clap says at length, as a sentence and a way out: its own tips where it has some.
fn in_two_lines(text: &str) -> (String, String) {
    let mut lines = text.lines().map(str::trim);
    let about: Vec<&str> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    let message = about.join(" ").trim_start_matches("error: ").to_owned();
    let tips: Vec<&str> = lines.filter_map(|line| line.strip_prefix("tip: ")).collect();
    let usage = || text.lines().find_map(|line| line.strip_prefix("Usage: "));
    let hint = match (tips.is_empty(), usage()) {
        (false, _) => tips.join("; "),
        (true, Some(usage)) => format!("`{usage}`; `--help` tells more"),
        (true, None) => "`ourword --help` shows the verbs and flags".to_owned(),
    };
    (message, hint)
}
