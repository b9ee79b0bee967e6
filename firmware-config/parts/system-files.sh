# The files below root/ and the masked units. What we made is recorded, before it is made, in a file of lines
# "SUM PATH" (a file), "link PATH" or "folder PATH"; a file that was in the way is kept beside that record.

state=/var/lib/daka-firmware
declare -A made

# read_record: fills made, by path.
read_record() {
  local kind path
  [ -f "$root$state/installed" ] || return 0
  while read -r kind path; do made[$path]=$kind; done <"$root$state/installed"
}

apply_system() {
  local file unit
  read_record
  drop_obsolete
  shopt -s globstar
  for file in "$here"/root/**; do
    [ -d "$file" ] || install_file "${file#"$here/root"}"
  done
  while read -r unit _; do
    case "$unit" in '' | '#'*) continue ;; esac
    mask_unit "$unit"
  done <"$here/masked-units"
  make_user
}

# drop_obsolete: takes back what an earlier release made and this one does not have.
drop_obsolete() {
  local kind path kept
  [ -f "$root$state/installed" ] || return 0
  cat "$root$state/installed" >"$work/recorded"
  while read -r kind path; do
    case "$kind" in
      folder) continue ;;
      link) ! grep -qE "^${path##*/}( |\$)" "$here/masked-units" || continue; remove_link "$path" ;;
      *) [ ! -e "$here/root$path" ] || continue; remove_file "$kind" "$path" ;;
    esac
    [ -n "$dry" ] || forget "$path"
  done <"$work/recorded"
}

# install_file PATH
install_file() {
  local ours=$here/root$1 theirs=$root$1 original=$root$state/before$1 recorded=${made[$1]:-} sum
  if [ -L "$theirs" ]; then
    note "$theirs is a link that somebody has put there, and stays: remove it and run this again if that was not meant"
    return
  fi
  sum=$(sum256 "$ours")
  if [ -e "$theirs" ] && cmp -s "$ours" "$theirs"; then
    [ -z "$recorded" ] || [ "$recorded" = "$sum" ] || [ -n "$dry" ] || record "$sum" "$1"
    return
  fi
  if [ -n "$recorded" ] && [ -e "$theirs" ] && [ "$(sum256 "$theirs")" != "$recorded" ] && ! cmp -s "$theirs" "$original"; then
    note "$theirs was edited and stays as it is; remove it and run this again to get the one of this release"
    return
  fi
  would "write $theirs" && return
  make_folder "$(dirname "$1")"
  if [ -z "$recorded" ] && [ -e "$theirs" ]; then
    make_state "$state/before$(dirname "$1")"
    copy "$theirs" "$original"
    note "$theirs was there; it comes back with --undo"
  fi
  record "$sum" "$1"
  replace "$theirs" "$ours"
  if [ -x "$ours" ]; then chmod 755 "$theirs"; else chmod 644 "$theirs"; fi
}

# mask_unit UNIT: as systemctl mask does, which cannot do it to a card in another machine.
mask_unit() {
  local path=/etc/systemd/system/$1 autologin
  [ "$(readlink "$root$path")" != /dev/null ] || return 0
  for autologin in "$root$path".d/*.conf; do
    if [ -f "$autologin" ] && grep -q -- --autologin "$autologin"; then
      note "$1 is not masked: $autologin logs somebody in, and what is on the screen may be started there. A code scanned before the kiosk has the scanner is typed into that shell: start the screen by a unit of its own, remove this file, and run this again"
      return
    fi
  done
  if [ -e "$root$path" ] || [ -L "$root$path" ]; then
    note "$1 is not masked: somebody has put $root$path in its place"
    return
  fi
  would "mask $1" && return
  make_folder /etc/systemd/system
  record link "$path"
  ln -s /dev/null "$root$path" && sync "$root/etc/systemd/system" || fail "could not mask $1: see the line above"
}

# make_user: the kiosk's user and its groups, as the file in sysusers.d says. They stay when all else is undone.
make_user() {
  local group missing=
  for group in $(awk '$1 == "m" { print $3 }' "$here/root/etc/sysusers.d/daka.conf"); do
    grep -qE "^$group:([^:]*:){2}([^:]*,)?daka(,|\$)" "$root/etc/group" 2>/dev/null || missing=1
  done
  [ -n "$missing" ] && [ -f "$root/etc/passwd" ] || return 0
  would "make the user daka, with its groups" && return
  systemd-sysusers ${root:+"--root=$root"} - <"$here/root/etc/sysusers.d/daka.conf" \
    || note "the user daka could not be made: run systemd-sysusers on the kiosk"
}

undo_system() {
  local kind path kept=
  [ -f "$root$state/installed" ] || return 0
  tac "$root$state/installed" >"$work/recorded"
  while read -r kind path; do
    case "$kind" in
      folder) [ -n "$dry" ] || rmdir "$root$path" 2>/dev/null || true ;;
      link) remove_link "$path" ;;
      *) remove_file "$kind" "$path" ;;
    esac
  done <"$work/recorded"
  [ -n "$dry" ] || [ -n "$kept" ] || rm -r "$root${state:?}"
}

# remove_link PATH
remove_link() { [ "$(readlink "$root$1")" != /dev/null ] || would "unmask ${1##*/}" || drop "$root$1"; }

# remove_file SUM PATH
remove_file() {
  local theirs=$root$2 original=$root$state/before$2
  sweep "$theirs"
  if [ -e "$original" ] && cmp -s "$theirs" "$original"; then
    return
  elif [ -e "$theirs" ] && [ "$(sum256 "$theirs")" != "$1" ]; then
    note "$theirs was edited and stays: remove it by hand if it is not wanted"
    if [ -e "$original" ]; then
      note "the one that was there before it is $original"
      kept=1
    fi
  elif [ -e "$original" ]; then
    would "put back $theirs" && return
    copy "$original" "$theirs"
  elif [ -e "$theirs" ]; then
    would "remove $theirs" || drop "$theirs"
  fi
}

# record WHAT PATH: notes it before it is done, so that a power cut leaves nothing that is not noted.
record() {
  make_state "$state"
  { without "$2"; echo "$1 $2"; } >"$work/installed"
  replace "$root$state/installed" "$work/installed"
}

# forget PATH
forget() {
  without "$1" >"$work/installed"
  replace "$root$state/installed" "$work/installed"
}

# without PATH: prints the record without it.
without() { awk -v path="$1" '$2 != path' "$root$state/installed" 2>/dev/null || true; }

sum256() {
  local sum
  sum=$(sha256sum <"$1") && printf '%s' "${sum%% *}"
}

make_state() { mkdir -p "$root$1" || fail "could not make the folder $root$1: see the line above"; }

# make_folder PATH: makes it and those above it, and notes which.
make_folder() {
  [ ! -d "$root$1" ] || return 0
  make_folder "$(dirname "$1")"
  record folder "$1"
  mkdir "$root$1" && sync "$root$1" || fail "could not make the folder $root$1: see the line above"
}
