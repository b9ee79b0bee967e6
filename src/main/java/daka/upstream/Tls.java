package daka.upstream;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Whom a secure connection trusts, and what it shows of itself.
///
/// @param caFile certificates in PEM of which one must have signed the receiver's, or be it; null
///   for those the system trusts
/// @param pin the SHA-256 over the one certificate the receiver may show, 64 hexadecimal digits in
///   lower case; null if there is none. Then nobody need have signed it
/// @param certificateFile the kiosk's own certificate and those up to its root, in PEM; null if the
///   receiver wants none
/// @param keyFile the key to it, PKCS #8 in PEM; null if there is no certificate
public record Tls(
    @Nullable Path caFile,
    @Nullable String pin,
    @Nullable Path certificateFile,
    @Nullable Path keyFile) {

  /// Trusts whom the system trusts, and shows nothing.
  public static final Tls OF_SYSTEM = new Tls(null, null, null, null);

  /// @throws IllegalArgumentException if there is a certificate without a key, or the other way
  ///   round
  public Tls {
    if ((certificateFile == null) != (keyFile == null)) {
      throw new IllegalArgumentException("a certificate needs its key, and a key its certificate");
    }
  }
}
