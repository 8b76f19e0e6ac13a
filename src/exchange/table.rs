//! Any table with a row for each date and promise, such as a spreadsheet writes as CSV. Which column is which, and
//! which of its words mean kept, broken and excused, is for the caller to say.
//!
//! A date may have a time of day behind it, which is left out; an instant with a zone is refused, since the day of it
//! would be a guess. A row whose word is empty says nothing.

use super::wish::{Fault, Naming, NewMark, NewPromise, Of, Wish, date};
use crate::domain::{Day, Says};

/// Which column is which: the names in the heading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mapping {
    on: String,
    promise: String,
    says: Option<String>,
    note: Option<String>,
    words: [(Says, Vec<String>); 3],
}

/// The same in a table: the places of the columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Columns<'a> {
    mapping: &'a Mapping,
    on: usize,
    promise: usize,
    says: Option<usize>,
    note: Option<usize>,
}

/// Shown where a mapping is wrong.
const HINT: &str = "as in `--map on=Date,promise=Habit,says=Status,note=Comment`";

impl Mapping {
    /// Read from `on=Date,promise=Habit,says=Status,note=Comment`, and the words that mean kept, broken and excused.
    /// Without a column for the word, every row says kept.
    pub fn new(map: &str, kept: &str, broken: &str, excused: &str) -> Result<Self, Fault> {
        let (mut on, mut promise, mut says, mut note) = (None, None, None, None);
        for part in map.split(',') {
            let (what, column) = part.split_once('=').unwrap_or((part, ""));
            let slot = match what.trim() {
                "on" => &mut on,
                "promise" => &mut promise,
                "says" => &mut says,
                "note" => &mut note,
                _ => return Err(Fault::form(format!("`{part}` names no column"), HINT)),
            };
            if column.trim().is_empty() || slot.replace(column.trim().to_owned()).is_some() {
                return Err(Fault::form(format!("`{part}` names no column, or one twice"), HINT));
            }
        }
        let words = |list: &str| -> Vec<String> {
            list.split(',').map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()).collect()
        };
        let missing = |what: &str| Fault::form(format!("no column is mapped to `{what}`"), HINT);
        let words =
            [(Says::Kept, words(kept)), (Says::Broken, words(broken)), (Says::Excused, words(excused))];
        let all: Vec<&String> = words.iter().flat_map(|(_, words)| words).collect();
        if let Some(twice) = all.iter().enumerate().find(|(at, word)| all[..*at].contains(word)) {
            return Err(Fault::form(format!("`{}` means two things", twice.1), "give it to one of them"));
        }
        Ok(Self {
            on: on.ok_or_else(|| missing("on"))?,
            promise: promise.ok_or_else(|| missing("promise"))?,
            says,
            note,
            words,
        })
    }

    /// The columns of a table with that heading.
    pub fn columns(&self, heading: &csv::StringRecord) -> Result<Columns<'_>, Fault> {
        let find = |column: &str| {
            let is = |name: &str| name.trim().trim_start_matches('\u{feff}').eq_ignore_ascii_case(column);
            heading.iter().position(is).ok_or_else(|| {
                if heading.is_empty() {
                    return Fault::form(
                        "the table is empty",
                        "it begins with a heading, the names of its columns",
                    );
                }
                let all: Vec<&str> = heading.iter().collect();
                Fault::form(
                    format!("there is no column `{column}`"),
                    format!("the table has {}", all.join(", ")),
                )
            })
        };
        Ok(Columns {
            mapping: self,
            on: find(&self.on)?,
            promise: find(&self.promise)?,
            says: self.says.as_deref().map(find).transpose()?,
            note: self.note.as_deref().map(find).transpose()?,
        })
    }
}

impl Columns<'_> {
    /// The columns of which no cell has a line break: all but the note's.
    pub fn of_one_line(&self) -> Vec<usize> {
        [Some(self.on), Some(self.promise), self.says].into_iter().flatten().collect()
    }

    /// What a row wishes for.
    pub fn wish(&self, row: &csv::StringRecord) -> Result<Wish, Fault> {
        let cell = |column: usize| row.get(column).map(str::trim).unwrap_or_default();
        let says = match self.says.map(cell) {
            None => Says::Kept,
            Some("") => return Ok(Wish::Nothing("rows without a word")),
            Some(word) => self.word(word)?,
        };
        let promise = cell(self.promise);
        if promise.is_empty() {
            return Err(Fault::form("the row names no promise", "write an id, a name, or what was promised"));
        }
        let note = self.note.map(cell).filter(|note| !note.is_empty()).map(str::to_owned);
        let of = Of::Key(promise.to_owned());
        Ok(Wish::Mark(NewMark { of, on: day(cell(self.on))?, says, note, of_the_day: false }))
    }

    fn word(&self, word: &str) -> Result<Says, Fault> {
        let is = |known: &String| known == word || *known == word.to_lowercase();
        let meant = self.mapping.words.iter().find(|(_, words)| words.iter().any(is));
        meant.map(|(says, _)| *says).ok_or_else(|| {
            Fault::form(
                format!("`{word}` is not among the words for kept, broken or excused"),
                "say what it means with --kept, --broken or --excused",
            )
        })
    }
}

/// What a table wishes for, where a row names a promise by id or name: a promise is new only where nothing goes by that.
pub fn by_id_or_name(wish: Wish) -> Wish {
    match wish {
        Wish::Promise(new) => Wish::Promise(NewPromise { naming: Naming::AsHere, ..new }),
        other => other,
    }
}

/// A date, or a date with a time of day that has no zone.
fn day(text: &str) -> Result<Day, Fault> {
    let civil = |rest: &str| {
        rest.starts_with([' ', 'T'])
            && rest.chars().skip(1).all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
    };
    match text.split_at_checked(10) {
        Some((day, rest)) if civil(rest) => date(day),
        _ => date(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping() -> Mapping {
        Mapping::new("on=Date,promise=Habit,says=Status,note=Comment", "yes,1", "no,0", "skip").unwrap()
    }

    fn record(cells: &[&str]) -> csv::StringRecord {
        csv::StringRecord::from(cells.to_vec())
    }

    #[test]
    fn rows_are_read_by_their_columns() {
        let mapping = mapping();
        let columns = mapping.columns(&record(&["Comment", "status", "\u{feff}Date", "Habit"])).unwrap();
        let read = |cells: &[&str]| columns.wish(&record(cells));
        let Ok(Wish::Mark(mark)) = read(&["late", "NO", "2026-11-20 22:15", "dishes"]) else {
            panic!("a mark")
        };
        assert_eq!((mark.says, mark.on.to_string()), (Says::Broken, "2026-11-20".to_owned()));
        assert_eq!((mark.of, mark.note.as_deref()), (Of::Key("dishes".to_owned()), Some("late")));
        assert!(matches!(read(&["", "", "2026-11-20", "dishes"]), Ok(Wish::Nothing(_))));
        for bad in [
            ["", "2", "2026-11-20", "x"],
            ["", "1", "2026-11-20T22:15:00Z", "x"],
            ["", "1", "2026-11-20", ""],
        ] {
            assert!(read(&bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_mapping_says_each_thing_once() {
        for bad in
            ["", "on=Date", "on=Date,promise=", "on=Date,promise=Habit,on=Day", "on=Date,promise=Habit,x=y"]
        {
            assert!(Mapping::new(bad, "1", "0", "s").is_err(), "{bad}");
        }
        assert!(Mapping::new("on=Date,promise=Habit", "1,0", "0", "s").is_err(), "0 means two things");
        assert!(mapping().columns(&record(&["Date", "Habit", "Status"])).is_err(), "no comment");
    }
}
