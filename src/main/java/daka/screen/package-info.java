/// What the residents' screen and the board show, as one state, and the entrance where taps and
/// touches become answers that are shown.
@NullMarked
package daka.screen;

import org.jspecify.annotations.NullMarked;
