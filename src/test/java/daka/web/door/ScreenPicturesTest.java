package daka.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import daka.check.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The pictures of the screens show what the screens show today.
@Needs.Browser
class ScreenPicturesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @FieldSource("daka.web.door.ScreenPictures#LANGUAGES")
  void no_picture_is_of_yesterday(String language) throws Exception {
    List<String> old = new ArrayList<>();
    try (Chromium chromium = SampleScreens.browser(language)) {
      new SampleScreens(chromium, folder.resolve("centres"), language)
          .show((name, page) -> compare(page, language, name, old));
    }
    assertEquals(List.of(), old, "run deploy/pictures, look at the pictures and commit them");
  }

  private static void compare(Page page, String language, String name, List<String> old) {
    try {
      Path picture = ScreenPictures.picture(language, name);
      Path outline = ScreenPictures.outline(language, name);
      if (!Files.exists(picture) || !Files.exists(outline)) {
        old.add("there is no " + picture + " or no " + outline);
        return;
      }
      if (!Files.readAllLines(outline).getFirst().equals(ScreenPictures.hash(picture))) {
        old.add(outline + " is of another picture than " + picture);
      }
      Outline kept = Outline.kept(outline);
      Outline now = Outline.of(page);
      now.without(kept).forEach(thing -> old.add(picture + " lacks: " + thing));
      kept.without(now).forEach(thing -> old.add(picture + " still shows: " + thing));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
