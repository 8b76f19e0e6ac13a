//! Data to stdout, talk to stderr.

use std::borrow::Cow;
use std::io::{self, BufRead, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::env::Env;
use super::error::Failure;
use crate::domain::Partner;
use crate::domain::words::{is_harmless, shown_as};
use crate::render::json::json;
use crate::render::text::Page;
use crate::render::text::page::Text;

/// How a command answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// Ids alone.
    Quiet,
    /// Rows.
    Csv,
    /// Markdown.
    Md,
    /// A page for a browser.
    Html,
    /// A calendar.
    Ics,
}

impl Form {
    /// What it is called on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Quiet => "ids alone",
            Self::Csv => "csv",
            Self::Md => "md",
            Self::Html => "html",
            Self::Ics => "ics",
        }
    }
}

/// Where a command answers.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one yes or no of the environment")]
pub struct Ui {
    /// How.
    pub form: Form,
    width: u16,
    color: bool,
    ascii: bool,
    on_terminal: bool,
    somebody_is_there: bool,
}

#[expect(clippy::unused_self, reason = "who may answer, and where, is one value handed around")]
impl Ui {
    /// In that form, there.
    pub fn new(form: Form, env: &Env) -> Self {
        Self {
            form,
            width: env.width,
            color: env.color,
            ascii: env.ascii,
            on_terminal: env.stdout_is_terminal,
            somebody_is_there: env.somebody_is_there,
        }
    }

    /// What text is written on, for that reader.
    pub fn page(self, reader: Option<Partner>) -> Page {
        // Narrower than this, lines are cut by the terminal rather than words by us.
        Page { width: self.width.max(30), color: self.color, ascii: self.ascii, reader }
    }

    /// The answer in the form that is wanted.
    pub fn answer<T: Serialize>(
        self,
        document: &T,
        text: impl FnOnce() -> String,
        ids: impl FnOnce() -> Vec<String>,
    ) -> Result<(), Failure> {
        match self.form {
            Form::Text => self.say(&text()),
            Form::Json => self.out(&json(document)?),
            Form::Quiet => self.out(&ids().into_iter().map(|id| id + "\n").collect::<String>()),
            // The words of a call are parsed so that no verb is asked for a form that it does not have.
            form => Err(Failure::usage(
                format!("this has no form `{}`", form.word()),
                "`--help` shows the forms that it has",
            )),
        }
    }

    /// Text. On a terminal, sentences are broken between words; in a pipe a line stays a line.
    pub fn say(self, text: &str) -> Result<(), Failure> {
        let text = &plain(text, self.color);
        let page = self.page(None);
        let is_long = |line: &str| line.width() > usize::from(page.width) && !line.contains('\u{1b}');
        if !self.on_terminal || !text.lines().any(is_long) {
            return self.out(text);
        }
        let mut wrapped = Text::default();
        for line in text.lines() {
            if is_long(line) {
                wrapped.line(&page, line);
            } else {
                wrapped.as_it_is(line);
            }
        }
        self.out(&wrapped.done())
    }

    /// Data. A reader that has gone away is no error; a full disk is.
    pub fn out(self, text: &str) -> Result<(), Failure> {
        self.out_of(|out| out.write_all(text.as_bytes()))
    }

    /// The same of data that is written piece by piece.
    pub fn out_of(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match write(&mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::Io("stdout".to_owned(), error))
            }
            _ => Ok(()),
        }
    }

    /// Talk. There is nobody to tell where it cannot be said.
    pub fn talk(self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{}", plain(text, false));
    }

    /// Whether there is somebody to ask.
    pub fn can_ask(self) -> bool {
        self.somebody_is_there
    }

    /// A question, where there is somebody to answer it; `None` where nobody is. Who ends the input in place of an answer
    /// breaks off, which is never a yes.
    pub fn ask(self, question: &str) -> Result<Option<String>, Failure> {
        if !self.somebody_is_there {
            return Ok(None);
        }
        let mut err = io::stderr().lock();
        let terminal = |error| Failure::Io("the terminal".to_owned(), error);
        write!(err, "{question} ").and_then(|()| err.flush()).map_err(terminal)?;
        let mut answer = String::new();
        match io::stdin().lock().read_line(&mut answer).map_err(terminal)? {
            0 => Err(Failure::Interrupted),
            _ => Ok(Some(answer.trim().to_owned())),
        }
    }
}

/// Text without anything that steers a terminal or turns the direction of what follows. Words are cleaned where they are
/// put into a sentence; this is for all the rest: paths, names of files, what a damaged ledger has in the place of an id.
/// Colours stay where they are wanted.
fn plain(text: &str, color: bool) -> Cow<'_, str> {
    // Mostly there is nothing of the kind, and all of it stays as it is.
    if is_harmless(text) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\n' | '\t' => plain.push(c),
            '\u{1b}' if color && is_color(rest.as_str()) => plain.push(c),
            c => plain.extend(shown_as(c)),
        }
    }
    Cow::Owned(plain)
}

/// Whether what follows an escape is a colour, `[1;31m`, and nothing else.
fn is_color(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix('[') else { return false };
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(rest.len());
    rest.get(end..).is_some_and(|rest| rest.starts_with('m'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal_but_wanted_colours() {
        let text = "\u{1b}[1;31mred\u{1b}[0m\n\ta\u{1b}[2Jb\u{9b}5n\u{1b}]0;x\u{7}\u{202e}c\r";
        assert_eq!(plain(text, true), "\u{1b}[1;31mred\u{1b}[0m\n\ta[2Jb5n]0;xc");
        assert_eq!(plain(text, false), "[1;31mred[0m\n\ta[2Jb5n]0;xc");
        assert_eq!(plain("\u{1b}", true), "");
    }
}
