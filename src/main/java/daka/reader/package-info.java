/// Devices that produce scans, one room a kind.
///
/// A [Reader] looks after one device on a thread of its own and hands what it reads to a
/// [ScanReceiver]. Images, whether uploaded or seen by a camera, end as a
/// [daka.reader.image.Luminance] that a [daka.reader.code.CodeFinder] reads.
@NullMarked
package daka.reader;

import org.jspecify.annotations.NullMarked;
