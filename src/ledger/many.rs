//! Rows put into a table many at once. Each by a statement of its own costs half as much again: for each, SQLite begins
//! anew, opens the table and its indexes, and looks for the row's place from the top.

use std::fmt;

use rusqlite::types::Null;
use rusqlite::{CachedStatement, Connection, ToSql};

use super::error::LedgerError;

/// So many rows are put in by one statement.
const AT_ONCE: usize = 32;

/// Rows on their way into a table. They are there when that is [`done`](Many::done).
pub(super) struct Many<'a> {
    insert: CachedStatement<'a>,
    columns: usize,
    /// How many are bound and not yet put in.
    waiting: usize,
}

impl<'a> Many<'a> {
    /// Rows with these columns, of which the first is never NULL.
    pub fn into(db: &'a Connection, table: &str, columns: &[&str]) -> Result<Self, LedgerError> {
        let row = format!("({})", vec!["?"; columns.len()].join(", "));
        let rows = vec![row.as_str(); AT_ONCE].join(", ");
        let names = columns.join(", ");
        // In the end there are fewer: then the others have a NULL in the first column. What fails fails for good, with the
        // whole transaction: so none of it has to be taken back first, and no copy is kept of what it changes (OR FAIL).
        let insert = format!(
            "INSERT OR FAIL INTO {table} ({names}) SELECT * FROM (VALUES {rows}) WHERE column1 IS NOT NULL"
        );
        Ok(Self { insert: db.prepare_cached(&insert)?, columns: columns.len(), waiting: 0 })
    }

    /// One row more: its values, in the order of the columns.
    pub fn put(&mut self, row: &[&dyn ToSql]) -> Result<(), LedgerError> {
        let first = self.waiting * self.columns + 1;
        for (at, value) in row.iter().enumerate() {
            self.insert.raw_bind_parameter(first + at, value)?;
        }
        self.waiting += 1;
        if self.waiting == AT_ONCE { self.flush() } else { Ok(()) }
    }

    /// The rows that wait are put in.
    pub fn done(&mut self) -> Result<(), LedgerError> {
        if self.waiting == 0 {
            return Ok(());
        }
        for row in self.waiting..AT_ONCE {
            self.insert.raw_bind_parameter(row * self.columns + 1, Null)?;
        }
        self.flush()
    }

    fn flush(&mut self) -> Result<(), LedgerError> {
        self.waiting = 0;
        self.insert.raw_execute()?;
        Ok(())
    }
}

/// More pages at hand for who puts many rows in, or turns them: 2 MiB. With fewer, some are read and written twice; more
/// make nothing faster, not at a million entries either.
pub(super) fn room_for_many(db: &Connection) -> Result<(), LedgerError> {
    Ok(db.pragma_update(None, "cache_size", -2048)?)
}

impl fmt::Debug for Many<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Many").field("waiting", &self.waiting).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{AT_ONCE, Many};

    #[test]
    fn every_row_is_put_in_once() {
        let many = i64::try_from(AT_ONCE).unwrap();
        for count in [0_i64, 1, many - 1, many, many + 1, 3 * many] {
            let db = Connection::open_in_memory().unwrap();
            db.execute_batch("CREATE TABLE t (a TEXT NOT NULL, b INTEGER)").unwrap();
            let mut many = Many::into(&db, "t", &["a", "b"]).unwrap();
            for number in 0..count {
                let odd = (number % 2 == 1).then_some(number);
                many.put(&[&number.to_string(), &odd]).unwrap();
                if number % 40 == 5 {
                    many.done().unwrap();
                }
            }
            many.done().unwrap();
            let mut all = db.prepare("SELECT a, b FROM t ORDER BY rowid").unwrap();
            let rows = all.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?)));
            let rows: Vec<_> = rows.unwrap().map(Result::unwrap).collect();
            let all: Vec<_> = (0..count).map(|n| (n.to_string(), (n % 2 == 1).then_some(n))).collect();
            assert_eq!(rows, all);
        }
    }
}
