package daka.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a kiosk's process holds at one moment.
///
/// @param heapKib after a full collection
/// @param descriptors the kinds of all that are open, such as `socket`, with their numbers
/// @param logBytes the size of the write-ahead log
record Vitals(long heapKib, Map<String, Long> descriptors, long threads, long logBytes) {
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  static Vitals of(KioskProcess kiosk, Site site) throws IOException, InterruptedException {
    jcmd(kiosk, "GC.run");
    Path process = Path.of("/proc", Long.toString(kiosk.pid()));
    long heap = 0;
    Matcher used = USED.matcher(jcmd(kiosk, "GC.heap_info"));
    while (used.find()) {
      heap += Long.parseLong(used.group(1));
    }
    return new Vitals(
        heap,
        descriptors(process.resolve("fd")),
        count(process.resolve("task")),
        Files.size(Path.of(site.database() + "-wal")));
  }

  private static String jcmd(KioskProcess kiosk, String command)
      throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home", ""), "bin", "jcmd").toString(),
                Long.toString(kiosk.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + said);
    }
    return said;
  }

  private static Map<String, Long> descriptors(Path folder) throws IOException {
    try (Stream<Path> open = Files.list(folder)) {
      return open.collect(Collectors.groupingBy(Vitals::kind, TreeMap::new, Collectors.counting()));
    }
  }

  /// What is open is named like `socket:[1234]`, `anon_inode:[eventpoll]` or a file.
  private static String kind(Path descriptor) {
    try {
      String name = Files.readSymbolicLink(descriptor).toString();
      int end = name.indexOf(':');
      return name.startsWith("/") || end < 0 ? "file" : name.substring(0, end);
    } catch (IOException e) {
      return "closed meanwhile";
    }
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  /// In one line.
  String inWords() {
    return "heap %,d kB, %d descriptors %s, %d threads, write-ahead log %,d kB"
        .formatted(
            heapKib,
            descriptors.values().stream().mapToLong(Long::longValue).sum(),
            descriptors,
            threads,
            logBytes / 1_024);
  }
}
