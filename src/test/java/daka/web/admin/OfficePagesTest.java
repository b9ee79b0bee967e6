package daka.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.web.api.RunningApi;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of the office's pages, as the LAN gets them.
class OfficePagesTest {
  private static final Path OFFICE = Path.of("kiosk", "office");
  private static final int MOST_BYTES = 200_000;
  private static final int MOST_OF_A_PICTURE = 60_000;

  /// What a path that leads nowhere is answered with.
  private static final List<Integer> NOWHERE = List.of(400, 401, 404);

  @TempDir Path folder;
  private RunningApi api;

  @BeforeEach
  void open() throws Exception {
    api = new RunningApi(folder);
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  @Test
  void each_address_of_the_office_shows_its_page_without_a_session() throws Exception {
    String page = api.get(null, "/").body();
    assertTrue(page.contains("/office/app/office.js"), page);
    List<String> addresses = addresses();
    assertTrue(addresses.contains("visits") && addresses.contains("about"), addresses::toString);
    for (String address : addresses) {
      assertEquals(page, api.get(null, "/" + address).body(), address);
    }
    assertEquals(page, api.get(null, "/setup").body());
    assertEquals(page, api.get(null, "/recover").body());
    assertEquals(page, api.get(null, "/visits/nothing/of/this?from=x").body());
  }

  /// What the pages themselves have a view for.
  static List<String> addresses() throws IOException {
    return found("path");
  }

  /// What each of these is called in the texts, in the same order.
  static List<String> names() throws IOException {
    return found("name");
  }

  private static List<String> found(String key) throws IOException {
    return Pattern.compile(key + ": \"([a-z]*)\"")
        .matcher(Files.readString(Path.of("kiosk", "office", "views", "pages.js")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void what_is_no_address_of_the_office_is_never_its_page() throws Exception {
    for (String path :
        List.of("/api/v1/visits", "/api/v1/nothing", "/api", "/metrics", "/visitsx")) {
      assertEquals(401, api.get(null, path).statusCode(), path);
    }
    assertEquals(404, api.get(api.admin, "/api/v1/nothing").statusCode());
    assertEquals(401, api.send(api.request(null, "/visits").DELETE()).statusCode());
    assertEquals(405, api.send(api.request(api.admin, "/visits").DELETE()).statusCode());
  }

  @Test
  void a_file_is_asked_for_each_time_and_sent_once() throws Exception {
    HttpResponse<String> first = api.get(null, "/office/app/office.js");
    assertEquals("no-cache", header(first, "Cache-Control"));
    assertEquals("nosniff", header(first, "X-Content-Type-Options"));
    HttpResponse<String> again =
        api.send(
            api.request(null, "/office/app/office.js")
                .header("If-None-Match", header(first, "ETag")));
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
  }

  @Test
  void a_page_may_load_what_is_served_here_and_run_its_import_map_alone() throws Exception {
    String policy = header(api.get(null, "/about"), "Content-Security-Policy");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self' 'sha256-"), policy);
    assertTrue(policy.contains("style-src 'self'; ") && !policy.contains("unsafe"), policy);
    assertTrue(policy.endsWith("form-action 'none'; frame-ancestors 'none'"), policy);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void of_the_kiosks_own_pages_only_what_the_office_shares_is_here() throws Exception {
    for (String shared :
        List.of("app/texts.js", "styles/tokens.css", "texts/en.json", "icon.svg")) {
      assertEquals(200, api.get(null, "/kiosk/" + shared).statusCode(), shared);
    }
    for (String other :
        List.of(
            "/kiosk/index.html",
            "/kiosk/app/staff.js",
            "/kiosk/office/index.html",
            "/office/nothing.js",
            "/office/%2e%2e/index.html",
            "/lit-html/../package.json")) {
      assertTrue(NOWHERE.contains(api.get(null, other).statusCode()), other);
    }
  }

  @Test
  void anybody_is_told_the_languages_and_whether_to_set_up_and_nothing_else_of_the_centre()
      throws Exception {
    assertEquals(
        "{\"languages\":[\"zh-Hans\",\"zh-Hant\",\"en\"],\"setup\":false}",
        api.get(null, "/office/doorstep.json").body());
    assertEquals(401, api.get(null, "/api/v1/about").statusCode());
    assertEquals(401, api.get(null, "/api/v1/today").statusCode());
  }

  @Test
  void all_files_of_the_office_weigh_no_more_as_sent_than_they_may() throws Exception {
    long bytes = 0;
    for (Path file : files()) {
      if (!file.startsWith("pictures")) {
        bytes += sent("/office/" + file);
      }
    }
    assertTrue(bytes > 10_000 && bytes < MOST_BYTES, bytes + " bytes");
  }

  @Test
  void pictures_are_loaded_by_the_sheets_alone_and_are_light() throws Exception {
    int pictures = 0;
    for (Path file : files()) {
      if (file.startsWith("pictures")) {
        assertTrue(sent("/office/" + file) < MOST_OF_A_PICTURE, file::toString);
        pictures++;
      } else if (!file.endsWith("sheets.js")) {
        String text = Files.readString(OFFICE.resolve(file));
        assertFalse(text.contains("/office/pictures"), file::toString);
      }
    }
    assertTrue(pictures > 0);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(OFFICE)) {
      return files.filter(Files::isRegularFile).map(OFFICE::relativize).toList();
    }
  }

  /// How many bytes a browser gets, which takes gzip.
  private long sent(String path) throws Exception {
    HttpResponse<byte[]> response =
        api.http.send(
            api.request(null, path).header("Accept-Encoding", "gzip").build(),
            BodyHandlers.ofByteArray());
    assertEquals(200, response.statusCode(), path);
    return response.body().length;
  }
}
