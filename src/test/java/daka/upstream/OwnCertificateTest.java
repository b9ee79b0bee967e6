package daka.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.health.Part;
import daka.upstream.Certificates.Issued;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The end of the certificate that the kiosk shows to the town is told while all goes well.
class OwnCertificateTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private Certificates town;
  private Path certificate;
  private Path key;
  private Tls tls;

  @BeforeEach
  void make() throws Exception {
    town = new Certificates(folder.resolve("town"));
    certificate = folder.resolve("kiosk.pem");
    key = folder.resolve("kiosk.key");
    put(town.issue("kiosk", 90));
    tls = new Tls(town.ca, null, certificate, key);
  }

  private void put(Issued issued) throws Exception {
    Files.copy(issued.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(issued.key(), key, StandardCopyOption.REPLACE_EXISTING);
  }

  private Instant end() throws Exception {
    return Pem.certificates(certificate).getFirst().getNotAfter().toInstant();
  }

  private HttpUpstream to(URI url) {
    return new HttpUpstream(
        new HttpUpstream.Settings(url, null, tls, false, PATIENT, PATIENT), now::get);
  }

  @Test
  void the_health_report_warns_30_days_before_and_no_more_once_the_files_were_exchanged()
      throws Exception {
    try (TlsServer receiver = new TlsServer(town.issue("server"), town.ca);
        Forwarding forwarding = new Forwarding(Files.createDirectories(folder.resolve("store")))) {
      forwarding.record(3);
      try (Forwarder forwarder = forwarding.start(to(receiver.url()))) {
        forwarding.awaitCursor(3);
        now.set(end().minus(DAY.multipliedBy(31)));
        assertEquals(Part.State.OK, forwarder.health().state());
        now.set(end().minus(DAY.multipliedBy(29)));
        Part told = forwarder.health();
        assertEquals(Part.State.WARNING, told.state());
        String day = LocalDate.ofInstant(end(), ZoneOffset.UTC).toString();
        assertEquals(
            "all sent up to entry 3; the kiosk's certificate in " + certificate + " ends on " + day,
            told.detail());
        assertTrue(told.cure().contains("as cert-file and key-file"), told::cure);
        forwarding.record(1);
        forwarding.awaitCursor(4);
        put(town.issue("the-next", 200));
        Forwarding.await("the new one to count", () -> forwarder.health().state() == Part.State.OK);
      }
    }
  }

  @Test
  void one_that_has_ended_is_told_as_such_also_while_the_town_is_away() throws Exception {
    now.set(end().plus(DAY));
    try (HttpUpstream upstream = to(URI.create("https://127.0.0.1:9/"))) {
      assertTrue(detail(upstream).contains(" ended on "), detail(upstream));
    }
  }

  @Test
  void a_certificate_of_the_chain_that_ends_sooner_counts() throws Exception {
    Instant ends = end();
    String sooner = Files.readString(town.issue("between", 10).certificate());
    Files.writeString(certificate, Files.readString(certificate) + sooner);
    assertEquals(ends, end(), "the first is the kiosk's own");
    try (HttpUpstream upstream = to(URI.create("https://127.0.0.1:9/"))) {
      assertTrue(detail(upstream).contains(" ends on "), detail(upstream));
    }
  }

  @Test
  void the_brokers_part_tells_it_too_and_a_way_that_is_not_secure_shows_none() throws Exception {
    now.set(end().minus(DAY));
    for (boolean secure : new boolean[] {true, false}) {
      URI url = URI.create(secure ? "mqtts://127.0.0.1:9" : "mqtt://127.0.0.1:9");
      MqttUpstream.Settings settings =
          new MqttUpstream.Settings(url, "daka/yimin/entrance", null, null, tls, PATIENT);
      try (Upstream upstream = MqttUpstream.probe(settings, now::get)) {
        assertEquals(secure, upstream.notice() != null);
      }
    }
    try (HttpUpstream upstream = to(URI.create("http://127.0.0.1:9/"))) {
      assertNull(upstream.notice());
    }
  }

  @Test
  void a_file_that_cannot_be_read_is_told_by_who_connects_and_not_here() throws Exception {
    now.set(end());
    try (HttpUpstream upstream = to(URI.create("https://127.0.0.1:9/"))) {
      for (String content : List.of("", "nonsense")) {
        Files.writeString(certificate, content);
        assertNull(upstream.notice());
      }
      Files.delete(certificate);
      assertNull(upstream.notice());
    }
  }

  private static String detail(Upstream upstream) {
    Upstream.Notice notice = upstream.notice();
    assertNotNull(notice);
    return notice.detail();
  }
}
