package daka.checkin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names as the public may see them.
public final class Names {
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  private Names() {}

  /// The first character of the name, as a reader would count characters, and two asterisks: 王小明
  /// becomes 王**.
  public static String mask(String name) {
    Matcher first = GRAPHEME.matcher(name.strip());
    return (first.find() ? first.group() : "") + "**";
  }
}
