package daka.checkin;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cards that are blocked, expired or nothing a card can be.
class RefusedCardTest {
  @TempDir Path folder;
  private OpenStore store;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    store.resident("王小明", "W-1");
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void a_blocked_card_is_refused_and_journaled_without_its_holder() throws Exception {
    store.execute("UPDATE cards SET blocked = 1");
    assertEquals(Refusal.BLOCKED, refused(store.desk.scan(entrance("W-1"))).reason());
    String entry = store.lastEntry();
    assertTrue(entry.contains("\"reason\":\"blocked\""), entry);
    assertFalse(entry.contains("subject") || entry.contains("W-1"), entry);
    assertEquals(0, store.inside("hall"));
  }

  @Test
  void a_card_is_good_through_its_last_day_by_the_centres_clock() throws Exception {
    store.execute("UPDATE cards SET expires = '2026-11-23'");
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
    store.pass(Duration.ofHours(14));
    assertInstanceOf(Decision.Departed.class, store.desk.scan(entrance("W-1")));
    store.pass(Duration.ofHours(1));
    assertEquals(Refusal.EXPIRED, refused(store.desk.scan(entrance("W-1"))).reason());
  }

  @Test
  void a_blocked_card_beside_a_good_one_does_not_block_the_person() throws Exception {
    store.execute(
        "INSERT INTO cards (resident, kind, fingerprint, created, blocked) VALUES (1, 'rfid', '"
            + store.fingerprints.of(CardKind.RFID, "F-1").hex()
            + "', 0, 1)");
    assertEquals(Refusal.BLOCKED, refused(store.desk.scan(entrance("F-1"))).reason());
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
  }

  @Test
  void cards_of_another_kind_that_look_alike_stay_apart() {
    var refused = refused(store.desk.scan(new Scan("door", null, CardKind.PHONE, "W-1")));
    assertEquals(Refusal.UNKNOWN_CARD, refused.reason());
    assertInstanceOf(
        Decision.Arrived.class, store.desk.scan(new Scan("door", null, CardKind.QR, "W-1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\u3000", "a\u0000b", "a\nb", "\u007f", "\ufffd", "\ud800", "x\udc00"})
  void what_no_card_can_hold_is_refused_as_unreadable(String payload) {
    assertEquals(Refusal.UNREADABLE, refused(store.desk.scan(entrance(payload))).reason());
  }

  @Test
  void a_payload_is_read_up_to_the_capacity_of_a_code() {
    assertEquals(
        Refusal.UNKNOWN_CARD,
        refused(store.desk.scan(entrance("9".repeat(Scan.MAX_PAYLOAD)))).reason());
    assertEquals(
        Refusal.UNREADABLE,
        refused(store.desk.scan(entrance("9".repeat(Scan.MAX_PAYLOAD + 1)))).reason());
  }

  @Test
  void a_register_with_nonsense_in_it_is_answered_and_not_thrown() throws Exception {
    store.execute("UPDATE cards SET expires = 'someday'");
    assertEquals(Refusal.NOT_RECORDED, refused(store.desk.scan(entrance("W-1"))).reason());
    assertInstanceOf(Decision.Arrived.class, store.desk.guests(1));
  }

  private static Decision.Refused refused(Decision decision) {
    return assertInstanceOf(Decision.Refused.class, decision);
  }
}
