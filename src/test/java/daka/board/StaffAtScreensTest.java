package daka.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.checkin.Scan;
import daka.device.Waiting;
import daka.store.OpenStore;
import daka.store.audit.AuditLog;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.Residents;
import daka.store.register.StaffCards;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who opens the board by a card.
class StaffAtScreensTest {
  @TempDir Path folder;

  @Test
  void a_staff_card_that_opens_the_board_is_in_the_audit_log_by_the_id_of_its_holder()
      throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      new Residents(store.database, store.fingerprints, store::now)
          .add(
              new Person("陈主任", Role.STAFF, null, null, null, null),
              List.of(new NewCard.Read(CardKind.QR, "S-1", false, null)));
      store.resident("王小明", "W-1");
      AuditLog log = new AuditLog(store.database);
      long before = log.head();
      StaffAtScreens screens =
          new StaffAtScreens(
              new StaffCards(store.database, store.fingerprints), log, OpenStore.HOURS, store::now);
      assertTrue(screens.ofCard(new Scan.Presented.Payload(CardKind.QR, "W-1")).isEmpty());
      assertTrue(screens.ofCard(new Scan.Presented.Payload(CardKind.QR, "S-1")).isPresent());
      Waiting.await("the entry", () -> log.head() == before + 1);
      String entry = log.after(before, 1).getFirst().json();
      assertTrue(entry.contains("\"action\":\"screen.unlocked\""), entry);
      assertTrue(entry.contains("\"by\":\"staff\"") && entry.contains("\"who\":\"1\""), entry);
      assertFalse(entry.contains("陈"), entry);
      assertEquals(before + 1, log.head());
    }
  }
}
