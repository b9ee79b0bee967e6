package daka.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.Await;
import daka.device.Waiting;
import daka.store.OpenStore;
import daka.store.file.Sql;
import daka.web.api.RunningApi;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The proof that the command `verify` makes, asked for in the office.
class ProofApiTest {
  private static final String PATH = "/api/v1/proof";

  @TempDir Path folder;

  /// Begins it, and waits for what comes of it.
  private static JsonNode proven(RunningApi api) throws Exception {
    assertEquals(200, api.post(api.auditor, PATH, "").statusCode());
    Await.that(
        Waiting.PATIENCE,
        () -> !state(api).path("state").asText().equals("running"),
        () -> "it comes to no end");
    return state(api);
  }

  private static JsonNode state(RunningApi api) throws Exception {
    return RunningApi.json(api.get(api.auditor, PATH));
  }

  @Test
  void it_is_told_that_the_log_is_whole_and_what_is_wrong_once_it_is_not() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      assertEquals("{\"state\":\"none\"}", api.get(api.admin, PATH).body());
      assertEquals(403, api.post(api.staff, PATH, "").statusCode());
      api.store.resident("王秀英", "W-1");
      api.store.desk.scan(OpenStore.entrance("W-1"));
      JsonNode whole = proven(api);
      assertEquals("proven", whole.path("state").asText(), whole::toString);
      assertEquals(1, whole.path("visits").asInt());
      assertEquals(1, whole.path("open").asInt());
      assertTrue(whole.path("at").asText().startsWith("2026-11-23T09:15"), whole::toString);
      api.store.database.write(
          connection -> Sql.change(connection, "UPDATE visits SET room = 'party'"));
      JsonNode broken = proven(api);
      assertEquals("broken", broken.path("state").asText(), broken::toString);
      assertTrue(broken.path("what").asText().contains("party"), broken::toString);
    }
  }
}
