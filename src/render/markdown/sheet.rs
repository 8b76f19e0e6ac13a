//! A document that grows block by block. Every text that is handed to it goes through [`words`].

use super::words::words;
use crate::render::text::page::{Page, Text};

/// A Markdown document.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    text: String,
    in_list: bool,
}

impl Sheet {
    /// The title.
    pub fn title(&mut self, text: &str) {
        self.block();
        self.line("# ", text);
    }

    /// A heading.
    pub fn heading(&mut self, text: &str) {
        self.block();
        self.line("## ", text);
    }

    /// A paragraph of one line.
    pub fn paragraph(&mut self, text: &str) {
        self.block();
        self.line("", text);
    }

    /// An item of a list.
    pub fn item(&mut self, text: &str) {
        self.list();
        self.line("- ", text);
    }

    /// An item below an item.
    pub fn item_below(&mut self, text: &str) {
        self.list();
        self.line("  - ", text);
    }

    /// A table; nothing without any row.
    pub fn table<const N: usize>(&mut self, head: [&str; N], rows: impl IntoIterator<Item = [String; N]>) {
        self.rows(&head, rows.into_iter().map(Vec::from));
    }

    /// A table whose columns are counted when it is written; nothing without any row.
    pub fn rows(&mut self, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            return;
        }
        self.block();
        self.row(head.iter().map(|cell| words(cell)));
        self.row(head.iter().map(|_| "---".to_owned()));
        for row in rows {
            self.row(row.iter().map(|cell| words(cell)));
        }
    }

    /// What the text form writes there: a line without indent is a heading, one set in is an item, one set in further
    /// is an item below it.
    pub fn as_text(&mut self, write: impl FnOnce(&mut Text, &Page)) {
        for line in lines(write) {
            match line.len() - line.trim_start_matches(' ').len() {
                0 => self.heading(&line),
                1..=3 => self.item(&line),
                _ => self.item_below(&line),
            }
        }
    }

    /// All of it.
    pub fn done(self) -> String {
        self.text
    }

    /// Before anything but an item there is an empty line.
    fn block(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.in_list = false;
    }

    fn list(&mut self) {
        if !self.in_list {
            self.block();
        }
        self.in_list = true;
    }

    fn line(&mut self, before: &str, text: &str) {
        self.text.push_str(before);
        self.text.push_str(&words(text));
        self.text.push('\n');
    }

    fn row(&mut self, cells: impl Iterator<Item = String>) {
        self.text.push('|');
        for cell in cells {
            self.text.push(' ');
            self.text.push_str(&cell);
            self.text.push_str(" |");
        }
        self.text.push('\n');
    }
}

/// The lines that the text form would write, with as much room as it wants.
pub fn lines(write: impl FnOnce(&mut Text, &Page)) -> Vec<String> {
    let page = Page { width: u16::MAX, ..Page::PLAIN };
    let mut text = Text::default();
    write(&mut text, &page);
    text.done().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
