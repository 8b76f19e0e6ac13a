//! A reply in the forms that a report has. The one that is wanted is made, and goes where it is wanted: to stdout, into
//! a file, or before the eyes in a browser.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::error::Failure;
use super::file::{Whole, write_whole};
use super::shared::Call;
use super::spool::{Spool, of_csv};
use super::ui::Form;
use crate::domain::Partner;
use crate::ledger::make_folder;
use crate::render::json::write_json;
use crate::render::text::Page;

/// Where a reply goes, if not to stdout.
#[derive(Clone, Debug, Default, Args)]
pub struct OutputArgs {
    /// Write into a file: whole or not at all; `-` is stdout
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// One reply.
#[must_use]
pub struct Reply<'a, T> {
    call: &'a Call,
    document: &'a T,
    form: Form,
    open: bool,
    made: Option<Made>,
}

/// A reply that is made.
enum Made {
    /// For people.
    Text(String),
    /// Piece by piece: it may be long.
    Pieces(Spool),
}

impl<'a, T: Serialize> Reply<'a, T> {
    /// With that document, in the form that the call wants.
    pub fn new(call: &'a Call, document: &'a T) -> Self {
        Self { call, document, form: call.ui.form, open: false, made: None }
    }

    /// As a page, opened in a browser, where that is wanted.
    pub fn in_browser(self, open: bool) -> Self {
        if open { Self { form: Form::Html, open, ..self } } else { self }
    }

    /// For people.
    pub fn text(self, make: impl FnOnce() -> String) -> Self {
        self.or(Form::Text, make)
    }

    /// The ids of it alone.
    pub fn ids<S: ToString>(self, ids: impl FnOnce() -> Vec<S>) -> Self {
        self.or(Form::Quiet, || ids().iter().map(|id| id.to_string() + "\n").collect())
    }

    /// In one of the other forms.
    pub fn or(mut self, form: Form, make: impl FnOnce() -> String) -> Self {
        if self.form == form {
            self.made = Some(Made::Text(make()));
        }
        self
    }

    /// As rows.
    pub fn csv(self, write: impl FnOnce(&mut dyn Write) -> Result<(), csv::Error>) -> Result<Self, Failure> {
        self.write(Form::Csv, |to| write(to).map_err(of_csv))
    }

    /// In a form that is written piece by piece.
    pub fn write<E: Into<io::Error>>(
        mut self,
        form: Form,
        write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<Self, Failure> {
        if self.form == form {
            self.made = Some(Made::Pieces(Spool::of(write)?));
        }
        Ok(self)
    }

    /// Makes it, where it is not made: from then on nothing is read for it.
    pub fn made(self) -> Result<Self, Failure> {
        let document = self.document;
        if self.made.is_some() { Ok(self) } else { self.write(Form::Json, |to| write_json(document, to)) }
    }

    /// Sends it where it is wanted.
    pub fn send(self, to: &OutputArgs) -> Result<(), Failure> {
        let Self { call, form, open, made, .. } = self.made()?;
        let Some(made) = made else {
            return Err(Failure::usage(
                format!("this has no form `{}`", form.word()),
                "`--help` shows the forms that it has",
            ));
        };
        match (made, to.file()) {
            (Made::Text(text), Some(file)) => write_whole(file, text.as_bytes(), true),
            (Made::Text(text), None) if form == Form::Text => call.ui.say(&text),
            (Made::Text(text), None) => call.ui.out(&text),
            (Made::Pieces(pieces), None) if open => in_browser(&page_to_open(call)?, pieces),
            (Made::Pieces(pieces), Some(file)) if open => in_browser(file, pieces),
            (Made::Pieces(pieces), Some(file)) => into_file(file, pieces),
            (Made::Pieces(pieces), None) => call.ui.out_of(|out| pieces.send(out)),
        }
    }
}

fn into_file(file: &Path, pieces: Spool) -> Result<(), Failure> {
    let mut whole = Whole::begin(file, true)?;
    pieces.send(&mut whole).map_err(|error| Failure::file(file, error))?;
    whole.finish()
}

/// Where a page lies that was only asked to be opened: in the folder for state, the owner's alone, and the next one in
/// its place. A browser may read it after this program has ended, so it cannot be taken away again.
fn page_to_open(call: &Call) -> Result<PathBuf, Failure> {
    let folder = call.env.state.as_ref().ok_or_else(|| {
        Failure::usage("there is no home folder to keep the page in", "name a file with `--output FILE`")
    })?;
    make_folder(folder).map_err(|error| Failure::file(folder, error))?;
    Ok(folder.join("report.html"))
}

fn in_browser(file: &Path, page: Spool) -> Result<(), Failure> {
    into_file(file, page)?;
    open::that(file).map_err(|error| {
        Failure::refused(
            format!("no browser could be opened: {error}"),
            format!("the page is {}", file.display()),
        )
    })
}

impl OutputArgs {
    /// The file, where it does not go to stdout after all: `-` is stdout, as everywhere.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|file| *file != Path::new("-"))
    }

    /// What text is written on: a file has no colours, and no width of its own.
    pub fn page(&self, call: &Call, reader: Option<Partner>) -> Page {
        let page = call.ui.page(reader);
        if self.file().is_some() { Page { color: false, width: 80, ..page } } else { page }
    }
}
