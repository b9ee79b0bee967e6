# Tells where a config.txt contradicts the block: awk BODY place=above ABOVE place=below BELOW. The last of two
# contradicting lines counts, so what stands below the block overrules it.
BEGIN {
  split("17 the red lamp|27 the green lamp|22 the door relay|23 the call button|18 the beeper", known, "|")
  for (i in known) pin[known[i] + 0] = substr(known[i], 4)
}

FNR == 1 { none = 0 }
{ sub(/\r$/, ""); sub(/^[ \t]+/, "") }
/^\[/ { none = /^\[none\]/; next }
none || /^(#|$)/ { next }

{ count = settings($0) }
place == "" { for (i = 1; i <= count; i++) ours[key[i]] = value[i]; next }
{
  for (i = 1; i <= count; i++)
    if (key[i] in ours && ours[key[i]] != value[i] && value[i] != "")
      print "\"" $0 "\" contradicts the block, where it is " ours[key[i]] "; " \
        (place == "above" ? "the block counts" : "it stands below the block and counts")
  for (number in pin)
    if (uses($0, number)) print "\"" $0 "\" uses pin " number ", which is meant for " pin[number]
}

# settings(LINE): fills key and value; one line of dtparam can have several.
function settings(line,  parts, n, i, at) {
  if (line ~ /^(dtparam|device_tree_param)=/) {
    n = split(substr(line, index(line, "=") + 1), parts, ",")
    for (i = 1; i <= n; i++) {
      at = index(parts[i], "=")
      key[i] = "dtparam=" (at ? substr(parts[i], 1, at - 1) : parts[i])
      if (key[i] == "dtparam=i2c") key[i] = "dtparam=i2c_arm"
      value[i] = switched(at ? substr(parts[i], at + 1) : "on")
    }
    return n
  }
  if (line ~ /^dtoverlay=(pi3-)?(miniuart|disable)-bt/) {
    key[1] = "dtoverlay"
    value[1] = line ~ /miniuart/ ? "miniuart-bt" : "disable-bt"
    return 1
  }
  at = index(line, "=")
  if (line ~ /^(dtoverlay|gpio|initramfs)/ || !at) return 0
  key[1] = substr(line, 1, at - 1)
  value[1] = substr(line, at + 1)
  return 1
}

function switched(text) {
  return text ~ /^(on|yes|true|1)$/ ? "on" : text ~ /^(off|no|false|0)$/ ? "off" : text
}

# uses(LINE, PIN): whether a gpio line or a parameter of an overlay names that pin.
function uses(line, number,  parts, n, i, range) {
  if (line ~ /^gpio=/) {
    n = split(substr(line, 6), parts, "=")
    n = split(parts[1], parts, ",")
    for (i = 1; i <= n; i++) {
      split(parts[i] "-" parts[i], range, "-")
      if (range[1] + 0 <= number + 0 && number + 0 <= range[2] + 0) return 1
    }
    return 0
  }
  return line ~ /^dtoverlay=/ && line ~ ("[,:][a-z0-9_-]*(pin|gpio)[a-z0-9_-]*=" number "(,|$)")
}
