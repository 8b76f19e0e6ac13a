//! The verbs of `ourword --help`, by what they are for. The lines are made from the verbs themselves.

use std::ffi::OsString;
use std::fmt::Write;

use clap::{Arg, Command};

use super::args::Cli;

/// The groups in their order. A verb that is in none of them stands at the end, under `more`.
const GROUPS: [(&str, &[&str]); 6] = [
    ("start", &["init", "me", "config", "demo"]),
    ("give", &["promise", "ask", "accept", "decline", "revise", "end", "boundary", "pause", "chapter"]),
    ("say", &["kept", "broke", "excused", "thank", "repair", "checkin", "note", "undo", "unsay"]),
    ("see", &["due", "list", "show", "streaks", "report", "calendar", "history"]),
    ("carry", &["import", "export", "backup", "doctor", "leave"]),
    ("learn", &["guide", "schema", "completions", "man"]),
];

/// The words of a call. Where help is asked for, the verbs are put in their groups.
pub fn command(words: &[OsString]) -> Command {
    let command = Cli::command();
    let asks = |flag: &str| words.iter().any(|word| word.to_str() == Some(flag));
    if asks("--help") {
        let template = at_length(&command);
        command.help_template(template)
    } else if words.iter().filter_map(|word| word.to_str()).any(is_short_help) {
        let template = in_short(&command);
        command.help_template(template)
    } else {
        command
    }
}

/// `-h`, alone or among other flags of one letter.
fn is_short_help(word: &str) -> bool {
    !word.starts_with("--") && word.starts_with('-') && word.contains('h')
}

/// The verbs of each group that there are, and the rest.
fn grouped(command: &Command) -> Vec<(&'static str, Vec<&Command>)> {
    let shown = || command.get_subcommands().filter(|verb| !verb.is_hide_set());
    let of = |names: &[&str]| {
        names.iter().filter_map(|name| shown().find(|verb| verb.get_name() == *name)).collect()
    };
    let mut groups: Vec<(&str, Vec<&Command>)> =
        GROUPS.iter().map(|(group, names)| (*group, of(names))).collect();
    let is_in = |verb: &Command| GROUPS.iter().any(|(_, names)| names.contains(&verb.get_name()));
    groups.push(("more", shown().filter(|verb| !is_in(verb)).collect()));
    groups.retain(|(_, verbs)| !verbs.is_empty());
    groups
}

/// A line for each verb.
fn at_length(command: &Command) -> String {
    let groups = grouped(command);
    let longest =
        groups.iter().flat_map(|(_, verbs)| verbs).map(|verb| verb.get_name().len()).max().unwrap_or(0);
    let mut text = "{about-with-newline}\n{usage-heading} {usage}\n".to_owned();
    for (group, verbs) in groups {
        let _ = writeln!(text, "\n{}", titled(group));
        for verb in verbs {
            let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(text, "  {:longest$}  {about}", verb.get_name());
        }
    }
    text + "\nEverywhere:\n{options}{after-help}"
}

/// A line for each group, and one for the flags.
fn in_short(command: &Command) -> String {
    let mut text = "{about-with-newline}\n{usage-heading} {usage}\n\n".to_owned();
    for (group, verbs) in grouped(command) {
        let names: Vec<&str> = verbs.iter().map(|verb| verb.get_name()).collect();
        let _ = writeln!(text, "  {group:<6} {}", names.join(", "));
    }
    let flags = command.get_arguments().filter_map(flag).chain(["-h".to_owned(), "-V".to_owned()]);
    let flags = flags.reduce(|line, flag| {
        let last = line.lines().last().map_or(0, str::len);
        let between = if last + flag.len() < 77 { ", " } else { ",\n  " };
        line + between + &flag
    });
    let _ = writeln!(text, "\nEverywhere:\n  {}", flags.unwrap_or_default());
    text + "\n`ourword --help` says what each is for, `ourword VERB --help` all about one.\n"
}

fn titled(group: &str) -> String {
    let mut letters = group.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    format!("{}{}:", first.into_iter().collect::<String>(), letters.as_str())
}

/// A flag as one writes it, with what it takes.
fn flag(arg: &Arg) -> Option<String> {
    let long = arg.get_long().map(|long| format!("--{long}"));
    let name = arg.get_short().map(|short| format!("-{short}")).or(long)?;
    let takes = arg.get_action().takes_values();
    let value = arg.get_value_names().filter(|_| takes).map(|names| format!(" {}", names.join(" ")));
    Some(format!("{name}{}", value.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_has_its_group() {
        let command = Cli::command();
        let groups = grouped(&command);
        assert!(groups.iter().all(|(group, _)| *group != "more"), "{groups:?}");
        let grouped: usize = groups.iter().map(|(_, verbs)| verbs.len()).sum();
        assert_eq!(grouped, command.get_subcommands().filter(|verb| !verb.is_hide_set()).count());
        let mut names: Vec<&&str> = GROUPS.iter().flat_map(|(_, names)| *names).collect();
        names.sort();
        let before = names.len();
        names.dedup();
        assert_eq!(names.len(), before, "no verb is in two groups");
    }

    #[test]
    fn help_fits_a_terminal() {
        let (short, long) = (in_short(&Cli::command()), at_length(&Cli::command()));
        assert!(short.lines().count() <= 22, "{short}");
        for line in short.lines().chain(long.lines()) {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }

    #[test]
    fn a_verb_without_a_group_is_not_hidden() {
        let command = Cli::command().subcommand(Command::new("dance").about("Dance"));
        assert!(at_length(&command).contains("More:\n  dance        Dance\n"), "{}", at_length(&command));
        assert!(in_short(&command).contains("  more   dance\n"));
    }
}
