package daka.store.person;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.CardKind;
import daka.checkin.Decision;
import daka.checkin.Role;
import daka.store.OpenStore;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.register.Family;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.Registration;
import daka.store.register.Relation;
import daka.store.register.Resident;
import daka.store.register.Residents;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergesTest {
  private static final Duration WHILE = Duration.ofMinutes(5);

  @TempDir Path folder;
  private OpenStore store;
  private Merges merges;
  private Residents residents;
  private long wang;
  private long again;

  /// Somebody was registered a second time, with a card of her own, and came by both.
  @BeforeEach
  void register() throws SQLException {
    store = new OpenStore(folder);
    merges = new Merges(store.database, store.ledger, store::now);
    residents = new Residents(store.database, store.fingerprints, store::now);
    wang = store.person(person("王秀英", "13800000001", null, "楼上"), card(CardKind.RFID, "04A1B2C3"));
    again = store.person(person("王秀英", null, "1948", "轮椅"), card(CardKind.QR, "W-2"));
    visit("04A1B2C3", CardKind.RFID);
    visit("W-2", CardKind.QR);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private static Person person(
      String name, @Nullable String phone, @Nullable String born, @Nullable String note) {
    return new Person(name, Role.RESIDENT, phone, born, null, note);
  }

  private static NewCard card(CardKind kind, String payload) {
    return new NewCard.Read(kind, payload, false, null);
  }

  private Decision tap(String payload, CardKind kind) {
    return store.desk.scan(new daka.checkin.Scan("door", null, kind, payload));
  }

  private void visit(String payload, CardKind kind) {
    assertInstanceOf(Decision.Arrived.class, tap(payload, kind));
    store.pass(WHILE);
    assertInstanceOf(Decision.Departed.class, tap(payload, kind));
    store.pass(WHILE);
  }

  private Resident merged(String... take) {
    return done(merges.merge(wang, again, Set.of(take), _ -> true));
  }

  private static Resident done(Registration registered) {
    return assertInstanceOf(Registration.Done.class, registered).resident();
  }

  private String visitsOf(long resident) throws SQLException {
    return String.valueOf(
        store.text("SELECT group_concat(id, ' ') FROM visits WHERE resident = " + resident));
  }

  private String subject(long resident) throws SQLException {
    return String.valueOf(store.text("SELECT subject FROM residents WHERE id = " + resident));
  }

  private void assertProven() {
    assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  @Test
  void all_visits_and_cards_are_of_one_person_and_each_card_still_opens() throws Exception {
    Resident one = merged();
    assertEquals(Optional.empty(), residents.find(again));
    assertEquals(2, one.cards().size());
    assertEquals("1 2", visitsOf(wang));
    assertInstanceOf(Decision.Arrived.class, tap("W-2", CardKind.QR));
    store.pass(WHILE);
    assertInstanceOf(Decision.Departed.class, tap("04A1B2C3", CardKind.RFID));
    assertEquals("1 2 3", visitsOf(wang));
    assertProven();
  }

  @Test
  void what_the_one_does_not_say_is_taken_from_the_other_and_no_note_is_lost() {
    assertEquals(person("王秀英", "13800000001", "1948", "楼上\n轮椅"), merged().person());
  }

  @Test
  void a_field_that_both_say_is_taken_from_the_other_if_that_is_asked_for() {
    done(residents.change(again, person("王绣英", "13900000002", "1948", "轮椅")));
    assertEquals(person("王绣英", "13800000001", "1948", "轮椅"), merged("name", "note").person());
  }

  @Test
  void the_town_is_told_that_two_pseudonyms_are_one_person() throws Exception {
    String weaker = subject(wang);
    String stronger = subject(again);
    merged();
    assertEquals(stronger, subject(wang), "a QR code says better who somebody is than a chip");
    assertTrue(store.lastEntry().contains("daka.person.merged"), store.lastEntry());
    assertTrue(
        store
            .lastEntry()
            .contains("\"merged\":\"" + weaker + "\",\"subject\":\"" + stronger + "\""),
        store.lastEntry());
  }

  @Test
  void a_merge_is_undone_with_the_visits_and_cards_of_then() throws Exception {
    Person before = residents.find(again).orElseThrow().person();
    Person kept = residents.find(wang).orElseThrow().person();
    String[] subjects = {subject(wang), subject(again)};
    merged();
    visit("W-2", CardKind.QR);
    Resident other = done(merges.unmerge(wang, _ -> true));
    assertEquals(again, other.id());
    assertEquals(before, other.person());
    assertEquals(kept, residents.find(wang).orElseThrow().person());
    assertEquals(List.of(CardKind.QR), other.cards().stream().map(c -> c.kind()).toList());
    assertEquals("1 3", visitsOf(wang), "a visit since then tells no card");
    assertEquals("2", visitsOf(again));
    assertEquals(subjects[0], subject(wang));
    assertEquals(subjects[1], subject(again));
    assertTrue(store.lastEntry().contains("daka.person.parted"), store.lastEntry());
    visit("W-2", CardKind.QR);
    assertEquals("2 4", visitsOf(again));
    assertProven();
  }

  @Test
  void a_visit_that_was_open_at_the_merge_is_proven_after_it_is_undone() throws Exception {
    tap("W-2", CardKind.QR);
    merged();
    store.pass(WHILE);
    assertInstanceOf(Decision.Departed.class, tap("04A1B2C3", CardKind.RFID));
    assertProven();
    done(merges.unmerge(wang, _ -> true));
    assertEquals("2 3", visitsOf(again));
    assertProven();
  }

  @Test
  void what_was_changed_since_the_merge_stays() {
    merged();
    done(residents.change(wang, person("王秀英", "13800000009", "1948", "楼上\n轮椅")));
    done(merges.unmerge(wang, _ -> true));
    assertEquals(
        person("王秀英", "13800000009", null, "楼上"), residents.find(wang).orElseThrow().person());
  }

  @Test
  void merges_are_undone_one_after_another_from_the_last() throws Exception {
    long third = store.person(person("王秀英", null, null, null), card(CardKind.QR, "W-3"));
    visit("W-3", CardKind.QR);
    done(merges.merge(again, third, Set.of(), _ -> true));
    merged();
    assertEquals("1 2 3", visitsOf(wang));
    assertEquals(
        List.of(again, third), merges.undoable(wang).stream().map(m -> m.other()).toList());
    done(merges.unmerge(wang, _ -> true));
    assertEquals("2 3", visitsOf(again));
    assertEquals(List.of(), merges.undoable(wang));
    done(merges.unmerge(again, _ -> true));
    assertEquals("2", visitsOf(again));
    assertEquals("3", visitsOf(third));
    assertProven();
  }

  @Test
  void after_thirty_days_a_merge_is_undone_no_longer_and_nothing_is_kept_for_it() throws Exception {
    merged();
    store.pass(Merges.UNDONE_WITHIN.minusSeconds(1));
    assertEquals(1, merges.undoable(wang).size());
    store.pass(Duration.ofSeconds(1));
    assertEquals(List.of(), merges.undoable(wang));
    assertInstanceOf(Registration.Unknown.class, merges.unmerge(wang, _ -> true));
    assertEquals(1, merges.forget());
    assertEquals("0", store.text("SELECT count(*) FROM merged_visits"));
  }

  @Test
  void family_goes_over_and_comes_back() {
    long son = store.person(person("王小明", null, null, null));
    Family family = new Family(store.database);
    family.put(again, son, Relation.CHILD, _ -> true);
    merged();
    assertEquals(List.of(son), relatives(family, wang));
    assertEquals(List.of(wang), relatives(family, son));
    done(merges.unmerge(wang, _ -> true));
    assertEquals(List.of(), relatives(family, wang));
    assertEquals(List.of(again), relatives(family, son));
    assertEquals(List.of(son), relatives(family, again));
  }

  private static List<Long> relatives(Family family, long resident) {
    return java.util.Objects.requireNonNull(family.list(resident)).stream()
        .map(Family.Relative::id)
        .toList();
  }

  @Test
  void what_cannot_be_one_person_is_not_merged() throws Exception {
    long staff = store.person(new Person("李芳", Role.STAFF, null, null, null, null));
    assertInstanceOf(Registration.Conflict.class, merges.merge(wang, staff, Set.of(), _ -> true));
    assertInstanceOf(Registration.Conflict.class, merges.merge(wang, wang, Set.of(), _ -> true));
    assertInstanceOf(Registration.Unknown.class, merges.merge(wang, 999, Set.of(), _ -> true));
    assertInstanceOf(Registration.Stale.class, merges.merge(wang, again, Set.of(), _ -> false));
    store.desk.scan(entrance("W-2"));
    tap("04A1B2C3", CardKind.RFID);
    assertInstanceOf(Registration.Conflict.class, merges.merge(wang, again, Set.of(), _ -> true));
    assertEquals("1 4", visitsOf(wang));
    assertProven();
  }

  @Test
  void whoever_is_erased_is_erased_with_what_a_merge_kept() throws Exception {
    merged();
    assertInstanceOf(
        Erasure.Outcome.Done.class,
        new Erasure(store.database, store.ledger, store::now).erase(wang, _ -> true));
    assertEquals("0", store.text("SELECT count(*) FROM merges"));
    assertEquals("0", store.text("SELECT count(*) FROM visits WHERE resident IS NOT NULL"));
    assertProven();
  }
}
