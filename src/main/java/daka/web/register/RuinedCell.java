package daka.web.register;

import daka.checkin.VisibleText;
import daka.web.visits.FormulaSigns;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a spreadsheet makes of long numbers: it keeps 15 digits, shows the others as zeros, and
/// writes 1.10101E+17. Nobody can tell any more what stood there.
final class RuinedCell {
  private static final Set<ListColumn> NUMBERS =
      EnumSet.of(
          ListColumn.ID,
          ListColumn.PHONE,
          ListColumn.BORN,
          ListColumn.CARD_QR,
          ListColumn.CARD_RFID,
          ListColumn.CARD_IDCARD,
          ListColumn.CARD_PHONE,
          ListColumn.CARD_NUMBER);

  /// 1E5 and the like may be what a chip says.
  private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d+([.,]\\d+)?[Ee]\\+\\d+");

  private static final Pattern ZEROED = Pattern.compile("\\d{15}0{1,}");

  private static final int DIGITS_KEPT = 15;

  /// How a text is written so that no spreadsheet takes it for a number: `="0138"`.
  private static final Pattern KEPT = Pattern.compile("=\"(.*)\"");

  private static final int SHOWN = 40;

  private RuinedCell() {}

  /// What is wrong with a cell, and the cure; null if it is as somebody typed it.
  ///
  /// @param isText whether it comes from a text; a workbook says by itself what is a number
  static @Nullable String of(ListColumn column, String cell, boolean isText) {
    if (!NUMBERS.contains(column)) {
      return null;
    }
    if (cell.indexOf('+') >= 0 && SCIENTIFIC.matcher(cell).matches()) {
      return "a spreadsheet has put it into scientific form and lost its digits; set the column to"
          + " text and enter it again";
    }
    if (isText && cell.length() > DIGITS_KEPT && ZEROED.matcher(cell).matches()) {
      return "a spreadsheet has replaced all digits after the 15th by zeros; set the column to"
          + " text and enter it again, or write =\""
          + cell
          + "\" if it is right";
    }
    return null;
  }

  /// The text of a cell without what keeps a spreadsheet from taking it for a number.
  static String unquoted(String cell) {
    if (!cell.startsWith("=")) {
      return cell;
    }
    Matcher kept = KEPT.matcher(cell);
    return kept.matches() ? VisibleText.of(kept.group(1)) : cell;
  }

  /// A cell of our own export as CSV without the apostrophe that keeps a spreadsheet from taking it
  /// for a formula.
  static String armed(String cell) {
    if (!cell.startsWith("'")) {
      return cell;
    }
    byte[] rest = cell.getBytes(StandardCharsets.UTF_8);
    return FormulaSigns.begin(rest, 1, rest.length) ? cell.substring(1) : cell;
  }

  static ListProblem told(long line, int index, String heading, String cell, String why) {
    String shown = cell.length() <= SHOWN ? cell : cell.substring(0, SHOWN) + "…";
    return new ListProblem(
        line,
        "",
        "ruined",
        heading,
        shown,
        "row %d, column %s (%s), \"%s\": %s".formatted(line, letters(index), heading, shown, why));
  }

  /// As spreadsheets count columns: A, B … Z, AA.
  static String letters(int index) {
    String last = Character.toString('A' + index % 26);
    return index < 26 ? last : letters(index / 26 - 1) + last;
  }
}
