/// Scan engines and card modules at a serial port. The only package that knows serial ports.
///
/// Decided here:
/// - **Scan engines are told nothing** unless the config names one, and then only what they forget
///   without power.
@NullMarked
package daka.reader.serial;

import org.jspecify.annotations.NullMarked;
