/// The PN532, a chip that reads contactless cards on I²C, from its user manual.
@NullMarked
package daka.reader.pn532;

import org.jspecify.annotations.NullMarked;
