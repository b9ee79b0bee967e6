package daka.store.register;

import java.lang.ref.SoftReference;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106) with 19 MiB and two passes.
///
/// Computations take turns: each takes its memory from a heap that is small. The memory of the last
/// one serves the next, since to collect 19 MiB after each would keep taps waiting; a minute or two
/// after the last it is given back.
///
/// Apart from [SlowHash], which every kiosk has, so that the library's signed jar is opened and
/// verified by the first hash and not by the start.
final class Argon2id {
  private static final int KIB = 19_456;
  private static final int PASSES = 2;
  private static final int BYTES = 32;

  /// The blocks that the generator works in besides those of a KiB each.
  private static final int SCRATCH_BLOCKS = 4;

  private static final ReentrantLock TURN = new ReentrantLock(true);

  /// Guarded by [#TURN].
  private static SoftReference<FixedBlockPool> memory = new SoftReference<>(null);

  private Argon2id() {}

  /// The hash of these bytes, of 32 bytes.
  static byte[] hash(byte[] secret, byte[] salt) {
    byte[] hash = new byte[BYTES];
    TURN.lock();
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(parameters(salt, memory()));
      generator.generateBytes(secret, hash);
    } finally {
      TURN.unlock();
    }
    return hash;
  }

  private static FixedBlockPool memory() {
    FixedBlockPool left = memory.get();
    if (left != null) {
      return left;
    }
    FixedBlockPool fresh = new FixedBlockPool(KIB + SCRATCH_BLOCKS);
    memory = new SoftReference<>(fresh);
    return fresh;
  }

  private static Argon2Parameters parameters(byte[] salt, FixedBlockPool pool) {
    return new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
        .withMemoryAsKB(KIB)
        .withIterations(PASSES)
        .withParallelism(1)
        .withSalt(salt)
        .withBlockPool(pool)
        .build();
  }
}
