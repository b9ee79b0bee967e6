package daka.store.register;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.CardKind;
import daka.checkin.Decision;
import daka.checkin.Role;
import daka.store.OpenStore;
import daka.store.register.ResidentImport.BadLine;
import daka.store.register.ResidentImport.Line;
import daka.store.register.ResidentImport.Outcome;
import daka.store.register.ResidentImport.Same;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentImportTest {
  @TempDir Path folder;
  private OpenStore store;
  private ResidentImport imports;
  private Residents residents;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(folder);
    imports = new ResidentImport(store.database, store.fingerprints, store::now);
    residents = new Residents(store.database, store.fingerprints, store::now);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  static Person person(String name, @Nullable String phone, @Nullable String born) {
    return new Person(name, Role.RESIDENT, phone, born, null, null);
  }

  static NewCard.Read card(CardKind kind, String payload) {
    return new NewCard.Read(kind, payload, false, null);
  }

  private static Line line(long number, Person person, NewCard.Read... cards) {
    return new Line(number, person, List.of(cards));
  }

  private Outcome.Done done(Line... lines) {
    return assertInstanceOf(Outcome.Done.class, imports.add(List.of(lines)));
  }

  private List<BadLine> bad(Line... lines) {
    List<BadLine> bad = assertInstanceOf(Outcome.Refused.class, imports.add(List.of(lines))).bad();
    assertEquals(bad, imports.check(List.of(lines)));
    return bad;
  }

  private long count() throws Exception {
    return Long.parseLong(String.valueOf(store.text("SELECT count(*) FROM residents")));
  }

  @Test
  void everybody_of_a_list_is_there_with_all_that_it_says() throws Exception {
    Person whole = new Person("王小明", Role.STAFF, "13800000000", "1948-05", "zh-Hans", "轮椅\n二楼");
    Outcome.Done done =
        done(
            line(2, whole, card(CardKind.QR, "W-1"), card(CardKind.RFID, "04A1B2C3")),
            line(3, person("李芳", null, null)));
    assertEquals(new Outcome.Done(2, 0, List.of()), done);
    Resident first = residents.list("王", 0, 10).getFirst();
    assertEquals(whole, first.person());
    assertEquals(
        List.of(CardKind.QR, CardKind.RFID), first.cards().stream().map(Card::kind).toList());
    assertEquals(
        store.fingerprints.pseudonym(CardKind.QR, "W-1"),
        store.text("SELECT subject FROM residents WHERE id = " + first.id()));
    assertEquals("2", store.text("SELECT count(*) FROM subjects"));
    assertInstanceOf(Decision.Arrived.class, store.desk.scan(entrance("W-1")));
    assertEquals("0", store.text("SELECT count(*) FROM import_lines"));
  }

  @Test
  void a_card_that_waited_waits_no_longer() throws Exception {
    store.desk.scan(entrance("W-1"));
    assertEquals("1", store.text("SELECT count(*) FROM waiting"));
    done(line(2, person("王小明", null, null), card(CardKind.QR, "W-1")));
    assertEquals("0", store.text("SELECT count(*) FROM waiting"));
  }

  @Test
  void who_is_there_already_is_told_and_not_doubled() throws Exception {
    done(
        line(2, person("王小明", "13800000000", null), card(CardKind.QR, "W-1")),
        line(3, person("李芳", null, "1950-01-01")));
    Outcome.Done again =
        done(
            line(2, person("王小明", "13800000000", "1948")),
            line(3, person("李芳", "13900000000", "1950-01-01")),
            line(4, person("王晓明", null, null), card(CardKind.QR, "W-1")),
            line(5, person("王　小明", "13800000000", null), card(CardKind.RFID, "04A1B2C3")),
            line(6, person("王小明", "13800000001", "1950-01-01")),
            line(7, person("李芳", null, null)));
    assertEquals(2, again.imported(), again::toString);
    assertEquals(List.of(2L, 3L, 4L, 5L), again.same().stream().map(Same::number).toList());
    assertEquals(List.of(1L, 2L, 1L, 1L), again.same().stream().map(Same::resident).toList());
    assertTrue(again.same().get(0).why().contains("name and phone"), again::toString);
    assertTrue(again.same().get(1).why().contains("name and birth"), again::toString);
    assertTrue(again.same().get(2).why().contains("registered as 王小明"), again::toString);
    assertTrue(again.same().get(3).why().contains("rfid card"), again::toString);
    assertEquals(4, count());
  }

  @Test
  void who_stands_in_a_list_twice_is_registered_once() throws Exception {
    Outcome.Done done =
        done(
            line(2, person("王小明", "13800000000", null), card(CardKind.QR, "W-1")),
            line(3, person("王小明", "13800000000", null)),
            line(4, person("王小明", null, null), card(CardKind.QR, "W-1")),
            line(5, person("王小明", null, null)));
    assertEquals(2, done.imported());
    assertEquals(List.of(3L, 4L), done.same().stream().map(Same::number).toList());
    assertNull(done.same().getFirst().resident());
    assertTrue(done.same().getFirst().why().contains("line 2"), done::toString);
    assertEquals(2, count());
  }

  @Test
  void a_phone_that_was_registered_before_phones_had_one_form_is_the_same() throws Exception {
    residents.add(person("王小明", "138 0000-0000", null), List.of());
    assertEquals(1, done(line(2, person("王小明", "13800000000", null))).same().size());
  }

  @Test
  void what_cannot_be_true_keeps_all_of_a_list_out() throws Exception {
    done(
        line(2, person("王小明", "13800000000", null), card(CardKind.QR, "W-1")),
        line(3, person("李芳", "13900000000", null), card(CardKind.QR, "L-1")));
    List<BadLine> bad =
        bad(
            line(2, person("赵", null, null), card(CardKind.QR, "Z-1")),
            line(3, person("钱", null, null), card(CardKind.QR, "Z-1")),
            line(4, person("孙", null, null), card(CardKind.QR, "W-1"), card(CardKind.RFID, "11")),
            line(5, person("周", null, null), card(CardKind.QR, "L-1"), card(CardKind.QR, "W-1")),
            line(6, person("王小明", "13800000000", null), card(CardKind.QR, "L-1")));
    assertEquals(List.of(3L, 5L, 6L), bad.stream().map(BadLine::number).toList(), bad::toString);
    assertTrue(bad.get(0).why().contains("line 2"), bad::toString);
    assertTrue(bad.get(1).why().contains("residents 1 and 2"), bad::toString);
    assertTrue(bad.get(2).why().contains("resident 2"), bad::toString);
    assertEquals(2, count());
  }

  /// Others find the register as it was checked, whatever they add meanwhile.
  @Test
  void who_registers_a_card_during_an_import_waits_and_is_told_that_it_is_taken() throws Exception {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      lines.add(line(i + 2, person("居民" + i, null, null), card(CardKind.QR, "R-" + i)));
    }
    AtomicBoolean begun = new AtomicBoolean();
    Thread importing =
        Thread.ofPlatform()
            .start(
                () ->
                    store.database.changingRegister(
                        () -> {
                          begun.set(true);
                          return imports.add(lines);
                        }));
    while (!begun.get()) {
      Thread.onSpinWait();
    }
    Registration refused =
        residents.add(person("王小明", null, null), List.of(card(CardKind.QR, "R-1999")));
    assertInstanceOf(Registration.Conflict.class, refused);
    importing.join();
    assertEquals(2_000, count());
  }
}
