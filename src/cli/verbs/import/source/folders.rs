//! The export of Loop Habit Tracker: a folder with tables, or a zip of it.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use super::rows::Rows;
use super::{Inputs, Place, Take, is_stdin, promises_first, refused};
use crate::cli::error::Failure;
use crate::domain::Day;
use crate::exchange::habit::{DaySaid, Habit};
use crate::exchange::{Fault, Wish, loop_habits};

/// No table in an export is longer; a zip that claims more is none of Loop's.
const MOST: u64 = 1 << 26;
/// No export has more habits.
const MOST_FILES: usize = 10_000;

/// The tables by their names in the export, `001 Meditate/Checkmarks.csv`.
enum Export {
    Folder(PathBuf),
    Zip(BTreeMap<String, Vec<u8>>),
}

/// A habit with its number.
type Numbered = (u32, Habit);

pub fn read(inputs: &Inputs, today: Day, take: Take<'_>) -> Result<(), Failure> {
    for path in &inputs.paths {
        let input = inputs.named(&path.join("Habits.csv"));
        let export = Export::open(path)?;
        let mut habits: Vec<Numbered> = Vec::new();
        if export.has("Habits.csv") {
            let mut rows = Rows::new(export.table("Habits.csv")?, b',');
            let heading = rows.heading()?;
            let columns = loop_habits::Columns::of(&heading).map_err(refused)?;
            rows.each(|line, row| {
                match row.and_then(|row| columns.habit(row)) {
                    Ok(habit) => habits.push(habit),
                    Err(fault) => take(Place { input, line }, Err(fault))?,
                }
                Ok(())
            })?;
        }
        let named = |name: String| (inputs.named(&path.join(&name)), name);
        let tables: Vec<(u32, String)> = export.tables_of_one()?.into_iter().map(named).collect();
        let all = inputs.named(&path.join("Checkmarks.csv"));
        let read = |take: Take<'_>| match tables.is_empty() {
            true => of_all(&export, all, &habits, take),
            false => tables.iter().try_for_each(|(input, name)| of_one(&export, *input, name, &habits, take)),
        };
        let known: HashMap<String, Habit> =
            habits.iter().map(|(_, habit)| (habit.name.clone(), habit.clone())).collect();
        promises_first(&read, &known, today, take)?;
    }
    Ok(())
}

/// `001 Meditate/Checkmarks.csv`: date, value and, in newer versions, notes.
fn of_one(
    export: &Export,
    input: u32,
    name: &str,
    habits: &[Numbered],
    take: Take<'_>,
) -> Result<(), Failure> {
    let folder = name.split('/').next().unwrap_or_default();
    let number = loop_habits::number_of(folder);
    let habit = match habits.iter().find(|(own, _)| Some(*own) == number) {
        Some((_, habit)) => habit.clone(),
        None => Habit::daily(folder.split_once(' ').map_or(folder, |(_, name)| name)).map_err(refused)?,
    };
    // Earlier versions have no heading here.
    let mut rows = Rows::new(export.table(name)?, b',');
    // The date and the value.
    rows.of_one_line(vec![0, 1]);
    rows.each(|line, row| {
        let row = match row {
            Ok(row) => row,
            Err(fault) => return take(Place { input, line }, Err(fault)),
        };
        let cell = |column| row.get(column).unwrap_or_default();
        if cell(0) == "Date" {
            return Ok(());
        }
        take(Place { input, line }, wish(loop_habits::said(&habit, cell(0), cell(1), cell(2))))
    })
}

/// `Checkmarks.csv`: a column for each habit.
fn of_all(export: &Export, input: u32, habits: &[Numbered], take: Take<'_>) -> Result<(), Failure> {
    let mut rows = Rows::new(export.table("Checkmarks.csv")?, b',');
    let heading = rows.heading()?;
    let mut columns = Vec::new();
    for (column, name) in heading.iter().enumerate().skip(1).filter(|(_, name)| !name.trim().is_empty()) {
        let known = habits.iter().find(|(_, habit)| habit.name == name).map(|(_, habit)| habit.clone());
        columns.push((column, known.map_or_else(|| Habit::daily(name), Ok).map_err(refused)?));
    }
    rows.of_one_line((0..heading.len()).collect());
    rows.each(|line, row| {
        let row = match row {
            Ok(row) => row,
            Err(fault) => return take(Place { input, line }, Err(fault)),
        };
        let cell = |column| row.get(column).unwrap_or_default();
        for (column, habit) in &columns {
            take(Place { input, line }, wish(loop_habits::said(habit, cell(0), cell(*column), "")))?;
        }
        Ok(())
    })
}

fn wish(said: Result<Result<DaySaid, Wish>, Fault>) -> Result<Wish, Fault> {
    said.map(|said| said.map_or_else(|nothing| nothing, DaySaid::wish))
}

impl Export {
    fn open(path: &Path) -> Result<Self, Failure> {
        if path.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        let wrong = |error: zip::result::ZipError| {
            Failure::usage(
                format!("{} is no export of Loop's: {error}", path.display()),
                "name the zip that it exports, or the folder in it",
            )
        };
        if is_stdin(path) {
            return Err(Failure::usage(
                "an export of Loop's is not read from stdin",
                "name the zip that it exports, or the folder in it",
            ));
        }
        let file = File::open(path).map_err(|error| Failure::file(path, error))?;
        let mut zip = zip::ZipArchive::new(BufReader::new(file)).map_err(wrong)?;
        let mut tables = BTreeMap::new();
        for at in 0..zip.len().min(MOST_FILES) {
            let entry = zip.by_index(at).map_err(wrong)?;
            let name = entry.name().map_err(wrong)?.into_owned();
            if !(name.ends_with("Checkmarks.csv") || name == "Habits.csv") {
                continue;
            }
            let mut bytes = Vec::new();
            entry.take(MOST + 1).read_to_end(&mut bytes).map_err(|error| Failure::file(path, error))?;
            if bytes.len() as u64 > MOST {
                return Err(Failure::usage(format!("{name} in {} is too long", path.display()), ""));
            }
            tables.insert(name, bytes);
        }
        Ok(Self::Zip(tables))
    }

    fn has(&self, name: &str) -> bool {
        match self {
            Self::Folder(path) => path.join(name).is_file(),
            Self::Zip(tables) => tables.contains_key(name),
        }
    }

    fn table(&self, name: &str) -> Result<Box<dyn BufRead + '_>, Failure> {
        match self {
            Self::Folder(path) => {
                let path = path.join(name);
                if !path.is_file() {
                    let message = format!("there is no file {}", path.display());
                    return Err(Failure::refused(
                        message,
                        "name the zip that Loop exports, or the folder in it",
                    ));
                }
                let file = File::open(&path).map_err(|error| Failure::file(&path, error))?;
                Ok(Box::new(BufReader::new(file)))
            }
            Self::Zip(tables) => match tables.get(name) {
                Some(bytes) => Ok(Box::new(Cursor::new(bytes.as_slice()))),
                None => Err(Failure::usage(
                    format!("there is no {name} in it"),
                    "export it from Loop again, as CSV",
                )),
            },
        }
    }

    /// The tables of single habits, in the order of their numbers.
    fn tables_of_one(&self) -> Result<Vec<String>, Failure> {
        let of_one = |name: &String| name.ends_with("/Checkmarks.csv");
        let mut names: Vec<String> = match self {
            Self::Zip(tables) => tables.keys().filter(|name| of_one(name)).cloned().collect(),
            Self::Folder(path) => {
                let entries = fs::read_dir(path).map_err(|error| Failure::file(path, error))?;
                let folders = entries.filter_map(Result::ok).map(|entry| entry.path());
                let tables = folders.filter(|folder| folder.join("Checkmarks.csv").is_file());
                let name =
                    |folder: PathBuf| folder.file_name().and_then(|name| name.to_str()).map(str::to_owned);
                tables.filter_map(name).map(|folder| format!("{folder}/Checkmarks.csv")).collect()
            }
        };
        names.sort();
        Ok(names)
    }
}
