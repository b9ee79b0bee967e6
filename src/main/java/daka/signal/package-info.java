/// What answers a tap without a page: lamps, the beeper, the door, the call button and the light of
/// the screen. Each follows the screen's state as a page does, and none can hold up a tap.
@NullMarked
package daka.signal;

import org.jspecify.annotations.NullMarked;
