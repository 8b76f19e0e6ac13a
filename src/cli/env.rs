//! The environment: read here, once, and handed on as a value. The folders of the platform (`HOME`, `XDG_*`) are
//! found through `etcetera`; only the time zone (`TZ`) is left to the clock.

#![expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]

use std::env;
use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::PathBuf;

use etcetera::BaseStrategy;

use super::zone;

/// What the program knows of where it runs.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one yes or no of the environment")]
pub struct Env {
    /// `OURWORD_LEDGER`: the ledger's file.
    pub ledger: Option<PathBuf>,
    /// `OURWORD_OWN=1`: one's own ledger.
    pub own: bool,
    /// `OURWORD_AS`: who acts.
    pub acting: Option<String>,
    /// `OURWORD_NOW`: an instant that replaces the clock, for tests and rehearsals.
    pub now: Option<String>,
    /// `TZ`, where it is no time zone.
    pub no_zone: Option<String>,
    /// The platform's folder for data, where there is a home.
    pub data: Option<PathBuf>,
    /// The platform's folder for state.
    pub state: Option<PathBuf>,
    /// Whether stdout is a terminal.
    pub stdout_is_terminal: bool,
    /// Whether there is somebody to ask: stdin and stdout are terminals.
    pub somebody_is_there: bool,
    /// Whether colours are wanted: stdout is a terminal, and `NO_COLOR` is not set.
    pub color: bool,
    /// Whether the locale says that the terminal knows ASCII alone.
    pub ascii: bool,
    /// How wide text is: the terminal's columns, else `COLUMNS`, else 80.
    pub width: u16,
}

/// What a shell asks, when it asks for completions.
#[derive(Clone, Debug)]
pub struct Completing {
    /// `OURWORD_COMPLETE`: which shell asks.
    pub shell: String,
    /// `_CLAP_COMPLETE_INDEX`: which of the words is being completed, by shells that say so; else the last.
    pub index: Option<usize>,
}

impl Completing {
    /// Reads it, where a shell asks.
    pub fn read() -> Option<Self> {
        let shell = env::var_os("OURWORD_COMPLETE")?.into_string().ok()?;
        let index = env::var("_CLAP_COMPLETE_INDEX").ok().and_then(|index| index.parse().ok());
        Some(Self { shell, index })
    }
}

/// How this program was called: the path that a shell found, or the bare name.
pub fn called() -> PathBuf {
    env::args_os()
        .next()
        .filter(|word| !word.is_empty())
        .map_or_else(|| PathBuf::from("ourword"), PathBuf::from)
}

impl Env {
    /// Reads it.
    pub fn read() -> Self {
        let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        // What is no text is no name and no instant either, and is refused as such rather than left out.
        let text = |name: &str| set(name).map(|value| value.to_string_lossy().into_owned());
        let folders = etcetera::choose_base_strategy().ok();
        let stdout_is_terminal = std::io::stdout().is_terminal();
        let on_terminal = || terminal_size::terminal_size().map(|(width, _)| width.0);
        let width = stdout_is_terminal.then(on_terminal).flatten();
        Self {
            ledger: set("OURWORD_LEDGER").map(PathBuf::from),
            own: text("OURWORD_OWN").is_some_and(|value| value != "0"),
            acting: text("OURWORD_AS"),
            now: text("OURWORD_NOW"),
            no_zone: set("TZ").and_then(|zone| zone::none_of_here(&zone)),
            data: folders.as_ref().map(|folders| folders.data_dir().join("ourword")),
            state: folders
                .as_ref()
                .map(|folders| folders.state_dir().unwrap_or_else(|| folders.data_dir()).join("ourword")),
            stdout_is_terminal,
            somebody_is_there: stdout_is_terminal && std::io::stdin().is_terminal(),
            color: stdout_is_terminal && set("NO_COLOR").is_none() && text("TERM").as_deref() != Some("dumb"),
            ascii: ["LC_ALL", "LC_CTYPE", "LANG"]
                .into_iter()
                .find_map(set)
                .is_some_and(|locale| !is_utf8(&locale)),
            width: width
                .or_else(|| text("COLUMNS").and_then(|columns| columns.parse().ok()))
                .filter(|columns| *columns > 0)
                .unwrap_or(80),
        }
    }
}

/// Whether a locale's characters are UTF-8: by its codeset (`de_DE.UTF-8@euro`, `C.utf8`). One that names none says
/// nothing, except for the two that are ASCII by definition.
fn is_utf8(locale: &OsStr) -> bool {
    let locale = locale.to_string_lossy();
    let locale = locale.split('@').next().unwrap_or_default();
    match locale.split_once('.') {
        Some((_, codeset)) => matches!(codeset.to_ascii_lowercase().as_str(), "utf-8" | "utf8"),
        None => !matches!(locale, "C" | "POSIX"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codeset_of_a_locale() {
        for utf8 in ["C.UTF-8", "en_US.utf8", "de_DE.UTF-8@euro", "en_US.Utf-8", "de_DE", "tlh"] {
            assert!(is_utf8(utf8.as_ref()), "{utf8}");
        }
        for other in [
            "C",
            "POSIX",
            "de_DE.ISO-8859-1",
            "de_DE.ISO-8859-15@euro",
            "ja_JP.eucJP",
            "en_US.US-ASCII",
            "C.",
        ] {
            assert!(!is_utf8(other.as_ref()), "{other}");
        }
    }
}
