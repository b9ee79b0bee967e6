package daka.config;

import daka.config.Form.Fits;
import daka.config.Form.Reading;
import daka.config.Form.Unfit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;

/// The forms of network addresses. None of them asks a name server.
final class Addresses {
  private static final Pattern ADDRESS_PORT =
      Pattern.compile("(?:\\[([^\\[\\]]+)]|([^:\\[\\]]+)):(\\d{1,5})");
  private static final String ADDRESS = "an IP address and a port such as \"0.0.0.0:8443\"";
  private static final String LOOPBACK =
      "a loopback address and a port such as \"127.0.0.1:8080\", since this listener asks for no"
          + " login; [lan] is what others may reach";
  private static final String WEB =
      "an http or https URL such as \"https://town.example/events\", without user and password:"
          + " token-file names the file that holds the token";

  /// With a dot, since a certificate for `cn` would be one for all names that end so.
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final int MOST_NAMES = 16;
  private static final String OWN =
      "a list of at most 16 names and IP addresses by which this kiosk is reached, such as"
          + " [\"kiosk.lan\"]";

  private static final String BROKER =
      "the URL of an MQTT broker such as \"mqtts://town.example:8883\", without user and password:"
          + " username and password-file say them";

  private static final String SYSLOG =
      "where syslog is taken by TLS, such as \"tls://log.lan:6514\", without user, path and query";

  static final Form<InetSocketAddress> LISTEN =
      Form.ofText(ADDRESS, new InetSocketAddress(0), text -> listen(text, ADDRESS));

  static final Form<InetSocketAddress> LOOPBACK_LISTEN =
      Form.ofText(LOOPBACK, new InetSocketAddress(0), Addresses::loopback);

  static final Form<URI> URL =
      Form.ofText(WEB, URI.create("http:///"), text -> url(text, List.of("http", "https"), WEB));

  static final Form<URI> MQTT_URL =
      Form.ofText(
          BROKER, URI.create("mqtt:///"), text -> url(text, List.of("mqtt", "mqtts"), BROKER));

  static final Form<URI> SYSLOG_URL =
      Form.ofText(SYSLOG, URI.create("tls://localhost"), text -> syslog(text));

  /// Names of the machine and addresses it has.
  static final Form<List<String>> NAMES = new Form<>(OWN, List.of(), Addresses::names);

  private Addresses() {}

  private static Reading<List<String>> names(Object value) {
    if (!(value instanceof TomlArray array) || array.size() > MOST_NAMES) {
      return new Unfit<>(OWN);
    }
    List<String> names = new ArrayList<>();
    for (Object item : array.toList()) {
      if (!(item instanceof String name) || !isName(name)) {
        return new Unfit<>(OWN + "; not " + Printable.of(item));
      }
      names.add(name);
    }
    return new Fits<>(List.copyOf(names));
  }

  private static boolean isName(String text) {
    boolean address = IPV4.matcher(text).matches() || (text.contains(":") && !text.contains("%"));
    return address ? address(text) != null : NAME.matcher(text).matches();
  }

  private static Reading<InetSocketAddress> loopback(String text) {
    return switch (listen(text, LOOPBACK)) {
      case Fits<InetSocketAddress>(InetSocketAddress at) when at.getAddress().isLoopbackAddress() ->
          new Fits<>(at);
      case Fits<InetSocketAddress> _ -> new Unfit<>(LOOPBACK);
      case Unfit<InetSocketAddress> unfit -> unfit;
    };
  }

  private static Reading<InetSocketAddress> listen(String text, String expected) {
    Matcher parts = ADDRESS_PORT.matcher(text);
    if (!parts.matches()) {
      return new Unfit<>(expected);
    }
    int port = Integer.parseInt(parts.group(3));
    if (port > 65_535) {
      return new Unfit<>(expected + ", the port at most 65535");
    }
    InetAddress address = address(parts.group(1) == null ? parts.group(2) : parts.group(1));
    return address == null
        ? new Unfit<>(expected)
        : new Fits<>(new InetSocketAddress(address, port));
  }

  private static @Nullable InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text.equals("localhost") ? "127.0.0.1" : text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Reading<URI> syslog(String text) {
    return switch (url(text, List.of("tls"), SYSLOG)) {
      case Fits<URI>(URI url) when url.getPath().isEmpty() && url.getQuery() == null ->
          new Fits<>(url);
      case Fits<URI> _ -> new Unfit<>(SYSLOG);
      case Unfit<URI> unfit -> unfit;
    };
  }

  private static Reading<URI> url(String text, List<String> schemes, String expected) {
    try {
      URI url = new URI(text);
      boolean known =
          url.getScheme() != null && schemes.contains(url.getScheme().toLowerCase(Locale.ROOT));
      boolean plain = url.getUserInfo() == null && url.getFragment() == null;
      return known
              && plain
              && url.getHost() != null
              && url.getPort() != 0
              && url.getPort() <= 65_535
          ? new Fits<>(url)
          : new Unfit<>(expected);
    } catch (URISyntaxException e) {
      return new Unfit<>(expected);
    }
  }
}
