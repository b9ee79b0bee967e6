package daka.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The names and addresses by which this machine is reached.
///
/// @param host its own name, or `localhost`
/// @param alternatives all of them, as the certificate's subject alternative names
record LanNames(String host, List<String> alternatives) {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?");
  private static final int MAX = 32;

  static LanNames ofThisMachine() throws IOException {
    String name = InetAddress.getLocalHost().getHostName();
    String host = HOST.matcher(name).matches() && !isAddress(name) ? name : "localhost";
    Set<String> names = new LinkedHashSet<>();
    names.add("dns:" + host);
    if (!host.contains(".")) {
      names.add("dns:" + host + ".local");
    }
    names.add("dns:localhost");
    names.add("ip:127.0.0.1");
    names.add("ip:0:0:0:0:0:0:0:1");
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .map(address -> "ip:" + address.getHostAddress().replaceFirst("%.*", ""))
        .limit(MAX)
        .forEach(names::add);
    return new LanNames(host, List.copyOf(names));
  }

  private static boolean isAddress(String name) {
    return name.matches("[0-9.]+");
  }
}
