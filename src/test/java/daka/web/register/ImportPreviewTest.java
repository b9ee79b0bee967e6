package daka.web.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.checkin.Decision;
import daka.store.OpenStore;
import daka.web.api.RunningApi;
import daka.web.sheet.Workbooks;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A list that is looked at first, then imported.
class ImportPreviewTest {
  private static final String RESIDENTS = "/api/v1/residents";
  private static final String IMPORT = RESIDENTS + "/import";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  @TempDir Path folder;
  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = new RunningApi(folder);
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
  }

  private HttpResponse<String> send(byte[] list, String query, String... headers) throws Exception {
    HttpRequest.Builder request =
        api.request(api.admin, IMPORT + query)
            .header("Content-Type", list[0] == 'P' && list[1] == 'K' ? XLSX : "text/csv")
            .POST(BodyPublishers.ofByteArray(list));
    return api.send(headers.length == 0 ? request : request.headers(headers));
  }

  private JsonNode preview(byte[] list) throws Exception {
    return preview(list, "");
  }

  private JsonNode preview(byte[] list, String more) throws Exception {
    String before = register();
    HttpResponse<String> seen = send(list, "?preview=true" + more);
    assertEquals(200, seen.statusCode(), seen.body());
    assertEquals(before, register(), "a preview writes nothing");
    return RunningApi.json(seen);
  }

  private JsonNode preview(String csv) throws Exception {
    return preview(csv.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode imported(byte[] list) throws Exception {
    HttpResponse<String> done = send(list, "");
    assertEquals(200, done.statusCode(), done.body());
    return RunningApi.json(done);
  }

  private JsonNode imported(String csv) throws Exception {
    return imported(csv.getBytes(StandardCharsets.UTF_8));
  }

  private String register() throws Exception {
    return api.get(api.admin, RESIDENTS + "?limit=1000").body();
  }

  private JsonNode resident(int id) throws Exception {
    return RunningApi.json(api.get(api.admin, RESIDENTS + "/" + id));
  }

  private static List<String> states(JsonNode preview) {
    List<String> states = new ArrayList<>();
    preview.get("lines").forEach(line -> states.add(line.get("state").asText()));
    return states;
  }

  @Test
  void each_line_is_new_changed_same_or_wrong_and_nothing_is_written() throws Exception {
    imported("name,phone,born\n王芳,13800000001,1948\n李兰,13800000002,1950-02-03\n");
    JsonNode seen =
        preview(
            """
            姓名,电话,出生日期,备注
            王芳,13800000001,1948,
            李兰,13800000002,1950-02-03,三楼
            赵敏,13800000003,1949,
            周平,123,1949,
            """);
    assertEquals(List.of("same", "changed", "new", "wrong"), states(seen));
    assertEquals("UTF-8", seen.get("encoding").asText());
    assertEquals("{\"new\":1,\"changed\":1,\"same\":1,\"wrong\":1}", seen.get("counts").toString());
    JsonNode change = seen.get("lines").get(1).get("changes").get(0);
    assertEquals("{\"field\":\"note\",\"after\":\"三楼\"}", change.toString());
    JsonNode wrong = seen.get("lines").get(3);
    assertEquals(5, wrong.get("line").asInt());
    assertEquals("phone", wrong.get("reason").asText());
    assertTrue(wrong.get("problem").asText().contains("123"), wrong::toString);
    assertTrue(wrong.get("cure").asText().length() > 5, wrong::toString);
  }

  @Test
  void one_wrong_line_keeps_all_from_being_imported() throws Exception {
    HttpResponse<String> refused =
        send("name,phone\n王芳,13800000001\n李兰,12\n".getBytes(StandardCharsets.UTF_8), "");
    assertEquals(400, refused.statusCode());
    assertEquals(3, RunningApi.json(refused).get("errors").get(0).get("line").asInt());
    assertTrue(register().contains("\"residents\":[]"), register());
  }

  @Test
  void the_same_list_twice_changes_nothing_whatever_it_holds() throws Exception {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("姓名,电话,出生,备注,二维码,语言\r\n");
    for (int i = 0; i < 300; i++) {
      csv.append("王").append((char) ('一' + i)).append(',');
      csv.append(random.nextBoolean() ? "138%08d".formatted(i) : "").append(',');
      csv.append(random.nextBoolean() ? 1930 + random.nextInt(60) : "").append(',');
      csv.append(random.nextBoolean() ? "三楼 " + i : "").append(',');
      csv.append(random.nextInt(3) == 0 ? "QR-" + i : "").append(',');
      csv.append(random.nextInt(3) == 0 ? "粤语" : "").append("\r\n");
    }
    byte[] list = csv.toString().getBytes(Charset.forName("GB18030"));
    assertEquals(300, imported(list).get("imported").asInt());
    String before = register();
    JsonNode seen = preview(list);
    assertEquals(300, seen.get("counts").get("same").asInt(), seen.get("counts")::toString);
    JsonNode again = imported(list);
    assertEquals(0, again.get("imported").asInt() + again.get("changed").asInt());
    assertEquals(before, register());
  }

  @Test
  void a_workbook_is_read_with_its_dates_and_its_ruined_cells_are_told() throws Exception {
    byte[] list =
        Workbooks.of(
            sheet -> {
              String[] headings = {"姓名", "手机", "出生日期", "身份证号"};
              IntStream.range(0, 4).forEach(i -> sheet.value(0, i, headings[i]));
              sheet.value(1, 0, "王芳");
              sheet.value(1, 1, 13800138000L);
              sheet.value(1, 2, java.time.LocalDate.of(1948, 5, 17));
              sheet.style(1, 2).format("yyyy/m/d").set();
              sheet.value(2, 0, "李兰");
              sheet.value(2, 3, 110101194805170123L);
            });
    JsonNode seen = preview(list);
    assertEquals("xlsx", seen.get("encoding").asText());
    assertEquals(List.of("new", "wrong"), states(seen));
    JsonNode wrong = seen.get("lines").get(1);
    assertEquals("ruined", wrong.get("reason").asText());
    assertTrue(wrong.get("problem").asText().startsWith("row 3, column D"), wrong::toString);
    assertTrue(wrong.get("cure").asText().contains("column to text"), wrong::toString);
  }

  @Test
  void what_a_spreadsheet_has_ruined_in_csv_is_refused_by_row_and_column() throws Exception {
    JsonNode seen =
        preview(
            """
            name,card_idcard,card_number,note
            王芳,1.10101E+17,,
            李兰,,110101194805170000,
            赵敏,,"=\"\"110101194805170000\"\"",1.5E+3
            """);
    assertEquals(List.of("wrong", "wrong", "new"), states(seen));
    assertTrue(seen.toString().contains("row 2, column B"), seen::toString);
    assertTrue(seen.toString().contains("row 3, column C"), seen::toString);
  }

  @Test
  void columns_are_chosen_anew_and_what_nobody_knows_is_left_out() throws Exception {
    byte[] list = "甲,乙,丙\n王芳,13800000001,蓝\n".getBytes(StandardCharsets.UTF_8);
    JsonNode seen = preview(list);
    assertEquals(0, seen.get("lines").size(), "nobody knows which column holds the names");
    assertEquals(
        "[{\"heading\":\"甲\",\"column\":null},{\"heading\":\"乙\",\"column\":null},{\"heading\":\"丙\",\"column\":null}]",
        seen.get("columns").toString());
    assertEquals(List.of("new"), states(preview(list, "&columns=name,phone,-")));
    assertEquals(200, send(list, "?columns=name,phone").statusCode());
    assertEquals("13800000001", resident(1).get("phone").asText());
    assertEquals(400, send(list, "?columns=name,name").statusCode());
    assertEquals(400, send(list, "?columns=shoe").statusCode());
    assertEquals(400, send(list, "").statusCode());
  }

  @Test
  void an_id_says_who_is_meant_and_an_empty_cell_beside_it_that_there_is_none() throws Exception {
    imported("name,phone,born,note\n王芳,13800000001,1948,三楼\n");
    JsonNode seen = preview("id,name,phone\n1,王芬,\n7,李兰,\n");
    assertEquals(List.of("changed", "wrong"), states(seen));
    assertEquals("no-such-id", seen.get("lines").get(1).get("reason").asText());
    assertEquals(1, imported("id,name,phone\n1,王芬,\n").get("changed").asInt());
    JsonNode now = resident(1);
    assertEquals("王芬", now.get("name").asText());
    assertTrue(now.path("phone").isMissingNode(), now::toString);
    assertEquals("三楼", now.get("note").asText(), "of what has no column nothing is said");
    assertEquals(1, imported("id,note\n1,\n").get("changed").asInt());
    assertEquals("王芬", resident(1).get("name").asText());
  }

  @Test
  void a_card_is_given_to_who_is_there_and_nobody_is_renamed_by_a_card() throws Exception {
    imported("name,phone,card_qr\n王芳,13800000001,Q-1\n");
    JsonNode seen = preview("name,phone,card_qr\n王芳,13800000001,Q-2\n李兰,,Q-1\n");
    assertEquals(List.of("changed", "wrong"), states(seen));
    assertEquals("other-name", seen.get("lines").get(1).get("reason").asText());
    imported("name,phone,card_qr\n王芳,13800000001,Q-2\n");
    assertInstanceOf(Decision.Arrived.class, api.store.desk.scan(OpenStore.entrance("Q-2")));
    assertEquals(2, resident(1).get("cards").size());
  }

  @Test
  void two_people_of_one_name_and_year_are_not_taken_for_one() throws Exception {
    imported("name,phone,born\n王芳,13800000001,1948\n");
    JsonNode seen = preview("name,phone,born\n王芳,13800000002,1948\n");
    assertEquals("perhaps-somebody-else", seen.get("lines").get(0).get("reason").asText());
    assertEquals(List.of("new"), states(preview("name,phone,born\n王芳,13800000002,1948-02-01\n")));
    assertEquals(
        List.of("new", "wrong"),
        states(preview("name,phone,note\n赵敏,13800000003,a\n赵敏,13800000003,b\n")));
  }

  @Test
  void what_has_changed_since_the_preview_is_shown_again() throws Exception {
    byte[] list = "name,phone,note\n王芳,13800000001,三楼\n".getBytes(StandardCharsets.UTF_8);
    imported("name,phone\n王芳,13800000001\n");
    String tag = send(list, "?preview=true").headers().firstValue("ETag").orElseThrow();
    api.overwrite(
        "PUT", RESIDENTS + "/1", "{\"name\":\"王芳\",\"phone\":\"13800000001\",\"note\":\"四楼\"}");
    HttpResponse<String> stale = send(list, "", "If-Match", tag);
    assertEquals(412, stale.statusCode(), stale.body());
    JsonNode current = RunningApi.json(stale).get("current");
    assertEquals("四楼", current.at("/lines/0/changes/0/before").asText());
    assertEquals("四楼", resident(1).get("note").asText());
    String now = stale.headers().firstValue("ETag").orElseThrow();
    assertEquals(200, send(list, "", "If-Match", now).statusCode());
    assertEquals("三楼", resident(1).get("note").asText());
  }

  @Test
  void a_change_by_a_list_is_in_the_audit_log_without_its_values() throws Exception {
    imported("name,phone\n王芳,13800000001\n");
    imported("name,phone,note\n王芳,13800000001,三楼\n");
    String log = api.get(api.admin, "/api/v1/audit").body();
    assertTrue(log.contains("resident.changed"), log);
    assertTrue(log.contains("note"), log);
    assertTrue(!log.contains("三楼") && !log.contains("13800000001"), log);
  }

  @Test
  void an_export_of_people_can_be_imported_again_and_changes_nothing() throws Exception {
    for (String person :
        List.of(
            "{\"name\":\"王芳\",\"phone\":\"13800000001\",\"born\":\"1948-05\",\"note\":\"三楼,\\n"
                + "\\\"左\\\"\"}",
            "{\"name\":\"'=1+1\",\"note\":\"-5 度\",\"language\":\"yue\"}",
            "{\"name\":\"李兰\",\"role\":\"staff\",\"born\":\"1960\"}")) {
      assertEquals(
          201,
          api.send(
                  api.request(api.admin, RESIDENTS)
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString(person)))
              .statusCode());
    }
    String before = register();
    for (String kind : List.of("csv", "xlsx")) {
      byte[] export =
          api.http
              .send(
                  api.request(api.admin, RESIDENTS + "." + kind).build(),
                  java.net.http.HttpResponse.BodyHandlers.ofByteArray())
              .body();
      JsonNode seen = preview(export);
      assertEquals(List.of("same", "same", "same"), states(seen), seen::toString);
      assertEquals(0, imported(export).get("changed").asInt());
      assertEquals(before, register());
    }
    String log = api.get(api.admin, "/api/v1/audit").body();
    assertTrue(log.contains("residents.exported") && log.contains("\"rows\":3"), log);
    assertEquals(403, api.get(api.auditor, RESIDENTS + ".xlsx").statusCode());
    String part = api.get(api.admin, RESIDENTS + ".csv?after=1&limit=1").body();
    assertEquals(2, part.lines().count(), part);
  }

  @Test
  void only_an_administrator_may_look_and_import() throws Exception {
    for (String token : List.of(api.staff, api.auditor)) {
      for (String query : List.of("?preview=true", "")) {
        HttpResponse<String> refused =
            api.send(
                api.request(token, IMPORT + query)
                    .header("Content-Type", "text/csv")
                    .POST(BodyPublishers.ofString("name\n王芳\n")));
        assertEquals(403, refused.statusCode(), refused.body());
      }
    }
  }

  @Test
  void a_file_that_is_too_long_is_cut_off_and_an_old_workbook_is_told() throws Exception {
    assertEquals(413, send(new byte[5 * 1024 * 1024], "?preview=true").statusCode());
    byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0};
    HttpResponse<String> refused = send(old, "?preview=true");
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body().contains(".xlsx"), refused.body());
    assertEquals(400, send("name\n".getBytes(StandardCharsets.UTF_8), "?preview=no").statusCode());
  }
}
