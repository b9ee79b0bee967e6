/// The pins and buses of the Raspberry Pi, and the seam at the wire: what goes over them is bytes
/// and levels, and what these mean is known by those who use them.
@NullMarked
package daka.pi;

import org.jspecify.annotations.NullMarked;
