//! `completions`: the script that a shell reads once. From then on it asks the program itself what to offer.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use clap_complete::env::Shells;
use clap_complete_nushell::Nushell;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::args::Cli;
use crate::cli::complete::VARIABLE;
use crate::cli::env::called;
use crate::cli::error::Failure;
use crate::cli::shared::Call;
use crate::cli::ui::Form;

#[derive(Debug, Args)]
#[command(after_long_help = "Read it when the shell starts, so that it always fits the program:\n  \
    bash        source <(ourword completions bash)                  in ~/.bashrc\n  \
    zsh         source <(ourword completions zsh)                   in ~/.zshrc, after compinit\n  \
    fish        ourword completions fish | source                   in ~/.config/fish/config.fish\n  \
    elvish      eval (ourword completions elvish | slurp)           in rc.elv\n  \
    powershell  ourword completions powershell | Out-String | Invoke-Expression\n  \
    nushell     ourword completions nushell | save -f ourword.nu    then: use ourword.nu *\n\n\
    All but nushell then offer names, ids and partners of the ledger that is meant; nushell offers verbs and \
    flags.\n\
    Completing reads the ledger and never writes.\n\n\
    Examples:\n  \
    ourword completions bash\n  \
    ourword completions fish")]
pub struct CompletionsArgs {
    /// For which shell
    shell: Shell,
}

/// A shell.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    Elvish,
    Powershell,
    Nushell,
}

impl ValueEnum for Shell {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Bash, Self::Zsh, Self::Fish, Self::Elvish, Self::Powershell, Self::Nushell]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl Shell {
    fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Elvish => "elvish",
            Self::Powershell => "powershell",
            Self::Nushell => "nushell",
        }
    }
}

/// What a shell has to read.
#[derive(Serialize, JsonSchema)]
#[expect(clippy::struct_field_names, reason = "the fields are the words of the JSON")]
pub struct Script<'a> {
    schema: &'static str,
    shell: Shell,
    script: &'a str,
}

pub fn run(args: &CompletionsArgs, call: &Call) -> Result<(), Failure> {
    let script = script(args.shell)?;
    match call.ui.form {
        Form::Json => {
            let document = Script { schema: "ourword.completions/1", shell: args.shell, script: &script };
            call.ui.answer(&document, String::new, Vec::new)
        }
        _ => call.ui.out(&script),
    }
}

/// Where zsh has found the script by its name, `_ourword`, the first tab is an answer too.
const AUTOLOADED: &[u8] =
    b"\nif [ \"$funcstack[1]\" = _ourword ]; then _clap_dynamic_completer_ourword \"$@\"; fi\n";

fn script(shell: Shell) -> Result<String, Failure> {
    let mut script = Vec::new();
    match Shells::builtins().completer(shell.name()) {
        Some(known) => known
            .write_registration(VARIABLE, "ourword", "ourword", &program(), &mut script)
            .map_err(|error| Failure::Io("the script".to_owned(), error))?,
        None => clap_complete::generate(Nushell, &mut Cli::command(), "ourword", &mut script),
    }
    if matches!(shell, Shell::Zsh) {
        script.extend_from_slice(AUTOLOADED);
    }
    Ok(String::from_utf8_lossy(&script).trim().to_owned() + "\n")
}

/// What the shell calls: the name alone where it was found by that, else the place where it is.
fn program() -> String {
    let called = called();
    let place = match called.components().count() {
        0 | 1 => called,
        _ => std::path::absolute(&called).unwrap_or(called),
    };
    place.display().to_string()
}
