package daka.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.device.Waiting;
import daka.event.Entry;
import daka.health.Part;
import daka.store.audit.Asker;
import daka.store.audit.AuditCursor;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The audit log on its way to another machine, by real TLS.
class SyslogForwarderTest {
  private static final Pattern MESSAGE =
      Pattern.compile(
          "<(\\d+)>1 (\\S+) entrance\\.yimin daka - (\\S+) \\[meta sequenceId=\"(\\d+)\"]"
              + " (\\{.*})");

  @TempDir Path folder;
  private Database database;
  private AuditLog log;
  private AuditCursor cursor;
  private Certificates certificates;
  private Certificates.Issued own;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(folder);
    log = new AuditLog(database);
    cursor = new AuditCursor(database);
    certificates = new Certificates(folder.resolve("certificates"));
    own = certificates.issue("log");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void note(int times) {
    new Asker(Asker.By.TOKEN, "王芳的令牌", "/api/v1/rooms/hall", InstantSource.system(), ZoneOffset.UTC)
        .run(
            () -> {
              for (int i = 0; i < times; i++) {
                log.note(Deed.of("room.changed").id("hall").because("王芳说的"));
              }
            });
  }

  private final class Feed implements AuditFeed {
    @Override
    public long position() {
      return cursor.position();
    }

    @Override
    public List<Entry> after(long number, int limit) {
      return log.after(number, limit);
    }

    @Override
    public void advance(long number) {
      cursor.advance(number);
    }

    @Override
    public byte[] key() {
      return cursor.key();
    }
  }

  private SyslogForwarder forwarder(SyslogReceiver to, Path ca) {
    SyslogForwarder forwarder =
        new SyslogForwarder(
            new Feed(),
            to.url(),
            new Tls(ca, null, null, null),
            "entrance.yimin",
            pause -> Thread.sleep(Math.min(20, pause.toMillis())),
            InstantSource.system(),
            new Random(1));
    forwarder.start();
    return forwarder;
  }

  private static List<Long> numbers(SyslogReceiver receiver) {
    List<Long> numbers = new ArrayList<>();
    for (String message : receiver.messages()) {
      Matcher parts = MESSAGE.matcher(message);
      assertTrue(parts.matches(), message);
      numbers.add(Long.parseLong(parts.group(4)));
    }
    return numbers;
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void each_entry_arrives_as_a_message_of_rfc_5424_without_names(String protocol) throws Exception {
    note(3);
    try (SyslogReceiver receiver = new SyslogReceiver(own, protocol);
        SyslogForwarder forwarder = forwarder(receiver, certificates.ca)) {
      Waiting.await("three entries", () -> cursor.position() == 3);
      assertEquals(upTo(3), numbers(receiver));
      Matcher first = MESSAGE.matcher(receiver.messages().getFirst());
      assertTrue(first.matches());
      assertEquals("110", first.group(1));
      assertEquals("room.changed", first.group(3));
      String json = first.group(5);
      assertTrue(json.contains("\"target\":\"/api/v1/rooms/hall\""), json);
      assertFalse(json.contains("王") || json.contains("\\u738B"), json);
      assertTrue(json.contains(hash(1)), json);
      Waiting.await("its health", () -> forwarder.health().detail().contains("up to entry 3"));
      assertEquals(Part.State.OK, forwarder.health().state());
    }
  }

  private String hash(long number) {
    String json = log.after(number - 1, 1).getFirst().json();
    return json.substring(json.indexOf("\"hash\":"), json.indexOf(",\"hashbefore\""));
  }

  @Test
  void one_asker_has_one_pseudonym_and_another_has_another() throws Exception {
    note(2);
    new Asker(Asker.By.TOKEN, "other", "", InstantSource.system(), ZoneOffset.UTC)
        .run(() -> log.note(Deed.of("token.made").id("nightly")));
    SyslogFrame frame = new SyslogFrame("entrance.yimin", cursor.key());
    List<String> who = new ArrayList<>();
    for (Entry entry : log.after(0, 3)) {
      String text = new String(frame.write(entry), StandardCharsets.US_ASCII);
      assertFalse(text.contains("nightly"), text);
      who.add(text.replaceFirst("(?s).*\"who\":\"([0-9a-f]{16})\".*", "$1"));
    }
    assertEquals(who.get(0), who.get(1));
    assertEquals(16, who.get(2).length());
    assertFalse(who.get(0).equals(who.get(2)));
  }

  @Test
  void a_line_that_is_cut_loses_nothing_and_what_was_under_way_comes_again_in_order()
      throws Exception {
    note(50);
    try (SyslogReceiver receiver = new SyslogReceiver(own, "TLSv1.3")) {
      receiver.cutAfter(20);
      try (SyslogForwarder forwarder = forwarder(receiver, certificates.ca)) {
        Waiting.await("the cut", () -> receiver.cuts() == 1);
        Waiting.await("fifty entries", () -> cursor.position() == 50);
        note(5);
        Waiting.await("the rest", () -> cursor.position() == 55);
        assertEquals(Part.State.OK, forwarder.health().state());
      }
      List<Long> arrived = numbers(receiver);
      assertEquals(upTo(20), arrived.subList(0, 20));
      assertEquals(upTo(55), arrived.subList(20, arrived.size()), "again from the cursor");
    }
  }

  @Test
  void while_the_other_machine_is_away_it_waits_and_says_so_also_over_a_restart() throws Exception {
    SyslogReceiver away = new SyslogReceiver(own, "TLSv1.3");
    away.close();
    note(2);
    try (SyslogForwarder forwarder = forwarder(away, certificates.ca)) {
      Waiting.await("a warning", () -> forwarder.health().state() == Part.State.WARNING);
      assertTrue(forwarder.health().cure().contains("audit.syslog"), forwarder.health()::cure);
    }
    note(2);
    try (SyslogReceiver back = new SyslogReceiver(own, "TLSv1.3", away.port());
        SyslogForwarder _ = forwarder(back, certificates.ca)) {
      Waiting.await("four entries", () -> cursor.position() == 4);
      assertEquals(upTo(4), numbers(back));
    }
  }

  @Test
  void a_machine_that_nobody_vouches_for_gets_nothing() throws Exception {
    note(1);
    Certificates others = new Certificates(folder.resolve("others"));
    try (SyslogReceiver receiver = new SyslogReceiver(own, "TLSv1.3");
        SyslogForwarder forwarder = forwarder(receiver, others.ca)) {
      Waiting.await("a warning", () -> forwarder.health().state() == Part.State.WARNING);
      assertTrue(forwarder.health().detail().contains("not signed"), forwarder.health()::detail);
      assertEquals(List.of(), receiver.messages());
      assertEquals(0, cursor.position());
    }
    try (SyslogReceiver elsewhere =
            new SyslogReceiver(certificates.issueElsewhere("elsewhere"), "TLSv1.3");
        SyslogForwarder forwarder = forwarder(elsewhere, certificates.ca)) {
      Waiting.await("a warning", () -> forwarder.health().state() == Part.State.WARNING);
      assertEquals(List.of(), elsewhere.messages());
    }
  }

  @Test
  void check_says_whether_it_answers() throws Exception {
    Tls trusting = new Tls(certificates.ca, null, null, null);
    URI url;
    try (SyslogReceiver receiver = new SyslogReceiver(own, "TLSv1.3")) {
      url = receiver.url();
      Part part = SyslogForwarder.check(url, trusting, InstantSource.system());
      assertEquals(Part.State.OK, part.state(), part::detail);
    }
    Part gone = SyslogForwarder.check(url, trusting, InstantSource.system());
    assertEquals(Part.State.FAILED, gone.state());
  }
}
