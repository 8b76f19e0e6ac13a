//! Rows of a table as spreadsheets write it, each with the line on which it begins. A cell in quotation marks may hold
//! delimiters and line breaks. A quotation mark that is opened and never closed costs its own line: what comes after it
//! is read as rows of their own, and is not swallowed into one cell.

use std::collections::VecDeque;
use std::io::BufRead;

use csv::StringRecord;

use super::lines::{MOST, failed};
use crate::cli::error::Failure;
use crate::exchange::Fault;

/// No row has more lines. Notes are far shorter; where no end is found by then, the quotation mark is a stray one.
const MOST_LINES: usize = 256;

/// A row, or what is wrong with it, and the line on which it begins.
type Row = (u64, Result<StringRecord, Fault>);

/// The rows of a table, one at a time. They may be of different lengths.
pub struct Rows<R> {
    from: R,
    delimiter: u8,
    /// Lines that were read, and turned out to be rows of their own.
    ahead: VecDeque<Vec<u8>>,
    /// The number of the line that comes next.
    next: u64,
    /// How many cells the heading has.
    width: Option<usize>,
    /// The columns in which no cell has a line break.
    of_one_line: Vec<usize>,
}

impl<R: BufRead> Rows<R> {
    /// Of a table whose cells have that delimiter between them.
    pub fn new(from: R, delimiter: u8) -> Self {
        let (ahead, of_one_line) = (VecDeque::new(), Vec::new());
        Self { from, delimiter, ahead, next: 1, width: None, of_one_line }
    }

    /// The same, where cells of these columns have no line break: a row with one there has a stray quotation mark.
    pub fn of_one_line(&mut self, columns: Vec<usize>) {
        self.of_one_line = columns;
    }

    /// The first row; empty, of an empty table.
    pub fn heading(&mut self) -> Result<StringRecord, Failure> {
        let heading = match self.row()? {
            None => StringRecord::new(),
            Some((_, Ok(heading))) => heading,
            Some((line, Err(fault))) => {
                let hint = "write the table as CSV, in UTF-8, with a heading";
                return Err(Failure::usage(format!("line {line}: {fault}"), hint));
            }
        };
        self.width = Some(heading.len());
        Ok(heading)
    }

    /// Each row that is left.
    pub fn each(
        mut self,
        mut take: impl FnMut(u64, Result<&StringRecord, Fault>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        while let Some((line, row)) = self.row()? {
            take(line, row.as_ref().map_err(Clone::clone))?;
        }
        Ok(())
    }

    /// The next row that is not empty, with the line on which it begins.
    fn row(&mut self) -> Result<Option<Row>, Failure> {
        loop {
            let Some(first) = self.line()? else { return Ok(None) };
            let at = self.next;
            self.next += 1;
            if first.iter().all(|byte| byte.is_ascii_whitespace() && *byte != self.delimiter) {
                continue;
            }
            let mut cells = Cells::new(self.delimiter);
            let mut end = cells.line(&first);
            let mut more = Vec::new();
            while end == End::Open && more.len() < MOST_LINES {
                let Some(line) = self.line()? else { break };
                end = cells.line(&line);
                more.push(line);
            }
            if end != End::Whole || !more.is_empty() && !self.is_likely(&cells.done) {
                more.into_iter().rev().for_each(|line| self.ahead.push_front(line));
                let hint = "close it, write it twice where it is meant, or leave it out";
                return Ok(Some((at, Err(Fault::form("a quotation mark is opened and not closed", hint)))));
            }
            self.next += more.len() as u64;
            let text = cells.done.into_iter().map(String::from_utf8).collect::<Result<StringRecord, _>>();
            let not_utf8 = |_| Fault::form("the row is not UTF-8 text", "write the table as UTF-8");
            return Ok(Some((at, text.map_err(not_utf8))));
        }
    }

    /// Whether a row of several lines is one, and not the beginning of one and the end of another.
    fn is_likely(&self, cells: &[Vec<u8>]) -> bool {
        let breaks = |cell: &Vec<u8>| cell.contains(&b'\n') || cell.contains(&b'\r');
        let fits = self.width.is_none_or(|width| cells.len() <= width);
        fits && !self.of_one_line.iter().any(|column| cells.get(*column).is_some_and(breaks))
    }

    /// The next line with what ends it.
    fn line(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        if let Some(line) = self.ahead.pop_front() {
            return Ok(Some(line));
        }
        let mut line = Vec::new();
        loop {
            let bytes = self.from.fill_buf().map_err(failed)?;
            // What comes after a `\r` alone may be in the next bytes.
            if line.last() == Some(&b'\r') {
                if bytes.first() == Some(&b'\n') {
                    line.push(b'\n');
                    self.from.consume(1);
                }
                break;
            }
            if bytes.is_empty() {
                break;
            }
            let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let until = end.map_or(bytes.len(), |end| end + 1);
            line.extend_from_slice(bytes.get(..until).unwrap_or_default());
            self.from.consume(until);
            if line.len() as u64 > MOST {
                return Err(Failure::usage(
                    format!("line {} is longer than 1 MiB", self.next),
                    "this is no such file",
                ));
            }
            if line.last() == Some(&b'\n') {
                break;
            }
        }
        if self.next == 1 && line.starts_with(b"\xef\xbb\xbf") {
            line.drain(..3);
            // Nothing but the mark of the byte order is an empty line.
            return Ok(Some(line));
        }
        Ok((!line.is_empty()).then_some(line))
    }
}

/// Where a row is after a line of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    /// At its end.
    Whole,
    /// In a cell whose quotation mark is yet to be closed.
    Open,
    /// In a cell that went on over a line break, and after its closing quotation mark with more words: it was none.
    Broken,
}

/// Where it is within a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Plain,
    Quoted,
    /// After a quotation mark within quotation marks: the end, or the first of two that mean one.
    Quote,
}

/// The cells of a row, line by line.
struct Cells {
    delimiter: u8,
    done: Vec<Vec<u8>>,
    cell: Vec<u8>,
    at: At,
    /// Whether the cell goes on from an earlier line.
    goes_on: bool,
}

impl Cells {
    fn new(delimiter: u8) -> Self {
        Self { delimiter, done: Vec::new(), cell: Vec::new(), at: At::Start, goes_on: false }
    }

    fn line(&mut self, line: &[u8]) -> End {
        self.goes_on = self.at == At::Quoted;
        for byte in line {
            let ends_cell = self.at != At::Quoted && *byte == self.delimiter;
            match (self.at, *byte) {
                (At::Start | At::Plain | At::Quote, b'\n' | b'\r') => break,
                (At::Start | At::Plain | At::Quote, _) if ends_cell => self.end_cell(),
                (At::Start, b'"') => self.at = At::Quoted,
                (At::Quoted, b'"') => self.at = At::Quote,
                (At::Quote, b'"') => {
                    self.at = At::Quoted;
                    self.cell.push(b'"');
                }
                (At::Quote, _) if self.goes_on => return End::Broken,
                (At::Start | At::Plain | At::Quote, byte) => {
                    self.at = At::Plain;
                    self.cell.push(byte);
                }
                (At::Quoted, byte) => self.cell.push(byte),
            }
        }
        if self.at == At::Quoted {
            return End::Open;
        }
        self.end_cell();
        End::Whole
    }

    fn end_cell(&mut self) {
        self.done.push(std::mem::take(&mut self.cell));
        (self.at, self.goes_on) = (At::Start, false);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The rows under the heading: their lines, with their cells or nothing where the row was none.
    fn read(text: &[u8], of_one_line: &[usize]) -> Vec<(u64, Option<Vec<String>>)> {
        let mut rows = Rows::new(text, b',');
        rows.of_one_line(of_one_line.to_vec());
        rows.heading().unwrap();
        let mut all = Vec::new();
        rows.each(|line, row| {
            all.push((line, row.ok().map(|row| row.iter().map(str::to_owned).collect())));
            Ok(())
        })
        .unwrap();
        all
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Option<Vec<String>>) {
        (line, Some(cells.iter().map(|cell| (*cell).to_owned()).collect()))
    }

    #[test]
    fn cells_in_quotation_marks_hold_what_they_hold() {
        let text = b"\xef\xbb\xbfa,b,c\r\n1,\"x, y\",z\r\n\r\n2,\"two\r\nlines, \"\"said\"\"\",\r\n3,\"\",5\" nail\n4,\"q\" r";
        assert_eq!(
            read(text, &[]),
            [
                row(2, &["1", "x, y", "z"]),
                row(4, &["2", "two\r\nlines, \"said\"", ""]),
                row(6, &["3", "", "5\" nail"]),
                row(7, &["4", "q r"])
            ]
        );
        assert_eq!(read(b"a\r1\r2", &[]), [row(2, &["1"]), row(3, &["2"])]);
        assert_eq!(read(b"", &[]), []);
        assert_eq!(read(b"a\n\xff\n1", &[]), [(2, None), row(3, &["1"])]);
    }

    #[test]
    fn a_stray_quotation_mark_costs_its_own_line() {
        for (after, whole) in [
            ("1,x,\n2,y,\n", [row(3, &["1", "x", ""]), row(4, &["2", "y", ""])]),
            ("1,\"x\",\n2,\"y, z\",\n", [row(3, &["1", "x", ""]), row(4, &["2", "y, z", ""])]),
            // Another stray one, which would close the first.
            ("1,x,5\"\n2,y,\n", [row(3, &["1", "x", "5\""]), row(4, &["2", "y", ""])]),
        ] {
            for stray in ["\"0,x,y", "0,\"x,y", "0,x,\"y"] {
                let mut expected = vec![(2, None)];
                expected.extend(whole.clone());
                let text = format!("a,b,c\n{stray}\n{after}");
                assert_eq!(read(text.as_bytes(), &[0, 1, 2]), expected, "{text}");
            }
        }
        assert_eq!(read(b"a,b\n1,\"x", &[]), [(2, None)], "at the end");
        let long = format!("a,b\n1,\"x\n{}2,\"y\"\n", "0,0\n".repeat(1000));
        assert_eq!(read(long.as_bytes(), &[]).len(), 1002);
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back(
            rows in prop::collection::vec(prop::collection::vec("[a\",;\r\n é]{0,6}", 2..5), 1..6),
            delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        ) {
            let mut table = csv::WriterBuilder::new().flexible(true).delimiter(delimiter).from_writer(Vec::new());
            table.write_record(["a", "b", "c", "d"]).unwrap();
            for row in &rows {
                table.write_record(row).unwrap();
            }
            let text = table.into_inner().unwrap();
            let mut there = Rows::new(text.as_slice(), delimiter);
            there.heading().unwrap();
            let mut read: Vec<Vec<String>> = Vec::new();
            there.each(|_, row| {
                read.push(row.unwrap().iter().map(str::to_owned).collect());
                Ok(())
            }).unwrap();
            prop_assert_eq!(read, rows);
        }

        #[test]
        fn whatever_bytes_come_rows_stand_in_their_order(
            bytes in prop::collection::vec(prop::sample::select(b"a,\"\r\n\xff".to_vec()), 0..200),
        ) {
            let mut last = 0;
            Rows::new(bytes.as_slice(), b',').each(|line, _| {
                assert!(line > last, "{line} after {last}");
                last = line;
                Ok(())
            }).unwrap();
        }
    }
}
