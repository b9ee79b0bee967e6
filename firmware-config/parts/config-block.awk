# Prints the block for a config.txt: awk -v rtc=ds3231|battery|none ABOVE BELOW FRAGMENT. A paragraph of the fragment that
# begins with #?TEXT is left out if an active line above or below begins with TEXT, one that begins with #=NAME unless rtc
# is NAME.
FILENAME != ARGV[ARGC - 1] { sub(/^[ \t]+/, ""); rest[NR] = $0; next }
$0 == "" { skip = 0; gap = 1; next }
/^#=/ { skip = substr($0, 3) != rtc; next }
/^#\?/ {
  for (line in rest) if (index(rest[line], substr($0, 3)) == 1) skip = 1
  next
}
!skip { if (gap) print ""; gap = 0; print }
