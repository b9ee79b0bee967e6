package daka.web.door;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import daka.web.door.Ears.Note;
import daka.web.http.Json;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is heard of each answer in a real browser.
class SoundTest extends InBrowser {
  /// A prompt of this length ends in the time of a test by nothing but being stopped.
  private static final int LONG_MS = 20_000;

  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();
  private Path recordings = Path.of("");
  private RunningKiosk kiosk;
  private Page page;
  private Ears ears;

  @BeforeEach
  void open() throws Exception {
    recordings = folder.resolve("recordings");
    Files.createDirectories(recordings.resolve("zh"));
    kiosk = new RunningKiosk(folder, new Recordings(recordings), Ears.worklet());
    page = chromium.page(800, 480);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("warning")) {
            warnings.add(message.text());
          }
        });
    ears = new Ears(page);
    Chromium.open(page, kiosk.url("/board"));
    page.evaluate(
        """
        async () => {
          window.sound = new (await import("/kiosk/app/sound.js")).Sound();
          await listening;
        }
        """);
  }

  @AfterEach
  void close() throws Exception {
    page.close();
    kiosk.close();
  }

  @ParameterizedTest
  @CsvSource({
    "arrived,, accepted",
    "moved,, accepted",
    "already-in,, accepted",
    "undone,, accepted",
    "departed,, left",
    "refused, room-full, refused"
  })
  void an_answer_has_the_tone_of_its_kind_and_then_words(
      String decision, @Nullable String reason, String tone) throws Exception {
    prepare("zh-Hans");
    play(decision, reason, "zh-Hans", 100);
    ears.awaitEnd();
    ears.assertBegins(tone(tone));
    assertTrue(ears.milliseconds() > length(tone(tone)) + 400, "words follow");
    assertEquals(List.of(), warnings);
  }

  @Test
  void a_tap_is_heard_on_the_residents_screen_once_and_not_again_after_a_reload() throws Exception {
    Chromium.open(page, kiosk.url("/"));
    page.evaluate("async () => { await listening; }");
    kiosk.tap("W-1");
    ears.awaitBegin();
    ears.awaitEnd();
    ears.assertBegins(tone("accepted"));
    kiosk.pass(Duration.ofSeconds(3));
    page.reload();
    assertThat(page.locator("main.result")).isVisible();
    page.waitForTimeout(500);
    assertEquals(0, ears.begun());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/board"})
  void a_call_for_the_staff_rings_on_both_pages_and_not_again_after_a_reload(String path)
      throws Exception {
    Chromium.open(page, kiosk.url(path));
    page.evaluate("async () => { await listening; }");
    kiosk.screen.call();
    ears.awaitBegin();
    ears.awaitEnd();
    ears.assertBegins(tone("called"));
    page.reload();
    assertThat(page.locator(".called")).isVisible();
    page.waitForTimeout(500);
    assertEquals(0, ears.begun());
  }

  @Test
  void the_tones_are_told_apart_by_old_ears_and_played_by_a_piezo() throws Exception {
    for (String tone : List.of("accepted", "left", "refused", "called")) {
      for (Note note : tone(tone)) {
        assertTrue(note.hz() == 0 || (note.hz() >= 500 && note.hz() <= 2_500), tone);
        assertTrue(note.ms() >= 80, tone);
      }
      assertTrue(length(tone(tone)) <= 500, tone);
    }
    assertTrue(tone("accepted").getFirst().hz() < tone("accepted").getLast().hz());
    assertTrue(tone("left").getFirst().hz() > tone("left").getLast().hz());
    assertEquals(tone("refused").getFirst(), tone("refused").getLast());
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void each_prompt_is_a_few_words_and_as_loud_as_the_others(String language) {
    Map<?, ?> clips =
        (Map<?, ?>)
            page.evaluate(
                """
                async (language) => {
                  const names = Object.keys(await (await fetch(`/kiosk/voice/${language}.json`)).json());
                  const clips = {};
                  for (const name of names) {
                    const bytes = await (await fetch(`/voice/${language}/${name}`)).arrayBuffer();
                    const clip = await context.decodeAudioData(bytes);
                    const samples = clip.getChannelData(0);
                    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
                    clips[name] = [clip.duration, Math.sqrt(power), clip.numberOfChannels];
                  }
                  return clips;
                }
                """,
                language);
    assertEquals(17, clips.size());
    clips.forEach(
        (name, clip) -> {
          List<?> figures = (List<?>) clip;
          double seconds = ((Number) figures.get(0)).doubleValue();
          double level = ((Number) figures.get(1)).doubleValue();
          assertTrue(seconds >= 0.4 && seconds <= 4, name + " takes " + seconds + " s");
          assertTrue(level >= 0.09 && level <= 0.13, name + " has a level of " + level);
          assertEquals(1, figures.get(2), name + " is mono");
        });
  }

  @Test
  void the_next_tap_does_not_wait_for_the_sound_of_the_one_before() throws Exception {
    prepare("en");
    play("refused", "unknown-card", "en", 100);
    page.waitForTimeout(120);
    ears.clear();
    play("arrived", null, "en", 100);
    ears.awaitEnd();
    int low = tone("refused").getFirst().hz();
    Note last = tone("accepted").getLast();
    List<Note> heard = ears.notes();
    assertFalse(
        heard.stream().anyMatch(note -> Math.abs(note.hz() - low) <= 10 && note.ms() > 60),
        heard::toString);
    assertTrue(heard.stream().anyMatch(note -> note.is(last)), heard::toString);
    assertTrue(ears.milliseconds() < length(tone("accepted")) + 2_500, "one prompt and not two");
  }

  @Test
  void at_volume_0_nothing_begins_and_what_sounds_is_stopped() throws Exception {
    int toneLength = length(tone("accepted"));
    Files.write(recordings.resolve("zh/arrived.wav"), Wav.sine(2_200, LONG_MS));
    prepare("zh-Hans");
    play("arrived", null, "zh-Hans", 0);
    page.waitForTimeout(300);
    assertEquals(0, ears.begun());
    play("arrived", null, "zh-Hans", 100);
    page.waitForCondition(() -> ears.milliseconds() > toneLength);
    play("departed", null, "zh-Hans", 0);
    ears.awaitEnd();
    int heard = ears.milliseconds();
    assertTrue(heard < LONG_MS / 2, "stopped after " + heard + " ms");
  }

  @Test
  void half_the_volume_is_a_quarter_of_the_amplitude() throws Exception {
    prepare("en");
    play("undone", null, "en", 100);
    ears.awaitEnd();
    double full = ears.loudest();
    ears.clear();
    play("undone", null, "en", 50);
    ears.awaitEnd();
    assertEquals(4, full / ears.loudest(), 0.3);
  }

  @Test
  void a_recording_of_the_centre_is_heard_instead_also_when_it_is_replaced() throws Exception {
    Files.write(recordings.resolve("zh/arrived.wav"), Wav.sine(2_200, 500));
    prepare("zh-Hant");
    play("arrived", null, "zh-Hant", 100);
    ears.awaitEnd();
    assertEndsWith(new Note(2_200, 500));

    ears.clear();
    Files.write(recordings.resolve("zh/arrived.wav"), Wav.sine(700, 400));
    prepare("zh-Hant");
    play("arrived", null, "zh-Hant", 100);
    ears.awaitEnd();
    assertEndsWith(new Note(700, 400));
    assertEquals(List.of(), warnings);
  }

  private void assertEndsWith(Note expected) {
    List<Note> heard = ears.notes().stream().filter(note -> note.hz() > 0).toList();
    assertTrue(heard.getLast().is(expected), heard::toString);
  }

  @Test
  void a_recording_that_cannot_be_decoded_takes_nothing_away() throws Exception {
    Files.writeString(recordings.resolve("zh/arrived.ogg"), "OggS and then nonsense");
    prepare("zh-Hans");
    play("arrived", null, "zh-Hans", 100);
    ears.awaitEnd();
    ears.assertBegins(tone("accepted"));
    assertTrue(ears.milliseconds() > length(tone("accepted")) + 400, "the built-in words follow");
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.getFirst().contains("zh/arrived"), warnings::toString);
  }

  @Test
  void without_the_kiosk_it_is_silent_and_says_why() throws Exception {
    kiosk.server.close();
    prepare("en");
    play("arrived", null, "en", 100);
    page.waitForTimeout(300);
    assertEquals(0, ears.begun());
    assertTrue(warnings.stream().anyMatch(text -> text.startsWith("the sounds are not all there")));
    assertTrue(warnings.stream().anyMatch(text -> text.startsWith("a sound is missing")));
  }

  @Test
  void of_a_hundred_taps_in_a_row_nothing_is_left() throws Exception {
    prepare("en");
    page.evaluate(
        """
        async () => {
          for (let tap = 0; tap < 100; tap++) {
            sound.play({ decision: tap % 2 ? "arrived" : "departed" }, "en", 10);
            await new Promise((done) => setTimeout(done, tap % 40));
          }
        }
        """);
    assertTrue(ears.begun() >= 100, ears.begun() + " sources were begun");
    ears.awaitEnd();
  }

  @Test
  void a_context_that_was_suspended_is_woken_by_the_next_tap() throws Exception {
    prepare("en");
    page.evaluate("context.suspend()");
    play("departed", null, "en", 100);
    ears.awaitBegin();
    ears.awaitEnd();
    ears.assertBegins(tone("left"));
  }

  /// Everything that is evaluated counts as a touch for the browser, so the page plays by itself.
  @Test
  void a_browser_that_wants_a_touch_first_is_silent_until_then_and_plays_nothing_late()
      throws Exception {
    page.close();
    try (Chromium strict = Chromium.start("--autoplay-policy=document-user-activation-required")) {
      page = strict.page(800, 480);
      ears = new Ears(page);
      page.addInitScript(
          """
          addEventListener("DOMContentLoaded", async () => {
            window.sound = new (await import("/kiosk/app/sound.js")).Sound();
            sound.play({ decision: "departed" }, "en", 100);
          });
          """);
      Chromium.open(page, kiosk.url("/board"));
      page.waitForTimeout(1_500);
      page.touchscreen().tap(400, 300);
      page.waitForTimeout(500);
      assertEquals("running", page.evaluate("context.state"));
      assertEquals(0, ears.begun());
      page.evaluate("listening");
      play("departed", null, "en", 100);
      ears.awaitBegin();
      ears.awaitEnd();
      ears.assertBegins(tone("left"));
    }
  }

  private void prepare(String language) {
    page.evaluate("language => sound.prepare(language)", language);
    ears.clear();
  }

  private void play(String decision, @Nullable String reason, String language, int volume) {
    page.evaluate(
        "([decision, reason, language, volume]) => sound.play({ decision, reason }, language,"
            + " volume)",
        new Object[] {decision, reason, language, volume});
  }

  private static List<Note> tone(String name) throws Exception {
    try (InputStream in = SoundTest.class.getResourceAsStream("/kiosk/sounds/tones.json")) {
      List<Note> notes = new ArrayList<>();
      for (JsonNode note : Json.MAPPER.readTree(in).path(name)) {
        notes.add(new Note(note.path("hz").intValue(), note.path("ms").intValue()));
      }
      return notes;
    }
  }

  private static int length(List<Note> notes) {
    return notes.stream().mapToInt(Note::ms).sum();
  }
}
