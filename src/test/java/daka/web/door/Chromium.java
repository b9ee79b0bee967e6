package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ScreenshotAnimations;
import daka.check.LeftBehind;
import daka.device.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The browser that is installed on this machine, as the kiosk runs it. A test that needs one is
/// skipped, and says so, where there is none.
public final class Chromium implements AutoCloseable {
  private static final Path SCREENS = Path.of("target", "screens");
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> FLAGS =
      List.of("--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /// Starts it; what needs it is given up where there is none.
  ///
  /// @param flags given to the browser behind those of the kiosk
  public static Chromium start(String... flags) {
    return start(Map.of(), flags);
  }

  /// @param environment beside that of the tests
  public static Chromium start(Map<String, String> environment, String... flags) {
    Optional<Path> executable = find();
    Assumptions.assumeTrue(
        executable.isPresent(), "no browser found: install Debian's package chromium");
    PlaywrightAssertions.setDefaultAssertionTimeout((double) Waiting.PATIENCE.toMillis());
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Map<String, String> all = new HashMap<>(System.getenv());
    all.putAll(environment);
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setEnv(all)
                    .setExecutablePath(executable.orElseThrow())
                    .setArgs(Stream.concat(FLAGS.stream(), Stream.of(flags)).toList())));
  }

  private static Optional<Path> find() {
    return Pattern.compile(Pattern.quote(System.getProperty("path.separator")))
        .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
        .flatMap(folder -> candidates(Path.of(folder)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> candidates(Path folder) {
    return NAMES.stream().map(folder::resolve);
  }

  /// A new window of this size, with a touch screen.
  public Page page(int width, int height) {
    Page page =
        browser.newPage(
            new Browser.NewPageOptions()
                .setViewportSize(width, height)
                .setHasTouch(true)
                .setTimezoneId("Asia/Shanghai"));
    LeftBehind.offer(
        "page.png", () -> page.isClosed() ? Optional.empty() : Optional.of(page.screenshot()));
    return page;
  }

  /// Opens a page of the kiosk and waits until it follows the screen: it draws nothing before its
  /// stream has brought the first state, and a staff card that is tapped before does not unlock it.
  public static void open(Page page, String url) {
    page.navigate(url);
    assertThat(page.locator("main:not(.lost)")).isVisible();
  }

  /// A new window for the office, which shows a certificate that nobody here trusts.
  public Page office(int width, int height) {
    Page page =
        browser.newPage(
            new Browser.NewPageOptions()
                .setViewportSize(width, height)
                .setIgnoreHTTPSErrors(true)
                .setTimezoneId("Asia/Shanghai"));
    LeftBehind.offer(
        "page.png", () -> page.isClosed() ? Optional.empty() : Optional.of(page.screenshot()));
    return page;
  }

  /// Keeps what the page looks like, for people.
  static void keep(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENS.resolve(name + ".png"))
            .setAnimations(ScreenshotAnimations.ALLOW));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
