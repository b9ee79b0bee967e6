package daka.kiosk;

import daka.checkin.CardDigests;
import daka.checkin.Centre;
import daka.checkin.Desk;
import daka.checkin.Hours;
import daka.reader.http.HttpReader;
import daka.screen.CentreSign;
import daka.screen.Entrance;
import daka.screen.Screen;
import daka.store.file.Database;
import daka.store.journal.ClockStamp;
import daka.store.visits.SqliteLedger;
import daka.web.door.KioskServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tinylog.Logger;

/// Taps at a scratch kiosk while the real one is put together, because the first tap of a cold JVM
/// takes ten times as long as the next, and taps are far enough apart that every one would be a
/// cold one. As it runs beside the start and loads what that needs next, it makes the start
/// shorter.
public final class WarmUp implements AutoCloseable {
  private static final int TAPS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Hours ALWAYS =
      new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneOffset.UTC);
  private static final Centre CENTRE = new Centre("hall", ALWAYS, Duration.ZERO, Integer.MAX_VALUE);

  private final Thread thread;

  private WarmUp() {
    thread = Thread.ofPlatform().name("warm-up").daemon().start(WarmUp::run);
  }

  /// Begins to warm up.
  public static WarmUp begin() {
    return new WarmUp();
  }

  private static void run() {
    try {
      Path folder = Files.createTempDirectory("daka-warm-up");
      try (Database database = Database.open(folder)) {
        tap(database);
      } finally {
        delete(folder);
      }
    } catch (IOException | RuntimeException e) {
      Logger.warn("could not warm up, the first taps will be slow: {}", e.getMessage());
    }
  }

  private static void tap(Database database) throws IOException {
    ClockStamp stamp = new ClockStamp("", "", 0);
    SqliteLedger ledger = new SqliteLedger(database, "/warm-up", ZoneOffset.UTC, () -> stamp);
    CardDigests fingerprints = new CardDigests(new byte[32], new byte[32]);
    InstantSource clock = InstantSource.system();
    Desk desk = new Desk(CENTRE, ledger, fingerprints, clock, System::nanoTime);
    CentreSign sign = new CentreSign("warm-up", "", List.of("en"), ALWAYS);
    Screen screen = new Screen(sign, ledger::rooms, clock, System::nanoTime, 0);
    InetAddress here = InetAddress.getLoopbackAddress();
    try (KioskServer server =
        new KioskServer(
            new InetSocketAddress(here, 0),
            screen,
            new Entrance(desk, screen),
            Map.of("warm-up", new HttpReader("warm-up", null)),
            List::of,
            List.of(),
            List::of)) {
      server.start();
      for (int i = 0; i < TAPS; i++) {
        post(new InetSocketAddress(here, server.port()), "{\"payload\":\"warm-up " + i + "\"}");
      }
    }
  }

  private static void post(InetSocketAddress to, String body) throws IOException {
    String request =
        "POST /api/v1/scans HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// Waits until it is done, but not for long: a cold kiosk is better than none.
  void await() {
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The same. Its folder is gone then.
  @Override
  public void close() {
    await();
  }
}
