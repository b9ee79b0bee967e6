package daka.web.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.event.Entry;
import daka.store.OpenStore;
import daka.store.audit.AuditLog;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.web.api.RunningApi;
import daka.web.http.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What requests over real HTTPS leave in the audit log.
class AuditTest {
  private static final String API = "/api/v1";

  @TempDir Path folder;
  private RunningApi api;
  private AuditLog log;
  private long seen;

  @BeforeEach
  void start() throws Exception {
    api = new RunningApi(folder);
    log = new AuditLog(api.store.database);
    seen = log.head();
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
  }

  /// The entries since this was asked last.
  private List<JsonNode> left() throws Exception {
    List<JsonNode> left = new ArrayList<>();
    for (Entry entry : log.after(seen, 1_000)) {
      left.add(Json.MAPPER.readTree(entry.json()));
      seen = entry.number();
    }
    return left;
  }

  /// The only one, as `by who action target id fields`.
  private String only() throws Exception {
    List<JsonNode> left = left();
    assertEquals(1, left.size(), left::toString);
    return told(left.getFirst());
  }

  private static String told(JsonNode entry) {
    List<String> fields = new ArrayList<>();
    entry.path("fields").forEach(field -> fields.add(field.asText()));
    return String.join(
            " ",
            entry.path("by").asText(),
            entry.path("who").asText(),
            entry.path("action").asText(),
            entry.path("target").asText(),
            entry.path("id").asText(),
            String.join(",", fields))
        .strip();
  }

  private void done(int status, HttpResponse<?> response) {
    assertEquals(status, response.statusCode(), () -> response.body().toString());
  }

  private HttpResponse<String> importing(String csv) throws Exception {
    return api.send(
        api.request(api.admin, API + "/residents.csv")
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofString(csv)));
  }

  @Test
  void every_change_of_people_cards_and_rooms_leaves_its_entry() throws Exception {
    String people = API + "/residents";
    done(
        201,
        api.post(
            api.admin,
            people,
            "{\"name\":\"王秀英\",\"phone\":\"13800000001\",\"cards\":[{\"kind\":\"qr\",\"payload\":\"W-1\"}]}"));
    assertEquals("token admin resident.added /api/v1/residents 1 name,role,phone", only());
    done(200, api.overwrite("PUT", people + "/1", "{\"name\":\"王秀英\",\"note\":\"三楼\"}"));
    assertEquals("token admin resident.changed /api/v1/residents/1 1 phone,note", only());
    done(
        201,
        api.post(api.admin, people + "/1/cards", "{\"kind\":\"rfid\",\"payload\":\"04AABBCC\"}"));
    assertEquals("token admin card.added /api/v1/residents/1/cards 1/2", only());
    done(200, api.overwrite("PUT", people + "/1/cards/2", "{\"blocked\":true}"));
    assertEquals(
        "token admin card.changed /api/v1/residents/1/cards/2 1/2 blocked,expires", only());
    done(204, api.overwrite("DELETE", people + "/1/cards/2", ""));
    assertEquals("token admin card.deleted /api/v1/residents/1/cards/2 1/2", only());
    done(200, api.correct("PUT", people + "/1/code", "{\"code\":\"2580\"}"));
    assertEquals("token staff code.set /api/v1/residents/1/code 1", only());
    done(204, api.correct("DELETE", people + "/1/code", ""));
    assertEquals("token staff code.cleared /api/v1/residents/1/code 1", only());
    done(
        200,
        api.overwrite(
            "PUT",
            API + "/rooms/hall",
            "{\"name\":\"大厅\",\"floor\":\"1F\",\"capacity\":80,\"position\":2}"));
    assertEquals(
        "token admin room.changed /api/v1/rooms/hall hall name,language,names,position", only());
    done(201, api.make(API + "/rooms/chess", "{\"name\":\"棋\",\"floor\":\"1F\",\"capacity\":8}"));
    assertEquals("token admin room.added /api/v1/rooms/chess chess", only());
    done(204, api.overwrite("DELETE", API + "/rooms/chess", ""));
    assertEquals("token admin room.deleted /api/v1/rooms/chess chess", only());
    done(204, api.overwrite("DELETE", people + "/1", ""));
    assertEquals("token admin resident.deleted /api/v1/residents/1 1", only());
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  @Test
  void what_is_refused_or_only_looked_at_leaves_none() throws Exception {
    done(404, api.overwrite("DELETE", API + "/residents/9", ""));
    done(403, api.post(api.staff, API + "/residents", "{\"name\":\"王秀英\"}"));
    done(400, api.post(api.admin, API + "/residents", "{\"nmae\":\"王秀英\"}"));
    done(200, api.get(api.staff, API + "/people?search=wang"));
    done(200, api.get(api.admin, API + "/audit"));
    assertEquals(List.of(), left());
  }

  @Test
  void staff_who_correct_a_visit_are_told_with_their_reason_beside_the_chain() throws Exception {
    done(201, api.post(api.staff, API + "/visits", "{\"party\":2,\"room\":\"hall\"}"));
    assertEquals("token staff visit.admitted /api/v1/visits 1", only());
    done(200, api.correct("POST", API + "/visits/1/depart", "{\"reason\":\"王秀英说的\"}"));
    JsonNode departed = left().getFirst();
    assertEquals("token staff visit.departed /api/v1/visits/1/depart", told(departed));
    assertEquals("王秀英说的", departed.path("hashreason").asText());
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update(HexFormat.of().parseHex(departed.path("hashsalt").asText()));
    byte[] hash = sha256.digest("王秀英说的".getBytes(StandardCharsets.UTF_8));
    assertEquals(HexFormat.of().formatHex(hash), departed.path("reason_sha256").asText());
    done(200, api.correct("POST", API + "/visits/1/reopen", ""));
    assertEquals("token staff visit.reopened /api/v1/visits/1/reopen", only());
    done(200, api.correct("POST", API + "/visits/1/move", "{\"room\":\"sports\"}"));
    assertEquals("token staff visit.moved /api/v1/visits/1/move 2", only());
    done(200, api.correct("POST", API + "/visits/2/void", "{}"));
    assertEquals("token staff visit.voided /api/v1/visits/2/void", only());
    done(409, api.correct("POST", API + "/visits/2/void", "{}"));
    assertEquals(List.of(), left());
  }

  @Test
  void an_export_is_told_before_its_first_byte_and_after_its_last() throws Exception {
    api.store.resident("王秀英", "W-1");
    api.store.desk.guests(2);
    api.store.desk.guests(3);
    HttpResponse<byte[]> csv =
        api.http.send(
            api.request(api.auditor, API + "/visits.csv?room=hall&resident=13800000001").build(),
            BodyHandlers.ofByteArray());
    done(200, csv);
    csv =
        api.http.send(
            api.request(api.auditor, API + "/visits.csv?room=hall&from=2026-11-01").build(),
            BodyHandlers.ofByteArray());
    List<JsonNode> left = left();
    assertEquals(4, left.size(), left::toString);
    assertEquals(
        "token auditor visits.export /api/v1/visits.csv?resident=resident&room=hall",
        told(left.get(0)));
    assertEquals(
        "token auditor visits.export /api/v1/visits.csv?from=2026-11-01&room=hall",
        told(left.get(2)));
    JsonNode end = left.get(3);
    assertEquals(
        "token auditor visits.exported /api/v1/visits.csv?from=2026-11-01&room=hall", told(end));
    assertEquals(left.get(2).path("number"), end.path("about"));
    assertEquals(2, end.path("rows").asInt());
    assertEquals(sha256(csv.body()), end.path("sha256").asText());
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void what_a_program_takes_in_pages_is_an_export_too() throws Exception {
    api.store.desk.guests(2);
    HttpResponse<String> page = api.get(api.auditor, API + "/visits?limit=5");
    JsonNode entry = left().getFirst();
    assertEquals("token auditor visits.exported /api/v1/visits?limit=5", told(entry));
    assertEquals(1, entry.path("rows").asInt());
    assertEquals(
        sha256(page.body().getBytes(StandardCharsets.UTF_8)), entry.path("sha256").asText());
    done(200, api.get(api.auditor, API + "/journal?after=0"));
    assertEquals("token auditor journal.exported /api/v1/journal?after=0", only());
    done(200, api.get(api.admin, API + "/residents?search=%E7%8E%8B"));
    assertEquals("token admin residents.exported /api/v1/residents?search=name", only());
  }

  @Test
  void an_import_of_ten_thousand_is_one_entry() throws Exception {
    String csv =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "居民" + i + "," + (13_800_000_000L + i))
            .collect(Collectors.joining("\n", "name,phone\n", "\n"));
    done(201, importing(csv));
    List<JsonNode> left = left();
    assertEquals(1, left.size());
    assertEquals("token admin residents.imported /api/v1/residents.csv", told(left.getFirst()));
    assertEquals(10_000, left.getFirst().path("rows").asInt());
    done(201, importing(csv));
    assertEquals(List.of(), left(), "the same list again changes nothing");
  }

  @Test
  void a_tap_and_a_touch_of_residents_leave_none() throws Exception {
    api.store.resident("王秀英", "W-1");
    api.store.desk.scan(OpenStore.entrance("W-1"));
    api.store.desk.scan(OpenStore.entrance("nobody"));
    api.store.desk.guests(2);
    assertEquals(List.of(), left());
  }

  @Test
  void wrong_tokens_are_told_once_and_then_by_their_number() throws Exception {
    for (int i = 0; i < 3; i++) {
      done(401, api.get("daka_wrong", API + "/residents/13800000001"));
    }
    List<JsonNode> left = left();
    assertEquals(1, left.size());
    assertEquals("nobody  token.refused /api/v1/residents", told(left.getFirst()));
    assertEquals("127.0.0.1", left.getFirst().path("from").asText());
    api.close();
    try (Database database = Database.open(folder)) {
      String last = new AuditLog(database).after(seen, 1).getFirst().json();
      assertTrue(last.contains("\"rows\":2,"), last);
    }
    api = new RunningApi(Files.createDirectory(folder.resolve("another")));
  }

  @Test
  void administrators_alone_read_it_in_pages_with_its_chain() throws Exception {
    done(403, api.get(api.staff, API + "/audit"));
    done(403, api.get(api.auditor, API + "/audit.csv"));
    HttpResponse<String> first = api.get(api.admin, API + "/audit?limit=2");
    done(200, first);
    JsonNode page = RunningApi.json(first);
    assertEquals(2, page.path("audit").size());
    assertEquals("2", page.path("next").asText());
    assertTrue(first.headers().firstValue("Link").orElseThrow().contains("after=2"));
    assertEquals("token.made", page.path("audit").path(0).path("action").asText());
    JsonNode rest = RunningApi.json(api.get(api.admin, API + "/audit?limit=2&after=2"));
    assertTrue(rest.path("next").isNull());
    assertEquals(
        page.path("audit").path(1).path("hash"), rest.path("audit").path(0).path("hashbefore"));
    done(400, api.get(api.admin, API + "/audit?limit=0"));
  }

  @Test
  void it_is_exported_whole_as_csv_and_lines_which_is_an_entry_too() throws Exception {
    HttpResponse<String> lines =
        api.send(api.request(api.admin, API + "/audit").header("Accept", "application/x-ndjson"));
    done(200, lines);
    String[] each = lines.body().split("\n", -1);
    assertEquals(5, each.length, "three tokens, the export, and nothing");
    assertEquals("audit.export", Json.MAPPER.readTree(each[3]).path("action").asText(), "the last");
    JsonNode end = left().getLast();
    assertEquals("token admin audit.exported /api/v1/audit", told(end));
    assertEquals(
        sha256(lines.body().getBytes(StandardCharsets.UTF_8)), end.path("sha256").asText());
    HttpResponse<String> csv = api.get(api.admin, API + "/audit.csv");
    assertTrue(csv.body().startsWith("\uFEFFnumber,at,by,who,action,target,"), csv.body());
    assertEquals(8, csv.body().split("\r\n", -1).length);
  }

  @Test
  void a_cell_that_a_spreadsheet_would_run_is_disarmed() throws Exception {
    api.store.desk.guests(2);
    done(200, api.correct("POST", API + "/visits/1/depart", "{\"reason\":\"=1+1\"}"));
    String csv = api.get(api.admin, API + "/audit.csv").body();
    assertTrue(csv.contains(",'=1+1,"), csv);
  }

  /// A property: whatever is done with people, no entry has a value of theirs.
  @Test
  void no_name_phone_note_or_payload_of_the_register_is_in_any_entry() throws Exception {
    Random random = new Random(20_261_130);
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      String name = "张" + (char) (0x4E00 + random.nextInt(5_000)) + (char) (0x4E00 + i);
      String phone = "13" + (100_000_000 + random.nextInt(900_000_000));
      String note = "note-" + Long.toHexString(random.nextLong());
      String payload = "pay-" + Long.toHexString(random.nextLong());
      values.addAll(List.of(name, phone, note, payload));
      String person =
          "{\"name\":\"%s\",\"phone\":\"%s\",\"note\":\"%s\"}".formatted(name, phone, note);
      done(201, api.post(api.admin, API + "/residents", person));
      int id = 2 * i - 1;
      String card = "{\"kind\":\"qr\",\"payload\":\"%s\"}".formatted(payload);
      done(201, api.post(api.admin, API + "/residents/" + id + "/cards", card));
      String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
      api.get(api.admin, API + "/residents?search=" + encoded);
      api.get(api.admin, API + "/residents?search=" + phone);
      api.get(api.admin, API + "/residents/" + phone);
      api.get(api.auditor, API + "/visits.csv?resident=" + phone);
      api.get("daka_" + payload, API + "/residents/" + encoded + "?search=" + encoded);
      String admission =
          "{\"resident\":\"%d\",\"room\":\"hall\",\"reason\":\"%s\"}".formatted(id, name);
      api.post(api.staff, API + "/visits", admission);
      api.correct("POST", API + "/visits/" + i + "/depart", "{\"reason\":\"" + name + "\"}");
      done(201, importing("name,phone\n" + name + "二," + (Long.parseLong(phone) + 1) + "\n"));
      done(204, api.overwrite("DELETE", API + "/residents/" + (2 * i), ""));
      values.add(Long.toString(Long.parseLong(phone) + 1));
      if (random.nextBoolean()) {
        api.overwrite("PUT", API + "/residents/" + id, person);
      }
    }
    List<String> chain =
        api.store.database.read(
            connection -> Sql.all(connection, "SELECT entry FROM audit", row -> row.getString(1)));
    assertTrue(chain.size() > 60, () -> chain.size() + " entries");
    for (String entry : chain) {
      for (String value : values) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        assertFalse(entry.contains(value) || entry.contains(encoded), entry);
      }
    }
  }
}
