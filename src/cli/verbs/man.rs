//! `man`: the manual pages, made from the words of the command line. Nothing of the day or of the machine is in them.

use std::fs;
use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::args::Cli;
use crate::cli::error::Failure;
use crate::cli::shared::Call;
use crate::cli::ui::Form;
use crate::domain::near::near;
use crate::domain::rejection::or;

/// The day of this version, moved when one is released: a page made on another day is the same page.
const WRITTEN: &str = "2026-11-26";

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    ourword man kept\n  \
    ourword man --output man1         # all pages, into a folder")]
pub struct ManArgs {
    /// Of which verb [default: of the program]
    verb: Option<String>,
    /// Write all pages into a folder, made where there is none
    #[arg(long, value_name = "FOLDER", conflicts_with = "verb")]
    output: Option<PathBuf>,
}

/// One page and what it is called: `ourword-kept.1`.
#[derive(Serialize, JsonSchema)]
pub struct Page {
    name: String,
    text: String,
}

/// The pages.
#[derive(Serialize, JsonSchema)]
pub struct Pages {
    schema: &'static str,
    pages: Vec<Page>,
}

pub fn run(args: &ManArgs, call: &Call) -> Result<(), Failure> {
    // What a short help leaves out is not left out here.
    let mut whole = Cli::command().mut_args(|arg| arg.hide_short_help(false));
    whole.build();
    let pages = if args.output.is_some() {
        let verbs = whole.get_subcommands().filter(|verb| !verb.is_hide_set());
        [&whole].into_iter().chain(verbs).map(page).collect::<Result<Vec<_>, _>>()?
    } else {
        vec![page(of(args.verb.as_deref(), &whole)?)?]
    };
    if let Some(folder) = &args.output {
        fs::create_dir_all(folder).map_err(|error| Failure::file(folder, error))?;
        for page in &pages {
            let file = folder.join(&page.name);
            fs::write(&file, &page.text).map_err(|error| Failure::file(&file, error))?;
        }
    }
    let names = |pages: &[Page]| pages.iter().map(|page| page.name.clone() + "\n").collect::<String>();
    match (call.ui.form, &args.output) {
        (Form::Json, _) => call.ui.answer(&Pages { schema: "ourword.man/1", pages }, String::new, Vec::new),
        (Form::Text, None) => call.ui.out(&pages.iter().map(|page| page.text.as_str()).collect::<String>()),
        _ => call.ui.out(&names(&pages)),
    }
}

/// The words of that verb, or of the whole program.
fn of<'a>(verb: Option<&str>, whole: &'a Command) -> Result<&'a Command, Failure> {
    let Some(verb) = verb else { return Ok(whole) };
    whole.find_subcommand(verb).ok_or_else(|| {
        let names = whole.get_subcommands().map(|verb| verb.get_name().to_owned());
        let hint = match near(verb, names) {
            near if near.is_empty() => "`ourword --help` shows the verbs".to_owned(),
            near => format!("did you mean {}?", or(&near)),
        };
        Failure::usage(format!("there is no verb `{verb}`"), hint)
    })
}

fn page(command: &Command) -> Result<Page, Failure> {
    let is_whole = command.has_subcommands();
    let man = Man::new(command.clone())
        .title(command.get_display_name().unwrap_or("ourword").to_uppercase())
        .date(WRITTEN)
        .source(format!("ourword {}", env!("CARGO_PKG_VERSION")))
        .manual("Ourword");
    let mut text = Vec::new();
    let written = man
        .render_title(&mut text)
        .and_then(|()| man.render_name_section(&mut text))
        .and_then(|()| man.render_synopsis_section(&mut text))
        .and_then(|()| man.render_description_section(&mut text))
        .and_then(|()| man.render_options_section(&mut text))
        .and_then(|()| if is_whole { man.render_subcommands_section(&mut text) } else { Ok(()) })
        .and_then(|()| more(command, is_whole).to_writer(&mut text));
    written.map_err(|error| Failure::Io("the page".to_owned(), error))?;
    let name = man.get_filename();
    Ok(Page { name, text: tidied(&String::from_utf8_lossy(&text)) })
}

/// What stands below the flags: what the help has there, and on the first page what is true of all verbs.
fn more(command: &Command, is_whole: bool) -> Roff {
    let mut roff = Roff::new();
    let after = command.get_after_long_help().or_else(|| command.get_after_help());
    let after = after.map(ToString::to_string).unwrap_or_default();
    let mut at_all = false;
    for part in after.split("\n\n").filter(|part| !part.is_empty()) {
        let (first, rest) = part.split_once('\n').unwrap_or((part, ""));
        match first.strip_suffix(':') {
            Some(title) if rest.lines().all(|line| line.starts_with("  ")) => {
                roff.control("SH", [title.to_uppercase().as_str()]);
                as_it_is(&mut roff, rest);
                at_all = false;
            }
            _ => {
                roff.control(if at_all { "PP" } else { "SH" }, if at_all { vec![] } else { vec!["NOTES"] });
                roff.text([roman(part.replace('\n', " "))]);
                at_all = true;
            }
        }
    }
    if is_whole {
        table(&mut roff, "ENVIRONMENT", &ENVIRONMENT);
        table(&mut roff, "EXIT STATUS", &EXIT);
    }
    roff.control("SH", ["SEE ALSO"]);
    let also =
        "`ourword guide` has pages on what everything means; `ourword man VERB` is the page of a verb.";
    roff.text([roman(also)]);
    roff
}

fn as_it_is(roff: &mut Roff, lines: &str) {
    roff.control("nf", []);
    for line in lines.lines() {
        roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
    }
    roff.control("fi", []);
}

fn table(roff: &mut Roff, title: &str, rows: &[(&str, &str)]) {
    roff.control("SH", [title]);
    for (word, means) in rows {
        roff.control("TP", []);
        roff.text([bold(*word)]);
        roff.text([roman(*means)]);
    }
}

const ENVIRONMENT: [(&str, &str); 7] = [
    ("OURWORD_LEDGER", "The ledger's file, unless --ledger names one."),
    ("OURWORD_OWN", "Set to 1: one's own ledger, as --own."),
    ("OURWORD_AS", "Who acts, unless --as says so."),
    ("OURWORD_NOW", "An instant like 2026-11-20T18:30:00Z that replaces the clock, for rehearsals."),
    ("XDG_DATA_HOME, XDG_STATE_HOME", "Where ledgers lie, and where this device's key does."),
    ("TZ", "The time zone in which it is today."),
    ("NO_COLOR", "Set: no colours."),
];

const EXIT: [(&str, &str); 8] = [
    ("0", "Done, also when nothing matched."),
    ("1", "Refused, or it could not be done."),
    ("2", "Wrong words."),
    ("3", "No such ledger, promise, partner."),
    ("4", "Damaged, newer than this program, or not a ledger."),
    ("5", "Somebody else is writing."),
    ("10", "Of due --exit-code: something is due."),
    ("130", "Broken off; nothing was recorded."),
];

/// Each part comes with the same beginning, which is needed once; and what makes room between lines with empty ones is
/// one break of the line, which is all that formatters take it for.
fn tidied(page: &str) -> String {
    let mut tidied: Vec<&str> = Vec::new();
    for line in page.lines().map(str::trim_end) {
        let again = line.ends_with(".ds Aq \\(aq") || line == ".el .ds Aq '";
        let twice = line == ".br" && tidied.last() == Some(&".br");
        if !(line.is_empty() || twice || again && tidied.contains(&line)) {
            tidied.push(line);
        }
    }
    tidied.join("\n") + "\n"
}
