package daka.checkin;

import static daka.store.OpenStore.entrance;
import static daka.store.OpenStore.room;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.register.Cards;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.Registration;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a person was identified is kept with each visit, and never as more than it was.
class EvidenceTest {
  private static final String NUMBER = "11010519491231002X";

  @TempDir Path folder;
  private OpenStore store;
  private long wang;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    wang =
        store.person(
            new Person("王小明", Role.RESIDENT, null, null, null, null),
            card(CardKind.QR, "Q-1"),
            card(CardKind.RFID, "04A1B2C3"),
            card(CardKind.PHONE, "13800138000"),
            card(CardKind.NUMBER, "88-0421"),
            card(CardKind.IDCARD, NUMBER));
  }

  private static NewCard card(CardKind kind, String payload) {
    return new NewCard.Read(kind, payload, false, null);
  }

  @AfterEach
  void everything_is_proven() throws Exception {
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
    store.close();
  }

  @ParameterizedTest
  @CsvSource({
    "QR, Q-1, QR",
    "'', Q-1, QR",
    "RFID, 04A1B2C3, RFID",
    "'', 04A1B2C3, RFID",
    "PHONE, 13800138000, PHONE",
    "NUMBER, 88-0421, NUMBER",
    "'', 88-0421, NUMBER",
    "IDCARD, 11010519491231002X, NUMBER"
  })
  void text_is_evidence_of_what_it_was_registered_as_but_never_of_an_id_card(
      String kind, String payload, Evidence evidence) throws Exception {
    CardKind known = kind.isEmpty() ? null : CardKind.valueOf(kind);
    assertEquals(evidence, arrived(new Scan("door", null, known, payload)).evidence());
    assertEquals(evidence.wireName(), store.text("SELECT evidence FROM visits"));
    String entry = store.lastEntry();
    assertTrue(entry.contains("\"evidence\":\"" + evidence.wireName() + "\""), entry);
    assertFalse(entry.contains(payload), entry);
  }

  @Test
  void an_id_card_that_proved_itself_is_evidence_of_an_id_card() {
    assertEquals(Evidence.IDCARD, arrived(idCard(null)).evidence());
    store.pass(Duration.ofSeconds(2));
    assertInstanceOf(Decision.Repeated.class, store.desk.scan(idCard(null)));
  }

  @Test
  void only_the_fingerprint_of_an_id_card_can_claim_to_be_one() {
    CardDigest code = store.fingerprints.of(CardKind.QR, NUMBER);
    assertThrows(IllegalArgumentException.class, () -> new Scan.Presented.IdCard(code));
  }

  @Test
  void an_id_card_that_nobody_has_is_registered_by_its_code() {
    CardDigest number = store.fingerprints.of(CardKind.IDCARD, "310104195003071237");
    Scan scan = new Scan("id", null, new Scan.Presented.IdCard(number));
    var refused = assertInstanceOf(Decision.Refused.class, store.desk.scan(scan));
    long li = store.person(new Person("李雷", Role.RESIDENT, null, null, null, null));
    Cards cards = new Cards(store.database, store.fingerprints, store::now);
    NewCard waiting = new NewCard.Waiting(String.valueOf(refused.code()), false, null);
    assertInstanceOf(Registration.Done.class, cards.add(li, waiting));
    store.pass(Duration.ofSeconds(5));
    assertEquals(Evidence.IDCARD, arrived(scan).evidence());
  }

  @Test
  void what_was_presented_is_in_no_text_of_a_scan() {
    Scan proven = idCard("sports");
    String all = proven + " " + proven.presented() + entrance("Q-1") + entrance("Q-1").presented();
    assertFalse(all.contains("Q-1"), all);
    assertFalse(all.contains(store.fingerprints.of(CardKind.IDCARD, NUMBER).hex()), all);
  }

  @Test
  void a_move_by_a_tap_has_the_evidence_of_that_tap() {
    arrived(idCard(null));
    store.pass(Duration.ofMinutes(5));
    var moved = assertInstanceOf(Decision.Moved.class, store.desk.scan(room("sports", "04A1B2C3")));
    assertEquals(Evidence.RFID, moved.visit().evidence());
  }

  @Test
  void a_visit_that_goes_on_by_a_touch_or_by_staff_keeps_its_evidence() throws Exception {
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.scan(idCard(null)));
    var corrected =
        assertInstanceOf(Decision.Moved.class, store.desk.chooseRoom(arrived.offer(), "civic"));
    assertEquals(Evidence.IDCARD, corrected.visit().evidence());
    store.pass(Duration.ofMinutes(2));
    var departed = assertInstanceOf(Decision.Departed.class, store.desk.scan(entrance("Q-1")));
    assertEquals(Evidence.IDCARD, departed.visit().evidence());
    var back =
        assertInstanceOf(Decision.Moved.class, store.desk.chooseRoom(departed.offer(), "hall"));
    assertEquals(Evidence.IDCARD, back.visit().evidence());
    assertEquals(Evidence.IDCARD, done(store.staff.move(back.visit().id(), "council", null)));
  }

  @Test
  void one_who_was_refused_comes_in_elsewhere_by_what_was_presented() {
    store.capacity("sports", 0);
    var refused = assertInstanceOf(Decision.Refused.class, store.desk.scan(idCard("sports")));
    var arrived =
        assertInstanceOf(Decision.Arrived.class, store.desk.chooseRoom(refused.offer(), "civic"));
    assertEquals(Evidence.IDCARD, arrived.visit().evidence());
  }

  @Test
  void staff_vouch_for_whom_they_let_in_and_nobody_for_guests() throws Exception {
    assertEquals(Evidence.STAFF, done(store.staff.admit(wang, "hall", null)));
    assertEquals(Evidence.NONE, done(store.staff.admitGuests(3, "hall", null)));
    var guests = assertInstanceOf(Decision.Arrived.class, store.desk.guests(2));
    assertEquals(Evidence.NONE, guests.visit().evidence());
  }

  @Test
  void a_visit_that_began_before_evidence_was_kept_goes_on_without() throws Exception {
    Visitor visitor = arrived(entrance("Q-1")).visitor();
    store.staff.voidVisit(1);
    Visit old =
        store.ledger.record(
            transaction -> {
              long id = transaction.nextVisit();
              Visit visit =
                  new Visit(id, visitor, 1, "hall", "door", null, store.now(), null, null, false);
              transaction.append(new VisitArrived(visit, null), store.now());
              return visit;
            });
    assertFalse(store.lastEntry().contains("evidence"), store.lastEntry());
    assertNull(done(store.staff.move(old.id(), "civic", null)));
    assertFalse(store.lastEntry().contains("evidence"), store.lastEntry());
  }

  private Scan idCard(@Nullable String room) {
    CardDigest number = store.fingerprints.of(CardKind.IDCARD, NUMBER);
    return new Scan("id", room, new Scan.Presented.IdCard(number));
  }

  private Visit arrived(Scan scan) {
    return assertInstanceOf(Decision.Arrived.class, store.desk.scan(scan)).visit();
  }

  private static @Nullable Evidence done(StaffDesk.Outcome outcome) {
    return assertInstanceOf(StaffDesk.Outcome.Done.class, outcome).visit().evidence();
  }
}
