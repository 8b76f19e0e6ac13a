#!/usr/bin/env bash
# A first week of Ana and Ben, played through in a throw-away ledger: promises, what became of them, one thing seen
# differently, and the talk on Sunday. Run it as it is: `examples/first-week.sh`; it touches nothing of yours.
set -euo pipefail

home=$(mktemp -d)
trap 'rm -r -- "$home"' EXIT
# A ledger and a device of its own. OURWORD_NOW replaces the clock, so that a week takes a second.
export OURWORD_LEDGER=$home/ledger.db XDG_STATE_HOME=$home/state TZ=UTC
unset OURWORD_AS OURWORD_OWN
at() { export OURWORD_NOW="2026-11-${1}T20:00:00Z"; printf '\n# %s\n' "$(date -u -d "2026-11-$1" '+%A %-d %B')"; }

at 16
ourword init Ana Ben
ourword me Ana --quiet
ourword me Ben --quiet
ourword promise "wash up before bed" --every day --name dishes --as Ana
ourword promise "home by seven, or a message by six" --every weekday --name home --as Ben
ourword promise "an evening without screens" --every week --name evening --both --as Ben
ourword accept evening --as Ana
ourword kept dishes --as Ana
ourword kept home --as Ben

at 17
# Several at once are one command: all or nothing, and one undo.
printf 'home\ndishes\n' | ourword kept - --as Ben
ourword undo --as Ben
ourword kept home --as Ben
ourword kept dishes --as Ana

at 18
# Told before the other found out.
ourword broke home --note "the meeting ran over and I did not write" --as Ben
ourword kept dishes --as Ana
# Told ahead of time: that is notice.
ourword excused dishes --on 2026-11-20 --note "on the night train" --as Ana

at 19
ourword kept home --as Ben
ourword kept dishes --as Ana
ourword broke dishes --note "the pans were still there in the morning" --as Ben

at 20
ourword kept home --as Ben

at 21
ourword kept dishes evening --as Ana

at 22
ourword kept dishes --as Ana
# Anything still to be said?
if ourword due --exit-code --quiet; then echo "Nothing is due."; fi
ourword report
# For scripts there is JSON, and ids alone.
ourword list --quiet
