#!/usr/bin/env bash
# What is due, as a file that calendar programs read. Run it from cron or a timer; whoever has subscribed to the file,
# or imports it again, sees the same series in its new state, since each has an id that stays. The file says what you
# promised: keep it where only the two of you can read it.
set -euo pipefail

file=${1:-due.ics}

# Written whole or not at all: a calendar that reads it meanwhile sees the old file or the new one.
ourword due --format ics --output "$file"
printf 'wrote %s with %s entries\n' "$file" "$(grep -c '^BEGIN:VEVENT' "$file" || true)"
