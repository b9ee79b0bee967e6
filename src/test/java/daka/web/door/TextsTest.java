package daka.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.Refusal;
import daka.web.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The texts of the pages are whole in each language.
class TextsTest {
  /// What CLDR calls them.
  private static final Pattern PLURAL_FORM = Pattern.compile("\\.(zero|one|two|few|many|other)$");

  @ParameterizedTest
  @ValueSource(strings = {"zh-Hans", "zh-Hant", "en"})
  void every_refusal_has_a_title_and_a_next_step(String language) throws Exception {
    JsonNode texts = texts(language);
    for (Refusal reason : Refusal.values()) {
      String key = "refused." + reason.wireName();
      assertTrue(texts.hasNonNull(key + ".title"), language + " " + key);
      assertTrue(texts.hasNonNull(key + ".next"), language + " " + key);
    }
  }

  @Test
  void every_language_has_the_same_texts() throws Exception {
    Set<String> own = keys("zh-Hans");
    assertFalse(own.isEmpty());
    assertEquals(own, keys("zh-Hant"));
    assertEquals(own, keys("en"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh-Hans", "zh-Hant", "en"})
  void a_text_with_plural_forms_has_the_general_one(String language) throws Exception {
    JsonNode texts = texts(language);
    texts.properties().stream()
        .map(Map.Entry::getKey)
        .filter(key -> PLURAL_FORM.matcher(key).find())
        .map(key -> PLURAL_FORM.matcher(key).replaceFirst(".other"))
        .forEach(key -> assertTrue(texts.hasNonNull(key), language + " " + key));
  }

  /// A key stands in the pages as it is, or begins with what stands before a `${`.
  @Test
  void every_text_the_pages_ask_for_is_there_and_no_other() throws Exception {
    String pages = pages();
    Set<String> own = keys("zh-Hans");
    Set<String> asked = all(pages, "(?:say|tell)\\(\\s*\"([^\"]+)\"");
    Set<String> begun = all(pages, "(?:say|has)\\(\\s*`([^`$]*)\\$\\{");
    assertTrue(asked.size() > 30 && begun.size() > 5, asked + " " + begun);
    asked.removeAll(own);
    assertEquals(Set.of(), asked, "these are missing");
    Set<String> unused = new TreeSet<>();
    for (String key : own) {
      boolean named = pages.contains('"' + key + '"');
      boolean composed =
          begun.stream().anyMatch(begin -> !begin.isEmpty() && key.startsWith(begin));
      // What an answer says is composed of its decision.
      boolean said =
          key.matches("(arrived|departed|moved|already-in|undone(\\.open)?)\\.(title|line)");
      if (!named && !composed && !said) {
        unused.add(key);
      }
    }
    assertEquals(Set.of(), unused, "nobody asks for these");
  }

  private static Set<String> all(String text, String regex) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String pages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("kiosk"))) {
      StringBuilder pages = new StringBuilder();
      for (Path file : files.filter(TextsTest::isOfDoor).toList()) {
        pages.append(Files.readString(file));
      }
      return pages.toString();
    }
  }

  /// The office has texts of its own.
  private static boolean isOfDoor(Path file) {
    return file.toString().endsWith(".js") && !file.startsWith(Path.of("kiosk", "office"));
  }

  private static Set<String> keys(String language) throws Exception {
    Set<String> keys = new TreeSet<>();
    texts(language)
        .properties()
        .forEach(text -> keys.add(PLURAL_FORM.matcher(text.getKey()).replaceFirst("")));
    return keys;
  }

  private static JsonNode texts(String language) throws Exception {
    String file = "/kiosk/texts/" + language + ".json";
    try (InputStream in = TextsTest.class.getResourceAsStream(file)) {
      return Json.MAPPER.readTree(in);
    }
  }
}
