package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import daka.store.register.TokenRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A button of the office that is pressed twice makes one: at once, or again because the answer to
/// the first was lost.
class MadeOncePageTest extends InOffice {

  @BeforeEach
  void register() {
    administrator();
  }

  /// Lets the next request for a change be done, and its answer be lost.
  private static void loseAnswer(Page page, String path) {
    page.route(
        "**" + path,
        route -> {
          route.fetch();
          route.abort();
        },
        new Page.RouteOptions().setTimes(1));
  }

  private static void clickTwice(Page page, String button) {
    page.locator(button).evaluate("button => { button.click(); button.click(); }");
  }

  private String count(String rows) throws Exception {
    return requireNonNull(api.store.text("SELECT count(*) FROM " + rows));
  }

  @Test
  void one_resident() throws Exception {
    try (Page page = signedIn(ADMIN, "/people/new", 360)) {
      page.locator("[name=name]").fill("赵敏");
      loseAnswer(page, "/api/v1/residents/*");
      page.locator("[data-step=save]").click();
      assertThat(page.locator("[role=alert]")).isVisible();
      assertEquals("4", count("residents"));
      clickTwice(page, "[data-step=save]");
      assertThat(page.locator("h2").first()).hasText("赵敏");
      assertEquals("4", count("residents"));
    }
  }

  @Test
  void and_what_was_changed_before_the_second_is_shown_beside_what_was_made() throws Exception {
    try (Page page = signedIn(ADMIN, "/people/new", 1280)) {
      page.locator("[name=name]").fill("赵敏");
      loseAnswer(page, "/api/v1/residents/*");
      page.locator("[data-step=save]").click();
      assertThat(page.locator("[role=alert]")).isVisible();
      page.locator("[name=name]").fill("赵敏敏");
      page.locator("[data-step=save]").click();
      assertThat(page.locator("[data-version=theirs]").first()).hasText("赵敏");
      assertThat(page.locator("[data-version=ours]").first()).hasText("赵敏敏");
      page.locator("[data-step=save]").click();
      assertThat(page.locator("h2").first()).hasText("赵敏敏");
      assertEquals("1", count("residents WHERE name LIKE '赵敏%'"));
    }
  }

  @Test
  void one_card() throws Exception {
    try (Page page = signedIn(ADMIN, "/people/1", 1280)) {
      page.locator("[data-step=card]").click();
      page.locator("dialog [name=payload]").fill("Z-1");
      loseAnswer(page, "/api/v1/residents/1/cards/*");
      page.locator("[data-step=card-now]").click();
      assertThat(page.locator("dialog [role=alert]")).isVisible();
      clickTwice(page, "[data-step=card-now]");
      assertThat(page.locator("[data-card]")).hasCount(2);
      assertEquals("2", count("cards WHERE resident = 1"));
    }
  }

  @Test
  void one_party_of_guests() throws Exception {
    account(STAFF, TokenRole.STAFF);
    try (Page page = signedIn(STAFF, "/", 1280)) {
      page.locator("[data-step=admit]").click();
      page.locator("dialog [name=resident][value='']").check();
      page.locator("dialog [name=party]").fill("3");
      page.locator("dialog [name=room]").selectOption("council");
      loseAnswer(page, "/api/v1/visits/*");
      page.locator("[data-step=admit-now]").click();
      assertThat(page.locator("dialog [role=alert]")).isVisible();
      assertEquals(3, api.store.inside("council"));
      clickTwice(page, "[data-step=admit-now]");
      assertThat(page.locator("p.note")).isVisible();
      assertEquals(3, api.store.inside("council"));
    }
  }
}
