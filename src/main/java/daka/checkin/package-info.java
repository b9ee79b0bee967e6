/// What a tap means: scans, visits, the rules, and the desk that answers. Knows no device, file or
/// network.
@NullMarked
package daka.checkin;

import org.jspecify.annotations.NullMarked;
