/// Readers that type: a node of the kernel that is grabbed, so that nothing else hears it.
@NullMarked
package daka.reader.keyboard;

import org.jspecify.annotations.NullMarked;
