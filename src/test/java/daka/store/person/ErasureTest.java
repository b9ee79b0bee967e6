package daka.store.person;

import static daka.store.OpenStore.entrance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.store.OpenStore;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.Registration;
import daka.store.register.Residents;
import daka.store.visits.VisitBatch;
import daka.store.visits.VisitFilter;
import daka.store.visits.VisitKey;
import daka.store.visits.VisitLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {
  private static final String NAME = "Wilhelmina Testperson";
  private static final String PHONE = "02155512345";
  private static final String WORDS = "she had left her card with Testperson junior";

  @TempDir Path folder;
  private OpenStore store;
  private Erasure erasure;
  private long id;

  @BeforeEach
  void register() throws SQLException {
    store = new OpenStore(folder);
    erasure = new Erasure(store.database, store.ledger, store::now);
    id =
        store.person(
            new Person(NAME, Role.RESIDENT, PHONE, null, null, null),
            new NewCard.Read(CardKind.QR, "W-1", false, null));
    store.desk.scan(entrance("W-1"));
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private Erasure.Outcome.Done erased() {
    return assertInstanceOf(Erasure.Outcome.Done.class, erasure.erase(id, _ -> true));
  }

  private void leave() {
    store.pass(Duration.ofMinutes(5));
    store.desk.scan(entrance("W-1"));
  }

  @Test
  void whoever_is_inside_is_not_erased() {
    Erasure.Outcome.Refused refused =
        assertInstanceOf(Erasure.Outcome.Refused.class, erasure.erase(id, _ -> true));
    assertInstanceOf(Registration.Conflict.class, refused.why());
    leave();
    assertEquals(1, erased().cards());
    refused = assertInstanceOf(Erasure.Outcome.Refused.class, erasure.erase(id, _ -> true));
    assertInstanceOf(Registration.Unknown.class, refused.why());
  }

  @Test
  void an_erasure_leaves_visits_and_no_byte_of_personal_data_and_the_proof() throws Exception {
    AuditLog audit = new AuditLog(store.database);
    audit.note(Deed.of("visit.ended").id(1).because(WORDS));
    audit.note(Deed.of("visit.ended").id(2).because("of somebody else"));
    leave();
    Erasure.Outcome.Done done = erased();
    assertEquals(1, done.visits());
    assertEquals(1, done.pseudonyms());
    assertEquals(1, done.reasons());
    assertTrue(done.overwritten());
    Residents residents = new Residents(store.database, store.fingerprints, store::now);
    assertEquals(Optional.empty(), residents.find(id));
    assertEquals("0", store.text("SELECT count(*) FROM subjects"));
    assertEquals("of somebody else", store.text("SELECT reason FROM audit_reasons"));
    VisitBatch visits = new VisitLog(store.database).read(VisitFilter.ALL, VisitKey.BEGIN, 10);
    assertTrue(visits.next());
    assertTrue(visits.isEmpty(VisitBatch.RESIDENT));
    long next = store.person(new Person("李芳", Role.RESIDENT, null, null, null, null));
    assertTrue(next > id, "an id is not given twice");
    store.close();
    for (String text : List.of(NAME, PHONE, WORDS)) {
      for (String file : List.of(Database.FILE, Database.FILE + "-wal")) {
        Path path = folder.resolve(file);
        if (Files.exists(path)) {
          String bytes = Files.readString(path, StandardCharsets.ISO_8859_1);
          assertFalse(bytes.contains(text), () -> text + " in " + file);
        }
      }
    }
    assertEquals(
        List.of(
            "1 visits are of residents who were deleted since",
            "1 reasons of audit entries were erased"),
        assertInstanceOf(Proof.Proven.class, new Verify(folder).prove()).notes());
    store = new OpenStore(folder);
  }

  @Test
  void the_town_is_told_the_pseudonym_that_belongs_to_nobody_now() throws Exception {
    String subject = store.text("SELECT subject FROM residents WHERE id = " + id);
    leave();
    erased();
    assertTrue(store.lastEntry().contains("daka.person.erased"), store.lastEntry());
    assertTrue(store.lastEntry().contains("\"subject\":\"" + subject + "\""), store.lastEntry());
    assertFalse(store.lastEntry().contains(NAME));
  }
}
