#!/usr/bin/env bash
# A promise is broken, told of, and repaired: what I did, what it did to you, what I do to make it good, what changes.
# A repair is open, then whole, and holds only while what changes is kept. In a throw-away ledger of its own.
set -euo pipefail

home=$(mktemp -d)
trap 'rm -r -- "$home"' EXIT
export OURWORD_LEDGER=$home/ledger.db XDG_STATE_HOME=$home/state TZ=UTC
unset OURWORD_AS OURWORD_OWN
at() { export OURWORD_NOW="2026-11-${1}T20:00:00Z"; printf '\n# %s\n' "$(date -u -d "2026-11-$1" '+%A %-d %B')"; }

at 16
ourword init Ana Ben --quiet
ourword me Ana --quiet 2>/dev/null
ourword me Ben --quiet 2>/dev/null
ourword promise "home by seven" --every weekday --name home --as Ben --quiet

at 17
# Ben says so himself, the same evening.
ourword broke home --note "I came at nine and did not write" --as Ben
ourword repair home --did "I came at nine and did not write" --as Ben

at 18
# Parts are added as they come; the repair goes by its id.
ourword repair a2 --impact "you sat there with the cold dinner and did not know" --as Ben
ourword repair a2 --amends "I cook on Friday" --adjust "a message by six" --every weekday --as Ben
# Ana says where she is. There is no timer, and no third word.
ourword repair a2 --not-yet --as Ana

at 19
ourword kept home a3 --as Ben

at 20
ourword kept home a3 --as Ben
ourword repair a2 --heard --as Ana
ourword report
