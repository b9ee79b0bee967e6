/// The machine underneath: its boot, its clock, its disk, and systemd. The only package that knows
/// /proc and what /sys tells of the machine.
@NullMarked
package daka.host;

import org.jspecify.annotations.NullMarked;
