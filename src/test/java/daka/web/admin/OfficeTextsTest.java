package daka.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.Evidence;
import daka.store.register.LineFinding;
import daka.store.register.TokenRole;
import daka.web.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The texts of the office are whole in each language. It also knows those of the kiosk's pages.
class OfficeTextsTest {
  private static final Path KIOSK = Path.of("kiosk", "texts");
  private static final Path OFFICE = Path.of("kiosk", "office", "texts");

  /// Of each language the letters that a paragraph of help may have.
  private static final Map<String, Integer> LONGEST_HELP =
      Map.of("zh-Hans", 150, "zh-Hant", 150, "en", 420);

  @Test
  void every_language_has_the_same_texts() throws Exception {
    Set<String> own = keys(OFFICE, "zh-Hans");
    assertFalse(own.isEmpty());
    assertEquals(own, keys(OFFICE, "zh-Hant"));
    assertEquals(own, keys(OFFICE, "en"));
  }

  @Test
  void no_text_stands_twice() throws Exception {
    Set<String> both = keys(OFFICE, "en");
    both.retainAll(keys(KIOSK, "en"));
    assertEquals(Set.of(), both);
  }

  /// A key stands in the pages as it is, or begins with what stands before a `${`.
  @Test
  void every_text_the_office_asks_for_is_there_and_no_other() throws Exception {
    String pages = pages();
    Set<String> own = keys(OFFICE, "en");
    Set<String> known = new TreeSet<>(own);
    known.addAll(keys(KIOSK, "en"));
    Set<String> asked = all(pages, "say\\(\\s*\"([^\"]+)\"");
    Set<String> begun = all(pages, "(?:say\\(\\s*|, |\\? |\\[)`([a-z-]+\\.(?:[a-z-]+\\.)*)\\$\\{");
    assertTrue(asked.size() > 30 && begun.size() > 5, asked + " " + begun);
    asked.removeAll(known);
    assertEquals(Set.of(), asked, "these are missing");
    own.removeIf(key -> pages.contains('"' + key + '"'));
    own.removeIf(key -> begun.stream().anyMatch(key::startsWith));
    assertEquals(Set.of(), own, "nobody asks for these");
  }

  @Test
  void whatever_a_visit_or_an_account_can_be_has_a_word() throws Exception {
    Set<String> own = keys(OFFICE, "en");
    for (TokenRole role : TokenRole.values()) {
      assertTrue(own.contains("role." + role.wireName()), role::toString);
    }
    for (Evidence evidence : Evidence.values()) {
      String word = "evidence." + evidence.wireName();
      assertTrue(own.contains(word), word);
    }
    for (String ended : Set.of("tap", "screen", "moved", "closing", "staff", "voided", "open")) {
      assertTrue(own.contains("ended." + ended), ended);
    }
  }

  @Test
  void whatever_can_be_wrong_with_a_line_of_a_list_has_words() throws Exception {
    Set<String> own = keys(OFFICE, "en");
    Set<String> reasons =
        new TreeSet<>(
            Set.of("name", "role", "phone", "born", "language", "note", "id", "card", "ruined"));
    reasons.addAll(Set.of("outside", "broken"));
    for (LineFinding.Reason reason : LineFinding.Reason.values()) {
      reasons.add(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    reasons.removeIf(reason -> own.contains("import.wrong." + reason));
    assertEquals(Set.of(), reasons);
  }

  /// Short enough to be read before the page is used.
  @Test
  void every_page_has_its_paragraph_of_help() throws Exception {
    for (Map.Entry<String, Integer> language : LONGEST_HELP.entrySet()) {
      for (String page : OfficePagesTest.names()) {
        String help = text(OFFICE, language.getKey(), "help." + page);
        assertTrue(
            help.length() > 20 && help.length() <= language.getValue(),
            language + " " + page + ": " + help);
      }
    }
  }

  @Test
  void the_board_and_the_page_name_each_other_by_the_words_on_them() throws Exception {
    for (String language : Set.of("zh-Hans", "zh-Hant", "en")) {
      assertTrue(text(KIOSK, language, "recovery.how").contains("{link}"), language);
      assertTrue(text(OFFICE, language, "recovery.what").contains("{button}"), language);
    }
  }

  private static String text(Path folder, String language, String key) throws IOException {
    return Json.MAPPER
        .readTree(Files.readString(folder.resolve(language + ".json")))
        .path(key)
        .asText();
  }

  private static Set<String> all(String text, String regex) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String pages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("kiosk", "office"))) {
      StringBuilder pages = new StringBuilder();
      for (Path file : files.filter(path -> path.toString().endsWith(".js")).toList()) {
        pages.append(Files.readString(file));
      }
      return pages.toString();
    }
  }

  private static Set<String> keys(Path folder, String language) throws IOException {
    JsonNode texts = Json.MAPPER.readTree(Files.readString(folder.resolve(language + ".json")));
    Set<String> keys = new TreeSet<>();
    texts.properties().forEach(text -> keys.add(text.getKey().replaceFirst("\\.(one|other)$", "")));
    return keys;
  }
}
