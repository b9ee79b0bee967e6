package daka.web.lan;

import daka.health.Part;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// Judges the LAN's certificate.
///
/// @param folder where it is kept
record LanCertificateHealth(Path folder) {
  private static final String PART = "certificate";

  /// How long before the end it is told.
  private static final Duration WARNING = Duration.ofDays(30);

  /// What a person has to do to have a new root.
  static String newRoot(Path folder) {
    return "Stop the kiosk, delete "
        + folder
        + " and start it again; then trust its new root certificate, /root.crt, wherever the old"
        + " one was trusted.";
  }

  Part none() {
    return Part.ok(PART, "is made when the kiosk starts");
  }

  Part unreadable(String what) {
    return Part.failed(PART, what, newRoot(folder));
  }

  /// @param outside names and addresses that the root may not vouch for
  /// @param failure why the last attempt to renew it failed; empty if it did not
  Part of(LanCertificate shown, List<String> outside, String failure, Instant now) {
    X509Certificate root = shown.root();
    if (now.isAfter(LanRoot.PROGRAM) && now.isBefore(root.getNotBefore().toInstant())) {
      return Part.warning(
          PART,
          "the root begins on %s, and the clock says %s"
              .formatted(day(root.getNotBefore().toInstant()), day(now)),
          "Set the kiosk's clock. If it is right, the root was made by a wrong one. "
              + newRoot(folder));
    }
    Instant rootEnd = root.getNotAfter().toInstant();
    if (now.plus(WARNING).isAfter(rootEnd)) {
      return Part.warning(PART, "the root " + ending(rootEnd, now), newRoot(folder));
    }
    if (now.plus(WARNING).isAfter(shown.end())) {
      return Part.warning(
          PART,
          "the certificate %s and is not renewed: %s".formatted(ending(shown.end(), now), failure),
          "Make space on the disk and see that the kiosk's user may write to " + folder + ".");
    }
    if (!outside.isEmpty()) {
      return Part.warning(
          PART,
          "the root may not vouch for " + String.join(", ", outside),
          "Use another of the kiosk's names or addresses, or have a new root. " + newRoot(folder));
    }
    return Part.ok(
        PART,
        "until %s, root SHA-256 %s, until %s"
            .formatted(day(shown.end()), shown.fingerprint(), day(rootEnd)));
  }

  private static String ending(Instant end, Instant now) {
    return (end.isAfter(now) ? "ends on " : "ended on ") + day(end);
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
