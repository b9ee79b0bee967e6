package daka.reader.idcard;

/// What a security module says of a command: the third byte of its status (GA 467). The other two
/// are the card's own.
enum SamStatus {
  /// 90: done.
  DONE,
  /// 9F: there is a card.
  FOUND,
  /// 80: there is none.
  NO_CARD,
  /// 31 to 33, 37, 3F, 40, 41, 47, 81 or 91: the card is gone, does not let itself be read, or is
  /// not genuine.
  NOT_READ,
  /// 60: its self-test has failed.
  SELF_TEST_FAILED,
  /// 66: nobody has licensed it.
  NOT_LICENSED,
  /// 10, 11, 21, 23, 24 or anything else: it has not understood.
  NOT_UNDERSTOOD;

  static SamStatus of(byte status) {
    return switch (status & 0xff) {
      case 0x90 -> DONE;
      case 0x9F -> FOUND;
      case 0x80 -> NO_CARD;
      case 0x31, 0x32, 0x33, 0x37, 0x3F, 0x40, 0x41, 0x47, 0x81, 0x91 -> NOT_READ;
      case 0x60 -> SELF_TEST_FAILED;
      case 0x66 -> NOT_LICENSED;
      default -> NOT_UNDERSTOOD;
    };
  }
}
