package daka.web.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.FieldCases;
import daka.Fuzz;
import daka.checkin.CanonicalPayload;
import daka.checkin.CardKind;
import daka.checkin.Decision;
import daka.checkin.Refusal;
import daka.checkin.Scan;
import daka.store.OpenStore;
import daka.web.api.RunningApi;
import daka.web.http.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is registered is found in whatever form it is presented, and nothing is registered that
/// cannot be presented.
class CanonicalRegisterTest {
  private static final String RESIDENTS = "/api/v1/residents";

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

  @Test
  void numbers_of_chips_are_imported_as_people_write_them_and_found_as_readers_send_them()
      throws Exception {
    HttpResponse<String> done = importing(FieldCases.lines("rfid_forms.csv"));
    assertEquals(201, done.statusCode(), done.body());
    for (int i = 1; i <= 4; i++) {
      String digits = "04A1B2C3D4E50" + i;
      assertFound(CardKind.RFID, digits);
      assertFound(null, digits.toLowerCase(Locale.ROOT));
      assertFound(null, "\u0002" + digits + "\r\n\u0003");
    }
  }

  @Test
  void phones_are_imported_as_people_write_them_and_a_rounded_one_is_told() throws Exception {
    List<String> lines = FieldCases.lines("phone_forms.csv");
    assertRefused(lines, 7, "1.38E+10", "text");
    assertEquals(0, RunningApi.json(api.get(api.admin, RESIDENTS)).get("residents").size());
    lines.remove(6);
    HttpResponse<String> done = importing(lines);
    assertEquals(201, done.statusCode(), done.body());
    for (int i = 1; i <= 6; i++) {
      assertFound(CardKind.PHONE, "1380000200" + i);
      assertFound(CardKind.PHONE, "861380000200" + i);
    }
  }

  @ParameterizedTest
  @CsvSource({"sci_idcard.csv, 3.10104E+17", "zeroed_idcard.csv, 310104194805170000"})
  void a_number_of_an_id_card_that_a_spreadsheet_ruined_is_told(String file, String value)
      throws Exception {
    assertRefused(FieldCases.lines(file), 2, value, "set the column to text");
  }

  @Test
  void what_nobody_sees_is_taken_away_from_names_and_codes() throws Exception {
    HttpResponse<String> done = importing(FieldCases.lines("invisible.csv"));
    assertEquals(201, done.statusCode(), done.body());
    for (int i = 1; i <= 5; i++) {
      String name =
          RunningApi.json(api.get(api.admin, RESIDENTS + "/" + i)).get("name").textValue();
      assertTrue(name.matches("\\p{IsHan}+"), () -> "invisible in " + name);
      assertFound(CardKind.QR, "INV-" + i);
      assertFound(null, "INV-" + i + "\t");
    }
  }

  @Test
  void the_phone_of_a_person_is_digits_too() throws Exception {
    HttpResponse<String> added =
        post(RESIDENTS, "{\"name\": \"王\\u200B小明\", \"phone\": \"+86 138-0000-2001\"}");
    assertEquals("13800002001", RunningApi.json(added).get("phone").textValue(), added.body());
    assertEquals("王小明", RunningApi.json(added).get("name").textValue());
    HttpResponse<String> refused = post(RESIDENTS, "{\"name\": \"王\", \"phone\": \"1.38E+10\"}");
    assertEquals(400, refused.statusCode());
    assertTrue(RunningApi.detail(refused).contains("\"1.38E+10\""), refused.body());
  }

  @Test
  void a_card_that_is_registered_in_one_form_is_taken_in_every_other() throws Exception {
    assertEquals(201, register("rfid", "04:a1:b2:c3").statusCode());
    assertEquals(409, register("rfid", "04A1B2C3").statusCode());
    assertEquals(201, register("phone", "138 0000 2001").statusCode());
    assertEquals(409, register("phone", "+8613800002001").statusCode());
    assertEquals(201, register("idcard", "11010519491231002x").statusCode());
    assertEquals(409, register("idcard", "１１０１０５１９４９１２３１００２Ｘ").statusCode());
  }

  @Test
  void cards_that_were_registered_before_go_on_working_in_the_form_they_were_presented_in()
      throws Exception {
    Map<String, CardKind> before =
        Map.of(
            "04:a1:b2:c3", CardKind.RFID,
            "04a1b2c4", CardKind.RFID,
            "123,45678", CardKind.RFID,
            "88-0421", CardKind.NUMBER,
            "8613800002009", CardKind.PHONE,
            "310104194805170000", CardKind.IDCARD,
            "INV-1\u00A0", CardKind.QR,
            "I\u200BNV-2", CardKind.QR);
    for (var card : before.entrySet()) {
      long id = api.store.resident("王", "BEFORE-" + card.getKey());
      api.store.execute(
          "INSERT INTO cards (resident, kind, fingerprint, created) VALUES (%d, '%s', '%s', 0)"
              .formatted(
                  id,
                  card.getValue().wireName(),
                  OpenStore.fingerprintAsBefore(card.getValue(), card.getKey())));
    }
    for (var card : before.entrySet()) {
      CardKind kind = card.getValue();
      assertFound(kind, card.getKey());
      if (CardKind.WHEN_UNKNOWN.contains(kind)) {
        assertFound(null, card.getKey());
      }
      int again = register(kind.wireName(), card.getKey()).statusCode();
      assertEquals(kind == CardKind.IDCARD ? 400 : 409, again, card::getKey);
    }
  }

  @Test
  void whatever_is_registered_is_found_in_each_form_that_readers_and_the_keypad_send()
      throws Exception {
    Random random = Fuzz.random(43);
    for (int i = 0; i < Fuzz.rounds(40); i++) {
      CardKind kind = CardKind.PRESENTED.get(random.nextInt(CardKind.PRESENTED.size()));
      String sent = sent(kind, random);
      HttpResponse<String> added = register(kind.wireName(), written(kind, sent, random));
      assertEquals(201, added.statusCode(), () -> kind + " " + sent + ": " + added.body());
      for (String form : forms(kind, sent)) {
        assertFound(kind, form);
        if (CardKind.WHEN_UNKNOWN.contains(kind)) {
          assertFound(null, form);
        }
      }
    }
  }

  /// What a reader sends of a card, or somebody types at the keypad.
  private static String sent(CardKind kind, Random random) {
    return switch (kind) {
      case QR -> "DAKA-" + digits(random, 9);
      case RFID -> "04" + digits(random, 2 * (3 + random.nextInt(4))) + "A0";
      case PHONE -> "13" + digits(random, 9);
      case NUMBER -> digits(random, 6 + random.nextInt(10));
      case IDCARD -> {
        String first = digits(random, 17);
        yield "0123456789X"
            .chars()
            .mapToObj(check -> first + (char) check)
            .filter(
                number ->
                    CanonicalPayload.of(CardKind.IDCARD, number) instanceof CanonicalPayload.Fits)
            .findFirst()
            .orElseThrow();
      }
      case PIN -> throw new AssertionError("a PIN is not presented");
    };
  }

  private static String digits(Random random, int count) {
    return random.ints(count, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
  }

  /// As people and spreadsheets write it.
  private static String written(CardKind kind, String sent, Random random) {
    String inner =
        switch (kind) {
          case QR -> sent;
          case RFID ->
              sent.toLowerCase(Locale.ROOT)
                  .replaceAll(
                      "(..)(?=.)", "$1" + List.of("", ":", " ", "-").get(random.nextInt(4)));
          case PHONE -> List.of("", "+86", "+86 ", "0086-").get(random.nextInt(4)) + sent;
          case NUMBER -> random.nextBoolean() ? sent : "'" + sent;
          case IDCARD -> sent.toLowerCase(Locale.ROOT);
          case PIN -> throw new AssertionError("a PIN is not presented");
        };
    String wide =
        kind == CardKind.QR || random.nextBoolean()
            ? inner
            : inner
                .chars()
                .mapToObj(c -> Character.toString(c > ' ' && c < 0x7F ? c + 0xFEE0 : c))
                .collect(Collectors.joining());
    return List.of("", "\u200B", "\u00A0", "\uFEFF", " \u202A").get(random.nextInt(5))
        + wide
        + "\u3000";
  }

  private static List<String> forms(CardKind kind, String sent) {
    List<String> forms =
        new ArrayList<>(List.of(sent, "\u0002" + sent + "\u0003", sent + "\r\n", sent + "\u001D"));
    switch (kind) {
      case RFID -> forms.add(sent.toLowerCase(Locale.ROOT));
      case PHONE -> forms.add("86" + sent);
      case IDCARD -> forms.add(sent.toLowerCase(Locale.ROOT));
      case QR, NUMBER, PIN -> {}
    }
    return forms;
  }

  private void assertFound(@Nullable CardKind kind, String presented) {
    api.store.pass(Duration.ofMinutes(2));
    Decision decision = api.store.desk.scan(new Scan("door", null, kind, presented));
    if (decision instanceof Decision.Refused refused) {
      assertFalse(
          refused.reason() == Refusal.UNKNOWN_CARD || refused.reason() == Refusal.UNREADABLE,
          () -> "not found: " + kind + " " + presented);
    }
  }

  private HttpResponse<String> register(String kind, String payload) throws Exception {
    Map<String, Object> card = Map.of("kind", kind, "payload", payload);
    return post(
        RESIDENTS, Json.MAPPER.writeValueAsString(Map.of("name", "王", "cards", List.of(card))));
  }

  private HttpResponse<String> post(String path, String json) throws Exception {
    return api.post(api.admin, path, json);
  }

  private void assertRefused(List<String> csv, int line, String value, String cure)
      throws Exception {
    HttpResponse<String> refused = importing(csv);
    assertEquals(400, refused.statusCode(), refused.body());
    JsonNode error = RunningApi.json(refused).get("errors").get(0);
    assertEquals(line, error.get("line").intValue(), refused.body());
    assertTrue(error.get("detail").textValue().contains("\"" + value + "\""), refused.body());
    assertTrue(error.get("detail").textValue().contains(cure), refused.body());
  }

  private HttpResponse<String> importing(List<String> csv) throws Exception {
    return api.send(
        api.request(api.admin, "/api/v1/residents.csv")
            .header("Content-Type", "text/csv")
            .POST(
                BodyPublishers.ofByteArray(
                    String.join("\r\n", csv).getBytes(StandardCharsets.UTF_8))));
  }
}
