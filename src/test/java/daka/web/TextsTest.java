package daka.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.Refusal;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The texts of the pages are whole in each language.
class TextsTest {

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

  private static Set<String> keys(String language) throws Exception {
    Set<String> keys = new TreeSet<>();
    texts(language)
        .properties()
        .forEach(text -> keys.add(text.getKey().replaceFirst("\\.(one|other)$", "")));
    return keys;
  }

  private static JsonNode texts(String language) throws Exception {
    String file = "/kiosk/texts/" + language + ".json";
    try (InputStream in = TextsTest.class.getResourceAsStream(file)) {
      return Json.MAPPER.readTree(in);
    }
  }
}
