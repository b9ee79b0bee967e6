package daka.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanServerTest {
  @TempDir Path folder;

  private static SSLSocket connect(RunningApi api) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            RunningApi.trusting(api.certificate)
                .getSocketFactory()
                .createSocket("127.0.0.1", api.server.port());
    socket.setSoTimeout((int) RunningApi.PATIENCE.toMillis());
    return socket;
  }

  @Test
  void the_certificate_is_for_this_machine_and_ten_years() throws Exception {
    try (RunningApi api = new RunningApi(folder);
        SSLSocket socket = connect(api)) {
      socket.startHandshake();
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      assertEquals("EC", shown.getPublicKey().getAlgorithm());
      Collection<List<?>> alternatives = shown.getSubjectAlternativeNames();
      String names =
          alternatives.stream()
              .map(name -> String.valueOf(name.get(1)))
              .collect(Collectors.joining(" "));
      assertTrue(names.contains("localhost") && names.contains("127.0.0.1"), names);
      LocalDate until = LocalDate.ofInstant(shown.getNotAfter().toInstant(), ZoneOffset.UTC);
      assertTrue(until.isAfter(LocalDate.now(ZoneOffset.UTC).plusYears(9)), until::toString);
      assertTrue(api.server.health().detail().contains(api.certificate.fingerprint()));
      assertTrue(api.certificate.fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
    }
  }

  @Test
  void the_certificate_stays_and_only_the_kiosk_can_read_its_key() throws Exception {
    String first = LanCertificate.readOrMake(folder).fingerprint();
    assertEquals(first, LanCertificate.readOrMake(folder).fingerprint());
    Path made = folder.resolve(LanCertificate.FOLDER);
    for (String file : List.of(LanCertificate.KEYSTORE, LanCertificate.PASSWORD)) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve(file))));
    }
  }

  @Test
  void a_power_cut_while_it_is_made_leaves_nothing_in_the_way() throws Exception {
    Path part = Files.createDirectory(folder.resolve(LanCertificate.FOLDER + ".part"));
    Files.writeString(part.resolve(LanCertificate.PASSWORD), "half");
    Files.writeString(part.resolve(LanCertificate.KEYSTORE), "half");
    LanCertificate.readOrMake(folder);
    assertFalse(Files.exists(part));
  }

  @Test
  void a_damaged_certificate_is_told_with_its_cure() throws Exception {
    String first = LanCertificate.readOrMake(folder).fingerprint();
    Path made = folder.resolve(LanCertificate.FOLDER);
    Files.writeString(made.resolve(LanCertificate.KEYSTORE), "damaged");
    IOException told = assertThrows(IOException.class, () -> LanCertificate.readOrMake(folder));
    assertTrue(String.valueOf(told.getMessage()).contains("delete the folder"), told::getMessage);
    Files.delete(made.resolve(LanCertificate.KEYSTORE));
    Files.delete(made.resolve(LanCertificate.PASSWORD));
    Files.delete(made);
    assertNotEquals(first, LanCertificate.readOrMake(folder).fingerprint());
  }

  @Test
  void a_new_certificate_is_taken_up_without_a_restart(@TempDir Path other) throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      LanCertificate next = LanCertificate.readOrMake(other);
      api.server.reload(next);
      try (SSLSocket socket =
          (SSLSocket)
              RunningApi.trusting(next)
                  .getSocketFactory()
                  .createSocket("127.0.0.1", api.server.port())) {
        socket.startHandshake();
      }
      assertTrue(api.server.health().detail().contains(next.fingerprint()));
    }
  }

  @Test
  void old_versions_of_tls_are_refused() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      for (String version : List.of("TLSv1.2", "TLSv1.3")) {
        try (SSLSocket socket = connect(api)) {
          socket.setEnabledProtocols(new String[] {version});
          socket.startHandshake();
          assertEquals(version, socket.getSession().getProtocol());
        }
      }
      try (Socket plain = new Socket("127.0.0.1", api.server.port())) {
        plain.setSoTimeout((int) RunningApi.PATIENCE.toMillis());
        plain
            .getOutputStream()
            .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        String answer =
            new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertFalse(answer.contains("HTTP/1.1 2"), answer);
      }
    }
  }

  @Test
  void a_client_that_sends_a_byte_at_a_time_is_cut_off() throws Exception {
    try (RunningApi api = new RunningApi(folder, OpenStore.ZONE, Duration.ofMillis(300));
        SSLSocket socket = connect(api)) {
      socket.startHandshake();
      Thread dripping =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 2_000; i++) {
                        socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".charAt(i % 17));
                        socket.getOutputStream().flush();
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                      }
                    } catch (IOException e) {
                      // Cut off, as it should be.
                    }
                  });
      long begin = System.nanoTime();
      try {
        socket.getInputStream().readAllBytes();
      } catch (IOException e) {
        // Cut off without a goodbye.
      }
      assertTrue(System.nanoTime() - begin < Duration.ofSeconds(15).toNanos());
      dripping.join();
      assertEquals(200, api.get(api.staff, "/api/v1/occupancy").statusCode());
    }
  }

  @Test
  void a_client_that_never_begins_tls_is_cut_off() throws Exception {
    try (RunningApi api = new RunningApi(folder, OpenStore.ZONE, Duration.ofMillis(300));
        Socket silent = new Socket("127.0.0.1", api.server.port())) {
      silent.setSoTimeout(15_000);
      assertEquals(-1, silent.getInputStream().read());
    }
  }

  @Test
  void a_slow_answer_is_not_taken_for_a_slow_client() throws Exception {
    try (RunningApi api = new RunningApi(folder, OpenStore.ZONE, Duration.ofMillis(100))) {
      String wrong = daka.store.Tokens.PREFIX + "A".repeat(43);
      for (int i = 0; i < 3; i++) {
        assertEquals(401, api.get(wrong, "/api/v1/occupancy").statusCode());
      }
    }
  }
}
