//! The clock: read here alone, once per run. What day it is follows from it in one function.

#![expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]

use chrono::{DateTime, Local, NaiveDateTime, NaiveTime, SubsecRound, TimeDelta, Utc};

use super::env::Env;
use super::error::Failure;
use crate::domain::Day;
use crate::domain::settings::DayEnds;

/// An instant, and the civil time that it is here.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The instant, in whole seconds.
    pub now: DateTime<Utc>,
    local: NaiveDateTime,
}

impl Clock {
    /// Now, or what `OURWORD_NOW` says instead.
    pub fn read(env: &Env) -> Result<Self, Failure> {
        if let Some(zone) = &env.no_zone {
            return Err(Failure::usage(
                format!("TZ is `{zone}`, which is no time zone that this machine knows"),
                "write it as in Europe/Berlin, with the zones of the system (tzdata) in place, or unset it",
            ));
        }
        let now = match &env.now {
            None => Utc::now(),
            Some(text) => DateTime::parse_from_rfc3339(text)
                .map_err(|_| {
                    Failure::usage(
                        format!("OURWORD_NOW is `{text}`, which is no instant"),
                        "write it as in 2026-11-20T18:30:00Z, or unset it",
                    )
                })?
                .to_utc(),
        };
        Ok(Self::at(now))
    }

    /// No instant, for who asks for none.
    pub fn unread() -> Self {
        Self { now: DateTime::UNIX_EPOCH, local: DateTime::UNIX_EPOCH.naive_utc() }
    }

    /// That instant.
    pub fn at(now: DateTime<Utc>) -> Self {
        let now = now.trunc_subsecs(0);
        Self { now, local: now.with_timezone(&Local).naive_local() }
    }

    /// Eight in the evening of that day, here.
    pub fn evening_of(day: Day) -> Self {
        let eight = NaiveTime::from_hms_opt(20, 0, 0).unwrap_or_default();
        let local = day.to_date().and_time(eight);
        Self {
            now: local.and_local_timezone(Local).earliest().map_or(local.and_utc(), |at| at.to_utc()),
            local,
        }
    }

    /// What day it is: the local date, shifted by the time until which the day before goes on.
    pub fn day(&self, ends: DayEnds) -> Day {
        let shifted = self.local.checked_sub_signed(TimeDelta::minutes(ends.minutes())).unwrap_or(self.local);
        Day::from_date(shifted.date()).unwrap_or(Day::MIN)
    }
}

/// The civil day here of an instant, in seconds since 1970: the plain local date, whenever a day ends for the ledger.
pub fn civil_day(instant: i64) -> Option<Day> {
    let at = DateTime::from_timestamp(instant, 0)?;
    Day::from_date(at.with_timezone(&Local).date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_night_belongs_to_the_day_before() {
        let at = |text: &str| {
            let local = text.parse::<NaiveDateTime>().unwrap();
            Clock { now: DateTime::UNIX_EPOCH, local }
        };
        let ends: DayEnds = "03:00".parse().unwrap();
        assert_eq!(at("2026-11-20T02:30:00").day(ends).to_string(), "2026-11-19");
        assert_eq!(at("2026-11-20T03:00:00").day(ends).to_string(), "2026-11-20");
        assert_eq!(at("2026-11-20T00:00:00").day(DayEnds::default()).to_string(), "2026-11-20");
    }
}
