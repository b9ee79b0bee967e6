package daka.signal.panel;

/// The words on a panel that shows pictures: few, and those of the pages.
///
/// @param before what stands before the number of free places
/// @param after what stands after it
record PanelWords(String before, String after, String full, String closed, String unknown) {
  static final PanelWords ENGLISH = new PanelWords("", "free", "FULL", "CLOSED", "ask the staff");

  private static final PanelWords SIMPLIFIED = new PanelWords("余", "位", "已满", "暂停开放", "请问工作人员");
  private static final PanelWords TRADITIONAL = new PanelWords("餘", "位", "已滿", "暫停開放", "請問工作人員");

  /// @param language a BCP 47 tag
  static PanelWords of(String language) {
    return switch (language) {
      case "zh-Hans" -> SIMPLIFIED;
      case "zh-Hant" -> TRADITIONAL;
      default -> ENGLISH;
    };
  }

  /// All of them, to see whether a font has them.
  String all() {
    return before + after + full + closed + unknown;
  }
}
