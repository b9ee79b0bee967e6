# config.txt: our settings are one block between two marks, and no line outside it is ever touched.

begin_mark='# BEGIN Daka kiosk'
end_mark='# END Daka kiosk'
begin_line="$begin_mark: firmware-config/apply writes these lines; own ones go above or below"
open_flag=' (no newline above)'

# read_config: cuts config.txt into the files above, block (with its marks), body (without) and below. What is looked for
# is looked for in config, its lines, for the shell ends a line at a byte 0.
read_config() {
  local i begins=() ends=() first=
  mapfile -t config <"$boot/config.txt"
  for i in "${!config[@]}"; do
    case "${config[i]}" in
      "$begin_mark"*) begins+=($((i + 1))) ;;
      "$end_mark"*) ends+=($((i + 1))) ;;
    esac
  done
  block_at=${#config[@]} block_end=${#config[@]} open=
  if [ ${#begins[@]} -eq 0 ] && [ ${#ends[@]} -eq 0 ]; then
    pour <"$boot/config.txt" >"$work/above"
    : >"$work/block" >"$work/body" >"$work/below"
    [ ! -s "$work/above" ] || ends_line "$work/above" || open=$open_flag
  elif [ ${#begins[@]} -eq 1 ] && [ ${#ends[@]} -eq 1 ] && [ "${begins[0]}" -lt "${ends[0]}" ]; then
    cut_config "${begins[0]}" "${ends[0]}"
    [[ "${config[block_at]}" != *"$open_flag"* ]] || open=$open_flag
  else
    fail "the marks \"$begin_mark\" and \"$end_mark\" in $boot/config.txt are not one pair: remove them, and what is ours between them, by hand"
  fi
  # The first line may be the last one, and without its newline.
  { IFS= read -r first <"$work/above" || [ -n "$first" ] || IFS= read -r first <"$work/below"; } || true
  eol=
  [ "${first%$'\r'}" = "$first" ] || eol=$'\r'
  foreign_lines
}

# cut_config BEGIN END
cut_config() {
  block_at=$(($1 - 1)) block_end=$2
  sed -n -e "1,$1{$1!w $work/above" -e '}' -e "$1,$2w $work/block" -e "$(($2 + 1)),\$w $work/below" \
    -e "$1,$2{$1b;$2b;s/\r\$//;w $work/body" -e '}' "$boot/config.txt"
}

# foreign_lines: puts into the file foreign what others wrote into the block, under the filters it stood under.
foreign_lines() {
  local sum
  : >"$work/foreign"
  [ -s "$work/block" ] || return 0
  sum_of "$work/body"
  if [[ ! "${config[block_end - 1]}" =~ ([0-9]+)[^0-9]*$ ]] || [ "${BASH_REMATCH[1]}" != "$sum" ]; then
    awk -v eol="$eol" '
      BEGIN { ORS = eol "\n" }
      NR == FNR { ours[$0]; next }
      /^\[/ { filter = $0; next }
      /^[ \t]*$/ || $0 in ours { next }
      filter != shown { print shown = filter }
      { print }
      END { if (shown != "" && shown != "[all]") print "[all]" }
    ' "$here/boot/config.txt" "$work/body" >"$work/foreign"
  fi
}

# sum_of FILE: sets sum.
sum_of() {
  sum=$(cksum <"$1")
  sum=${sum%% *}
}

apply_config() {
  local body sum filter line
  sweep "$boot/config.txt"
  [ -n "$rtc" ] || find_rtc
  awk -v rtc="$rtc" -f "$here/parts/config-block.awk" "$work/above" "$work/below" "$here/boot/config.txt" >"$work/body"
  sum_of "$work/body"
  mapfile -t body <"$work/body"
  {
    pour <"$work/above"
    [ -s "$work/block" ] || [ -z "$open" ] || printf '%s\n' "$eol"
    printf "%s$eol\n" "$begin_line$open" "${body[@]}" "$end_mark $sum"
    pour <"$work/foreign"
    pour <"$work/below"
  } >"$work/new"
  if ! same "$work/new" "$boot/config.txt"; then
    would "write the block of the kiosk's settings into $boot/config.txt" || replace "$boot/config.txt" "$work/new"
    open_filter
    [ -z "$filter" ] || note "config.txt is inside $filter above the block: the block begins with [all], and so does what is added below it"
    [ ! -s "$work/foreign" ] || note "what others wrote into the block now stands below it: $(foreign_told)"
  fi
  awk -f "$here/parts/config-conflicts.awk" "$work/body" place=above "$work/above" place=below "$work/foreign" "$work/below" \
    >"$work/conflicts"
  while IFS= read -r line; do note "config.txt: $line"; done <"$work/conflicts"
}

# find_rtc: sets rtc to the clock that the block has.
find_rtc() {
  local body
  mapfile -t body <"$work/body"
  case "${body[*]}" in
    *i2c-rtc,ds3231*) rtc=ds3231 ;;
    *rtc_bbat_vchg*) rtc=battery ;;
  esac
}

undo_config() {
  sweep "$boot/config.txt"
  [ -s "$work/block" ] || return 0
  {
    if [ -n "$open" ] && [ ! -s "$work/foreign" ] && [ ! -s "$work/below" ]; then
      head -c -$((1 + ${#eol})) "$work/above"
    else
      pour <"$work/above"
      pour <"$work/foreign"
      [ -s "$work/foreign" ] || keep_filter
      pour <"$work/below"
    fi
  } >"$work/new"
  would "take the block of the kiosk's settings out of $boot/config.txt" || replace "$boot/config.txt" "$work/new"
  [ ! -s "$work/foreign" ] || note "kept what others wrote into the block: $(foreign_told)"
}

# foreign_told: prints what others wrote into the block in one line.
foreign_told() { tr -d '\r' <"$work/foreign" | grep -v '^\[' | paste -sd' '; }

# open_filter: sets filter to the one that is open above the block, other than [all].
open_filter() {
  local line
  filter=
  for line in "${config[@]:0:block_at}"; do
    case "$line" in
      '[all]'*) filter= ;;
      '['*) filter=${line%$'\r'} ;;
    esac
  done
}

# keep_filter: prints an [all] if what was added below the block would now fall to the filter above it. Only
# [all] ends each filter: one of another kind, such as [pi5] after [EDID=...], is asked beside it.
keep_filter() {
  local filter line
  open_filter
  [ -n "$filter" ] || return 0
  for line in "${config[@]:block_end}"; do
    if [[ "$line" == '[all]'* ]]; then return 0; fi
    if [[ ! "$line" =~ ^[[:space:]]*(#|$)|^'[' ]]; then
      printf "[all]$eol\n"
      return
    fi
  done
}
