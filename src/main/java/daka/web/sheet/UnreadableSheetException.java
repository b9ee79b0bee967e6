package daka.web.sheet;

/// A file that is no workbook, or none that is read here. The message says what is wrong with it,
/// and the cure.
public final class UnreadableSheetException extends Exception {
  private static final long serialVersionUID = 1;
  private static final String CURE =
      "; open it in a spreadsheet program and save it as .xlsx again";

  private UnreadableSheetException(String message) {
    super(message);
  }

  /// @param cure what helps
  static UnreadableSheetException of(String problem, String cure) {
    return new UnreadableSheetException("the workbook " + problem + "; " + cure);
  }

  /// What a spreadsheet program mends by saving it again.
  static UnreadableSheetException broken(String problem) {
    return new UnreadableSheetException("the workbook " + problem + CURE);
  }
}
