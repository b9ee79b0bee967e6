package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.store.journal.Cursors;
import daka.store.register.TokenRole;
import daka.web.door.Look;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Through every view of the office, with a look at each.
class OfficeTourTest extends InOffice {
  private static final int TEXT = 16;

  @ParameterizedTest
  @CsvSource({
    "360, zh-Hans", "360, zh-Hant", "360, en",
    "768, zh-Hans", "768, zh-Hant", "768, en",
    "1280, zh-Hans", "1280, zh-Hant", "1280, en"
  })
  void every_view_can_be_read_and_touched(int width, String language) {
    administrator();
    account("王国强", TokenRole.AUDITOR);
    try (Page page = chromium.office(width, 800)) {
      Look look = Look.atOffice(page, "office-" + width + "-" + language);
      enter(page, look, language);
      today(page, look);
      visits(page, look);
      reports(page, look);
      people(page, look);
      rooms(page, look);
      accounts(page, look);
      settings(page, look);
      copies(page, look);
      devices(page, look);
      forwarding(page, look);
      sheets(page, look);
      about(page, look);
      assertEquals(List.of(), look.faults());
    }
  }

  private void enter(Page page, Look look, String language) {
    page.navigate(url("/"));
    page.locator("select.languages").selectOption(language);
    assertThat(page.locator("html")).hasAttribute("lang", language);
    look.at("sign-in", "main.door", TEXT);
    page.locator("[name=name]").fill(ADMIN);
    page.locator("[name=password]").fill("wrong wrong wrong");
    page.locator("button.main").click();
    look.at("sign-in-wrong", "[role=alert]", TEXT);
    page.locator("a[href='/setup']").click();
    look.at("setup", "[name=code]", TEXT);
    page.locator("p a[href='/']").click();
    recover(page, look);
    api.store.pass(java.time.Duration.ofMinutes(2));
    signIn(page, ADMIN);
  }

  private static void recover(Page page, Look look) {
    page.locator("a[href='/recover']").click();
    page.locator("[name=code]").fill("wrong one");
    page.locator("[name=name]").fill(ADMIN);
    page.locator("[name=password]").fill(PASSWORD);
    page.locator("button.main").click();
    look.at("recover-wrong", "[role=alert]", TEXT);
    page.locator("p a[href='/']").click();
  }

  private static void copies(Page page, Look look) {
    go(page, "copies");
    look.at("copies-none", "[data-late]", TEXT);
    page.locator("[data-step=make]").click();
    page.locator("[data-part=download] summary").click();
    look.at("copies", "[data-fact=proof]", TEXT);
    String plan =
        """
        {"plan": 1, "of": "新华社区邻里中心", "made": "2026-11-20",
         "rooms": [{"id": "tea", "name": "茶室", "floor": "1F", "capacity": 12},
                   {"id": "hall", "name": "大堂", "floor": "1F", "capacity": 60, "closed": ["sun"]}],
         "hours": {"week": {"mon": ["09:00-12:00", "14:00-20:00"]}, "closed": ["2027-02-17"]},
         "settings": {"sound.volume": 3000}}\
        """;
    page.locator("[name=plan]")
        .setInputFiles(
            new FilePayload(
                "daka-plan.json", "application/json", plan.getBytes(StandardCharsets.UTF_8)));
    look.at("copies-plan", "[data-plan] tbody tr", TEXT);
  }

  private static void today(Page page, Look look) {
    openMenu(page);
    look.at("menu", "nav.pages", TEXT);
    go(page, "today");
    page.locator("[data-room=sports] summary").click();
    page.locator(".left summary").click();
    page.locator(".help summary").click();
    look.at("today", ".left li", TEXT);
    page.locator("[data-room=sports] [data-visit]").click();
    look.at("correct", "dialog.act", TEXT);
    page.locator("[data-step=close]").click();
    page.locator("[data-step=admit]").click();
    page.locator("dialog input[type=search]").fill("li");
    look.at("admit", "dialog .pick:has([value='2'])", TEXT);
    page.locator("[data-step=close]").click();
  }

  private static void visits(Page page, Look look) {
    go(page, "visits");
    page.locator("[name=from]").fill("2026-11-01");
    page.locator("[data-step=filter]").click();
    assertThat(page.locator(".totals")).containsText("3");
    look.at("visits", "tr[data-visit]", TEXT);
    page.locator("[data-step=proof]").click();
    page.locator("[data-step=prove]").click();
    look.at("visits-proof", "[data-proof=proven]", TEXT);
    page.locator("[data-step=close]").click();
    page.locator("[data-column=name] a").first().click();
    look.at("visits-of-one", ".one", TEXT);
  }

  private static void reports(Page page, Look look) {
    go(page, "reports");
    page.locator("[name=by]").selectOption("span");
    page.locator("[name=from]").fill("2026-11-01");
    page.locator("[name=to]").fill("2026-11-30");
    page.locator("[data-step=report]").click();
    look.at("reports", "[data-measure=visits] td:text-is('3')", TEXT);
  }

  private void people(Page page, Look look) {
    go(page, "people");
    look.at("people", "tr[data-person]", TEXT);
    page.locator("[data-step=new]").click();
    look.at("people-new", "[data-form=person]", TEXT);
    go(page, "people");
    list(page, look);
    cards(page, look);
    page.locator("[data-person='1'] a").click();
    look.at("person", "[data-card]", TEXT);
    page.locator("[name=born]").fill("1948");
    overwriteFirst();
    page.locator("[data-step=save]").click();
    look.at("person-changed", "[data-version=ours]", TEXT);
    page.locator("[data-step=card]").click();
    look.at("person-card", "dialog.act", TEXT);
    page.locator("[data-step=close]").click();
    ofOne(page, look);
    twice(page, look);
  }

  private static void ofOne(Page page, Look look) {
    page.locator("[data-step=relative]").click();
    page.locator("dialog input[type=search]").fill("z");
    look.at("person-relative", "dialog .pick", TEXT);
    page.locator("[data-step=close]").click();
    page.locator("[name=child]").check();
    page.locator("[data-step=consent]").click();
    look.at("person-consent", "dialog [name=guardian]", TEXT);
    page.locator("[data-step=close]").click();
    page.locator("[data-step=erase]").click();
    look.at("person-erase", "[data-step=erase-now]", TEXT);
    page.locator("[data-step=close]").click();
    page.locator("[data-step=everything]").click();
    look.at("person-everything", "#everything", TEXT);
  }

  private void twice(Page page, Look look) {
    try {
      api.store.resident("王秀英", "W-1-again");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    go(page, "people");
    page.locator("[data-step=present]").click();
    look.at("people-present", "dialog [role=status]", TEXT);
    page.locator("[data-step=close]").click();
    page.locator("[data-step=duplicates]").click();
    look.at("duplicates", "[data-pair]", TEXT);
    page.locator("[data-step=keep]").first().click();
    look.at("merge", "dialog .sides", TEXT);
    page.locator("[data-step=close]").click();
  }

  private static void list(Page page, Look look) {
    page.locator("[data-step=import-list]").click();
    look.at("import", "[name=file]", TEXT);
    String csv = "id,姓名,出生,颜色\n1,王秀英,1948,\n,赵敏,昨天,蓝\n,李桂兰,,\n";
    page.locator("[name=file]")
        .setInputFiles(
            new FilePayload("list.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    look.at("import-wrong", "[data-finding=wrong]", TEXT);
    page.locator("[data-state=changed]").click();
    look.at("import-changed", "[data-finding=changed]", TEXT);
    go(page, "people");
  }

  private static void cards(Page page, Look look) {
    page.evaluate(Paper.LATER);
    page.locator("[data-step=print-cards]").click();
    page.locator(".chooser input").first().check();
    look.at("print", "[data-form=print]", TEXT);
    page.locator("[name=layout]").selectOption("cr80");
    page.locator("[data-step=issue]").click();
    look.at("print-issued", "[data-printed]", TEXT);
    go(page, "people");
  }

  private void overwriteFirst() {
    try {
      api.overwrite("PUT", "/api/v1/residents/1", "{\"name\": \"王秀英\", \"note\": \"二楼\"}");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void rooms(Page page, Look look) {
    go(page, "rooms");
    look.at("rooms", "tr[data-room=sports]", TEXT);
    page.locator("[data-room=sports] [data-step=change]").click();
    page.locator("dialog [name=closed]").selectOption("days");
    page.locator("[data-day]").fill("2027-01-01");
    page.locator("[data-step=add-day]").click();
    look.at("room", "[data-step=remove-day]", TEXT);
    page.locator("[data-step=close]").click();
    page.locator("[data-step=hours]").click();
    page.locator("fieldset[data-weekday=mon] [data-step=add-opening]").click();
    look.at("hours", "fieldset[data-weekday=sun]", TEXT);
    page.locator("[data-step=close]").click();
  }

  private static void accounts(Page page, Look look) {
    go(page, "accounts");
    look.at("accounts", "tr[data-account]", TEXT);
    for (String step : List.of("password", "otp", "add")) {
      page.locator("[data-step=" + step + "]").click();
      look.at("accounts-" + step, "dialog.act", TEXT);
      page.locator("[data-step=close]").click();
    }
    page.locator("[data-account=王国强] button").click();
    look.at("accounts-change", "dialog.act", TEXT);
    page.locator("[data-step=close]").click();
    page.locator("[data-step=new-token]").click();
    look.at("accounts-token", "dialog.act", TEXT);
    page.locator("dialog [name=name]").fill("log " + page.locator("html").getAttribute("lang"));
    page.locator("dialog [name=current_password]").fill(PASSWORD);
    page.locator("[data-step=make-token]").click();
    look.at("accounts-token-made", "[data-secret]", TEXT);
    page.locator("dialog [data-step=close]").click();
    look.at("accounts-tokens", "[data-token]", TEXT);
  }

  private static void settings(Page page, Look look) {
    go(page, "settings");
    look.at("settings", "[data-setting='centre.name']", TEXT);
    page.locator("[data-table=reader] summary").click();
    page.locator("[data-setting='centre.zone'] input").fill("Asia/Shangai");
    look.at("settings-wrong", "[data-setting='centre.zone'] .wrong", TEXT);
    page.locator("[data-step=undo]").click();
  }

  private void devices(Page page, Look look) {
    api.machine.plugged.pi().types(1, "Honeywell 1250g", "usb-Honeywell-event-kbd");
    api.machine.plugged.i2c(1, "bcm2835 (i2c@7e804000)").uart("ttyS0", "4");
    go(page, "devices");
    page.locator("[data-step=scan]").click();
    page.locator("[data-step=green]").click();
    assertThat(page.locator("[data-device=lamps] [role=status]")).not().isEmpty();
    look.at("devices", "[data-device=lamps]", TEXT);
    page.locator("[data-device='reader door'] [data-step=try]").click();
    assertThat(page.locator(".hold")).isVisible();
    api.machine.present(new Scan("door", "sports", CardKind.RFID, "04A1B2C3D4E5F6"));
    look.at("devices-trial", ".held li", TEXT);
    page.locator("[data-step=close]").click();
    page.locator("[data-plugged$=ttyS0] [data-step=try-plugged]").click();
    look.at("devices-try-plugged", "dialog [name=baud]", TEXT);
    page.locator("[data-step=close]").click();
  }

  private void forwarding(Page page, Look look) {
    Cursors cursors = new Cursors(api.store.database);
    cursors.setAside(
        new Cursors.SetAside(
            "upstream", 3, 422, "there is no room \"sports\" at the town", api.store.now()));
    go(page, "forwarding");
    look.at("forwarding", "[data-aside]", TEXT);
    page.locator("[data-step=give-up]").click();
    look.at("forwarding-sure", "[data-aside]", TEXT);
  }

  private static void sheets(Page page, Look look) {
    for (String sheet : List.of("residents", "staff", "administrators")) {
      page.locator(".help summary").click();
      page.locator(".help a[href='/sheets/" + sheet + "']").click();
      look.at("sheet-" + sheet, "[data-sheet=" + sheet + "]", TEXT);
    }
  }

  private void about(Page page, Look look) {
    go(page, "about");
    look.at("about", "tr[data-state]", TEXT);
    api.store.pass(java.time.Duration.ofMinutes(31));
    look.at("signed-out", "dialog.over", TEXT);
  }
}
