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
  local name
  name=$(awk '
    { sub(/\r$/, ""); sub(/^[ \t]+/, "") }
    /^\[/ { ours = /^\[(all|pi[45])\]/; next }
    FNR == 1 { ours = 1 }
    ours && /^os_prefix=/ { prefix = substr($0, 11) }
    ours && /^cmdline=/ { file = substr($0, 9) }
    END { print file ~ /^\// ? file : prefix (file == "" ? "cmdline.txt" : file) }
  ' "$boot/config.txt")
  cmdline=$boot/$name
  [ -f "$cmdline" ] || cmdline=$boot/cmdline.txt
  [ -f "$cmdline" ] || fail "there is no cmdline.txt in $boot, without which Linux finds no disk: restore it first"
  before=${cmdline%.txt}.daka-before.txt
  after=${cmdline%.txt}.daka-after.txt
}

# first_line FILE: sets line to it, without the end of the line.
first_line() {
  line=
  IFS= read -r line <"$1" 2>/dev/null || true
  line=${line%$'\r'}
}

original() {
  local current line
  if [ ! -f "$before" ] || [ ! -f "$after" ] || cmp -s "$cmdline" "$before"; then
    cat "$cmdline" >"$work/base"
  elif cmp -s "$cmdline" "$after"; then
    cat "$before" >"$work/base"
  else
    first_line "$cmdline" && current=$line
    { first_line "$before" && printf '%s\n' "$line"; first_line "$after" && printf '%s\n' "$line"; printf '%s\n' "$current"; } \
      | awk -f "$here/parts/cmdline-original.awk" >"$work/line"
    with_line "$cmdline" "$work/line" >"$work/base"
  fi
}

# with_line FILE LINE: prints FILE with the content of LINE in place of its first line.
with_line() {
  local line
  IFS= read -r line <"$1" 2>/dev/null || true
  printf '%s' "$(cat "$2")"
  tail -c +$((${#line} + 1)) "$1" | if [ "${line%$'\r'}" != "$line" ]; then printf '\r' && cat; else cat; fi
}

apply_cmdline() {
  local line
  sweep "$cmdline" "$before" "$after"
  first_line "$work/base"
  if tail -n +2 "$work/base" | grep -q '[^[:space:]]'; then
    note "$cmdline has more than one line, and only the first counts: join them if the others are meant"
  fi
  printf '%s\n' "$line" | awk -f "$here/parts/cmdline-ours.awk" "$here/boot/cmdline.txt" - >"$work/line"
  with_line "$work/base" "$work/line" >"$work/new"
  if ! cmp -s "$work/new" "$cmdline"; then
    would "set in $cmdline: $(changes "$cmdline" "$work/new")" || {
      replace "$before" "$work/base"
      replace "$after" "$work/new"
      replace "$cmdline" "$work/new"
    }
  fi
}

undo_cmdline() {
  sweep "$cmdline" "$before" "$after"
  if ! cmp -s "$work/base" "$cmdline"; then
    would "set in $cmdline: $(changes "$cmdline" "$work/base")" || replace "$cmdline" "$work/base"
  fi
  if [ -f "$before" ] || [ -f "$after" ]; then
    changed=1
    [ -n "$dry" ] || { drop "$after" && drop "$before"; }
  fi
}

# changes OLD NEW: the parameters that go (-) and come (+).
changes() {
  local out in
  out=$(only_in "$1" "$2" | sed 's/^/-/' | paste -sd' ')
  in=$(only_in "$2" "$1" | sed 's/^/+/' | paste -sd' ')
  printf '%s' "$out${out:+${in:+ }}$in"
}

# only_in FILE OTHER: the words of FILE's first line that OTHER's lacks, in their order.
only_in() {
  awk 'FNR == 1 { for (i = 1; i <= NF; i++) if (FILENAME == ARGV[1]) theirs[$i]; else if (!($i in theirs)) print $i }' "$2" "$1"
}
