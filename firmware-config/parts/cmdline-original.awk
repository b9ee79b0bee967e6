# Prints a command line as it would be without us, from three lines: before us, as we wrote it, as it is now. What was
# edited since stays.
NR == 1 { before = split($0, was); for (i = 1; i <= before; i++) had[was[i]]; next }
NR == 2 { for (i = 1; i <= NF; i++) { wrote[$i]; if (!($i in had)) added[$i] }; next }
{
  for (i = 1; i <= NF; i++) if (!($i in added)) { now[++count] = $i; has[$i] }
  # Each that we took out goes back before the one that it stood before, or to the end.
  for (i = before; i >= 1; i--) {
    if (was[i] in wrote || was[i] in has) continue
    place = count + 1
    for (j = i + 1; j <= before && place > count; j++)
      for (k = 1; k <= count; k++) if (now[k] == was[j]) { place = k; break }
    for (k = count; k >= place; k--) now[k + 1] = now[k]
    now[place] = was[i]
    has[was[i]]
    count++
  }
  for (i = 1; i <= count; i++) line = line (i > 1 ? " " : "") now[i]
  print line
}
