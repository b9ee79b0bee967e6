# The files below root/ and the masked units. What we made is recorded, before it is made, in a file of lines
# "SUM PATH" (a file), "link PATH" or "folder PATH"; a file that was in the way is kept beside that record.
# First all is looked at, and what will be done is told; then it is done, a kind at a time.

state=/var/lib/daka-firmware
# The record: what was made, by path, and the paths in their order.
declare -A made=()
paths=()
# The sum of each file that was looked at.
declare -A sums=()
# What is to be done: folders, files and links to make, files to keep, and those to put back or to remove.
folders=() files=() links=() originals=() returning=() leaving=()

apply_system() {
  local file unit units=() shipped=()
  shopt -s globstar
  for file in "$here"/root/**; do
    [ -d "$file" ] || shipped+=("${file#"$here/root"}")
  done
  while read -r unit _; do
    case "$unit" in '' | '#'*) ;; *) units+=("$unit") ;; esac
  done <"$here/masked-units"
  read_record
  read_sums "${shipped[@]/#/"$here/root"}" "${shipped[@]/#/"$root"}" "${paths[@]/#/"$root"}"
  drop_obsolete
  for file in "${shipped[@]}"; do install_file "$file"; done
  for unit in "${units[@]}"; do mask_unit "$unit"; done
  [ -n "$dry" ] || make_all
  make_user
}

# read_record: fills made and paths.
read_record() {
  local kind path
  [ -f "$root$state/installed" ] || return 0
  while read -r kind path; do record "$kind" "$path"; done <"$root$state/installed"
}

# record WHAT PATH: that it is ours, for write_record.
record() {
  [ -n "${made[$2]:-}" ] || paths+=("$2")
  made[$2]=$1
}

# read_sums FILE...: fills sums.
read_sums() {
  local file line there=()
  for file in "$@"; do [ ! -f "$file" ] || there+=("$file"); done
  [ ${#there[@]} -gt 0 ] || return 0
  sha256sum -z -- "${there[@]}" >"$work/sums"
  while IFS= read -r -d '' line; do sums[${line#*  }]=${line%% *}; done <"$work/sums"
}

# drop_obsolete: takes back what an earlier release made and this one does not have.
drop_obsolete() {
  local path kept
  for path in "${paths[@]}"; do
    case "${made[$path]}" in
      folder) continue ;;
      link) [[ " ${units[*]} " != *" ${path##*/} "* ]] || continue; remove_link "$path" ;;
      *) [ ! -e "$here/root$path" ] || continue; remove_file "$path" ;;
    esac
    made[$path]=
  done
  [ -n "$dry" ] || remove_all
}

# install_file PATH
install_file() {
  local ours=$here/root$1 theirs=$root$1 original=$root$state/before$1 recorded=${made[$1]:-}
  local sum=${sums[$ours]} there=${sums[$theirs]:-}
  if [ -L "$theirs" ]; then
    note "$theirs is a link that somebody has put there, and stays: remove it and run this again if that was not meant"
    return
  fi
  if [ "$there" = "$sum" ]; then
    [ -z "$recorded" ] || record "$sum" "$1"
    return
  fi
  if [ -n "$recorded" ] && [ -e "$theirs" ] && [ "$there" != "$recorded" ] && ! same "$theirs" "$original"; then
    note "$theirs was edited and stays as it is; remove it and run this again to get the one of this release"
    return
  fi
  would "write $theirs" && return
  make_folder "${1%/*}"
  if [ -z "$recorded" ] && [ -e "$theirs" ]; then
    originals+=("$1")
    note "$theirs was there; it comes back with --undo"
  fi
  record "$sum" "$1"
  files+=("$1")
}

# make_folder PATH: with those above it.
make_folder() {
  [ ! -d "$root$1/" ] && [[ " ${folders[*]} " != *" $1 "* ]] || return 0
  make_folder "${1%/*}"
  record folder "$1"
  folders+=("$1")
}

# mask_unit UNIT: as systemctl mask does, which cannot do it to a card in another machine.
mask_unit() {
  local path=/etc/systemd/system/$1 autologin
  [ ! -L "$root$path" ] || [ ! "$root$path" -ef /dev/null ] || return 0
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
  links+=("$path")
}

# make_all: what is made is noted before it is made, so that a power cut leaves nothing that is not noted; and what is in
# its way is kept before that.
make_all() {
  local path
  for path in "${originals[@]}"; do
    make_state "$state/before${path%/*}"
    copy "$root$path" "$root$state/before$path"
  done
  write_record
  if [ ${#folders[@]} -gt 0 ]; then
    mkdir "${folders[@]/#/"$root"}" && sync "${folders[@]/#/"$root"}" \
      || fail "could not make the folders ${folders[*]} below $root/: see the line above"
  fi
  [ ${#files[@]} -eq 0 ] || write_files
  for path in "${links[@]}"; do
    ln -s /dev/null "$root$path" && sync "$root${path%/*}" || fail "could not mask ${path##*/}: see the line above"
  done
}

write_record() {
  local path
  for path in "${paths[@]}"; do
    [ -z "${made[$path]}" ] || printf '%s %s\n' "${made[$path]}" "$path"
  done >"$work/installed"
  [ -s "$work/installed" ] || [ -f "$root$state/installed" ] || return 0
  ! same "$work/installed" "$root$state/installed" || return 0
  make_state "$state"
  replace "$root$state/installed" "$work/installed"
}

# write_files: each as a new one of who runs this, for all to read.
write_files() {
  local path programs=()
  sweep "${files[@]/#/"$root"}"
  for path in "${files[@]}"; do
    pour <"$here/root$path" >"$root$path.daka-new" || give_up "$root$path"
    [ ! -x "$here/root$path" ] || programs+=("$root$path.daka-new")
  done
  [ ${#programs[@]} -eq 0 ] || chmod 755 "${programs[@]}"
  place "${files[@]/#/"$root"}"
}

# make_user: the kiosk's user and its groups, as the file in sysusers.d says. They stay when all else is undone.
make_user() {
  [ -f "$root/etc/passwd" ] || return 0
  if [ -f "$root/etc/group" ] && awk '
    NR == FNR { if ($1 == "m") missing[$3]; next }
    { split($0, part, ":"); if (("," part[4] ",") ~ /,daka,/) delete missing[part[1]] }
    END { for (group in missing) exit 1 }
  ' "$here/root/etc/sysusers.d/daka.conf" "$root/etc/group"; then return 0; fi
  would "make the user daka, with its groups" && return
  systemd-sysusers ${root:+"--root=$root"} - <"$here/root/etc/sysusers.d/daka.conf" \
    || note "the user daka could not be made: run systemd-sysusers on the kiosk"
}

undo_system() {
  local i path kept=
  [ -d "$root$state" ] || return 0
  read_record
  read_sums "${paths[@]/#/"$root"}"
  for ((i = ${#paths[@]} - 1; i >= 0; i--)); do
    path=${paths[i]}
    case "${made[$path]}" in
      folder) folders+=("$root$path") ;;
      link) remove_link "$path" ;;
      *) remove_file "$path" ;;
    esac
  done
  [ -z "$dry" ] || return 0
  remove_all
  [ ${#folders[@]} -eq 0 ] || rmdir "${folders[@]}" 2>/dev/null || true
  [ -n "$kept" ] || rm -r "$root${state:?}"
}

# remove_link PATH
remove_link() {
  [ -L "$root$1" ] && [ "$root$1" -ef /dev/null ] || return 0
  would "unmask ${1##*/}" || leaving+=("$root$1")
}

# remove_file PATH
remove_file() {
  local theirs=$root$1 original=$root$state/before$1
  leaving+=("$theirs.daka-new")
  if same "$theirs" "$original"; then
    return
  elif [ -e "$theirs" ] && [ "${sums[$theirs]:-}" != "${made[$1]}" ]; then
    note "$theirs was edited and stays: remove it by hand if it is not wanted"
    if [ -e "$original" ]; then
      note "the one that was there before it is $original"
      kept=1
    fi
  elif [ -e "$original" ]; then
    would "put back $theirs" || returning+=("$1")
  elif [ -e "$theirs" ]; then
    would "remove $theirs" || leaving+=("$theirs")
  fi
}

remove_all() {
  local path
  for path in "${returning[@]}"; do copy "$root$state/before$path" "$root$path"; done
  drop "${leaving[@]}"
  returning=() leaving=()
}

make_state() { [ -d "$root$1" ] || mkdir -p "$root$1" || fail "could not make the folder $root$1: see the line above"; }
