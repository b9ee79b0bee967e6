package daka.reader.keyboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.health.Part;
import daka.reader.Heard;
import daka.reader.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be seen of it without a device; the virtual Pi has devices.
class KeyboardReaderTest {
  private static final Duration RETRY = Duration.ofMillis(2);

  @TempDir Path folder;

  @Test
  void a_reader_that_is_not_there_is_told_with_the_cure() {
    Path missing = folder.resolve("usb-scanner-event-kbd");
    try (Reader reader = started(missing)) {
      Heard.await(reader, Part.State.FAILED);

      assertEquals("reader counter", reader.health().name());
      assertEquals(missing + " is not there", reader.health().detail());
      assertTrue(reader.health().cure().contains("/dev/input/by-id/"));
    }
  }

  @Test
  void what_is_no_input_device_is_told_and_its_descriptors_are_given_back() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (Reader reader = started(file)) {
      Heard.await(reader, Part.State.FAILED);
      assertEquals(file + " is not an input device", reader.health().detail());
    }
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      assertTrue(open.noneMatch(descriptor -> leadsTo(descriptor, file)));
    }
    assertEquals(0, Heard.threads("reader counter"));
  }

  private static boolean leadsTo(Path descriptor, Path file) {
    try {
      return Files.readSymbolicLink(descriptor).equals(file);
    } catch (IOException e) {
      return false;
    }
  }

  private static Reader started(Path device) {
    Reader reader = new KeyboardReader("counter", null, null, device, RETRY);
    reader.start(new Heard());
    return reader;
  }
}
