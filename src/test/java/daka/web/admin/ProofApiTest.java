package daka.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.Await;
import daka.device.Waiting;
import daka.store.OpenStore;
import daka.store.audit.ProofDeeds;
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
  void who_begins_it_is_audited_and_what_comes_of_it() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      proven(api);
      JsonNode entries = RunningApi.json(api.get(api.admin, "/api/v1/audit")).path("audit");
      JsonNode begun = entries.get(entries.size() - 2);
      JsonNode ended = entries.get(entries.size() - 1);
      assertEquals("proof.begun", begun.path("action").asText(), entries::toString);
      assertEquals("auditor", begun.path("who").asText());
      assertEquals("proof.proven", ended.path("action").asText(), entries::toString);
      assertEquals("auditor", ended.path("who").asText());
      assertEquals(begun.path("number").asLong(), ended.path("about").asLong());
    }
  }

  @Test
  void one_that_a_restart_has_cut_off_is_told_and_begun_anew() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      new ProofDeeds(api.store.database).begin();
      JsonNode cut = state(api);
      assertEquals("cut-off", cut.path("state").asText(), cut::toString);
      assertTrue(cut.has("at"), cut::toString);
      assertEquals("proven", proven(api).path("state").asText());
      String audit = api.get(api.admin, "/api/v1/audit").body();
      assertTrue(audit.contains("\"proof.cut-off\""), audit);
      assertTrue(new ProofDeeds(api.store.database).unfinished().isEmpty());
    }
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
