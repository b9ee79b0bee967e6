package daka.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.invoke.MethodHandle;

/// Which permissions a new file of this process never gets, umask(2).
public final class Umask {
  private static final int GROUP_AND_OTHERS = 0077;

  private Umask() {}

  /// From now on only their owner may read what this process and its children make, also what
  /// libraries make, such as the log of a database.
  public static void ownerOnly() {
    MethodHandle umask = LibC.function("umask", JAVA_INT, JAVA_INT);
    try {
      int _ = (int) umask.invokeExact(GROUP_AND_OTHERS);
    } catch (Throwable e) {
      throw LibC.broken("umask", e);
    }
  }
}
