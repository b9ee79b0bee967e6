package daka.screen;

import daka.checkin.StaffMember;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The pages that a member of staff has unlocked: one by a PIN that is typed on it, by a card all
/// that follow the screen at that moment. Each locks by itself [#IDLE] after the last thing that
/// was done on it, and [#MOST] after it was unlocked whatever is done, on monotonic time; and at
/// once when the card or its holder is no longer good. Kept in memory: after a restart every page
/// is locked. Safe for use by several threads.
public final class StaffSessions {
  /// How long a page stays unlocked while nothing is done on it.
  public static final Duration IDLE = Duration.ofMinutes(1);

  /// How long a page stays unlocked at most.
  public static final Duration MOST = Duration.ofMinutes(15);

  /// An unlocked page.
  ///
  /// @param opening tells one tap or PIN from the next: the same for all pages that one tap has
  ///   unlocked
  /// @param who whose card or PIN it was
  /// @param usedNanos when something was last done on the page
  public record Session(long opening, StaffMember who, long beganNanos, long usedNanos) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<PageKey, Session> sessions = new HashMap<>();
  private final Map<PageKey, Integer> followers = new HashMap<>();
  private final LongSupplier nanos;
  private final Predicate<StaffMember> isStill;

  /// Not from 1, so that a page never takes what a restart has unlocked for what it knew before.
  private long openings = ThreadLocalRandom.current().nextLong(1L << 40);

  private long changes;
  private volatile Runnable listener = () -> {};

  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  /// @param isStill whether somebody who has unlocked a page still may; asked each time before
  ///   something is done or shown on it
  public StaffSessions(LongSupplier nanos, Predicate<StaffMember> isStill) {
    this.nanos = nanos;
    this.isStill = isStill;
  }

  /// @param locked run when a page was locked because somebody is staff no more
  void tell(Runnable locked) {
    listener = locked;
  }

  /// Locks the pages of those who are staff no more, because the register has changed.
  public void askAgain() {
    List<PageKey> pages;
    lock.lock();
    try {
      pages = List.copyOf(sessions.keySet());
    } finally {
      lock.unlock();
    }
    pages.forEach(this::of);
  }

  /// A page follows the screen from now on, perhaps on a further connection.
  public void follow(PageKey page) {
    lock.lock();
    try {
      followers.merge(page, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
  }

  /// One connection on which a page followed the screen has ended.
  public void unfollow(PageKey page) {
    lock.lock();
    try {
      followers.computeIfPresent(page, (_, count) -> count == 1 ? null : count - 1);
    } finally {
      lock.unlock();
    }
  }

  /// Unlocks one page, on which a PIN was typed.
  ///
  /// @return the number of this opening
  public long open(PageKey page, StaffMember who) {
    lock.lock();
    try {
      put(page, ++openings, who);
      return openings;
    } finally {
      lock.unlock();
    }
  }

  /// Unlocks the pages that follow the screen now, because a card was presented. Those that an
  /// earlier card has unlocked are unlocked by this one.
  ///
  /// @return the number of this opening
  public long openAll(StaffMember who) {
    lock.lock();
    try {
      openings++;
      followers.keySet().forEach(page -> put(page, openings, who));
      return openings;
    } finally {
      lock.unlock();
    }
  }

  private void put(PageKey page, long opening, StaffMember who) {
    long now = nanos.getAsLong();
    sessions.put(page, new Session(opening, who, now, now));
    changes++;
  }

  /// Keeps a page unlocked, because something is done on it.
  ///
  /// @return null if it is not unlocked, or no longer
  public @Nullable Session use(PageKey page) {
    Session session = of(page);
    if (session == null) {
      return null;
    }
    lock.lock();
    try {
      Session used =
          new Session(session.opening(), session.who(), session.beganNanos(), nanos.getAsLong());
      return sessions.replace(page, session, used) ? used : sessions.get(page);
    } finally {
      lock.unlock();
    }
  }

  /// Who has unlocked a page, or null if it is locked.
  public @Nullable Session of(PageKey page) {
    Session session;
    lock.lock();
    try {
      session = sessions.get(page);
    } finally {
      lock.unlock();
    }
    if (session == null) {
      return null;
    }
    if (left(session) > 0 && isStill.test(session.who())) {
      return session;
    }
    end(page, session);
    return null;
  }

  private void end(PageKey page, Session session) {
    lock.lock();
    try {
      if (sessions.remove(page, session)) {
        changes++;
      }
    } finally {
      lock.unlock();
    }
    listener.run();
  }

  /// Locks a page. That it is locked already is no mistake.
  ///
  /// @param everywhere whether all pages are locked that were unlocked with it
  public void close(PageKey page, boolean everywhere) {
    lock.lock();
    try {
      Session closed = sessions.remove(page);
      if (closed != null) {
        changes++;
        if (everywhere) {
          sessions.values().removeIf(session -> session.opening() == closed.opening());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Locks the pages whose time is over.
  ///
  /// @return a number that is another one whenever a page was unlocked or locked since
  long review() {
    lock.lock();
    try {
      Iterator<Session> each = sessions.values().iterator();
      while (each.hasNext()) {
        if (left(each.next()) <= 0) {
          each.remove();
          changes++;
        }
      }
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /// Nanoseconds until the next page locks by itself if nothing is done, or this many if none does
  /// before.
  long untilNext(long most) {
    lock.lock();
    try {
      return sessions.values().stream().mapToLong(this::left).reduce(most, Math::min);
    } finally {
      lock.unlock();
    }
  }

  private long left(Session session) {
    long now = nanos.getAsLong();
    return Math.min(
        IDLE.toNanos() - (now - session.usedNanos()),
        MOST.toNanos() - (now - session.beganNanos()));
  }
}
