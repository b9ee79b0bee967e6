package daka.store.rescue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Sql;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of an audit log in a damaged database is made provable again.
class SalvagedAuditTest {
  @TempDir Path folder;
  private OpenStore store;
  private AuditLog log;

  @BeforeEach
  void ten_entries() throws Exception {
    store = new OpenStore(folder);
    log = new AuditLog(store.database);
    for (int i = 0; i < 10; i++) {
      log.note(Deed.of("room.changed").id(i));
    }
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private Proof.Proven mend(boolean cut) throws Exception {
    store.database.write(
        connection -> {
          new SalvagedAudit(connection).mend(cut, 1_000);
          return cut;
        });
    return assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
  }

  private void lose(String sql) throws Exception {
    store.database.write(connection -> Sql.change(connection, sql));
    assertInstanceOf(Proof.Broken.class, new Verify(folder).prove());
  }

  @Test
  void a_whole_log_is_left_as_it_is() throws Exception {
    assertEquals(10, mend(false).audited());
    assertEquals(10, log.head());
  }

  @Test
  void entries_that_are_lost_in_the_midst_are_declared() throws Exception {
    lose("DELETE FROM audit WHERE number IN (1, 4, 5)");
    Proof.Proven proven = mend(false);
    assertEquals(9, proven.audited(), "seven and two that declare");
    assertTrue(
        proven.notes().contains("audit entries 4 to 5 are lost, as declared"),
        proven.notes()::toString);
  }

  @Test
  void an_entry_that_was_changed_is_as_lost_as_one_that_is_gone() throws Exception {
    lose("UPDATE audit SET entry = replace(entry, 'room', 'roof') WHERE number = 6");
    assertEquals(10, mend(false).audited(), "nine and one that declares");
  }

  @Test
  void where_the_end_may_be_lost_no_number_is_used_twice() throws Exception {
    mend(true);
    assertEquals(1_010, log.head());
    log.note(Deed.of("room.changed"));
    assertEquals(12, mend(false).audited());
  }

  @Test
  void an_end_that_the_journal_tells_of_is_declared_too() throws Exception {
    store.record(log.report());
    lose("DELETE FROM audit WHERE number > 7");
    mend(true);
    assertEquals(1_007, log.head());
  }
}
