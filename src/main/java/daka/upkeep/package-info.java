/// What the kiosk does by itself: closing time, the clock, relief of a full disk, deletion and the
/// nightly copy.
@NullMarked
package daka.upkeep;

import org.jspecify.annotations.NullMarked;
