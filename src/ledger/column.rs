//! Columns of the tables as values of the domain: what is no such value means that the ledger is damaged.

use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::error::LedgerError;
use crate::domain::{Day, Partner, Rejection};

pub(super) fn parsed<T: std::str::FromStr<Err = Rejection>>(text: &str) -> Result<T, LedgerError> {
    text.parse().map_err(damaged)
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
pub(super) fn damaged(rejection: Rejection) -> LedgerError {
    LedgerError::Damaged(rejection.to_string())
}

pub(super) fn optional<T: std::str::FromStr<Err = Rejection>>(
    row: &Row<'_>,
    column: usize,
) -> Result<Option<T>, LedgerError> {
    optional_text(row, column)?.map(parsed).transpose()
}

pub(super) fn day(row: &Row<'_>, column: usize) -> Result<Day, LedgerError> {
    match row.get_ref(column)? {
        // Most of what is read are days: without looking for letters first.
        ValueRef::Text(bytes) => Day::from_ascii(bytes).map_or_else(|| parsed(text(row, column)?), Ok),
        _ => parsed(text(row, column)?),
    }
}

pub(super) fn text<'a>(row: &'a Row<'_>, column: usize) -> Result<&'a str, LedgerError> {
    Ok(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?)
}

pub(super) fn optional_text<'a>(row: &'a Row<'_>, column: usize) -> Result<Option<&'a str>, LedgerError> {
    Ok(row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?)
}

pub(super) fn optional_day(row: &Row<'_>, column: usize) -> Result<Option<Day>, LedgerError> {
    optional(row, column)
}

pub(super) fn partner(row: &Row<'_>, column: usize) -> Result<Partner, LedgerError> {
    let number: i64 = row.get(column)?;
    Partner::from_number(number).ok_or_else(|| LedgerError::Damaged(format!("partner {number}")))
}
