/// Finds and reads QR codes and bars in a picture. The only package that knows ZXing.
///
/// Decided here:
/// - **One further look a frame** ([QrCascade]): nearly all frames are empty, so each gets the
///   plain look and one of the others in turn, each of which reads what no other does. Whether it
///   is worth asking ZXing is told from every third row, by the lines and tolerances of ZXing's own
///   finder ([CornerMark]): it is asked only if marks lie in three places, so that no code which it
///   would find is missed.
/// - **Eight pixels at once in a long** ([EightPixels]) needs no vector instructions and is the
///   same on arm64.
/// - **Bars are read along lines at twelve angles** ([BarDecoder]), only if the config asks for
///   them. Two lines have to say the same, and symbologies that prove too little (EAN-13, ITF) are
///   left out ([Symbology]).
@NullMarked
package daka.reader.code;

import org.jspecify.annotations.NullMarked;
