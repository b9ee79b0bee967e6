# How firmware-config/apply says and writes things. A file is replaced whole or not at all, also when the power goes.

# Whether something was, or with --dry-run would be, changed.
changed=

say() { printf 'apply: %s\n' "$*"; }
note() { printf 'apply: note: %s\n' "$*"; }

fail() {
  printf 'apply: %s\n' "$*" >&2
  exit 1
}

# check_writable FOLDER
check_writable() {
  [ -z "$dry" ] && [ ! -w "$1" ] || return 0
  [ "$(id -u)" -eq 0 ] || fail "$1 is root's: run this with sudo"
  fail "$1 is read-only: make it writable with mount -o remount,rw $1 (or by raspi-config, Performance, Overlay File System)"
}

# would WHAT: tells of a change; true if it is only told of.
would() {
  changed=1
  if [ -n "$dry" ]; then
    say "would $*"
    return 0
  fi
  say "$*"
  return 1
}

# replace FILE NEW: puts the content of NEW into FILE by way of a file beside it. On FAT too the name then means
# either the old content or the new.
replace() {
  local beside=$1.daka-new
  if [ -e "$1" ]; then cp -p "$1" "$beside"; fi \
    && cat "$2" >"$beside" && sync "$beside" && mv -f "$beside" "$1" && sync "$(dirname "$1")" \
    || { rm -f "$beside"; fail "could not write $1, which is as it was: is the disk full or failing? (see the line above)"; }
}

# copy FROM TO: the same, with owner and mode.
copy() {
  cp -p "$1" "$2.daka-new" && sync "$2.daka-new" && mv -f "$2.daka-new" "$2" && sync "$(dirname "$2")" \
    || fail "could not copy $1 to $2: see the line above"
}

# sweep FILE...: removes what a power cut left beside them.
sweep() { [ -n "$dry" ] || rm -f "${@/%/.daka-new}"; }

# drop FILE
drop() {
  rm -f "$1" && sync "$(dirname "$1")" || fail "could not remove $1: see the line above"
}
