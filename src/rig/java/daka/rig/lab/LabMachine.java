package daka.rig.lab;

import daka.check.LeftBehind;
import daka.rig.Prepared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A machine of the lab. What is its own is kept while it is off. It goes off when this is closed,
/// as by its plug, and also when the program that started it ends in any way.
public final class LabMachine implements AutoCloseable {
  private static final Path SCRIPTS = Path.of("src", "rig", "lab");
  private static final Duration BOOT = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  /// What the script `run` ends with if the machine cannot be spoken to, as sysexits(3) has it.
  private static final int UNAVAILABLE = 69;

  private final Path lab;
  private final Path site;
  private Process process;

  /// What a script in the machine left.
  ///
  /// @param exit how it ended
  /// @param output with standard error
  public record Ended(int exit, String output) {}

  /// Prepares the lab, or finds it prepared. Downloads 150 MB at the first time.
  ///
  /// @throws IOException if something failed that should work on this host
  public static Prepared prepare() throws IOException, InterruptedException {
    return Prepared.by(SCRIPTS, Map.of());
  }

  /// Switches a clean machine on, and waits until it has started.
  ///
  /// @param lab what [#prepare] made
  public LabMachine(Path lab) throws IOException, InterruptedException {
    this.lab = lab;
    // Not a test's own folder: who deletes that would warn of each of the machine's links.
    site = Files.createTempDirectory("daka-lab").toRealPath();
    process = boot();
    LeftBehind.offerText("console.log", () -> Files.readString(console()));
    LeftBehind.offerText("journal.log", () -> run("journalctl --no-pager -b").output());
    try {
      awaitStart();
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Process boot() throws IOException {
    return new ProcessBuilder(SCRIPTS.resolve("boot").toString(), lab.toString(), site.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()))
        .start();
  }

  private void awaitStart() throws IOException, InterruptedException {
    long until = System.nanoTime() + BOOT.toNanos();
    while (run("systemctl is-system-running --wait").exit() == UNAVAILABLE) {
      if (!process.isAlive() || System.nanoTime() > until) {
        throw new IOException("the lab does not start: " + Files.readString(console()));
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private Path console() {
    return site.resolve("console.log");
  }

  /// A folder of this host, which is `/site` in the machine.
  public Path shared() {
    return site.resolve("site");
  }

  /// Runs a shell script as root in the machine.
  public Ended run(String script) throws IOException, InterruptedException {
    return script(List.of(script));
  }

  /// What a shell script prints, standard error included.
  ///
  /// @throws IOException if it does not end with 0
  public String say(String script) throws IOException, InterruptedException {
    Ended ended = run(script);
    if (ended.exit() != 0) {
      throw new IOException(script + " ended with " + ended.exit() + ": " + ended.output());
    }
    return ended.output();
  }

  /// Asks a listener of the machine by curl.
  ///
  /// @param words of curl, such as an address
  /// @return the body, and in a last line the status; 000 if nobody answered
  public String curl(String... words) throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(List.of("--here", "curl", "-s", "-m", "30", "-w", "\n%{http_code}"));
    all.addAll(List.of(words));
    return script(all).output();
  }

  private Ended script(List<String> words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(SCRIPTS.resolve("run").toString(), site.toString()));
    command.addAll(words);
    Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
    run.getOutputStream().close();
    String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(run.waitFor(), output.strip());
  }

  /// The number that a process of the machine has on this host, for who wants to strike it from
  /// outside.
  ///
  /// @param words of its command line
  public long process(String words) {
    return process
        .descendants()
        .filter(each -> each.info().commandLine().orElse("").contains(words))
        .mapToLong(ProcessHandle::pid)
        .max()
        .orElseThrow(() -> new IllegalStateException("nothing runs " + words));
  }

  /// Switches it off as one should, and on again.
  public void restart() throws IOException, InterruptedException {
    run("systemctl poweroff");
    if (!process.waitFor(BOOT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("the lab does not go off: " + Files.readString(console()));
    }
    process = boot();
    awaitStart();
  }

  /// Pulls its plug, and switches it on again.
  public void pullPlug() throws IOException, InterruptedException {
    switchOff();
    process = boot();
    awaitStart();
  }

  private void switchOff() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(part -> part.onExit().join());
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the lab does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Switches it off for good, and forgets all that was its own.
  @Override
  public void close() {
    switchOff();
    try {
      new ProcessBuilder("rm", "-rf", "--one-file-system", site.toString())
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
