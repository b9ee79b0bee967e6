package daka.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.web.door.RunningKiosk;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages from elsewhere in a browser on the kiosk get nothing out of its listener.
class LoopbackGuardTest {
  @TempDir Path folder;
  private RunningKiosk kiosk;

  @BeforeEach
  void open() throws Exception {
    kiosk = new RunningKiosk(folder);
  }

  @AfterEach
  void close() throws Exception {
    kiosk.close();
  }

  @Test
  void a_name_that_only_leads_here_is_turned_away() throws Exception {
    assertEquals("421", statusFor("Host: evil.example"));
    assertEquals("421", statusFor("Host: 127.0.0.1.evil.example"));
    assertEquals("421", statusFor("Host: 192.168.1.20:8080"));
    assertEquals("200", statusFor("Host: localhost"));
    assertEquals("200", statusFor("Host: 127.0.0.1:8080"));
    assertEquals("200", statusFor("Host: [::1]:8080"));
  }

  @Test
  void a_page_from_elsewhere_cannot_ask() throws Exception {
    String host = "Host: localhost:8080\r\n";
    assertEquals("403", statusFor(host + "Origin: http://evil.example"));
    assertEquals("403", statusFor(host + "Origin: null"));
    assertEquals("403", statusFor(host + "Origin: http://localhost:9999"));
    assertEquals("200", statusFor(host + "Origin: http://localhost:8080"));
  }

  private String statusFor(String headers) throws Exception {
    String request = "GET /healthz HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
    return kiosk.raw(request.getBytes(StandardCharsets.US_ASCII)).split(" ", 3)[1];
  }

  @Test
  void answers_say_what_browsers_may_do_with_them() throws Exception {
    HttpHeaders headers = kiosk.get("/healthz").headers();
    assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
    assertEquals("no-store", headers.firstValue("Cache-Control").orElse(""));
    assertTrue(
        headers.firstValue("Content-Security-Policy").orElse("").startsWith("default-src 'none'"));
    assertTrue(headers.firstValue("Access-Control-Allow-Origin").isEmpty());
    assertTrue(headers.firstValue("Server").isEmpty());
  }
}
