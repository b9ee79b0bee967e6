package daka.reader.idcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.CardDigest;
import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.device.DeviceThread;
import daka.health.Part;
import daka.reader.Heard;
import daka.reader.HeldCode;
import daka.reader.Reader;
import daka.reader.serial.Pty;
import daka.reader.serial.Tty;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdCardReaderTest {
  private static final String OTHER = IdCards.number("31010419500307123");

  @TempDir Path temporary;
  private final Heard desk = new Heard();
  private final CardDigests fingerprints = new CardDigests(new byte[32], new byte[32]);
  private final AtomicLong skipped = new AtomicLong();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_card_is_presented_once_however_long_it_lies_there(boolean halts) {
    try (FakeSam sam = new FakeSam(Pty.plug(device()), halts);
        Reader reader = started()) {
      sam.lay(IdCards.citizen(IdCards.NUMBER));
      desk.await(hex(IdCards.NUMBER));
      sam.awaitLooks(3);
      skip(Duration.ofSeconds(20));
      sam.awaitLooks(3);

      CardDigest number = fingerprints.of(CardKind.IDCARD, IdCards.NUMBER);
      assertEquals(
          List.of(new Scan("counter", "hall", new Scan.Presented.IdCard(number))), desk.scans());
      assertEquals(Part.State.OK, reader.health().state());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void it_is_presented_again_once_it_was_taken_away_and_another_one_at_once(boolean halts) {
    try (FakeSam sam = new FakeSam(Pty.plug(device()), halts);
        Reader _ = started()) {
      sam.lay(IdCards.citizen(IdCards.NUMBER));
      desk.await(hex(IdCards.NUMBER));
      sam.lay(IdCards.citizen(OTHER));
      desk.await(hex(OTHER));
      sam.lift();
      sam.awaitLooks(4);
      skip(HeldCode.ABSENCE);
      sam.lay(IdCards.citizen(IdCards.NUMBER));
      Heard.await("the first card again", () -> desk.payloads().size() == 3);

      assertEquals(List.of(hex(IdCards.NUMBER), hex(OTHER), hex(IdCards.NUMBER)), desk.payloads());
    }
  }

  @Test
  void a_number_that_does_not_add_up_is_unreadable_once() {
    try (FakeSam sam = new FakeSam(Pty.plug(device()), false);
        Reader _ = started()) {
      sam.lay(IdCards.citizen("110105194912310021"));
      desk.await(Heard.UNREADABLE);
      sam.awaitLooks(3);
      assertEquals(List.of(Heard.UNREADABLE), desk.payloads());
    }
  }

  @Test
  void a_card_that_is_taken_away_too_soon_is_unreadable() {
    try (FakeSam sam = new FakeSam(Pty.plug(device()), true);
        Reader _ = started()) {
      sam.spoil(
          _ -> {
            sam.takeAway();
            return IdCards.answer(0x41);
          });
      sam.lay(IdCards.citizen(IdCards.NUMBER));
      desk.await(Heard.UNREADABLE);
      sam.lay(IdCards.citizen(IdCards.NUMBER));
      desk.await(hex(IdCards.NUMBER));

      assertEquals(List.of(Heard.UNREADABLE, hex(IdCards.NUMBER)), desk.payloads());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"half", "changed", "junk before", "silence", "twice"})
  void an_answer_that_is_spoilt_is_asked_for_again(String how) {
    Map<String, UnaryOperator<byte[]>> ways =
        Map.of(
            "half", answer -> Arrays.copyOf(answer, answer.length / 2),
            "changed", answer -> changed(answer),
            "junk before", answer -> concat(new byte[] {1, (byte) 0xAA, (byte) 0xAA}, answer),
            "silence", _ -> new byte[0],
            "twice", answer -> concat(answer, answer));
    try (FakeSam sam = new FakeSam(Pty.plug(device()), false);
        Reader _ = started()) {
      sam.spoil(Objects.requireNonNull(ways.get(how)));
      sam.lay(IdCards.citizen(IdCards.NUMBER));
      desk.await(hex(IdCards.NUMBER));
      sam.awaitLooks(2);

      assertEquals(List.of(hex(IdCards.NUMBER)), desk.payloads());
    }
  }

  private static byte[] changed(byte[] answer) {
    byte[] changed = answer.clone();
    changed[140] ^= 1;
    return changed;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void random_answers_present_nothing_and_it_goes_on_after_them() {
    Random random = new Random(8);
    try (FakeSam sam = new FakeSam(Pty.plug(device()), false);
        Reader reader = started()) {
      AtomicLong answers = new AtomicLong();
      sam.answer(
          _ -> {
            answers.incrementAndGet();
            skip(Duration.ofSeconds(1));
            byte[] noise = new byte[random.nextInt(3_000)];
            random.nextBytes(noise);
            return noise;
          });
      sam.lay(IdCards.citizen(IdCards.NUMBER));
      Heard.await("40 answers", () -> answers.get() > 40);
      assertEquals(List.of(), desk.payloads());
      sam.behave();
      desk.await(hex(IdCards.NUMBER));
      assertEquals(List.of(hex(IdCards.NUMBER)), desk.payloads());
      assertEquals(Part.State.OK, reader.health().state());
    }
  }

  @Test
  void a_port_without_such_a_reader_is_told() {
    try (FakeSam sam = new FakeSam(Pty.plug(device()), false)) {
      sam.answer(
          _ -> {
            skip(Duration.ofSeconds(1));
            return null;
          });
      try (Reader reader = started()) {
        Heard.await(reader, Part.State.FAILED);
        assertTrue(reader.health().detail().contains(device().toString()));
        assertTrue(reader.health().cure().contains("`device`"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0x60, own test, replaced", "0x66, not licensed, sold"})
  void a_module_that_is_not_well_is_told(String status, String what, String cure) {
    try (FakeSam sam = new FakeSam(Pty.plug(device()), false)) {
      sam.answer(_ -> IdCards.answer(Integer.decode(status)));
      try (Reader reader = started()) {
        Heard.await(reader, Part.State.FAILED);
        assertTrue(reader.health().detail().contains(what), reader.health().detail());
        assertTrue(reader.health().cure().contains(cure), reader.health().cure());
      }
    }
  }

  @Test
  void nothing_of_a_card_is_left_where_it_was_read() throws Exception {
    SamAnswer answer = new SamAnswer();
    DeviceThread thread = DeviceThread.ofReader("counter", Duration.ofSeconds(1));
    try (FakeSam sam = new FakeSam(Pty.plug(device()), false);
        Tty tty = Tty.open(device(), 115_200, System::nanoTime)) {
      Sam asked = new Sam(thread, device(), tty, answer, System::nanoTime);
      sam.lay(IdCards.citizen(IdCards.NUMBER));
      assertTrue(asked.find());
      assertEquals(
          fingerprints.of(CardKind.IDCARD, IdCards.NUMBER.toLowerCase(Locale.ROOT)),
          asked.number(fingerprints));
      assertTrue(answer.isClear());
      sam.lay(IdCards.citizen("110105194912310021"));
      assertNull(asked.number(fingerprints));
      assertTrue(answer.isClear());
      sam.spoil(whole -> Arrays.copyOf(whole, 1_000));
      assertNull(asked.number(fingerprints));
      assertTrue(answer.isClear());
    }
  }

  @Test
  void neither_health_nor_any_text_of_a_scan_tells_of_a_card() {
    try (FakeSam sam = new FakeSam(Pty.plug(device()), false);
        Reader reader = started()) {
      sam.lay(IdCards.citizen(IdCards.NUMBER));
      desk.await(hex(IdCards.NUMBER));
      String said = reader.health() + " " + desk.scans();
      assertFalse(said.contains(IdCards.NUMBER), said);
      assertFalse(said.contains(hex(IdCards.NUMBER)), said);
      assertFalse(said.contains(IdCards.NAME), said);
    }
  }

  /// Each round: pulled out in the middle of an answer, plugged in again and read, pulled out and
  /// plugged in with the same card still there.
  @Test
  void fifty_times_unplugged_in_mid_answer_no_card_is_doubled_or_half_read() throws IOException {
    List<String> laid = new ArrayList<>();
    try (Reader reader = started()) {
      plugThrice(reader, 0, laid);
      long descriptors = Heard.descriptors();
      for (int round = 1; round <= 50; round++) {
        plugThrice(reader, round, laid);
      }

      assertEquals(laid, desk.payloads());
      assertEquals(1, Heard.threads("reader counter"));
      assertTrue(Heard.descriptors() < descriptors + 20, "a descriptor is left open each round");
    }
    assertEquals(0, Heard.threads("reader counter"));
  }

  private void plugThrice(Reader reader, int round, List<String> laid) {
    String number = IdCards.number("310104195003%05d".formatted(round));
    byte[] card = IdCards.citizen(number);
    try (FakeSam sam = new FakeSam(Pty.plug(device()), true)) {
      sam.spoil(answer -> Arrays.copyOf(answer, 20 + 25 * round));
      sam.lay(card);
      Heard.await("half an answer", () -> sam.reads.get() == 1);
    }
    Heard.await(reader, Part.State.FAILED);
    try (FakeSam sam = new FakeSam(Pty.plug(device()), true)) {
      sam.lay(card);
      laid.add(hex(number));
      desk.await(hex(number));
    }
    Heard.await(reader, Part.State.FAILED);
    skip(Duration.ofMinutes(1));
    try (FakeSam sam = new FakeSam(Pty.plug(device()), true)) {
      sam.lay(card);
      Heard.await("another reading", () -> sam.reads.get() == 1);
      sam.awaitLooks(1);
    }
    Heard.await(reader, Part.State.FAILED);
  }

  private void skip(Duration time) {
    skipped.addAndGet(time.toNanos());
  }

  private String hex(String number) {
    return fingerprints.of(CardKind.IDCARD, number).hex();
  }

  private Path device() {
    return temporary.resolve("sam");
  }

  private Reader started() {
    Reader reader =
        new IdCardReader(
            "counter",
            "hall",
            device(),
            fingerprints,
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            () -> System.nanoTime() + skipped.get());
    reader.start(desk);
    return reader;
  }
}
