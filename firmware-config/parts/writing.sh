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

# replace FILE NEW: puts the content of NEW into FILE: whole or not at all, on FAT too. There a name that is moved over
# another one lets go of the old content before it has the new on the disk; so the old is held until that is done: the
# other name leaves the disk first, then FILE is the new content by one sector, then the old is given up.
replace() {
  local beside=$1.daka-new held=
  if ! { cat "$2" >"$beside" && like "$1" "$beside" && sync "$beside"; }; then
    rm -f "$beside"
    fail "could not write $1, which is as it was: is the disk full or failing? (see the line above)"
  fi
  [ ! -e "$1" ] || exec {held}<"$1"
  mv -f "$beside" "$1" && sync "$(dirname "$1")" && sync "$1" || fail "could not write $1 for certain: see the line above"
  [ -z "$held" ] || exec {held}<&-
}

# like FILE OTHER: gives OTHER the owner and mode of FILE, if there is one.
like() { [ ! -e "$1" ] || { chown --reference="$1" "$2" && chmod --reference="$1" "$2"; }; }

# copy FROM TO: the same, with owner and mode.
copy() {
  cp -p "$1" "$2.daka-new" && sync "$2.daka-new" && mv -f "$2.daka-new" "$2" && sync "$(dirname "$2")" \
    || fail "could not copy $1 to $2: see the line above"
}

# drop FILE: removes it, if it is there; its content is held until its name has left the disk.
drop() {
  local held
  [ -e "$1" ] || [ -L "$1" ] || return 0
  exec {held}<"$1"
  rm -f "$1" && sync "$(dirname "$1")" || fail "could not remove $1: see the line above"
  exec {held}<&-
}

# sweep FILE...: removes what a power cut left beside them.
sweep() {
  local file
  [ -z "$dry" ] || return 0
  for file in "$@"; do drop "$file.daka-new"; done
}
