//! What people type never makes a parser panic; and what a parser takes, it gives back as it took it.

use ourword::domain::cadence::Every;
use ourword::domain::date::{DateWord, Looking};
use ourword::domain::period::PeriodWord;
use ourword::domain::settings::Setting;
use ourword::domain::words::{Field, Name, PartnerName, Words, shown};
use ourword::domain::{Day, EventId, Reckoning, ThingId};
use proptest::prelude::*;

use crate::common::{cases, date, day, week_start};

/// Anything at all; and what is nearly right, made of the words of the grammars and of signs that trip.
fn text() -> impl Strategy<Value = String> {
    const PARTS: [&str; 58] = [
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "on",
        "last",
        "weekday",
        "weekend",
        "mon",
        "tuesday",
        "fri",
        "in",
        "ago",
        "today",
        "yesterday",
        "tomorrow",
        "chapter",
        "all",
        "0",
        "00",
        "1",
        "2",
        "3",
        "07",
        "12",
        "31",
        "99",
        "100",
        "2026",
        "9999",
        "0000",
        "99999999999999999999",
        "a",
        "b7",
        "a.",
        ".7",
        "W",
        "w",
        "W53",
        "-",
        "/",
        ",",
        "..",
        " ",
        "  ",
        ":",
        "\t",
        "\n",
        "\r\n",
        "\u{0}",
        "é",
        "e\u{301}",
        "\u{202e}",
        "２",
        "ß",
    ];
    let part = prop::sample::select(&PARTS[..]);
    prop_oneof![
        2 => any::<String>(),
        1 => "\\PC{0,50}",
        2 => "[0-9a-z.,/:W -]{0,12}",
        5 => prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat()),
        3 => prop::collection::vec(prop::sample::select(&PARTS[..]), 0..6).prop_map(|parts| parts.join(" ")),
    ]
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn dates_and_periods(text in text(), today in date(), weeks in week_start()) {
        let today = day(today);
        let reckoning = Reckoning { today, as_of: false, weeks };
        if let Ok(word) = text.parse::<DateWord>() {
            let back = word.reckon(today, Looking::Back);
            let ahead = word.reckon(today, Looking::Ahead);
            match word {
                DateWord::On(weekday) => {
                    prop_assert!(back <= today && today.days_since(back) < 7 && back.weekday() == weekday);
                    prop_assert!(ahead > today && ahead.days_since(today) <= 7 && ahead.weekday() == weekday);
                }
                DateWord::Exact(day) => prop_assert_eq!((back, ahead), (day, day)),
                DateWord::Away(days) => prop_assert_eq!((back, ahead), (today.plus(days), today.plus(days))),
            }
        }
        if let Ok(date) = text.parse::<Day>() {
            prop_assert_eq!(date.to_string(), text.as_str());
        }
        if let Ok(word) = text.parse::<PeriodWord>()
            && let Ok(period) = word.reckon(&reckoning, Some(today.plus(-99)), Some((today.plus(-40), "calm".to_owned())))
        {
            prop_assert!(period.span.from <= period.span.to && !period.label.is_empty());
            prop_assert!(!period.is_week || period.span == weeks.week_of(period.span.from));
        }
    }

    #[test]
    fn cadences(text in text()) {
        if let Ok(every) = text.parse::<Every>() {
            let canonical = every.cadence.to_string();
            prop_assert_eq!(canonical.parse::<Every>().unwrap().cadence, every.cadence);
        }
    }

    #[test]
    fn ids(text in text()) {
        if let Ok(id) = text.parse::<ThingId>() {
            prop_assert_eq!(id.to_string(), text.as_str());
        }
        if let Ok(id) = text.parse::<EventId>() {
            prop_assert_eq!(id.to_string(), text.as_str());
        }
    }

    #[test]
    fn settings(text in text()) {
        prop_assert!(Setting::parse(&text, "03:00").is_err() || Setting::KEYS.contains(&text.as_str()));
        for key in Setting::KEYS {
            if let Ok(setting) = Setting::parse(key, &text) {
                prop_assert_eq!(setting.key(), key);
                prop_assert_eq!(Setting::parse(key, &setting.value()).unwrap(), setting);
            }
        }
    }

    #[test]
    fn words(text in text()) {
        for field in [Field::Promise, Field::Plan, Field::Note] {
            if let Ok(words) = Words::new(&text, field) {
                prop_assert_eq!(&Words::new(words.as_str(), field).unwrap(), &words, "tidied once is tidied");
                prop_assert!(!words.as_str().is_empty() && words.as_str().chars().count() <= field.most());
                prop_assert_eq!(words.to_string(), shown(words.as_str()));
            }
        }
        let turns = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}');
        prop_assert!(!shown(&text).chars().any(turns), "nothing shown turns the line");
    }

    #[test]
    fn names(text in text()) {
        if let Ok(name) = text.parse::<Name>() {
            prop_assert_eq!(&name.as_str().parse::<Name>().unwrap(), &name);
            prop_assert!(name.as_str().parse::<ThingId>().is_err());
            prop_assert!(name.as_str().parse::<DateWord>().is_err());
        }
        if let Ok(name) = PartnerName::new(&text) {
            prop_assert_eq!(&PartnerName::new(name.as_str()).unwrap(), &name);
        }
    }
}

/// "Names compare case-folded and NFC-normalised": however a name is typed, it is the same name.
#[test]
fn a_name_is_the_same_in_capitals() {
    for name in ["Zoë", "Strauß", "Ταΐζα", "Ǌegoš", "Ольга", "Ó Súilleabháin", "Łukasz", "René", "J\u{30c}an"]
    {
        for typed in [name.to_uppercase(), name.to_lowercase()] {
            let same = PartnerName::new(&typed).unwrap() == PartnerName::new(name).unwrap();
            assert!(same, "{typed} is {name}");
        }
    }
}
