package daka.reader.rc522;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.device.Waiting;
import daka.health.Part;
import daka.pi.PiException;
import daka.reader.Heard;
import daka.reader.HeldCode;
import daka.reader.Reader;
import daka.reader.card.Chip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class Rc522ReaderTest {
  private static final String UID = "04A1B2C3D4E5F6";

  private final Heard desk = new Heard();
  private final AtomicLong nanos = new AtomicLong();
  private final Mfrc522Chip chip = new Mfrc522Chip(nanos);

  @Test
  void a_card_is_presented_once_by_its_number_however_long_it_lies() {
    try (Reader reader = started()) {
      chip.lay(Chip.ntag(UID));
      desk.await(UID);
      look(20);
      chip.lay(Chip.classic("DE12AB90"));
      desk.await("DE12AB90");

      assertEquals(List.of(UID, "DE12AB90"), desk.payloads());
      assertEquals(new Scan("desk", "sports", CardKind.RFID, UID), desk.scans().getFirst());
      assertEquals(
          Part.ok("reader desk", "reads cards at /dev/spidev0.0, version 0x92"), reader.health());
    }
  }

  @Test
  void a_card_with_a_text_is_presented_as_the_code_of_that_text() {
    try (Reader _ = started()) {
      chip.lay(Chip.ntag(UID, "DAKA-0001"));
      desk.await("DAKA-0001");
      chip.lay(Chip.files("04010203040506", "王秀英 " + "7".repeat(100)));
      desk.await("王秀英 " + "7".repeat(100));
      look(5);
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
    try (Reader _ = started()) {
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
  void a_number_that_is_random_is_unreadable_once() {
    try (Reader _ = started()) {
      chip.lay(Chip.files("08112233"));
      desk.await(Heard.UNREADABLE);
      look(5);
      chip.lay(Chip.files("08445566"));
      look(5);
      chip.lay(Chip.ntag(UID));
      desk.await(UID);

      assertEquals(List.of(Heard.UNREADABLE, UID), desk.payloads());
    }
  }

  @Test
  void a_card_is_presented_again_after_it_was_away() {
    try (Reader _ = started()) {
      for (int times = 1; times <= 3; times++) {
        int told = times;
        chip.lay(Chip.ntag(UID));
        Heard.await("the card", () -> desk.payloads().size() == told);
        chip.lay();
        nanos.addAndGet(HeldCode.ABSENCE.toNanos());
        look(HeldCode.ABSENT_FRAMES + 2);
      }
    }
  }

  @Test
  void two_cards_that_lie_together_are_one_presentation() {
    try (Reader _ = started()) {
      chip.lay(Chip.ntag(UID), Chip.classic("DE12AB90"));
      Heard.await("a card", () -> !desk.payloads().isEmpty());
      look(10);

      assertEquals(1, desk.payloads().size(), desk.payloads()::toString);
    }
  }

  @Test
  void a_card_at_the_edge_of_the_field_is_read_when_it_comes_nearer() {
    AtomicInteger answers = new AtomicInteger();
    chip.disturb(
        answer ->
            answers.incrementAndGet() % 4 == 0 && answers.get() < 40
                ? answer.flipped(answer.length() / 2)
                : answer);
    try (Reader reader = started()) {
      chip.lay(Chip.ntag(UID, "DAKA-0001"));
      desk.await("DAKA-0001");

      assertEquals(List.of("DAKA-0001"), desk.payloads());
      assertEquals(Part.State.OK, reader.health().state());
    }
  }

  @Test
  void a_card_whose_memory_always_fails_is_presented_by_its_number() {
    chip.disturb(answer -> answer.length() == 144 ? answer.flipped(7) : answer);
    try (Reader _ = started()) {
      chip.lay(Chip.ntag(UID, "DAKA-0001"));
      desk.await(UID);

      assertEquals(List.of(UID), desk.payloads());
    }
  }

  @Test
  void a_chip_that_lost_its_power_is_set_up_again_and_a_card_that_lies_there_is_not_told_again() {
    try (Reader reader = started()) {
      chip.lay(Chip.ntag(UID));
      desk.await(UID);
      for (int round = 0; round < 3; round++) {
        int sent = chip.transfers().size();
        chip.plug();
        Heard.await(
            "a reset",
            () -> chip.transfers().subList(sent, chip.transfers().size()).contains("020f"));
        look(3);
      }
      Heard.await(reader, Part.State.OK);

      assertEquals(List.of(UID), desk.payloads());
    }
  }

  @Test
  void a_bus_that_is_not_there_or_fails_is_told_with_the_cure() {
    AtomicBoolean there = new AtomicBoolean();
    try (Reader reader = reader(there)) {
      reader.start(desk);
      Heard.await(reader, Part.State.FAILED);
      assertEquals(
          Part.failed("reader desk", "there is no /dev/spidev0.0", "turn SPI on"), reader.health());
      there.set(true);
      Heard.await(reader, Part.State.OK);
      chip.breakBus("/dev/spidev0.0 is gone");
      Heard.await(reader, Part.State.FAILED);
      assertEquals("/dev/spidev0.0 is gone", reader.health().detail());
    }
  }

  @Test
  void fifty_times_unplugged_in_mid_scan_no_scan_is_doubled_or_half_read() {
    List<String> laid = new ArrayList<>();
    try (Reader reader = started()) {
      for (int round = 0; round < 50; round++) {
        Heard.await(reader, Part.State.OK);
        String text = "DAKA-%04d".formatted(round);
        laid.add(text);
        unplugAtFrame(2 + round % 9, round % 2 == 0 ? 0x00 : 0xFF);
        chip.lay(Chip.ntag("04A1B2C3%06X".formatted(round), text));
        Heard.await(reader, Part.State.FAILED);
        assertEquals("no RC522 answers at /dev/spidev0.0", reader.health().detail());
        chip.plug();
        desk.await(text);
      }
      look(5);

      assertEquals(laid, desk.payloads());
      assertEquals(1, Heard.threads("reader desk"));
    }
    assertEquals(0, Heard.threads("reader desk"));
  }

  /// Pulls the wires at one of the next frames: within a number, or within a text.
  private void unplugAtFrame(int frame, int level) {
    AtomicInteger frames = new AtomicInteger();
    chip.atFrame(
        () -> {
          if (frames.incrementAndGet() == frame) {
            chip.unplug(level);
          }
        });
  }

  @Test
  void close_ends_it_at_once() {
    Reader reader = started();
    Heard.await(reader, Part.State.OK);

    assertTimeoutPreemptively(Waiting.PATIENCE, reader::close);
    assertEquals(0, Heard.threads("reader desk"));
  }

  /// Waits for as many looks at the field.
  private void look(int looks) {
    long before = wakeUps();
    Heard.await(looks + " looks", () -> wakeUps() >= before + looks);
  }

  /// How often the cards in the field were called.
  private long wakeUps() {
    return chip.transfers().stream().filter("1252"::equals).count();
  }

  private Reader started() {
    Reader reader = reader(new AtomicBoolean(true));
    reader.start(desk);
    return reader;
  }

  private Reader reader(AtomicBoolean there) {
    return new Rc522Reader(
        "desk",
        "sports",
        () -> {
          if (there.get()) {
            return chip;
          }
          throw new PiException("there is no /dev/spidev0.0", "turn SPI on");
        },
        "/dev/spidev0.0",
        Duration.ofMillis(20),
        Duration.ofMillis(5),
        () -> nanos.get() + System.nanoTime());
  }
}
