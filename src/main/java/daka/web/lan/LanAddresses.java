package daka.web.lan;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Where a person finds the listener, the likeliest to work first: by addresses of version 4, since
/// names under `.local` fail on some telephones; then by names. Addresses of version 6, which
/// nobody types, only if there is nothing else.
final class LanAddresses {
  private static final int MOST = 4;

  private LanAddresses() {}

  /// @param listen what was asked for; an address of its own is the only one
  /// @param names by which this machine is reached, those of the config last
  /// @param more names and addresses of the config, which somebody has chosen for people
  static List<String> of(InetSocketAddress listen, int port, LanNames names, List<String> more) {
    Set<String> hosts = new LinkedHashSet<>();
    if (!listen.getAddress().isAnyLocalAddress()) {
      hosts.add(host(listen.getAddress()));
    } else {
      names.addresses().stream()
          .filter(address -> !address.isLoopbackAddress() && address instanceof Inet4Address)
          .forEach(address -> hosts.add(host(address)));
    }
    List<String> named = new ArrayList<>(more.stream().filter(LanAddresses::isName).toList());
    names.domains().stream().filter(domain -> domain.endsWith(".local")).forEach(named::add);
    List<String> first = hosts.stream().limit(Math.max(1, MOST - named.size())).toList();
    hosts.retainAll(first);
    hosts.addAll(named);
    if (hosts.isEmpty()) {
      names.addresses().stream()
          .filter(address -> !address.isLoopbackAddress())
          .forEach(address -> hosts.add(host(address)));
    }
    return hosts.stream().limit(MOST).map(host -> "https://" + host + ":" + port + "/").toList();
  }

  private static boolean isName(String text) {
    return !text.contains(":") && !text.matches("[0-9.]+");
  }

  private static String host(InetAddress address) {
    String text = address.getHostAddress().replaceFirst("%.*", "");
    return address instanceof Inet4Address ? text : "[" + text + "]";
  }
}
