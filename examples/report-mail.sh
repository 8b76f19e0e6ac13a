#!/usr/bin/env bash
# The week's report as a mail: for people who read it there. It writes the mail to stdout; pipe it into whatever sends
# mail on your machine, for example `report-mail.sh ana@example.org | sendmail -t`. A mail leaves this machine and is
# kept on others: send it only where both of you agree to.
set -euo pipefail

to=${1:-both@example.org}
period=${2:-last}

boundary="ourword-$(date +%s)-$$"
# A subject is ASCII alone, and a chapter may be called anything.
name=$(ourword report "$period" --json | sed 's/"label":"\([^"]*\)"/\n\1\n/' | sed -n 2p | LC_ALL=C tr -cd ' -~')

printf 'To: %s\nSubject: Our week, %s\nMIME-Version: 1.0\n' "$to" "$name"
printf 'Content-Type: multipart/alternative; boundary="%s"\n\n' "$boundary"

part() {
  printf -- '--%s\nContent-Type: %s; charset=utf-8\nContent-Transfer-Encoding: base64\n\n' "$boundary" "$1"
  base64
  printf '\n'
}

# The last form that a mail program understands is the one that it shows.
ourword report "$period" | part text/plain
ourword report "$period" --format html | part text/html
printf -- '--%s--\n' "$boundary"
