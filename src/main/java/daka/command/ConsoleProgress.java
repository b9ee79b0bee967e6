package daka.command;

import daka.health.Progress;
import daka.health.ProgressTeller;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/// Shows on standard error how far a command is: on a terminal in one line that is rewritten, else
/// in a line every ten seconds.
final class ConsoleProgress {
  private static final Duration REWRITTEN = Duration.ofMillis(250);
  private static final Duration LOGGED = Duration.ofSeconds(10);
  private static final String ERASE_LINE = "\r\u001b[K";

  private ConsoleProgress() {}

  /// Does the work of a command meanwhile.
  static <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> work) throws X {
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return during(terminal, terminal ? REWRITTEN : LOGGED, System.err, work);
  }

  /// @param terminal whether lines are rewritten
  static <T, X extends Throwable> T during(
      boolean terminal, Duration pause, PrintStream out, ScopedValue.CallableOp<T, X> work)
      throws X {
    Progress progress = new Progress(System::nanoTime);
    try (ProgressTeller _ =
        new ProgressTeller(
            progress,
            pause,
            seen -> {
              out.print(terminal ? ERASE_LINE + seen : seen + System.lineSeparator());
              out.flush();
            })) {
      return progress.during(work);
    } finally {
      if (terminal) {
        out.print(ERASE_LINE);
        out.flush();
      }
    }
  }
}
