package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Makes the pictures of the real screens that stand on the sheets of the office and in the README,
/// and notes beside them what they show, by which [ScreenPicturesTest] sees that they are of today.
/// `deploy/pictures` runs it.
public final class ScreenPictures {
  static final List<String> LANGUAGES = List.of("zh-Hans", "zh-Hant", "en");

  private static final Path PICTURES = Path.of("kiosk", "office", "pictures");
  private static final Path OUTLINES =
      Path.of("src", "test", "resources", "daka", "web", "door", "pictures");
  private static final int QUALITY = 65;

  private ScreenPictures() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("daka-pictures");
    for (String language : LANGUAGES) {
      try (Chromium chromium = SampleScreens.browser(language)) {
        new SampleScreens(chromium, folder.resolve(language), language)
            .show((name, page) -> take(page, language, name));
      }
    }
  }

  private static void take(Page page, String language, String name) {
    try {
      Path file = picture(language, name);
      Files.createDirectories(file.getParent());
      Files.write(file, webp(page));
      Outline.of(page).keep(outline(language, name), hash(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] webp(Page page) {
    assertThat(page.locator("body")).isVisible();
    CDPSession session = page.context().newCDPSession(page);
    JsonObject asked = new JsonObject();
    asked.addProperty("format", "webp");
    asked.addProperty("quality", QUALITY);
    String data = session.send("Page.captureScreenshot", asked).get("data").getAsString();
    session.detach();
    return Base64.getDecoder().decode(data);
  }

  /// Where the picture of this screen is kept.
  static Path picture(String language, String name) {
    return PICTURES.resolve(language).resolve(name + ".webp");
  }

  /// Where is noted what it shows.
  static Path outline(String language, String name) {
    return OUTLINES.resolve(language).resolve(name + ".txt");
  }

  /// SHA-256 of a picture, in hexadecimal digits.
  static String hash(Path picture) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(picture)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
