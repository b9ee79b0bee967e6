package daka.web.lan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import daka.check.Needs;
import daka.web.api.RunningApi;
import daka.web.door.Chromium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What openssl, curl and Chromium, who know nothing of us, think of the kiosk's root.
@Needs.Browser
class LanTrustTest {
  private static final LanNames OWN =
      LanNames.of("daka", List.of(InetAddress.ofLiteral("192.168.1.20")), List.of());

  @TempDir Path folder;

  private Path pem(String name, X509Certificate... certificates) throws Exception {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      text.append(RootCertificate.pem(certificate));
    }
    return Files.writeString(folder.resolve(name), text, US_ASCII);
  }

  /// @param status what it ended with
  private record Said(int status, String text) {}

  private Said run(String... command) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    process.getOutputStream().close();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> Arrays.toString(command));
    return new Said(process.exitValue(), Files.readString(said));
  }

  private Said verify(X509Certificate root, X509Certificate leaf, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("openssl", "verify", "-x509_strict", "-purpose", "sslserver"));
    command.addAll(List.of("-CAfile", pem("root.pem", root).toString()));
    command.addAll(List.of(more));
    command.add(pem("leaf.pem", leaf).toString());
    return run(command.toArray(String[]::new));
  }

  private static LanNames only(String domain) {
    return new LanNames(List.of(domain), List.of());
  }

  private static LanNames address(String text) {
    return new LanNames(List.of("localhost"), List.of(InetAddress.ofLiteral(text)));
  }

  @Test
  void openssl_verifies_names_and_addresses_within_the_constraints_and_no_others()
      throws Exception {
    Instant now = Instant.now();
    LanRoot root = LanRoot.make(OWN, now);
    KeyPair key = LanRoot.newKey();
    for (LanNames within :
        List.of(
            OWN,
            only("daka"),
            only("anything.local"),
            address("10.255.0.1"),
            address("fd12:3456::1"),
            address("192.168.200.200"))) {
      Said said = verify(root.certificate(), root.sign(key.getPublic(), within, now));
      assertEquals(0, said.status, () -> within + said.text);
    }
    for (LanNames outside :
        List.of(
            only("www.bank.example"),
            only("example.com"),
            only("dakar"),
            only("xlocal"),
            address("8.8.8.8"),
            address("172.32.0.1"),
            address("2408:8000::1"))) {
      Said said = verify(root.certificate(), root.sign(key.getPublic(), outside, now));
      assertFalse(said.status == 0, () -> outside + said.text);
      assertTrue(said.text.contains("permitted subtree violation"), said.text);
    }
  }

  @Test
  void openssl_matches_the_name_and_the_address_that_are_asked_for() throws Exception {
    Instant now = Instant.now();
    LanRoot root = LanRoot.make(OWN, now);
    X509Certificate leaf = root.sign(LanRoot.newKey().getPublic(), OWN, now);
    for (String[] match :
        List.of(
            new String[] {"-verify_hostname", "daka.local"},
            new String[] {"-verify_ip", "192.168.1.20"},
            new String[] {"-verify_ip", "::1"})) {
      Said said = verify(root.certificate(), leaf, match);
      assertEquals(0, said.status, said.text);
    }
    assertFalse(verify(root.certificate(), leaf, "-verify_hostname", "other.local").status == 0);
  }

  @Test
  void nobody_whom_the_root_signs_can_sign_others() throws Exception {
    Instant now = Instant.now();
    LanRoot root = LanRoot.make(OWN, now);
    KeyPair between = LanRoot.newKey();
    X500Name name = new X500Name("CN=between");
    Instant until = now.plusSeconds(86_400);
    X509Certificate intermediate =
        new LanCertificateForm(name, between.getPublic(), now.minusSeconds(60), until)
            .forAuthority(LanConstraints.PRIVATE)
            .signedBy(
                X500Name.getInstance(root.certificate().getSubjectX500Principal().getEncoded()),
                root.certificate().getPublicKey(),
                root.key());
    X509Certificate leaf =
        new LanRoot(intermediate, between.getPrivate())
            .sign(LanRoot.newKey().getPublic(), OWN, now);
    Said said =
        verify(root.certificate(), leaf, "-untrusted", pem("between.pem", intermediate).toString());
    assertTrue(said.text.contains("path length constraint exceeded"), said.text);
  }

  @Test
  void anybody_gets_the_root_without_a_token_as_pem_or_der() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      HttpResponse<String> pem = api.get(null, "/root.crt");
      assertEquals(200, pem.statusCode());
      assertEquals("application/x-x509-ca-cert", type(pem));
      assertEquals(RootCertificate.pem(api.certificate.root()), pem.body());
      HttpResponse<byte[]> der =
          api.http.send(
              api.request(null, "/root.crt").header("Accept", "application/pkix-cert").build(),
              BodyHandlers.ofByteArray());
      assertEquals("application/pkix-cert", type(der));
      assertArrayEquals(api.certificate.root().getEncoded(), der.body());
      assertEquals(400, api.get(null, "/root.crt?x=1").statusCode());
      assertEquals(401, api.get(null, "/root.crt/").statusCode());
    }
  }

  private static String type(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  /// The way of the README: the chain as the kiosk shows it, its last certificate compared by
  /// fingerprint, and curl trusting that.
  @Test
  void curl_trusts_the_root_or_pins_the_key_and_nobody_else() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      String at = "localhost:" + api.server.port();
      Path root = folder.resolve("kiosk-root.pem");
      String fetched =
          "openssl s_client -showcerts -connect %s </dev/null 2>/dev/null | awk '/BEGIN/ {n++} n == 2' | openssl x509 > %s"
              .formatted(at, root);
      assertEquals(0, run("bash", "-c", "set -o pipefail; " + fetched).status);
      Said fingerprint =
          run("openssl", "x509", "-in", root.toString(), "-noout", "-fingerprint", "-sha256");
      assertTrue(fingerprint.text.contains(api.server.fingerprint()), fingerprint.text);
      String url = "https://" + at + "/api/v1/rooms";
      String token = "Authorization: Bearer " + api.staff;
      Said rooms = run("curl", "-sS", "--cacert", root.toString(), "-H", token, url);
      assertTrue(rooms.text.contains("\"hall\""), rooms.text);
      assertTrue(run("curl", "-sS", "-H", token, url).text.contains("SSL certificate"));
      byte[] key = api.certificate.leaf().getPublicKey().getEncoded();
      String pin =
          "sha256//"
              + Base64.getEncoder()
                  .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
      Said pinned =
          run("curl", "-sS", "--cacert", root.toString(), "--pinnedpubkey", pin, "-H", token, url);
      assertTrue(pinned.text.contains("\"hall\""), pinned.text);
      LanRoot other = LanRoot.make(OWN, Instant.now());
      Said wrong =
          run("curl", "-sS", "--cacert", pem("other.pem", other.certificate()).toString(), url);
      assertEquals(60, wrong.status, wrong.text);
    }
  }

  @Test
  void chromium_trusts_the_kiosk_once_it_trusts_the_root_and_not_before() throws Exception {
    Assumptions.assumeTrue(
        isInstalled("certutil"), "no certutil: install Debian's package libnss3-tools");
    try (RunningApi api = new RunningApi(folder)) {
      String url = "https://localhost:" + api.server.port() + "/api/v1/openapi.json";
      Path home = Files.createDirectory(folder.resolve("home"));
      String store = "sql:" + Files.createDirectories(home.resolve(".pki/nssdb"));
      assertEquals(0, run("certutil", "-d", store, "-N", "--empty-password").status);
      Map<String, String> environment = Map.of("HOME", home.toString());
      try (Chromium chromium = Chromium.start(environment)) {
        Page page = chromium.page(1280, 800);
        PlaywrightException refused =
            assertThrows(PlaywrightException.class, () -> page.navigate(url));
        assertTrue(
            String.valueOf(refused.getMessage()).contains("ERR_CERT_AUTHORITY_INVALID"),
            refused::getMessage);
      }
      Path root = pem("root.pem", api.certificate.root());
      Said added =
          run("certutil", "-d", store, "-A", "-t", "C,,", "-n", "daka", "-i", root.toString());
      assertEquals(0, added.status, added.text);
      try (Chromium chromium = Chromium.start(environment)) {
        assertEquals(200, chromium.page(1280, 800).navigate(url).status());
      }
    }
  }

  private static boolean isInstalled(String program) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", "command -v " + program)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
