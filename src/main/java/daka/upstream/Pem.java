package daka.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads certificates and keys from files in PEM (RFC 7468). No message has anything of their
/// content.
final class Pem {
  private static final int MAX_BYTES = 1_000_000;
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private Pem() {}

  /// All certificates of a file, at least one.
  ///
  /// @throws IOException if it cannot be read or holds none
  static List<X509Certificate> certificates(Path file) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        certificates.add((X509Certificate) certificate);
      }
    } catch (CertificateException | RuntimeException e) {
      throw new IOException(file + " does not hold certificates in PEM", e);
    }
    if (certificates.isEmpty()) {
      throw new IOException(file + " holds no certificate");
    }
    return certificates;
  }

  /// The key of a file.
  ///
  /// @throws IOException if it cannot be read or holds none of a usual kind
  static PrivateKey key(Path file) throws IOException {
    Matcher pem = KEY.matcher(text(file));
    if (!pem.find()) {
      throw new IOException(
          file
              + " holds no key as PKCS #8 without a password: convert it with openssl pkcs8 -topk8"
              + " -nocrypt");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
      for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(spec);
        } catch (InvalidKeySpecException _) {
          // It is of another kind.
        }
      }
    } catch (NoSuchAlgorithmException | IllegalArgumentException e) {
      throw new IOException(file + " holds a key that cannot be read", e);
    }
    throw new IOException(file + " holds a key that is none of RSA, EC and EdDSA");
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII);
    }
  }
}
