//! What stands on the line so far, and which ledger is meant by it.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::cli::clock::Clock;
use crate::cli::desk::Reading;
use crate::cli::env::Env;
use crate::cli::shared::{Call, Shared};
use crate::cli::ui::{Form, Ui};
use crate::domain::Day;
use crate::domain::settings::DayEnds;

/// The words of the line, the one that is being completed left out.
#[derive(Debug)]
pub struct Line {
    words: Vec<String>,
}

impl Line {
    /// Of those words, of which the one at `index` is being completed.
    pub fn new(words: &[OsString], index: usize) -> Self {
        let others = words.iter().enumerate().filter(|(at, _)| *at != index);
        Self { words: others.filter_map(|(_, word)| word.to_str().map(str::to_owned)).collect() }
    }

    /// Whether that word stands on the line.
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|one| one == word)
    }

    /// A glance at the ledger that is meant, if it can be read.
    pub fn glance(&self) -> Option<Reading> {
        Reading::glance(&self.call()?).ok()
    }

    /// Today, by the clock alone.
    pub fn today(&self) -> Option<Day> {
        Some(self.call()?.clock.day(DayEnds::default()))
    }

    fn call(&self) -> Option<Call> {
        let env = Env::read();
        let clock = Clock::read(&env).ok()?;
        let shared = Shared {
            ledger: self.value(&["--ledger"]).map(PathBuf::from),
            own: self.has("--own"),
            acting: self.value(&["--as", "-a"]),
            today: self.value(&["--today"]).and_then(|word| word.parse().ok()),
            ..Shared::default()
        };
        let ui = Ui::new(Form::Text, &env);
        Some(Call { shared, env, clock, ui })
    }

    /// What was given with a flag: behind it, behind `=`, or behind a `=` that the shell took for a word of its own.
    fn value(&self, flags: &[&str]) -> Option<String> {
        let mut words = self.words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            if flags.contains(&word) {
                return match words.next()? {
                    "=" => words.next().map(str::to_owned),
                    value => Some(value.to_owned()),
                };
            }
            let glued = flags.iter().find_map(|flag| word.strip_prefix(flag)?.strip_prefix('='));
            if let Some(value) = glued {
                return Some(value.to_owned());
            }
        }
        None
    }
}

/// A word as bash and zsh have it on the line, without its quotes and with its home folder written out.
pub fn bare(word: &OsString) -> OsString {
    let Some(text) = word.to_str() else { return word.clone() };
    let mut bare = String::new();
    let mut quote = None;
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match (sign, quote) {
            ('\\', None | Some('"')) => bare.extend(signs.next()),
            ('"' | '\'', None) => quote = Some(sign),
            (sign, Some(open)) if sign == open => quote = None,
            (sign, _) => bare.push(sign),
        }
    }
    match (text.strip_prefix("~/"), etcetera::home_dir()) {
        (Some(_), Ok(home)) => home.join(bare.trim_start_matches("~/")).into_os_string(),
        _ => bare.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &str) -> Line {
        let words: Vec<OsString> = words.split(' ').map(OsString::from).collect();
        Line::new(&words, words.len() - 1)
    }

    #[test]
    fn a_flags_value_is_found_however_it_is_written() {
        for words in ["kept --as ben x", "kept --as=ben x", "kept --as = ben x", "-a ben kept x"] {
            assert_eq!(line(words).value(&["--as", "-a"]).as_deref(), Some("ben"), "{words}");
        }
        for words in ["kept --as", "kept --as ben", "kept --asben x", "kept --as-ben=x x"] {
            assert_eq!(line(words).value(&["--as", "-a"]), None, "{words}");
        }
    }

    #[test]
    fn quotes_are_not_part_of_a_word() {
        let without = |text: &str| bare(&OsString::from(text)).into_string().unwrap();
        for (text, wanted) in [
            ("dishes", "dishes"),
            ("Anna\\ Maria", "Anna Maria"),
            ("\"2 weeks", "2 weeks"),
            ("'a\\b'", "a\\b"),
            ("\"it's\"", "it's"),
            ("\\", ""),
        ] {
            assert_eq!(without(text), wanted, "{text}");
        }
    }
}
