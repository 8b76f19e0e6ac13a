#!/bin/sh
# A quiet word on the desktop when something waits for you. Nothing of this program ever runs it: it reminds whoever puts
# it into their own crontab or timer, on their own machine, and nobody else.
#
#   30 20 * * * DISPLAY=:0 DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus ~/bin/reminder.sh
#
# It says neither what was promised, nor how much waits, nor to whom: a lock screen may show it to anybody. It asks for
# no answer, goes away by itself, and does not come back before it is run again.
ourword due --mine --count --exit-code >/dev/null 2>&1
if [ "$?" -eq 10 ]; then
  notify-send --app-name=Ourword --urgency=low --hint=int:transient:1 \
    "Ourword" "Whenever it suits you today: a minute for what you promised."
fi
