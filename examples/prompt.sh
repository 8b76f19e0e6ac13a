# shellcheck shell=bash
# What waits for you, in a shell's prompt: "2 due, 1 to say", and nothing where nothing waits. For bash and zsh.
#
#   source examples/prompt.sh
#   PS1='$(ourword_prompt)'"$PS1"        # bash
#   setopt prompt_subst; PROMPT='$(ourword_prompt)'"$PROMPT"        # zsh
#
# It only reads. Without a ledger, or with one that cannot be read just now, it keeps still. What anybody promised never
# stands in it, since others may look at a screen.
ourword_prompt() {
  local waits
  waits=$(ourword due --mine --short 2>/dev/null) || return 0
  if [ -n "$waits" ]; then printf '[%s] ' "$waits"; fi
}
