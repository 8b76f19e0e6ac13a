//! The time zone that `TZ` names. The clock takes it from there itself, and where it finds none it goes on in silence in
//! another zone, in which it may be another day: so it is looked at before.

use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::io;

use tz::timezone::TimeZoneSettings;

/// Where zones are looked for, as the clock does.
const FOLDERS: [&str; 4] =
    ["/usr/share/zoneinfo", "/share/zoneinfo", "/etc/zoneinfo", "/usr/share/lib/zoneinfo"];

/// Whether that is a time zone here: a file below the folders of zones, a file named by its whole path, or a rule as in
/// `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX.1-2017, 8.3). Where it is not, what it says.
pub fn none_of_here(zone: &OsStr) -> Option<String> {
    match zone.to_str() {
        // A machine without any zones knows this one.
        Some("UTC") => None,
        Some(zone) if is_zone(zone) => None,
        _ => Some(zone.to_string_lossy().into_owned()),
    }
}

/// The clock reckons with less than a day's distance from UTC.
fn is_zone(zone: &str) -> bool {
    const DAY: i32 = 24 * 60 * 60;
    TimeZoneSettings::new(&FOLDERS, read).parse_posix_tz(zone).is_ok_and(|zone| {
        let types = zone.as_ref().local_time_types();
        types.iter().all(|kind| kind.ut_offset().abs() < DAY)
    })
}

/// A file, whole, where it can be one of a zone: the smallest has 44 bytes (RFC 9636, 3.1). What is no file, or says that
/// it is empty, could be read for ever: a pipe, a device, a log of the kernel.
fn read(path: &str) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    const MOST: u64 = 1 << 20;
    let about = fs::metadata(path)?;
    if !about.is_file() || !(44..MOST).contains(&about.len()) {
        return Err(io::Error::from(io::ErrorKind::InvalidInput).into());
    }
    Ok(fs::read(path)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_zones_and_names_alone_are_not() {
        for rule in ["CET-1CEST,M3.5.0,M10.5.0/3", "EST5", "<+0330>-3:30", "UTC0", "UTC"] {
            assert_eq!(none_of_here(rule.as_ref()), None, "{rule}");
        }
        for other in [
            "Mars/Phobos",
            "Europe/Berlinn",
            "CET-1CEST,M3",
            "UTC+24",
            "UTC+99",
            ":",
            "/dev/zero",
            "/proc/kmsg",
            "/",
            "berlin",
        ] {
            assert_eq!(none_of_here(other.as_ref()).as_deref(), Some(other));
        }
    }
}
