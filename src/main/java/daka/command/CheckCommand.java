package daka.command;

import daka.checkin.CardDigests;
import daka.checkin.Scan;
import daka.config.Config;
import daka.config.Problem;
import daka.health.Part;
import daka.kiosk.DataKeyPlace;
import daka.kiosk.ForwarderParts;
import daka.kiosk.Kiosk;
import daka.kiosk.OpenedStore;
import daka.kiosk.Parts;
import daka.kiosk.ReaderParts;
import daka.kiosk.SignalParts;
import daka.kiosk.StartException;
import daka.kiosk.SyslogPart;
import daka.pi.Pi;
import daka.reader.Reader;
import daka.reader.ScanReceiver;
import daka.screen.Screen;
import daka.signal.Signal;
import daka.store.file.DataKey;
import daka.store.journal.ClockStamp;
import daka.web.lan.LanCertificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `check --config FILE`: tries everything the config names, and prints a line each: ok, or what is
/// wrong and the cure. To be used while the kiosk is stopped: a running one holds its devices and
/// its store.
public final class CheckCommand {
  /// For 8 s: a camera that sends nothing says so after 5.
  private static final int MOST_TRIES = 80;

  private static final long TRY_MILLIS = 100;

  /// What is opened first loads Pi4J.
  private static final Duration PI_PATIENCE = Duration.ofSeconds(60);

  /// What is presented meanwhile is ignored.
  private static final CardDigests ANY_KEYS = new CardDigests(new byte[32], new byte[32]);

  private CheckCommand() {}

  public static int run(Options options) {
    return switch (Config.read(options.path("config"))) {
      case Config.Valid(Config config) -> {
        List<Part> parts = check(config);
        parts.forEach(CheckCommand::print);
        yield parts.stream().noneMatch(part -> part.state() == Part.State.FAILED)
            ? Exit.DONE
            : Exit.FAILED;
      }
      case Config.Invalid(var problems) -> {
        problems.stream().map(Problem::toString).forEach(System.out::println);
        yield Exit.FAILED;
      }
    };
  }

  private static List<Part> check(Config config) {
    List<Part> parts = new ArrayList<>();
    parts.add(Part.ok("config", "can be used"));
    parts.add(new DataKeyPlace(config, System.getenv()).health());
    parts.addAll(store(config));
    parts.add(listener("kiosk.listen", config.kiosk().listen()));
    if (config.lan() != null) {
      parts.add(listener("lan.listen", config.lan().listen()));
      parts.add(certificate(config));
    }
    parts.addAll(readers(config));
    parts.addAll(signals(config));
    parts.addAll(ForwarderParts.check(config));
    parts.addAll(SyslogPart.check(config));
    return parts;
  }

  private static List<Part> store(Config config) {
    try (Parts opened = new Parts()) {
      OpenedStore vault =
          OpenedStore.open(config, InstantSource.system(), () -> new ClockStamp("", "", 0), opened);
      Kiosk.checkRooms(config, vault.ledger());
      List<Part> parts = new ArrayList<>(List.of(vault.ledger().health(), vault.files()));
      if (!vault.foreign().isEmpty()) {
        parts.add(foreign(vault));
      }
      return parts;
    } catch (StartException e) {
      return List.of(Part.failed("store", String.valueOf(e.getMessage()), ""));
    }
  }

  private static Part certificate(Config config) {
    try {
      DataKey dataKey = new DataKeyPlace(config, System.getenv()).read();
      return LanCertificates.look(config.kiosk().data(), dataKey, Instant.now());
    } catch (StartException e) {
      return Part.failed("certificate", String.valueOf(e.getMessage()), "");
    }
  }

  private static Part foreign(OpenedStore vault) {
    return Part.warning(
        "store",
        "the database has what this program did not make: " + String.join(", ", vault.foreign()),
        "It is left alone. Drop it if nobody needs it.");
  }

  private static Part listener(String name, InetSocketAddress address) {
    String where = address.getHostString() + ":" + address.getPort();
    try (ServerSocket _ = new ServerSocket(address.getPort(), 1, address.getAddress())) {
      return Part.ok(name, where + " is free");
    } catch (IOException e) {
      return Part.failed(
          name,
          where + " cannot be listened on: " + e.getMessage(),
          "Stop the kiosk or the other program that listens there, or take another port.");
    }
  }

  private static List<Part> readers(Config config) {
    List<Part> parts = new ArrayList<>();
    try (Parts opened = new Parts()) {
      Pi pi = opened.add(new Pi());
      for (Reader reader : ReaderParts.of(config.readers(), pi, ANY_KEYS)) {
        opened.add(reader).start(new Ignored());
        parts.add(settled(reader));
      }
    }
    return parts;
  }

  /// What the reader says once it has tried its device.
  private static Part settled(Reader reader) {
    CountDownLatch never = new CountDownLatch(1);
    try {
      for (int i = 0; i < mostTries(reader.health()); i++) {
        never.await(TRY_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return reader.health();
  }

  /// A warning without a cure is a reader that was not tried yet.
  private static long mostTries(Part part) {
    if (part.state() != Part.State.WARNING) {
      return 0;
    }
    return part.cure().isEmpty() ? PI_PATIENCE.toMillis() / TRY_MILLIS : MOST_TRIES;
  }

  /// Everything beside the screen is opened as for a kiosk where nobody taps: the door stays shut,
  /// and nothing is lit or sounds.
  private static List<Part> signals(Config config) {
    InstantSource clock = InstantSource.system();
    Screen screen = new Screen(Kiosk.sign(config), List::of, clock, System::nanoTime, 0);
    try (Parts opened = new Parts()) {
      Pi pi = opened.add(new Pi());
      List<Signal> signals =
          new SignalParts(pi, screen, config.centre().hours(), clock).of(config.signals());
      signals.forEach(signal -> opened.add(signal).start());
      return signals.stream().map(CheckCommand::tried).toList();
    }
  }

  private static Part tried(Signal signal) {
    try {
      signal.awaitTried(PI_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return signal.health();
  }

  private static final class Ignored implements ScanReceiver {
    @Override
    public void scan(Scan scan) {}

    @Override
    public void unreadable(String reader) {}
  }

  private static void print(Part part) {
    String state =
        switch (part.state()) {
          case OK -> "ok";
          case WARNING -> "warning";
          case FAILED -> "FAILED";
        };
    System.out.println(
        (state + " " + part.name() + ": " + part.detail() + " " + part.cure()).strip());
  }
}
