//! The tables and indexes of a ledger, as its schema makes them, and nothing else that SQLite would run or ask.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::doctor::PROJECTION;
use super::error::LedgerError;
use super::open::newest;

/// By name, what kind of thing it is, and the SQL that made it.
type Things = BTreeMap<String, (String, Option<String>)>;

/// What is the record itself: these hold what nothing else does, and are never made anew.
const RECORD: [&str; 3] = ["event", "words", "device"];

/// What is not as the schema makes it.
struct Shape {
    /// All that is there.
    here: Things,
    /// Triggers and views, of which a ledger has none, and unique indexes, which would refuse words that the rules take.
    foreign: Things,
    /// As they should be: tables and indexes that are missing, or are others.
    changed: Things,
}

impl Shape {
    fn of(db: &Connection) -> Result<Self, LedgerError> {
        let (here, wanted) = (things(db)?, things(&newest()?)?);
        let changed = wanted.into_iter().filter(|(name, made)| here.get(name) != Some(made)).collect();
        let mut foreign = here.clone();
        // SQLite writes the first words of what it keeps itself, in one spelling.
        let is_unique =
            |sql: &Option<String>| sql.as_deref().is_some_and(|sql| sql.starts_with("CREATE UNIQUE INDEX"));
        foreign.retain(|name, (kind, sql)| match kind.as_str() {
            "trigger" | "view" => true,
            "index" => is_unique(sql) && !is_of_a_foreign_table(db, name),
            _ => false,
        });
        Ok(Self { here, foreign, changed })
    }
}

/// Whether an index is of a table that somebody added for themselves: those are theirs.
fn is_of_a_foreign_table(db: &Connection, index: &str) -> bool {
    let mut wanted = RECORD.iter().copied().chain(PROJECTION.iter().map(|(table, _)| *table));
    let table = db.query_row("SELECT tbl_name FROM sqlite_schema WHERE name = ?1", [index], |row| {
        row.get::<_, String>(0)
    });
    table.is_ok_and(|table| !wanted.any(|one| one.eq_ignore_ascii_case(&table)) && table != "fold")
}

fn things(db: &Connection) -> Result<Things, LedgerError> {
    let mut find = db.prepare("SELECT name, type, sql FROM sqlite_schema")?;
    let things = find.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    Ok(things.collect::<Result<_, _>>()?)
}

/// What is not as the schema makes it, in words.
pub(super) fn troubles(db: &Connection) -> Result<Vec<String>, LedgerError> {
    let Shape { foreign, changed, .. } = Shape::of(db)?;
    let foreign = foreign
        .iter()
        .map(|(name, (kind, _))| format!("there is a {kind}, `{name}`, which is not this program's"));
    let changed =
        changed.iter().map(|(name, (kind, _))| format!("the {kind} `{name}` is not as it was made"));
    Ok(foreign.chain(changed).collect())
}

/// Takes away what is foreign, and makes anew, empty, what the record can fill again.
pub(super) fn mend(db: &Connection) -> Result<(), LedgerError> {
    for (name, (kind, _)) in Shape::of(db)?.foreign {
        drop_it(db, &kind, &name)?;
    }
    // With a table its indexes go: these are seen to be missing only then.
    for _ in 0..2 {
        let Shape { here, changed, .. } = Shape::of(db)?;
        for (name, (_, sql)) in changed {
            let Some(sql) = sql.filter(|_| !RECORD.contains(&name.as_str())) else { continue };
            if let Some((kind, _)) = here.get(&name) {
                drop_it(db, kind, &name)?;
            }
            db.execute_batch(&sql)?;
        }
    }
    Ok(())
}

fn drop_it(db: &Connection, kind: &str, name: &str) -> Result<(), LedgerError> {
    Ok(db.execute_batch(&format!("DROP {kind} IF EXISTS \"{}\"", name.replace('"', "\"\"")))?)
}
