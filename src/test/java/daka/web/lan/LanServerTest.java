package daka.web.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.web.api.RunningApi;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
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
  void suites_that_encrypt_by_cbc_are_refused() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      List<String> cbc =
          Arrays.stream(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites())
              .filter(suite -> suite.contains("_CBC_"))
              .toList();
      assertTrue(
          cbc.contains("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"),
          "a suite that fits the certificate is among " + cbc);
      for (String suite : cbc) {
        try (SSLSocket socket = connect(api)) {
          socket.setEnabledProtocols(new String[] {"TLSv1.2"});
          socket.setEnabledCipherSuites(new String[] {suite});
          assertThrows(IOException.class, socket::startHandshake, suite);
        }
      }
      try (SSLSocket socket = connect(api)) {
        socket.setEnabledProtocols(new String[] {"TLSv1.2"});
        socket.startHandshake();
        assertTrue(socket.getSession().getCipherSuite().contains("GCM"));
      }
    }
  }

  @Test
  void a_client_that_sends_a_byte_at_a_time_is_cut_off() throws Exception {
    try (RunningApi api = new RunningApi(folder, OpenStore.HOURS, Duration.ofMillis(300));
        SSLSocket socket = connect(api)) {
      socket.startHandshake();
      Thread dripping =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; true; i++) {
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
      assertTrue(System.nanoTime() - begin < RunningApi.PATIENCE.toNanos());
      dripping.join();
      assertEquals(200, api.get(api.staff, "/api/v1/occupancy").statusCode());
    }
  }

  @Test
  void a_client_that_never_begins_tls_is_cut_off() throws Exception {
    try (RunningApi api = new RunningApi(folder, OpenStore.HOURS, Duration.ofMillis(300));
        Socket silent = new Socket("127.0.0.1", api.server.port())) {
      silent.setSoTimeout((int) RunningApi.PATIENCE.toMillis());
      assertEquals(-1, silent.getInputStream().read());
    }
  }

  @Test
  void a_slow_answer_is_not_taken_for_a_slow_client() throws Exception {
    try (RunningApi api = new RunningApi(folder, OpenStore.HOURS, Duration.ofMillis(100))) {
      String wrong = daka.store.register.Tokens.PREFIX + "A".repeat(43);
      for (int i = 0; i < 3; i++) {
        assertEquals(401, api.get(wrong, "/api/v1/occupancy").statusCode());
      }
    }
  }
}
