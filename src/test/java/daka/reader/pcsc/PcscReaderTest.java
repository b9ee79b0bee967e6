package daka.reader.pcsc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.check.Alone;
import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.device.Waiting;
import daka.health.Part;
import daka.reader.Heard;
import daka.reader.HeldCode;
import daka.reader.Reader;
import daka.reader.card.Chip;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cards at the real pcscd.
class PcscReaderTest {
  private static final String UID = "04A1B2C3D4E5F6";

  @TempDir Path folder;
  private final Heard desk = new Heard();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicLong elapsed = new AtomicLong();
  private static Alone alone;

  @BeforeAll
  static void wait_for_a_turn() {
    alone = Alone.with(Pcscd.NAME);
  }

  @AfterAll
  static void let_others_have_it() {
    alone.close();
  }

  @Test
  void a_card_is_presented_once_by_its_number_however_long_it_lies() {
    try (Pcscd pcscd = Pcscd.start(folder);
        Reader reader = started(Pcscd.READER)) {
      Heard.await(reader, Part.State.OK);
      try (VirtualCard _ = VirtualCard.lay(pcscd, Chip.ntag(UID))) {
        desk.await(UID);
      }
      // What it said while it lay there has arrived before the next one is.
      try (VirtualCard _ = VirtualCard.lay(pcscd, Chip.classic("DE12AB90"))) {
        desk.await("DE12AB90");
      }

      assertEquals(List.of(UID, "DE12AB90"), desk.payloads());
      assertEquals(new Scan("desk", "sports", CardKind.RFID, UID), desk.scans().getFirst());
      assertEquals("reads cards at Daka PCD 00 00", reader.health().detail());
    }
  }

  @Test
  void a_card_with_a_text_is_presented_as_the_code_of_that_text() {
    try (Pcscd pcscd = Pcscd.start(folder);
        Reader reader = started("Daka PCD")) {
      Heard.await(reader, Part.State.OK);
      try (VirtualCard _ = VirtualCard.lay(pcscd, Chip.ntag(UID, "DAKA-0001"))) {
        desk.await("DAKA-0001");
      }
      try (VirtualCard _ = VirtualCard.lay(pcscd, Chip.files("04010203040506", "王秀英"))) {
        desk.await("王秀英");
      }
      try (VirtualCard _ = VirtualCard.lay(pcscd, Chip.files("04010203040507"))) {
        desk.await("04010203040507");
      }

      assertEquals(
          List.of(
              new Scan("desk", "sports", CardKind.QR, "DAKA-0001"),
              new Scan("desk", "sports", CardKind.QR, "王秀英"),
              new Scan("desk", "sports", CardKind.RFID, "04010203040507")),
          desk.scans());
    }
  }

  @Test
  void a_frame_around_the_text_on_a_card_is_no_part_of_it() {
    try (Pcscd pcscd = Pcscd.start(folder);
        Reader reader = started(Pcscd.READER)) {
      Heard.await(reader, Part.State.OK);
      try (VirtualCard _ =
          VirtualCard.lay(pcscd, Chip.ntag(UID, "\u0002\tDAKA-0001\u001D\u0000\r\n\u0003"))) {
        desk.await("DAKA-0001");
      }
      try (VirtualCard _ =
          VirtualCard.lay(
              pcscd, Chip.files("04010203040506", "\u0002\t王秀英\u001D\u0000\r\n\u0003"))) {
        desk.await("王秀英");
      }
      try (VirtualCard _ =
          VirtualCard.lay(pcscd, Chip.ntag("04010203040507", "\u0002\r\n\u0003"))) {
        desk.await("04010203040507");
      }

      assertEquals(List.of("DAKA-0001", "王秀英", "04010203040507"), desk.payloads());
    }
  }

  @Test
  void what_has_no_number_of_its_own_is_unreadable() {
    byte[] random = HexFormat.of().parseHex("08112233");
    byte[] zeros = new byte[4];
    byte[] pseudo = HexFormat.of().parseHex("11223344");
    try (Pcscd pcscd = Pcscd.start(folder);
        Reader reader = started(Pcscd.READER)) {
      Heard.await(reader, Part.State.OK);
      layAndTake(pcscd, VirtualCard.FILES, random, 1);
      layAndTake(pcscd, VirtualCard.TYPE_B, zeros, 2);
      layAndTake(pcscd, VirtualCard.TYPE_B, pseudo, 3);
      try (VirtualCard _ =
          VirtualCard.lay(pcscd, VirtualCard.FILES, _ -> HexFormat.of().parseHex("6d00"))) {
        Heard.await("a card in a slot", () -> desk.payloads().size() == 4);
      }

      assertEquals(List.of(), desk.scans());
    }
  }

  /// Cards without a number are one to the reader, so each is taken away for long enough.
  private void layAndTake(Pcscd pcscd, byte[] resetAnswer, byte[] uid, int told) {
    try (VirtualCard _ =
        VirtualCard.lay(
            pcscd,
            resetAnswer,
            command ->
                command[0] == (byte) 0xFF
                    ? VirtualCard.done(uid)
                    : HexFormat.of().parseHex("6a82"))) {
      Heard.await("the refusal", () -> desk.payloads().size() == told);
    }
    forget();
  }

  @Test
  void the_same_card_is_presented_again_when_it_was_away() {
    try (Pcscd pcscd = Pcscd.start(folder);
        Reader reader = started(Pcscd.READER)) {
      Heard.await(reader, Part.State.OK);
      for (int times = 1; times <= 3; times++) {
        int told = times;
        try (VirtualCard _ = VirtualCard.lay(pcscd, Chip.ntag(UID))) {
          Heard.await("the card", () -> desk.payloads().size() == told);
        }
        forget();
      }
    }
  }

  @Test
  void a_card_that_is_taken_away_while_it_is_read_is_unreadable_and_never_half_read() {
    AtomicInteger asked = new AtomicInteger();
    VirtualCard[] card = new VirtualCard[1];
    Chip chip = Chip.ntag(UID, "7".repeat(100));
    try (Pcscd pcscd = Pcscd.start(folder);
        Reader reader = started(Pcscd.READER)) {
      Heard.await(reader, Part.State.OK);
      card[0] =
          VirtualCard.lay(
              pcscd,
              VirtualCard.NTAG,
              command -> {
                if (asked.incrementAndGet() == 5) {
                  card[0].takeAway();
                  return null;
                }
                return VirtualCard.answer(chip, new Chip.Session(), command);
              });

      desk.await(Heard.UNREADABLE);
      assertEquals(List.of(Heard.UNREADABLE), desk.payloads());
      forget();
      try (VirtualCard _ = VirtualCard.lay(pcscd, chip)) {
        desk.await("7".repeat(100));
      }
    }
  }

  @Test
  @ForeignBytes
  void cards_that_answer_at_random_do_not_stop_it() {
    Random random = Fuzz.random(11);
    try (Pcscd pcscd = Pcscd.start(folder);
        Reader reader = started(Pcscd.READER)) {
      Heard.await(reader, Part.State.OK);
      for (int i = 0; i < Fuzz.rounds(5); i++) {
        int told = desk.payloads().size();
        byte[] resetAnswer = random.nextBoolean() ? VirtualCard.NTAG : VirtualCard.FILES;
        try (VirtualCard _ =
            VirtualCard.lay(
                pcscd,
                resetAnswer,
                _ -> {
                  // Nothing at all is no answer over vpcd, but a card that hangs.
                  byte[] answer = new byte[1 + random.nextInt(39)];
                  random.nextBytes(answer);
                  return random.nextBoolean() ? answer : VirtualCard.done(answer);
                })) {
          Heard.await("an answer", () -> desk.payloads().size() > told);
        }
        forget();
      }
      try (VirtualCard _ = VirtualCard.lay(pcscd, Chip.ntag(UID))) {
        desk.await(UID);
      }
    }
  }

  @Test
  void a_reader_that_is_not_there_is_told_with_those_that_are() {
    try (Pcscd _ = Pcscd.start(folder);
        Reader reader = started("ACS ACR122U")) {
      Heard.await("both slots", () -> reader.health().detail().contains("Daka PCD 00 01"));

      assertEquals(
          Part.failed(
              "reader desk",
              "there is no card reader \"ACS ACR122U\", only \"Daka PCD 00 00\", \"Daka PCD 00"
                  + " 01\"",
              "plug it in, or correct `device` in the config (see pcsc_scan -r); if the kernel took"
                  + " it, see firmware-config"),
          reader.health());
    }
  }

  @Test
  void without_the_service_it_says_so_and_goes_on_when_it_runs() {
    try (Pcscd _ = Pcscd.start(folder, 0)) {
      // Only to skip where it cannot be run.
    }
    try (Reader reader = started(Pcscd.READER)) {
      Heard.await(reader, Part.State.FAILED);
      assertEquals(
          Part.failed(
              "reader desk",
              "the service for card readers, pcscd, does not run",
              "install it (apt install pcscd libccid), or start it: systemctl start pcscd.socket"),
          reader.health());

      try (Pcscd _ = Pcscd.start(folder, 0)) {
        Heard.await("no reader", () -> reader.health().detail().contains("and no other"));
      }
      try (Pcscd pcscd = Pcscd.start(folder)) {
        Heard.await(reader, Part.State.OK);
        try (VirtualCard _ = VirtualCard.lay(pcscd, Chip.ntag(UID))) {
          desk.await(UID);
        }
      }
      Heard.await(reader, Part.State.FAILED);
    }
  }

  @Test
  void fifty_times_lost_in_mid_scan_no_scan_is_doubled_or_half_read() throws IOException {
    int port = Pcscd.freePort();
    try (Reader reader = started(Pcscd.READER)) {
      long descriptors = 0;
      for (int round = 0; round < 50; round++) {
        loseOnce(reader, port, round);
        if (round == 0) {
          descriptors = Heard.descriptors();
        }
      }

      assertEquals(
          IntStream.range(0, 50).mapToObj("DAKA-%04d"::formatted).toList(), desk.payloads());
      assertEquals(1, Heard.threads("reader desk"));
      assertTrue(Heard.descriptors() < descriptors + 20, "a descriptor is left open each round");
    }
    assertEquals(0, Heard.threads("reader desk"));
  }

  /// Presents a card, and kills the service while the next one is being read. That one is then read
  /// when the service is back.
  private void loseOnce(Reader reader, int port, int round) {
    Chip chip =
        Chip.ntag(UID.substring(0, 10) + "%04d".formatted(round), "DAKA-%04d".formatted(round));
    CountDownLatch reading = new CountDownLatch(2);
    try (Pcscd pcscd = Pcscd.start(folder, port)) {
      Heard.await(reader, Part.State.OK);
      try (VirtualCard _ =
          VirtualCard.lay(
              pcscd,
              VirtualCard.NTAG,
              command -> {
                reading.countDown();
                return reading.getCount() == 0
                    ? null
                    : VirtualCard.answer(chip, new Chip.Session(), command);
              })) {
        Heard.await("that it is being read", () -> reading.getCount() == 0);
        pcscd.kill();
        Heard.await(reader, Part.State.FAILED);
      }
    }
    try (Pcscd pcscd = Pcscd.start(folder, port);
        VirtualCard _ = VirtualCard.lay(pcscd, chip)) {
      desk.await("DAKA-%04d".formatted(round));
      pcscd.kill();
      Heard.await(reader, Part.State.FAILED);
    }
  }

  @Test
  void a_card_that_lies_there_when_the_reader_comes_back_is_not_presented_again() {
    int port = Pcscd.freePort();
    try (Reader reader = started(Pcscd.READER)) {
      for (int round = 0; round < 3; round++) {
        try (Pcscd pcscd = Pcscd.start(folder, port);
            VirtualCard card = VirtualCard.lay(pcscd, Chip.ntag(UID))) {
          Heard.await("that it is asked for its number", () -> !card.commands().isEmpty());
          desk.await(UID);
          if (round == 2) {
            card.takeAway();
            try (VirtualCard _ = VirtualCard.lay(pcscd, Chip.classic("DE12AB90"))) {
              desk.await("DE12AB90");
            }
          }
          pcscd.kill();
          Heard.await(reader, Part.State.FAILED);
        }
      }
      assertEquals(List.of(UID, "DE12AB90"), desk.payloads());
    }
  }

  @Test
  void close_ends_it_at_once() {
    try (Pcscd _ = Pcscd.start(folder)) {
      Reader reader = started(Pcscd.READER);
      Heard.await(reader, Part.State.OK);

      assertTimeoutPreemptively(Waiting.PATIENCE, reader::close);
      assertEquals(0, Heard.threads("reader desk"));
    }
  }

  /// Lets so much time pass, and so many looks at an empty reader, that what lay there is
  /// forgotten.
  private void forget() {
    int looked = looks.get();
    elapsed.addAndGet(HeldCode.ABSENCE.toNanos());
    Heard.await("some looks", () -> looks.get() > looked + HeldCode.ABSENT_FRAMES + 1);
  }

  private Reader started(String device) {
    Reader reader = new PcscReader("desk", "sports", device, Duration.ofMillis(20), this::nanos);
    reader.start(desk);
    return reader;
  }

  private long nanos() {
    looks.incrementAndGet();
    return System.nanoTime() + elapsed.get();
  }
}
