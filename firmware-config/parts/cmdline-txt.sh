# cmdline.txt: one line, in which nothing can be marked. So two files beside it remember it as it was before and as we
# wrote it: undoing puts back the first, or, if somebody has edited the line since, what the two tell apart.

# read_cmdline: finds the file that the firmware reads, and puts into the file base what it would be without us.
read_cmdline() {
  local line
  find_cmdline
  original
  first_line "$work/base"
  [[ "$line" =~ [^[:space:]] ]] || fail "the first line of $cmdline is empty, and Linux would find no disk: restore it first"
}

# find_cmdline: sets cmdline to its name, which config.txt may have changed.
find_cmdline() {
  local line name=cmdline.txt prefix='' ours=1
  for line in "${config[@]}"; do
    line=${line%$'\r'}
    line=${line#"${line%%[![:blank:]]*}"}
    case "$line" in
      '[all]'* | '[pi4]'* | '[pi5]'*) ours=1 ;;
      '['*) ours= ;;
      os_prefix=*) [ -z "$ours" ] || prefix=${line#*=} ;;
      cmdline=*) [ -z "$ours" ] || name=${line#*=} ;;
    esac
  done
  case "$name" in
    '') cmdline=$boot/${prefix}cmdline.txt ;;
    /*) cmdline=$boot$name ;;
    *) cmdline=$boot/$prefix$name ;;
  esac
  [ -f "$cmdline" ] || cmdline=$boot/cmdline.txt
  [ -f "$cmdline" ] || fail "there is no cmdline.txt in $boot, without which Linux finds no disk: restore it first"
  before=${cmdline%.txt}.daka-before.txt
  after=${cmdline%.txt}.daka-after.txt
}

# first_line FILE: sets line to it, without the end of the line.
first_line() {
  line=
  IFS= read -r line <"$1" || true
  line=${line%$'\r'}
}

original() {
  local was line told
  if [ ! -f "$before" ] || [ ! -f "$after" ] || same "$cmdline" "$before"; then
    pour <"$cmdline" >"$work/base"
  elif same "$cmdline" "$after"; then
    pour <"$before" >"$work/base"
  else
    first_line "$before" && was=$line
    first_line "$after" && was+=$'\n'$line
    first_line "$cmdline" && was+=$'\n'$line
    told=$(awk -f "$here/parts/cmdline-original.awk" <<<"$was")
    with_line "$cmdline" "$told" >"$work/base"
  fi
}

# with_line FILE LINE: prints FILE with LINE in place of its first one, whose end stays as it is.
with_line() {
  local line end=''
  {
    IFS= read -r line && end=$'\n'
    [ "${line%$'\r'}" = "$line" ] || end=$'\r'$end
    printf '%s%s' "$2" "$end"
    pour
  } <"$1"
}

apply_cmdline() {
  local line others told
  sweep "$cmdline" "$before" "$after"
  first_line "$work/base"
  mapfile -t -s 1 others <"$work/base"
  if [[ "${others[*]}" =~ [^[:space:]] ]]; then
    note "$cmdline has more than one line, and only the first counts: join them if the others are meant"
  fi
  line=$(awk -f "$here/parts/cmdline-ours.awk" "$here/boot/cmdline.txt" - <<<"$line")
  with_line "$work/base" "$line" >"$work/new"
  if ! same "$work/new" "$cmdline"; then
    tell_apart "$cmdline" "$work/new"
    would "set in $cmdline: $told" || {
      replace "$before" "$work/base" "$after" "$work/new"
      replace "$cmdline" "$work/new"
    }
  fi
}

undo_cmdline() {
  local told
  sweep "$cmdline" "$before" "$after"
  if ! same "$work/base" "$cmdline"; then
    tell_apart "$cmdline" "$work/base"
    would "set in $cmdline: $told" || replace "$cmdline" "$work/base"
  fi
  if [ -f "$before" ] || [ -f "$after" ]; then
    changed=1
    [ -n "$dry" ] || drop "$after" "$before"
  fi
}

# tell_apart OLD NEW: sets told to the parameters that go (-) and come (+), by their first lines.
tell_apart() {
  local line old new word
  first_line "$1" && read -ra old <<<"$line"
  first_line "$2" && read -ra new <<<"$line"
  told=
  for word in "${old[@]}"; do [[ " ${new[*]} " == *" $word "* ]] || told+=" -$word"; done
  for word in "${new[@]}"; do [[ " ${old[*]} " == *" $word "* ]] || told+=" +$word"; done
  told=${told# }
}
