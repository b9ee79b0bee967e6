package daka.upstream;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts the receiver whose certificate is valid today, and either is the one that is pinned or is
/// trusted by others. Java looks at no date of a certificate that is itself among those to trust,
/// as a town's own often is.
final class DatedTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager others;
  private final @Nullable String pin;
  private final InstantSource clock;

  /// What others say to a chain of certificates.
  private interface Check {
    void run() throws CertificateException;
  }

  /// @param pin the SHA-256 of the one certificate to trust, or null to ask the others
  DatedTrust(X509ExtendedTrustManager others, @Nullable String pin, InstantSource clock) {
    this.others = others;
    this.pin = pin;
    this.clock = clock;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain, () -> others.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain, () -> others.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain, () -> others.checkServerTrusted(chain, type));
  }

  private void check(X509Certificate[] chain, Check byOthers) throws CertificateException {
    checkDate(chain[0]);
    if (pin == null) {
      byOthers.run();
    } else {
      checkPin(chain[0], pin);
    }
  }

  /// Says what the kiosk takes for today, since it may be that which is wrong.
  private void checkDate(X509Certificate shown) throws CertificateException {
    Instant now = clock.instant();
    Instant begin = shown.getNotBefore().toInstant();
    Instant end = shown.getNotAfter().toInstant();
    if (now.isAfter(end)) {
      throw new CertificateExpiredException("it ended on " + day(end) + today(now));
    }
    if (now.isBefore(begin)) {
      throw new CertificateNotYetValidException("it begins on " + day(begin) + today(now));
    }
  }

  private static String today(Instant now) {
    return ", and the kiosk's clock says " + day(now);
  }

  private static String day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static void checkPin(X509Certificate shown, String pin) throws CertificateException {
    String digest;
    try {
      digest =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(shown.getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    if (!digest.equals(pin)) {
      throw new PinException("its SHA-256 is " + digest + " and not the one that is pinned");
    }
  }

  /// The receiver showed another certificate than the one that is pinned.
  static final class PinException extends CertificateException {
    private static final long serialVersionUID = 1;

    PinException(String message) {
      super(message);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    others.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    others.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    others.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return others.getAcceptedIssuers();
  }
}
