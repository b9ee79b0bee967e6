package daka.upstream;

import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.upstream.Delivery.TryAgain;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the ways to a town fail with that no server on this machine can bring about.
class HttpFailureTest {
  private static final URI TOWN = URI.create("https://town.example/events");

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new UnknownHostException("town.example"), "no address", "name server"),
        Arguments.of(new NoRouteToHostException("No route to host"), "no way to it", "cable"),
        Arguments.of(new SocketException("Network is unreachable"), "no way to it", "cable"),
        Arguments.of(new ConnectException("Connection timed out"), "not take up", "firewall"),
        Arguments.of(
            new ConnectTimeoutException("connection timed out after 10000 ms: /192.0.2.1:8883"),
            "not take up",
            "firewall"),
        Arguments.of(
            new org.apache.hc.client5.http.ConnectTimeoutException("Connect timed out", null),
            "not take up the connection, or does not agree",
            "firewall"),
        Arguments.of(new SocketTimeoutException("Read timed out"), "no answer in time", "network"),
        Arguments.of(new ConnectException("Connection refused"), "refuses", "port"),
        Arguments.of(new IOException("Broken pipe"), "broke off", "network"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void it_is_said_what_happened_and_what_to_do(Exception failure, String what, String cure) {
    TryAgain told = HttpFailure.of(TOWN, new CompletionException(failure));
    assertTrue(told.reason().contains("town.example: "), told.reason());
    assertTrue(told.reason().contains(what), told.reason());
    assertTrue(told.cure().contains(cure), told.cure());
  }
}
