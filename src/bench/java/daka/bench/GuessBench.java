package daka.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What a thief who has the card key pays for one guess at what a card says, and what a slow hash
/// would make of it: processor time of one thread, so that other work on the machine does not
/// count.
///
/// The costs are the two that OWASP's cheat sheet on storing passwords gives as the least, and the
/// one that published attacks were measured with.
final class GuessBench {
  private static final int GUESSES = 2_000_000;
  private static final int ROUNDS = 15;
  private static final int[][] COSTS = {{7_168, 5}, {19_456, 2}, {16_384, 3}};

  private GuessBench() {}

  public static void main(String[] args) {
    CardDigests fingerprints = new CardDigests(new byte[32], new byte[32]);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long begin = cpuNanos();
      for (int i = 0; i < GUESSES; i++) {
        fingerprints.of(CardKind.PHONE, Long.toString(13_800_000_000L + i));
      }
      best = Math.min(best, (cpuNanos() - begin) / (double) GUESSES);
    }
    System.out.printf("the fingerprint as it is: %.2f µs%n", best / 1e3);
    for (int[] cost : COSTS) {
      double[] millis = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        long begin = cpuNanos();
        argon2id(cost[0], cost[1], "1380013" + i);
        millis[i] = (cpuNanos() - begin) / 1e6;
      }
      double first = millis[0];
      Arrays.sort(millis);
      System.out.printf(
          "Argon2id of %d KiB, %d passes: %.0f ms, the first %.0f ms%n",
          cost[0], cost[1], millis[0], first);
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void argon2id(int kibibytes, int passes, String text) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withSalt(new byte[32])
            .withMemoryAsKB(kibibytes)
            .withIterations(passes)
            .withParallelism(1)
            .build());
    generator.generateBytes(text.getBytes(UTF_8), new byte[32]);
  }
}
