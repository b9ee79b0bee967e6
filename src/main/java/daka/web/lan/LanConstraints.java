package daka.web.lan;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/// What the kiosk's root may vouch for, so that whoever steals its key cannot pass for a bank to
/// those who trust it: the permitted subtrees of RFC 5280, section 4.2.1.10.
///
/// @param domains each with all names that end in it
/// @param networks each as an address and a mask, of 8 or of 32 bytes together
record LanConstraints(List<String> domains, List<byte[]> networks) {
  /// Private networks, link-local addresses and this machine (RFC 1918, 3927, 4193, 4291), and the
  /// names that only the network itself resolves (RFC 6762, 6761).
  static final LanConstraints PRIVATE =
      new LanConstraints(
          List.of("local", "localhost"),
          Stream.of(
                  "10.0.0.0/8",
                  "172.16.0.0/12",
                  "192.168.0.0/16",
                  "169.254.0.0/16",
                  "127.0.0.0/8",
                  "fc00::/7",
                  "fe80::/10",
                  "::1/128")
              .map(LanConstraints::network)
              .toList());

  /// What is private, and these names and addresses, which need not be.
  static LanConstraints around(LanNames own) {
    List<String> domains = new ArrayList<>(PRIVATE.domains);
    own.domains().stream().filter(name -> !PRIVATE.permits(name)).forEach(domains::add);
    List<byte[]> networks = new ArrayList<>(PRIVATE.networks);
    own.addresses().stream()
        .filter(address -> !PRIVATE.permits(address))
        .map(address -> network(address, 8 * address.getAddress().length))
        .forEach(networks::add);
    return new LanConstraints(List.copyOf(domains), List.copyOf(networks));
  }

  /// Those of a root that was made here.
  static LanConstraints of(X509Certificate root) {
    byte[] value =
        Objects.requireNonNull(
            root.getExtensionValue(Extension.nameConstraints.getId()), "no name constraints");
    NameConstraints constraints =
        NameConstraints.getInstance(ASN1OctetString.getInstance(value).getOctets());
    List<String> domains = new ArrayList<>();
    List<byte[]> networks = new ArrayList<>();
    for (GeneralSubtree subtree : constraints.getPermittedSubtrees()) {
      GeneralName base = subtree.getBase();
      switch (base.getTagNo()) {
        case GeneralName.dNSName -> domains.add(base.getName().toString());
        case GeneralName.iPAddress ->
            networks.add(ASN1OctetString.getInstance(base.getName()).getOctets());
        default -> throw new IllegalArgumentException("a constraint on names of another kind");
      }
    }
    return new LanConstraints(List.copyOf(domains), List.copyOf(networks));
  }

  NameConstraints extension() {
    Stream<GeneralName> all =
        Stream.concat(
            domains.stream().map(domain -> new GeneralName(GeneralName.dNSName, domain)),
            networks.stream()
                .map(
                    network ->
                        new GeneralName(GeneralName.iPAddress, new DEROctetString(network))));
    return new NameConstraints(all.map(GeneralSubtree::new).toArray(GeneralSubtree[]::new), null);
  }

  boolean permits(String name) {
    return domains.stream().anyMatch(base -> name.equals(base) || name.endsWith("." + base));
  }

  boolean permits(InetAddress address) {
    byte[] bytes = address.getAddress();
    return networks.stream().anyMatch(network -> contains(network, bytes));
  }

  private static boolean contains(byte[] network, byte[] address) {
    if (network.length != 2 * address.length) {
      return false;
    }
    for (int i = 0; i < address.length; i++) {
      if (((network[i] ^ address[i]) & network[address.length + i]) != 0) {
        return false;
      }
    }
    return true;
  }

  /// Those of the names that are within.
  LanNames permitted(LanNames names) {
    return new LanNames(
        names.domains().stream().filter(this::permits).toList(),
        names.addresses().stream().filter(this::permits).toList());
  }

  private static byte[] network(String text) {
    String[] parts = text.split("/", 2);
    return network(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]));
  }

  private static byte[] network(InetAddress address, int prefix) {
    byte[] bytes = address.getAddress();
    byte[] network = Arrays.copyOf(bytes, 2 * bytes.length);
    for (int bit = 0; bit < prefix; bit++) {
      network[bytes.length + (bit / 8)] |= (byte) (0x80 >> (bit % 8));
    }
    return network;
  }
}
