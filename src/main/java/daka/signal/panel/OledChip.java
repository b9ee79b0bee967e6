package daka.signal.panel;

/// The controllers of monochrome OLED panels of 128 by 64 dots: what differs between them. Commands
/// are written as hexadecimal digits.
enum OledChip {
  /// Solomon Systech SSD1306. Its charge pump is off after a reset, and it has three ways of
  /// addressing, of which page by page is the one the other chip has too (data sheet rev. 1.1,
  /// 10.1.3, and its application note on the charge pump).
  SSD1306(
      0,
      "",
      "2002" // addressed page by page
          + "d9f1" // the pre-charge that the pump's voltage needs
          + "db20" // the voltage of rows that are not lit
          + "8d14"), // the pump is on while the display is

  /// Sino Wealth SH1106. Its memory is 132 columns wide, of which panels show those from 2 on. Its
  /// converter may be switched only while the display is off; it is on after a reset (data sheet
  /// V2.3, "Set DC-DC OFF/ON").
  SH1106(
      2,
      "ad8b", // the converter is on while the display is
      "32" // 8 V from the converter
          + "d922" // pre-charge
          + "db35"); // the voltage of rows that are not lit

  /// The column of the memory that is the leftmost on the panel.
  final int offset;

  /// Commands that the chip takes only while its display is off.
  final String whileOff;

  /// Commands that bring the chip into a known state and leave its memory alone.
  final String own;

  OledChip(int offset, String whileOff, String own) {
    this.offset = offset;
    this.whileOff = whileOff;
    this.own = own;
  }
}
