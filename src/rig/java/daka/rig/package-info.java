/// Strikes a running kiosk with faults and finds out whether a visit was lost, doubled or made up.
@NullMarked
package daka.rig;

import org.jspecify.annotations.NullMarked;
