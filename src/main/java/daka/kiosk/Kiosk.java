package daka.kiosk;

import daka.board.ScreenFeed;
import daka.board.StaffAtScreens;
import daka.checkin.Centre;
import daka.checkin.Desk;
import daka.checkin.Happening;
import daka.checkin.NotRecordedException;
import daka.checkin.Scan;
import daka.checkin.StaffDesk;
import daka.config.Config;
import daka.config.Problem;
import daka.host.Adjtimex;
import daka.host.Boot;
import daka.host.KioskClock;
import daka.host.Machine;
import daka.host.Version;
import daka.host.WallClock;
import daka.pi.Pi;
import daka.reader.Reader;
import daka.reader.ScanReceiver;
import daka.reader.WatchedReaders;
import daka.reader.http.HttpReader;
import daka.screen.CentreSign;
import daka.screen.Entrance;
import daka.screen.Screen;
import daka.screen.StaffSessions;
import daka.signal.Signal;
import daka.store.audit.AuditLog;
import daka.store.journal.Cursors;
import daka.store.register.Cards;
import daka.store.register.StaffCards;
import daka.store.rescue.StoreOpening;
import daka.store.visits.DayLog;
import daka.store.visits.SqliteLedger;
import daka.upkeep.ClockWatch;
import daka.upkeep.ClosingTime;
import daka.upkeep.DiskRelief;
import daka.upkeep.NightlyCopy;
import daka.upstream.Forwarder;
import daka.web.door.KioskServer;
import daka.web.metrics.KioskFigures;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// A running kiosk: everything the config names, put together and started in order, and stopped in
/// reverse.
public final class Kiosk implements AutoCloseable {
  private final Parts parts;
  private final Screen screen;
  private final KioskServer server;
  private final TapProof proof;

  /// Starts the kiosk. When this returns it answers taps.
  ///
  /// @param warmUp waited for before the first tap can come
  /// @throws StartException if it cannot be started; nothing is left running then
  public static Kiosk start(Config config, Wiring wiring, WarmUp warmUp) throws StartException {
    return start(config, wiring, warmUp, new KioskRestart(), null);
  }

  /// The same, of a kiosk that may be put together anew.
  ///
  /// @param readers that outlive it; null if its readers are its own
  static Kiosk start(
      Config config,
      Wiring wiring,
      WarmUp warmUp,
      KioskRestart restart,
      @Nullable ReadersAtDoor readers)
      throws StartException {
    Parts parts = new Parts();
    try {
      ReadersAtDoor door = readers == null ? parts.add(new ReadersAtDoor()) : readers;
      return new Kiosk(config, wiring, warmUp, restart, door, parts);
    } catch (StartException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private Kiosk(
      Config config,
      Wiring wiring,
      WarmUp warmUp,
      KioskRestart restart,
      ReadersAtDoor door,
      Parts parts)
      throws StartException {
    this.parts = parts;
    InstantSource system = InstantSource.system();
    Boot boot = Boot.read(Path.of("/proc"), System::nanoTime);
    WallClock wallClock =
        new WallClock(new Adjtimex(), Path.of("/run"), Path.of("/sys/class/rtc/rtc0"), system);
    KioskClock clock = new KioskClock(boot, wallClock, system, System::nanoTime);
    ClockWatch clockWatch = new ClockWatch(clock, boot);
    Machine machine = new Machine(config.kiosk().data(), clock::trust);
    DiskRelief relief = new DiskRelief(config.kiosk().data(), machine::usedPercent);
    KioskHealth health = new KioskHealth(machine, LastRun.ofProcess());

    OpeningShown opening = parts.add(new OpeningShown(config, clock));
    OpenedStore vault =
        OpenedStore.open(
            config, clock, clockWatch::stamp, parts, System.getenv(), StoreOpening::start, opening);
    UnfinishedPlanBack.take(config.file(), vault.database());
    vault.ledger().lastStamp().ifPresent(clockWatch::resume);
    health.add(vault.ledger()::health);
    health.add(vault::files);
    DataKeyPlace dataKey = new DataKeyPlace(config, System.getenv());
    health.add(dataKey::health);
    vault.warnings(config.centre().hours().zone()).forEach(part -> health.add(() -> part));
    checkRooms(config, vault.ledger());
    Centre centre =
        new Centre(
            config.kiosk().room(),
            config.centre().hours(),
            config.centre().afterClosing(),
            config.centre().capacity());
    prepare(wiring, vault, centre);

    Desk desk =
        new Desk(
            centre, wiring.ledger(vault.ledger()), vault.fingerprints(), clock, System::nanoTime);
    StaffDesk staff = new StaffDesk(desk, centre.hours());
    ClosingTime closing = new ClosingTime(staff, centre.hours(), clock);
    closing.check();
    journalStart(vault, clock);

    StaffCards staffCards = new StaffCards(vault.database(), vault.fingerprints());
    StaffAtScreens members =
        new StaffAtScreens(staffCards, new AuditLog(vault.database()), centre.hours(), clock);
    screen =
        new Screen(
            sign(config),
            vault.ledger()::rooms,
            clock,
            System::nanoTime,
            config.sound().volume(),
            new StaffSessions(System::nanoTime, members::isStill));
    Entrance entrance = new Entrance(desk, screen, members::ofCard);
    Pi pi = parts.add(new Pi());
    List<Signal> signals = new SignalParts(pi, screen, centre.hours(), clock).of(config.signals());
    for (Signal signal : signals) {
      parts.add(signal).start();
      health.add(signal::health);
    }
    Map<String, HttpReader> httpReaders = new HashMap<>();
    parts.add(door::hold);
    WatchedReaders watched = new WatchedReaders(scans(entrance));
    List<Reader> readers = door.open(config.readers(), pi, vault.fingerprints(), watched);
    for (Reader reader : readers) {
      health.add(reader::health);
      if (reader instanceof HttpReader http) {
        httpReaders.put(http.id(), http);
      }
    }
    List<Forwarder> forwarders = ForwarderParts.forwarders(config, vault, wiring, clock);
    for (Forwarder forwarder : forwarders) {
      parts.add(forwarder).start();
      health.add(forwarder::health);
    }
    KioskFigures figures =
        new KioskFigures(
            Version.OF_PROGRAM,
            clock.instant(),
            desk.taps(),
            vault.ledger().journal(),
            health,
            () -> forwarders.stream().map(Forwarder::backlog).toList(),
            machine::space,
            clock,
            clock::trust);
    SyslogPart.open(config, vault, clock, parts).forEach(health::add);
    NightlyCopy copy = UpkeepParts.copy(config, clock);
    server =
        new Listeners(config, vault, clock, health, restart, parts)
            .open(
                wiring,
                staff,
                staffCards,
                entrance,
                screen,
                httpReaders,
                new DeviceParts(config, pi, vault.fingerprints(), readers, signals, watched),
                forwarders,
                figures,
                copy,
                warmUp,
                opening);
    proof =
        new TapProof(desk, vault.database(), config.kiosk().listen().getAddress(), server::port);
    UpkeepParts upkeep = new UpkeepParts(config, vault, clock, health, copy, parts);
    upkeep.beginRounds(
        () -> {
          relief.check();
          clockWatch.check(staff);
          closing.check();
          screen.health(health.get());
        });
    upkeep.beginNights();
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
  public static void checkRooms(Config config, SqliteLedger ledger) throws StartException {
    Set<String> rooms =
        ledger.rooms().stream().map(space -> space.room().id()).collect(Collectors.toSet());
    List<Problem> unknown = config.unknownRooms(rooms);
    if (!unknown.isEmpty()) {
      throw new StartException(
          unknown.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
  }

  private static void prepare(Wiring wiring, OpenedStore vault, Centre centre)
      throws StartException {
    try {
      wiring.prepare(vault.database(), vault.ledger(), vault.fingerprints(), centre);
    } catch (NotRecordedException e) {
      throw new StartException("filling the store: " + e.getMessage(), e);
    }
  }

  /// A start that cannot be journaled is no reason not to start: taps are answered truthfully, and
  /// the health page says what is wrong.
  private static void journalStart(OpenedStore vault, InstantSource clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      Happening started = new KioskStarted(Version.OF_PROGRAM, vault.note(), now);
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

  public static CentreSign sign(Config config) {
    Config.Centre centre = config.centre();
    return new CentreSign(
        centre.id(), centre.name(), centre.languages(), centre.hours(), centre.personalCode());
  }

  private static ScanReceiver scans(Entrance entrance) {
    return new ScanReceiver() {
      @Override
      public void scan(Scan scan) {
        entrance.scan(scan);
      }

      @Override
      public void unreadable(String reader) {
        entrance.unreadable(reader);
      }

      @Override
      public void partOfCode(String reader) {
        entrance.partOfCode(reader);
      }
    };
  }

  /// Whether an answer is on the screen, which somebody may want to undo.
  boolean isBusy() {
    return screen.state().result() != null;
  }

  /// What proves that a tap would be recorded.
  TapProof proof() {
    return proof;
  }

  /// The port of the kiosk's own listener.
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    parts.close();
  }
}
