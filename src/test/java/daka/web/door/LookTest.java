package daka.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The tours prove nothing unless a look finds what is wrong.
class LookTest extends InBrowser {
  private static final String WELL =
      "<html lang='en'><title>Well</title><main style='font-size: 30px'><h1>Well</h1></main>";

  @Test
  void a_page_without_faults_has_none() {
    assertEquals(List.of(), faults(""));
  }

  @Test
  void what_is_too_small_and_what_only_axe_core_knows_are_both_found_in_each_view() {
    for (String view : List.of("", "<p>another</p>")) {
      List<String> found = faults(view + "<p style='font-size: 9px'>small</p><img src='data:,'>");
      assertTrue(found.stream().anyMatch(fault -> fault.contains("has 9 px")), found::toString);
      assertTrue(found.stream().anyMatch(fault -> fault.contains("image-alt")), found::toString);
    }
  }

  private static List<String> faults(String more) {
    try (Page page = chromium.page(800, 480)) {
      page.setContent(WELL);
      Look look = new Look(page, "look");
      look.at("well", "main", 18);
      assertEquals(List.of(), look.faults());
      page.evaluate("more => document.querySelector('main').innerHTML += more", more);
      look.at("more", "main", 18);
      return look.faults();
    }
  }
}
