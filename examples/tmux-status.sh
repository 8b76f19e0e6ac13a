#!/bin/sh
# What waits for you, in the status line of tmux. In ~/.tmux.conf, with the place where this file is:
#
#   set -g status-interval 60
#   set -g status-right '#(~/bin/tmux-status.sh) %H:%M'
#
# It says nothing where nothing waits or no ledger is there, and never what was promised.
ourword due --mine --short 2>/dev/null || true
