//! What is offered where on the line.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::sync::Arc;

use clap::{Arg, ArgAction, Command, ValueHint};
use clap_complete::CompletionCandidate;
use clap_complete::engine::ArgValueCompleter;

use super::known;
use super::line::Line;
use super::offers::{self, Offer};
use crate::cli::args::Cli;

type Offers = fn(&Line) -> Vec<Offer>;

/// The words of the command line, each with what is offered in its place.
pub fn command(line: &Arc<Line>) -> Command {
    let mut command = Cli::command().mut_args(|arg| wired("", arg, line));
    let verbs: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    for name in verbs {
        command = command.mut_subcommand(&name, |verb| verb.mut_args(|arg| wired(&name, arg, line)));
    }
    command
}

fn wired(verb: &str, arg: Arg, line: &Arc<Line>) -> Arg {
    if let Some(hint) = hint(&arg) {
        return arg.value_hint(hint);
    }
    let Some(offers) = offered(verb, &arg) else { return arg };
    // What is named already is not named again, where several are.
    let several = matches!(arg.get_action(), ArgAction::Append);
    let line = Arc::clone(line);
    let completer = move |current: &OsStr| {
        let begun = current.to_str().unwrap_or_default().to_lowercase();
        let fits = |offer: &Offer| {
            offer.value.to_lowercase().starts_with(&begun) && !(several && line.has(&offer.value))
        };
        let mut found: Vec<Offer> = offers(&line).into_iter().filter(fits).collect();
        // A name that went from one promise to the next is one word.
        let mut seen = BTreeSet::new();
        found.retain(|offer| seen.insert(offer.value.clone()));
        found.into_iter().map(candidate).collect()
    };
    arg.add(ArgValueCompleter::new(completer))
}

fn candidate(offer: Offer) -> CompletionCandidate {
    let help = (!offer.help.is_empty()).then(|| offer.help.into());
    CompletionCandidate::new(offer.value).help(help)
}

/// What a value is called in the help.
fn value_name(arg: &Arg) -> &str {
    arg.get_value_names().and_then(|names| names.first()).map_or(arg.get_id().as_str(), |name| name.as_str())
}

/// Files and folders, which the shell looks for.
fn hint(arg: &Arg) -> Option<ValueHint> {
    match value_name(arg) {
        "FILE" => Some(ValueHint::FilePath),
        "FOLDER" => Some(ValueHint::DirPath),
        _ => None,
    }
}

/// What is offered for that flag or word of that verb.
fn offered(verb: &str, arg: &Arg) -> Option<Offers> {
    let id = arg.get_id().as_str();
    let offers: Offers = match (verb, id) {
        (_, "acting") | ("me", "name") => offers::partners,
        ("kept" | "broke", "what") => offers::to_keep,
        ("excused", "what") => offers::to_excuse,
        ("show", "id") | ("history", "about") | ("report" | "calendar", "promise") => offers::to_show,
        ("end", "id") => offers::to_end,
        ("pause", "id") | ("repair", "adjust") => offers::to_pause,
        ("revise", "id") => offers::to_revise,
        ("repair", "id") => offers::to_repair,
        ("accept" | "decline", "id") => offers::to_answer,
        ("promise", "answers") => offers::others_boundaries,
        ("undo", "event") => offers::to_undo,
        ("unsay", "id") => offers::to_unsay,
        ("config", "key") => known::settings,
        ("config", "value") => known::values,
        ("guide", "topic") => known::topics,
        ("schema", "document") => known::documents,
        ("chapter", "stage") => known::stages,
        ("man", "verb") => known::verbs,
        ("excused", "on") => known::any_dates,
        _ => match value_name(arg) {
            "CADENCE" => known::cadences,
            "PERIOD" => offers::periods,
            "DATE" if matches!(id, "due" | "from" | "until" | "review") => known::coming_dates,
            "DATE" => known::past_dates,
            _ => return None,
        },
    };
    Some(offers)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What only a person can know: words, numbers, names that are yet to be.
    const FREE: [&str; 7] = [
        "TEXT",
        "WORDS",
        "N",
        "0-10",
        "NEED",
        "FOOT",
        "on=COLUMN,promise=COLUMN[,says=COLUMN][,note=COLUMN]",
    ];

    #[test]
    fn everything_that_can_be_known_is_offered() {
        let command = command(&Arc::new(Line::new(&[], 0)));
        let mut wired = 0;
        for verb in command.get_subcommands() {
            for arg in verb.get_arguments().filter(|arg| arg.get_action().takes_values()) {
                let is_new = matches!(
                    (verb.get_name(), arg.get_id().as_str()),
                    ("init", "names") | (_, "name") | ("checkin", "stdin")
                );
                let is_known = arg.get::<ArgValueCompleter>().is_some()
                    || arg.get_value_hint() != ValueHint::Unknown
                    || !arg.get_possible_values().is_empty();
                assert!(
                    is_known || is_new || FREE.contains(&value_name(arg)),
                    "`{} {}` is offered nothing",
                    verb.get_name(),
                    arg.get_id()
                );
                wired += usize::from(is_known);
            }
        }
        assert!(wired > 30, "{wired}");
    }
}
