package daka.web.door;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files of the pages, as the browser fetches them.
class PagesTest {
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
  void a_page_is_asked_for_each_time_and_sent_once() throws Exception {
    HttpResponse<String> first = kiosk.get("/");
    String tag = first.headers().firstValue("ETag").orElse("");
    HttpRequest again =
        HttpRequest.newBuilder(URI.create(kiosk.url("/"))).header("If-None-Match", tag).build();
    HttpResponse<String> second = kiosk.http.send(again, BodyHandlers.ofString());
    assertEquals("no-cache", first.headers().firstValue("Cache-Control").orElse(""));
    assertEquals(304, second.statusCode());
    assertEquals("", second.body());
  }

  @Test
  void a_text_is_packed_for_whoever_takes_it_so_and_has_a_tag_of_its_own() throws Exception {
    HttpResponse<byte[]> plain = script("identity");
    HttpResponse<byte[]> packed = script("deflate, gzip;q=0.5");
    HttpResponse<byte[]> refused = script("gzip;q=0, br");
    assertEquals("gzip", packed.headers().firstValue("Content-Encoding").orElse(""));
    assertEquals("Accept-Encoding", packed.headers().firstValue("Vary").orElse(""));
    assertTrue(packed.body().length * 2 < plain.body().length, packed.body().length + " bytes");
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertArrayEquals(plain.body(), unpacked.readAllBytes());
    }
    assertArrayEquals(plain.body(), refused.body());
    assertNotEquals(plain.headers().firstValue("ETag"), packed.headers().firstValue("ETag"));
  }

  private HttpResponse<byte[]> script(String encodings) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(kiosk.url("/kiosk/app/screen.js")))
            .header("Accept-Encoding", encodings)
            .build();
    return kiosk.http.send(request, BodyHandlers.ofByteArray());
  }

  @Test
  void only_the_import_map_may_stand_in_the_page() throws Exception {
    String policy = kiosk.get("/board").headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.contains("script-src 'self' 'sha256-"), policy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/kiosk/app/nothing.js",
        "/kiosk/app",
        "/kiosk/app/",
        "/kiosk/README.md",
        "/kiosk/../daka/Main.class",
        "/lit-html/../../../../daka/store/001-first.sql",
        "/kiosk//index.html",
      })
  void what_is_not_a_file_of_the_pages_is_not_there(String path) throws Exception {
    String answer =
        kiosk.raw(
            ("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    assertTrue(answer.startsWith("HTTP/1.1 404") || answer.startsWith("HTTP/1.1 400"), answer);
  }
}
