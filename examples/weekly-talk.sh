#!/usr/bin/env bash
# Sunday evening: what a weekly talk needs, in the order of the talk. Give it your ledger through OURWORD_LEDGER, or
# run it as it is for a couple that is made up on the spot.
set -euo pipefail

if [ -z "${OURWORD_LEDGER:-}" ]; then
  home=$(mktemp -d)
  trap 'rm -r -- "$home"' EXIT
  export OURWORD_LEDGER=$home/ledger.db XDG_STATE_HOME=$home/state TZ=UTC
  unset OURWORD_AS OURWORD_OWN
  export OURWORD_NOW=2026-11-16T20:00:00Z
  ourword init Ana Ben --quiet
  ourword me Ana --quiet 2>/dev/null
  ourword me Ben --quiet 2>/dev/null
  ourword promise "wash up before bed" --every day --name dishes --as Ana --quiet
  ourword kept dishes --as Ana --quiet
  ourword chapter "After the summer" --hope "we tell each other first" --stage repair --as Ana --quiet
  export OURWORD_NOW=2026-11-22T20:00:00Z
  ourword accept a2 --as Ben --quiet
  ourword kept dishes --on yesterday --as Ana --quiet
  ourword broke dishes --on fri --as Ana --quiet
  ourword thank for the soup --as Ben --quiet
  ourword checkin --predict 7 --rely 6 --safe 8 --feeling lighter --show --as Ana --quiet
  ourword checkin --predict 6 --rely 8 --need "when plans change, I need a word before" --show --as Ben --quiet
fi

# 1. What still waits for a word, so that the page is whole before the talk.
if ! ourword due --exit-code --quiet >/dev/null; then
  echo "Still to be said:"
  ourword due
  echo
fi

# 2. The page itself: thanks, what went right, each block, one thing to talk about first, next week, the question.
ourword report

# 3. Once a month, the longer view: the days from 22 to 28 hold each day of the week once.
day=$(date -u -d "${OURWORD_NOW:-now}" +%-d)
if [ "$day" -ge 22 ] && [ "$day" -le 28 ]; then
  echo
  ourword report 12w
fi
