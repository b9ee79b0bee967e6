package daka.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daka.health.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
  private static final List<String> SECRETS =
      List.of(
          "daka.db",
          "daka.db-wal",
          "daka.db-shm",
          "daka.head",
          "daka.lock",
          "daka.copy.db",
          "daka-20261123T011502Z.replaced.db",
          "card.key",
          "town.key",
          "card.key.replaced",
          "lan-tls/lan.p12",
          "lan-tls/password");
  private static final int NOBODY = 65_534;

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectory(temporary.resolve("data"));
    Files.createDirectory(folder.resolve("lan-tls"));
    for (String secret : SECRETS) {
      Files.writeString(folder.resolve(secret), "secret");
      mode(secret, "rw-r--r--");
    }
    mode("lan-tls", "rwxr-xr-x");
    mode("", "rwxr-xr-x");
  }

  private void mode(String name, String mode) throws IOException {
    Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private void assertClosed() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        assertTrue(mode(path).endsWith("------"), () -> path + " can be read by others");
      }
    }
  }

  @Test
  void what_others_may_enter_or_read_is_closed_at_the_start_and_told() throws IOException {
    Part told;
    try (DataFolder opened = DataFolder.open(folder)) {
      told = opened.health();
    }
    assertClosed();
    assertEquals("rwx------", mode(folder));
    assertEquals("rw-------", mode(folder.resolve("lan-tls/lan.p12")));
    assertEquals(Part.State.WARNING, told.state());
    assertTrue(told.detail().contains("other users of this machine could read "), told.detail());
    assertTrue(told.detail().contains(folder.toString()), told.detail());
    assertTrue(told.cure().contains("new tokens"), told.cure());
    try (DataFolder again = DataFolder.open(folder)) {
      assertEquals(Part.State.OK, again.health().state(), again.health().detail());
    }
  }

  @Test
  void files_behind_a_closed_door_are_mended_without_alarm() throws IOException {
    mode("", "rwx------");
    try (DataFolder opened = DataFolder.open(folder)) {
      assertEquals(Part.State.OK, opened.health().state(), opened.health().detail());
    }
    assertClosed();
  }

  @Test
  void any_right_of_any_other_is_taken_away() throws IOException {
    for (String mode : List.of("rwx-----x", "rwx--x---", "rwx---r--", "rwx----w-", "rwxrwxrwx")) {
      mode("", mode);
      mode("card.key", mode);
      mode("lan-tls", mode);
      try (DataFolder opened = DataFolder.open(folder)) {
        assertEquals(Part.State.WARNING, opened.health().state(), mode);
      }
      assertClosed();
    }
  }

  @Test
  void what_is_a_link_to_the_folder_is_closed_like_the_folder() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
    try (DataFolder opened = DataFolder.open(link)) {
      assertEquals(Part.State.WARNING, opened.health().state());
    }
    assertClosed();
  }

  @Test
  void a_link_in_the_folder_leads_to_no_change_elsewhere() throws IOException {
    Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), "x");
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-r--r--"));
    Files.createSymbolicLink(folder.resolve("frames"), elsewhere);
    DataFolder.open(folder).close();
    assertEquals("rw-r--r--", mode(elsewhere));
  }

  @Test
  void what_belongs_to_somebody_else_is_refused_with_the_cure() throws IOException {
    assumeTrue(PrivateFiles.ours() == 0, "only root can give files away");
    for (String name : List.of("", "daka.db", "card.key", "lan-tls", "lan-tls/lan.p12")) {
      Path given = folder.resolve(name);
      Files.setAttribute(given, "unix:uid", NOBODY);
      StoreException refused = assertThrows(StoreException.class, () -> DataFolder.open(folder));
      String said = String.valueOf(refused.getMessage());
      assertTrue(said.contains("belongs to the user nobody"), said);
      assertTrue(said.contains("sudo -u nobody") && said.contains("chown -R USER "), said);
      Files.setAttribute(given, "unix:uid", 0);
    }
  }

  @Test
  void the_owner_is_compared_with_the_user_who_runs_this() throws IOException {
    int other = PrivateFiles.ours() + 1;
    StoreException refused =
        assertThrows(StoreException.class, () -> new PrivateFiles(folder, other).close());
    assertFalse(String.valueOf(refused.getMessage()).isEmpty());
  }

  @Test
  void what_root_put_into_a_folder_below_is_left_alone() throws IOException {
    assumeTrue(PrivateFiles.ours() == 0, "only root can give files away");
    Path recordings = Files.createDirectory(folder.resolve("recordings"));
    Path recording = Files.writeString(recordings.resolve("hello.ogg"), "x");
    Files.setPosixFilePermissions(recording, PosixFilePermissions.fromString("rw-r--r--"));
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(path -> !path.startsWith(recordings)).toList()) {
        Files.setAttribute(path, "unix:uid", NOBODY);
      }
    }
    assertTrue(new PrivateFiles(folder, NOBODY).close().folder());
    assertEquals("rw-r--r--", mode(recording));
    Files.setAttribute(folder.resolve("card.key"), "unix:uid", 0);
    assertThrows(StoreException.class, () -> new PrivateFiles(folder, NOBODY).close());
  }
}
