package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import daka.checkin.Centre;
import daka.checkin.NotRecordedException;
import daka.demo.SampleCentre;
import daka.store.OpenStore;
import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.store.register.Residents;
import daka.web.api.RunningApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;

/// The screens of which there are pictures, as people see them in the sample centre on the
/// afternoon of a last day of the month: the same each time.
final class SampleScreens {
  private static final Instant AFTERNOON = Instant.parse("2026-11-30T07:20:00Z");
  private static final String RESIDENT = "W-1";
  private static final String ADMINISTRATOR = "陈雅静";
  private static final String PASSWORD = "三月的雨落在青石板上没有任何声音";

  /// The official 7-inch display of a Raspberry Pi, in pixels.
  private static final int WIDTH = 800;

  private static final int HEIGHT = 480;
  private static final int OFFICE_WIDTH = 1100;
  private static final int OFFICE_HEIGHT = 660;

  private static final Map<String, String> BROWSERS =
      Map.of("zh-Hans", "zh-CN", "zh-Hant", "zh-TW", "en", "en-GB");

  private final Chromium chromium;
  private final Path folder;
  private final String language;

  /// @param folder that is not there yet, for the centres' data
  /// @param language of all screens
  SampleScreens(Chromium chromium, Path folder, String language) {
    this.chromium = chromium;
    this.folder = folder;
    this.language = language;
  }

  /// A browser that speaks this language itself, which is seen where a date is typed.
  static Chromium browser(String language) {
    return Chromium.start("--hide-scrollbars", "--lang=" + BROWSERS.get(language));
  }

  /// Goes through the screens.
  ///
  /// @param each gets the name of each and the page that shows it
  void show(BiConsumer<String, Page> each) throws Exception {
    try (RunningKiosk kiosk = new RunningKiosk(filled("kiosk"))) {
      Tour.prepare(kiosk);
      passUntilAfternoon(kiosk.store);
      residents(kiosk, each);
      board(kiosk, each);
    }
    try (RunningApi office = new RunningApi(filled("office"))) {
      passUntilAfternoon(office.store);
      office(office, each);
    }
  }

  /// The folder of a centre's data with the sample centre in it.
  private Path filled(String name) throws IOException, SQLException, NotRecordedException {
    Path data = Files.createDirectories(folder.resolve(name));
    try (OpenStore store = new OpenStore(data)) {
      passUntilAfternoon(store);
      new SampleCentre()
          .fill(
              new Residents(store.database, store.fingerprints, store::now),
              store.ledger,
              store.fingerprints,
              new Centre("hall", OpenStore.HOURS, OpenStore.AFTER_CLOSING, Integer.MAX_VALUE),
              store.now());
    }
    return data;
  }

  private static void passUntilAfternoon(OpenStore store) {
    store.pass(Duration.between(store.now(), AFTERNOON));
  }

  private void residents(RunningKiosk kiosk, BiConsumer<String, Page> each) throws Exception {
    try (Page page = chromium.page(WIDTH, HEIGHT)) {
      page.clock().setFixedTime(AFTERNOON.toEpochMilli());
      Chromium.open(page, kiosk.url("/"));
      page.locator(".languages button[lang=" + language + "]").tap();
      assertThat(page.locator("html[lang=" + language + "]")).isVisible();
      each.accept("idle", page);
      kiosk.tap(RESIDENT);
      assertThat(page.locator("main.result[data-decision=arrived]")).isVisible();
      each.accept("arrived", page);
      kiosk.store.pass(Duration.ofMinutes(95));
      kiosk.tap(RESIDENT);
      assertThat(page.locator("main.result[data-decision=departed]")).isVisible();
      each.accept("departed", page);
    }
  }

  private void board(RunningKiosk kiosk, BiConsumer<String, Page> each) {
    kiosk.pass(Duration.ofMinutes(1));
    try (Page page = chromium.page(WIDTH, HEIGHT)) {
      page.clock().setFixedTime(kiosk.store.now().toEpochMilli());
      Chromium.open(page, kiosk.url("/board"));
      ScreenTourTest.speak(page, language);
      page.locator("[data-step=unlock]").tap();
      Tour.PIN
          .chars()
          .forEach(digit -> Tour.touch(page.locator("[data-digit='" + (char) digit + "']")));
      Tour.touch(page.locator("[data-step=unlock]"));
      assertThat(page.locator("main.board[data-unlocked=true]:not(:has(.answered))")).isVisible();
      each.accept("board", page);
      Tour.touch(page.locator("[data-room=sports]"));
      Locator first = page.locator("[data-place=room] .row").first();
      assertThat(first).isVisible();
      each.accept("room", page);
      Tour.touch(first);
      assertThat(page.locator("[data-place=visit]")).isVisible();
      each.accept("visit", page);
    }
  }

  private void office(RunningApi office, BiConsumer<String, Page> each) {
    new Accounts(office.store.database, office.store.fingerprints)
        .addFirst(AccountName.of(ADMINISTRATOR), PASSWORD, office.store.now());
    try (Page page = chromium.office(OFFICE_WIDTH, OFFICE_HEIGHT)) {
      page.clock().setFixedTime(office.store.now().toEpochMilli());
      page.navigate("https://localhost:" + office.server.port() + "/");
      page.locator("select.languages").selectOption(language);
      assertThat(page.locator("html[lang=" + language + "]")).isVisible();
      page.locator("[name=name]").fill(ADMINISTRATOR);
      page.locator("[name=password]").fill(PASSWORD);
      page.locator("[name=password]").press("Enter");
      assertThat(page.locator(".course svg")).isVisible();
      each.accept("today", page);
      open(page, "/visits?from=2026-11-01&to=2026-11-30", "tr[data-visit]");
      assertThat(page.locator("p.totals")).containsText("·");
      each.accept("visits", page);
      open(page, "/reports?by=month&from=2026-11-01&to=2026-11-30", ".report .chart svg");
      each.accept("report", page);
    }
  }

  private static void open(Page page, String address, String shown) {
    page.navigate(page.url().replaceFirst("(?<=\\d)/.*", "") + address);
    assertThat(page.locator(shown).first()).isVisible();
  }
}
