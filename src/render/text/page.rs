//! A page: so wide, with colour or without, and the tables on it.

use comfy_table::{Attribute, Cell, Color, ContentArrangement, Table, presets};
use unicode_width::UnicodeWidthStr;

use crate::domain::words::is_printable;
use crate::domain::{Partner, Verdict};

/// What text is written on.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Columns.
    pub width: u16,
    /// Whether colours are wanted.
    pub color: bool,
    /// Whether our glyphs are ASCII: the terminal knows no others, or that is wanted.
    pub ascii: bool,
    /// Who reads, where that is known: their own block comes first.
    pub reader: Option<Partner>,
}

/// How many columns a text takes. Mostly each of its bytes takes one.
pub fn width_of(text: &str) -> usize {
    if is_printable(text) { text.len() } else { text.width() }
}

/// Text that grows line by line.
#[derive(Clone, Debug, Default)]
pub struct Text(String);

impl Text {
    /// One line, wrapped to the page, what follows the first line set in a little further. A no-break space
    /// keeps words together and is written as a space.
    pub fn line(&mut self, page: &Page, line: &str) -> &mut Self {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let width = usize::from(page.width).max(indent + 10);
        let mut used = 0;
        for word in line.split_inclusive(' ') {
            let long = width_of(word.trim_end());
            if used > indent && used + long > width {
                self.end_line();
                used = if indent > 0 { indent + 2 } else { 0 };
                self.0.extend(std::iter::repeat_n(' ', used));
            }
            word.split('\u{a0}').enumerate().for_each(|(at, part)| {
                self.0.push_str(if at > 0 { " " } else { "" });
                self.0.push_str(part);
            });
            used += width_of(word);
        }
        self.end_line();
        self
    }

    fn end_line(&mut self) {
        self.0.truncate(self.0.trim_end_matches(' ').len());
        self.0.push('\n');
    }

    /// One line, as it is.
    pub fn as_it_is(&mut self, line: &str) -> &mut Self {
        self.0.push_str(line);
        self.0.push('\n');
        self
    }

    /// A heading, with an empty line before it unless it is the first.
    pub fn heading(&mut self, page: &Page, heading: &str) -> &mut Self {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.line(page, &page.bold(heading))
    }

    /// A table.
    pub fn table(&mut self, table: &Table) -> &mut Self {
        for line in table.lines() {
            self.0.push_str(&line);
            self.end_line();
        }
        self
    }

    /// An empty line.
    pub fn gap(&mut self) -> &mut Self {
        self.0.push('\n');
        self
    }

    /// All of it.
    pub fn done(self) -> String {
        self.0
    }
}

impl Page {
    /// Where there is no terminal: wide enough, without colour, for nobody in particular.
    pub const PLAIN: Self = Self { width: 80, color: false, ascii: false, reader: None };

    /// A table without lines around it, as wide as the page at most.
    pub fn table(&self) -> Table {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(self.width);
        if self.color {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        table
    }

    /// A column's heading.
    pub fn head(&self, text: &str) -> Cell {
        Cell::new(text).add_attribute(Attribute::Dim)
    }

    /// A word or a sign in the colour of a verdict.
    pub fn verdict(&self, text: &str, verdict: Verdict) -> Cell {
        let cell = Cell::new(text);
        match verdict {
            Verdict::Kept => cell.fg(Color::Green),
            Verdict::Late => cell.fg(Color::Cyan),
            Verdict::Broken => cell.fg(Color::Yellow),
            Verdict::Disputed => cell.fg(Color::Magenta),
            Verdict::Unlogged | Verdict::Excused | Verdict::Open | Verdict::Awaiting => {
                cell.add_attribute(Attribute::Dim)
            }
        }
    }

    /// The same outside of a table.
    pub fn inked(&self, text: &str, verdict: Verdict) -> String {
        let ink = match verdict {
            Verdict::Kept => "38;5;10",
            Verdict::Late => "38;5;14",
            Verdict::Broken => "38;5;11",
            Verdict::Disputed => "38;5;13",
            Verdict::Unlogged | Verdict::Excused | Verdict::Open | Verdict::Awaiting => "2",
        };
        if self.color { format!("\u{1b}[{ink}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// Dim, where there is colour.
    pub fn dim(&self, text: &str) -> String {
        if self.color && !text.trim().is_empty() {
            format!("\u{1b}[2m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// Bold, where there is colour.
    pub fn bold(&self, text: &str) -> String {
        if self.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// The reader's own first; the others in their order.
    pub fn own_first<T>(&self, mut all: Vec<T>, who: impl Fn(&T) -> Option<Partner>) -> Vec<T> {
        all.sort_by_key(|one| self.reader.is_some() && who(one) != self.reader);
        all
    }
}
