package daka.reader.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.health.Part;
import daka.reader.Heard;
import daka.reader.Reader;
import daka.reader.ScanReceiver;
import daka.reader.code.Codes;
import daka.reader.code.DrawnBars;
import daka.reader.code.Symbology;
import daka.reader.image.Luminance;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FramesReaderTest {
  @TempDir Path temporary;
  private final Heard desk = new Heard();

  @Test
  void the_images_of_a_folder_are_seen_in_the_order_of_their_names() throws IOException {
    Files.write(temporary.resolve("3.png"), Codes.png("C"));
    Files.write(temporary.resolve("1.png"), Codes.png("A"));
    Files.write(temporary.resolve("2.JPG"), Codes.file(Codes.image(Codes.png("B")), "jpeg"));
    Files.write(temporary.resolve("4.txt"), Codes.png("no image by its name"));
    Files.write(temporary.resolve(".5.png"), Codes.png("hidden"));

    try (Reader reader = reader(temporary)) {
      reader.start(desk);
      desk.await("C");
      assertEquals(List.of("A", "B", "C"), desk.payloads());
      assertEquals(new Scan("window", "hall", CardKind.QR, "A"), desk.scans().getFirst());
    }
  }

  @Test
  void a_code_held_in_view_is_one_scan() throws IOException {
    for (int i = 0; i < 40; i++) {
      Files.write(temporary.resolve("%02d.png".formatted(i)), Codes.png("A"));
    }
    Files.write(temporary.resolve("99.png"), Codes.png("B"));

    try (Reader reader = reader(temporary)) {
      reader.start(desk);
      desk.await("B");
      assertEquals(List.of("A", "B"), desk.payloads());
    }
  }

  @Test
  void bars_held_in_view_are_one_scan_of_a_card_of_whatever_kind() throws IOException {
    byte[] bars = png(DrawnBars.of(Symbology.CODE_128, "31010419").frame(new Random(1)));
    for (int i = 0; i < 20; i++) {
      Files.write(temporary.resolve("%02d.png".formatted(i)), bars);
    }
    Files.write(temporary.resolve("99.png"), Codes.png("B"));
    Set<Symbology> codes = Set.of(Symbology.QR, Symbology.CODE_128);

    try (Reader reader =
        new FramesReader(
            "window", null, temporary, 100, codes, Duration.ofMillis(10), System::nanoTime)) {
      reader.start(desk);
      desk.await("B");
      assertEquals(
          List.of(
              new Scan("window", null, null, "31010419"),
              new Scan("window", null, CardKind.QR, "B")),
          desk.scans());
    }
  }

  @Test
  void bars_are_not_looked_for_unless_it_is_told_to() throws IOException {
    byte[] bars = png(DrawnBars.of(Symbology.CODE_128, "31010419").frame(new Random(1)));
    Files.write(temporary.resolve("1.png"), bars);
    Files.write(temporary.resolve("2.png"), Codes.png("B"));

    try (Reader reader = reader(temporary)) {
      reader.start(desk);
      desk.await("B");
      assertEquals(List.of("B"), desk.payloads());
    }
  }

  private static byte[] png(Luminance frame) {
    BufferedImage image =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        image.getRaster().setSample(x, y, 0, frame.pixel(x, y));
      }
    }
    return Codes.file(image, "png");
  }

  @Test
  void the_folder_is_followed_for_new_images() throws IOException {
    try (Reader reader = reader(temporary)) {
      reader.start(desk);
      Heard.await(reader, Part.State.OK);
      for (String text : List.of("B", "A", "C")) {
        Files.write(temporary.resolve(text + ".part"), Codes.png(text));
        Files.move(temporary.resolve(text + ".part"), temporary.resolve(text + ".png"));
        desk.await(text);
      }
      assertEquals(List.of("B", "A", "C"), desk.payloads());
    }
  }

  @Test
  void a_file_that_is_still_being_written_is_seen_once_it_is_whole() throws IOException {
    byte[] code = Codes.png("A");
    try (Reader reader = reader(temporary)) {
      reader.start(desk);
      Heard.await(reader, Part.State.OK);
      try (OutputStream out = Files.newOutputStream(temporary.resolve("1.png"))) {
        for (byte b : code) {
          out.write(b);
          out.flush();
        }
      }
      desk.await("A");
      Files.write(temporary.resolve("2.png"), Codes.png("B"));
      desk.await("B");
      assertEquals(List.of("A", "B"), desk.payloads());
    }
  }

  @Test
  void a_missing_folder_is_told_and_taken_when_it_appears() throws IOException {
    Path folder = temporary.resolve("frames");
    try (Reader reader = reader(folder)) {
      reader.start(desk);
      Heard.await(reader, Part.State.FAILED);
      assertEquals("reader window", reader.health().name());
      assertTrue(reader.health().detail().contains(folder.toString()));
      assertTrue(reader.health().cure().contains("make the folder"));

      Files.createDirectory(folder);
      Heard.await(reader, Part.State.OK);
      Files.write(folder.resolve("1.png"), Codes.png("A"));
      desk.await("A");

      Files.delete(folder.resolve("1.png"));
      Files.delete(folder);
      Heard.await(reader, Part.State.FAILED);
    }
  }

  @Test
  @ForeignBytes
  void hostile_files_and_a_failing_desk_do_not_stop_it() throws IOException {
    Random random = Fuzz.random(4);
    for (int i = 0; i < Fuzz.rounds(30); i++) {
      byte[] bytes = new byte[random.nextInt(500)];
      random.nextBytes(bytes);
      Files.write(temporary.resolve("%02d.png".formatted(i)), bytes);
    }
    Files.write(temporary.resolve("50.png"), Codes.png("fails"));
    Files.write(temporary.resolve("99.png"), Codes.png("A"));

    try (Reader reader = reader(temporary)) {
      reader.start(failingFirst());
      desk.await("A");
      assertEquals(List.of("A"), desk.payloads());
    }
  }

  private ScanReceiver failingFirst() {
    return new ScanReceiver() {
      @Override
      public void scan(Scan scan) {
        if (Heard.payload(scan).equals("fails")) {
          throw new IllegalStateException(Heard.payload(scan));
        }
        desk.scan(scan);
      }

      @Override
      public void unreadable(String reader) {
        desk.unreadable(reader);
      }
    };
  }

  @Test
  void close_ends_its_thread() {
    Reader reader = reader(temporary);
    reader.start(desk);
    Heard.await(reader, Part.State.OK);
    assertEquals(1, Heard.threads("reader window"));

    reader.close();

    assertEquals(0, Heard.threads("reader window"));
  }

  @Test
  void a_frame_rate_that_makes_no_sense_is_refused() {
    for (double rate : new double[] {0, -1, 1_001, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new FramesReader(
                  "window",
                  null,
                  temporary,
                  rate,
                  Symbology.USUAL,
                  Duration.ZERO,
                  System::nanoTime));
    }
  }

  private static Reader reader(Path folder) {
    return new FramesReader(
        "window", "hall", folder, 100, Symbology.USUAL, Duration.ofMillis(10), System::nanoTime);
  }
}
