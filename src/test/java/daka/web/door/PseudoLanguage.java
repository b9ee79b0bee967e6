package daka.web.door;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import daka.web.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A language that nobody speaks and that is written from the right: the English texts in Hebrew
/// letters, and a third longer, as translations are. It shows whether a page can be laid out for
/// Arabic, Uyghur or Hebrew before anybody has translated it. Its code is that of Arabic, so its
/// numbers have six plural forms, of which the texts have two.
final class PseudoLanguage {
  static final String CODE = "ar";

  /// The letters of both alphabets, the most frequent first, so that words are as wide as real
  /// ones.
  private static final String LATIN = "etaoinshrdlcumwfgypbvkjxqz";

  private static final String HEBREW = "יוהלארתבשמנדכעחקפםטגצןזסךף";

  /// Each so manieth letter is doubled.
  private static final int DOUBLED = 3;

  private PseudoLanguage() {}

  /// Answers the page's request for the texts of this language.
  static void teach(Page page) {
    page.route("**/kiosk/texts/" + CODE + ".json", PseudoLanguage::answer);
  }

  private static void answer(Route route) {
    route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(texts()));
  }

  private static String texts() {
    try {
      Map<String, String> turned = new LinkedHashMap<>();
      Json.MAPPER
          .readTree(Files.readString(Path.of("kiosk", "texts", "en.json")))
          .properties()
          .forEach(text -> turned.put(text.getKey(), turned(text.getValue().textValue())));
      return Json.MAPPER.writeValueAsString(turned);
    } catch (IOException e) {
      throw new IllegalStateException("the English texts cannot be read", e);
    }
  }

  /// The text in Hebrew letters, but for the names of values in braces; its arrows turned round.
  private static String turned(String text) {
    StringBuilder turned = new StringBuilder();
    boolean isName = false;
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      isName = letter == '{' || (isName && letter != '}');
      int at = isName ? -1 : LATIN.indexOf(Character.toLowerCase(letter));
      turned.append(at >= 0 ? HEBREW.charAt(at) : letter == '→' ? '←' : letter);
      if (at >= 0 && ++letters % DOUBLED == 0) {
        turned.append(HEBREW.charAt(at));
      }
    }
    return turned.toString();
  }
}
