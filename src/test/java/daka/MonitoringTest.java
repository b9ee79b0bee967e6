package daka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import daka.check.Needs;
import daka.device.Waiting;
import daka.rig.KioskProcess;
import daka.rig.Site;
import daka.store.file.Database;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import daka.upstream.Receiver;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `deploy/monitoring` against a real kiosk: Debian's Prometheus reads it over TLS with a token,
/// and runs every query of the dashboard and every alert.
@Needs.Rig
@Timeout(300)
class MonitoringTest {
  private static final Path MONITORING = Path.of("deploy", "monitoring");
  private static final Pattern METRIC =
      Pattern.compile("\\b(daka_[a-z_]+|process_start_time_seconds|up)(?=[\\[{) ]|$)");
  private static final Pattern PORT = Pattern.compile("https on port (\\d+)");

  @TempDir Path folder;

  @Test
  void promtool_finds_no_fault_and_the_alerts_ring_when_they_should() throws Exception {
    Prometheus.promtool("check", "rules", MONITORING.resolve("alerts.yml").toString());
    Prometheus.promtool("test", "rules", MONITORING.resolve("alerts.test.yml").toString());
    Prometheus.promtool(
        "check", "config", "--syntax-only", MONITORING.resolve("prometheus.yml").toString());
  }

  @Test
  void every_query_of_the_dashboard_and_every_alert_finds_what_a_real_kiosk_tells()
      throws Exception {
    Prometheus.mustBeHere();
    try (Receiver receiver = new Receiver()) {
      Site site = Site.make(folder.resolve("site"), receiver.url(), 3);
      Files.writeString(
          site.config(), "\n[lan]\nlisten = \"127.0.0.1:0\"\n", StandardOpenOption.APPEND);
      Path token = folder.resolve("token");
      Files.writeString(token, token(site));
      try (KioskProcess kiosk = KioskProcess.start(site, List.of("daka.Main", "run"))) {
        Door door = new Door(kiosk.awaitReady());
        tap(door);
        try (Prometheus prometheus = new Prometheus(config(door, token), folder.resolve("tsdb"))) {
          Await.that(
              Waiting.PATIENCE,
              () -> prometheus.query("up{job=\"daka\"} == 1").size() == 1,
              () -> prometheus.get("/api/v1/targets").toString());
          Await.that(
              Waiting.PATIENCE,
              () -> {
                door.tap(Site.card(3));
                return prometheus
                        .query("rate(daka_taps_total{decision=\"repeated\"}[1m]) > 0")
                        .size()
                    == 1;
              },
              () -> "no tap is counted: " + kiosk.log());
          everyQueryOfTheDashboardFindsSomething(prometheus);
          everyAlertIsReckonedFromWhatThereIs(prometheus);
          assertEquals(
              "1",
              prometheus
                  .query("daka_taps_total{decision=\"refused\",reason=\"unknown-card\"}")
                  .at("/0/value/1")
                  .asText());
        }
      }
    }
  }

  private static String token(Site site) throws Exception {
    try (Database database = Database.open(site.data())) {
      return new Tokens(database)
          .issue("prometheus", TokenRole.AUDITOR, Instant.now())
          .orElseThrow();
    }
  }

  private static void tap(Door door) throws Exception {
    for (String card : List.of(Site.card(1), Site.card(2), "nobody's", Site.card(1))) {
      assertEquals(200, door.tap(card).statusCode());
    }
  }

  /// The config as it is delivered, with the names of this kiosk and a pace for tests.
  private Path config(Door door, Path token) throws Exception {
    String lan = door.part("lan").path("detail").asText();
    Matcher port = PORT.matcher(lan);
    assertTrue(port.find(), lan);
    Path root = folder.resolve("kiosk.pem");
    Files.writeString(root, root(Integer.parseInt(port.group(1)), lan));
    String config =
        Files.readString(MONITORING.resolve("prometheus.yml"))
            .replace("/etc/prometheus/daka/alerts.yml", alerts())
            .replace("/etc/prometheus/daka/token", token.toString())
            .replace("/etc/prometheus/daka/kiosk.pem", root.toString())
            .replace("kiosk.local:8443", "127.0.0.1:" + port.group(1))
            .replace("scrape_interval: 30s", "scrape_interval: 1s");
    assertFalse(config.contains("/etc/"), config);
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(file, "global: {evaluation_interval: 1s}\n" + config);
    Prometheus.promtool("check", "config", file.toString());
    return file;
  }

  private static String alerts() {
    return MONITORING.resolve("alerts.yml").toAbsolutePath().toString();
  }

  /// The kiosk's root as whoever watches it gets it: from the connection, and compared with what
  /// the kiosk tells.
  private static String root(int port, String told) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustsAll()}, null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      Certificate root = socket.getSession().getPeerCertificates()[1];
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(root.getEncoded());
      String fingerprint = HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
      assertTrue(told.contains(fingerprint), told);
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder().encodeToString(root.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    }
  }

  private static final class TrustsAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static void everyQueryOfTheDashboardFindsSomething(Prometheus prometheus)
      throws Exception {
    JsonNode dashboard = Door.JSON.readTree(MONITORING.resolve("dashboard.json").toFile());
    List<String> queries = new ArrayList<>();
    dashboard
        .path("panels")
        .forEach(
            panel ->
                panel.path("targets").forEach(target -> queries.add(target.path("expr").asText())));
    assertTrue(queries.size() >= 20, queries::toString);
    for (String query : queries) {
      String asked = query.replace("$instance", ".+").replace("$__rate_interval", "1m");
      assertFalse(asked.contains("$"), asked);
      assertTrue(prometheus.query(asked).size() > 0, () -> "nothing is found by " + asked);
    }
    assertEquals(
        "label_values(daka_ready, instance)", dashboard.at("/templating/list/1/query").asText());
    assertEquals(1, prometheus.get("/api/v1/label/instance/values?match[]=daka_ready").size());
  }

  /// Most alerts find nothing at a kiosk that is well; what they are reckoned from is there.
  private static void everyAlertIsReckonedFromWhatThereIs(Prometheus prometheus) throws Exception {
    Await.that(
        Waiting.PATIENCE,
        () -> !prometheus.get("/api/v1/rules").toString().contains("\"health\":\"unknown\""),
        () -> prometheus.get("/api/v1/rules").toString());
    JsonNode rules = prometheus.get("/api/v1/rules").at("/groups/0/rules");
    assertTrue(rules.size() >= 10, rules::toString);
    Set<String> metrics = new TreeSet<>();
    for (JsonNode rule : rules) {
      assertEquals("ok", rule.path("health").asText(), rule::toString);
      String query = rule.path("query").asText();
      prometheus.query(query);
      METRIC.matcher(query).results().forEach(found -> metrics.add(found.group(1)));
    }
    assertTrue(metrics.size() >= 8, metrics::toString);
    for (String metric : metrics) {
      assertTrue(prometheus.query(metric).size() > 0, () -> "no kiosk tells " + metric);
    }
  }
}
