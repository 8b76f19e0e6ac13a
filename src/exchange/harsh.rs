//! [harsh](https://github.com/wakatara/harsh): a file `log` of lines `2026-11-20 : Habit : y : comment : amount`, and a
//! file `habits` of lines `Habit: 3/7`.
//!
//! `y` is kept, `n` broken, `s` excused, the comment the note. Amounts and headings are left out. `3/7` is three days
//! of the week, `7` once a week, `1` every day, any other number a span of that many days; `0` only watches.

use super::habit::{DaySaid, Habit, Rhythm};
use super::wish::{Fault, date};
use crate::domain::Says;

/// What a line of `log` says; nothing, of an empty one or a comment.
pub fn said(line: &str) -> Result<Option<DaySaid>, Fault> {
    if line.trim().is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let mut fields = line.trim_end().split(" : ");
    let mut field = || fields.next().map(|field| field.trim_end_matches(" :").trim());
    let (Some(on), Some(habit), Some(word)) = (field(), field(), field()) else {
        return Err(Fault::form(
            "this is no line of a log of harsh",
            "it writes `2026-11-20 : Habit : y : comment : amount`",
        ));
    };
    let note = field().filter(|note| !note.is_empty()).map(str::to_owned);
    Ok(Some(DaySaid { habit: name(habit)?, on: date(on)?, says: word_of(word)?, note }))
}

/// The habit that a line of `habits` describes; none, of an empty one, a heading or a comment.
pub fn habit(line: &str) -> Result<Option<Habit>, Fault> {
    let line = line.trim();
    if line.is_empty() || line.starts_with(['#', '!']) {
        return Ok(None);
    }
    let wrong = || Fault::form(format!("`{line}` is no habit of harsh"), "it writes `Gym: 3/7`");
    let (habit, often) = line.rsplit_once(": ").ok_or_else(wrong)?;
    let (times, days) = match often.split_once('/') {
        Some((times, days)) => (times.trim().parse(), days.trim().parse()),
        None => (Ok(1), often.trim().parse()),
    };
    let (Ok(times), Ok(days)) = (times, days) else { return Err(wrong()) };
    let rhythm = Rhythm::new(times, days)?;
    Ok(Some(Habit { name: name(habit.trim())?, rhythm, put_away: false, counts: false }))
}

/// `y`, `n` and `s`, which habitctl writes as well.
pub(super) fn word_of(word: &str) -> Result<Says, Fault> {
    match word {
        "y" => Ok(Says::Kept),
        "n" => Ok(Says::Broken),
        "s" => Ok(Says::Excused),
        word => Err(Fault::form(format!("`{word}` is none of y, n and s"), "y is kept, n broken, s excused")),
    }
}

pub(super) fn name(habit: &str) -> Result<String, Fault> {
    match habit {
        "" => Err(Fault::form("the habit has no name", "write it between the date and the word")),
        habit => Ok(habit.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_log() {
        let of = |line: &str| {
            said(line).unwrap().map(|day| {
                format!("{} {} {} {}", day.on, day.habit, day.says.word(), day.note.unwrap_or_default())
            })
        };
        let line = "2025-01-01 : Gym : y : Leg day : 1.5";
        assert_eq!(of(line).as_deref(), Some("2025-01-01 Gym kept Leg day"));
        assert_eq!(of("2025-01-02 : Gym : s :  : ").as_deref(), Some("2025-01-02 Gym excused "));
        assert_eq!(of("2025-01-02 : Gym : n").as_deref(), Some("2025-01-02 Gym broken "));
        assert_eq!(of("2025-01-03 : Gym : n : ").as_deref(), Some("2025-01-03 Gym broken "));
        assert_eq!(of("# a comment"), None);
        for bad in
            ["2025-01-01 : Gym", "2025-13-01 : Gym : y", "2025-01-01 : Gym : x", "2025-01-01 :  : y", "hm"]
        {
            assert!(said(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn lines_of_habits() {
        let every = |line: &str| match habit(line).unwrap().map(|habit| habit.rhythm) {
            Some(Rhythm::Every(every)) => every.cadence.to_string(),
            Some(Rhythm::Watched) => "watched".to_owned(),
            Some(Rhythm::Longer) => "longer".to_owned(),
            None => "none".to_owned(),
        };
        assert_eq!(every("Gym: 3/7"), "week");
        assert_eq!(every("Sprint planning: 14"), "14 days");
        assert_eq!(every("Too much coffee: 0"), "watched");
        assert_eq!(every("! Health"), "none");
        for bad in ["Gym", "Gym: often", "Gym: 3/x", ": 1"] {
            assert!(habit(bad).is_err(), "{bad}");
        }
    }
}
