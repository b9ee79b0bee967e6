/// Devices that produce scans. The only package that knows ZXing, serial ports, PC/SC and cameras.
///
/// A [Reader] looks after one device on a thread of its own and hands what it reads to [Scans].
/// Images, whether uploaded or seen by a camera, end as a [Luminance] that a [QrDecoder] reads.
@NullMarked
package daka.reader;

import org.jspecify.annotations.NullMarked;
