package daka.web.copies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.store.OpenStore;
import daka.store.file.DataFolder;
import daka.store.file.DataKey;
import daka.store.file.Keys;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.rescue.Restoration;
import daka.web.api.RunningApi;
import daka.web.http.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The copy of the night, and its download by a real client, opened by the real openssl.
class CopiesApiTest {
  private static final String PATH = "/api/v1/copies";
  private static final String PASSPHRASE = "三月的雨落在青石板上没有任何声音";

  @TempDir Path folder;
  @TempDir Path elsewhere;
  private RunningApi api;

  @BeforeEach
  void open() throws Exception {
    api = new RunningApi(folder);
    Keys.readOrMake(folder, Keys.CARD, DataKey.NONE);
    api.store.resident("王秀英", "W-1");
    api.store.desk.scan(OpenStore.entrance("W-1"));
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  private JsonNode copies() throws Exception {
    return RunningApi.json(api.get(api.admin, PATH));
  }

  private JsonNode make() throws Exception {
    HttpResponse<String> made =
        api.send(api.request(api.admin, PATH + "/nightly").POST(BodyPublishers.noBody()));
    assertEquals(202, made.statusCode(), made.body());
    return RunningApi.json(made);
  }

  private HttpResponse<String> ask(String passphrase) throws Exception {
    return api.post(
        api.admin,
        PATH + "/downloads",
        Json.MAPPER.writeValueAsString(Map.of("passphrase", passphrase)));
  }

  private HttpResponse<Path> download(String path) throws Exception {
    return api.http.send(
        api.request(api.admin, path).build(), BodyHandlers.ofFile(elsewhere.resolve("copy.cms")));
  }

  @Test
  void the_copy_is_told_with_its_date_its_size_and_what_verify_said() throws Exception {
    JsonNode none = copies();
    assertTrue(none.path("nightly").isNull() && none.path("late").asBoolean(), none.toString());
    JsonNode now = make();
    assertFalse(now.path("late").asBoolean(), now.toString());
    JsonNode copy = now.path("nightly");
    assertEquals("2026-11-23T09:15:02.120+08:00", copy.path("made").asText());
    assertEquals(Files.size(folder.resolve("daka.copy.db")), copy.path("bytes").asLong());
    assertEquals(1, copy.path("people").asInt());
    assertEquals(1, copy.at("/proof/entries").asInt());
    assertEquals(1, copy.at("/proof/visits").asInt());
    assertEquals(0, copy.at("/proof/notes").size());
    assertTrue(copy.path("last").asText().startsWith("2026-11-23T09:15:02"), copy.toString());
    api.store.pass(Duration.ofHours(37));
    assertTrue(copies().path("late").asBoolean());
    assertFalse(make().path("late").asBoolean(), "who asks gets it made anew");
  }

  @Test
  void a_download_opened_by_openssl_is_restored_on_another_kiosk_with_its_keys() throws Exception {
    make();
    JsonNode ready = RunningApi.json(ask(PASSPHRASE));
    HttpResponse<Path> sealed = download(ready.path("path").asText());
    assertEquals(200, sealed.statusCode());
    assertEquals(
        "attachment; filename=\"daka-copy-2026-11-23.cms\"",
        sealed.headers().firstValue("Content-Disposition").orElseThrow());
    Path opened = elsewhere.resolve("daka.copy");
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "cms",
                "-decrypt",
                "-binary",
                "-inform",
                "DER",
                "-in",
                sealed.body().toString(),
                "-pwri_password",
                PASSPHRASE,
                "-out",
                opened.toString())
            .inheritIO()
            .start();
    assertEquals(0, openssl.waitFor());
    Path data = elsewhere.resolve("data");
    try (DataFolder locked = DataFolder.open(data)) {
      new Restoration(locked.path(), InstantSource.system()).run(opened);
      new daka.store.rescue.StoreOpening(locked.path(), InstantSource.system())
          .open()
          .database()
          .close();
    }
    assertEquals(1, ((Proof.Proven) new Verify(data).prove()).visits());
    assertEquals(
        HexFormat.of().formatHex(Files.readAllBytes(folder.resolve(Keys.CARD))),
        HexFormat.of().formatHex(Files.readAllBytes(data.resolve(Keys.CARD))));
  }

  @Test
  void who_takes_it_is_told_before_its_first_byte_and_bytes_and_hash_after_the_last()
      throws Exception {
    make();
    assertTrue(copies().path("taken").isNull());
    HttpResponse<Path> sealed = download(RunningApi.json(ask(PASSPHRASE)).path("path").asText());
    byte[] bytes = Files.readAllBytes(sealed.body());
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    String audit = api.get(api.admin, "/api/v1/audit").body();
    assertTrue(audit.indexOf("copy.export\"") < audit.indexOf("copy.exported\""), audit);
    assertTrue(audit.indexOf("copy.export\"") > 0, audit);
    assertTrue(audit.contains(hash), audit);
    assertTrue(audit.contains("\"rows\":" + bytes.length), audit);
    assertFalse(audit.contains(PASSPHRASE));
    assertEquals("admin", copies().at("/taken/who").asText());
  }

  @Test
  void a_download_begins_once_and_its_head_does_not_begin_it() throws Exception {
    make();
    String path = RunningApi.json(ask(PASSPHRASE)).path("path").asText();
    assertEquals(
        200,
        api.send(api.request(api.admin, path).method("HEAD", BodyPublishers.noBody()))
            .statusCode());
    assertEquals(403, api.get(api.staff, path).statusCode());
    assertEquals(200, download(path).statusCode());
    assertEquals(404, api.get(api.admin, path).statusCode());
  }

  @Test
  void a_short_or_common_passphrase_is_refused_with_the_cure() throws Exception {
    make();
    for (String weak : new String[] {"short", "益民社区邻里中心123456789", "aaaaaaaaaaaaaaaaaaaa"}) {
      HttpResponse<String> refused = ask(weak);
      assertEquals(400, refused.statusCode(), weak);
      assertTrue(RunningApi.detail(refused).startsWith("\"passphrase\" "), refused.body());
    }
    assertNotNull(RunningApi.json(ask(PASSPHRASE)).get("id"));
  }

  @Test
  void without_a_copy_there_is_nothing_to_download() throws Exception {
    assertEquals(409, ask(PASSPHRASE).statusCode());
    assertEquals(404, api.get(api.admin, PATH + "/downloads/0123").statusCode());
  }
}
