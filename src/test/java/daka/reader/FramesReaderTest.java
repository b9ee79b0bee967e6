package daka.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.ForeignBytes;
import daka.Fuzz;
import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.health.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
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

  private Scans failingFirst() {
    return new Scans() {
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
          () -> new FramesReader("window", null, temporary, rate, Duration.ZERO, System::nanoTime));
    }
  }

  private static Reader reader(Path folder) {
    return new FramesReader("window", "hall", folder, 100, Duration.ofMillis(10), System::nanoTime);
  }
}
