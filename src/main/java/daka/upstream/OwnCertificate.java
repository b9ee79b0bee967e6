package daka.upstream;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// The certificate that the kiosk shows to a receiver, which only the town can renew. Safe for use
/// by several threads.
final class OwnCertificate {
  /// How long before the end it is told.
  private static final Duration WARNING = Duration.ofDays(30);

  private final @Nullable Path file;
  private @Nullable FileVersion read;
  private @Nullable Instant end;

  /// @param secure whether the connection is one that it is shown on
  OwnCertificate(Tls tls, boolean secure) {
    file = secure ? tls.certificateFile() : null;
  }

  /// What to say of it at this time, or null if nothing. A file that cannot be read is told by
  /// whoever connects.
  synchronized Upstream.@Nullable Notice notice(Instant now) {
    if (file == null) {
      return null;
    }
    try {
      Instant ends = end(file);
      return now.plus(WARNING).isBefore(ends) ? null : notice(file, ends, now);
    } catch (IOException e) {
      return null;
    }
  }

  /// The first end of those in the file: one that the chain lacks is as bad as the kiosk's own.
  private Instant end(Path from) throws IOException {
    FileVersion now = FileVersion.of(from);
    Instant known = end;
    if (known == null || !now.equals(read)) {
      known =
          Pem.certificates(from).stream()
              .map(X509Certificate::getNotAfter)
              .min(Comparator.naturalOrder())
              .orElseThrow()
              .toInstant();
      end = known;
      read = now;
    }
    return known;
  }

  private static Upstream.Notice notice(Path file, Instant ends, Instant now) {
    return new Upstream.Notice(
        "the kiosk's certificate in %s %s %s"
            .formatted(
                file,
                ends.isAfter(now) ? "ends on" : "ended on",
                LocalDate.ofInstant(ends, ZoneOffset.UTC)),
        "Ask the town for a new certificate, and put it and its key in place as cert-file and"
            + " key-file; the next connection takes them.");
  }
}
