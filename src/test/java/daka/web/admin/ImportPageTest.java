package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import daka.web.sheet.Workbooks;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A list from a spreadsheet, in the office.
class ImportPageTest extends InOffice {
  private static final String PEOPLE = "/api/v1/residents";

  @BeforeEach
  void register() {
    administrator();
  }

  private static void choose(Page page, String name, byte[] file) {
    page.locator("[name=file]")
        .setInputFiles(new FilePayload(name, "application/octet-stream", file));
  }

  private String people() throws Exception {
    return api.get(api.admin, PEOPLE).body();
  }

  @Test
  void a_list_in_gbk_is_looked_at_mended_and_imported() throws Exception {
    String before = people();
    String list = "姓名,电话,出生\n王秀英,13800000001,1948\n赵敏,12,1950\n";
    try (Page page = signedIn(ADMIN, "/people", 1280)) {
      page.locator("[data-step=import-list]").click();
      choose(page, "名单.csv", list.getBytes(Charset.forName("GBK")));
      assertThat(page.locator("[data-state=wrong]")).hasAttribute("aria-pressed", "true");
      assertThat(page.locator("[data-line='3']")).containsText("电话“12”不对");
      assertThat(page.locator("[data-step=import]")).isDisabled();
      assertEquals(before, people(), "nothing is written");
      choose(
          page, "名单.csv", list.replace(",12,", ",13800000002,").getBytes(Charset.forName("GBK")));
      assertThat(page.locator("[data-state=new]")).containsText("2");
      page.locator("[data-step=import]").click();
      assertThat(page.locator("[data-done]")).containsText("新增 2 人");
      assertTrue(people().contains("赵敏"), people());
    }
  }

  @Test
  void what_is_wrong_with_a_line_is_told_in_the_readers_language_alone() {
    Map<String, String> beginnings =
        Map.of(
            "zh-Hans", "电话“1390000004”不对", "zh-Hant", "電話", "en", "“1390000004” is no telephone");
    try (Page page = signedIn(ADMIN, "/people/import", 768)) {
      for (Map.Entry<String, String> language : beginnings.entrySet()) {
        page.locator("select.languages").selectOption(language.getKey());
        assertThat(page.locator("html")).hasAttribute("lang", language.getKey());
        choose(page, "名单.csv", FirstList.asBrought());
        assertThat(page.locator("[data-finding=wrong]")).hasCount(FirstList.wrong().size());
        assertThat(page.locator("[data-line='48']")).containsText(language.getValue());
        for (Locator said : page.locator("[data-finding=wrong] td:last-child").all()) {
          assertThat(said.locator("p")).hasCount(1);
          assertThat(said.locator("[lang]")).hasCount(0);
          String words = said.innerText();
          assertEquals(
              language.getKey().equals("en"),
              Pattern.compile("[a-z]+ [a-z]+ [a-z]+").matcher(words).find(),
              words);
        }
      }
    }
  }

  @Test
  void a_column_is_matched_by_hand_and_old_and_new_stand_beside_each_other() throws Exception {
    byte[] list =
        Workbooks.ofTexts(
            new String[] {"编码号", "谁", "记"},
            new String[] {"1", "王秀英", "三楼"},
            new String[] {"2", "李桂兰", ""});
    try (Page page = signedIn(ADMIN, "/people/import", 360)) {
      choose(page, "people.xlsx", list);
      assertThat(page.locator("[role=alert]")).containsText("姓名");
      page.locator("[data-column='0']").selectOption("id");
      page.locator("[data-column='1']").selectOption("name");
      page.locator("[data-column='2']").selectOption("note");
      assertThat(page.locator("[data-state=changed]")).containsText("1");
      assertThat(page.locator("[data-line='2'] ins")).hasText("三楼");
      page.locator("[data-step=import]").click();
      assertThat(page.locator("[data-done]")).containsText("修改 1 人");
      choose(page, "people.xlsx", list);
      page.locator("[data-column='0']").selectOption("id");
      page.locator("[data-column='1']").selectOption("name");
      page.locator("[data-column='2']").selectOption("note");
      assertThat(page.locator("[data-state=same]")).containsText("2");
      assertThat(page.locator("[data-step=import]")).isDisabled();
    }
  }

  @Test
  void what_has_changed_since_the_preview_is_looked_at_again() throws Exception {
    byte[] list = Workbooks.ofTexts(new String[] {"id", "备注"}, new String[] {"1", "三楼"});
    try (Page page = signedIn(ADMIN, "/people/import", 1280)) {
      choose(page, "people.xlsx", list);
      assertThat(page.locator("[data-line='2'] ins")).hasText("三楼");
      api.overwrite("PUT", PEOPLE + "/1", "{\"name\": \"王秀英\", \"note\": \"四楼\"}");
      page.locator("[data-step=import]").click();
      assertThat(page.locator("[role=alert]")).containsText("再看一遍");
      assertThat(page.locator("[data-line='2'] del")).hasText("四楼");
      page.locator("[data-step=import]").click();
      assertThat(page.locator("[data-done]")).containsText("修改 1 人");
    }
  }

  @Test
  void people_are_exported_and_the_file_changes_nothing() throws Exception {
    try (Page page = signedIn(ADMIN, "/people", 1280)) {
      Download download = page.waitForDownload(() -> page.locator("[data-file=people]").click());
      Path file = folder.resolve("residents.xlsx");
      download.saveAs(file);
      page.locator("[data-step=import-list]").click();
      choose(page, "residents.xlsx", Files.readAllBytes(file));
      assertThat(page.locator("[data-state=same]")).containsText("3");
      choose(page, "large.csv", new byte[5 * 1024 * 1024]);
      assertThat(page.locator("[role=alert]")).containsText("文件太大");
    }
  }
}
