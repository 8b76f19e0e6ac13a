//! Files and folders opened, and read row by row. What is read twice, so that a promise starts on the first date that
//! is known, is read twice from its file; of stdin it is kept meanwhile.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use super::{ImportArgs, Source, refused};
use crate::cli::clock::civil_day;
use crate::cli::error::Failure;
use crate::domain::Day;
use crate::exchange::habit::{DaySaid, Habit, Known};
use crate::exchange::table::{Mapping, by_id_or_name};
use crate::exchange::wish::NewMark;
use crate::exchange::{Fault, Of, Wish, habitctl, harsh, ndjson, taskwarrior};

mod folders;
mod lines;
mod rows;

pub use lines::each_line;
use rows::Rows;

/// Where a row stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Place {
    /// Which input.
    pub input: u32,
    /// Its line.
    pub line: u64,
}

/// Who takes the rows.
pub type Take<'a> = &'a mut dyn FnMut(Place, Result<Wish, Fault>) -> Result<(), Failure>;

/// What is read.
#[derive(Debug)]
pub struct Inputs {
    paths: Vec<PathBuf>,
    /// What the places of rows go by.
    names: RefCell<Vec<String>>,
    /// All of stdin, once something has to be read from it twice.
    stdin: OnceCell<Vec<u8>>,
}

impl Inputs {
    /// The files that were named; stdin once at most.
    pub fn new(files: &[PathBuf]) -> Result<Self, Failure> {
        if files.iter().filter(|file| is_stdin(file)).count() > 1 {
            return Err(Failure::usage("`-` stands twice", "stdin can be read once"));
        }
        Ok(Self { paths: files.to_vec(), names: RefCell::default(), stdin: OnceCell::new() })
    }

    /// What a file is called where a row of it is spoken of.
    fn named(&self, path: &Path) -> u32 {
        let name = if is_stdin(path) { "stdin".to_owned() } else { path.display().to_string() };
        let mut names = self.names.borrow_mut();
        let at = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// The file in which that place is.
    pub fn name(&self, place: Place) -> String {
        let at = usize::try_from(place.input).unwrap_or(usize::MAX);
        self.names.borrow().get(at).cloned().unwrap_or_default()
    }

    /// Whether there is more than one file, so that a line has to say in which it stands.
    pub fn are_several(&self) -> bool {
        self.names.borrow().len() > 1
    }

    /// Opened as often as need be.
    fn open_again(&self, path: &Path) -> Result<Box<dyn BufRead + '_>, Failure> {
        if !is_stdin(path) {
            return open(path);
        }
        if self.stdin.get().is_none() {
            let mut all = Vec::new();
            io::stdin().read_to_end(&mut all).map_err(|error| Failure::Io("stdin".to_owned(), error))?;
            let _ = self.stdin.set(all);
        }
        Ok(Box::new(Cursor::new(self.stdin.get().map(Vec::as_slice).unwrap_or_default())))
    }
}

/// Opened once, in the order in which it comes.
pub fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if is_stdin(path) {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, io::stdin())));
    }
    let file = File::open(path).map_err(|error| Failure::file(path, error))?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(Failure::usage(format!("{} is a folder", path.display()), "name the file in it"));
    }
    Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The mapping that the flags say.
pub fn mapping(args: &ImportArgs) -> Result<Mapping, Failure> {
    let Some(map) = &args.map else {
        return Err(Failure::usage(
            "a table needs `--map`, which says which column is which",
            "as in `--map on=Date,promise=Habit,says=Status,note=Comment`",
        ));
    };
    // Who says what one word means, says what all mean.
    let said = args.kept.is_some() || args.broken.is_some() || args.excused.is_some();
    let words = |flag: &Option<String>, own: &str, all: &str| {
        flag.clone().unwrap_or_else(|| if said { own.to_owned() } else { all.to_owned() })
    };
    let kept = words(&args.kept, "kept", "kept,yes,y,1,true,done");
    let broken = words(&args.broken, "broken", "broken,no,n,0,false");
    let excused = words(&args.excused, "excused", "excused,skip,s");
    Mapping::new(map, &kept, &broken, &excused).map_err(refused)
}

/// All rows of a source, in their order.
pub fn read(
    source: Source,
    inputs: &Inputs,
    mapping: Option<&Mapping>,
    today: Day,
    take: Take<'_>,
) -> Result<(), Failure> {
    let mut far: HashSet<String> = HashSet::new();
    let take: Take<'_> = &mut |place, wish: Result<Wish, Fault>| {
        let key = match &wish {
            Ok(Wish::Promise(promise)) => Some(promise.key.clone()),
            _ => None,
        };
        let wish = match wish.and_then(|wish| wish.in_reach(today)) {
            // It is told once.
            Ok(Wish::Mark(NewMark { of: Of::Key(key), .. })) if far.contains(&key) => {
                Ok(Wish::Nothing("days of promises that were left out"))
            }
            other => other,
        };
        if wish.is_err() {
            far.extend(key);
        }
        take(place, wish)
    };
    match source {
        Source::Ndjson => {
            for path in &inputs.paths {
                let input = inputs.named(path);
                each_line(open(path)?, |line, text| {
                    let wish = text.and_then(|text| ndjson::wish(text, today));
                    wish.transpose().map_or(Ok(()), |wish| take(Place { input, line }, wish))
                })?;
            }
            Ok(())
        }
        Source::Taskwarrior => {
            for path in &inputs.paths {
                let input = inputs.named(path);
                let text = lines::whole(open(path)?, path)?;
                for (line, wish) in taskwarrior::wishes(&text, &civil_day, today).map_err(refused)? {
                    take(Place { input, line }, wish)?;
                }
            }
            Ok(())
        }
        Source::Harsh => logs(inputs, (harsh::habit, harsh::said), today, take),
        Source::Habitctl => logs(inputs, (habitctl::habit, habitctl::said), today, take),
        Source::Loop => folders::read(inputs, today, take),
        Source::Csv => mapping.map_or(Ok(()), |mapping| table(inputs, mapping, today, take)),
        Source::Ourword => Ok(()),
    }
}

type OfHabit = fn(&str) -> Result<Option<Habit>, Fault>;
type OfLog = fn(&str) -> Result<Option<DaySaid>, Fault>;

/// A log of days, and habits that describe what is in it: in a folder, or by their names.
fn logs(inputs: &Inputs, (habit, said): (OfHabit, OfLog), today: Day, take: Take<'_>) -> Result<(), Failure> {
    let (mut habits, mut logs) = (HashMap::new(), Vec::new());
    for path in &inputs.paths {
        let is_habits = path.file_name().is_some_and(|name| name == "habits");
        let (described, log) = match (path.is_dir(), is_habits) {
            (true, _) => (Some(path.join("habits")).filter(|file| file.exists()), Some(path.join("log"))),
            (false, true) => (Some(path.clone()), None),
            (false, false) => (None, Some(path.clone())),
        };
        if let Some(file) = described {
            let input = inputs.named(&file);
            each_line(open(&file)?, |line, text| {
                match text.and_then(habit) {
                    Ok(found) => habits.extend(found.map(|habit| (habit.name.clone(), habit))),
                    Err(fault) => take(Place { input, line }, Err(fault))?,
                }
                Ok(())
            })?;
        }
        if let (true, Some(log)) = (path.is_dir(), log.as_ref().filter(|log| !log.is_file())) {
            let message = format!("there is no file {}", log.display());
            return Err(Failure::refused(message, "name the folder in which `log` is, or the log itself"));
        }
        logs.extend(log.map(|log| (inputs.named(&log), log)));
    }
    let read = |take: Take<'_>| -> Result<(), Failure> {
        for (input, log) in &logs {
            each_line(inputs.open_again(log)?, |line, text| {
                let wish = text.and_then(said).map(|said| said.map(DaySaid::wish));
                wish.transpose().map_or(Ok(()), |wish| take(Place { input: *input, line }, wish))
            })?;
        }
        Ok(())
    };
    promises_first(&read, &habits, today, take)
}

/// A table with a row for each date and promise.
fn table(inputs: &Inputs, mapping: &Mapping, today: Day, take: Take<'_>) -> Result<(), Failure> {
    let read = |take: Take<'_>| -> Result<(), Failure> {
        for path in &inputs.paths {
            let input = inputs.named(path);
            let mut from = inputs.open_again(path)?;
            let delimiter = lines::delimiter(&mut from)?;
            let mut rows = Rows::new(from, delimiter);
            let heading = rows.heading()?;
            let columns = mapping.columns(&heading).map_err(refused)?;
            rows.of_one_line(columns.of_one_line());
            rows.each(|line, row| take(Place { input, line }, row.and_then(|row| columns.wish(row))))?;
        }
        Ok(())
    };
    promises_first(&read, &HashMap::new(), today, &mut |place, wish| take(place, wish.map(by_id_or_name)))
}

/// Reads twice: first for the promises, each from the first date that anything is said of, then for the marks.
fn promises_first(
    read: &dyn Fn(Take<'_>) -> Result<(), Failure>,
    habits: &HashMap<String, Habit>,
    today: Day,
    take: Take<'_>,
) -> Result<(), Failure> {
    let mut order: Vec<(String, Place)> = Vec::new();
    let mut known: HashMap<String, Known> = HashMap::new();
    read(&mut |place, wish| {
        let wish = wish.and_then(|wish| wish.in_reach(today)).ok();
        if let Some(Wish::Mark(mark)) = wish.filter(|wish| wish.speaks_of_the_past(today))
            && let Of::Key(key) = mark.of
        {
            if let Some(known) = known.get_mut(&key) {
                (known.first, known.last) = (known.first.min(mark.on), known.last.max(mark.on));
            } else {
                order.push((key.clone(), place));
                known.insert(key, Known { first: mark.on, last: mark.on });
            }
        }
        Ok(())
    })?;
    for (key, place) in order {
        let Some(known) = known.get(&key) else { continue };
        let habit = habits.get(&key).cloned().map_or_else(|| Habit::daily(&key), Ok);
        take(place, habit.map(|habit| habit.wish(*known)))?;
    }
    read(take)
}
