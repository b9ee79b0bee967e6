# Sourced by whoever has a `say`: how far long work is.

progress_told=-10
progress_by=$(basename "$0")

# progress WHAT DONE TOTAL [SECONDS]: tells how far long work is, and the time that is left if it is known: on a terminal in one
# line that is rewritten, elsewhere in a line every ten seconds.
progress() {
  [ -t 2 ] || [ $((SECONDS - progress_told)) -ge 10 ] || return 0
  progress_told=$SECONDS
  local line="$1: $2 of $3"
  [ -z "${4:-}" ] || line="$line, about $(spell "$4") left"
  if [ -t 2 ]; then printf '\r\033[K%s: %s' "$progress_by" "$line" >&2; else say "$line"; fi
}

# progress_over: takes the line away.
progress_over() {
  [ ! -t 2 ] || printf '\r\033[K' >&2
  progress_told=-10
}

# spell SECONDS: as people say it.
spell() { if [ "$1" -lt 90 ]; then echo "$1 s"; else echo "$((($1 + 30) / 60)) min"; fi; }
