package daka.web.copies;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The passphrases of downloads that were asked for and have not begun, by the names of those
/// downloads. In memory only; each is good once. Safe for several threads.
final class Downloads {
  /// How long one is good.
  static final int MINUTES = 10;

  private static final int BYTES = 16;
  private static final int MOST = 16;

  private final Map<String, Asked> waiting = new HashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final LongSupplier nanos;

  private record Asked(String passphrase, long at) {}

  /// @param nanos a monotonic source of nanoseconds, such as `System::nanoTime`
  Downloads(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// @return the name of the download; null if as many wait as there may
  synchronized @Nullable String ask(String passphrase) {
    forget();
    if (waiting.size() >= MOST) {
      return null;
    }
    byte[] name = new byte[BYTES];
    random.nextBytes(name);
    String id = HexFormat.of().formatHex(name);
    waiting.put(id, new Asked(passphrase, nanos.getAsLong()));
    return id;
  }

  /// Whether there is one of this name.
  synchronized boolean has(String id) {
    forget();
    return waiting.containsKey(id);
  }

  /// The passphrase of a download that begins; null if there is none of this name.
  synchronized @Nullable String begin(String id) {
    forget();
    Asked asked = waiting.remove(id);
    return asked == null ? null : asked.passphrase();
  }

  private void forget() {
    long now = nanos.getAsLong();
    waiting.values().removeIf(asked -> now - asked.at() > TimeUnit.MINUTES.toNanos(MINUTES));
  }
}
