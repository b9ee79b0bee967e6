package daka.store.register;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.checkin.Decision;
import daka.checkin.Refusal;
import daka.checkin.Role;
import daka.checkin.Scan;
import daka.checkin.StaffMember;
import daka.store.OpenStore;
import daka.store.file.Sql;
import daka.store.person.Erasure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaffCardsTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
  private static final Person LI = new Person("李芳", Role.STAFF, null, null, null, null);
  private static final Person WANG = ResidentsTest.named("王小明");

  @TempDir Path folder;
  private OpenStore store;
  private Residents residents;
  private Cards cards;
  private StaffCards pins;

  @BeforeEach
  void open() throws SQLException {
    store = new OpenStore(folder);
    residents = new Residents(store.database, store.fingerprints, store::now);
    cards = new Cards(store.database, store.fingerprints, store::now);
    pins = new StaffCards(store.database, store.fingerprints);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private static NewCard.Read pin(String digits) {
    return new NewCard.Read(CardKind.PIN, digits, false, null);
  }

  private static Resident done(Registration registered) {
    return assertInstanceOf(Registration.Done.class, registered).resident();
  }

  private long register(Person person, NewCard... with) {
    return done(residents.add(person, List.of(with))).id();
  }

  private Optional<StaffMember> staff() {
    return pins.ofPin("482913", TODAY);
  }

  @Test
  void a_pin_tells_which_member_of_staff_it_is() {
    long li = register(LI, pin("482913"));
    long zhao = register(new Person("赵", Role.STAFF, null, null, null, null));
    done(cards.add(zhao, pin("90817263")));
    assertEquals(Optional.of(new StaffMember(li, 1, "李芳")), staff());
    assertEquals(Optional.of(new StaffMember(zhao, 2, "赵")), pins.ofPin("90817263", TODAY));
    for (String nobodys : List.of("482914", "48291", "", "' OR 1 = 1 --", "４８２９１３")) {
      assertEquals(Optional.empty(), pins.ofPin(nobodys, TODAY), nobodys);
    }
  }

  @Test
  void a_card_of_another_kind_that_says_the_same_is_no_pin() {
    register(LI, new NewCard.Read(CardKind.NUMBER, "482913", false, null));
    assertEquals(Optional.empty(), staff());
  }

  @Test
  void a_pin_that_is_blocked_or_expired_or_of_staff_no_more_is_nobodys() {
    long li = register(LI, pin("482913"));
    long pin = residents.find(li).orElseThrow().cards().getFirst().id();
    done(cards.change(li, pin, true, null));
    assertEquals(Optional.empty(), staff());
    done(cards.change(li, pin, false, TODAY.minusDays(1)));
    assertEquals(Optional.empty(), staff());
    done(cards.change(li, pin, false, TODAY));
    assertEquals(li, staff().orElseThrow().resident());
    done(residents.change(li, ResidentsTest.named("李芳")));
    assertEquals(Optional.empty(), staff());
    done(residents.change(li, LI));
    assertEquals(li, staff().orElseThrow().resident());
    done(cards.delete(li, pin));
    assertEquals(Optional.empty(), staff());
  }

  @Test
  void a_pin_is_kept_by_a_slow_hash_that_another_kiosks_secret_makes_otherwise() throws Exception {
    register(LI, pin("482913"));
    String fast = store.fingerprints.of(CardKind.PIN, "482913").hex();
    String kept = String.valueOf(store.text("SELECT fingerprint FROM cards"));
    assertTrue(kept.matches("argon2id-19456-2:[0-9a-f]{64}"), kept);
    assertFalse(kept.contains(fast), kept);
    byte[] other = new byte[32];
    other[0] = 1;
    assertFalse(new SlowHash(new CardDigests(other, other)).ofPin(fast).equals(kept));
  }

  @Test
  void a_pin_of_a_version_before_works_before_and_after_the_slow_hash_is_taken_over_it()
      throws Exception {
    long li = register(LI);
    String fast = store.fingerprints.of(CardKind.PIN, "482913").hex();
    store.execute(
        "INSERT INTO cards (resident, kind, fingerprint, created) VALUES (%d, 'pin', '%s', 0)"
            .formatted(li, fast));
    assertEquals(li, staff().orElseThrow().resident());
    assertInstanceOf(Registration.Conflict.class, residents.add(LI, List.of(pin("482913"))));
    SlowPins upgrade = new SlowPins(store.database, store.fingerprints);
    assertEquals(0, upgrade.takeOver(() -> false), "a kiosk that stops leaves it for later");
    assertEquals(1, upgrade.takeOver(() -> true));
    assertEquals(0, upgrade.takeOver(() -> true));
    assertEquals(li, staff().orElseThrow().resident());
    assertInstanceOf(Registration.Conflict.class, residents.add(LI, List.of(pin("482913"))));
    for (String file : List.of("daka.db", "daka.db-wal")) {
      String bytes = Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
      assertFalse(bytes.contains(fast), "the fast hash is left in " + file);
    }
  }

  @Test
  void a_member_of_staff_is_one_as_long_as_the_card_is_good_and_the_role_is_theirs() {
    long li = register(LI, new NewCard.Read(CardKind.QR, "S-1", false, null));
    register(WANG, new NewCard.Read(CardKind.QR, "W-1", false, null));
    Scan.Presented card = entrance("S-1").presented();
    StaffMember member = pins.ofCard(card, TODAY).orElseThrow();
    assertEquals(li, member.resident());
    assertEquals(Optional.empty(), pins.ofCard(entrance("W-1").presented(), TODAY));
    assertEquals(Optional.empty(), pins.ofCard(entrance("nobody").presented(), TODAY));
    assertTrue(pins.isStill(member, TODAY));
    done(cards.change(li, member.card(), true, null));
    assertFalse(pins.isStill(member, TODAY), "blocked");
    assertEquals(Optional.empty(), pins.ofCard(card, TODAY));
    done(cards.change(li, member.card(), false, TODAY));
    assertTrue(pins.isStill(member, TODAY));
    assertFalse(pins.isStill(member, TODAY.plusDays(1)), "expired");
    done(residents.change(li, ResidentsTest.named("李芳")));
    assertFalse(pins.isStill(member, TODAY), "no longer staff");
    done(residents.change(li, LI));
    new Erasure(store.database, store.ledger, store::now).erase(li, _ -> true);
    assertFalse(pins.isStill(member, TODAY), "deleted");
  }

  @Test
  void only_staff_have_one() {
    assertInstanceOf(Registration.Conflict.class, residents.add(WANG, List.of(pin("482913"))));
    long wang = register(WANG);
    assertInstanceOf(Registration.Conflict.class, cards.add(wang, pin("482913")));
    assertEquals(List.of(), residents.find(wang).orElseThrow().cards());
  }

  @Test
  void whose_pin_it_is_that_is_taken_is_not_told() {
    long li = register(LI, pin("482913"));
    var taken =
        assertInstanceOf(Registration.Conflict.class, residents.add(LI, List.of(pin("482913"))));
    assertFalse(taken.why().contains("resident " + li), taken::why);
  }

  @Test
  void a_pin_is_nobodys_pseudonym() throws SQLException {
    long li = register(LI, pin("482913"));
    String random = subject(li);
    done(cards.add(li, new NewCard.Read(CardKind.NUMBER, "17", false, null)));
    String number = store.fingerprints.pseudonym(CardKind.NUMBER, "17");
    assertEquals(number, subject(li));
    done(cards.add(li, pin("90817263")));
    assertEquals(number, subject(li));
    assertFalse(random.equals(store.fingerprints.pseudonym(CardKind.PIN, "482913")));
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

  @Test
  void a_pin_opens_nothing_at_the_door() {
    register(LI, pin("482913"));
    assertEquals(Refusal.UNKNOWN_CARD, refusal(entrance("482913")));
    assertEquals(Refusal.UNREADABLE, refusal(new Scan("door", null, CardKind.PIN, "482913")));
    assertEquals(1, cards.waiting().size(), "it waits as the card that it may be");
  }

  private Refusal refusal(Scan scan) {
    return assertInstanceOf(Decision.Refused.class, store.desk.scan(scan)).reason();
  }
}
