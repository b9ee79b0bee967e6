package daka.web.lan;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/// The kiosk's own root: the certificate that those on the LAN trust, and the key that signs what
/// the listener shows. EC on P-256, valid for ten years, for nothing but servers, and only for the
/// names and addresses of [LanConstraints].
///
/// @param key readable by nobody but the kiosk
record LanRoot(X509Certificate certificate, PrivateKey key) {
  /// It was later than this when the program was made, whatever a clock says that woke up in 1970.
  static final Instant PROGRAM = Instant.parse("2026-01-01T00:00:00Z");

  /// Apple's systems refuse a server's certificate of more than 825 days, and of more than 398 if
  /// others signed it (support.apple.com/HT211025).
  static final Duration LEAF = Duration.ofDays(397);

  private static final Duration ROOT = Duration.ofDays(3_652);

  /// The clocks of clients may be behind the kiosk's.
  private static final Duration BEHIND = Duration.ofDays(1);

  /// Makes a root.
  ///
  /// @param own names and addresses that it may vouch for, beside those that are private
  static LanRoot make(LanNames own, Instant now) throws GeneralSecurityException {
    KeyPair pair = newKey();
    byte[] random = new byte[2];
    new SecureRandom().nextBytes(random);
    X500Name name =
        new X500NameBuilder()
            .addRDN(BCStyle.O, "Daka")
            .addRDN(
                BCStyle.CN, "Daka root of %s %04x".formatted(label(own), new BigInteger(1, random)))
            .build();
    Instant from = latest(now, PROGRAM).minus(BEHIND);
    X509Certificate certificate =
        new LanCertificateForm(name, pair.getPublic(), from, from.plus(ROOT))
            .forAuthority(LanConstraints.around(own))
            .signedBy(name, pair.getPublic(), pair.getPrivate());
    return new LanRoot(certificate, pair.getPrivate());
  }

  static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static String label(LanNames names) {
    String first = names.domains().getFirst();
    return first.substring(0, Math.min(first.length(), 40));
  }

  /// Signs a certificate for these names and addresses. It ends with the root at the latest.
  ///
  /// @param names all of them within [#constraints]
  X509Certificate sign(PublicKey key, LanNames names, Instant now) throws GeneralSecurityException {
    X500Name name =
        new X500NameBuilder().addRDN(BCStyle.O, "Daka").addRDN(BCStyle.CN, label(names)).build();
    Instant from = latest(latest(now, PROGRAM).minus(BEHIND), begin());
    Instant until = from.plus(LEAF).minusSeconds(1);
    return new LanCertificateForm(name, key, from, until.isBefore(end()) ? until : end())
        .forServer(names)
        .signedBy(
            X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
            certificate.getPublicKey(),
            this.key);
  }

  LanConstraints constraints() {
    return LanConstraints.of(certificate);
  }

  Instant begin() {
    return certificate.getNotBefore().toInstant();
  }

  Instant end() {
    return certificate.getNotAfter().toInstant();
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
