package daka.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.event.Entry;
import daka.health.Part;
import daka.upstream.Certificates.Issued;
import daka.upstream.Delivery.Stored;
import daka.upstream.Delivery.TryAgain;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whom a kiosk trusts and what it shows of itself, towards real servers.
class HttpsTest {
  private static final InstantSource NOW = InstantSource.system();
  private static final Instant YEARS_AGO = Instant.parse("2019-12-31T16:00:00Z");
  private static final Instant IN_YEARS = Instant.parse("2060-01-01T00:00:00Z");
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final int MORE_THAN_SOCKETS_HOLD = 32_000_000;
  private static final List<Entry> BATCH = List.of(new Entry(1, "{}"));

  @TempDir Path folder;
  private Certificates town;
  private Issued server;

  @BeforeEach
  void make() throws Exception {
    town = new Certificates(folder.resolve("town"));
    server = town.issue("server");
  }

  private static HttpUpstream to(URI url, Tls tls, InstantSource clock) {
    return to(url, tls, clock, PATIENT);
  }

  private static HttpUpstream to(URI url, Tls tls, InstantSource clock, Duration deadline) {
    return new HttpUpstream(
        new HttpUpstream.Settings(url, null, tls, false, PATIENT, deadline), clock);
  }

  private static Delivery send(URI url, Tls tls, InstantSource clock) throws Exception {
    try (HttpUpstream upstream = to(url, tls, clock)) {
      return upstream.deliver(BATCH);
    }
  }

  private static void assertTold(Delivery delivery, String reason, String cure) {
    TryAgain told = assertInstanceOf(TryAgain.class, delivery);
    assertTrue(told.reason().contains(reason), told.reason());
    assertTrue(told.cure().contains(cure), told.cure());
  }

  private static Tls trusting(Path ca) {
    return new Tls(ca, null, null, null);
  }

  private static Tls pinning(String pin) {
    return new Tls(null, pin, null, null);
  }

  @Test
  void who_was_signed_by_the_named_authority_is_trusted_and_nobody_else() throws Exception {
    Certificates others = new Certificates(folder.resolve("others"));
    try (TlsServer receiver = new TlsServer(server, null)) {
      assertEquals(new Stored(), send(receiver.url(), trusting(town.ca), NOW));
      for (Tls wrong : List.of(trusting(others.ca), Tls.OF_SYSTEM)) {
        assertTold(send(receiver.url(), wrong, NOW), "not signed by anyone", "as ca-file");
      }
      assertEquals(1, receiver.callers().size());
    }
  }

  @Test
  void a_certificate_for_another_name_is_not_trusted_unless_it_is_pinned() throws Exception {
    Issued elsewhere = town.issueElsewhere("elsewhere");
    try (TlsServer receiver = new TlsServer(elsewhere, null)) {
      assertTold(send(receiver.url(), trusting(town.ca), NOW), "does not fit", "host in its url");
      assertEquals(new Stored(), send(receiver.url(), pinning(elsewhere.pin()), NOW));
    }
  }

  @Test
  void the_pinned_certificate_is_trusted_and_no_other_of_the_same_authority() throws Exception {
    TlsServer first = new TlsServer(server, null);
    try (HttpUpstream upstream = to(first.url(), pinning(server.pin()), NOW)) {
      assertEquals(new Stored(), upstream.deliver(BATCH));
      Issued another = town.issue("another");
      try (TlsServer second = first.renewed(another)) {
        Delivery delivery = upstream.deliver(BATCH);
        if (assertInstanceOf(TryAgain.class, delivery).reason().contains("broke off")) {
          delivery = upstream.deliver(BATCH);
        }
        assertTold(delivery, another.pin() + " and not the one that is pinned", "pin-sha256");
        assertEquals(List.of(), second.callers());
      }
    }
  }

  @Test
  @Timeout(60)
  void a_receiver_that_reads_nothing_is_given_up_in_time() throws Exception {
    List<Entry> more =
        List.of(new Entry(1, "\"%s\"".formatted("x".repeat(MORE_THAN_SOCKETS_HOLD))));
    try (TlsServer receiver = new TlsServer(server, null);
        HttpUpstream upstream =
            to(receiver.deaf(), trusting(town.ca), NOW, Duration.ofMillis(500))) {
      assertTold(upstream.deliver(more), "no answer in time", "network");
    }
  }

  @Test
  void a_kiosk_is_known_by_its_certificate() throws Exception {
    Issued kiosk = town.issue("entrance.yimin");
    try (TlsServer receiver = new TlsServer(server, town.ca)) {
      assertTold(
          Certificates.alert(() -> send(receiver.url(), trusting(town.ca), NOW)),
          "the kiosk's certificate",
          "cert-file");
      assertEquals(new Stored(), send(receiver.url(), kiosk.shownTo(town.ca), NOW));
      assertEquals(List.of("CN=entrance.yimin"), receiver.callers());
    }
  }

  @Test
  void files_that_were_exchanged_count_from_the_next_batch() throws Exception {
    Path ca = folder.resolve("trusted.pem");
    Path certificate = folder.resolve("kiosk.pem");
    Path key = folder.resolve("kiosk.key");
    put(new Certificates(folder.resolve("old")).ca, ca);
    Issued first = town.issue("first");
    put(first.certificate(), certificate);
    put(first.key(), key);
    try (TlsServer receiver = new TlsServer(server, town.ca);
        HttpUpstream upstream = to(receiver.url(), new Tls(ca, null, certificate, key), NOW)) {
      assertTold(upstream.deliver(BATCH), "not signed by anyone", "ca-file");
      put(town.ca, ca);
      assertEquals(new Stored(), upstream.deliver(BATCH));
      Issued second = town.issue("the-second-one");
      put(second.certificate(), certificate);
      put(second.key(), key);
      assertEquals(new Stored(), upstream.deliver(BATCH));
      assertEquals(List.of("CN=first", "CN=the-second-one"), receiver.callers());
    }
  }

  private static void put(Path from, Path to) throws Exception {
    Path beside = to.resolveSibling(to.getFileName() + ".new");
    Files.copy(from, beside, StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void an_expired_certificate_and_a_wrong_clock_are_told_as_such_and_nothing_is_sent()
      throws Exception {
    try (TlsServer receiver = new TlsServer(server, null)) {
      for (Tls tls :
          List.of(trusting(town.ca), trusting(server.certificate()), pinning(server.pin()))) {
        assertTold(
            send(receiver.url(), tls, () -> IN_YEARS),
            "its certificate has expired: it ended on ",
            "the town must renew");
        assertTold(
            send(receiver.url(), tls, () -> YEARS_AGO),
            "and the kiosk's clock says 2019-12-31",
            "Check the kiosk's date");
      }
      assertEquals(List.of(), receiver.callers());
    }
  }

  @Test
  void the_health_report_says_that_the_clock_is_wrong() throws Exception {
    try (TlsServer receiver = new TlsServer(server, null);
        Forwarding forwarding = new Forwarding(Files.createDirectories(folder.resolve("store")))) {
      forwarding.record(3);
      Upstream upstream = to(receiver.url(), trusting(town.ca), () -> YEARS_AGO);
      try (Forwarder forwarder = forwarding.start(upstream)) {
        Forwarding.await("a failure", () -> forwarder.health().state() != Part.State.OK);
        Part told = forwarder.health();
        assertTrue(told.detail().contains("3 entries waiting"), told::toString);
        assertTrue(told.detail().contains("the kiosk's clock says 2019-12-31"), told::toString);
        assertTrue(String.valueOf(told.cure()).contains("Check the kiosk's date"), told::toString);
      }
      assertEquals(0, forwarding.cursor.position());
      assertEquals(List.of(), receiver.callers());
    }
  }

  @Test
  void a_file_that_is_no_use_is_told_without_its_content() throws Exception {
    Path file = folder.resolve("file.pem");
    URI nowhere = URI.create("https://127.0.0.1:9/");
    Tls asCa = trusting(file);
    Tls asCertificate = new Tls(town.ca, null, file, server.key());
    Tls asKey = new Tls(town.ca, null, server.certificate(), file);
    assertTold(send(nowhere, asCa, NOW), "there is no file " + file, "readable for the kiosk");
    for (String content :
        List.of(
            "", "secret", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n")) {
      Files.writeString(file, content);
      for (Tls tls : List.of(asCa, asCertificate, asKey)) {
        Delivery delivery = send(nowhere, tls, NOW);
        assertTold(delivery, file.toString(), "readable for the kiosk");
        assertFalse(((TryAgain) delivery).reason().contains("secret"), delivery::toString);
      }
    }
  }
}
