//! The whole grammar of cadences, by chance: as somebody would write one, as it is printed back, and what it
//! means. And the law that both ways of writing are one cadence.

use chrono::Weekday;
use ourword::domain::cadence::{Cadence, Every};
use ourword::domain::terms::{Terms, When};
use proptest::prelude::*;

use crate::common::{WEEKDAYS, cases, fixed};

/// What a cadence means, without a word of how it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// These days of every so manieth week.
    WeekDays(u32, Vec<Weekday>),
    /// These days of every so manieth month; 99 is the last.
    MonthDays(u32, Vec<u32>),
    /// These (month, day) of every year.
    YearDays(Vec<(u32, u32)>),
    Weeks(u32),
    Months(u32),
    Years(u32),
    Days(u32),
}

/// The last day of a month, whichever that is: it sorts behind the 31st.
pub const LAST: u32 = 99;

/// A cadence: what it means, as somebody wrote it, and as it ought to be printed.
#[derive(Clone, Debug)]
pub struct Written {
    pub meaning: Meaning,
    pub text: String,
    pub canonical: String,
}

pub fn cadence() -> impl Strategy<Value = Written> {
    prop_oneof![
        3 => week_days(),
        3 => month_days(),
        2 => year_days(),
        4 => long(),
        1 => prop::sample::select(vec![
            ("day", Meaning::WeekDays(1, WEEKDAYS.to_vec())),
            ("1 day", Meaning::WeekDays(1, WEEKDAYS.to_vec())),
            ("weekday", Meaning::WeekDays(1, WEEKDAYS[..5].to_vec())),
            ("weekend", Meaning::WeekDays(1, WEEKDAYS[5..].to_vec())),
        ])
        .prop_map(|(text, meaning)| written(meaning, text.to_owned())),
    ]
}

fn written(meaning: Meaning, text: String) -> Written {
    let canonical = canonical(&meaning);
    Written { meaning, text, canonical }
}

/// 1 to 99, mostly small.
fn count() -> impl Strategy<Value = u32> {
    prop_oneof![3 => Just(1_u32), 4 => 2..6_u32, 1 => 6..100_u32]
}

/// `week`, `weeks`, `1 week`, `2 weeks`, in any case.
fn counted(n: u32, unit: &str, style: u8) -> String {
    let unit = if style & 1 == 0 { unit.to_owned() } else { format!("{unit}s") };
    let unit = if style & 2 == 0 { unit } else { unit.to_uppercase() };
    if n == 1 && style & 4 == 0 { unit } else { format!("{n} {unit}") }
}

fn week_days() -> impl Strategy<Value = Written> {
    let days = prop::collection::vec((0..7_usize, any::<bool>()), 1..9);
    (count(), days, any::<u8>()).prop_map(|(n, days, style)| {
        let names: Vec<String> = days.iter().map(|(day, long)| day_word(WEEKDAYS[*day], *long)).collect();
        let names = names.join(if style & 8 == 0 { "," } else { " , " });
        let text = if n == 1 && style & 16 == 0 {
            names
        } else {
            format!("{} on {names}", counted(n, "week", style))
        };
        let on = WEEKDAYS.into_iter().filter(|day| days.iter().any(|(one, _)| WEEKDAYS[*one] == *day));
        written(Meaning::WeekDays(n, on.collect()), text)
    })
}

fn day_word(day: Weekday, long: bool) -> String {
    if !long {
        return day.to_string();
    }
    let end = match day {
        Weekday::Tue => "sday",
        Weekday::Wed => "nesday",
        Weekday::Thu => "rsday",
        Weekday::Sat => "urday",
        _ => "day",
    };
    format!("{day}{end}")
}

fn month_days() -> impl Strategy<Value = Written> {
    let days = prop::collection::vec(prop_oneof![6 => 1..32_u32, 2 => 28..32_u32, 2 => Just(LAST)], 1..6);
    (count(), days, any::<u8>()).prop_map(|(n, mut days, style)| {
        let text = format!("{} on {}", counted(n, "month", style), list(&days, month_day));
        days.sort_unstable();
        days.dedup();
        written(Meaning::MonthDays(n, days), text)
    })
}

fn month_day(day: &u32) -> String {
    if *day == LAST { "last".to_owned() } else { day.to_string() }
}

fn year_days() -> impl Strategy<Value = Written> {
    const LENGTHS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let day = (1..13_usize)
        .prop_flat_map(|month| (Just(u32::try_from(month).unwrap()), 1..=LENGTHS[month - 1]))
        .boxed();
    let day = prop_oneof![4 => day, 1 => Just((2_u32, 29_u32)), 1 => Just((2_u32, 28_u32))];
    (prop::collection::vec(day, 1..6), any::<bool>()).prop_map(|(mut days, one)| {
        let text = format!("{}year on {}", if one { "1 " } else { "" }, list(&days, year_day));
        days.sort_unstable();
        days.dedup();
        written(Meaning::YearDays(days), text)
    })
}

fn year_day((month, day): &(u32, u32)) -> String {
    format!("{month:02}-{day:02}")
}

fn long() -> impl Strategy<Value = Written> {
    (count(), 0..4_u8, any::<u8>()).prop_map(|(n, unit, style)| match unit {
        0 => written(Meaning::Weeks(n), counted(n, "week", style)),
        1 => written(Meaning::Months(n), counted(n, "month", style)),
        2 => written(Meaning::Years(n), counted(n, "year", style)),
        _ if n == 1 => written(Meaning::WeekDays(1, WEEKDAYS.to_vec()), "1 days".to_owned()),
        _ => written(Meaning::Days(n), counted(n, "day", style)),
    })
}

fn list<T>(items: &[T], one: impl Fn(&T) -> String) -> String {
    items.iter().map(one).collect::<Vec<_>>().join(",")
}

/// Sorted, short, a count of one left out; days of every week as the list alone, or by their one word.
fn canonical(meaning: &Meaning) -> String {
    let counted = |n: u32, unit: &str| if n == 1 { unit.to_owned() } else { format!("{n} {unit}s") };
    match meaning {
        Meaning::WeekDays(1, on) if *on == WEEKDAYS => "day".to_owned(),
        Meaning::WeekDays(1, on) if *on == WEEKDAYS[..5] => "weekday".to_owned(),
        Meaning::WeekDays(1, on) if *on == WEEKDAYS[5..] => "weekend".to_owned(),
        Meaning::WeekDays(n, on) => {
            let on = list(on, |day| day.to_string().to_lowercase());
            if *n == 1 { on } else { format!("{n} weeks on {on}") }
        }
        Meaning::MonthDays(n, on) => format!("{} on {}", counted(*n, "month"), list(on, month_day)),
        Meaning::YearDays(on) => format!("year on {}", list(on, year_day)),
        Meaning::Weeks(n) => counted(*n, "week"),
        Meaning::Months(n) => counted(*n, "month"),
        Meaning::Years(n) => counted(*n, "year"),
        Meaning::Days(n) => counted(*n, "day"),
    }
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn printed_and_parsed_back_a_cadence_is_itself(written in cadence()) {
        let parsed: Cadence = written.text.parse().unwrap();
        prop_assert_eq!(parsed.to_string(), written.canonical.as_str());
        prop_assert_eq!(written.canonical.parse::<Cadence>().unwrap(), parsed.clone());
        let long = matches!(
            written.meaning,
            Meaning::Weeks(_) | Meaning::Months(_) | Meaning::Years(_) | Meaning::Days(_)
        );
        prop_assert_eq!(parsed.has_long_windows(), long);
    }

    #[test]
    fn a_slash_is_a_period_and_its_times(times in 1..100_u32, month: bool) {
        let unit = if month { "month" } else { "week" };
        let every: Every = format!("{times}/{unit}").parse().unwrap();
        prop_assert_eq!((every.cadence.to_string(), every.times), (unit.to_owned(), Some(times)));
    }

    #[test]
    fn terms_are_written_down_and_read_back(
        written in cadence(), times in 1..8_u32, until in prop::option::of(0..900_i64), avoid: bool
    ) {
        let when = When::Every {
            cadence: written.text.parse().unwrap(),
            times,
            until: until.map(|days| fixed().plus(days)),
        };
        let terms = Terms { when, from: fixed(), avoid };
        let stored = serde_json::to_string(&terms).unwrap();
        prop_assert_eq!(serde_json::from_str::<Terms>(&stored).unwrap(), terms);
    }
}
