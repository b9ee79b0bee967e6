package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import daka.checkin.Decision;
import daka.store.OpenStore;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The register in the office.
class PeoplePageTest extends InOffice {

  @BeforeEach
  void register() {
    administrator();
  }

  @Test
  void somebody_is_found_by_pinyin_and_by_the_last_digits_of_the_phone() throws Exception {
    api.overwrite("PUT", "/api/v1/residents/1", "{\"name\": \"王秀英\", \"phone\": \"13800004321\"}");
    try (Page page = signedIn(ADMIN, "/people", 1280)) {
      assertThat(page.locator("[data-person]")).hasCount(3);
      for (String search : new String[] {"wxy", "秀英", "4321"}) {
        page.locator("[name=search]").fill(search);
        page.locator("[name=search]").press("Enter");
        assertThat(page.locator("[data-person]")).hasCount(1);
        assertThat(page.locator("[data-person]")).containsText("王秀英");
      }
      page.goBack();
      assertThat(page.locator("[name=search]")).hasValue("秀英");
    }
  }

  @Test
  void somebody_new_is_registered_with_a_card_and_comes_in_with_it() throws Exception {
    try (Page page = signedIn(ADMIN, "/people", 360)) {
      page.locator("[data-step=new]").click();
      page.locator("[name=name]").fill("赵敏");
      page.locator("[name=born]").fill("1950");
      page.locator("[data-step=save]").click();
      assertThat(page.locator("h2").first()).hasText("赵敏");
      assertThat(page).hasURL(Pattern.compile(".*/people/4$"));
      page.locator("[data-step=card]").click();
      page.locator("dialog [name=payload]").fill("Z-1");
      page.locator("[data-step=card-now]").click();
      assertThat(page.locator("[data-card]")).hasCount(1);
      assertTrue(api.store.desk.scan(OpenStore.entrance("Z-1")) instanceof Decision.Arrived);
    }
  }

  @Test
  void a_card_is_blocked_and_replaced_by_the_one_that_was_just_presented() throws Exception {
    try (Page page = signedIn(ADMIN, "/people/1", 1280)) {
      page.locator("[data-card] [data-step=replace]").click();
      page.locator("dialog [name=code]")
          .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
      page.locator("[data-step=card-now]").click();
      assertThat(page.locator("[data-card]")).hasCount(2);
      assertThat(page.locator("[data-card]").first()).containsText("已停用");
      api.store.pass(java.time.Duration.ofMinutes(2));
      assertTrue(api.store.desk.scan(OpenStore.entrance("W-1")) instanceof Decision.Refused);
      assertTrue(api.store.desk.scan(OpenStore.entrance("nobody")) instanceof Decision.Departed);
    }
  }

  @Test
  void two_administrators_who_change_one_person_see_both_versions() throws Exception {
    try (Page page = signedIn(ADMIN, "/people/1", 1280)) {
      page.locator("[name=note]").fill("楼上的");
      api.overwrite(
          "PUT", "/api/v1/residents/1", "{\"name\": \"王秀英\", \"phone\": \"13800004321\"}");
      page.locator("[data-step=save]").click();
      assertThat(page.locator("[role=alert]")).containsText("别人刚刚改过");
      assertThat(page.locator("[data-version=theirs]").first()).hasText("13800004321");
      assertThat(page.locator("[data-version=ours]").last()).hasText("楼上的");
      assertThat(page.locator("[name=note]")).hasValue("楼上的");
      page.locator("[name=phone]").fill("13800004321");
      page.locator("[data-step=save]").click();
      assertThat(page.locator("p.note")).isVisible();
      String now = api.get(api.admin, "/api/v1/residents/1").body();
      assertTrue(now.contains("楼上的") && now.contains("13800004321"), now);
    }
  }

  @Test
  void somebody_is_erased_once_it_was_said_what_remains() throws Exception {
    try (Page page = signedIn(ADMIN, "/people/3", 360)) {
      page.locator("[data-step=erase]").click();
      assertThat(page.locator("dialog li")).hasCount(5);
      assertEquals(200, api.get(api.admin, "/api/v1/residents/3").statusCode());
      page.locator("[data-step=erase-now]").click();
      assertThat(page.locator("[data-part=remains] li")).hasCount(5);
      page.locator("[data-step=erased]").click();
      assertThat(page.locator("[data-person]")).hasCount(2);
      assertEquals(404, api.get(api.admin, "/api/v1/residents/3").statusCode());
    }
  }

  @Test
  void of_a_child_a_guardians_consent_is_asked_for_before_more_is_kept() throws Exception {
    try (Page page = signedIn(ADMIN, "/people/new", 360)) {
      page.locator("[name=name]").fill("王小明");
      page.locator("[name=born]").fill("2018-05");
      page.locator("[data-step=save]").click();
      assertThat(page.locator("[role=alert]")).containsText("监护人同意");
      assertThat(page.locator("[name=born]")).hasValue("2018-05");
      page.locator("[name=guardian]").fill("王芳");
      page.locator("[name=relation]").fill("母亲");
      page.locator("[data-step=save]").click();
      assertThat(page.locator("[data-consent]")).containsText("王芳");
      page.locator("[data-step=consent-change]").click();
      page.locator("dialog [name=withdrawn]").fill("2099-01-01");
      page.locator("[data-step=consent-now]").click();
      assertThat(page.locator("p.note")).containsText("已删除");
      String now = api.get(api.admin, "/api/v1/residents/4").body();
      assertTrue(now.contains("\"child\":true") && !now.contains("2018"), now);
    }
  }

  @Test
  void a_relative_is_found_by_name_and_told_at_both() throws Exception {
    try (Page page = signedIn(ADMIN, "/people/1", 1280)) {
      page.locator("[data-step=relative]").click();
      page.locator("dialog input[type=search]").fill("zjg");
      page.locator("dialog [name=relative]").check();
      page.locator("dialog [name=relation]").selectOption("spouse");
      page.locator("[data-step=relative-now]").click();
      assertThat(page.locator("[data-relative='3']")).containsText("配偶");
      page.locator("[data-relative='3'] a").click();
      assertThat(page.locator("[data-relative='1']")).containsText("王秀英");
      page.locator("[data-step=relative-remove]").click();
      assertThat(page.locator("[data-relative]")).hasCount(0);
    }
  }

  @Test
  void two_who_are_one_stand_side_by_side_are_merged_and_parted_again() throws Exception {
    api.overwrite("PUT", "/api/v1/residents/1", "{\"name\": \"王秀英\", \"phone\": \"13800004321\"}");
    api.store.resident("王 秀英", "W-9");
    try (Page page = signedIn(ADMIN, "/people", 360)) {
      page.locator("[data-step=duplicates]").click();
      assertThat(page.locator("[data-pair='1 4']")).containsText("13800004321");
      page.locator("[data-step=keep]").first().click();
      page.locator("dialog [name=name][value=other]").check();
      page.locator("[data-step=merge-now]").click();
      assertThat(page.locator("h2").first()).hasText("王 秀英");
      assertThat(page.locator("[data-card]")).hasCount(2);
      page.locator("[data-step=unmerge]").click();
      assertThat(page.locator("[data-card]")).hasCount(1);
      assertThat(page.locator("h2").first()).hasText("王秀英");
      page.locator("[data-step=merge]").click();
      page.locator("dialog input[type=search]").fill("wxy");
      page.locator("dialog [name=other]").check();
      page.locator("[data-step=compare]").click();
      assertThat(page.locator("dialog .sides")).containsText("13800004321");
      page.locator("dialog [data-step=close]").click();
      page.navigate(url("/people/duplicates"));
      page.locator("[data-step=different]").click();
      assertThat(page.locator("[data-pair]")).hasCount(0);
    }
  }

  @Test
  void whoever_holds_a_card_before_a_reader_is_found_and_not_checked_in() throws Exception {
    try (Page page = signedIn(ADMIN, "/people", 1280)) {
      page.locator("[data-step=present]").click();
      assertThat(page.locator("dialog [role=status]")).containsText("不算进出");
      assertThat(page.locator("dialog")).isVisible();
      page.waitForResponse(
          answer ->
              answer.url().endsWith("/people/presented") && answer.request().method().equals("GET"),
          () -> {});
      long before = api.store.ledger.journal().head();
      api.store.desk.scan(OpenStore.entrance("W-2"));
      assertThat(page).hasURL(Pattern.compile(".*/people/2$"));
      assertEquals(before, api.store.ledger.journal().head());
    }
  }

  @Test
  void all_that_is_kept_of_somebody_is_saved_as_one_file() throws Exception {
    try (Page page = signedIn(ADMIN, "/people/1", 360)) {
      page.locator("[data-step=everything]").click();
      assertThat(page.locator("#everything")).containsText("便民服务大厅");
      Download file = page.waitForDownload(() -> page.locator("[data-step=save-file]").click());
      String text = Files.readString(file.path());
      assertTrue(text.contains("王秀英") && text.contains("便民服务大厅"), text);
      assertEquals("resident-1.html", file.suggestedFilename());
    }
  }
}
