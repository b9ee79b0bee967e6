package daka.store.register;

import static daka.store.OpenStore.entrance;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.CardKind;
import daka.checkin.Decision;
import daka.checkin.Refusal;
import daka.checkin.Role;
import daka.store.OpenStore;
import daka.store.file.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentsTest {
  @TempDir Path folder;
  private OpenStore store;
  private Residents residents;
  private Cards cards;

  @BeforeEach
  void open() throws SQLException {
    store = new OpenStore(folder);
    residents = new Residents(store.database, store.fingerprints, store::now);
    cards = new Cards(store.database, store.fingerprints, store::now);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  static Person named(String name) {
    return new Person(name, Role.RESIDENT, null, null, null, null);
  }

  private static NewCard.Read read(CardKind kind, String payload) {
    return new NewCard.Read(kind, payload, false, null);
  }

  private static Resident done(Registration registered) {
    return assertInstanceOf(Registration.Done.class, registered).resident();
  }

  private long register(String name, NewCard... with) {
    return done(residents.add(named(name), List.of(with))).id();
  }

  private String subject(long id) throws SQLException {
    return store.database.read(
        connection ->
            Sql.all(
                    connection,
                    "SELECT subject FROM residents WHERE id = ?",
                    row -> row.getString(1),
                    id)
                .getFirst());
  }

  private List<String> subjects(long id) throws SQLException {
    return store.database.read(
        connection ->
            Sql.all(
                connection,
                "SELECT subject FROM subjects WHERE resident = ?",
                row -> row.getString(1),
                id));
  }

  @Test
  void a_registered_resident_gets_in_by_the_card() {
    long id = register("王小明", read(CardKind.RFID, "04A1B2"));
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("04A1B2")));
    assertEquals(id, requireNonNull(arrived.visit().visitor()).resident());
  }

  @Test
  void what_was_said_of_a_person_is_read_back_and_can_be_changed() {
    Person person =
        new Person("李, \"芳\"\n=1+1", Role.STAFF, "138 0000 0000", "1948", "zh-Hans", "轮椅");
    Resident added = done(residents.add(person, List.of(read(CardKind.QR, "L-1"))));
    assertEquals(person, residents.find(added.id()).orElseThrow().person());
    Resident changed = done(residents.change(added.id(), named("李芳")));
    assertEquals(named("李芳"), changed.person());
    assertEquals(added.cards(), changed.cards());
    assertInstanceOf(Registration.Unknown.class, residents.change(999, named("x")));
  }

  @Test
  void the_same_card_twice_is_a_conflict_that_names_the_other_resident() {
    long first = register("王小明", read(CardKind.QR, "W-1"));
    long second = register("李芳");
    var conflict =
        assertInstanceOf(
            Registration.Conflict.class, cards.add(second, read(CardKind.QR, " W-1 ")));
    assertTrue(conflict.why().contains("resident " + first), conflict::why);
    assertInstanceOf(
        Registration.Conflict.class,
        residents.add(named("赵"), List.of(read(CardKind.QR, "Z"), read(CardKind.QR, "W-1"))));
    assertInstanceOf(
        Registration.Conflict.class,
        residents.add(named("赵"), List.of(read(CardKind.QR, "Z"), read(CardKind.QR, "Z"))));
    assertEquals(2, residents.list("", 0, 10).size());
    done(cards.add(second, read(CardKind.PHONE, "W-1")));
  }

  @Test
  void a_waiting_card_is_registered_by_its_code_and_waits_no_more() {
    String code =
        assertInstanceOf(Decision.Refused.class, store.desk.scan(entrance("NEW-1"))).code();
    assertEquals(List.of(code), cards.waiting().stream().map(WaitingCard::code).toList());
    long id = register("王小明", new NewCard.Waiting(String.valueOf(code), false, null));
    assertEquals(List.of(), cards.waiting());
    store.pass(Duration.ofMinutes(1));
    var arrived = assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("NEW-1")));
    assertEquals(id, requireNonNull(arrived.visit().visitor()).resident());
    assertInstanceOf(
        Registration.Unknown.class, cards.add(id, new NewCard.Waiting("ZZZZ", false, null)));
  }

  @Test
  void a_card_that_is_registered_by_what_it_says_waits_no_more_whatever_its_kind() {
    for (String payload : List.of("A", "B", "C", "D")) {
      assertEquals(Refusal.UNKNOWN_CARD, refusal(payload));
    }
    long id = register("王小明", read(CardKind.QR, "A"), read(CardKind.RFID, "B"));
    done(cards.add(id, read(CardKind.NUMBER, "C")));
    assertEquals(1, cards.waiting().size());
    done(cards.add(id, read(CardKind.PHONE, "D")));
    assertEquals(1, cards.waiting().size(), "a card that says a phone number is still unknown");
  }

  @Test
  void the_pseudonym_comes_from_the_strongest_card_and_former_ones_stay_known()
      throws SQLException {
    long id = register("王小明");
    String random = subject(id);
    assertEquals(22, random.length());
    done(cards.add(id, read(CardKind.RFID, "04A1")));
    String rfid = store.fingerprints.pseudonym(CardKind.RFID, "04A1");
    assertEquals(rfid, subject(id));
    done(cards.add(id, read(CardKind.NUMBER, "17")));
    assertEquals(rfid, subject(id));
    done(cards.add(id, read(CardKind.IDCARD, "11010519480517001X")));
    done(cards.add(id, read(CardKind.PHONE, "13800000000")));
    String idcard = store.fingerprints.pseudonym(CardKind.IDCARD, "11010519480517001X");
    assertEquals(idcard, subject(id));
    assertEquals(
        List.of(random, rfid, idcard).stream().sorted().toList(),
        subjects(id).stream().sorted().toList());
    long other = register("李芳", read(CardKind.NUMBER, "18"), read(CardKind.PHONE, "139"));
    assertEquals(store.fingerprints.pseudonym(CardKind.PHONE, "139"), subject(other));
  }

  @Test
  void a_card_that_waited_cannot_change_the_pseudonym() throws SQLException {
    long id = register("王小明");
    String before = subject(id);
    String code =
        assertInstanceOf(Decision.Refused.class, store.desk.scan(entrance("NEW-1"))).code();
    done(cards.add(id, new NewCard.Waiting(String.valueOf(code), false, null)));
    assertEquals(before, subject(id));
  }

  @Test
  void a_blocked_or_expired_card_is_refused_and_can_be_made_good_again() {
    long id = register("王小明", read(CardKind.QR, "W-1"));
    long card = residents.find(id).orElseThrow().cards().getFirst().id();
    assertTrue(done(cards.change(id, card, true, null)).cards().getFirst().blocked());
    assertEquals(Refusal.BLOCKED, refusal("W-1"));
    store.pass(Duration.ofMinutes(1));
    done(cards.change(id, card, false, LocalDate.parse("2026-11-22")));
    assertEquals(Refusal.EXPIRED, refusal("W-1"));
    store.pass(Duration.ofMinutes(1));
    done(cards.change(id, card, false, LocalDate.parse("2026-11-23")));
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
    assertInstanceOf(Registration.Unknown.class, cards.change(id + 1, card, false, null));
  }

  private @Nullable Refusal refusal(String payload) {
    return store.desk.scan(entrance(payload)) instanceof Decision.Refused refused
        ? refused.reason()
        : null;
  }

  @Test
  void a_deleted_card_is_unknown() {
    long id = register("王小明", read(CardKind.QR, "W-1"));
    long card = residents.find(id).orElseThrow().cards().getFirst().id();
    assertEquals(List.of(), done(cards.delete(id, card)).cards());
    assertEquals(Refusal.UNKNOWN_CARD, refusal("W-1"));
    assertInstanceOf(Registration.Unknown.class, cards.delete(id, card));
  }

  @Test
  void the_list_goes_by_id_in_pages_and_finds_parts_of_names() {
    for (int i = 0; i < 25; i++) {
      register(i % 5 == 0 ? "Anna_%" + i : "王" + i);
    }
    List<Resident> first = residents.list("", 0, 10);
    List<Resident> rest = residents.list("", first.getLast().id(), 100);
    assertEquals(10, first.size());
    assertEquals(15, rest.size());
    assertEquals(5, residents.list("NA_%", 0, 100).size());
    assertEquals(1, residents.list("王24", 0, 100).size());
  }
}
