# Prints a command line with what the fragment takes out and adds: awk FRAGMENT LINE. The spaces between the rest stay.
FILENAME == ARGV[1] {
  if ($1 == "-") out[$2]
  if ($1 == "+") add[++count] = $2
  next
}
{
  rest = $0
  while (match(rest, /[^ \t]+/)) {
    gap = substr(rest, 1, RSTART - 1)
    token = substr(rest, RSTART, RLENGTH)
    rest = substr(rest, RSTART + RLENGTH)
    if (taken(token)) { sub(/^[ \t]+/, "", rest); rest = gap rest; continue }
    # What follows -- is for init; and the first start of an image cuts off all from systemd.run on.
    if (!place && (token == "--" || token ~ /^systemd\.run=/)) { place = 1; tail = gap token; continue }
    seen[token]
    if (place) tail = tail gap token; else head = head gap token
  }
  if (place) tail = tail rest; else head = head rest
  for (i = 1; i <= count; i++)
    if (!(add[i] in seen)) head = head (head == "" || head ~ /[ \t]$/ ? "" : " ") add[i]
  if (head == "") sub(/^[ \t]+/, "", tail)
  print head tail
}

function taken(token,  pattern) {
  for (pattern in out) {
    if (pattern == token) return 1
    if (pattern ~ /\*$/ && index(token, substr(pattern, 1, length(pattern) - 1)) == 1) return 1
  }
  return 0
}
