//! [Taskwarrior](https://taskwarrior.org): what `task export` writes.
//!
//! | there | here |
//! |---|---|
//! | pending, waiting | a promise, due on the task's day, from the day on which it was entered |
//! | completed | the same, and kept on the day on which it ended; after the due day that is late |
//! | deleted | nothing |
//! | recurring | a promise with a cadence, from the first due day |
//! | a recurrence completed | kept on its due day; done after it, nothing |
//! | a recurrence deleted | excused on its due day |
//!
//! Instants become civil days of the zone that is handed in. Projects, tags, annotations and priorities are left out.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::habit::slug;
use super::wish::{Fault, Naming, NewMark, NewPromise, Of, Wish};
use crate::domain::cadence::Every;
use crate::domain::terms::TermsWish;
use crate::domain::{Day, Says};

/// What a task wishes for, or what is wrong with it, with the line on which the task begins.
pub type InLine = (u64, Result<Wish, Fault>);

/// The civil day of an instant, in seconds since 1970.
pub type Zone<'a> = &'a dyn Fn(i64) -> Option<Day>;

#[derive(Deserialize)]
struct Task {
    uuid: String,
    description: String,
    status: String,
    entry: String,
    due: Option<String>,
    end: Option<String>,
    until: Option<String>,
    recur: Option<String>,
    parent: Option<String>,
}

/// A promise, and what became of it.
type OfTask = (Option<Wish>, Option<Wish>);

const HINT: &str = "it is what `task export` writes: one array of tasks";

/// What the tasks wish for, each with the line on which it begins: promises first, then what became of them.
pub fn wishes(text: &str, zone: Zone<'_>, today: Day) -> Result<Vec<InLine>, Fault> {
    let raw: Vec<&RawValue> =
        serde_json::from_str(text).map_err(|error| Fault::form(error.to_string(), HINT))?;
    let mut tasks = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for task in raw {
        // Where the task stands in the text that holds it.
        let at = (task.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let between = text.as_bytes().get(counted..at).unwrap_or_default();
        line += between.split(|byte| *byte == b'\n').count().saturating_sub(1) as u64;
        counted = at.max(counted);
        tasks.push((line, serde_json::from_str::<Task>(task.get())));
    }
    let begun: HashSet<String> = tasks
        .iter()
        .filter_map(|(_, task)| task.as_ref().ok())
        .filter(|task| task.parent.is_none())
        .map(|task| task.uuid.clone())
        .collect();
    let (mut promises, mut marks) = (Vec::new(), Vec::new());
    for (line, task) in tasks {
        match task {
            Err(error) => promises.push((line, Err(Fault::json(&error, HINT)))),
            // A task is taken whole or not at all: one whose end alone has a mistyped year is no open promise.
            Ok(task) => match task.wishes(zone, &begun).and_then(|all| ended_in_reach(all, today)) {
                Err(fault) => promises.push((line, Err(fault))),
                Ok((promise, mark)) => {
                    promises.extend(promise.map(|wish| (line, Ok(wish))));
                    marks.extend(mark.map(|wish| (line, Ok(wish))));
                }
            },
        }
    }
    promises.append(&mut marks);
    Ok(promises)
}

impl Task {
    /// The promise, and what became of it.
    fn wishes(self, zone: Zone<'_>, begun: &HashSet<String>) -> Result<OfTask, Fault> {
        let day = |instant: &Option<String>| instant.as_deref().map(|at| day(at, zone)).transpose();
        let (due, end, until) = (day(&self.due)?, day(&self.end)?, day(&self.until)?);
        let nothing = |why| Ok((None, Some(Wish::Nothing(why))));
        if let Some(parent) = &self.parent {
            let due = due.ok_or_else(|| Fault::form("a recurrence without a due day", HINT))?;
            if !begun.contains(parent) {
                return Err(Fault::form(
                    "the task that recurs is not in the export",
                    "export all tasks, not some",
                ));
            }
            let said = |says| Some(mark(parent, due, says));
            return match self.status.as_str() {
                "completed" if end.is_none_or(|end| end <= due) => Ok((None, said(Says::Kept))),
                "completed" => nothing("recurrences done after their day"),
                "deleted" => Ok((None, said(Says::Excused))),
                _ => nothing("recurrences still to be done"),
            };
        }
        let entered = self::day(&self.entry, zone)?;
        match (self.status.as_str(), &self.recur) {
            ("recurring" | "deleted", Some(recur)) => {
                let first = due.ok_or_else(|| Fault::form("a task that recurs without a due day", HINT))?;
                let until = if self.status == "deleted" { end } else { until };
                if until.is_some_and(|until| until < first) {
                    return nothing("tasks that were deleted");
                }
                let terms = TermsWish {
                    due: None,
                    every: Some(every(recur, first)?),
                    from: first,
                    until,
                    ..plain(first)
                };
                Ok((
                    Some(self.promise(terms, slug(&self.description).map_or(Naming::ById, Naming::Like))),
                    None,
                ))
            }
            ("deleted", _) => nothing("tasks that were deleted"),
            ("pending" | "waiting" | "completed", _) => {
                let done = end.filter(|_| self.status == "completed");
                let from = [due, done].into_iter().flatten().fold(entered, Day::min);
                let promise = self.promise(TermsWish { due, ..plain(from) }, Naming::ById);
                Ok((Some(promise), done.map(|done| mark(&self.uuid, done, Says::Kept))))
            }
            (other, _) => Err(Fault::form(format!("`{other}` is no status of Taskwarrior's"), HINT)),
        }
    }

    fn promise(&self, terms: TermsWish, naming: Naming) -> Wish {
        Wish::Promise(NewPromise {
            key: self.uuid.clone(),
            text: self.description.clone(),
            naming,
            terms: Some(terms),
        })
    }
}

/// It, where what became of it is within a hundred years of today, and no day that is yet to come.
fn ended_in_reach((promise, mark): OfTask, today: Day) -> Result<OfTask, Fault> {
    let mark = mark.map(|mark| mark.in_reach(today)).transpose()?;
    match &mark {
        // A mark with its promise is about the day on which the task ended; a recurrence's is about its due day.
        Some(Wish::Mark(mark)) if promise.is_some() && mark.on > today => {
            let message = format!("it is completed on {}, which is yet to come", mark.on.long());
            Err(Fault::form(message, "look at the year"))
        }
        _ => Ok((promise, mark)),
    }
}

fn mark(of: &str, on: Day, says: Says) -> Wish {
    Wish::Mark(NewMark { of: Of::Key(of.to_owned()), on, says, note: None, of_the_day: false })
}

fn plain(from: Day) -> TermsWish {
    TermsWish { due: None, every: None, times: None, from, until: None, avoid: false }
}

/// `20261119T230000Z`, as a civil day.
fn day(instant: &str, zone: Zone<'_>) -> Result<Day, Fault> {
    let at = chrono::NaiveDateTime::parse_from_str(instant, "%Y%m%dT%H%M%SZ").ok();
    at.and_then(|at| zone(at.and_utc().timestamp())).ok_or_else(|| {
        Fault::form(format!("`{instant}` is no instant"), "Taskwarrior writes them as in 20261119T230000Z")
    })
}

/// A recurrence of Taskwarrior's whose first due day is that one.
fn every(recur: &str, first: Day) -> Result<Every, Fault> {
    let refused = || {
        Fault::form(
            format!("`{recur}` has no cadence here"),
            "give that promise by hand; days, weeks, months and years do",
        )
    };
    let (number, unit) = match recur {
        "daily" | "day" => (1, "d"),
        "weekly" | "sennight" => (1, "w"),
        "biweekly" | "fortnight" => (2, "w"),
        "monthly" => (1, "mo"),
        "bimonthly" => (2, "mo"),
        "quarterly" => (3, "mo"),
        "semiannual" => (6, "mo"),
        "annual" | "yearly" => (12, "mo"),
        "biannual" | "biyearly" => (24, "mo"),
        "weekdays" => return Ok("weekday".parse()?),
        other => {
            let other = other.strip_prefix('P').unwrap_or(other);
            let digits = other.find(|c: char| !c.is_ascii_digit()).unwrap_or(other.len());
            let (number, unit) = other.split_at_checked(digits).ok_or_else(refused)?;
            (if number.is_empty() { 1 } else { number.parse::<u32>().map_err(|_| refused())? }, unit.trim())
        }
    };
    let (number, unit) = match unit {
        "d" | "D" | "day" | "days" => (number, "days"),
        "w" | "W" | "wk" | "wks" | "week" | "weeks" => (number, "weeks"),
        "mo" | "M" | "mth" | "mths" | "month" | "months" => (number, "months"),
        "q" | "qtr" | "qtrs" | "quarter" | "quarters" => (number.saturating_mul(3), "months"),
        "y" | "Y" | "yr" | "yrs" | "year" | "years" => (number.saturating_mul(12), "months"),
        _ => return Err(refused()),
    };
    let weekday = first.weekday().to_string().to_lowercase();
    let (month, of_month) = (first.month(), first.day_of_month());
    let text = match (number, unit) {
        (1, "days") => "day".to_owned(),
        (number, "days") => format!("{number} days"),
        (1, "weeks") => weekday,
        (number, "weeks") => format!("{number} weeks on {weekday}"),
        (1, _) => format!("month on {of_month}"),
        (12, _) => format!("year on {month:02}-{of_month:02}"),
        (number, _) => format!("{number} months on {of_month}"),
    };
    text.parse().map_err(|_| refused())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(at: i64) -> Option<Day> {
        chrono::DateTime::from_timestamp(at, 0).and_then(|at| Day::from_date(at.date_naive()))
    }

    #[test]
    fn recurrences_are_cadences() {
        let first = "2026-11-16".parse().unwrap();
        for (recur, expected) in [
            ("daily", "day"),
            ("weekdays", "weekday"),
            ("weekly", "mon"),
            ("2w", "2 weeks on mon"),
            ("P1M", "month on 16"),
            ("quarterly", "3 months on 16"),
            ("yearly", "year on 11-16"),
            ("2 years", "24 months on 16"),
            ("3days", "3 days"),
        ] {
            assert_eq!(
                every(recur, first).map(|every| every.cadence.to_string()),
                Ok(expected.to_owned()),
                "{recur}"
            );
        }
        for bad in ["hourly", "2h", "", "P", "400 days", "99999999999d", "ü"] {
            assert!(every(bad, first).is_err(), "{bad}");
        }
    }

    #[test]
    fn each_task_has_the_line_on_which_it_begins() {
        let today = "2026-11-20".parse().unwrap();
        let text = "[\n{\"uuid\":\"1\",\"description\":\"x\",\"status\":\"pending\",\"entry\":\"20261102T090000Z\"},\n\
                    {\"uuid\":\"2\"},\n\n{\"uuid\":\"3\",\"description\":\"y\",\"status\":\"sung\",\"entry\":\"20261102T090000Z\"}\n]";
        let read = wishes(text, &utc, today).unwrap();
        let lines: Vec<(u64, bool)> = read.iter().map(|(line, wish)| (*line, wish.is_ok())).collect();
        assert_eq!(lines, [(2, true), (3, false), (5, false)]);
        assert!(wishes("{}", &utc, today).is_err());
        assert!(wishes("[] []", &utc, today).is_err());
    }
}
