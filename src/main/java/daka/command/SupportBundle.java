package daka.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import daka.config.Config;
import daka.config.Setting;
import daka.host.Version;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What somebody who can help wants to know of a kiosk, and nothing of the people: no name, number
/// or payload, no key, token or password. Each part that cannot be had says why in its place, since
/// a kiosk that needs help is one of which parts fail.
///
/// @param config the config file
/// @param journal the command that prints the kiosk's journal of the last day
record SupportBundle(Path config, List<String> journal) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long JOURNAL_SECONDS = 60;
  private static final int MOST_OF_JOURNAL = 20_000_000;

  /// By what the kiosk and a receiver know each other.
  private static final Set<String> LEFT_OUT = Set.of("username", "pin-sha256");

  /// What a Raspberry Pi says it is.
  private static final Path MODEL = Path.of("/proc/device-tree/model");

  private static final String EMPTY = "-";

  /// Its files by their names.
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("versions.txt", versions());
    switch (Config.read(config)) {
      case Config.Valid(Config read) -> {
        files.put("config.toml", settings());
        files.put("health.json", health(read.kiosk().listen()));
        files.put("machine.txt", machine(read.kiosk().data()));
      }
      case Config.Invalid(var problems) -> {
        files.put("config.toml", settings());
        files.put(
            "config-problems.txt",
            Scrubbed.of(problems.stream().map(String::valueOf).collect(Collectors.joining("\n"))));
      }
    }
    files.put("journal.txt", lastDay());
    return files;
  }

  private static String versions() {
    return """
    daka %s
    java %s, %s
    linux %s, %s
    %s
    """
        .formatted(
            Version.OF_PROGRAM,
            Runtime.version(),
            System.getProperty("java.vm.name", EMPTY),
            System.getProperty("os.version", EMPTY),
            System.getProperty("os.arch", EMPTY),
            firstLines(Path.of("/etc/os-release"), 1) + firstLines(MODEL, 1).replace("\0", ""));
  }

  private String settings() {
    try {
      StringBuilder text = new StringBuilder();
      String table = "";
      for (Setting setting : Config.settings(config, Files.readAllBytes(config))) {
        if (setting.value() == null) {
          continue;
        }
        String head = "[" + setting.table() + "] " + (setting.index() < 0 ? "" : setting.index());
        if (!head.equals(table)) {
          text.append('\n').append(head.strip()).append('\n');
          table = head;
        }
        text.append(setting.key()).append(" = ").append(told(setting)).append('\n');
      }
      return text.toString();
    } catch (IOException e) {
      return "the config could not be read: " + e + "\n";
    }
  }

  /// An address may hold a password.
  private static String told(Setting setting) {
    if (LEFT_OUT.contains(setting.key())) {
      return "(left out)";
    }
    return String.valueOf(setting.value()).replaceAll("//[^/@\\s]*@", "//");
  }

  private static String health(InetSocketAddress listen) {
    URI address =
        URI.create(
            "http://" + listen.getAddress().getHostAddress() + ":" + listen.getPort() + "/healthz");
    try {
      HttpURLConnection asked = (HttpURLConnection) address.toURL().openConnection();
      asked.setConnectTimeout((int) PATIENCE.toMillis());
      asked.setReadTimeout((int) PATIENCE.toMillis());
      // 503 tells as much as 200; Java has it apart.
      asked.getResponseCode();
      try (InputStream told = asked.getErrorStream()) {
        InputStream answer = told == null ? asked.getInputStream() : told;
        return Scrubbed.of(new String(answer.readAllBytes(), UTF_8));
      }
    } catch (IOException e) {
      return "the kiosk does not answer at " + address + ": " + e + "\n";
    }
  }

  private static String machine(Path data) {
    return firstLines(Path.of("/proc/uptime"), 1)
        + firstLines(Path.of("/proc/loadavg"), 1)
        + firstLines(Path.of("/proc/meminfo"), 3)
        + disk(data);
  }

  private static String disk(Path data) {
    try {
      FileStore disk = Files.getFileStore(data);
      return "data on %s, %d MiB free of %d%n"
          .formatted(disk.type(), disk.getUsableSpace() >> 20, disk.getTotalSpace() >> 20);
    } catch (IOException e) {
      return "the disk of the data folder could not be looked at: " + e + "\n";
    }
  }

  private static String firstLines(Path file, int count) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.limit(count).map(line -> line + "\n").collect(Collectors.joining());
    } catch (IOException | RuntimeException _) {
      return "no " + file + "\n";
    }
  }

  private String lastDay() {
    try {
      Process process = new ProcessBuilder(journal).redirectErrorStream(true).start();
      try (InputStream printed = process.getInputStream()) {
        String text = new String(printed.readNBytes(MOST_OF_JOURNAL), UTF_8);
        if (!process.waitFor(JOURNAL_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
        return Scrubbed.of(text);
      }
    } catch (IOException e) {
      return "there is no journal to read: " + e.getMessage() + "\n";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "reading the journal was interrupted\n";
    }
  }
}
