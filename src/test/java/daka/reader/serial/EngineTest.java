package daka.reader.serial;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.health.Part;
import daka.reader.Heard;
import daka.reader.Reader;
import daka.reader.serial.Engine.Look;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Engines that are told how to work, by the bytes their manuals give.
class EngineTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /// A GM65 as delivered: LED, sound, aim and light as usual, looking all the time.
  private static final Map<String, String> GROW =
      Map.of(
          "7E0007010000010141", "02000001D6988A",
          "7E00080100009787C7", "02000001003331",
          "7E00080100009697E6", "02000001003331",
          "7E000801000095A785", "02000001003331",
          "7E00080100020102DA", "02000001003331");

  @TempDir Path temporary;
  private final Heard desk = new Heard();
  private final AtomicLong skipped = new AtomicLong();

  @ParameterizedTest
  @EnumSource
  void an_engine_of_grow_is_told_when_to_look_and_to_be_silent(Look look) {
    List<String> setUp =
        List.of(
            "7E0007010000010141",
            switch (look) {
              case SENSE -> "7E00080100009787C7";
              case CONTINUOUS -> "7E00080100009697E6";
              case HOST -> "7E000801000095A785";
            });
    assertSetUp(new GrowEngine(look), GROW, setUp);
  }

  @Test
  void the_frames_for_grow_are_those_of_the_manual() {
    assertEquals("7E00080100020102DA", hexOf(8, 0x0002, 0x01));
    assertEquals("7E0008010000F5CB23", hexOf(8, 0x0000, 0xF5));
    assertEquals("7E000801000600DE3F", hexOf(8, 0x0006, 0x00));
    assertEquals("7E000701000A01EE8A", hexOf(7, 0x000A, 0x01));
    assertEquals("7E000801000A3E4CCF", hexOf(8, 0x000A, 0x3E));
  }

  private static String hexOf(int type, int address, int data) {
    return HEX.formatHex(GrowEngine.frame(type, address, data));
  }

  /// Its flash is not worn out, nor even its settings written, when it is set up already.
  @Test
  void an_engine_of_grow_that_is_set_up_is_not_set_up_again() {
    Map<String, String> ready = Map.of("7E0007010000010141", "0200000197C06F");
    assertSetUp(new GrowEngine(Look.SENSE), ready, List.of("7E0007010000010141"));
  }

  @ParameterizedTest
  @EnumSource
  void an_engine_of_newland_is_told_when_to_look_and_to_be_silent(Look look) {
    String mode =
        switch (look) {
          case SENSE -> "SCNMOD2";
          case CONTINUOUS -> "SCNMOD3";
          case HOST -> "SCNMOD0";
        };
    Map<String, String> replies = new HashMap<>();
    for (String command : List.of(mode, "GRBENA0", "SCNTRG1")) {
      replies.put(
          hex("~\u00010000#" + command + ";\u0003"),
          hex("\u0002\u00010000#" + command + "\u0006;\u0003"));
    }
    assertSetUp(
        new NewlandEngine(look),
        replies,
        List.of(hex("~\u00010000#" + mode + ";\u0003"), hex("~\u00010000#GRBENA0;\u0003")));
  }

  @ParameterizedTest
  @EnumSource(names = "CONTINUOUS", mode = EnumSource.Mode.EXCLUDE)
  void an_engine_of_honeywell_is_told_when_to_look_and_to_be_silent(Look look) {
    String mode = look == Look.HOST ? "TRGMOD0" : "TRGMOD3";
    Map<String, String> replies =
        Map.of(
            hex("\u0016M\r" + mode + "!"), hex(mode + "\u0006!"),
            hex("\u0016M\rBEPBEP0!"), hex("BEPBEP0\u0006!"),
            hex("\u0016T\r"), "");
    assertSetUp(
        new HoneywellEngine(look),
        replies,
        List.of(hex("\u0016M\r" + mode + "!"), hex("\u0016M\rBEPBEP0!")));
  }

  @Test
  void an_engine_of_honeywell_cannot_look_all_the_time() {
    assertThrows(IllegalArgumentException.class, () -> new HoneywellEngine(Look.CONTINUOUS));
  }

  /// Set up at each opening; its replies are no scans, and its codes are.
  private void assertSetUp(Engine engine, Map<String, String> replies, List<String> setUp) {
    try (Reader reader = started(engine)) {
      for (String code : List.of("DAKA-0001", "DAKA-0002")) {
        try (FakeEngine fake = new FakeEngine(Pty.plug(device()), replies)) {
          Heard.await(reader, Part.State.OK);
          assertEquals(setUp, fake.told().subList(0, setUp.size()));
          fake.scan(code + "\r");
          desk.await(code);
        }
        Heard.await(reader, Part.State.FAILED);
      }
    }
    assertEquals(List.of("DAKA-0001", "DAKA-0002"), desk.payloads());
  }

  static List<Engine> engines() {
    return List.of(
        new GrowEngine(Look.SENSE), new NewlandEngine(Look.SENSE), new HoneywellEngine(Look.SENSE));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void lines_are_read_though_the_engine_does_not_answer_and_that_is_told(Engine engine) {
    try (FakeEngine fake = new FakeEngine(Pty.plug(device()), Map.of());
        Reader reader = started(engine)) {
      Heard.await("a warning", () -> reader.health().detail().contains("does not answer"));
      assertEquals(Part.State.WARNING, reader.health().state());
      assertTrue(reader.health().cure().contains("`engine`"), reader.health().cure());
      fake.scan("DAKA-0001\r");
      desk.await("DAKA-0001");
    }
    assertEquals(List.of("DAKA-0001"), desk.payloads());
  }

  @ParameterizedTest
  @EnumSource
  void an_engine_that_did_not_answer_in_time_is_set_up_when_it_answers_later(Look look) {
    Map<String, String> replies = new ConcurrentHashMap<>();
    try (FakeEngine fake = new FakeEngine(Pty.plug(device()), replies);
        Reader reader = started(new GrowEngine(look))) {
      Heard.await("a warning", () -> reader.health().detail().contains("does not answer"));
      assertEquals(List.of(), fake.told());
      replies.putAll(GROW);
      skip(SerialReader.ASK_AGAIN);
      Heard.await(reader, Part.State.OK);
      assertEquals("7E0007010000010141", fake.told().getFirst());
    }
    assertEquals(List.of(), desk.payloads());
  }

  @Test
  void an_engine_that_refuses_a_command_is_told() {
    Map<String, String> refuses =
        Map.of(
            hex("\u0016M\rTRGMOD3!"), hex("TRGMOD3\u0005!"),
            hex("\u0016M\rBEPBEP0!"), hex("BEPBEP0\u0006!"));
    try (FakeEngine _ = new FakeEngine(Pty.plug(device()), refuses);
        Reader reader = started(new HoneywellEngine(Look.SENSE))) {
      Heard.await("a warning", () -> reader.health().detail().contains("does not answer"));
    }
    assertEquals(List.of(), desk.payloads());
  }

  @Test
  void a_code_that_is_read_while_the_engine_is_set_up_is_a_scan() {
    Map<String, String> late = new HashMap<>(GROW);
    late.put("7E0007010000010141", hex("\rDAKA-0001\r") + "02000001D6988A");
    try (FakeEngine _ = new FakeEngine(Pty.plug(device()), late);
        Reader reader = started(new GrowEngine(Look.SENSE))) {
      Heard.await(reader, Part.State.OK);
      desk.await("DAKA-0001");
    }
    assertEquals(List.of("DAKA-0001"), desk.payloads());
  }

  @Test
  void an_engine_that_looks_when_told_is_told_after_each_code_and_when_it_may_have_stopped() {
    String trigger = "7E00080100020102DA";
    try (FakeEngine fake = new FakeEngine(Pty.plug(device()), GROW);
        Reader reader = started(new GrowEngine(Look.HOST))) {
      Heard.await(reader, Part.State.OK);
      List<String> told = fake.told();
      Heard.await("the first trigger", () -> told.contains(trigger));
      int before = told.size();
      fake.scan("DAKA-0001\r");
      Heard.await("one after a code", () -> told.size() > before);
      int after = told.size();
      skip(Duration.ofSeconds(2));
      Heard.await("one after a while", () -> told.size() > after);
      assertEquals(trigger, told.getLast());
    }
    assertEquals(List.of("DAKA-0001"), desk.payloads());
  }

  @Test
  void a_code_that_is_held_before_an_engine_that_looks_all_the_time_is_one_scan() {
    try (FakeEngine fake = new FakeEngine(Pty.plug(device()), GROW);
        Reader reader = started(new GrowEngine(Look.CONTINUOUS))) {
      Heard.await(reader, Part.State.OK);
      for (int i = 0; i < 20; i++) {
        fake.scan("DAKA-0001\r");
      }
      fake.scan("DAKA-0002\r");
      desk.await("DAKA-0002");
      assertEquals(List.of("DAKA-0001", "DAKA-0002"), desk.payloads());
    }
  }

  @Test
  void engines_that_are_told_nothing_get_no_byte() {
    try (FakeEngine fake = new FakeEngine(Pty.plug(device()), GROW);
        Reader reader = started(null)) {
      Heard.await(reader, Part.State.OK);
      fake.scan("DAKA-0001\r");
      desk.await("DAKA-0001");
      assertEquals(0, fake.bytes());
    }
  }

  private static String hex(String text) {
    return HEX.formatHex(text.getBytes(US_ASCII));
  }

  private void skip(Duration time) {
    skipped.addAndGet(time.toNanos());
  }

  private Path device() {
    return temporary.resolve("engine");
  }

  private Reader started(@Nullable Engine engine) {
    Reader reader =
        new SerialReader(
            "counter",
            null,
            null,
            device(),
            SerialReader.DEFAULT_BAUD,
            engine,
            Duration.ofMillis(20),
            () -> System.nanoTime() + skipped.get());
    reader.start(desk);
    return reader;
  }
}
