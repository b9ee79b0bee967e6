package daka.web.lan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The names and addresses by which this machine is reached.
///
/// @param domains in lower case, its own name first
/// @param addresses those it has, without the ones that IPv6 makes of the provider's network and
///   that change with it
record LanNames(List<String> domains, List<InetAddress> addresses) {
  private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
  private static final int MAX = 32;

  /// @param more further names and addresses, as the config has them
  /// @throws UncheckedIOException if Linux does not tell its own
  static LanNames ofThisMachine(List<String> more) {
    try {
      return of(Files.readString(HOSTNAME).strip(), own(), more);
    } catch (IOException e) {
      throw new UncheckedIOException("asking for this machine's names: " + e.getMessage(), e);
    }
  }

  /// @param name what the machine calls itself, which need not be fit for a certificate
  static LanNames of(String name, List<InetAddress> own, List<String> more) {
    Set<String> domains = new LinkedHashSet<>();
    if (HOST.matcher(name).matches() && !ADDRESS.matcher(name).matches()) {
      String host = name.toLowerCase(Locale.ROOT);
      domains.add(host);
      if (!host.contains(".")) {
        domains.add(host + ".local");
      }
    }
    domains.add("localhost");
    Set<InetAddress> addresses = new LinkedHashSet<>();
    addresses.add(InetAddress.ofLiteral("127.0.0.1"));
    addresses.add(InetAddress.ofLiteral("::1"));
    addresses.addAll(own);
    for (String text : more) {
      if (ADDRESS.matcher(text).matches()) {
        addresses.add(InetAddress.ofLiteral(text));
      } else {
        domains.add(text.toLowerCase(Locale.ROOT));
      }
    }
    return new LanNames(List.copyOf(domains), List.copyOf(addresses));
  }

  private static List<InetAddress> own() throws SocketException {
    List<InetAddress> addresses = new ArrayList<>();
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .filter(LanNames::isKept)
        .limit(MAX)
        .map(LanNames::withoutZone)
        .forEach(addresses::add);
    return addresses;
  }

  private static boolean isKept(InetAddress address) {
    return address.getAddress().length == 4 || LanConstraints.PRIVATE.permits(address);
  }

  private static InetAddress withoutZone(InetAddress address) {
    return InetAddress.ofLiteral(address.getHostAddress().replaceFirst("%.*", ""));
  }

  /// All of them, as a person would write them.
  List<String> texts() {
    List<String> texts = new ArrayList<>(domains);
    addresses.forEach(address -> texts.add(address.getHostAddress()));
    return texts;
  }
}
