package daka.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.store.OpenStore;
import daka.web.api.RunningApi;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was made for the office's pages.
class OfficeApiTest {
  @TempDir Path folder;
  private RunningApi api;

  @BeforeEach
  void open() throws Exception {
    api = new RunningApi(folder);
    api.store.resident("王秀英", "W-1");
    api.store.resident("李桂兰", "W-2");
    api.store.desk.scan(OpenStore.entrance("W-1"));
    String guests = "{\"party\": 3, \"room\": \"sports\"}";
    assertEquals(201, api.post(api.staff, "/api/v1/visits", guests).statusCode());
    api.store.pass(Duration.ofHours(1));
    api.store.desk.scan(OpenStore.room("sports", "W-2"));
    assertEquals(200, api.correct("POST", "/api/v1/visits/1/void", "").statusCode());
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = api.get(api.auditor, path);
    assertEquals(200, response.statusCode(), response.body());
    return RunningApi.json(response);
  }

  @Test
  void today_tells_who_is_inside_when_they_came_and_what_is_not_well() throws Exception {
    JsonNode today = json("/api/v1/today");
    assertEquals(4, today.get("inside").asInt());
    for (JsonNode room : today.get("rooms")) {
      int inside = room.get("id").asText().equals("sports") ? 4 : 0;
      assertEquals(inside, room.get("inside").asInt(), room::toString);
    }
    assertEquals(24, today.get("arrivals").size());
    assertEquals(3, today.at("/arrivals/9").asInt());
    assertEquals(1, today.at("/arrivals/10").asInt());
    assertEquals(1, today.get("parts").size());
    assertEquals("Plug it in.", today.at("/parts/0/cure").asText());
  }

  @Test
  void totals_count_what_the_filter_finds_and_what_never_was_apart() throws Exception {
    assertEquals(
        "{\"visits\":2,\"people\":4,\"voided\":1}", json("/api/v1/visits/totals").toString());
    assertEquals(
        "{\"visits\":1,\"people\":1,\"voided\":0}",
        json("/api/v1/visits/totals?resident=2&from=2026-11-23&open=true").toString());
    assertEquals(
        "{\"visits\":0,\"people\":0,\"voided\":0}",
        json("/api/v1/visits/totals?from=2026-11-24").toString());
    assertEquals(400, api.get(api.auditor, "/api/v1/visits/totals?limit=1").statusCode());
  }

  @Test
  void about_tells_the_version_and_how_each_part_is() throws Exception {
    JsonNode about = json("/api/v1/about");
    assertEquals("1.0", about.get("version").asText());
    assertEquals("Apache-2.0", about.get("licence").asText());
    assertEquals("Asia/Shanghai", about.get("zone").asText());
    assertEquals(2, about.get("parts").size());
  }

  @Test
  void the_list_of_parts_is_that_beside_the_program_or_where_to_get_it_is_said() throws Exception {
    HttpResponse<String> missing = api.get(api.staff, "/api/v1/sbom.json");
    assertEquals(404, missing.statusCode());
    assertTrue(RunningApi.detail(missing).contains("daka.cdx.json"), missing.body());
    Files.writeString(folder.resolve("daka.cdx.json"), "{\"bomFormat\": \"CycloneDX\"}");
    assertEquals("CycloneDX", json("/api/v1/sbom.json").get("bomFormat").asText());
  }
}
