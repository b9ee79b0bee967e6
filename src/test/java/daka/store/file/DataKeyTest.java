package daka.store.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.rescue.Backup;
import daka.store.rescue.Restoration;
import daka.store.rescue.StoreOpening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataKeyTest {
  private static final byte[] PLAIN = HexFormat.of().parseHex("5a".repeat(32));
  private static final DataKey ONE = DataKey.of("1".repeat(32).getBytes(UTF_8));
  private static final DataKey OTHER = DataKey.of("2".repeat(32).getBytes(UTF_8));

  @TempDir Path data;

  @Test
  void what_is_sealed_is_opened_by_the_same_key_under_the_same_name_only() throws Exception {
    byte[] sealed = ONE.seal(Keys.CARD, PLAIN);
    assertArrayEquals(PLAIN, ONE.open(Keys.CARD, sealed));
    assertFalse(new String(sealed, ISO_8859_1).contains("ZZZZ"));
    assertFalse(Arrays.equals(sealed, ONE.seal(Keys.CARD, PLAIN)), "sealed twice it differs");
    assertThrows(IOException.class, () -> OTHER.open(Keys.CARD, sealed));
    assertThrows(IOException.class, () -> ONE.open(Keys.TOWN, sealed));
    assertThrows(IOException.class, () -> DataKey.NONE.open(Keys.CARD, sealed));
    assertArrayEquals(PLAIN, ONE.open(Keys.CARD, PLAIN), "what was never sealed");
    assertArrayEquals(PLAIN, DataKey.NONE.open(Keys.CARD, DataKey.NONE.seal(Keys.CARD, PLAIN)));
  }

  @Test
  void a_sealed_key_that_was_changed_anywhere_or_cut_short_is_never_taken_for_a_key() {
    byte[] sealed = ONE.seal(Keys.CARD, PLAIN);
    int mark = "daka sealed 1\n".length();
    for (int i = mark; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThrows(IOException.class, () -> ONE.open(Keys.CARD, changed), "byte " + i);
    }
    for (int length = mark + 1; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThrows(IOException.class, () -> ONE.open(Keys.CARD, cut), length + " bytes");
    }
  }

  @Test
  void white_space_at_the_end_of_a_key_in_letters_does_not_count_and_a_short_one_is_refused()
      throws Exception {
    byte[] sealed = DataKey.of(("1".repeat(32) + "\r\n").getBytes(UTF_8)).seal("x", PLAIN);
    assertArrayEquals(PLAIN, ONE.open("x", sealed));
    byte[] bytes = new byte[32];
    bytes[31] = '\n';
    assertThrows(
        IOException.class,
        () -> DataKey.of(new byte[32]).open("x", DataKey.of(bytes).seal("x", PLAIN)));
    assertTrue(
        String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> DataKey.of(new byte[31]))
                    .getMessage())
            .contains("at least 32"));
    assertThrows(IllegalArgumentException.class, () -> DataKey.of(" ".repeat(64).getBytes(UTF_8)));
  }

  @Test
  void a_key_that_was_there_is_sealed_and_stays_the_same_key() throws Exception {
    byte[] key = Keys.readOrMake(data, Keys.CARD, DataKey.NONE);
    Path replaced = Files.write(data.resolve(Keys.CARD + ".replaced"), PLAIN);
    assertTrue(Keys.anyUnsealed(data));
    assertArrayEquals(key, Keys.readOrMake(data, Keys.CARD, ONE));
    assertFalse(Keys.anyUnsealed(data));
    for (Path file : List.of(data.resolve(Keys.CARD), replaced)) {
      assertTrue(DataKey.isSealed(Files.readAllBytes(file)), file::toString);
      assertEquals("rw-------", mode(file));
    }
    assertArrayEquals(key, Keys.readOrMake(data, Keys.CARD, ONE), "at the next start");
  }

  private static String mode(Path file) throws IOException {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file));
  }

  @Test
  void without_the_data_key_the_cure_is_named_and_no_new_key_is_made() throws Exception {
    byte[] key = Keys.readOrMake(data, Keys.CARD, ONE);
    byte[] stored = Files.readAllBytes(data.resolve(Keys.CARD));
    for (DataKey wrong : List.of(DataKey.NONE, OTHER)) {
      IOException told =
          assertThrows(IOException.class, () -> Keys.readOrMake(data, Keys.CARD, wrong));
      assertTrue(String.valueOf(told.getMessage()).contains("[data]"), told::getMessage);
      assertTrue(String.valueOf(told.getMessage()).contains(Keys.CARD), told::getMessage);
    }
    assertArrayEquals(stored, Files.readAllBytes(data.resolve(Keys.CARD)));
    assertArrayEquals(key, Keys.readOrMake(data, Keys.CARD, ONE));
  }

  @Test
  void a_copy_has_the_keys_as_they_are_sealed_and_is_restored_with_the_data_key(
      @TempDir Path elsewhere) throws Exception {
    byte[] key = Keys.readOrMake(data, Keys.CARD, ONE);
    Path copy = elsewhere.resolve("copy.db");
    try (OpenStore _ = new OpenStore(data)) {
      new Backup(data).make(copy);
    }
    String text = new String(Files.readAllBytes(copy), ISO_8859_1);
    assertTrue(text.contains("copy of " + Keys.CARD));
    assertFalse(text.contains(HexFormat.of().formatHex(key)), "in digits");
    assertFalse(text.contains(new String(key, ISO_8859_1)), "as bytes");

    Path fresh = Files.createDirectory(elsewhere.resolve("fresh"));
    new Restoration(fresh, InstantSource.system()).run(copy);
    new StoreOpening(fresh, InstantSource.system()).open().database().close();
    assertThrows(IOException.class, () -> Keys.readOrMake(fresh, Keys.CARD, DataKey.NONE));
    assertArrayEquals(key, Keys.readOrMake(fresh, Keys.CARD, ONE));
  }

  @Test
  void a_copy_of_before_is_restored_and_sealed_then() throws Exception {
    byte[] key = Keys.readOrMake(data, Keys.CARD, DataKey.NONE);
    Path copy = data.resolve("copy.db");
    try (OpenStore _ = new OpenStore(data)) {
      new Backup(data).make(copy);
    }
    Keys.readOrMake(data, Keys.CARD, ONE);
    new Restoration(data, InstantSource.system()).run(copy);
    new StoreOpening(data, InstantSource.system()).open().database().close();
    assertTrue(Keys.anyUnsealed(data));
    assertArrayEquals(key, Keys.readOrMake(data, Keys.CARD, ONE));
    assertFalse(Keys.anyUnsealed(data));
  }

  @Test
  void keys_are_sealed_under_another_data_key_and_opened_again_also_after_a_power_cut()
      throws Exception {
    byte[] card = Keys.readOrMake(data, Keys.CARD, ONE);
    byte[] town = Keys.readOrMake(data, Keys.TOWN, ONE);
    assertTrue(Keys.reseal(data.resolve(Keys.CARD), Keys.CARD, ONE, OTHER), "then the power went");
    assertEquals(1, Keys.reseal(data, ONE, OTHER));
    assertEquals(0, Keys.reseal(data, ONE, OTHER), "done again");
    assertArrayEquals(card, Keys.readOrMake(data, Keys.CARD, OTHER));
    assertThrows(IOException.class, () -> Keys.reseal(data, ONE, DataKey.NONE));
    assertEquals(2, Keys.reseal(data, OTHER, DataKey.NONE));
    assertArrayEquals(card, Files.readAllBytes(data.resolve(Keys.CARD)));
    assertArrayEquals(town, Files.readAllBytes(data.resolve(Keys.TOWN)));
  }
}
