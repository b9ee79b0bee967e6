package daka.screen;

/// The controllers of monochrome OLED panels of 128 by 64 dots: what differs between them.
enum OledChip {
  /// Solomon Systech SSD1306. Its charge pump is off after a reset, and it has three ways of
  /// addressing, of which page by page is the one the other chip has too (data sheet rev. 1.1,
  /// 10.1.3, and its application note on the charge pump).
  SSD1306(0),

  /// Sino Wealth SH1106. Its memory is 132 columns wide, of which panels show those from 2 on. Its
  /// converter may be switched only while the display is off; it is on after a reset (data sheet
  /// V2.3, commands 3 and 11).
  SH1106(2);

  /// The column of the memory that is the leftmost on the panel.
  final int offset;

  OledChip(int offset) {
    this.offset = offset;
  }

  /// Commands that the chip takes only while its display is off.
  int[] whileOff() {
    return switch (this) {
      case SSD1306 -> new int[] {};
      case SH1106 -> new int[] {0xAD, 0x8B};
    };
  }

  /// Commands that bring the chip into a known state and leave its memory alone.
  int[] own() {
    return switch (this) {
      case SSD1306 ->
          new int[] {
            0x20, 0x02, // addressed page by page
            0xD9, 0xF1, // the pre-charge that the pump's voltage needs
            0xDB, 0x20, // the voltage of rows that are not lit
            0x8D, 0x14 //  the pump is on while the display is
          };
      case SH1106 ->
          new int[] {
            0x32, //       8 V from the converter
            0xD9,
            0x22, // pre-charge
            0xDB,
            0x35 //  the voltage of rows that are not lit
          };
    };
  }
}
