package daka.host;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Ends the process when its memory is used up. What a thread did not do then is not done, and
/// nobody knows what: a reader may have stopped, or an answer be half written. systemd starts the
/// kiosk again within seconds, and all that was recorded is on the disk.
///
/// `-XX:+ExitOnOutOfMemoryError` in `deploy/jvm.options` does so in the JVM itself. This holds
/// without that option too, and for threads that cannot be started, which the option leaves out. It
/// sees what a thread ends by, what an answer ends by, and what a library catches and logs.
public final class OutOfMemory {
  /// As the JVM's own option ends it.
  public static final int STATUS = 3;

  private static final int DEEPEST = 8;
  private static final AtomicBoolean ENDING = new AtomicBoolean();

  private OutOfMemory() {}

  /// Every thread that ends by an OutOfMemoryError ends the process from now on. What else a thread
  /// ends by is logged.
  public static void endsTheProcess() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          endIfMeant(thrown);
          Logger.error(thrown, "the thread {} ended", thread.getName());
        });
  }

  /// Ends the process if this is an OutOfMemoryError or comes of one.
  public static void endIfMeant(@Nullable Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < DEEPEST; i++) {
      if (cause instanceof OutOfMemoryError) {
        end();
      }
      cause = cause.getCause();
    }
  }

  /// Says so first if there is memory for it. Nothing is closed in order, which would need more.
  private static void end() {
    try {
      if (ENDING.compareAndSet(false, true)) {
        Logger.error("out of memory: the process ends, to be started again");
      }
    } finally {
      Runtime.getRuntime().halt(STATUS);
    }
  }
}
