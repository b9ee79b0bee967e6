# How firmware-config/apply says and writes things. A file is replaced whole or not at all, also when the power goes.
# To start a program takes longer, on a Pi above all, than what is done here to a few lines: the shell does by itself
# what it can, and asks a program once for several files.

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
  [ "$EUID" -eq 0 ] || fail "$1 is root's: run this with sudo"
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

# pour <FILE: prints its bytes, whatever they are.
pour() {
  local part
  while IFS= read -r -d '' part; do printf '%s\0' "$part" || return; done
  printf '%s' "$part"
}

# same FILE OTHER: whether both are there and hold the same bytes.
same() {
  local part other one two
  [ -f "$1" ] && [ -f "$2" ] || return 1
  while :; do
    IFS= read -r -d '' -u 3 part && one=more || one=end
    IFS= read -r -d '' -u 4 other && two=more || two=end
    [ "$one$part" = "$two$other" ] || return 1
    [ $one = more ] || return 0
  done 3<"$1" 4<"$2"
}

# ends_line FILE: whether its last byte is a newline.
ends_line() {
  local part
  while IFS= read -r -d '' part; do :; done <"$1"
  [ "${part: -1}" = $'\n' ]
}

# replace FILE NEW...: puts the content of each NEW into its FILE, which keeps its owner and mode.
replace() {
  local files=()
  while [ $# -gt 0 ]; do
    files+=("$1")
    pour <"$2" >"$1.daka-new" && like "$1" "$1.daka-new" || give_up "${files[@]}"
    shift 2
  done
  place "${files[@]}"
}

# like FILE OTHER: gives OTHER the owner and mode of FILE, if there is one.
like() { [ ! -e "$1" ] || cp --attributes-only --preserve=mode,ownership "$1" "$2"; }

# place FILE...: moves what was written beside each into its place: whole or not at all, on FAT too. There a name that is
# moved over another one lets go of the old content before it has the new on the disk; so the old is held until that is
# done: the other name leaves the disk first, then FILE is the new content by one sector, then the old is given up.
place() {
  local file
  local -A folders=()
  sync "${@/%/.daka-new}" || give_up "$@"
  for file in "$@"; do
    folders[${file%/*}]=1
    hold "$file"
    mv -f "$file.daka-new" "$file" || fail "could not write $file: see the line above"
  done
  sync "${!folders[@]}" "$@" || fail "could not write $* for certain: see the line above"
  let_go
}

# give_up FILE...: what was written beside them goes.
give_up() {
  rm -f "${@/%/.daka-new}"
  fail "could not write $*, which is as it was: is the disk full or failing? (see the line above)"
}

# copy FROM TO: the same, with owner and mode.
copy() {
  cp -p "$1" "$2.daka-new" && sync "$2.daka-new" && mv -f "$2.daka-new" "$2" && sync "${2%/*}" \
    || fail "could not copy $1 to $2: see the line above"
}

# drop FILE...: removes those that are there; their content is held until their names have left the disk.
drop() {
  local file there=()
  local -A folders=()
  for file in "$@"; do
    [ -e "$file" ] || [ -L "$file" ] || continue
    there+=("$file")
    folders[${file%/*}]=1
    hold "$file"
  done
  [ ${#there[@]} -gt 0 ] || return 0
  rm -f "${there[@]}" && sync "${!folders[@]}" || fail "could not remove ${there[*]}: see the line above"
  let_go
}

# hold FILE: keeps its content on the disk, whatever becomes of its name, until let_go.
held=()
hold() {
  local number
  [ -f "$1" ] || return 0
  exec {number}<"$1"
  held+=("$number")
}

let_go() {
  local number
  for number in "${held[@]}"; do exec {number}<&-; done
  held=()
}

# sweep FILE...: removes what a power cut left beside them.
sweep() { [ -n "$dry" ] || drop "${@/%/.daka-new}"; }
