package daka.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.device.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SystemdTest {
  /// Stands for systemd: prints "bound", then each datagram as a line, five in all.
  private static final String RECEIVER =
      """
      import socket, sys
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.bind(sys.argv[1].replace("@", "\\0"))
      print("bound", flush=True)
      for _ in range(5):
          print(s.recv(4096).decode(), flush=True)
      """;

  @TempDir Path folder;

  @Test
  void what_is_said_arrives_at_the_socket() throws Exception {
    says(folder.resolve("notify").toString());
  }

  @Test
  void what_is_said_arrives_at_an_abstract_socket() throws Exception {
    says("@daka-test-" + ProcessHandle.current().pid());
  }

  private static void says(String socket) throws Exception {
    Process receiver = new ProcessBuilder("python3", "-c", RECEIVER, socket).start();
    try (BufferedReader lines = receiver.inputReader()) {
      assertEquals("bound", lines.readLine());
      Systemd systemd = new Systemd(Map.of("NOTIFY_SOCKET", socket));
      systemd.stillStarting(Duration.ofSeconds(60));
      systemd.ready();
      systemd.status("6 rooms,\n0 inside 打卡");
      systemd.alive();
      systemd.stopping();

      assertEquals("EXTEND_TIMEOUT_USEC=60000000", lines.readLine());
      assertEquals("READY=1", lines.readLine());
      assertEquals("STATUS=6 rooms, 0 inside 打卡", lines.readLine());
      assertEquals("WATCHDOG=1", lines.readLine());
      assertEquals("STOPPING=1", lines.readLine());
      receiver.waitFor(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } finally {
      receiver.destroy();
    }
  }

  @Test
  void without_systemd_nothing_is_said_and_a_socket_that_is_gone_stops_nothing() {
    new Systemd(Map.of()).ready();
    new Systemd(Map.of("NOTIFY_SOCKET", folder.resolve("gone").toString())).ready();
    new Systemd(Map.of("NOTIFY_SOCKET", "x".repeat(200))).ready();
  }

  @Test
  void no_descriptor_is_left_open() throws IOException {
    Systemd systemd = new Systemd(Map.of("NOTIFY_SOCKET", folder.resolve("gone").toString()));
    systemd.alive();
    long before = descriptors();
    for (int i = 0; i < 200; i++) {
      systemd.alive();
    }
    assertTrue(descriptors() < before + 100);
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  @Test
  void the_watchdog_is_on_only_if_it_is_meant_for_this_process() {
    String me = Long.toString(ProcessHandle.current().pid());
    assertEquals(Optional.empty(), watchdog(Map.of()));
    assertEquals(
        Optional.of(Duration.ofSeconds(10)), watchdog(Map.of("WATCHDOG_USEC", "10000000")));
    assertEquals(
        Optional.of(Duration.ofSeconds(10)),
        watchdog(Map.of("WATCHDOG_USEC", "10000000", "WATCHDOG_PID", me)));
    assertEquals(
        Optional.empty(), watchdog(Map.of("WATCHDOG_USEC", "10000000", "WATCHDOG_PID", "1")));
    assertEquals(Optional.empty(), watchdog(Map.of("WATCHDOG_USEC", "soon")));
    assertEquals(Optional.empty(), watchdog(Map.of("WATCHDOG_USEC", "0")));
  }

  private static Optional<Duration> watchdog(Map<String, String> environment) {
    return new Systemd(environment).watchdog();
  }
}
