package daka.web.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.FieldCases;
import daka.checkin.CardKind;
import daka.checkin.Decision;
import daka.checkin.Scan;
import daka.device.Waiting;
import daka.store.OpenStore;
import daka.web.api.RunningApi;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists of residents as centres have them, through HTTP.
class ResidentsImportTest {
  private static final String RESIDENTS = "/api/v1/residents";
  private static final int TEN_THOUSAND = 10_000;

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

  private HttpResponse<String> importing(byte[] csv) throws Exception {
    return importing(csv, "text/csv");
  }

  private HttpResponse<String> importing(byte[] csv, String type) throws Exception {
    return api.send(
        api.request(api.admin, RESIDENTS + ".csv")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(csv)));
  }

  private JsonNode imported(byte[] csv) throws Exception {
    HttpResponse<String> done = importing(csv);
    assertEquals(201, done.statusCode(), done.body());
    return RunningApi.json(done);
  }

  private JsonNode imported(String csv) throws Exception {
    return imported(csv.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode refused(byte[] csv) throws Exception {
    HttpResponse<String> refused = importing(csv);
    assertEquals(400, refused.statusCode(), refused.body());
    assertEquals(0, residents().size(), "all or nothing");
    return RunningApi.json(refused).path("errors");
  }

  private List<JsonNode> residents() throws Exception {
    List<JsonNode> residents = new ArrayList<>();
    RunningApi.json(api.get(api.admin, RESIDENTS + "?limit=1000"))
        .get("residents")
        .forEach(residents::add);
    return residents;
  }

  private List<String> all(String field) throws Exception {
    return residents().stream().map(resident -> resident.path(field).asText()).toList();
  }

  private void assertKnown(CardKind kind, String payload) {
    Decision decision = api.store.desk.scan(new Scan("door", null, kind, payload));
    assertInstanceOf(Decision.Arrived.class, decision, payload);
  }

  @Test
  void a_list_in_gbk_is_read_as_its_writer_meant_it() throws Exception {
    JsonNode done = imported(FieldCases.bytes("gbk_excel.csv"));
    assertEquals("GB18030", done.get("encoding").asText());
    assertEquals(3, done.get("imported").asInt());
    String text = new String(FieldCases.bytes("gbk_excel.csv"), Charset.forName("GBK"));
    for (String name : all("name")) {
      assertTrue(text.contains(name + ","), name);
    }
    assertKnown(CardKind.QR, "CSV-Q2");
  }

  @Test
  void headings_in_chinese_name_the_columns() throws Exception {
    assertEquals(
        "GB18030", imported(FieldCases.bytes("gbk_chinese_header.csv")).get("encoding").asText());
    assertEquals(List.of("13800001004"), all("phone"));
  }

  @Test
  void a_date_as_excel_shows_it_is_a_birth() throws Exception {
    imported(FieldCases.bytes("born_forms.csv"));
    assertEquals(List.of("1948-05-17"), all("born"));
  }

  @Test
  void what_excel_leaves_behind_is_passed_over() throws Exception {
    for (String name :
        List.of(
            "trailing_blank_rows.csv",
            "trailing_blank_columns.csv",
            "missing_trailing_cells.csv")) {
      assertEquals(1, imported(FieldCases.bytes(name)).get("imported").asInt(), name);
    }
    assertEquals(List.of("13800001008", "13800001009", "13800001010"), all("phone"));
  }

  @Test
  void who_is_there_already_is_told_and_not_doubled() throws Exception {
    assertEquals(1, imported(FieldCases.bytes("dup_nocards.csv")).get("imported").asInt());
    JsonNode again = imported(FieldCases.bytes("dup_nocards.csv"));
    assertEquals(0, again.get("imported").asInt());
    assertEquals(1, again.get("same").asInt());
    JsonNode there = again.get("there").get(0);
    assertEquals(2, there.get("line").asInt());
    assertEquals("1", there.get("resident").asText());
    assertTrue(there.get("detail").asText().contains("name and phone"), again::toString);
    assertEquals(1, residents().size());
    JsonNode twice = imported("name,phone\n赵,13800004001\n赵,138 0000 4001\n");
    assertEquals(1, twice.get("imported").asInt());
    assertEquals(1, twice.get("same").asInt());
    assertTrue(twice.get("there").get(0).path("resident").isMissingNode());
  }

  @Test
  void invisible_characters_are_not_part_of_names_and_cards() throws Exception {
    assertEquals(5, imported(FieldCases.bytes("invisible.csv")).get("imported").asInt());
    for (String name : all("name")) {
      assertTrue(name.codePoints().allMatch(Character::isIdeographic), name);
    }
    for (int i = 1; i <= 5; i++) {
      assertKnown(CardKind.QR, "INV-" + i);
    }
  }

  @Test
  void numbers_of_chips_are_registered_as_readers_send_them() throws Exception {
    assertEquals(4, imported(FieldCases.bytes("rfid_forms.csv")).get("imported").asInt());
    for (int i = 1; i <= 4; i++) {
      assertKnown(CardKind.RFID, "04A1B2C3D4E50" + i);
    }
  }

  @Test
  void what_a_spreadsheet_has_ruined_is_refused_with_line_value_and_cure() throws Exception {
    for (String name : List.of("sci_idcard.csv", "zeroed_idcard.csv", "phone_forms.csv")) {
      byte[] list = FieldCases.bytes(name);
      JsonNode errors = refused(list);
      assertEquals(1, errors.size(), errors::toString);
      int line = errors.get(0).get("line").asInt();
      List<String> lines = new String(list, StandardCharsets.UTF_8).lines().toList();
      String value = lines.get(line - 1).split(",", -1)[1];
      String detail = errors.get(0).get("detail").asText();
      assertTrue(detail.contains(value), detail);
      assertTrue(detail.contains("set the column to text"), detail);
    }
  }

  @Test
  void every_usual_heading_names_its_column() throws Exception {
    imported(
        "序号,姓 名*,人员类别,联系电话（必填）,出生日期,语言,备注,二维码,门禁卡号,身份证号码,打卡手机号,卡号\n"
            + "1,王小明,工作人员,138 0000 0001,1948年5月17日,粤语,轮椅,W-1,04:A1:B2:C3,11010519491231002x,"
            + "138-0000-0001,1001\n"
            + "2,李芳,居民,,,,,,,,,\n");
    JsonNode first = residents().getFirst();
    assertEquals("王小明", first.get("name").asText());
    assertEquals("staff", first.get("role").asText());
    assertEquals("13800000001", first.get("phone").asText());
    assertEquals("1948-05-17", first.get("born").asText());
    assertEquals("yue", first.get("language").asText());
    assertEquals("轮椅", first.get("note").asText());
    List<String> kinds = new ArrayList<>();
    first.get("cards").forEach(card -> kinds.add(card.get("kind").asText()));
    assertEquals(List.of("qr", "rfid", "idcard", "phone", "number"), kinds);
    assertKnown(CardKind.IDCARD, "11010519491231002X");
    assertEquals("resident", residents().getLast().get("role").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "姓名，电话, 1",
    "姓名;電話, 1",
    "姓名|手機號碼, 1",
    "Full Name;Mobile-Number, 1",
    "'姓名\t電話號碼', 1",
    "'sep=|\r\nName|Phone', 2",
    "'\"sep=;\"\nname;tel.', 2",
    "'SEP=\t\r\n姓名\t手机号', 2",
    "'\n,,,\n益民社区居民名单\n姓名,联络电话', 4"
  })
  void the_separator_is_the_one_of_the_list(String head, int line) throws Exception {
    char separator = head.replaceAll("(?s).*(?:姓名|[Nn]ame)", "").charAt(0);
    String rows = "\r\n王小明" + separator + "13800000001\r\n李芳" + separator + "abc\r\n";
    JsonNode errors = refused((head + rows).getBytes(StandardCharsets.UTF_8));
    assertEquals(line + 2, errors.get(0).get("line").asInt(), errors::toString);
    imported(head + rows.replace("abc", ""));
    assertEquals(List.of("王小明", "李芳"), all("name"));
    assertEquals("13800000001", residents().getFirst().get("phone").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, UTF-8, true",
    "UTF-8, UTF-8, false",
    "UTF-16LE, UTF-16LE, true",
    "UTF-16LE, UTF-16LE, false",
    "UTF-16BE, UTF-16BE, true",
    "UTF-16BE, UTF-16BE, false",
    "GBK, GB18030, false",
    "GB18030, GB18030, false",
    "GB18030, GB18030, true",
    "Big5, Big5-HKSCS, false"
  })
  void the_answer_says_which_encoding_was_taken(String written, String told, boolean mark)
      throws Exception {
    String text = (mark ? "\uFEFF" : "") + "姓名\t備註\r\n王小明\t住二樓\r\n李芳\t\r\n";
    HttpResponse<String> done =
        importing(text.getBytes(Charset.forName(written)), "text/csv; charset=" + written);
    assertEquals(201, done.statusCode(), done.body());
    assertEquals(told, RunningApi.json(done).get("encoding").asText());
    assertEquals(List.of("王小明", "李芳"), all("name"));
    assertEquals("住二樓", residents().getFirst().get("note").asText());
  }

  @Test
  void a_column_of_card_numbers_that_holds_what_chips_say_is_one_of_chips() throws Exception {
    imported("姓名,卡号\n王,04A1B2C3\n李,0411B2C3\n赵,\n");
    assertKnown(CardKind.RFID, "0411B2C3");
    imported("姓名,卡号\n钱,10001\n孙,A-7\n");
    assertKnown(CardKind.NUMBER, "10001");
  }

  @Test
  void a_cell_that_is_in_no_column_is_told() throws Exception {
    JsonNode errors = refused("姓名,,电话\n王,x,\n李,,\n赵,,,,y\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(2, errors.size(), errors::toString);
    assertTrue(errors.get(0).get("detail").asText().contains("no heading"), errors::toString);
    assertTrue(errors.get(1).get("detail").asText().contains("\"y\""), errors::toString);
  }

  @Test
  void a_month_of_which_a_0_may_be_lost_is_asked_for() throws Exception {
    JsonNode errors = refused("姓名,出生\n王,1948.1\n李,1950.5\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.get(0).get("detail").asText().contains("1948-10"), errors::toString);
    imported("姓名,出生\n王,1948.1\n李,1950.10\n");
    assertEquals(List.of("1948-01", "1950-10"), all("born"));
  }

  @Test
  void ten_thousand_are_taken_while_people_tap() throws Exception {
    StringBuilder csv = new StringBuilder("姓名,二维码\n");
    for (int i = 0; i < TEN_THOUSAND; i++) {
      csv.append("居民").append(i).append(",Q-").append(i).append('\n');
    }
    api.store.resident("王小明", "W-1");
    Thread tapping =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!Thread.interrupted()) {
                    api.store.desk.scan(OpenStore.entrance("W-1"));
                    api.store.pass(java.time.Duration.ofMinutes(2));
                  }
                });
    JsonNode done = imported(csv.toString());
    tapping.interrupt();
    tapping.join();
    assertEquals(TEN_THOUSAND, done.get("imported").asInt());
    assertKnown(CardKind.QR, "Q-9999");
    JsonNode again = imported(csv.toString());
    assertEquals(TEN_THOUSAND, again.get("same").asInt());
  }

  /// The one that writes is held, as by a disk that is slow.
  @Test
  void who_imports_can_ask_how_far_it_is() throws Exception {
    assertTrue(progress().isNull(), "nothing is under way");
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Thread holder = Thread.ofPlatform().start(() -> hold(held, release));
    assertTrue(held.await(RunningApi.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    CompletableFuture<HttpResponse<String>> answer =
        api.http.sendAsync(
            api.request(api.admin, RESIDENTS + ".csv")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("name\n王芳\n李娜\n张伟\n"))
                .build(),
            BodyHandlers.ofString());
    AtomicReference<JsonNode> seen = new AtomicReference<>();
    Waiting.await(
        "residents being set down",
        () -> {
          seen.set(progress());
          return seen.get().path("what").asText().equals("setting residents down");
        });
    assertEquals(0, seen.get().get("done").asInt());
    assertEquals(3, seen.get().get("total").asInt());
    release.countDown();
    holder.join();
    assertEquals(201, answer.get(RunningApi.PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode());
    assertEquals(3, residents().size());
    assertTrue(progress().isNull(), "it is over");
    assertEquals(403, api.get(api.staff, RESIDENTS + "/import").statusCode());
  }

  private void hold(CountDownLatch held, CountDownLatch release) {
    try {
      api.store.database.write(
          _ -> {
            held.countDown();
            return await(release);
          });
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean await(CountDownLatch release) {
    try {
      return release.await(RunningApi.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode progress() {
    try {
      HttpResponse<String> answer = api.get(api.admin, RESIDENTS + "/import");
      assertEquals(200, answer.statusCode(), answer::body);
      return RunningApi.json(answer).get("importing");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
