//! Tables for a spreadsheet. People's words are foreign text there as well: a cell of theirs that a spreadsheet would
//! take for a formula begins with an apostrophe.

use std::io::Write;

/// A cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// An id, a date, a number, a word of the program's.
    Plain(String),
    /// What a person wrote.
    Words(String),
}

impl Cell {
    /// Something of the program's; empty where there is nothing.
    pub fn plain<T: ToString>(value: Option<T>) -> Self {
        Self::Plain(value.map(|value| value.to_string()).unwrap_or_default())
    }

    /// Something that a person wrote; empty where there is nothing.
    pub fn words<T: ToString>(value: Option<T>) -> Self {
        Self::Words(value.map(|value| value.to_string()).unwrap_or_default())
    }
}

/// A table that is written row by row.
#[derive(Debug)]
pub struct Sheet<W: Write> {
    table: csv::Writer<W>,
    /// How many rows it has under its heading.
    pub rows: u64,
}

impl<W: Write> Sheet<W> {
    /// The heading.
    pub fn begin(to: W, heading: &[&str]) -> Result<Self, csv::Error> {
        let mut table = csv::Writer::from_writer(to);
        table.write_record(heading)?;
        Ok(Self { table, rows: 0 })
    }

    /// One row: a cell for each word of the heading.
    pub fn row(&mut self, row: impl IntoIterator<Item = Cell>) -> Result<(), csv::Error> {
        self.rows += 1;
        self.table.write_record(row.into_iter().map(|cell| match cell {
            Cell::Plain(text) => text,
            Cell::Words(text) => guarded(text),
        }))
    }

    /// All of it was written there.
    pub fn end(self) -> Result<W, csv::Error> {
        self.table.into_inner().map_err(|error| error.into_error().into())
    }
}

/// Words that no spreadsheet takes for a formula.
pub fn guarded(text: String) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_guarded_and_nothing_else_is() {
        let row = vec![
            Cell::Words("=HYPERLINK(\"x\")".into()),
            Cell::Plain("-3".into()),
            Cell::Words("a, b".into()),
        ];
        let mut table = Sheet::begin(Vec::new(), &["note", "notice_days", "text"]).unwrap();
        table.row(row).unwrap();
        let table = table.end().unwrap();
        let expected = "note,notice_days,text\n\"'=HYPERLINK(\"\"x\"\")\",-3,\"a, b\"\n";
        assert_eq!(String::from_utf8(table).unwrap(), expected);
        for begins in ["=", "+", "-", "@", "\t", "\r"] {
            assert_eq!(guarded(format!("{begins}1")), format!("'{begins}1"));
        }
        assert_eq!(guarded("1 = 1".to_owned()), "1 = 1");
    }
}
