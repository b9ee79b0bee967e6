/// The machine underneath: its boot, its clock, its disk, and systemd. The only package that knows
/// /proc, /sys and the C library.
@NullMarked
package daka.host;

import org.jspecify.annotations.NullMarked;
