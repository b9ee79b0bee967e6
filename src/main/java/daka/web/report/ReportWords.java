package daka.web.report;

import com.fasterxml.jackson.databind.JsonNode;
import daka.web.http.Json;
import daka.web.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words of the report's page, for its files: both are read from the same texts.
final class ReportWords {
  private static final String FIRST = "zh-Hans";
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z]{2,4})?");

  private final String language;
  private final JsonNode texts;

  private ReportWords(String language, JsonNode texts) {
    this.language = language;
    this.texts = texts;
  }

  /// @param language of the office, or null for the first of them
  /// @throws ProblemException 400 if the office has no such language
  static ReportWords of(@Nullable String language) {
    String tag = language == null ? FIRST : language;
    try (InputStream in =
        TAG.matcher(tag).matches()
            ? ReportWords.class.getResourceAsStream("/kiosk/office/texts/" + tag + ".json")
            : null) {
      if (in == null) {
        throw ProblemException.badRequest(
            "query parameter \"language\" must be one of the office's, such as " + FIRST);
      }
      return new ReportWords(tag, Json.MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The text of this key.
  String say(String key) {
    JsonNode text = texts.get(key);
    if (text == null) {
      throw new IllegalStateException("the office has no text " + key + " in " + language);
    }
    return text.asText();
  }

  String weekday(int fromMonday) {
    return DayOfWeek.of(fromMonday + 1)
        .getDisplayName(TextStyle.FULL_STANDALONE, Locale.forLanguageTag(language));
  }
}
