/// The lab as tests use it: a Debian 13 with systemd, in which the kiosk's package is installed.
/// What it is made of stands in `src/rig/lab`.
@NullMarked
package daka.rig.lab;

import org.jspecify.annotations.NullMarked;
