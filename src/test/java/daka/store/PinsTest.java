package daka.store;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import daka.checkin.CardKind;
import daka.checkin.Decision;
import daka.checkin.Refusal;
import daka.checkin.Role;
import daka.checkin.Scan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinsTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
  private static final Person LI = new Person("李芳", Role.STAFF, null, null, null, null);
  private static final Person WANG = ResidentsTest.named("王小明");

  @TempDir Path folder;
  private OpenStore store;
  private Residents residents;
  private Cards cards;
  private Pins pins;

  @BeforeEach
  void open() throws SQLException {
    store = new OpenStore(folder);
    residents = new Residents(store.database, store.fingerprints, store::now);
    cards = new Cards(store.database, store.fingerprints, store::now);
    pins = new Pins(store.database, store.fingerprints);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private static NewCard.Read pin(String digits) {
    return new NewCard.Read(CardKind.PIN, digits, false, null);
  }

  private static Resident done(Registered registered) {
    return assertInstanceOf(Registered.Done.class, registered).resident();
  }

  private long register(Person person, NewCard... with) {
    return done(residents.add(person, List.of(with))).id();
  }

  private Optional<Pins.StaffMember> staff() {
    return pins.find("482913", TODAY);
  }

  @Test
  void a_pin_tells_which_member_of_staff_it_is() {
    long li = register(LI, pin("482913"));
    long zhao = register(new Person("赵", Role.STAFF, null, null, null, null));
    done(cards.add(zhao, pin("90817263")));
    assertEquals(Optional.of(new Pins.StaffMember(li, "李芳")), staff());
    assertEquals(Optional.of(new Pins.StaffMember(zhao, "赵")), pins.find("90817263", TODAY));
    for (String nobodys : List.of("482914", "48291", "", "' OR 1 = 1 --", "４８２９１３")) {
      assertEquals(Optional.empty(), pins.find(nobodys, TODAY), nobodys);
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
  void only_staff_have_one() {
    assertInstanceOf(Registered.Conflict.class, residents.add(WANG, List.of(pin("482913"))));
    long wang = register(WANG);
    assertInstanceOf(Registered.Conflict.class, cards.add(wang, pin("482913")));
    assertEquals(List.of(), residents.find(wang).orElseThrow().cards());
  }

  @Test
  void whose_pin_it_is_that_is_taken_is_not_told() {
    long li = register(LI, pin("482913"));
    var taken =
        assertInstanceOf(Registered.Conflict.class, residents.add(LI, List.of(pin("482913"))));
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
