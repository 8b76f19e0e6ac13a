//! What is offered everywhere, whatever the ledger: ways to say a date or a cadence, settings, pages of the guide.

use super::line::Line;
use super::offers::Offer;
use crate::cli::args::Cli;
use crate::cli::verbs::guide::{TOPICS, title};
use crate::cli::verbs::schema::DOCUMENTS;
use crate::domain::settings::Setting;

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn each(words: &[(&str, &str)]) -> Vec<Offer> {
    words.iter().map(|(word, help)| Offer::new(*word, *help)).collect()
}

/// Dates of what has happened.
pub fn past_dates(_: &Line) -> Vec<Offer> {
    let mut dates = each(&[("today", ""), ("yesterday", "")]);
    dates.extend(WEEKDAYS.map(|day| Offer::new(day, "the latest one")));
    dates
}

/// Dates of what is to come.
pub fn coming_dates(_: &Line) -> Vec<Offer> {
    let mut dates = each(&[("today", ""), ("tomorrow", "")]);
    dates.extend(WEEKDAYS.map(|day| Offer::new(day, "the coming one")));
    dates
}

/// Dates of what is excused, afterwards or ahead.
pub fn any_dates(line: &Line) -> Vec<Offer> {
    let mut dates = past_dates(line);
    dates.insert(2, Offer::new("tomorrow", "that is notice"));
    dates
}

/// The cadences that people promise most, one of each kind.
pub fn cadences(_: &Line) -> Vec<Offer> {
    each(&[
        ("day", "every day"),
        ("weekday", "Monday to Friday"),
        ("weekend", "Saturday and Sunday"),
        ("week", "once in each week"),
        ("3/week", "on three days of each week"),
        ("month", "once in each month"),
        ("mon,thu", "on these days of the week"),
        ("2 weeks", "once in each two weeks"),
        ("2 weeks on fri", "every other Friday"),
        ("month on 1", "on the first of each month"),
        ("month on last", "on the last day of each month"),
        ("3 days", "once in each three days from the start"),
        ("year on 02-14", "on that day of each year"),
    ])
}

/// The settings.
pub fn settings(_: &Line) -> Vec<Offer> {
    Setting::KEYS.iter().map(|key| Offer::new(*key, "")).collect()
}

/// What the setting on the line can be set to.
pub fn values(line: &Line) -> Vec<Offer> {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    match (line.has("week_starts"), line.has("day_ends")) {
        (true, _) => days.iter().map(|day| Offer::new(*day, "")).collect(),
        (_, true) => ["00:00", "02:00", "03:00", "04:00"].iter().map(|time| Offer::new(*time, "")).collect(),
        _ => Vec::new(),
    }
}

/// The pages of the guide.
pub fn topics(_: &Line) -> Vec<Offer> {
    TOPICS.iter().map(|(topic, page)| Offer::new(*topic, title(page))).collect()
}

/// The documents that have a schema.
pub fn documents(_: &Line) -> Vec<Offer> {
    DOCUMENTS.iter().map(|(document, _)| Offer::new(*document, "")).collect()
}

/// The stages of a chapter.
pub fn stages(_: &Line) -> Vec<Offer> {
    ["stabilise", "understand", "repair", "grow"].iter().map(|stage| Offer::new(*stage, "")).collect()
}

/// The verbs.
pub fn verbs(_: &Line) -> Vec<Offer> {
    let command = Cli::command();
    let shown = command.get_subcommands().filter(|verb| !verb.is_hide_set());
    let about = |verb: &clap::Command| verb.get_about().map(ToString::to_string).unwrap_or_default();
    shown.map(|verb| Offer::new(verb.get_name(), about(verb))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cadence::Every;
    use crate::domain::date::DateWord;
    use crate::domain::event::Stage;

    #[test]
    fn what_is_offered_is_understood() {
        let line = Line::new(&[], 0);
        for offer in any_dates(&line).into_iter().chain(coming_dates(&line)) {
            assert!(offer.value.parse::<DateWord>().is_ok(), "{}", offer.value);
        }
        for offer in cadences(&line) {
            assert!(offer.value.parse::<Every>().is_ok(), "{}", offer.value);
        }
        for offer in stages(&line) {
            assert!(offer.value.parse::<Stage>().is_ok(), "{}", offer.value);
        }
        for key in Setting::KEYS {
            let line = Line::new(&[key.into(), "".into()], 1);
            assert!(!values(&line).is_empty());
            for offer in values(&line) {
                assert!(Setting::parse(key, &offer.value).is_ok(), "{key} {}", offer.value);
            }
        }
    }
}
