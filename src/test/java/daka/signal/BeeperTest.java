package daka.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a piezo is told to sound, over a real desk.
class BeeperTest {
  @TempDir Path folder;
  private final WatchedPwm pwm = new WatchedPwm();
  private FollowedScreen at;

  @BeforeEach
  void open() throws Exception {
    at = new FollowedScreen(folder, 100);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  @Test
  void an_arrival_sounds_as_on_the_page_note_by_note() throws Exception {
    Beeper beeper = beeper();
    at.tap("W-1");
    assertEquals(Duration.ofMillis(100), look(beeper));
    assertEquals(List.of("880 Hz at 50 %"), pwm.heard());
    at.pass(100);
    look(beeper);
    assertEquals(List.of("1109 Hz at 50 %"), pwm.heard());
    at.pass(100);
    assertEquals(Duration.ofMillis(180), look(beeper));
    assertEquals(List.of("1319 Hz at 50 %"), pwm.heard());
    at.pass(180);
    assertEquals(Follower.NOTHING_TO_DO, look(beeper));
    assertEquals(List.of("silence"), pwm.heard());
    at.pass(1_000);
    look(beeper);
    assertEquals(List.of(), pwm.heard());
  }

  @Test
  void a_refusal_has_a_pause_between_two_low_notes() throws Exception {
    Beeper beeper = beeper();
    at.tap("nobody");
    look(beeper);
    at.pass(180);
    look(beeper);
    at.pass(90);
    look(beeper);
    at.pass(180);
    look(beeper);
    assertEquals(List.of("523 Hz at 50 %", "silence", "523 Hz at 50 %", "silence"), pwm.heard());
  }

  @Test
  void a_departure_falls() throws Exception {
    at.tap("W-1");
    at.pass(120_000);
    Beeper beeper = beeper();
    assertEquals("departed", at.tap("W-1"));
    look(beeper);
    at.pass(140);
    look(beeper);
    assertEquals(List.of("1319 Hz at 50 %", "880 Hz at 50 %"), pwm.heard());
  }

  @Test
  void whoever_tries_it_hears_an_arrival_and_the_next_answer_is_as_loud_as_ever() throws Exception {
    Beeper beeper = beeper();
    look(beeper);
    beeper.attempt(Attempt.RED);
    look(beeper);
    assertEquals(List.of(), pwm.heard());
    beeper.attempt(Attempt.BEEP);
    look(beeper);
    assertEquals(List.of("880 Hz at 50 %"), pwm.heard());
    at.tap("nobody");
    look(beeper);
    assertEquals(List.of("silence", "523 Hz at 50 %"), pwm.heard());
  }

  @Test
  void a_newer_answer_ends_the_tone_of_the_one_before() throws Exception {
    Beeper beeper = beeper();
    at.tap("nobody");
    look(beeper);
    at.pass(50);
    at.tap("W-1");
    look(beeper);
    assertEquals(List.of("523 Hz at 50 %", "silence", "880 Hz at 50 %"), pwm.heard());
  }

  @Test
  void a_tone_that_is_late_is_dropped() throws Exception {
    Beeper beeper = beeper();
    at.tap("W-1");
    at.pass(1_000);
    look(beeper);
    assertEquals(List.of(), pwm.heard());
    at.tap("L-1");
    at.pass(999);
    look(beeper);
    assertEquals(List.of("880 Hz at 50 %"), pwm.heard());
  }

  @Test
  void one_that_falls_behind_within_a_tone_goes_on_at_the_note_of_now() throws Exception {
    Beeper beeper = beeper();
    at.tap("W-1");
    look(beeper);
    at.pass(250);
    look(beeper);
    assertEquals(List.of("880 Hz at 50 %", "1319 Hz at 50 %"), pwm.heard());
  }

  @Test
  void a_call_for_the_staff_rings_once_for_each_press() throws Exception {
    Beeper beeper = beeper();
    look(beeper);
    at.screen.call();
    look(beeper);
    assertEquals(1, pwm.heard().size());
    at.pass(10_000);
    look(beeper);
    assertEquals(List.of("silence"), pwm.heard());
    at.screen.call();
    look(beeper);
    assertEquals(1, pwm.heard().size());
  }

  @Test
  void an_old_call_does_not_ring_when_the_beeper_is_opened_anew() throws Exception {
    at.screen.call();
    look(beeper());
    assertEquals(List.of(), pwm.heard());
  }

  @Test
  void at_volume_0_it_is_silent() throws Exception {
    try (FollowedScreen silent =
        new FollowedScreen(Files.createDirectory(folder.resolve("silent")), 0)) {
      Beeper beeper = Beeper.open("channel 0 of pwmchip0", () -> pwm, silent::nanos);
      silent.tap("W-1");
      beeper.show(silent.screen.state());
      beeper.act();
      assertEquals(List.of(), pwm.heard());
    }
  }

  @ParameterizedTest
  @CsvSource({"100, 50", "70, 16", "50, 8", "10, 1", "1, 1"})
  void the_duty_gives_the_amplitude_that_the_pages_have(int volume, int duty) {
    assertEquals(duty, Beeper.duty(volume));
  }

  @Test
  void closing_silences_it() throws Exception {
    Beeper beeper = beeper();
    at.tap("W-1");
    look(beeper);
    beeper.close();
    assertEquals("closed", pwm.heard().getLast());
  }

  @Test
  void there_is_a_tone_of_each_kind() {
    Tones tones = Tones.read();
    for (Tone tone : Tone.values()) {
      assertTrue(tones.of(tone).size() > 1, tone.key());
    }
  }

  private Beeper beeper() throws Exception {
    return Beeper.open("channel 0 of pwmchip0", () -> pwm, at::nanos);
  }

  private Duration look(Beeper beeper) throws Exception {
    beeper.show(at.screen.state());
    return beeper.act();
  }
}
