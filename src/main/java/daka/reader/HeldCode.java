package daka.reader;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Tells a code that is presented from one that is only still in view.
///
/// A code counts as presented again after it was out of view for [#ABSENCE] and for
/// [#ABSENT_FRAMES] frames: a hand that shakes loses it for a moment, and a camera that stalls
/// shows nothing at all. Two codes in view at once, of which the decoder finds now one and now the
/// other, are presented once each.
///
/// For one thread.
public final class HeldCode {
  /// How long a code must be out of view.
  public static final Duration ABSENCE = Duration.ofMillis(1_500);

  /// In how many frames a code must be missing.
  public static final int ABSENT_FRAMES = 3;

  private static final int MAX_IN_VIEW = 16;

  private record Seen(long atNanos, int framesSince) {}

  private final Map<String, Seen> inView = new LinkedHashMap<>();
  private final LongSupplier nanos;

  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  public HeldCode(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Takes what was found in a frame; to be called for each frame.
  ///
  /// @param text what the code says, or null if none was found
  /// @return whether it is presented with this frame
  public boolean isPresented(@Nullable String text) {
    long now = nanos.getAsLong();
    inView.replaceAll((seen, at) -> new Seen(at.atNanos(), at.framesSince() + 1));
    inView.values().removeIf(seen -> isGone(seen, now));
    if (text == null) {
      return false;
    }
    boolean presented = inView.remove(text) == null;
    if (inView.size() == MAX_IN_VIEW) {
      forgetOldest();
    }
    inView.put(text, new Seen(now, 0));
    return presented;
  }

  /// What was found with the last frame could not be read, and counts as not seen.
  public void forget(String text) {
    inView.remove(text);
  }

  private static boolean isGone(Seen seen, long now) {
    return seen.framesSince() > ABSENT_FRAMES && now - seen.atNanos() >= ABSENCE.toNanos();
  }

  private void forgetOldest() {
    Iterator<String> oldestFirst = inView.keySet().iterator();
    oldestFirst.next();
    oldestFirst.remove();
  }
}
