package daka.command;

import java.util.regex.Pattern;

/// A text for somebody who may know nothing of the people. The program says no name, number or
/// payload in its log and health; should one get in all the same, such as in the words of a library
/// that quotes what it could not read, it does not get out.
final class Scrubbed {
  /// Numbers of people and cards have more digits than times, ports and counts.
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9](?:[ -]?[0-9]){4,}");

  /// What stands on cards: letters and digits in one, as no English word is. The names of Java's
  /// classes stay, since their digits are few.
  private static final Pattern CODE =
      Pattern.compile(
          "\\b(?=[A-Za-z_-]*[0-9][A-Za-z_-]*[0-9][A-Za-z_-]*[0-9])[0-9A-Za-z_-]{6,}\\b");

  /// Times as the journal and the log write them, which stay.
  private static final Pattern TIME =
      Pattern.compile(
          "\\b20[0-9]{2}-[0-9]{2}-[0-9]{2}(?:[T"
              + " ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]+)?(?:Z|[+-][0-9:]{4,5})?)?");

  /// The program writes English: other scripts are of people and cards.
  private static final Pattern OTHER_SCRIPT = Pattern.compile("[\\P{ASCII}&&[\\p{L}\\p{N}]]+");

  private Scrubbed() {}

  /// The text with `#` for each number and code of a card and `~` for each word in another script.
  static String of(String text) {
    StringBuilder scrubbed = new StringBuilder();
    var times = TIME.matcher(text);
    int from = 0;
    while (times.find()) {
      scrubbed.append(words(text.substring(from, times.start()))).append(times.group());
      from = times.end();
    }
    return scrubbed.append(words(text.substring(from))).toString();
  }

  private static String words(String text) {
    String plain = OTHER_SCRIPT.matcher(text).replaceAll("~");
    return CODE.matcher(LONG_NUMBER.matcher(plain).replaceAll("#")).replaceAll("#");
  }
}
