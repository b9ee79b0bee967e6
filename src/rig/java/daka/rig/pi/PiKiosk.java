package daka.rig.pi;

import daka.check.LeftBehind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The delivered kiosk, running in a virtual Pi with the config `/site/daka.toml`.
public final class PiKiosk implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(12);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final String LOG = "/tmp/kiosk.log";
  private static final String WATCHED = "/tmp/watched";

  private final VirtualPi pi;
  private final int process;

  /// Starts it.
  ///
  /// @param pi with the project's `target` as its app, and `jvm.options` in its site
  public static PiKiosk start(VirtualPi pi) throws IOException {
    return start(pi, "-jar /app/daka.jar run");
  }

  /// Starts it by another program.
  ///
  /// @param program for Java, without `--config`
  public static PiKiosk start(VirtualPi pi, String program) throws IOException {
    String started =
        pi.run(
            "touch "
                + LOG
                + "; java @/site/jvm.options -XX:TieredStopAtLevel=1 "
                + program
                + (" --config /site/daka.toml >" + LOG + " 2>&1 </dev/null & echo $!"));
    return new PiKiosk(pi, Integer.parseInt(started.strip()));
  }

  private PiKiosk(VirtualPi pi, int process) {
    this.pi = pi;
    this.process = process;
    LeftBehind.offerText("kiosk.log", this::log);
    LeftBehind.offerState(pi.kiosk());
  }

  /// Waits until it answers taps.
  public void awaitReady() throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!log().contains("ready at ")) {
      if (!isAlive() || System.nanoTime() > until) {
        throw new IllegalStateException("the kiosk did not become ready:\n" + log());
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  public String log() throws IOException {
    return pi.get(LOG);
  }

  public boolean isAlive() throws IOException {
    return pi.run("[ -d /proc/" + process + " ] && echo alive || echo gone")
        .strip()
        .equals("alive");
  }

  /// Its threads by the names that Linux gives them, at most 15 characters, and how many have each.
  /// Those that serve the pages or search for the town are left out: they come and go with the
  /// work.
  public Map<String, Long> threads() throws IOException {
    Map<String, Long> counted = counted(pi.run("cat /proc/" + process + "/task/*/comm"));
    counted.keySet().removeIf(name -> name.startsWith("kiosk-web") || name.equals("name-search"));
    return counted;
  }

  /// What its open descriptors lead to, and how many to each. Its sockets are left out, which come
  /// and go with those who ask it, and its database, of which it keeps a few connections for as
  /// many as have read at once.
  public Map<String, Long> descriptors() throws IOException {
    Map<String, Long> counted =
        counted(pi.run("for f in /proc/" + process + "/fd/*; do readlink $f; done; true"));
    counted
        .keySet()
        .removeIf(
            target -> target.startsWith("socket:") || target.startsWith(PiSite.DATA + "/daka.db"));
    return counted;
  }

  private static Map<String, Long> counted(String lines) {
    return lines
        .lines()
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  /// SIGTERM, as systemd stops it.
  ///
  /// @return the last lines of its log
  public List<String> stop() throws IOException, InterruptedException {
    pi.run("kill " + process);
    awaitEnd();
    return log().lines().toList();
  }

  /// From now on it is sent a signal as soon as a pin is high. Returns when the pin is being
  /// watched, so that no pulse which comes later is over before anybody looks.
  ///
  /// @param signal such as `KILL`
  public void endAtPin(int pin, String signal) throws IOException {
    String watch =
        "until read -r level <%s && [ \"$level\" = 1 ]; do :; done; kill -%s %d"
            .formatted(Traces.level(pin), signal, process);
    pi.run(
        "rm -f %1$s; { : >%1$s; %2$s; } >/dev/null 2>&1 & until [ -e %1$s ]; do sleep 0.1; done"
            .formatted(WATCHED, watch));
  }

  /// Waits until it is gone.
  public void awaitEnd() throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (isAlive()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("the kiosk did not stop:\n" + log());
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  @Override
  public void close() throws IOException {
    pi.run("kill -9 " + process + " 2>/dev/null; true");
  }
}
