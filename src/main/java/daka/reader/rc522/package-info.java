/// The MFRC522, a chip that reads contactless cards on SPI, from its data sheet.
@NullMarked
package daka.reader.rc522;

import org.jspecify.annotations.NullMarked;
