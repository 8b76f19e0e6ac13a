//! ICS (RFC 5545): the days to come on which something is due, for a calendar program to read or to subscribe to.
//!
//! Each is a whole day, marked as free time and as private: the last day on which a promise can be kept. A promise is
//! called by its name, or by its text; its text and its giver are the description. Nothing that was said of it is in
//! the file. Which days there are, and which promises have none, is said in [`crate::report::feed`].
//!
//! | UID | of what |
//! |---|---|
//! | `a7@LEDGER.ourword` | a one-off, or the series of a promise |
//! | `a7-2026-11-20@LEDGER.ourword` | a day of a promise that stands alone |
//!
//! A UID names the same thing in every later file of the same ledger, so that a calendar brings up to date what it has.

use chrono::{DateTime, Utc, Weekday};
use icalendar::{Calendar, Class, Component, Event, EventLike, Property};

use super::text::wording::text_of;
use crate::domain::Day;
use crate::domain::rejection::and;
use crate::domain::words::shown;
use crate::report::feed::{Feed, FeedDays, FeedPromise, Frequency, Rule, Series};

/// The feed as a file of the ledger with that id, made at that instant.
pub fn due(feed: &Feed, ledger: &str, at: DateTime<Utc>) -> String {
    let mut calendar = Calendar::empty();
    let about = [
        ("VERSION", "2.0"),
        ("PRODID", "-//Ourword//due//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", "Ourword"),
    ];
    for property in about {
        calendar.append_property(property);
    }
    for promise in &feed.promises {
        let id = promise.given.named.id;
        let event = |day: Day, uid: String| event(promise, day, &format!("{uid}@{ledger}.ourword"), at);
        let alone = |day: Day| event(day, format!("{id}-{day}"));
        match &promise.days {
            FeedDays::Once(day) => {
                calendar.push(event(*day, id.to_string()));
            }
            FeedDays::Ruled { series, cut } => {
                let series = series.as_ref().map(|one| recurring(event(one.first, id.to_string()), one));
                calendar.extend(series.into_iter().chain(cut.map(alone)));
            }
            FeedDays::Apart(days) => {
                calendar.extend(days.iter().copied().map(alone));
            }
        }
    }
    folded(&calendar.to_string())
}

/// No line of a file has more octets, its end aside.
const LINE: usize = 75;

/// The same lines, none of them too long: the crate lets the last part of a folded line be one octet longer.
fn folded(file: &str) -> String {
    let mut out = String::with_capacity(file.len());
    for line in file.replace("\r\n ", "").split_inclusive("\r\n") {
        let line = line.trim_end_matches("\r\n");
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE {
                out.push_str("\r\n ");
                used = 1;
            }
            out.push(c);
            used += c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

fn event(promise: &FeedPromise, day: Day, uid: &str, at: DateTime<Utc>) -> Event {
    let given = &promise.given;
    let text = text_of(given.named.text.as_ref());
    let summary = given.named.name.as_deref().map_or_else(|| text.clone(), shown);
    let mut event = Event::with_uid(uid);
    event.timestamp(at).starts(day.to_date()).summary(&plain(&summary));
    event.description(&plain(&format!("{text} ({})", and(&given.by))));
    event.class(Class::Private).append_property(("TRANSP", "TRANSPARENT"));
    event
}

fn recurring(mut event: Event, series: &Series) -> Event {
    event.add_property("RRULE", rule(&series.rule, series.last));
    for day in &series.except {
        let except = Property::new("EXDATE", compact(*day)).add_parameter("VALUE", "DATE").done();
        event.append_multi_property(except);
    }
    event
}

/// The rule in its own words, its parts in the order in which RFC 5545 lists them.
fn rule(rule: &Rule, last: Option<Day>) -> String {
    let frequency = match rule.frequency {
        Frequency::Daily => "DAILY",
        Frequency::Weekly => "WEEKLY",
        Frequency::Monthly => "MONTHLY",
        Frequency::Yearly => "YEARLY",
    };
    let mut parts = vec![format!("FREQ={frequency}")];
    parts.extend(last.map(|day| format!("UNTIL={}", compact(day))));
    if rule.interval > 1 {
        parts.push(format!("INTERVAL={}", rule.interval));
    }
    let days: Vec<String> = rule.days.iter().map(|day| two_letters(*day).to_owned()).collect();
    let month_days: Vec<String> = rule.month_days.iter().map(ToString::to_string).collect();
    let months: Vec<String> = rule.months.iter().map(ToString::to_string).collect();
    let only_last: Vec<String> = rule.only_last.then(|| "-1".to_owned()).into_iter().collect();
    let starts: Vec<String> = rule.week_starts.map(|day| two_letters(day).to_owned()).into_iter().collect();
    let lists = [
        ("BYDAY", days),
        ("BYMONTHDAY", month_days),
        ("BYMONTH", months),
        ("BYSETPOS", only_last),
        ("WKST", starts),
    ];
    let said = lists.iter().filter(|(_, list)| !list.is_empty());
    parts.extend(said.map(|(part, list)| format!("{part}={}", list.join(","))));
    parts.join(";")
}

fn two_letters(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// `20261120`
fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// On one line for every reader: some take these two for the end of a line, too.
fn plain(text: &str) -> String {
    text.replace(['\u{2028}', '\u{2029}'], " ")
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn lines_are_folded_between_characters() {
        let line = |text: &str| format!("{text}\r\n");
        let a = |number: usize| "a".repeat(number);
        assert_eq!(folded(&line(&a(75))), line(&a(75)));
        assert_eq!(folded(&line(&a(76))), format!("{}\r\n a\r\n", a(75)));
        assert_eq!(folded(&line(&a(150))), format!("{}\r\n {}\r\n a\r\n", a(75), a(74)));
        assert_eq!(folded(&line(&format!("{}é", a(74)))), format!("{}\r\n é\r\n", a(74)));
        assert_eq!(folded("x:1\r\ny:\r\n 2\r\n"), "x:1\r\ny:2\r\n", "what was folded is folded anew");
    }
}
