package daka.reader.pn532;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.device.Waiting;
import daka.health.Part;
import daka.pi.PiException;
import daka.reader.Heard;
import daka.reader.Reader;
import daka.reader.card.Chip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Pn532ReaderTest {
  private static final String UID = "04A1B2C3D4E5F6";

  enum Bus {
    I2C,
    SPI
  }

  private final Heard desk = new Heard();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();
  private final Pn532Chip chip = new Pn532Chip(nanos);

  @ParameterizedTest
  @EnumSource
  void a_card_is_presented_once_by_its_number_however_long_it_lies(Bus bus) {
    try (Reader reader = started(bus)) {
      chip.lay(Chip.ntag(UID));
      desk.await(UID);
      look(10);
      chip.lay(Chip.classic("DE12AB90"));
      desk.await("DE12AB90");

      assertEquals(List.of(UID, "DE12AB90"), desk.payloads());
      assertEquals(new Scan("desk", "sports", CardKind.RFID, UID), desk.scans().getFirst());
      assertEquals(Part.ok("reader desk", "reads cards at the bus, firmware 1.6"), reader.health());
    }
  }

  @Test
  void a_card_with_a_text_is_presented_as_the_code_of_that_text() {
    try (Reader _ = started(Bus.I2C)) {
      chip.lay(Chip.ntag(UID, "DAKA-0001"));
      desk.await("DAKA-0001");
      chip.lay(Chip.files("04010203040506", "王秀英 " + "7".repeat(100)));
      desk.await("王秀英 " + "7".repeat(100));
      chip.lay(Chip.files("04010203040507"));
      desk.await("04010203040507");

      assertEquals(
          List.of(
              new Scan("desk", "sports", CardKind.QR, "DAKA-0001"),
              new Scan("desk", "sports", CardKind.QR, "王秀英 " + "7".repeat(100)),
              new Scan("desk", "sports", CardKind.RFID, "04010203040507")),
          desk.scans());
    }
  }

  @Test
  void a_frame_around_the_text_on_a_card_is_no_part_of_it() {
    try (Reader _ = started(Bus.I2C)) {
      chip.lay(Chip.ntag(UID, "\u0002\tDAKA-0001\u001D\u0000\r\n\u0003"));
      desk.await("DAKA-0001");
      chip.lay(Chip.files("04010203040506", "\u0002\t王秀英\u001D\u0000\r\n\u0003"));
      desk.await("王秀英");
      chip.lay(Chip.ntag("04010203040507", "\u0002\r\n\u0003"));
      desk.await("04010203040507");

      assertEquals(List.of("DAKA-0001", "王秀英", "04010203040507"), desk.payloads());
    }
  }

  @Test
  void a_number_that_is_made_up_at_each_tap_is_unreadable() {
    try (Reader _ = started(Bus.SPI)) {
      chip.layTypeB(HexFormat.of().parseHex("11223344"));
      desk.await(Heard.UNREADABLE);
      look(5);
      chip.lay(Chip.ntag(UID));
      desk.await(UID);

      assertEquals(List.of(Heard.UNREADABLE, UID), desk.payloads());
    }
  }

  @Test
  void a_card_that_answers_more_than_it_was_asked_for_is_presented_by_its_number() {
    chip.disturb(
        frame ->
            frame[6] == 0x41
                ? Pn532Chip.frameOf(HexFormat.of().parseHex("41" + "00".repeat(200)))
                : frame);
    try (Reader reader = started(Bus.I2C)) {
      chip.lay(Chip.files(UID, "DAKA-0001"));
      desk.await(UID);

      assertEquals(List.of(UID), desk.payloads());
      assertEquals(Part.State.OK, reader.health().state());
    }
  }

  @Test
  void a_bus_that_is_not_there_is_told_with_the_cure() {
    AtomicBoolean there = new AtomicBoolean();
    try (Reader reader = reader(Bus.I2C, there)) {
      reader.start(desk);
      Heard.await(reader, Part.State.FAILED);
      assertEquals(
          Part.failed("reader desk", "there is no /dev/i2c-1", "turn I2C on"), reader.health());
      there.set(true);
      Heard.await(reader, Part.State.OK);
      chip.unplug(0);
      Heard.await(reader, Part.State.FAILED);
      assertEquals("no PN532 answers at the bus", reader.health().detail());
      assertTrue(reader.health().cure().contains("SEL0 on"), reader.health().cure());
    }
  }

  @ParameterizedTest
  @EnumSource
  void fifty_times_unplugged_in_mid_scan_no_scan_is_doubled_or_half_read(Bus bus) {
    List<String> laid = new ArrayList<>();
    try (Reader reader = started(bus)) {
      for (int round = 0; round < 50; round++) {
        Heard.await(reader, Part.State.OK);
        String text = "DAKA-%04d".formatted(round);
        laid.add(text);
        chip.lay(Chip.ntag("04A1B2C3%06X".formatted(round), text));
        unplugAtCommand(1 + round % 4, round % 2 == 0 ? 0x00 : 0xFF);
        Heard.await(reader, Part.State.FAILED);
        chip.plug();
        desk.await(text);
      }
      look(5);

      assertEquals(laid, desk.payloads());
      assertEquals(1, Heard.threads("reader desk"));
    }
    assertEquals(0, Heard.threads("reader desk"));
  }

  /// Pulls the wires at one of the next commands: while it looks, or within a text.
  private void unplugAtCommand(int command, int level) {
    AtomicInteger commands = new AtomicInteger();
    chip.atCommand(
        () -> {
          looks.incrementAndGet();
          if (commands.incrementAndGet() == command) {
            chip.unplug(level);
          }
        });
  }

  @Test
  void close_ends_it_at_once() {
    Reader reader = started(Bus.I2C);
    Heard.await(reader, Part.State.OK);

    assertTimeoutPreemptively(Waiting.PATIENCE, reader::close);
    assertEquals(0, Heard.threads("reader desk"));
  }

  /// Waits for as many looks at the field, each of two commands at least.
  private void look(int times) {
    int before = looks.get();
    Heard.await(times + " looks", () -> looks.get() >= before + 2 * times);
  }

  private Reader started(Bus bus) {
    Reader reader = reader(bus, new AtomicBoolean(true));
    chip.atCommand(looks::incrementAndGet);
    reader.start(desk);
    return reader;
  }

  private Reader reader(Bus bus, AtomicBoolean there) {
    Duration retry = Duration.ofMillis(20);
    Duration rest = Duration.ofMillis(5);
    return switch (bus) {
      case I2C ->
          Pn532Reader.overI2c(
              "desk",
              "sports",
              () -> {
                if (there.get()) {
                  return chip.i2c();
                }
                throw new PiException("there is no /dev/i2c-1", "turn I2C on");
              },
              "the bus",
              retry,
              rest,
              this::nanos);
      case SPI ->
          Pn532Reader.overSpi("desk", "sports", chip::spi, "the bus", retry, rest, this::nanos);
    };
  }

  private long nanos() {
    return nanos.get() + System.nanoTime();
  }
}
