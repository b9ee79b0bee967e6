package daka.upstream;

import daka.upstream.Delivery.TryAgain;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Says in plain words why a request got no answer, and what to do about it.
final class HttpFailure {
  private static final int DEPTH = 10;

  private HttpFailure() {}

  static TryAgain ofToken(Path file, IOException failure) {
    String what =
        switch (failure) {
          case NoSuchFileException _ -> "there is no such file";
          case AccessDeniedException _ -> "the kiosk may not read it";
          default -> String.valueOf(failure.getMessage());
        };
    return new TryAgain(
        "reading the token in " + file + ": " + what,
        "Put the town's token on one line of that file, readable for the kiosk.",
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
        ? again(url, "the exchange broke off: " + deepest, "If this lasts, check the network.")
        : found;
  }

  private static @Nullable TryAgain known(URI url, Throwable cause) {
    return switch (cause) {
      case UnknownHostException _, UnresolvedAddressException _ ->
          again(
              url,
              "no address is known for this name",
              "Check the network and its name server, and the host in [upstream] url.");
      case HttpConnectTimeoutException _ ->
          again(url, "it does not take up the connection", "Check the network and the firewall.");
      case TimeoutException _ ->
          again(url, "no answer in time", "If this lasts, check the network and ask the town.");
      case NoRouteToHostException _ ->
          again(url, "there is no way to it", "Check the network cable, Wi-Fi and the router.");
      case ConnectException _ ->
          again(
              url,
              "it refuses the connection",
              "Check that the receiver runs, and the port in [upstream] url.");
      case CertificateExpiredException _ ->
          again(
              url,
              "its certificate has expired",
              "Check the kiosk's date; if it is right, the town must renew its certificate.");
      case CertificateNotYetValidException _ ->
          again(
              url,
              "its certificate is not valid yet",
              "Check the kiosk's date; it is probably in the past.");
      case CertPathBuilderException _ ->
          again(
              url,
              "its certificate is not signed by anyone this kiosk trusts",
              "Add the town's certificate authority to the system's trusted certificates.");
      case CertificateException e ->
          again(
              url,
              "its certificate does not fit: " + e.getMessage(),
              "Check the host in [upstream] url.");
      case SSLException e ->
          again(
              url,
              "no secure connection: " + e.getMessage(),
              "Check that [upstream] url begins with the right one of http and https.");
      default -> null;
    };
  }

  private static TryAgain again(URI url, String what, String cure) {
    return new TryAgain("sending to " + url.getHost() + ": " + what, cure, null);
  }
}
