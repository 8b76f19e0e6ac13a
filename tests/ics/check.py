"""Reads the feeds that `cargo test --test forms` left, as a calendar program would, and holds the days on which
something is due against those that the test expected: python3 tests/ics/check.py FOLDER

Needs icalendar and recurring-ical-events (which brings python-dateutil).
"""

import datetime
import json
import pathlib
import sys

import icalendar
import recurring_ical_events


def day(text):
    return datetime.date.fromisoformat(text)


def days_of(calendar, first, last):
    """The days of every promise, by its id: a day that comes twice is there twice."""
    days = {}
    for event in recurring_ical_events.of(calendar).between(first, last + datetime.timedelta(days=1)):
        start = event["DTSTART"].dt
        assert type(start) is datetime.date, f"{event['UID']} is not a whole day"
        promise = str(event["UID"]).split("@")[0].split("-")[0]
        days.setdefault(promise, []).append(start.isoformat())
    return {promise: sorted(days) for promise, days in days.items()}


def check(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    raw = path.read_bytes()
    assert all(len(line) <= 75 and b"\n" not in line for line in raw.split(b"\r\n")), "a line is too long"
    calendar = icalendar.Calendar.from_ical(raw)
    events = calendar.walk("VEVENT")
    assert not any(event.errors for event in events), "an event could not be read"
    uids = [str(event["UID"]) for event in events]
    assert len(set(uids)) == len(uids), "a UID is there twice"
    assert all(str(event["TRANSP"]) == "TRANSPARENT" for event in events)
    found = days_of(calendar, day(expected["from"]), day(expected["to"]))
    wanted = {promise: days for promise, days in expected["days"].items() if days}
    wrong = [p for p in sorted(set(found) | set(wanted)) if found.get(p, []) != wanted.get(p, [])]
    for promise in wrong:
        differ = sorted(set(found.get(promise, [])) ^ set(wanted.get(promise, [])))
        rules = [e["RRULE"].to_ical().decode() for e in events if str(e["UID"]).startswith(promise + "@") and "RRULE" in e]
        print(f"{path.name}: {promise} {rules}: {differ[:5]}", file=sys.stderr)
    print(f"{path.name}: {len(wanted)} promises, {sum(map(len, wanted.values()))} days, {len(wrong)} wrong")
    return not wrong


def main():
    paths = sorted(pathlib.Path(sys.argv[1]).glob("*.ics"))
    if not paths:
        sys.exit("no feeds there; run `cargo test --test forms` first")
    results = [check(path) for path in paths]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
