package daka.store.copies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedCopyTest {
  private static final String PASSPHRASE = "三月的雨落在青石板上没有任何声音";
  private static final byte[] PLAIN = new byte[300_000];
  private static byte[] sealed;

  @TempDir Path folder;

  @BeforeAll
  static void seal() throws IOException {
    new Random(7).nextBytes(PLAIN);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream sealing = SealedCopy.seal(out, PASSPHRASE)) {
      sealing.write(PLAIN);
    }
    sealed = out.toByteArray();
  }

  private static byte[] open(byte[] bytes, String passphrase) throws IOException {
    try (InputStream in = SealedCopy.open(new ByteArrayInputStream(bytes), passphrase)) {
      return in.readAllBytes();
    }
  }

  /// Runs the real one, as the documents say it.
  private int openssl(byte[] bytes, String passphrase, Path to) throws Exception {
    Path from = Files.write(folder.resolve("sealed.cms"), bytes);
    return new ProcessBuilder(
            "openssl",
            "cms",
            "-decrypt",
            "-binary",
            "-inform",
            "DER",
            "-in",
            from.toString(),
            "-pwri_password",
            passphrase,
            "-out",
            to.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("openssl.log").toFile())
        .start()
        .waitFor();
  }

  @Test
  void what_was_sealed_is_opened_by_its_passphrase() throws IOException {
    assertArrayEquals(PLAIN, open(sealed, PASSPHRASE));
  }

  @Test
  void openssl_opens_it_on_any_machine_and_no_other_passphrase_does() throws Exception {
    Path opened = folder.resolve("opened");
    assertEquals(0, openssl(sealed, PASSPHRASE, opened));
    assertArrayEquals(PLAIN, Files.readAllBytes(opened));
    Path none = folder.resolve("none");
    assertFalse(openssl(sealed, PASSPHRASE + "!", none) == 0);
  }

  @Test
  void another_passphrase_opens_nothing() {
    assertThrows(SealedCopy.WrongPassphraseException.class, () -> open(sealed, PASSPHRASE + "!"));
  }

  @Test
  void a_passphrase_is_the_same_from_every_keyboard() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream sealing = SealedCopy.seal(out, "cafe\u0301 au bord de l'eau")) {
      sealing.write(1);
    }
    assertArrayEquals(new byte[] {1}, open(out.toByteArray(), "caf\u00e9 au bord de l'eau"));
  }

  @Test
  void a_byte_of_the_content_that_was_changed_is_found_here_and_by_openssl() throws Exception {
    for (int at : new int[] {1_000, sealed.length / 2, sealed.length - 10}) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThrows(IOException.class, () -> open(changed, PASSPHRASE), "at " + at);
    }
    byte[] changed = sealed.clone();
    changed[sealed.length / 2] ^= 1;
    assertFalse(openssl(changed, PASSPHRASE, folder.resolve("changed")) == 0);
  }

  @Test
  void what_breaks_off_is_no_copy() {
    for (int length : new int[] {0, 1, 100, 1_000, sealed.length / 2, sealed.length - 20}) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThrows(IOException.class, () -> open(cut, PASSPHRASE), length + " bytes");
    }
  }

  @Test
  void bytes_of_anybody_are_refused_as_no_copy() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = Arrays.copyOf(sealed, 20 + random.nextInt(200));
      int begin = random.nextInt(bytes.length);
      byte[] noise = new byte[bytes.length - begin];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, bytes, begin, noise.length);
      assertThrows(IOException.class, () -> open(bytes, PASSPHRASE));
    }
  }

  /// 600,000 becomes more than eight million.
  @Test
  void more_rounds_than_anybody_waits_for_are_refused_at_once() {
    byte[] slow = sealed.clone();
    int at = indexOf(slow, new byte[] {2, 3, 9, 39, -64});
    slow[at + 2] = 0x7f;
    IOException refused = assertThrows(IOException.class, () -> open(slow, PASSPHRASE));
    assertEquals("its passphrase would take too long to try", refused.getMessage());
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i < bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
