package daka.web.door;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a picture of a screen shows, as lines that people can read and that are alike on machines
/// with other fonts: each text and drawing with its colours, its size and about where it is.
///
/// @param things from the beginning of the page to its end
record Outline(List<Thing> things) {
  private static final String SCRIPT = script();

  /// How far apart, in percent of the window, a thing may be that only another font has moved.
  private static final int MOVED = 6;

  /// What begins below this, in percent of the window, may be beyond its edge elsewhere.
  private static final int EDGE = 100 - MOVED;

  /// @param x of its beginning, in percent of the window's width
  /// @param y of its top, in percent of the window's height
  /// @param what it says, and how it looks
  record Thing(int x, int y, String what) {
    private static Thing of(String line) {
      String[] parts = line.split(" ", 3);
      return new Thing(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
    }

    private boolean isNear(Thing other) {
      return what.equals(other.what)
          && Math.abs(x - other.x) <= MOVED
          && Math.abs(y - other.y) <= MOVED;
    }

    @Override
    public String toString() {
      return x + " " + y + " " + what;
    }
  }

  /// What the page shows now.
  static Outline of(Page page) {
    return of(((List<?>) page.evaluate(SCRIPT)).stream().map(Object::toString));
  }

  /// What was kept with a picture, by [#keep].
  static Outline kept(Path file) throws IOException {
    return of(Files.readAllLines(file).stream().skip(1));
  }

  private static Outline of(Stream<String> lines) {
    return new Outline(lines.map(Thing::of).toList());
  }

  /// Writes the lines under one that says which picture they tell.
  void keep(Path file, String picture) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(
        file, Stream.concat(Stream.of(picture), things.stream().map(Thing::toString)).toList());
  }

  /// What is here and not there, leaving out what is at the lower edge.
  List<String> without(Outline there) {
    return things.stream()
        .filter(thing -> thing.y < EDGE && there.things.stream().noneMatch(thing::isNear))
        .map(Thing::toString)
        .toList();
  }

  private static String script() {
    try (InputStream in = Outline.class.getResourceAsStream("outline.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
