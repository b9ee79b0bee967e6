package daka.config;

import daka.config.Form.Fits;
import daka.config.Form.Reading;
import daka.config.Form.Unfit;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.tomlj.TomlArray;

/// The forms of words, numbers and times.
final class Forms {
  private static final Pattern SLUGS = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  private static final String SHA256_EXPECTED =
      "64 hexadecimal digits, with or without colons, as `openssl x509 -noout -fingerprint -sha256`"
          + " shows them";

  static final Form<String> SLUG =
      matching(
          "a short name of at most 32 lower-case letters, digits and hyphens, such as \"hall\"",
          SLUGS);

  static final Form<String> TEXT =
      matching("a text in quotation marks that is not empty", Pattern.compile("(?s).*\\S.*"));

  /// As `openssl x509 -fingerprint -sha256` shows it, or without colons.
  static final Form<String> SHA256 = Form.ofText(SHA256_EXPECTED, "", Forms::sha256);

  static final Form<ZoneId> ZONE =
      Form.ofText("a time zone such as \"Asia/Shanghai\"", ZoneOffset.UTC, Forms::zone);

  static final Form<Boolean> FLAG =
      new Form<>(
          "true or false, without quotation marks",
          false,
          value ->
              value instanceof Boolean flag
                  ? new Fits<>(flag)
                  : new Unfit<>("true or false, without quotation marks"));

  private Forms() {}

  private static Form<String> matching(String expected, Pattern pattern) {
    return Form.ofText(
        expected,
        "stand-in",
        text -> pattern.matcher(text).matches() ? new Fits<>(text) : new Unfit<>(expected));
  }

  private static Reading<String> sha256(String text) {
    String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
    return digits.matches("[0-9a-f]{64}") ? new Fits<>(digits) : new Unfit<>(SHA256_EXPECTED);
  }

  private static Reading<ZoneId> zone(String text) {
    try {
      return new Fits<>(ZoneId.of(text));
    } catch (DateTimeException e) {
      return new Unfit<>(
          "a time zone such as \"Asia/Shanghai\""
              + Spelling.hint(text, ZoneId.getAvailableZoneIds()));
    }
  }

  static Form<Integer> number(int least, int most) {
    String expected =
        most == Integer.MAX_VALUE
            ? "a whole number, at least " + least
            : "a whole number from " + least + " to " + most;
    return new Form<>(
        expected,
        least,
        value ->
            value instanceof Long number && number >= least && number <= most
                ? new Fits<>(number.intValue())
                : new Unfit<>(expected));
  }

  /// One of some words.
  static Form<String> word(List<String> words) {
    String expected = "one of " + String.join(", ", words);
    return Form.ofText(
            expected,
            "",
            text ->
                words.contains(text)
                    ? new Fits<>(text)
                    : new Unfit<>(expected + Spelling.hint(text, words)))
        .of(words);
  }

  /// A list of some of the words, each at most once.
  static Form<List<String>> words(List<String> words) {
    String expected = "a list of at least one of " + String.join(", ", words) + ", each once";
    return new Form<>(
        expected,
        words,
        value ->
            value instanceof TomlArray array && !array.isEmpty()
                ? chosen(array.toList(), words, expected)
                : new Unfit<>(expected),
        words);
  }

  private static Reading<List<String>> chosen(
      List<Object> list, List<String> words, String expected) {
    Set<String> chosen = new LinkedHashSet<>();
    for (Object item : list) {
      if (!(item instanceof String word) || !words.contains(word) || !chosen.add(word)) {
        String hint =
            item instanceof String word && !words.contains(word) ? Spelling.hint(word, words) : "";
        return new Unfit<>(expected + "; not " + Printable.of(item) + hint);
      }
    }
    return new Fits<>(List.copyOf(chosen));
  }
}
