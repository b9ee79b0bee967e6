package daka.store.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.store.OpenStore;
import daka.store.register.Consent.Scope;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardianRuleTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final NewCard.Read ID =
      new NewCard.Read(CardKind.IDCARD, "11010519491231002X", false, null);
  private static final NewCard.Read QR = new NewCard.Read(CardKind.QR, "W-1", false, null);

  @TempDir Path folder;
  private OpenStore store;
  private Residents residents;
  private Consents consents;

  @BeforeEach
  void open() throws SQLException {
    store = new OpenStore(folder);
    residents = new Residents(store.database, store.fingerprints, store::now);
    consents = new Consents(store.database, store::now);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private static Person child(@Nullable String phone, @Nullable String born) {
    return new Person("王小明", Role.RESIDENT, phone, born, null, null, true);
  }

  private static Consent consent(Set<Scope> scope, @Nullable LocalDate withdrawn) {
    return new Consent("a", "王芳", "母亲", scope, DAY, withdrawn);
  }

  private static Set<Scope> missing(Registration refused) {
    return assertInstanceOf(Registration.NeedsConsent.class, refused).missing();
  }

  private static boolean isChild(String born, String now) {
    return GuardianRule.isChild(
        new Person("王小明", Role.RESIDENT, null, born, null, null), Instant.parse(now));
  }

  @Test
  void somebody_is_under_14_as_long_as_the_birth_that_is_told_may_mean_it() {
    assertTrue(isChild("2012", "2026-12-31T11:59:59Z"));
    assertFalse(isChild("2012", "2027-01-01T00:00:00Z"));
    assertFalse(isChild("2012-11", "2026-12-01T00:00:00Z"));
    assertTrue(isChild("2012-11-23", "2026-11-23T11:59:59Z"));
    assertFalse(isChild("2012-11-23", "2026-11-23T12:00:00Z"));
    assertFalse(isChild("1948", "2026-11-23T12:00:00Z"));
  }

  @Test
  void without_consent_no_phone_birth_or_number_of_a_child_is_kept() throws Exception {
    assertEquals(Set.of(Scope.BORN), missing(residents.add(child(null, "2018"), List.of(QR))));
    assertEquals(
        Set.of(Scope.PHONE), missing(residents.add(child("13800000001", null), List.of())));
    assertEquals(Set.of(Scope.NUMBER), missing(residents.add(child(null, null), List.of(ID))));
    assertEquals("0", store.text("SELECT count(*) FROM residents"));
    long id = store.person(child(null, null), QR);
    assertEquals(Set.of(Scope.PHONE), missing(residents.change(id, child("13800000001", null))));
    Cards cards = new Cards(store.database, store.fingerprints, store::now);
    assertEquals(Set.of(Scope.NUMBER), missing(cards.add(id, ID)));
    assertNull(store.text("SELECT group_concat(phone) FROM residents"));
  }

  @Test
  void a_guardian_who_agreed_to_one_thing_agreed_to_no_other() {
    long id = store.person(child(null, null));
    consents.put(id, consent(EnumSet.of(Scope.BORN), null), _ -> true);
    assertInstanceOf(Registration.Done.class, residents.change(id, child(null, "2018")));
    assertEquals(Set.of(Scope.PHONE), missing(residents.change(id, child("13800000001", "2018"))));
  }

  @Test
  void what_a_consent_covered_leaves_the_register_when_it_is_withdrawn() throws Exception {
    Registration added =
        residents.add(
            child("13800000001", "2018"),
            List.of(ID, QR),
            consent(EnumSet.allOf(Scope.class), null),
            TokenRole.ADMIN);
    long id = assertInstanceOf(Registration.Done.class, added).resident().id();
    Consents.Outcome withdrawn =
        consents.put(id, consent(EnumSet.allOf(Scope.class), DAY.plusDays(3)), _ -> true);
    assertEquals(
        EnumSet.allOf(Scope.class),
        assertInstanceOf(Consents.Outcome.Done.class, withdrawn).removed());
    Resident left = residents.find(id).orElseThrow();
    assertEquals(child(null, null), left.person());
    assertEquals(List.of(CardKind.QR), left.cards().stream().map(Card::kind).toList());
    assertEquals("2026-11-23", store.text("SELECT withdrawn FROM consents"));
  }

  @Test
  void the_rule_is_the_same_for_a_list() {
    ResidentImport list = new ResidentImport(store.database, store.fingerprints, store::now);
    Person grown = new Person("王芳", Role.RESIDENT, "13800000001", "1980", null, null);
    Person small = new Person("王小明", Role.RESIDENT, "13800000001", "2018", null, null);
    ResidentImport.Outcome outcome =
        list.add(
            List.of(
                new ResidentImport.Line(2, grown, List.of()),
                new ResidentImport.Line(3, small, List.of())));
    List<ResidentImport.BadLine> bad =
        assertInstanceOf(ResidentImport.Outcome.Refused.class, outcome).bad();
    assertEquals(List.of(3L), bad.stream().map(ResidentImport.BadLine::number).toList());
    assertTrue(bad.getFirst().why().contains("guardian"), bad.getFirst().why());
    assertEquals(List.of(), residents.list("", 0, 10));
  }
}
