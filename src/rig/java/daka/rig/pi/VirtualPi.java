package daka.rig.pi;

import daka.check.FreePort;
import daka.check.LeftBehind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A virtual Pi that is switched on. It is switched off when this is closed, and also when the
/// program that started it ends in any way.
public final class VirtualPi implements AutoCloseable {
  /// In days.
  public static final int TEN_YEARS = 3_652;

  private static final Duration BOOT = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final Path site;
  private final Process process;
  private final Agent agent;
  private final int kiosk;

  /// Switches it on with a line to a town, `10.0.2.100:80` in the machine, and waits until it can
  /// be spoken to.
  ///
  /// @param machine what [Preparation] made
  /// @param app a folder of this host, read-only as `/app` in the machine
  /// @param site a folder of this host, which is `/site` in the machine
  /// @param town port of 127.0.0.1 on this host
  public static VirtualPi start(Path machine, Path app, Path site, int town)
      throws IOException, InterruptedException {
    return start(machine, app, site, "", town);
  }

  /// The same with a disk, `/dev/vda`.
  ///
  /// @param disk its image. Once the machine is switched off, it has what Linux has written to the
  ///   disk and not what it still had in memory
  public static VirtualPi start(Path machine, Path app, Path site, Path disk, int town)
      throws IOException, InterruptedException {
    return start(machine, app, site, disk.toRealPath().toString(), town);
  }

  private static VirtualPi start(Path machine, Path app, Path site, String disk, int town)
      throws IOException, InterruptedException {
    VirtualPi pi = new VirtualPi(machine, app, site, disk, town);
    try {
      pi.awaitAgent();
      return pi;
    } catch (IOException | InterruptedException | RuntimeException e) {
      pi.close();
      throw e;
    }
  }

  private VirtualPi(Path machine, Path app, Path site, String disk, int town) throws IOException {
    this.site = site.toRealPath();
    agent = new Agent(FreePort.pick());
    kiosk = FreePort.pick();
    process =
        new ProcessBuilder(
                Preparation.SCRIPTS.resolve("boot").toString(),
                machine.toString(),
                app.toRealPath().toString(),
                this.site.toString(),
                Integer.toString(agent.port()),
                Integer.toString(kiosk),
                disk,
                Integer.toString(town))
            .redirectErrorStream(true)
            .redirectOutput(console().toFile())
            .start();
    LeftBehind.offerText("console.log", () -> Files.readString(console()));
  }

  /// QEMU accepts a connection before the machine does.
  private void awaitAgent() throws IOException, InterruptedException {
    long until = System.nanoTime() + BOOT.toNanos();
    while (true) {
      try {
        get("/proc/uptime");
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > until) {
          throw new IOException("the virtual Pi does not start: " + Files.readString(console()), e);
        }
        Thread.sleep(LOOK_AGAIN);
      }
    }
  }

  /// What its kernel and its first program print.
  public Path console() {
    return site.resolve("console.log");
  }

  /// The kiosk's own listener, which is port 8080 of the machine's loopback.
  public URI kiosk() {
    return URI.create("http://127.0.0.1:" + kiosk + "/");
  }

  /// What a shell script prints, standard error included.
  ///
  /// @throws IOException if it does not end with 0
  public String run(String script) throws IOException {
    Agent.Ended ended = agent.run(script);
    if (ended.exit() != 0) {
      throw new IOException(script + " ended with " + ended.exit() + ": " + ended.output());
    }
    return ended.output();
  }

  /// The content of a file in the machine.
  public String get(String path) throws IOException {
    return new String(agent.get(Path.of(path)), StandardCharsets.UTF_8);
  }

  /// Whether a file in the machine is there and can be read.
  public boolean exists(String path) throws IOException {
    return agent.exists(Path.of(path));
  }

  /// How long it has been running, on its own clock, to 10 ms.
  public Duration uptime() throws IOException {
    String seconds = get("/proc/uptime").split(" ", -1)[0];
    return Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1_000));
  }

  /// Sets its wall clock by so many days, as by hand: forward, or back if they are negative; see
  /// [#TEN_YEARS]. Nothing in the machine ever puts it right.
  public void setClock(int days) throws IOException {
    run("date -s '%+d days'".formatted(days));
  }

  /// Writes a file in the machine by one write().
  public void put(String path, byte[] content) throws IOException {
    agent.put(Path.of(path), content);
  }

  /// Writes a file in the machine by one write().
  public void put(String path, String content) throws IOException {
    put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /// Plugs in a keyboard, whose node is linked from `/dev/input/by-id/NAME-event-kbd`.
  ///
  /// @param name without spaces
  public Wedge plugInKeyboard(String name) throws IOException {
    return new Wedge(agent, name);
  }

  /// Opens an event node beside the program under test.
  public Eavesdropper eavesdrop(String node) throws IOException {
    return new Eavesdropper(agent, node);
  }

  /// Takes the other end of `/dev/ttyS0`.
  public SerialWire uart() throws IOException {
    return new SerialWire(site.resolve("ttyS0.sock"));
  }

  /// Plugs in a serial reader on USB, whose node is linked from `/dev/serial/by-id/ftdi_sio`.
  public SerialWire plugInSerial() throws IOException {
    return new SerialWire(site.resolve("usb-serial.sock"));
  }

  /// The camera that shows what it is told.
  public LabCamera camera() {
    return new LabCamera(this);
  }

  /// What its pins and buses were told.
  public Traces traces() {
    return new Traces(this);
  }

  /// Switches it off, as by its plug. When this returns nothing is written to its disk any more.
  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(part -> part.onExit().join());
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the virtual Pi does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
