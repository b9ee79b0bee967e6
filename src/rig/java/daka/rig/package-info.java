/// Kills a running kiosk at random moments and finds out whether a visit was lost, doubled or made
/// up. SIGKILL stands for a crash of the program; what a power cut does to the disk's own cache is
/// beyond it.
@NullMarked
package daka.rig;

import org.jspecify.annotations.NullMarked;
