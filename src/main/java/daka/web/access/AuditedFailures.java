package daka.web.access;

import daka.store.audit.Asker;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Tells the audit log of failures to get in, which somebody may cause as often as they like: the
/// first at once, and how many more there were of the same action and id with the first one after
/// [#SPAN], or when this is closed. So guessing fills no disk. Safe for use by several threads.
public final class AuditedFailures implements AutoCloseable {
  static final Duration SPAN = Duration.ofMinutes(1);

  private record Kind(String action, String id) {}

  /// @param asker of the last one
  /// @param last the last one that was counted
  /// @param more how many were not told of
  private record Counted(long sinceNanos, Asker asker, Deed last, long more) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Kind, Counted> counted = new HashMap<>();
  private final AuditLog log;
  private final LongSupplier nanos;

  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public AuditedFailures(AuditLog log, LongSupplier nanos) {
    this.log = log;
    this.nanos = nanos;
  }

  /// Notes a failure on behalf of the current [Asker].
  ///
  /// @param failure its id is one of those that there are, such as an account's name, or null: what
  ///   somebody typed is never told
  public void note(Deed failure) {
    lock.lock();
    try {
      tellEarlier();
      Kind kind = new Kind(failure.action(), String.valueOf(failure.id()));
      Counted before = counted.get(kind);
      if (before == null) {
        log.noteIfPossible(failure);
        counted.put(kind, new Counted(nanos.getAsLong(), Asker.current(), failure, 0));
      } else {
        counted.put(
            kind, new Counted(before.sinceNanos, Asker.current(), failure, before.more + 1));
      }
    } finally {
      lock.unlock();
    }
  }

  private void tellEarlier() {
    long now = nanos.getAsLong();
    Iterator<Counted> each = counted.values().iterator();
    while (each.hasNext()) {
      Counted earlier = each.next();
      if (now - earlier.sinceNanos >= SPAN.toNanos()) {
        each.remove();
        tellMore(earlier);
      }
    }
  }

  private void tellMore(Counted counted) {
    if (counted.more > 0) {
      counted.asker.run(() -> log.noteIfPossible(counted.last.rows(counted.more)));
    }
  }

  /// Tells of those that were not told of.
  @Override
  public void close() {
    lock.lock();
    try {
      counted.values().forEach(this::tellMore);
      counted.clear();
    } finally {
      lock.unlock();
    }
  }
}
