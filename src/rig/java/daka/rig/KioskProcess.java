package daka.rig;

import daka.check.LeftBehind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A kiosk in a process of its own, that can be killed as a power cut would.
public final class KioskProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int LAST_LINES = 100;

  private final Process process;
  private final CompletableFuture<URI> ready = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>();

  /// Starts the kiosk of this site, with the classes that this program was started with.
  ///
  /// @param main the class to start and its first arguments; `--config FILE` is added
  public static KioskProcess start(Site site, List<String> main) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    words.addAll(main);
    words.addAll(List.of("--config", site.config().toString()));
    return new KioskProcess(java(site.temporary(), words));
  }

  /// The command that runs Java with these words, made to start fast and to leave nothing behind.
  public static List<String> java(Path temporary, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx128m",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + temporary));
    command.addAll(words);
    return command;
  }

  /// Starts the kiosk of this site in this way, and fast.
  static KioskProcess start(Site site, Launch launch) throws IOException, InterruptedException {
    return start(site, launch, FastStart.words());
  }

  /// @param classes the words that have Java find the classes
  static KioskProcess start(Site site, Launch launch, List<String> classes) throws IOException {
    List<String> words = new ArrayList<>(classes);
    words.addAll(launch.main());
    words.addAll(List.of("--config", site.config().toString()));
    List<String> command = new ArrayList<>(launch.before());
    command.addAll(java(site.temporary(), words));
    return new KioskProcess(command, launch.environment());
  }

  /// @param command starts the kiosk
  public KioskProcess(List<String> command) throws IOException {
    this(command, Map.of());
  }

  private KioskProcess(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    process = builder.start();
    LeftBehind.offerText("kiosk.log", this::log);
    Thread.ofPlatform().name("kiosk-log").daemon().start(this::read);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
        Matcher told = READY.matcher(line);
        if (told.find()) {
          URI kiosk = URI.create(told.group(1));
          LeftBehind.offerState(kiosk);
          ready.complete(kiosk);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      keep("(its log could not be read to the end: " + e.getMessage() + ")");
    }
    ready.completeExceptionally(new IOException("the kiosk ended before it was ready"));
  }

  private synchronized void keep(String line) {
    lastLines.add(line);
    if (lastLines.size() > LAST_LINES) {
      lastLines.remove();
    }
  }

  /// The last lines of its log.
  public synchronized String log() {
    return String.join("\n", lastLines);
  }

  /// Waits until it answers taps.
  ///
  /// @return the address of its listener
  public URI awaitReady() throws InterruptedException {
    try {
      return ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the kiosk did not become ready:\n" + log(), e);
    }
  }

  /// The same, for a kiosk that may be killed before.
  ///
  /// @param mayRefuse whether it may also say that it cannot start, as on a disk that fails
  /// @return empty if it was killed or refused
  /// @throws IllegalStateException if it ended otherwise
  Optional<URI> awaitReadyOrDeath(boolean mayRefuse) throws InterruptedException {
    try {
      return Optional.of(ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      if (process.waitFor(1, TimeUnit.SECONDS)
          && (process.exitValue() == Fuse.KILLED || (mayRefuse && process.exitValue() == 1))) {
        return Optional.empty();
      }
      throw new IllegalStateException("the kiosk did not become ready:\n" + log(), e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /// Lets it live this long, or until it ends by itself.
  void live(Duration time) throws InterruptedException {
    process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// SIGKILL: not one more instruction of it is executed when this returns.
  ///
  /// @throws IllegalStateException if it had ended by itself before
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (process.waitFor() != Fuse.KILLED) {
      throw new IllegalStateException("the kiosk ended by itself:\n" + log());
    }
  }

  /// SIGKILL, without waiting for its end.
  void strikeDead() {
    process.destroyForcibly();
  }

  /// SIGTERM, as systemd stops it.
  ///
  /// @return its exit code
  public int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the kiosk did not stop:\n" + log());
    }
    return process.exitValue();
  }

  /// Waits until it ends by itself.
  ///
  /// @return its exit code
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the kiosk did not end:\n" + log());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
