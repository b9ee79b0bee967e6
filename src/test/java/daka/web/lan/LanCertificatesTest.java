package daka.web.lan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.health.Part;
import daka.store.OpenStore;
import daka.store.file.DataKey;
import daka.store.file.Keys;
import daka.store.rescue.Backup;
import daka.web.api.RunningApi;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kiosk's root and what it signs, over years of an injected clock.
class LanCertificatesTest {
  private static final Instant BEGIN = Instant.parse("2026-11-30T10:00:00Z");

  @TempDir Path data;
  private Instant now = BEGIN;
  private boolean trusted = true;
  private LanNames names = names("daka-entrance", "192.168.1.20");

  private static LanNames names(String host, String address, String... more) {
    return LanNames.of(host, List.of(InetAddress.ofLiteral(address)), List.of(more));
  }

  private LanCertificates certificates() {
    return new LanCertificates(data, DataKey.NONE, () -> names, () -> now, () -> trusted);
  }

  private Part healthOf(LanCertificates certificates) throws Exception {
    try (RunningApi api = new RunningApi(Files.createTempDirectory(data, "store"))) {
      certificates.check(api.server);
      return certificates.health();
    }
  }

  private static List<String> alternatives(LanCertificate shown) throws Exception {
    return shown.leaf().getSubjectAlternativeNames().stream()
        .map(name -> String.valueOf(name.get(1)))
        .toList();
  }

  private static Instant end(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant();
  }

  @Test
  void the_root_is_for_ten_years_and_signs_servers_only() throws Exception {
    X509Certificate root = certificates().current().root();
    root.verify(root.getPublicKey());
    assertEquals(
        3_652, Duration.between(root.getNotBefore().toInstant(), end(root)).toDays(), "ten years");
    assertEquals(0, root.getBasicConstraints(), "none that it signs may sign");
    assertTrue(
        root.getCriticalExtensionOIDs()
            .containsAll(List.of("2.5.29.19", "2.5.29.15", "2.5.29.30")));
    boolean[] usage = root.getKeyUsage();
    for (int i = 0; i < usage.length; i++) {
      assertEquals(i == 5, usage[i], "key usage " + i);
    }
    LanConstraints constraints = LanConstraints.of(root);
    assertTrue(constraints.domains().containsAll(List.of("daka-entrance", "local")));
    for (String within : List.of("10.1.2.3", "172.31.0.1", "192.168.7.7", "fd00::1", "fe80::1")) {
      assertTrue(constraints.permits(InetAddress.ofLiteral(within)), within);
    }
    for (String outside : List.of("8.8.8.8", "172.32.0.1", "2408::1", "192.169.0.1")) {
      assertFalse(constraints.permits(InetAddress.ofLiteral(outside)), outside);
    }
    assertFalse(constraints.permits("bank.example") || constraints.permits("notlocal"));
  }

  @Test
  void what_it_signs_is_for_397_days_at_most_and_all_names_and_addresses() throws Exception {
    names = names("daka-entrance", "192.168.1.20", "kiosk.lan", "203.0.113.9");
    LanCertificate shown = certificates().current();
    X509Certificate leaf = shown.leaf();
    Duration life = Duration.between(leaf.getNotBefore().toInstant(), end(leaf));
    assertTrue(life.compareTo(Duration.ofDays(397)) < 0 && life.toDays() == 396, life::toString);
    assertEquals(-1, leaf.getBasicConstraints());
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), leaf.getExtendedKeyUsage());
    List<String> expected =
        List.of(
            "daka-entrance",
            "daka-entrance.local",
            "localhost",
            "kiosk.lan",
            "127.0.0.1",
            "192.168.1.20",
            "203.0.113.9");
    assertTrue(alternatives(shown).containsAll(expected), () -> "of " + names);
    leaf.verify(shown.root().getPublicKey());
  }

  @Test
  void the_same_certificate_is_shown_after_a_restart_and_only_the_kiosk_can_read_its_keys()
      throws Exception {
    LanCertificate first = certificates().current();
    assertEquals(first.leaf(), certificates().current().leaf());
    assertTrue(first.fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
    Path folder = data.resolve(LanFolder.NAME);
    assertEquals("rwx------", mode(folder));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertEquals("rw-------", mode(file), file::toString);
      }
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void it_is_renewed_in_good_time_by_the_same_root_with_the_same_key() throws Exception {
    LanCertificates certificates = certificates();
    LanCertificate first = certificates.current();
    now = BEGIN.plus(Duration.ofDays(260));
    assertEquals(first.leaf(), certificates.current().leaf());
    now = BEGIN.plus(Duration.ofDays(270));
    LanCertificate second = certificates.current();
    assertNotEquals(first.leaf(), second.leaf());
    assertEquals(first.root(), second.root());
    assertEquals(first.leaf().getPublicKey(), second.leaf().getPublicKey());
    assertTrue(end(second.leaf()).isAfter(now.plus(Duration.ofDays(390))));
    assertEquals(second.leaf(), certificates().current().leaf(), "and kept");
  }

  @Test
  void a_new_address_or_name_is_in_a_new_certificate_at_the_next_look() throws Exception {
    LanCertificates certificates = certificates();
    LanCertificate first = certificates.current();
    names = names("daka-entrance", "10.20.30.40");
    LanCertificate second = certificates.current();
    assertTrue(alternatives(second).contains("10.20.30.40"));
    names = names("lobby", "10.20.30.40");
    LanCertificate third = certificates.current();
    assertTrue(alternatives(third).contains("lobby.local"));
    assertFalse(alternatives(third).contains("lobby"), "which the root may not vouch for");
    assertEquals(first.fingerprint(), third.fingerprint());
    Part health = healthOf(certificates);
    assertEquals(Part.State.WARNING, health.state());
    assertTrue(health.detail().contains("may not vouch for lobby"), health::detail);
  }

  @Test
  void an_open_connection_goes_on_while_the_certificate_is_renewed() throws Exception {
    Instant today = Instant.now();
    now = today.minus(Duration.ofDays(280));
    LanCertificates certificates = certificates();
    try (RunningApi api = new RunningApi(Files.createTempDirectory(data, "store"))) {
      certificates.check(api.server);
      LanCertificate first = api.server.certificate();
      try (SSLSocket open = connect(api, first)) {
        assertEquals(first.leaf(), shownTo(open));
        assertEquals("HTTP/1.1 200 OK", ask(open));
        now = today;
        certificates.check(api.server);
        assertEquals("HTTP/1.1 200 OK", ask(open), "the old connection");
        try (SSLSocket next = connect(api, first)) {
          assertNotEquals(first.leaf(), shownTo(next));
          assertEquals("HTTP/1.1 200 OK", ask(next), "who trusts the root trusts the new one");
        }
      }
      assertTrue(api.server.health().detail().contains(first.fingerprint()));
      assertTrue(certificates.health().detail().contains(first.fingerprint()));
    }
  }

  private static SSLSocket connect(RunningApi api, LanCertificate trusting) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            RunningApi.trusting(trusting)
                .getSocketFactory()
                .createSocket("127.0.0.1", api.server.port());
    socket.setSoTimeout((int) RunningApi.PATIENCE.toMillis());
    return socket;
  }

  private static X509Certificate shownTo(SSLSocket socket) throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  /// The first line of an answer whose body is read to its end.
  private static String ask(SSLSocket socket) throws IOException {
    socket.getOutputStream().write("GET /root.crt HTTP/1.1\r\nHost: kiosk\r\n\r\n".getBytes(UTF_8));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("-----END CERTIFICATE-----\n") < 0) {
      int read = socket.getInputStream().read();
      if (read < 0) {
        break;
      }
      head.append((char) read);
    }
    return head.toString().lines().findFirst().orElse("");
  }

  @Test
  void a_clock_that_woke_up_in_1970_mints_nothing_of_1970() throws Exception {
    now = Instant.EPOCH;
    trusted = false;
    LanCertificates certificates = certificates();
    LanCertificate first = certificates.current();
    assertTrue(
        first.leaf().getNotBefore().toInstant().isAfter(Instant.parse("2025-12-30T00:00:00Z")));
    assertTrue(end(first.root()).isAfter(Instant.parse("2035-12-01T00:00:00Z")));
    now = BEGIN;
    trusted = true;
    LanCertificate second = certificates.current();
    assertEquals(first.root(), second.root());
    assertTrue(
        end(second.leaf()).isAfter(BEGIN.plus(Duration.ofDays(390))), "renewed by the clock");
    now = Instant.EPOCH;
    trusted = false;
    assertEquals(second.leaf(), certificates.current().leaf(), "and kept in 1970");
  }

  @Test
  void a_root_made_by_a_clock_in_the_future_is_made_anew_once_the_clock_is_right()
      throws Exception {
    now = Instant.parse("2040-05-05T00:00:00Z");
    trusted = false;
    LanCertificates certificates = certificates();
    LanCertificate first = certificates.current();
    now = BEGIN;
    assertEquals(first.root(), certificates.current().root(), "nothing vouches for this clock");
    assertTrue(healthOf(certificates).cure().contains("Set the kiosk's clock"));
    trusted = true;
    LanCertificate second = certificates.current();
    assertNotEquals(first.root(), second.root());
    second.leaf().checkValidity(Date.from(BEGIN));
    second.root().checkValidity(Date.from(BEGIN));
  }

  @Test
  void the_end_of_the_root_is_told_30_days_before_and_not_earlier() throws Exception {
    LanCertificates certificates = certificates();
    LanCertificate first = certificates.current();
    now = end(first.root()).minus(Duration.ofDays(31));
    assertEquals(Part.State.OK, healthOf(certificates).state());
    assertEquals(end(first.root()), end(certificates.current().leaf()), "it ends with the root");
    now = end(first.root()).minus(Duration.ofDays(29));
    Part health = healthOf(certificates);
    assertEquals(Part.State.WARNING, health.state());
    assertTrue(health.detail().contains("the root ends on 2036-"), health::detail);
    assertTrue(health.cure().contains("delete " + data.resolve(LanFolder.NAME)), health::cure);
    assertEquals(first.root(), certificates.current().root(), "nobody trusts another yet");
  }

  @Test
  void a_renewal_that_fails_is_told_before_the_certificate_ends() throws Exception {
    LanCertificates certificates = certificates();
    Instant ends = certificates.current().end();
    try (RunningApi api = new RunningApi(Files.createTempDirectory(data, "store"))) {
      certificates.check(api.server);
      Files.delete(data.resolve(LanFolder.NAME).resolve(LanFolder.ROOT));
      now = ends.minus(Duration.ofDays(60));
      certificates.check(api.server);
      assertEquals(Part.State.OK, certificates.health().state());
      now = ends.minus(Duration.ofDays(20));
      certificates.check(api.server);
      Part health = certificates.health();
      assertEquals(Part.State.WARNING, health.state());
      assertTrue(health.detail().contains(LanFolder.ROOT), health::detail);
    }
  }

  @Test
  void a_kiosk_with_a_certificate_that_signed_itself_goes_on_with_its_key() throws Exception {
    Path folder = Files.createDirectory(data.resolve(LanFolder.NAME));
    Files.writeString(folder.resolve(LanFolder.PASSWORD), "0123456789abcdef\n");
    Process keytool =
        new ProcessBuilder(
                "%s -genkeypair -alias lan -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA"
                    .formatted(Path.of(System.getProperty("java.home"), "bin", "keytool"))
                    .concat(" -validity 3652 -dname CN=daka-entrance -ext san=dns:daka-entrance")
                    .concat(" -storetype PKCS12 -storepass 0123456789abcdef -keystore ")
                    .concat(folder.resolve(LanFolder.LEAF).toString())
                    .split(" "))
            .inheritIO()
            .start();
    assertEquals(0, keytool.waitFor());
    X509Certificate old = new LanFolder(data, DataKey.NONE).read(LanFolder.LEAF).certificate();
    LanCertificate shown = certificates().current();
    assertEquals(old.getPublicKey(), shown.leaf().getPublicKey());
    shown.leaf().verify(shown.root().getPublicKey());
    assertEquals(shown.leaf(), certificates().current().leaf());
  }

  @Test
  void a_damaged_root_is_told_with_its_cure_and_a_damaged_leaf_made_anew() throws Exception {
    LanCertificate first = certificates().current();
    Path folder = data.resolve(LanFolder.NAME);
    Files.writeString(folder.resolve(LanFolder.LEAF), "damaged");
    LanCertificate second = certificates().current();
    assertEquals(first.root(), second.root());
    assertNotEquals(first.leaf().getPublicKey(), second.leaf().getPublicKey());
    Files.writeString(folder.resolve(LanFolder.ROOT), "damaged");
    IOException told = assertThrows(IOException.class, () -> certificates().current());
    assertTrue(String.valueOf(told.getMessage()).contains("delete " + folder), told::getMessage);
    assertEquals(Part.State.FAILED, LanCertificates.look(data, DataKey.NONE, BEGIN).state());
  }

  @Test
  void a_power_cut_between_root_and_leaf_is_made_good() throws Exception {
    LanCertificate first = certificates().current();
    Path folder = data.resolve(LanFolder.NAME);
    Files.delete(folder.resolve(LanFolder.LEAF));
    Files.writeString(folder.resolve(LanFolder.LEAF + ".part"), "half");
    assertEquals(first.fingerprint(), certificates().current().fingerprint());
    assertEquals(Part.State.OK, LanCertificates.look(data, DataKey.NONE, BEGIN).state());
  }

  @Test
  void no_copy_of_the_database_has_the_keys() throws Exception {
    certificates().current();
    Keys.readOrMake(data, Keys.CARD, DataKey.NONE);
    LanFolder folder = new LanFolder(data, DataKey.NONE);
    try (OpenStore _ = new OpenStore(data)) {
      Path copy = data.resolve("copy.db");
      new Backup(data).make(copy);
      byte[] bytes = Files.readAllBytes(copy);
      String text = new String(bytes, ISO_8859_1);
      assertTrue(text.contains("copy of "), "the copy has other keys");
      for (String file : List.of(LanFolder.ROOT, LanFolder.LEAF)) {
        ECPrivateKey key = (ECPrivateKey) folder.read(file).key();
        assertFalse(text.contains(key.getS().toString(16)), file);
        byte[] scalar = key.getS().toByteArray();
        assertFalse(text.contains(new String(scalar, ISO_8859_1)), file);
        byte[] stored = Files.readAllBytes(folder.path().resolve(file));
        assertFalse(text.contains(HexFormat.of().formatHex(stored, 0, 32)), file);
      }
      String password = Files.readString(folder.path().resolve(LanFolder.PASSWORD)).strip();
      assertFalse(text.contains(password));
    }
  }
}
