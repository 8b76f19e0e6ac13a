//! [habitctl](https://github.com/blinry/habitctl): a file `log` of lines `2018-01-01<tab>Habit<tab>y`, and a file
//! `habits` of lines `7 Habit`, both in `.habitctl`.
//!
//! `y` is kept, `n` broken, `s` excused. `1` is every day, `7` once a week, any other number a span of that many days;
//! `0` only watches.

use super::habit::{DaySaid, Habit, Rhythm};
use super::harsh::{name, word_of};
use super::wish::{Fault, date};

/// What a line of `log` says; nothing, of an empty one or a comment.
pub fn said(line: &str) -> Result<Option<DaySaid>, Fault> {
    if line.trim().is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let fields: Vec<&str> = line.trim_end().split('\t').collect();
    let [on, habit, word] = fields[..] else {
        return Err(Fault::form(
            "this is no line of a log of habitctl",
            "it writes the date, the habit and y, n or s, with tabs between them",
        ));
    };
    Ok(Some(DaySaid { habit: name(habit.trim())?, on: date(on)?, says: word_of(word.trim())?, note: None }))
}

/// The habit that a line of `habits` describes; none, of an empty one or a comment.
pub fn habit(line: &str) -> Result<Option<Habit>, Fault> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let days = line.split_once(char::is_whitespace).map(|(days, habit)| (days.parse(), habit.trim()));
    let Some((Ok(days), habit)) = days else {
        return Err(Fault::form(
            format!("`{line}` is no habit of habitctl"),
            "it writes `7 Cleaned the flat`",
        ));
    };
    let rhythm = Rhythm::new(1, days)?;
    Ok(Some(Habit { name: name(habit)?, rhythm, put_away: false, counts: false }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Says;

    #[test]
    fn lines_of_a_log() {
        let day = said("2018-01-01\tCleaned the apartment\ts\n").unwrap().unwrap();
        assert_eq!((day.habit.as_str(), day.says), ("Cleaned the apartment", Says::Excused));
        assert_eq!(said(""), Ok(None));
        for bad in ["2018-01-01 Meditated y", "2018-01-01\tMeditated", "2018-02-30\tMeditated\ty", "x\ty\tz"]
        {
            assert!(said(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn lines_of_habits() {
        let often = |line: &str| habit(line).unwrap().map(|habit| (habit.name, habit.rhythm));
        assert_eq!(
            often("7 Cleaned the apartment"),
            Some(("Cleaned the apartment".into(), Rhythm::new(1, 7).unwrap()))
        );
        assert_eq!(often("0 Had a headache"), Some(("Had a headache".into(), Rhythm::Watched)));
        assert_eq!(often("# 1 Meditated"), None);
        assert!(habit("Meditated").is_err());
    }
}
