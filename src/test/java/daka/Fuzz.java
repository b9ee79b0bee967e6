package daka;

import java.util.Random;

/// How much the tests of [ForeignBytes] try, and from which start: little and always the same in a
/// build, more and new with `-Dfuzz.times=N -Dfuzz.seed=N`, as `deploy/fuzz` does.
public final class Fuzz {
  private static final int TIMES = Integer.getInteger("fuzz.times", 1);
  private static final long SEED = Long.getLong("fuzz.seed", 0);

  private Fuzz() {}

  /// @param seed of the test, so that no two try the same
  public static Random random(long seed) {
    return new Random(seed ^ SEED);
  }

  /// @param few how many rounds a build has time for
  public static int rounds(int few) {
    return Math.multiplyExact(few, TIMES);
  }
}
