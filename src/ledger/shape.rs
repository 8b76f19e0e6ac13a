//! The tables and indexes of a ledger, as its schema makes them, and nothing else that SQLite would run or ask.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::error::LedgerError;
use super::open::newest;

/// By name, what kind of thing it is, and the SQL that made it.
type Things = BTreeMap<String, (String, Option<String>)>;

/// What is not as the schema makes it.
struct Shape {
    /// Triggers and views, of which a ledger has none.
    foreign: Things,
    /// As they should be: tables and indexes that are missing, or are others.
    changed: Things,
}

impl Shape {
    fn of(db: &Connection) -> Result<Self, LedgerError> {
        let (mut here, wanted) = (things(db)?, things(&newest()?)?);
        let changed = wanted.into_iter().filter(|(name, made)| here.get(name) != Some(made)).collect();
        here.retain(|_, (kind, _)| matches!(kind.as_str(), "trigger" | "view"));
        Ok(Self { foreign: here, changed })
    }
}

fn things(db: &Connection) -> Result<Things, LedgerError> {
    let mut find = db.prepare("SELECT name, type, sql FROM sqlite_schema")?;
    let things = find.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    Ok(things.collect::<Result<_, _>>()?)
}

/// What is not as the schema makes it, in words.
pub(super) fn troubles(db: &Connection) -> Result<Vec<String>, LedgerError> {
    let Shape { foreign, changed } = Shape::of(db)?;
    let foreign = foreign
        .iter()
        .map(|(name, (kind, _))| format!("there is a {kind}, `{name}`, which is not this program's"));
    let changed =
        changed.iter().map(|(name, (kind, _))| format!("the {kind} `{name}` is not as it was made"));
    Ok(foreign.chain(changed).collect())
}

/// Takes away what is foreign, and makes anew what holds nothing of its own: the indexes, and the table of folds, which
/// is said to be a cache, so that somebody who reads that may drop it.
pub(super) fn mend(db: &Connection) -> Result<(), LedgerError> {
    let Shape { foreign, changed } = Shape::of(db)?;
    let drop = |kind: &str, name: &str| {
        db.execute_batch(&format!("DROP {kind} IF EXISTS \"{}\"", name.replace('"', "\"\"")))
    };
    for (name, (kind, _)) in &foreign {
        drop(kind, name)?;
    }
    for (name, (kind, sql)) in &changed {
        if kind == "index" || name == "fold" {
            drop(kind, name)?;
            db.execute_batch(sql.as_deref().unwrap_or_default())?;
        }
    }
    Ok(())
}
