package daka.store.register;

import daka.checkin.CardDigests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// What is kept of secrets that people choose, so that a copy of the database is not searched
/// through in a moment: Argon2id (RFC 9106) with 19 MiB and two passes, the least that OWASP's
/// Password Storage Cheat Sheet of 2026 names.
///
/// The salt is made from the kiosk's own secret, so that a database without that secret tells
/// nothing at all. It is the same for all PINs, so that one computation finds whose was typed.
///
/// Computations take turns. Nobody who holds a transaction may ask here, since taps would wait.
/// Safe for use by several threads.
public final class SlowHash {
  /// What every such hash begins with. The parameters are part of it: hashes made with others would
  /// need a name of their own.
  static final String MARK = "argon2id-19456-2:";

  private final CardDigests fingerprints;

  public SlowHash(CardDigests fingerprints) {
    this.fingerprints = fingerprints;
  }

  /// The hash of a PIN.
  ///
  /// @param fast its fingerprint, which is all that is left of PINs from before there was a slow
  ///   hash
  String ofPin(String fast) {
    return of("pin", fast);
  }

  /// The hash of somebody's personal code. Those of two people who chose the same differ.
  String ofCode(long resident, String code) {
    return of("code " + resident, code);
  }

  /// The hash of a password.
  ///
  /// @param salt differs for each password, and may be known to whoever reads the database
  public String ofPassword(String salt, String password) {
    return of("password " + salt, password);
  }

  private String of(String purpose, String text) {
    byte[] hash = Argon2id.hash(text.getBytes(StandardCharsets.UTF_8), fingerprints.salt(purpose));
    return MARK + HexFormat.of().formatHex(hash);
  }
}
