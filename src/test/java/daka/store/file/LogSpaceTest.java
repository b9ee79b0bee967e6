package daka.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.proof.Proof;
import daka.store.proof.Verify;
import daka.store.rescue.StoreOpening;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSpaceTest {
  private static final int CLAIMED = 1 << 20;

  @TempDir Path folder;

  @Test
  void taps_overwrite_the_space_that_was_claimed() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      long before = Files.size(store.database.log());
      assertTrue(before >= CLAIMED, "the log has " + before + " bytes");
      for (int i = 0; i < 20; i++) {
        store.desk.guests(1);
      }
      assertEquals(before, Files.size(store.database.log()));
    }
  }

  @Test
  void visits_in_a_log_with_space_behind_them_survive_a_power_cut() throws Exception {
    Path cut = Files.createDirectory(folder.resolve("cut"));
    try (OpenStore store = new OpenStore(folder)) {
      for (int i = 0; i < 20; i++) {
        store.desk.guests(1);
      }
      copy(store.database.file(), cut);
      copy(store.database.log(), cut);
    }
    try (OpenStore store = new OpenStore(cut)) {
      var proven = assertInstanceOf(Proof.Proven.class, new Verify(cut).prove());
      assertEquals(20, proven.visits());
      store.desk.guests(1);
    }
    assertEquals(21, ((Proof.Proven) new Verify(cut).prove()).visits());
  }

  @Test
  void a_kiosk_that_claimed_its_log_and_was_cut_off_before_the_first_tap_starts_again()
      throws Exception {
    Path cut = Files.createDirectory(folder.resolve("cut"));
    new OpenStore(folder).close();
    copy(folder.resolve(Database.FILE), cut);
    Files.write(cut.resolve(Database.FILE + "-wal"), new byte[CLAIMED]);
    StoreOpening.Opened opened = new StoreOpening(cut, () -> OpenStore.MORNING).open();
    opened.database().close();
    assertEquals(null, opened.note());
  }

  @Test
  void a_log_that_another_command_opens_keeps_what_the_kiosk_wrote() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      store.desk.guests(1);
      Database.open(folder).close();
      store.desk.guests(1);
      var proven = assertInstanceOf(Proof.Proven.class, new Verify(folder).prove());
      assertEquals(2, proven.visits());
    }
  }

  private static void copy(Path file, Path to) throws Exception {
    Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }
}
