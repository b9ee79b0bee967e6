package daka.store.register;

import static org.junit.jupiter.api.Assertions.assertEquals;

import daka.checkin.CardDigests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

/// The slow hash against the library asked for each with memory of its own.
class SlowHashTest {
  private final CardDigests digests = new CardDigests(new byte[32], new byte[32]);
  private final SlowHash hash = new SlowHash(digests);

  @Test
  void what_a_hash_left_in_memory_changes_none_that_follows() {
    for (String password :
        List.of("correct horse battery", "", "邻里中心的门口机器", "correct horse battery")) {
      assertEquals(inFreshMemory("password s", password), hash.ofPassword("s", password));
    }
  }

  private String inFreshMemory(String purpose, String text) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(19_456)
            .withIterations(2)
            .withParallelism(1)
            .withSalt(digests.salt(purpose))
            .build());
    byte[] made = new byte[32];
    generator.generateBytes(text.getBytes(StandardCharsets.UTF_8), made);
    return SlowHash.MARK + HexFormat.of().formatHex(made);
  }
}
