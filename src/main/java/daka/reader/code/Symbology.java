package daka.reader.code;

import java.util.Set;

/// A kind of code that is printed on cards.
///
/// Of those made of bars, old membership cards carry these two, which begin and end with bars of
/// their own, so that a part of one is none. Interleaved 2 of 5 (ITF) is not among them: a part of
/// one is one too, and a finger across a card would make another number of it. Nor is EAN-13: it is
/// on all that shops sell, and its one check digit lets random stripes pass.
public enum Symbology {
  /// ISO/IEC 18004.
  QR,
  /// ISO/IEC 15417.
  CODE_128,
  /// ISO/IEC 16388.
  CODE_39;

  /// What a reader looks for unless it is told otherwise.
  public static final Set<Symbology> USUAL = Set.of(QR);
}
