//! [Loop Habit Tracker](https://github.com/iSoron/uhabits): the folder that it exports as CSV, or the same as a zip.
//! `Habits.csv` describes the habits; `001 Meditate/Checkmarks.csv` has the days of one, with notes in newer versions;
//! `Checkmarks.csv` has all of them in one table, which is read where the folders are missing.
//!
//! `YES_MANUAL` (2) is kept, `NO` (0) broken, `SKIP` (3) excused. `YES_AUTO` (1) is a day that Loop filled in from the
//! rhythm, and `UNKNOWN` (-1) one that nobody said anything of: neither says anything here. Habits that count amounts
//! are left out, since what is enough is not in the table; so are colours, questions and scores.

use super::habit::{DaySaid, Habit, Rhythm};
use super::wish::{Fault, Wish, date};
use crate::domain::Says;

/// Where `Habits.csv` has what.
#[derive(Clone, Debug)]
pub struct Columns {
    position: usize,
    name: usize,
    kind: Option<usize>,
    times: Option<usize>,
    days: Option<usize>,
    archived: Option<usize>,
}

impl Columns {
    /// The columns under that heading, of this version or an earlier one.
    pub fn of(heading: &csv::StringRecord) -> Result<Self, Fault> {
        let find = |names: &[&str]| heading.iter().position(|name| names.contains(&name.trim()));
        let needed = |name: &str| {
            find(&[name]).ok_or_else(|| {
                Fault::form(format!("Habits.csv has no column `{name}`"), "export it from Loop again, as CSV")
            })
        };
        Ok(Self {
            position: needed("Position")?,
            name: needed("Name")?,
            kind: find(&["Type"]),
            times: find(&["FrequencyNumerator", "NumRepetitions"]),
            days: find(&["FrequencyDenominator", "Interval"]),
            archived: find(&["Archived?", "Archived"]),
        })
    }

    /// The habit of a row, and its number, by which its folder begins.
    pub fn habit(&self, row: &csv::StringRecord) -> Result<(u32, Habit), Fault> {
        let cell = |column: usize| row.get(column).map(str::trim).unwrap_or_default();
        let maybe = |column: Option<usize>| column.map(cell).unwrap_or_default();
        let name = cell(self.name);
        let wrong =
            |what: &str| Fault::form(format!("`{what}` is no number"), "export it from Loop again, as CSV");
        let number = |text: &str| text.parse::<u32>().map_err(|_| wrong(text));
        if name.is_empty() {
            return Err(Fault::form("the habit has no name", "give it one in Loop, and export again"));
        }
        let often = match (maybe(self.times), maybe(self.days)) {
            ("", _) | (_, "") => (1, 1),
            (times, days) => (number(times)?, number(days)?),
        };
        let habit = Habit {
            name: name.to_owned(),
            rhythm: Rhythm::new(often.0, often.1)?,
            put_away: maybe(self.archived) == "true",
            counts: maybe(self.kind) == "NUMERICAL",
        };
        Ok((number(cell(self.position))?, habit))
    }
}

/// The number by which the folder of a habit begins.
pub fn number_of(folder: &str) -> Option<u32> {
    folder.split(' ').next()?.parse().ok()
}

/// What a day says of a habit.
pub fn said(habit: &Habit, on: &str, value: &str, note: &str) -> Result<Result<DaySaid, Wish>, Fault> {
    if habit.counts {
        return Ok(Err(Wish::Nothing("days of habits that count amounts")));
    }
    let says = match value.trim() {
        "2" | "YES_MANUAL" => Says::Kept,
        "0" | "NO" => Says::Broken,
        "3" | "SKIP" => Says::Excused,
        "1" | "YES_AUTO" => return Ok(Err(Wish::Nothing("days that Loop filled in by itself"))),
        "-1" | "UNKNOWN" | "" => return Ok(Err(Wish::Nothing("days that nobody said anything of"))),
        other => {
            return Err(Fault::form(
                format!("`{other}` is no value of Loop's"),
                "it writes YES_MANUAL, NO, SKIP, YES_AUTO and UNKNOWN, or 2, 0, 3, 1 and -1",
            ));
        }
    };
    let note = Some(note.trim()).filter(|note| !note.is_empty()).map(str::to_owned);
    Ok(Ok(DaySaid { habit: habit.name.clone(), on: date(on)?, says, note }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(cells: &[&str]) -> csv::StringRecord {
        csv::StringRecord::from(cells.to_vec())
    }

    #[test]
    fn habits_of_this_version_and_an_earlier_one() {
        let heading = "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,\
                       Target Type,Target Value,Archived?";
        let columns = Columns::of(&record(&heading.split(',').collect::<Vec<_>>())).unwrap();
        let row = ["002", "Wake up early", "YES_NO", "?", "", "2", "7", "#00897B", "", "", "", "true"];
        let (number, habit) = columns.habit(&record(&row)).unwrap();
        assert_eq!((number, habit.rhythm, habit.put_away), (2, Rhythm::new(2, 7).unwrap(), true));
        let heading = ["Position", "Name", "Question", "Description", "NumRepetitions", "Interval", "Color"];
        let columns = Columns::of(&record(&heading)).unwrap();
        let (_, habit) = columns.habit(&record(&["001", "Meditate", "", "", "1", "1", "#FF8F00"])).unwrap();
        assert_eq!((habit.put_away, habit.counts), (false, false));
        assert!(columns.habit(&record(&["x", "Meditate"])).is_err());
        assert!(Columns::of(&record(&["Date", "Value"])).is_err());
    }

    #[test]
    fn values_old_and_new() {
        let habit = Habit::daily("Meditate").unwrap();
        let says = |value: &str| {
            said(&habit, "2015-01-25", value, "").map(|day| day.map(|day| day.says.word()).ok())
        };
        for (values, expected) in [
            (["2", "YES_MANUAL"], Some("kept")),
            (["0", "NO"], Some("broken")),
            (["3", "SKIP"], Some("excused")),
            (["1", "YES_AUTO"], None),
            (["-1", "UNKNOWN"], None),
        ] {
            for value in values {
                assert_eq!(says(value), Ok(expected), "{value}");
            }
        }
        assert!(says("1500").is_err());
        let counting = Habit { counts: true, ..habit };
        assert!(said(&counting, "2015-01-25", "2", "").unwrap().is_err());
    }
}
