package daka.reader.card;

/// What every reader of contactless cards has to know of ISO/IEC 14443 type A.
public final class TypeA {
  /// The command to read four pages (NFC Forum Type 2 Tag, 5.2).
  public static final byte READ = 0x30;

  /// How many bytes four pages are.
  public static final int FOUR_PAGES = 16;

  private static final int SPEAKS_IN_BLOCKS = 0x20;
  private static final int OPEN_PAGES = 0x00;

  /// How a card is spoken with.
  public enum Speech {
    /// By the blocks of ISO/IEC 14443-4.
    BLOCKS,
    /// By reading its pages.
    PAGES,
    /// By a key that we do not have, or in a way that we do not know.
    NONE
  }

  private TypeA() {}

  /// How a card is spoken with that says it is this (14443-3, 6.5.3.4; NXP AN10833).
  ///
  /// @param sak its answer to being selected, one byte
  public static Speech speech(int sak) {
    if ((sak & SPEAKS_IN_BLOCKS) != 0) {
      return Speech.BLOCKS;
    }
    return sak == OPEN_PAGES ? Speech.PAGES : Speech.NONE;
  }
}
