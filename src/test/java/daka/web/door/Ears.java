package daka.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import daka.web.http.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Hears what a page plays, between its last node and the loudspeaker.
final class Ears {
  private static final double SILENCE = 0.002;

  /// Ten milliseconds of sound.
  private record Moment(double level, double hz) {
    boolean isSilent() {
      return level < SILENCE;
    }
  }

  /// A stretch of one height; `hz` 0 is silence.
  record Note(int hz, int ms) {
    boolean is(Note other) {
      return Math.abs(hz - other.hz) <= other.hz / 50 && Math.abs(ms - other.ms) <= 40;
    }
  }

  private final Page page;

  /// Before the page is opened.
  Ears(Page page) throws IOException {
    this.page = page;
    page.addInitScript(script("ears.js"));
  }

  /// The part of the ears that the page loads from the kiosk.
  static Resource worklet() throws IOException {
    String worklet = script("ears-worklet.js");
    return routes ->
        routes.get("/ears-worklet.js", ctx -> ctx.contentType("text/javascript").result(worklet));
  }

  private static String script(String name) throws IOException {
    try (InputStream in = Ears.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Forgets what was heard.
  void clear() {
    page.evaluate("heard.length = 0");
  }

  /// What was heard so far as notes, without what is too short or too unsteady to be one.
  List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    double hz = -1;
    int moments = 0;
    for (Moment moment : heard()) {
      double now = moment.isSilent() ? 0 : moment.hz();
      if (Math.abs(now - hz) > hz / 50) {
        add(notes, hz, moments);
        moments = 0;
        hz = now;
      }
      moments++;
    }
    add(notes, hz, moments);
    return notes;
  }

  private static void add(List<Note> notes, double hz, int moments) {
    if (moments >= 4) {
      notes.add(new Note((int) Math.round(hz), moments * 10));
    }
  }

  /// The loudest ten milliseconds so far.
  double loudest() {
    return heard().stream().mapToDouble(Moment::level).max().orElse(0);
  }

  /// How long it was not silent so far.
  int milliseconds() {
    return 10 * (int) heard().stream().filter(moment -> !moment.isSilent()).count();
  }

  private List<Moment> heard() {
    List<?> heard = (List<?>) page.evaluate("heard.map(({ level, hz }) => [level, hz])");
    return heard.stream().map(Ears::moment).toList();
  }

  private static Moment moment(Object pair) {
    List<?> numbers = (List<?>) pair;
    return new Moment(
        ((Number) numbers.get(0)).doubleValue(), ((Number) numbers.get(1)).doubleValue());
  }

  /// Waits until every source that was begun has ended.
  void awaitEnd() {
    page.waitForCondition(() -> (boolean) page.evaluate("sources.begun === sources.ended"));
    page.waitForTimeout(100);
  }

  void awaitBegin() {
    page.waitForCondition(() -> begun() > 0);
  }

  int begun() {
    return ((Number) page.evaluate("sources.begun")).intValue();
  }

  /// The first notes heard are these. Silence before them does not count.
  void assertBegins(List<Note> expected) {
    List<Note> all = notes();
    List<Note> heard = all.stream().dropWhile(note -> note.hz() == 0).toList();
    boolean same = heard.size() >= expected.size();
    for (int i = 0; same && i < expected.size(); i++) {
      same = heard.get(i).is(expected.get(i));
    }
    if (!same) {
      assertEquals(expected, all);
    }
  }
}
