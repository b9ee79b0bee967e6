package daka.reader.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.health.Part;
import daka.reader.AimReader;
import daka.reader.Heard;
import daka.reader.HeldCode;
import daka.reader.Reader;
import daka.reader.ScanReceiver;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialReaderTest {
  @TempDir Path temporary;
  private final Heard desk = new Heard();

  @Test
  void lines_that_a_scanner_sends_are_scans() {
    try (Pty cable = Pty.plug(device());
        Reader reader = started()) {
      Heard.await(reader, Part.State.OK);
      cable.send("DAKA-0001\r");
      cable.send("王秀英\r\n310104195003071234\n");

      desk.await("310104195003071234");
      assertEquals(List.of("DAKA-0001", "王秀英", "310104195003071234"), desk.payloads());
      assertEquals(
          new Scan("counter", "sports", CardKind.QR, "DAKA-0001"), desk.scans().getFirst());
      assertTrue(reader.health().detail().contains("9600"));
    }
  }

  @Test
  void a_line_without_an_end_is_a_scan_after_a_pause() {
    try (Pty cable = Pty.plug(device());
        Reader reader = started()) {
      Heard.await(reader, Part.State.OK);
      cable.send("DAKA-0001");
      desk.await("DAKA-0001");
      cable.send("DAKA-0002");
      desk.await("DAKA-0002");

      assertEquals(List.of("DAKA-0001", "DAKA-0002"), desk.payloads());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00020F0184F07A00\u0003",
        "\u00020F0184F07A00\r\n\u0003",
        "\u00020F0184F07A\u0003"
      })
  void a_chip_that_a_module_sends_over_and_over_is_one_scan_a_tap(String frame) {
    AtomicLong skipped = new AtomicLong();
    LongSupplier nanos = () -> System.nanoTime() + skipped.get();
    String digits = frame.replaceAll("\\W", "");
    try (Pty cable = Pty.plug(device());
        Reader reader = reader(device(), nanos)) {
      reader.start(desk);
      Heard.await(reader, Part.State.OK);
      cable.send(frame);
      cable.send(frame);
      cable.send("\u0002DAKA-1\u0003");
      desk.await("DAKA-1");
      cable.send(frame + "\u0002DAKA-2\u0003");
      desk.await("DAKA-2");
      assertEquals(List.of(digits, "DAKA-1", "DAKA-2"), desk.payloads());

      LockSupport.parkNanos(4 * SerialReader.PAUSE.toNanos());
      skipped.addAndGet(HeldCode.ABSENCE.toNanos());
      LockSupport.parkNanos(4 * SerialReader.PAUSE.toNanos());
      cable.send(frame);
      Heard.await("a second tap", () -> desk.payloads().size() == 4);
      assertEquals(digits, desk.payloads().getLast());
    }
  }

  @Test
  void a_frame_that_comes_in_pieces_with_pauses_is_one_scan() {
    try (Pty cable = Pty.plug(device());
        Reader reader = started()) {
      Heard.await(reader, Part.State.OK);
      for (String piece : List.of("\u0002", "0F01", "84F07", "A00", "\r", "\n\u0003")) {
        cable.send(piece);
        LockSupport.parkNanos(2 * SerialReader.PAUSE.toNanos());
      }
      cable.send("DAKA-0001\r");

      desk.await("DAKA-0001");
      assertEquals(List.of("0F0184F07A00", "DAKA-0001"), desk.payloads());
    }
  }

  @Test
  void a_line_of_gbk_is_read_and_what_stands_around_a_code_is_not() {
    try (Pty cable = Pty.plug(device());
        Reader reader = started()) {
      Heard.await(reader, Part.State.OK);
      cable.send("居民卡 王秀英\r".getBytes(Charset.forName("GBK")));
      cable.send("\u0000DAKA-0001\u001D\t\r\n\u0003");
      cable.send("DAKA-0002\r");

      desk.await("DAKA-0002");
      assertEquals(List.of("居民卡 王秀英", "DAKA-0001", "DAKA-0002"), desk.payloads());
    }
  }

  @Test
  void an_aim_prefix_is_taken_away_where_the_config_says_that_it_is_sent() {
    try (Pty cable = Pty.plug(device());
        Reader reader = new AimReader(reader(device()))) {
      reader.start(desk);
      Heard.await(reader, Part.State.OK);
      cable.send("]Q1DAKA-0001\r]C1\u001DDAKA-0002\r\u0002]E0DAKA-0003\u0003DAKA-0004\r");

      desk.await("DAKA-0004");
      assertEquals(List.of("DAKA-0001", "DAKA-0002", "DAKA-0003", "DAKA-0004"), desk.payloads());
    }
  }

  @Test
  void what_is_not_text_is_unreadable_and_the_next_line_is_read() {
    try (Pty cable = Pty.plug(device());
        Reader reader = started()) {
      Heard.await(reader, Part.State.OK);
      cable.send(new byte[] {'A', (byte) 0xFF, (byte) 0xFE, '\r'});
      cable.send("A".repeat(Scan.MAX_PAYLOAD + 1) + "\r");
      cable.send("DAKA-0001\r");

      desk.await("DAKA-0001");
      assertEquals(List.of(Heard.UNREADABLE, Heard.UNREADABLE, "DAKA-0001"), desk.payloads());
    }
  }

  @Test
  @ForeignBytes
  void random_bytes_do_not_stop_it() {
    Random random = Fuzz.random(9);
    try (Pty cable = Pty.plug(device());
        Reader reader = started()) {
      Heard.await(reader, Part.State.OK);
      for (int i = 0; i < Fuzz.rounds(200); i++) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        cable.send(noise);
      }
      cable.send("\rDAKA-0001\r");

      desk.await("DAKA-0001");
      assertEquals(Part.State.OK, reader.health().state());
    }
  }

  @Test
  void a_desk_that_fails_does_not_stop_it() {
    AtomicBoolean failed = new AtomicBoolean();
    ScanReceiver failing =
        new ScanReceiver() {
          @Override
          public void scan(Scan scan) {
            if (!failed.getAndSet(true)) {
              throw new IllegalStateException(Heard.payload(scan));
            }
            desk.scan(scan);
          }

          @Override
          public void unreadable(String reader) {
            throw new IllegalStateException(reader);
          }
        };
    try (Pty cable = Pty.plug(device());
        Reader reader = reader(device())) {
      reader.start(failing);
      Heard.await(reader, Part.State.OK);
      cable.send(new byte[] {(byte) 0xFF, '\r'});
      cable.send("DAKA-0001\rDAKA-0002\r");

      desk.await("DAKA-0002");
      assertEquals(List.of("DAKA-0002"), desk.payloads());
    }
  }

  @Test
  void a_reader_that_is_not_there_is_told_and_taken_when_it_is_plugged_in() {
    try (Reader reader = started()) {
      Heard.await(reader, Part.State.FAILED);
      assertEquals("reader counter", reader.health().name());
      assertTrue(reader.health().detail().contains(device().toString()));
      assertTrue(reader.health().cure().contains("plug the reader in"));

      try (Pty cable = Pty.plug(device())) {
        Heard.await(reader, Part.State.OK);
        cable.send("DAKA-0001\r");
        desk.await("DAKA-0001");
      }
      Heard.await(reader, Part.State.FAILED);
    }
  }

  @Test
  void fifty_times_unplugged_in_mid_scan_no_scan_is_doubled_or_half_read() throws IOException {
    List<String> sent = new ArrayList<>();
    try (Reader reader = started()) {
      plugOnce(reader, "warm-up", sent);
      long descriptors = Heard.descriptors();
      for (int round = 0; round < 50; round++) {
        plugOnce(reader, "DAKA-%04d".formatted(round), sent);
      }

      assertEquals(sent, desk.payloads());
      assertEquals(1, Heard.threads("reader counter"));
      assertTrue(Heard.descriptors() < descriptors + 20, "a descriptor is left open each round");
    }
    assertEquals(0, Heard.threads("reader counter"));
  }

  /// Plugs in, scans once, begins a second scan, and unplugs. The second one has arrived by then,
  /// as it was sent together with the first. On a busy machine the hand may be too late, so that
  /// the pause has ended the second one as it should: then once more.
  private void plugOnce(Reader reader, String payload, List<String> sent) {
    boolean inTime = false;
    for (int attempt = 0; !inTime; attempt++) {
      String whole = payload + "/" + attempt;
      try (Pty cable = Pty.plug(device())) {
        Heard.await(reader, Part.State.OK);
        long began = System.nanoTime();
        cable.send(whole + "\rhalf");
        sent.add(whole);
        desk.await(whole);
        cable.unplug();
        inTime = System.nanoTime() - began < SerialReader.PAUSE.toNanos() * 3 / 4;
      }
      Heard.await(reader, Part.State.FAILED);
      if (!inTime && desk.payloads().getLast().equals("half")) {
        sent.add("half");
      }
    }
  }

  @Test
  void what_is_not_a_serial_port_is_told() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    for (Path device : List.of(file, Path.of("/dev/null"), temporary)) {
      try (Reader reader = reader(device)) {
        reader.start(desk);
        Heard.await(reader, Part.State.FAILED);
        assertTrue(reader.health().detail().contains(device.toString()), reader.health().detail());
      }
    }
  }

  @Test
  void a_port_that_another_reader_has_is_told() {
    try (Pty cable = Pty.plug(device());
        Reader first = started();
        Reader second = reader(device())) {
      Heard.await(first, Part.State.OK);
      second.start(desk);
      Heard.await(second, Part.State.FAILED);
      cable.send("DAKA-0001\r");
      desk.await("DAKA-0001");

      assertEquals(List.of("DAKA-0001"), desk.payloads());
    }
  }

  private Reader started() {
    Reader reader = reader(device());
    reader.start(desk);
    return reader;
  }

  private Path device() {
    return temporary.resolve("scanner");
  }

  private static Reader reader(Path device) {
    return reader(device, System::nanoTime);
  }

  private static Reader reader(Path device, LongSupplier nanos) {
    return new SerialReader(
        "counter",
        "sports",
        CardKind.QR,
        device,
        SerialReader.DEFAULT_BAUD,
        null,
        Duration.ofMillis(20),
        nanos);
  }
}
