package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import daka.Door;
import daka.check.FreePort;
import daka.check.Needs;
import daka.rig.KioskProcess;
import daka.web.described.HeldAtClient;
import daka.web.door.Chromium;
import daka.web.visits.LibreOffice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The first day of a centre: the kiosk is started with an empty data folder and a config of five
/// lines, and from then on nobody sees a command line.
@Needs.Browser
@Needs.Rig
@Timeout(900)
class FirstDayTest {
  private static final String NAME = "春风里邻里中心";
  private static final String ADMIN = "陈雅静";
  private static final String PASSWORD = "三月的雨落在青石板上没有任何声音";
  private static final String LOG = "visits.xlsx";
  private static final int CARDS = 10;

  private final HeldAtClient answers = new HeldAtClient("lan");
  @TempDir Path folder;
  private Chromium chromium;
  private KioskProcess kiosk;
  private Door door;

  @BeforeEach
  void start() throws Exception {
    chromium = Chromium.start();
    Path config =
        Files.writeString(
            folder.resolve("daka.toml"),
            """
            # All else is said in the office.
            centre = { id = "chunfeng", name = "新的邻里中心", hours = "08:30-21:00" }
            kiosk = { id = "entrance", room = "hall", data = "data", listen = "127.0.0.1:%d" }
            lan = { listen = "127.0.0.1:%d" }
            reader = [{ id = "door", kind = "http" }]
            """
                .formatted(FreePort.pick(), FreePort.pick()));
    kiosk = new KioskProcess(daka("run", "--config", config.toString()));
    door = new Door(kiosk.awaitReady());
  }

  private List<String> daka(String... words) {
    List<String> all = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path", "")));
    all.add("daka.Main");
    all.addAll(List.of(words));
    return KioskProcess.java(folder, all);
  }

  @AfterEach
  void stop() {
    if (kiosk != null) {
      kiosk.close();
    }
    if (chromium != null) {
      chromium.close();
    }
    answers.close();
  }

  @Test
  void somebody_who_has_never_seen_a_command_line_sets_up_a_centre() throws Exception {
    try (Page screen = chromium.page(1280, 800);
        Page office = chromium.office(1280, 800)) {
      answers.follow(office);
      becomesAdministrator(screen, office);
      saysWhatTheCentreIs(office);
      bringsItsPeople(office);
      Paper paper = printsCards(office);
      areReadByBoth(paper);
      comesIn(screen, paper);
      exportsLog(office);
      proves(office);
      assertTrue(answers.looked() > 40, () -> answers.looked() + " answers were held");
    }
    agreesWhenStopped();
    opensWithDates();
  }

  private void becomesAdministrator(Page screen, Page office) {
    Chromium.open(screen, door.kiosk().toString());
    keep(screen, "01-screen");
    String address = screen.locator(".setup-addresses li").first().innerText().strip();
    String code = screen.locator(".setup-letters").innerText();
    office.navigate(address);
    keep(office, "02-office");
    office.locator("[name=code]").fill(code.toLowerCase(java.util.Locale.ROOT));
    office.locator("[name=name]").fill(ADMIN);
    office.locator("[name=password]").fill(PASSWORD);
    keep(office, "03-setup");
    office.locator("button.main").click();
    assertThat(office.locator(".who")).containsText(ADMIN);
    assertThat(office.locator(".room")).hasCount(6);
    assertThat(office.locator(".first-steps li")).hasCount(6);
    keep(office, "04-today");
    assertThat(screen.locator(".setup")).hasCount(0);
    keep(screen, "05-screen");
  }

  private void saysWhatTheCentreIs(Page office) {
    page(office, "settings");
    office.locator("[data-setting='centre.name'] input").fill(NAME);
    keep(office, "06-settings");
    office.locator("[data-step=save]").click();
    assertThat(office.locator("p.note", new Page.LocatorOptions().setHasText("已保存"))).isVisible();
    keep(office, "07-settings");
    assertThat(office.locator("[data-use=yes]")).isVisible();
    assertThat(office.locator(".centre")).hasText(NAME);
    assertThat(office.locator("[role=alert]")).hasCount(0);
    keep(office, "08-settings");
    page(office, "rooms");
    assertThat(office.locator(".centre")).hasText(NAME);
    keep(office, "09-rooms");
    office.locator("[data-step=add]").click();
    office.locator("[name=name-zh-Hans]").fill("书画室");
    office.locator("[name=floor]").fill("2F");
    office.locator("[name=capacity]").fill("16");
    keep(office, "10-room");
    office.locator("[data-step=save]").click();
    assertThat(office.locator("tr[data-room]")).hasCount(7);
    office.locator("[data-step=hours]").click();
    Locator monday = office.locator("dialog [data-weekday=mon]");
    monday.locator("[data-end=opens]").fill("08:00");
    monday.locator("[data-end=closes]").fill("00:00");
    monday.locator("[data-step=alike]").click();
    keep(office, "11-hours");
    office.locator("[data-step=save]").click();
    assertThat(office.locator(".hours [data-weekday=sun]")).containsText("08:00-24:00");
    keep(office, "12-rooms");
  }

  private void bringsItsPeople(Page office) {
    page(office, "people");
    assertThat(office.locator("[role=status]", new Page.LocatorOptions().setHasText("还没有登记任何人")))
        .isVisible();
    keep(office, "13-people");
    office.locator("[data-step=import-list]").click();
    keep(office, "14-import");
    choose(office, FirstList.asBrought());
    assertThat(office.locator("[data-finding=wrong]").first()).isVisible();
    keep(office, "15-import");
    assertThat(office.locator("[data-finding=wrong]")).hasCount(FirstList.wrong().size());
    FirstList.wrong()
        .forEach(
            (line, wrong) ->
                assertThat(office.locator("[data-line='" + line + "']"))
                    .containsText(wrong.told()));
    choose(office, FirstList.mended());
    assertThat(office.locator("[data-state=new]")).containsText("" + FirstList.PEOPLE);
    keep(office, "16-import");
    office.locator("[data-step=import]").click();
    assertThat(office.locator("[data-done]")).containsText("新增 300 人");
    keep(office, "17-import");
    page(office, "today");
    assertThat(office.locator(".room")).hasCount(7);
    assertThat(office.locator(".first-steps")).hasCount(0);
  }

  private static void choose(Page office, byte[] list) {
    office.locator("[name=file]").setInputFiles(new FilePayload("居民名单.csv", "text/csv", list));
  }

  private Paper printsCards(Page office) throws Exception {
    office.addInitScript(Paper.LATER);
    office.evaluate(Paper.LATER);
    page(office, "people");
    keep(office, "18-people");
    office.locator("[data-step=print-cards]").click();
    Locator boxes = office.locator(".chooser input");
    assertThat(boxes).hasCount(50);
    for (int i = 0; i < CARDS; i++) {
      boxes.nth(i).check();
    }
    keep(office, "19-print");
    office.locator("[data-step=issue]").click();
    assertThat(office.locator("[data-printed]")).hasCount(CARDS);
    keep(office, "20-print");
    return Paper.print(office, folder);
  }

  private static void areReadByBoth(Paper paper) throws Exception {
    List<String> read = new ArrayList<>();
    for (int card = 0; card < CARDS; card++) {
      read.add(paper.cardByKiosk(0, card));
    }
    assertEquals(CARDS, new HashSet<>(read).size(), read::toString);
    assertEquals(new HashSet<>(read), new HashSet<>(paper.byZbar()));
  }

  private void comesIn(Page screen, Paper paper) throws Exception {
    JsonNode answer = Door.JSON.readTree(door.tap("image/png", paper.card(0, 0)).body());
    assertEquals("arrived", answer.path("decision").asText(), answer::toString);
    assertThat(screen.locator("main.result[data-decision=arrived]")).isVisible();
    keep(screen, "21-screen");
  }

  private void exportsLog(Page office) throws Exception {
    page(office, "visits");
    assertThat(office.locator("tr[data-visit]")).hasCount(1);
    keep(office, "22-visits");
    Download download = office.waitForDownload(() -> office.locator("[data-file=xlsx]").click());
    download.saveAs(folder.resolve(LOG));
  }

  /// Last, as it is skipped where there is no LibreOffice.
  private void opensWithDates() throws Exception {
    LibreOffice sheet = LibreOffice.open(folder.resolve(LOG));
    String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
    LibreOffice.assertDate(today, sheet.cell(1, "arrived"));
    LibreOffice.assertDate(today, sheet.cell(1, "arrived_local"));
    assertEquals("qr", sheet.cell(1, "evidence").getTextContent().strip());
  }

  private void proves(Page office) {
    office.locator("[data-step=proof]").click();
    office.locator("[data-step=prove]").click();
    assertThat(office.locator("[data-proof=proven] .note")).containsText("来访 1 次");
    keep(office, "23-proof");
    office.locator("dialog [data-step=close]").click();
  }

  /// The proof that a technician would ask for, of what the kiosk has left behind.
  private void agreesWhenStopped() throws Exception {
    assertEquals(0, kiosk.stop(), kiosk::log);
    Process verify =
        new ProcessBuilder(daka("verify", "--data", folder.resolve("data").toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, verify.waitFor(), said);
    assertTrue(said.startsWith("proven:") && said.contains(" 1 visits"), said);
  }

  private static void page(Page office, String name) {
    office.locator("nav.pages [data-page=" + name + "]").click();
  }

  private void keep(Page page, String name) {
    answers.look();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screens", "first-day", name + ".png")));
  }
}
