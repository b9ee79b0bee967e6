package daka.web.lan;

import daka.web.http.Query;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Supplier;

/// `GET /root.crt`: the certificate of the kiosk's own root, for anyone: DER for who asks for
/// `application/pkix-cert` (RFC 2585), else PEM (RFC 7468) under the type by which browsers and
/// telephones offer to trust it.
///
/// It is compared with the fingerprint that the kiosk tells, and not believed for how it came.
final class RootCertificate implements Resource {
  static final String PATH = "/root.crt";

  private static final String DER = "application/pkix-cert";
  private static final String PEM = "application/x-x509-ca-cert";

  private final Supplier<X509Certificate> root;

  RootCertificate(Supplier<X509Certificate> root) {
    this.root = root;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, this::answer);
  }

  private void answer(Context ctx) throws CertificateEncodingException {
    Query.allow(ctx);
    X509Certificate certificate = root.get();
    String accept = ctx.header(Header.ACCEPT);
    ctx.header(Header.VARY, Header.ACCEPT);
    if (accept != null && accept.toLowerCase(Locale.ROOT).contains(DER)) {
      ctx.contentType(DER).result(certificate.getEncoded());
    } else {
      ctx.contentType(PEM).result(pem(certificate));
    }
  }

  static String pem(X509Certificate certificate) throws CertificateEncodingException {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(lines.encodeToString(certificate.getEncoded()));
  }
}
