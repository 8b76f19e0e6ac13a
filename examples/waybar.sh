#!/bin/sh
# What waits for you, as a module of waybar:
#
#   "custom/ourword": { "exec": "~/bin/waybar.sh", "return-type": "json", "interval": 60 }
#
# The text is empty where nothing waits, which hides the module; the class is `waits` or `quiet`, for the style sheet.
waits=$(ourword due --mine --short 2>/dev/null) || waits=
if [ -n "$waits" ]; then class=waits; else class=quiet; fi
printf '{"text": "%s", "class": "%s", "tooltip": false}\n' "$waits" "$class"
