package daka.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.checkin.CardDigest;
import daka.checkin.CardKind;
import daka.command.Exit;
import daka.command.KeyCommand;
import daka.command.Options;
import daka.config.Config;
import daka.health.Part;
import daka.store.file.DataKey;
import daka.store.file.Keys;
import daka.store.journal.ClockStamp;
import daka.store.rescue.Backup;
import daka.store.rescue.StoreOpening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A kiosk whose keys are sealed under one that is not on its card.
class StolenCardTest {
  private static final String KEY = "0123456789abcdef".repeat(4) + "\n";

  @TempDir Path folder;
  private Path data;
  private Path key;

  @BeforeEach
  void place() throws IOException {
    data = folder.resolve("data");
    key = Files.writeString(folder.resolve("daka.key"), KEY);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  private Config config(String more) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("daka.toml"),
            """
            [centre]
            id = "yimin"
            name = "益民"
            hours = "08:30-21:00"
            [kiosk]
            id = "entrance"
            room = "hall"
            data = "data"
            """
                + more);
    return switch (Config.read(file)) {
      case Config.Valid(Config config) -> config;
      case Config.Invalid(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private CardDigest open(String more, Map<String, String> environment) throws Exception {
    try (Parts parts = new Parts()) {
      OpenedStore vault =
          OpenedStore.open(
              config(more),
              InstantSource.system(),
              () -> new ClockStamp("", "", 0),
              parts,
              environment,
              StoreOpening::open,
              _ -> {});
      return vault.fingerprints().of(CardKind.PHONE, "13800138000");
    }
  }

  @Test
  void cards_registered_before_are_known_when_the_key_has_moved_to_another_device()
      throws Exception {
    CardDigest before = open("", Map.of());
    Path copy = Files.writeString(data.resolve(Backup.NIGHTLY), "has the key as it was");
    String moved = "[data]\nkey = \"daka.key\"\n";
    assertEquals(before, open(moved, Map.of()));
    assertFalse(Keys.anyUnsealed(data));
    assertFalse(Files.exists(copy));
    assertEquals(before, open(moved, Map.of()), "at the next start");
  }

  @Test
  void the_card_alone_starts_no_kiosk_and_says_what_is_missing() throws Exception {
    open("[data]\nkey = \"daka.key\"\n", Map.of());
    StartException told = assertThrows(StartException.class, () -> open("", Map.of()));
    assertTrue(String.valueOf(told.getMessage()).contains("key` in [data]"), told::getMessage);
    Files.writeString(key, "another key, which is long enough to be one");
    StartException other =
        assertThrows(StartException.class, () -> open("[data]\nkey = \"daka.key\"\n", Map.of()));
    assertTrue(String.valueOf(other.getMessage()).contains("another data key"), other::getMessage);
    Files.writeString(key, "short");
    StartException small =
        assertThrows(StartException.class, () -> open("[data]\nkey = \"daka.key\"\n", Map.of()));
    assertTrue(String.valueOf(small.getMessage()).contains("at least 32"), small::getMessage);
  }

  @Test
  void systemd_gives_the_key_as_a_credential_and_without_it_the_unit_is_named() throws Exception {
    CardDigest before = open("", Map.of());
    String moved = "[data]\nkey = \"systemd-creds\"\n";
    StartException told = assertThrows(StartException.class, () -> open(moved, Map.of()));
    assertTrue(
        String.valueOf(told.getMessage()).contains("LoadCredentialEncrypted=daka.key:"),
        told::getMessage);
    assertTrue(Keys.anyUnsealed(data), "nothing was changed");
    assertEquals(before, open(moved, Map.of("CREDENTIALS_DIRECTORY", folder.toString())));
    assertFalse(Keys.anyUnsealed(data));
  }

  @Test
  void a_data_key_beside_the_data_is_warned_of_and_one_on_another_device_is_not() throws Exception {
    Files.createDirectory(data);
    Part beside = new DataKeyPlace(new Config.DataKeySource.OfFile(key), data, Map.of()).health();
    assertEquals(Part.State.WARNING, beside.state());
    assertTrue(beside.cure().contains("Move it to another"), beside::cure);
    Path memory = Path.of("/dev/shm");
    Assumptions.assumeTrue(
        Files.isWritable(memory)
            && !Files.getAttribute(memory, "unix:dev").equals(Files.getAttribute(data, "unix:dev")),
        "no second file system at /dev/shm");
    Path elsewhere = Files.createTempFile(memory, "daka", ".key");
    try {
      Part other =
          new DataKeyPlace(new Config.DataKeySource.OfFile(elsewhere), data, Map.of()).health();
      assertEquals(Part.State.OK, other.state());
    } finally {
      Files.delete(elsewhere);
    }
    assertEquals(Part.State.OK, new DataKeyPlace(null, data, Map.of()).health().state());
  }

  @Test
  void the_command_moves_the_keys_to_another_data_key_and_back() throws Exception {
    CardDigest before = open("[data]\nkey = \"daka.key\"\n", Map.of());
    Path next = Files.writeString(folder.resolve("next.key"), "fedcba9876543210".repeat(4));
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
    assertEquals(Exit.DONE, command(key.toString(), next.toString()));
    assertEquals(before, open("[data]\nkey = \"next.key\"\n", Map.of()));
    assertEquals(Exit.FAILED, command(key.toString(), "none"), "which opens nothing any more");
    assertEquals(Exit.DONE, command(next.toString(), "none"));
    assertEquals(before, open("", Map.of()));
    assertTrue(Files.readAllBytes(data.resolve(Keys.CARD)).length == DataKey.LEAST);
  }

  private int command(String from, String to) {
    return KeyCommand.run(
        Options.of(
            java.util.List.of("--from", from, "--to", to, "--data", data.toString()),
            java.util.List.of("from", "to", "data"),
            java.util.List.of()));
  }
}
