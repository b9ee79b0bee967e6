package daka.web.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.store.OpenStore;
import daka.store.rescue.FolderOfBefore;
import daka.store.rescue.StoreOpening;
import daka.web.api.RunningApi;
import daka.web.http.Json;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The visit log over HTTP of rooms that an administrator has renamed, in each of its types.
class RenamedRoomTest {
  private static final String PATH = "/api/v1/visits";

  /// A visit, its room, and what that is called.
  private record Named(String visit, String room, String name) {}

  @TempDir Path folder;

  private static void rename(RunningApi api, String room, String name) throws Exception {
    String json = "{\"name\":\"%s\",\"floor\":\"2F\",\"capacity\":50}".formatted(name);
    assertEquals(200, api.overwrite("PUT", "/api/v1/rooms/" + room, json).statusCode());
  }

  /// All visits by the CSV, and the same by each other type.
  private static List<Named> visits(RunningApi api) throws Exception {
    List<Named> visits = new ArrayList<>();
    String csv = get(api, ".csv?bom=0");
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv)) {
      rows.forEach(
          row ->
              visits.add(
                  new Named(
                      row.getField("visit"), row.getField("room"), row.getField("room_name"))));
    }
    List<Named> lines = new ArrayList<>();
    for (String line : get(api, ".ndjson").lines().toList()) {
      lines.add(named(Json.MAPPER.readTree(line)));
    }
    assertEquals(visits, lines);
    List<Named> page = new ArrayList<>();
    Json.MAPPER
        .readTree(get(api, ".json?limit=1000"))
        .get("visits")
        .forEach(visit -> page.add(named(visit)));
    assertEquals(visits, page);
    return visits;
  }

  private static String get(RunningApi api, String what) throws Exception {
    HttpResponse<String> answer = api.get(api.auditor, PATH + what);
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  private static Named named(JsonNode visit) {
    return new Named(
        visit.get("visit").asText(), visit.get("room").asText(), visit.get("room_name").asText());
  }

  @Test
  void visits_of_before_keep_the_name_that_the_room_had_then() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      for (String card : List.of("W-1", "W-2", "W-3")) {
        api.store.resident("王小明", card);
      }
      api.store.desk.scan(OpenStore.room("sports", "W-1"));
      rename(api, "sports", "棋牌室");
      api.store.pass(Duration.ofMinutes(5));
      api.store.desk.scan(OpenStore.room("sports", "W-2"));
      rename(api, "sports", "书画室");
      rename(api, "party", "党建中心");
      api.store.pass(Duration.ofMinutes(5));
      api.store.desk.scan(OpenStore.room("sports", "W-3"));
      assertEquals(
          List.of(
              new Named("1", "sports", "文体活动室"),
              new Named("2", "sports", "棋牌室"),
              new Named("3", "sports", "书画室")),
          visits(api));
      api.store.desk.scan(OpenStore.room("sports", "W-1"));
      assertEquals("文体活动室", visits(api).getFirst().name(), "also when it has ended since");
    }
  }

  @Test
  void visits_of_the_version_before_keep_it_too() throws Exception {
    Path data = FolderOfBefore.unpack("sound", folder);
    new StoreOpening(data, () -> OpenStore.MORNING).open().database().close();
    try (RunningApi api = new RunningApi(data)) {
      List<Named> before = visits(api);
      assertEquals(200, before.size());
      HashSet<String> rooms = new HashSet<>();
      before.forEach(visit -> rooms.add(visit.room()));
      assertTrue(rooms.size() > 1, rooms::toString);
      for (String room : rooms) {
        rename(api, room, "改名 " + room);
      }
      assertEquals(before, visits(api));
      api.store.resident("王小明", "NEW-1");
      String room = before.getFirst().room();
      api.store.desk.scan(OpenStore.room(room, "NEW-1"));
      List<Named> after = visits(api);
      assertEquals(before.size() + 1, after.size());
      List<Named> added = new ArrayList<>(after);
      added.removeAll(before);
      assertEquals(List.of("改名 " + room), added.stream().map(Named::name).toList());
    }
  }
}
