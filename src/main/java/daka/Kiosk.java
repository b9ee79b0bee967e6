package daka;

import daka.checkin.Centre;
import daka.checkin.Desk;
import daka.checkin.Happening;
import daka.checkin.NotRecordedException;
import daka.checkin.Scan;
import daka.checkin.StaffDesk;
import daka.config.Config;
import daka.config.Problem;
import daka.health.Part;
import daka.host.Adjtimex;
import daka.host.Boot;
import daka.host.KioskClock;
import daka.host.Machine;
import daka.host.WallClock;
import daka.pi.Pi;
import daka.reader.HttpReader;
import daka.reader.Reader;
import daka.reader.Scans;
import daka.screen.CentreSign;
import daka.screen.Entrance;
import daka.screen.Screen;
import daka.screen.Signal;
import daka.store.Cards;
import daka.store.Cursors;
import daka.store.DayLog;
import daka.store.Pins;
import daka.store.SqliteLedger;
import daka.store.VisitLog;
import daka.upstream.Forwarder;
import daka.web.Api;
import daka.web.KioskServer;
import daka.web.Recordings;
import daka.web.Resource;
import daka.web.RollCall;
import daka.web.Unlocking;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tinylog.Logger;

/// A running kiosk: everything the config names, put together and started in order, and stopped in
/// reverse.
final class Kiosk implements AutoCloseable {
  private static final String SET_ASIDE_CURE =
      "Have the SD card checked, compare the visit log with what staff remember, and keep the file"
          + " that was set aside. This warning goes with the next start.";
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration COPY_ROUND = Duration.ofMinutes(10);

  private final Parts parts;
  private final KioskServer server;

  /// Starts the kiosk. When this returns it answers taps.
  ///
  /// @param warmUp waited for before the first tap can come
  /// @throws StartException if it cannot be started; nothing is left running then
  static Kiosk start(Config config, Wiring wiring, WarmUp warmUp) throws StartException {
    Parts parts = new Parts();
    try {
      return new Kiosk(config, wiring, warmUp, parts);
    } catch (StartException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private Kiosk(Config config, Wiring wiring, WarmUp warmUp, Parts parts) throws StartException {
    this.parts = parts;
    InstantSource system = InstantSource.system();
    Boot boot = Boot.read(Path.of("/proc"), System::nanoTime);
    WallClock wallClock =
        new WallClock(new Adjtimex(), Path.of("/run"), Path.of("/sys/class/rtc/rtc0"), system);
    KioskClock clock = new KioskClock(boot, wallClock, system, System::nanoTime);
    ClockWatch clockWatch = new ClockWatch(clock, boot);
    Machine machine = new Machine(config.kiosk().data(), clock::trust);
    DiskRelief relief = new DiskRelief(config.kiosk().data(), machine::usedPercent);
    Health health = new Health(machine);

    Vault vault = Vault.open(config, clock, clockWatch::stamp, parts);
    vault.ledger().lastStamp().ifPresent(clockWatch::resume);
    health.add(vault.ledger()::health);
    if (vault.note() != null) {
      Part setAside = Part.warning("database", vault.note(), SET_ASIDE_CURE);
      health.add(() -> setAside);
    }
    checkRooms(config, vault.ledger());
    Centre centre =
        new Centre(config.kiosk().room(), config.centre().hours(), config.centre().capacity());
    prepare(wiring, vault, centre);

    Desk desk =
        new Desk(
            centre, wiring.ledger(vault.ledger()), vault.fingerprints(), clock, System::nanoTime);
    StaffDesk staff = new StaffDesk(desk, centre.hours());
    ClosingTime closing = new ClosingTime(staff, centre.hours(), clock);
    closing.check();
    journalStart(vault, clock);

    Screen screen =
        new Screen(
            sign(config), vault.ledger()::rooms, clock, System::nanoTime, config.sound().volume());
    Entrance entrance = new Entrance(desk, screen);
    Pi pi = parts.add(new Pi());
    for (Signal signal : new Signalling(pi, screen, centre.hours(), clock).of(config.signals())) {
      parts.add(signal).start();
      health.add(signal::health);
    }
    Map<String, HttpReader> httpReaders = new HashMap<>();
    for (Reader reader : Devices.of(config.readers(), pi, vault.fingerprints())) {
      parts.add(reader).start(scans(entrance));
      health.add(reader::health);
      if (reader instanceof HttpReader http) {
        httpReaders.put(http.id(), http);
      }
    }
    for (Forwarder forwarder : Upstreams.forwarders(config, vault, wiring, clock)) {
      parts.add(forwarder).start();
      health.add(forwarder::health);
    }
    Api api =
        parts.add(
            new Api(
                vault.database(),
                vault.ledger(),
                staff,
                vault.fingerprints(),
                screen.sessions(),
                clock,
                centre.hours().zone()));
    List<Resource> more = new ArrayList<>(wiring.resources());
    more.add(api);
    more.add(new Recordings(config.sound().recordings()));
    more.add(new RollCall(new VisitLog(vault.database()), clock, centre.hours().zone()));
    more.add(
        new Unlocking(
            new Pins(vault.database(), vault.fingerprints()),
            screen,
            centre.hours(),
            clock,
            System::nanoTime));
    server =
        parts.add(
            new KioskServer(config.kiosk().listen(), screen, entrance, httpReaders, health, more));
    warmUp.await();
    listen(config);
    if (config.lan() != null) {
      health.add(Lan.open(config.lan(), config.kiosk().data(), api, parts));
    }
    parts.add(
        new Rounds(
            "rounds",
            ROUND,
            () -> {
              relief.check();
              clockWatch.check(staff);
              closing.check();
              screen.health(health.get());
            }));
    NightlyDeletion deletion = NightlyDeletion.of(config, vault, clock);
    health.add(deletion::health);
    NightlyCopy copy =
        new NightlyCopy(
            config.kiosk().data(),
            centre.hours(),
            clock,
            System::nanoTime,
            config.retention() != null);
    health.add(copy::health);
    parts.add(
        new Rounds(
            "copy",
            COPY_ROUND,
            () -> {
              deletion.check();
              copy.check();
            }));
    parts.add(
        new ScreenFeed(
            vault.ledger().journal(),
            screen,
            new DayLog(vault.database(), centre.hours()),
            new Cards(vault.database(), vault.fingerprints(), clock),
            new Cursors(vault.database()),
            centre.hours(),
            clock));
  }

  /// @throws StartException if the config names rooms that do not exist, with their lines
  static void checkRooms(Config config, SqliteLedger ledger) throws StartException {
    Set<String> rooms =
        ledger.rooms().stream().map(space -> space.room().id()).collect(Collectors.toSet());
    List<Problem> unknown = config.unknownRooms(rooms);
    if (!unknown.isEmpty()) {
      throw new StartException(
          unknown.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
  }

  private static void prepare(Wiring wiring, Vault vault, Centre centre) throws StartException {
    try {
      wiring.prepare(vault.database(), vault.ledger(), vault.fingerprints(), centre);
    } catch (NotRecordedException e) {
      throw new StartException("filling the store: " + e.getMessage(), e);
    }
  }

  /// A start that cannot be journaled is no reason not to start: taps are answered truthfully, and
  /// the health page says what is wrong.
  private static void journalStart(Vault vault, InstantSource clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      Happening started = new Happening.KioskStarted(Version.OF_PROGRAM, vault.note(), now);
      vault
          .ledger()
          .record(
              transaction -> {
                transaction.append(started, now);
                return started;
              });
    } catch (NotRecordedException e) {
      Logger.warn("the start was not journaled: {}", e.getMessage());
    }
  }

  static CentreSign sign(Config config) {
    Config.Centre centre = config.centre();
    return new CentreSign(centre.id(), centre.name(), centre.languages(), centre.hours());
  }

  private static Scans scans(Entrance entrance) {
    return new Scans() {
      @Override
      public void scan(Scan scan) {
        entrance.scan(scan);
      }

      @Override
      public void unreadable(String reader) {
        entrance.unreadable(reader);
      }
    };
  }

  private void listen(Config config) throws StartException {
    try {
      server.start();
    } catch (RuntimeException e) {
      throw new StartException(
          "listening on "
              + config.kiosk().listen()
              + ": "
              + e.getMessage()
              + ". Stop the program that listens there, or take another port in kiosk.listen",
          e);
    }
  }

  /// The port of the kiosk's own listener.
  int port() {
    return server.port();
  }

  @Override
  public void close() {
    parts.close();
  }
}
