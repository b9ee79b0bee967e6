/// The virtual Pi as tests use it: switched on, spoken to and looked at from the host, around the
/// program under test. What it is made of stands in `src/rig/virtual-pi`.
@NullMarked
package daka.rig.pi;

import org.jspecify.annotations.NullMarked;
