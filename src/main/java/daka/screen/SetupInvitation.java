package daka.screen;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The invitation to become the first administrator, with a code that is shown on the kiosk's
/// screen and nowhere else: whoever knows it stands, or stood, before the kiosk. When it is over
/// ([OneTimeCode]) somebody has to touch the screen for another one. It is in memory only, and in
/// no log.
///
/// Closed until it is opened, and when there is an administrator. Safe for use by several threads.
public final class SetupInvitation {
  private final ReentrantLock lock = new ReentrantLock();
  private final LongSupplier nanos;
  private boolean open;
  private List<String> addresses = List.of();
  private String fingerprint = "";
  private @Nullable OneTimeCode code;
  private long changes;
  private volatile Runnable listener = () -> {};

  /// What came of a guess.
  public enum Outcome {
    /// It was the code, which is used up by that.
    RIGHT,
    /// It was not the code.
    WRONG,
    /// There is no code that is good.
    OVER,
    /// There is an administrator already, or the LAN is not served.
    CLOSED
  }

  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public SetupInvitation(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// @param changed run after each change, and not under the lock
  void tell(Runnable changed) {
    listener = changed;
  }

  /// Invites from now on.
  ///
  /// @param where addresses of the office, the likeliest to work first
  /// @param root the fingerprint of the kiosk's root certificate
  public void open(List<String> where, String root) {
    changing(
        () -> {
          open = true;
          addresses = List.copyOf(where);
          fingerprint = root;
          draw();
        });
  }

  /// The machine has other addresses now, or another root.
  public void reach(List<String> where, String root) {
    if (isReachedBy(where, root)) {
      return;
    }
    changing(
        () -> {
          addresses = List.copyOf(where);
          fingerprint = root;
        });
  }

  private boolean isReachedBy(List<String> where, String root) {
    lock.lock();
    try {
      return addresses.equals(where) && fingerprint.equals(root);
    } finally {
      lock.unlock();
    }
  }

  /// Somebody before the screen asks for a code. One that is good stays.
  public void renew() {
    changing(
        () -> {
          endIfOver();
          if (open && code == null) {
            draw();
          }
        });
  }

  /// Invites nobody any more.
  public void close() {
    changing(
        () -> {
          open = false;
          code = null;
        });
  }

  private void changing(Runnable change) {
    lock.lock();
    try {
      change.run();
      changes++;
    } finally {
      lock.unlock();
    }
    listener.run();
  }

  private void draw() {
    code = OneTimeCode.draw(nanos.getAsLong());
  }

  /// Whether somebody may still become the first administrator.
  public boolean isOpen() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  /// Where the office is, the likeliest to work first.
  public List<String> addresses() {
    lock.lock();
    try {
      return addresses;
    } finally {
      lock.unlock();
    }
  }

  /// Somebody says that this is the code; see [OneTimeCode#guess].
  public Outcome guess(String guessed) {
    Outcome outcome;
    lock.lock();
    try {
      endIfOver();
      outcome = look(guessed);
    } finally {
      lock.unlock();
    }
    listener.run();
    return outcome;
  }

  private Outcome look(String guessed) {
    if (!open) {
      return Outcome.CLOSED;
    }
    if (code == null) {
      return Outcome.OVER;
    }
    boolean right = code.guess(guessed);
    endIfOver();
    return right ? Outcome.RIGHT : Outcome.WRONG;
  }

  private void endIfOver() {
    if (code != null && code.isOver(nanos.getAsLong())) {
      code = null;
      changes++;
    }
  }

  /// Ends a code whose time is over.
  ///
  /// @return a number that is another one whenever something was changed since
  long review() {
    lock.lock();
    try {
      endIfOver();
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /// Nanoseconds until the code is over, or this many if there is none.
  long untilOver(long most) {
    lock.lock();
    try {
      return code == null ? most : Math.min(most, code.left(nanos.getAsLong()));
    } finally {
      lock.unlock();
    }
  }

  /// What the screen shows of it, or null if nobody is invited.
  ScreenState.@Nullable Setup view(Instant now, ZoneId zone) {
    lock.lock();
    try {
      if (!open) {
        return null;
      }
      return code == null
          ? new ScreenState.Setup(addresses, null, fingerprint, null)
          : new ScreenState.Setup(
              addresses,
              code.text(),
              fingerprint,
              time(now.plusNanos(code.left(nanos.getAsLong())), zone));
    } finally {
      lock.unlock();
    }
  }

  private static String time(Instant at, ZoneId zone) {
    return OffsetDateTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), zone).toString();
  }
}
