package daka.upstream;

import daka.health.Part;
import daka.store.file.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How far one forwarder is and what stands in its way, told by its thread and asked by others.
final class Progress {
  private final String name;
  private final LongSupplier nanos;
  private volatile long position;
  private volatile @Nullable Failure failure;
  private volatile @Nullable Again again;

  private record Failure(long sinceNanos, int times, String reason, String cure) {}

  /// The cursor stood beyond the journal's head, so all up to this head is sent again.
  private record Again(long from, long head) {
    String inWords() {
      return "the receiver was said to have entry "
          + from
          + " but the journal ended at "
          + head
          + ", so all of it is sent again";
    }
  }

  Progress(String name, LongSupplier nanos) {
    this.name = name;
    this.nanos = nanos;
  }

  void at(long number) {
    position = number;
    Again now = again;
    if (now != null && number >= now.head()) {
      again = null;
    }
  }

  void sendsAgain(long from, long head) {
    again = new Again(from, head);
  }

  /// @return how often it failed in a row, this time included
  int fails(Delivery.TryAgain delivery) {
    Failure before = failure;
    Failure now =
        new Failure(
            before == null ? nanos.getAsLong() : before.sinceNanos(),
            before == null ? 1 : before.times() + 1,
            delivery.reason(),
            delivery.cure());
    failure = now;
    return now.times();
  }

  /// @return how often it failed in a row until now
  int goesWell() {
    Failure before = failure;
    failure = null;
    return before == null ? 0 : before.times();
  }

  /// The number of the last entry that is dealt with.
  long position() {
    return position;
  }

  /// For how long it has failed in a row; zero if it goes well.
  Duration failing() {
    Failure now = failure;
    return now == null ? Duration.ZERO : Duration.ofNanos(nanos.getAsLong() - now.sinceNanos());
  }

  /// A receiver that is away is a warning and no failure: taps are recorded all the same.
  ///
  /// @param notice what the way to the receiver has to tell beside that, or null
  Part health(long head, Cursor cursor, Upstream.@Nullable Notice notice) {
    long waiting = Math.max(0, head - position);
    List<String> details = new ArrayList<>();
    List<String> cures = new ArrayList<>();
    details.add(waiting == 0 ? "all sent up to entry " + position : waiting + " entries waiting");
    addFailure(details, cures);
    addAgain(details, cures);
    addSetAside(cursor, details, cures);
    if (notice != null) {
      details.add(notice.detail());
      cures.add(notice.cure());
    }
    String detail = String.join("; ", details);
    return cures.isEmpty()
        ? Part.ok(name, detail)
        : Part.warning(name, detail, String.join(" ", cures));
  }

  private void addFailure(List<String> details, List<String> cures) {
    Failure now = failure;
    if (now != null) {
      details.add("failing for " + inWords(failing()) + ": " + now.reason());
      cures.add(now.cure());
    }
  }

  private void addAgain(List<String> details, List<String> cures) {
    Again now = again;
    if (now != null) {
      details.add(now.inWords());
      cures.add(
          "If no older database was restored, run verify; the receiver knows what it has already.");
    }
  }

  private static void addSetAside(Cursor cursor, List<String> details, List<String> cures) {
    try {
      long count = cursor.setAsideCount();
      if (count > 0) {
        details.add(count + " refused by the receiver and set aside");
        cures.add("Ask the town why it refuses the entries that are set aside.");
      }
    } catch (StoreException e) {
      details.add(e.getMessage());
      cures.add(Forwarder.DISK_CURE);
    }
  }

  private static String inWords(Duration time) {
    if (time.toHours() >= 48) {
      return time.toDays() + " days";
    }
    if (time.toMinutes() >= 120) {
      return time.toHours() + " hours";
    }
    return time.toSeconds() >= 120 ? time.toMinutes() + " minutes" : time.toSeconds() + " s";
  }
}
