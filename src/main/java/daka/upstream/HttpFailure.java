package daka.upstream;

import daka.upstream.Delivery.TryAgain;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/// Says in plain words why a request got no answer, and what to do about it.
final class HttpFailure {
  private static final int DEPTH = 10;

  private HttpFailure() {}

  /// A file with a secret or a certificate cannot be used.
  static TryAgain ofFile(IOException failure) {
    String what =
        switch (failure) {
          case NoSuchFileException e -> "there is no file " + e.getFile();
          case AccessDeniedException e -> "the kiosk may not read " + e.getFile();
          default -> String.valueOf(failure.getMessage());
        };
    return new TryAgain(
        "reading the files that connecting to the town needs: " + what,
        "Put it in place, readable for the kiosk: a token or password on one line, certificates and"
            + " keys in PEM.",
        null);
  }

  /// The deepest cause that has a cure of its own is the one to tell.
  static TryAgain of(URI url, Throwable failure) {
    TryAgain found = null;
    Throwable deepest = failure;
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEPTH; depth++) {
      TryAgain known = known(url, cause);
      found = known == null ? found : known;
      deepest = cause;
      cause = cause.getCause();
    }
    return found == null
        ? again(
            url,
            "the exchange broke off: " + deepest,
            "If this lasts, check the network, and ask whether the town wants a certificate.")
        : found;
  }

  private static @Nullable TryAgain known(URI url, Throwable cause) {
    return switch (cause) {
      case UnknownHostException _ ->
          again(
              url,
              "no address is known for this name",
              "Check the network and its name server, and the host in its url.");
      case ConnectTimeoutException _ ->
          again(
              url,
              "it does not take up the connection, or does not agree on a secure one",
              "Check the network and the firewall, and the port in its url.");
      case TimeoutException _, SocketTimeoutException _ ->
          again(url, "no answer in time", "If this lasts, check the network and ask the town.");
      case NoRouteToHostException _ -> noWay(url);
      case ConnectException e when says(e, "timed out") ->
          again(url, "it does not take up the connection", "Check the network and the firewall.");
      case ConnectException _ ->
          again(
              url,
              "it refuses the connection",
              "Check that the receiver runs, and the port in its url.");
      case SocketException e when says(e, "unreachable") -> noWay(url);
      case CertificateExpiredException e ->
          again(
              url,
              "its certificate has expired: " + e.getMessage(),
              "Check the kiosk's date; if it is right, the town must renew its certificate.");
      case CertificateNotYetValidException e ->
          again(
              url,
              "its certificate is not valid yet: " + e.getMessage(),
              "Check the kiosk's date; it is probably in the past.");
      case CertPathBuilderException _ -> notTrusted(url);
      case CertPathValidatorException e when e.getReason() == PKIXReason.NO_TRUST_ANCHOR ->
          notTrusted(url);
      case DatedTrust.PinException e ->
          again(
              url,
              "it shows a certificate that is not the pinned one: " + e.getMessage(),
              "Ask the town whether it has a new certificate; if so, put that SHA-256 into the"
                  + " config as pin-sha256.");
      case CertificateException e ->
          again(
              url, "its certificate does not fit: " + e.getMessage(), "Check the host in its url.");
      case SSLException e when isAboutOurs(String.valueOf(e.getMessage())) ->
          again(
              url,
              "it does not accept the kiosk's certificate: " + e.getMessage(),
              "Put the certificate that the town gave this kiosk, and its key, in place as"
                  + " cert-file and key-file.");
      case SSLException e ->
          again(
              url,
              "no secure connection: " + e.getMessage(),
              "Check that its url begins with the right one of http and https, or mqtt and mqtts.");
      default -> null;
    };
  }

  /// Java has a class for some of what Linux says, and Netty has words of its own.
  private static boolean says(SocketException failure, String words) {
    return String.valueOf(failure.getMessage()).contains(words);
  }

  private static TryAgain noWay(URI url) {
    return again(url, "there is no way to it", "Check the network cable, Wi-Fi and the router.");
  }

  private static TryAgain notTrusted(URI url) {
    return again(
        url,
        "its certificate is not signed by anyone this kiosk trusts",
        "Name the town's certificate authority as ca-file in the config.");
  }

  /// The alerts of RFC 8446, 6.2, by which a server says that.
  private static boolean isAboutOurs(String alert) {
    return alert.contains("Received fatal alert")
        && (alert.contains("certificate") || alert.contains("unknown_ca"));
  }

  private static TryAgain again(URI url, String what, String cure) {
    return new TryAgain("sending to " + url.getHost() + ": " + what, cure, null);
  }
}
