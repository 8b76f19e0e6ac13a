//! Civil dates. A [`Day`] is a date in the proleptic Gregorian calendar, years 1 to 9999, and nothing
//! else: no time, no zone. Everything is reckoned in days; an instant is only ever a label.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::rejection::Rejection;
use super::stored::from_text;

/// A civil date between 0001-01-01 and 9999-12-31.
///
/// ```
/// use ourword::domain::Day;
/// let day: Day = "2026-11-20".parse().unwrap();
/// assert_eq!(day.plus(3).to_string(), "2026-11-23");
/// assert_eq!(day.plus(3).days_since(day), 3);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// 0001-01-01.
    pub const MIN: Self = Self(1);
    /// 9999-12-31.
    pub const MAX: Self = Self(3_652_059);

    /// The date, or `None` where the calendar has no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Self::from_date)
    }

    /// `YYYY-MM-DD` in ASCII, or `None` where it is not that, or the calendar has no such day.
    pub fn from_ascii(text: &[u8]) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
        let number = |digits: &[&u8]| {
            digits.iter().try_fold(0_u32, |sum, digit| {
                digit.is_ascii_digit().then(|| sum * 10 + u32::from(**digit - b'0'))
            })
        };
        let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
        Self::from_ymd(year, number(&[m1, m2])?, number(&[d1, d2])?)
    }

    /// The last day of that month when the month lacks `day`; clamped to the years 1 to 9999.
    pub fn from_ymd_clamped(year: i32, month: u32, day: u32) -> Self {
        if year < 1 {
            return Self::MIN;
        }
        if year > 9999 {
            return Self::MAX;
        }
        Self::from_ymd(year, month, day.min(days_in_month(year, month))).unwrap_or(Self::MAX)
    }

    /// The same date as chrono's, or `None` outside the years 1 to 9999.
    pub fn from_date(date: NaiveDate) -> Option<Self> {
        let day = Self(date.num_days_from_ce());
        (Self::MIN..=Self::MAX).contains(&day).then_some(day)
    }

    /// The same date as chrono's.
    pub fn to_date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0).unwrap_or(NaiveDate::MIN)
    }

    /// 1 to 9999.
    pub fn year(self) -> i32 {
        self.to_date().year()
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.to_date().month()
    }

    /// 1 to 31.
    pub fn day_of_month(self) -> u32 {
        self.to_date().day()
    }

    /// The day of the week, by arithmetic: 0001-01-01 was a Monday.
    pub fn weekday(self) -> Weekday {
        const WEEK: [Weekday; 7] = [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
            Weekday::Sun,
        ];
        WEEK[usize::try_from((self.0 - 1).rem_euclid(7)).unwrap_or(0)]
    }

    /// `days` later (earlier when negative), stopping at the ends of the calendar.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let there = i64::from(self.0).saturating_add(days);
        let bounded = there.clamp(i64::from(Self::MIN.0), i64::from(Self::MAX.0));
        Self(i32::try_from(bounded).unwrap_or(self.0))
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// The day before.
    #[must_use]
    pub fn previous(self) -> Self {
        self.plus(-1)
    }

    /// Whole days from `earlier` to this one; negative when this one is the earlier.
    pub fn days_since(self, earlier: Self) -> i64 {
        i64::from(self.0) - i64::from(earlier.0)
    }

    /// How people say it: `Fri 20 Nov`.
    pub fn short(self) -> String {
        let date = self.to_date();
        format!("{} {} {}", self.weekday(), date.day(), month_name(date.month()))
    }

    /// `Fri 20 Nov 2026`, for a day that may lie in another year.
    pub fn long(self) -> String {
        format!("{} {:04}", self.short(), self.year())
    }

    /// The short form, with the year where it differs from `today`'s.
    pub fn said(self, today: Self) -> String {
        if self.year() == today.year() { self.short() } else { self.long() }
    }

    /// ISO week: its year and its number, 1 to 53.
    pub fn iso_week(self) -> (i32, u32) {
        let week = self.to_date().iso_week();
        (week.year(), week.week())
    }
}

/// `Jan` to `Dec`.
fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(month)
        .ok()
        .and_then(|month| NAMES.get(month.checked_sub(1)?))
        .copied()
        .unwrap_or_default()
}

/// 28 to 31.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.to_date();
        let year = u32::try_from(date.year()).unwrap_or(0);
        let digit = |number: u32| b'0' + u8::try_from(number % 10).unwrap_or(0);
        let (month, day) = (date.month(), date.day());
        // Most of what is written are days, and the formatting of numbers costs several times as much.
        let text = [
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(month / 10),
            digit(month),
            b'-',
            digit(day / 10),
            digit(day),
        ];
        f.write_str(str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = Rejection;

    /// `YYYY-MM-DD` and nothing else; the words people use are [`super::date::DateWord`].
    fn from_str(text: &str) -> Result<Self, Rejection> {
        Self::from_ascii(text.as_bytes()).ok_or_else(|| Rejection::NoDate { text: text.to_owned() })
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from)
    }
}

impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// Days from one to another, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Span {
    /// The first day.
    pub from: Day,
    /// The last day; never before `from` in a span that holds any day.
    pub to: Day,
}

impl Span {
    /// From the one day to the other, both included.
    pub fn new(from: Day, to: Day) -> Self {
        Self { from, to }
    }

    /// Whether the day lies in it.
    pub fn holds(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// How many days; 0 when it ends before it starts.
    pub fn days(self) -> i64 {
        (self.to.days_since(self.from) + 1).max(0)
    }

    /// What both hold, or `None`.
    pub fn meet(self, other: Self) -> Option<Self> {
        let both = Self::new(self.from.max(other.from), self.to.min(other.to));
        (both.from <= both.to).then_some(both)
    }
}

/// The day on which a ledger's weeks start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WeekStart(pub Weekday);

impl Default for WeekStart {
    fn default() -> Self {
        Self(Weekday::Mon)
    }
}

impl WeekStart {
    /// The first day of the week that holds `day`.
    pub fn first_of(self, day: Day) -> Day {
        let back = i64::from(day.weekday().days_since(self.0));
        Day(day.0 - i32::try_from(back).unwrap_or(0)).max(Day::MIN)
    }

    /// The whole week that holds `day`.
    pub fn week_of(self, day: Day) -> Span {
        let first = self.first_of(day);
        Span::new(first, first.plus(6))
    }

    /// What a week is called: `2026-W47` where weeks start on Monday, else its first day.
    pub fn name_of(self, week: Span) -> String {
        if self.0 == Weekday::Mon {
            let (year, number) = week.from.iso_week();
            format!("{year:04}-W{number:02}")
        } else {
            week.from.to_string()
        }
    }
}

impl fmt::Display for WeekStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Weekday::Mon => "monday",
            Weekday::Tue => "tuesday",
            Weekday::Wed => "wednesday",
            Weekday::Thu => "thursday",
            Weekday::Fri => "friday",
            Weekday::Sat => "saturday",
            Weekday::Sun => "sunday",
        })
    }
}

impl FromStr for WeekStart {
    type Err = Rejection;

    fn from_str(text: &str) -> Result<Self, Rejection> {
        weekday(text).map(Self).ok_or_else(|| Rejection::BadSetting {
            key: "week_starts",
            value: text.to_owned(),
            wants: "a day of the week, like monday",
        })
    }
}

/// `mon` or `monday`, in any case.
pub fn weekday(text: &str) -> Option<Weekday> {
    let names = [
        ("monday", Weekday::Mon),
        ("tuesday", Weekday::Tue),
        ("wednesday", Weekday::Wed),
        ("thursday", Weekday::Thu),
        ("friday", Weekday::Fri),
        ("saturday", Weekday::Sat),
        ("sunday", Weekday::Sun),
    ];
    let is = |name: &str| text.eq_ignore_ascii_case(name) || text.eq_ignore_ascii_case(&name[..3]);
    names.iter().find(|(name, _)| is(name)).map(|(_, day)| *day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_agree_with_chrono() {
        for number in (1..=Day::MAX.0).step_by(997) {
            assert_eq!(Day(number).weekday(), Day(number).to_date().weekday());
        }
        assert_eq!(Day::MAX.to_string(), "9999-12-31");
        assert_eq!(Day::MIN.to_string(), "0001-01-01");
    }

    #[test]
    fn days_are_said_as_chrono_says_them() {
        for number in (1..=Day::MAX.0).step_by(499) {
            let (day, date) = (Day(number), Day(number).to_date());
            assert_eq!(day.to_string(), date.format("%Y-%m-%d").to_string());
            assert_eq!(day.short(), date.format("%a %-d %b").to_string());
            assert_eq!(day.long(), date.format("%a %-d %b %Y").to_string());
        }
    }

    #[test]
    fn only_iso_dates_parse() {
        for bad in [
            "2026-2-3",
            "2026-02-30",
            "20260203",
            "2026-02-03 ",
            "２０２６-01-01",
            "0000-01-01",
            "",
            "2026-13-01",
        ] {
            assert!(bad.parse::<Day>().is_err(), "{bad}");
        }
        let day: Day = "2024-02-29".parse().unwrap();
        assert_eq!((day.year(), day.month(), day.day_of_month()), (2024, 2, 29));
    }

    #[test]
    fn arithmetic_stops_at_the_ends() {
        assert_eq!(Day::MAX.plus(1), Day::MAX);
        assert_eq!(Day::MIN.plus(i64::MIN), Day::MIN);
        assert_eq!(Day::from_ymd_clamped(2026, 2, 31).to_string(), "2026-02-28");
        assert_eq!(Day::from_ymd_clamped(10_000, 1, 1), Day::MAX);
    }

    #[test]
    fn weeks_have_names() {
        let day: Day = "2026-11-22".parse().unwrap();
        let monday = WeekStart::default();
        assert_eq!(monday.name_of(monday.week_of(day)), "2026-W47");
        let sunday = WeekStart(Weekday::Sun);
        assert_eq!(sunday.name_of(sunday.week_of(day)), "2026-11-22");
        assert_eq!(monday.name_of(monday.week_of("2027-01-01".parse().unwrap())), "2026-W53");
    }
}
