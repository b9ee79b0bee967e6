# config.txt: our settings are one block between two marks, and no line outside it is ever touched.

begin_mark='# BEGIN Daka kiosk'
end_mark='# END Daka kiosk'
begin_line="$begin_mark: firmware-config/apply writes these lines; own ones go above or below"
open_flag=' (no newline above)'

# read_config: cuts config.txt into the files above, block (with its marks) and below.
read_config() {
  local begins ends
  begins=$(grep -an "^$begin_mark" "$boot/config.txt" | cut -d: -f1 || true)
  ends=$(grep -an "^$end_mark" "$boot/config.txt" | cut -d: -f1 || true)
  if [ -z "$begins$ends" ]; then
    cat "$boot/config.txt" >"$work/above"
    : >"$work/block"
    : >"$work/below"
  elif [[ "$begins $ends" =~ ^[0-9]+\ [0-9]+$ ]] && [ "$begins" -lt "$ends" ]; then
    head -n $((begins - 1)) "$boot/config.txt" >"$work/above"
    head -n "$ends" "$boot/config.txt" | tail -n +"$begins" >"$work/block"
    tail -n +$((ends + 1)) "$boot/config.txt" >"$work/below"
  else
    fail "the marks \"$begin_mark\" and \"$end_mark\" in $boot/config.txt are not one pair: remove them, and what is ours between them, by hand"
  fi
  if [ ! -s "$work/block" ] && [ -s "$work/above" ] && [ "$(tail -c 1 "$work/above" | od -An -c)" != '  \n' ]; then
    open=$open_flag
  else
    open=$(head -n 1 "$work/block" | grep -oF "$open_flag" || true)
  fi
  cat "$work/above" "$work/below" >"$work/rest"
  # The first line may be the last one, and without its newline.
  eol=
  if [[ "$(head -n 1 "$work/rest" | tr -d '\n' | tail -c 1 | od -An -c)" == '  \r' ]]; then eol=$'\r'; fi
  foreign_lines
}

# foreign_lines: puts into the file foreign what others wrote into the block, under the filters it stood under.
foreign_lines() {
  sed -e "1d; \$d; s/\r\$//" "$work/block" >"$work/body"
  : >"$work/foreign"
  if [ -s "$work/block" ] && [ "$(tail -n 1 "$work/block" | grep -o '[0-9]*' | tail -n 1)" != "$(sum_of "$work/body")" ]; then
    awk '
      NR == FNR { ours[$0]; next }
      /^\[/ { filter = $0; next }
      /^[ \t]*$/ || $0 in ours { next }
      filter != shown { print shown = filter }
      { print }
      END { if (shown != "" && shown != "[all]") print "[all]" }
    ' "$here/boot/config.txt" "$work/body" | with_eol >"$work/foreign"
  fi
}

sum_of() { cksum <"$1" | cut -d' ' -f1; }

with_eol() { sed "s/\$/$eol/"; }

apply_config() {
  sweep "$boot/config.txt"
  [ -n "$rtc" ] || rtc=$(grep -oE 'i2c-rtc,ds3231|rtc_bbat_vchg' "$work/body" | sed 's/.*,//; s/rtc.*/battery/' || true)
  awk -v rtc="$rtc" -f "$here/parts/config-block.awk" "$work/rest" "$here/boot/config.txt" >"$work/body"
  {
    cat "$work/above"
    [ -s "$work/block" ] || [ -z "$open" ] || printf '%s\n' "$eol"
    { printf '%s\n' "$begin_line$open"; cat "$work/body"; printf '%s\n' "$end_mark $(sum_of "$work/body")"; } | with_eol
    cat "$work/foreign" "$work/below"
  } >"$work/new"
  if ! cmp -s "$work/new" "$boot/config.txt"; then
    would "write the block of the kiosk's settings into $boot/config.txt" || replace "$boot/config.txt" "$work/new"
    [ -z "$(open_filter)" ] || note "config.txt is inside $(open_filter) above the block: the block begins with [all], and so does what is added below it"
    [ ! -s "$work/foreign" ] || note "what others wrote into the block now stands below it: $(tr -d '\r' <"$work/foreign" | grep -v '^\[' | paste -sd' ')"
  fi
  awk -f "$here/parts/config-conflicts.awk" "$work/body" place=above "$work/above" place=below "$work/foreign" "$work/below" \
    | while IFS= read -r line; do note "config.txt: $line"; done
}

undo_config() {
  sweep "$boot/config.txt"
  [ -s "$work/block" ] || return 0
  {
    if [ -n "$open" ] && [ ! -s "$work/foreign" ] && [ ! -s "$work/below" ]; then
      head -c -$((1 + ${#eol})) "$work/above"
    else
      cat "$work/above" "$work/foreign"
      [ -s "$work/foreign" ] || keep_filter
      cat "$work/below"
    fi
  } >"$work/new"
  would "take the block of the kiosk's settings out of $boot/config.txt" || replace "$boot/config.txt" "$work/new"
  [ ! -s "$work/foreign" ] || note "kept what others wrote into the block: $(tr -d '\r' <"$work/foreign" | grep -v '^\[' | paste -sd' ')"
}

# open_filter: prints the filter that is open above the block, other than [all].
open_filter() {
  awk '{ sub(/\r$/, "") } /^\[/ { filter = $0 } END { if (filter != "" && filter !~ /^\[all\]/) print filter }' "$work/above"
}

# keep_filter: prints an [all] if what was added below the block would now fall to the filter above it. Only
# [all] ends each filter: one of another kind, such as [pi5] after [EDID=...], is asked beside it.
keep_filter() {
  [ -n "$(open_filter)" ] || return 0
  awk '/^\[all\]/ { exit } !/^[ \t\r]*(#|$)|^\[/ { print "[all]"; exit }' "$work/below" | with_eol
}
