package daka.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  /// The number of bytes waiting (ioctl_tty(2)), which a pipe answers too.
  private static final long FIONREAD = 0x541B;

  @TempDir Path folder;

  @Test
  void what_is_not_there_is_said_with_its_name() {
    Path missing = folder.resolve("event7");

    LinuxException refused =
        assertThrows(LinuxException.class, () -> Node.open(missing, Node.Access.READ).close());

    assertEquals(Errno.ENOENT, refused.errno());
    assertEquals(
        "opening " + missing + ": errno 2, no such file or directory", refused.getMessage());
  }

  @Test
  void it_waits_reads_and_asks() throws Exception {
    Path pipe = pipe();
    try (Node node = Node.open(pipe, Node.Access.READ_WRITE);
        OutputStream out = Files.newOutputStream(pipe);
        Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(16);
      assertFalse(node.awaitReadable(Duration.ZERO));
      assertEquals(
          Errno.EAGAIN, assertThrows(LinuxException.class, () -> node.read(buffer)).errno());

      out.write(new byte[] {1, 2, 3});

      assertTrue(node.awaitReadable(LONG));
      node.ioctl(FIONREAD, buffer);
      assertEquals(3, buffer.get(ValueLayout.JAVA_INT, 0));
      assertEquals(3, node.read(buffer));
      assertEquals(2, buffer.get(ValueLayout.JAVA_BYTE, 1));
    }
  }

  @Test
  void a_driver_that_does_not_know_the_request_refuses() throws Exception {
    try (Node node = Node.open(Path.of("/dev/null"), Node.Access.READ)) {
      assertEquals(
          Errno.ENOTTY,
          assertThrows(LinuxException.class, () -> node.ioctl(0x4004_4590L, 1)).errno());
    }
  }

  @Test
  void what_is_mapped_is_what_the_file_holds_and_ends_with_its_arena() throws Exception {
    Path file = Files.write(folder.resolve("memory"), new byte[8_192]);
    try (Node node = Node.open(file, Node.Access.READ_WRITE)) {
      MemorySegment mapped;
      try (Arena arena = Arena.ofConfined()) {
        mapped = node.map(4_096, 4_096, arena);
        mapped.set(ValueLayout.JAVA_BYTE, 5, (byte) 42);
      }
      assertThrows(IllegalStateException.class, () -> mapped.get(ValueLayout.JAVA_BYTE, 5));
    }
    assertEquals(42, Files.readAllBytes(file)[4_101]);
  }

  @Test
  void closing_gives_the_descriptor_back() throws Exception {
    long before = descriptors();
    for (int i = 0; i < 100; i++) {
      Node node = Node.open(Path.of("/dev/null"), Node.Access.READ);
      node.close();
      node.close();
    }
    assertTrue(descriptors() < before + 50, "descriptors are lost");
  }

  private static long descriptors() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private Path pipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start();
    assertEquals(0, made.waitFor());
    return pipe;
  }
}
