package daka.upstream;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// What the files of [Tls] held when they were read. Whoever connects asks before whether they are
/// still the same, so that a certificate which was exchanged counts from the next connection on.
final class TlsFiles {
  private static final char[] IN_MEMORY = "in memory".toCharArray();

  private final List<FileVersion> versions;
  private final X509ExtendedTrustManager trust;
  private final @Nullable KeyManagerFactory keys;

  private TlsFiles(
      List<FileVersion> versions,
      X509ExtendedTrustManager trust,
      @Nullable KeyManagerFactory keys) {
    this.versions = versions;
    this.trust = trust;
    this.keys = keys;
  }

  /// Reads them.
  ///
  /// @param clock what the dates of certificates are compared with
  /// @throws IOException if one cannot be read or does not hold what it should; the message names
  ///   it
  static TlsFiles read(Tls tls, InstantSource clock) throws IOException {
    List<FileVersion> versions = versions(tls);
    try {
      DatedTrust trust = new DatedTrust(trust(tls.caFile()), tls.pin(), clock);
      return new TlsFiles(versions, trust, keys(tls.certificateFile(), tls.keyFile()));
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificates cannot be used: " + e.getMessage(), e);
    }
  }

  private static List<FileVersion> versions(Tls tls) throws IOException {
    List<FileVersion> versions = new ArrayList<>();
    for (Path file :
        Stream.of(tls.caFile(), tls.certificateFile(), tls.keyFile())
            .<Path>mapMulti(
                (file, next) -> {
                  if (file != null) {
                    next.accept(file);
                  }
                })
            .toList()) {
      versions.add(FileVersion.of(file));
    }
    return versions;
  }

  private static X509ExtendedTrustManager trust(@Nullable Path caFile)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = null;
    if (caFile != null) {
      trusted = empty();
      for (X509Certificate certificate : Pem.certificates(caFile)) {
        trusted.setCertificateEntry(Integer.toString(trusted.size()), certificate);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  private static @Nullable KeyManagerFactory keys(@Nullable Path certificate, @Nullable Path key)
      throws IOException, GeneralSecurityException {
    if (certificate == null || key == null) {
      return null;
    }
    X509Certificate[] chain = Pem.certificates(certificate).toArray(X509Certificate[]::new);
    PrivateKey own = Pem.key(key);
    KeyStore shown = empty();
    shown.setKeyEntry("kiosk", own, IN_MEMORY, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(shown, IN_MEMORY);
    return factory;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  /// Whether no file has changed since, or been taken away for good.
  boolean areCurrent() {
    try {
      for (FileVersion version : versions) {
        if (!version.equals(FileVersion.of(version.file()))) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// What a library takes that asks for no less than a factory.
  TrustManagerFactory trustFactory() {
    TrustManagerFactorySpi only =
        new TrustManagerFactorySpi() {
          @Override
          protected void engineInit(@Nullable KeyStore keys) {}

          @Override
          protected void engineInit(ManagerFactoryParameters parameters) {}

          @Override
          protected TrustManager[] engineGetTrustManagers() {
            return new TrustManager[] {trust};
          }
        };
    return new TrustManagerFactory(only, null, "dated") {};
  }

  @Nullable KeyManagerFactory keys() {
    return keys;
  }

  SSLContext context() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] own = keys == null ? null : keys.getKeyManagers();
      context.init(own, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificates cannot be used: " + e.getMessage(), e);
    }
  }
}
