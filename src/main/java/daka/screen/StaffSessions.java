package daka.screen;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The members of staff who have unlocked a screen, by a card or a PIN. Each session locks by
/// itself [#IDLE] after the last thing that was done in it; that time is monotonic. Kept in memory:
/// after a restart every screen is locked. Safe for use by several threads.
public final class StaffSessions {
  /// How long a session stays open while nothing is done in it.
  public static final Duration IDLE = Duration.ofMinutes(1);

  /// What every key begins with, so that it is never taken for a token.
  public static final String PREFIX = "staff_";

  private static final int RANDOM_BYTES = 16;

  /// A member of staff at an unlocked screen.
  ///
  /// @param who the masked name
  private record Session(String who, long usedNanos) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Session> sessions = new HashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final LongSupplier nanos;

  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public StaffSessions(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Opens a session.
  ///
  /// @param who the masked name of the member of staff
  /// @return the key of the session, which whoever acts in it presents: 128 random bits
  public String open(String who) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    lock.lock();
    try {
      sessions.values().removeIf(session -> left(session) <= 0);
      sessions.put(key, new Session(who, nanos.getAsLong()));
    } finally {
      lock.unlock();
    }
    return key;
  }

  /// Keeps a session open, because something is done in it.
  ///
  /// @return the masked name of the member of staff, or null if there is no such session any more
  public @Nullable String use(String key) {
    lock.lock();
    try {
      Session session = sessions.get(key);
      if (session == null || left(session) <= 0) {
        sessions.remove(key);
        return null;
      }
      sessions.put(key, new Session(session.who(), nanos.getAsLong()));
      return session.who();
    } finally {
      lock.unlock();
    }
  }

  /// How long the session stays open if nothing more is done in it; zero if it has ended.
  public Duration left(String key) {
    lock.lock();
    try {
      Session session = sessions.get(key);
      return Duration.ofNanos(session == null ? 0 : Math.max(0, left(session)));
    } finally {
      lock.unlock();
    }
  }

  private long left(Session session) {
    return IDLE.toNanos() - (nanos.getAsLong() - session.usedNanos());
  }

  /// Ends a session.
  public void close(String key) {
    lock.lock();
    try {
      sessions.remove(key);
    } finally {
      lock.unlock();
    }
  }
}
