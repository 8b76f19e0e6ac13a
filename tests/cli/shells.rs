//! Real shells on a terminal: a name is begun, tab is pressed, and the line is run. Bash has to be there; zsh, fish and
//! elvish are tested where they are found, and with `OURWORD_ALL_SHELLS=1`, which the project's own check sets, have to
//! be.

use std::path::Path;

use rexpect::session::{PtySession, spawn_command};

use crate::harness::{Home, PROGRAM};

/// Whether a tool is here. Where it is not and may be missing, that is said, and what needs it is left out.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it is about the machine, and says what it leaves out"
)]
pub fn found(tool: &str) -> bool {
    let paths = ["/usr/local/bin", "/usr/bin", "/bin", "/opt/homebrew/bin"];
    let is_there = paths.iter().any(|folder| Path::new(folder).join(tool).exists());
    let must = std::env::var_os("OURWORD_ALL_SHELLS").is_some();
    assert!(is_there || !must, "OURWORD_ALL_SHELLS is set, and there is no {tool}");
    if !is_there {
        println!("there is no {tool} here; nothing of it is tested");
    }
    is_there
}

/// That shell on a terminal, set up with a line of its own.
fn shell(home: &Home, program: &str, flags: &[&str], set_up: &str) -> PtySession {
    let folder = Path::new(PROGRAM).parent().unwrap();
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin", folder.display());
    let call = home.call_through(program, flags).env("TERM", "xterm").env("PATH", &path);
    let mut session = spawn_command(call.terminal(), Some(30_000)).unwrap();
    session.send_line(set_up).unwrap();
    session.exp_string("it is ready").unwrap();
    session
}

/// Types what is begun, presses tab, and runs the line.
fn tab_and_run(session: &mut PtySession, begun: &str, then: &str) {
    session.send(begun).unwrap();
    session.send("\t").unwrap();
    session.flush().unwrap();
    // The shell asks the program while more keys wait in the terminal.
    session.send_line(then).unwrap();
}

/// A promise's name and a partner's, one after the other on a line, in a ledger of people with a space in their names.
fn completes(program: &str, flags: &[&str], set_up: &str) {
    completes_and_then(program, flags, set_up, "");
}

/// The same, with keys between what tab offers and the enter that runs the line.
fn completes_and_then(program: &str, flags: &[&str], set_up: &str, then: &str) {
    let home = Home::new();
    home.ok(&["init", "Anna Lena", "Ben"]);
    home.ok(&["me", "Anna Lena"]);
    home.ok(&["promise", "wash up", "--every", "day", "--name", "dishes"]);
    let mut session = shell(&home, program, flags, set_up);
    tab_and_run(&mut session, "ourword kept di", then);
    session.exp_string("Anna Lena: dishes kept, today.").unwrap();
    tab_and_run(&mut session, "ourword broke dishes --as An", then);
    session.exp_string("Anna Lena: dishes broken, today.").unwrap();
    tab_and_run(&mut session, "ourword guide bou", then);
    session.exp_string("A boundary").unwrap();
    session.send_line("exit").unwrap();
    session.exp_eof().unwrap();
    home.ok(&["show", "dishes"]).says("broken");
}

#[test]
fn bash() {
    completes(
        "bash",
        &["--norc", "--noprofile", "-i"],
        "source <(ourword completions bash); echo it is' 'ready",
    );
}

#[test]
fn zsh() {
    if found("zsh") {
        let set_up =
            "autoload -Uz compinit && compinit -u && source <(ourword completions zsh); echo it is' 'ready";
        completes("zsh", &["-f", "-i"], set_up);
    }
}

/// As a package has it: a file that zsh finds by its name, and reads at the first tab.
#[test]
fn zsh_that_finds_the_script_by_itself() {
    if found("zsh") {
        let set_up = "mkdir found && ourword completions zsh > found/_ourword && fpath=($PWD/found $fpath) \
                      && autoload -Uz compinit && compinit -u; echo it is' 'ready";
        completes("zsh", &["-f", "-i"], set_up);
    }
}

#[test]
fn fish() {
    if found("fish") {
        completes("fish", &["--no-config", "-i"], "ourword completions fish | source; echo it is' 'ready");
    }
}

#[test]
fn elvish() {
    if found("elvish") {
        let set_up = "eval (ourword completions elvish | slurp); echo it is' 'ready";
        // It shows what it would put in quotes, and enter takes it: on a line that is run already, enter does nothing.
        completes_and_then("elvish", &["-norc", "-i"], set_up, "\n");
    }
}
