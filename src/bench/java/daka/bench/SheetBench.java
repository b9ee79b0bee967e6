package daka.bench;

import daka.store.file.Database;
import daka.store.visits.ManyVisits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/// The visit log as a spreadsheet over HTTP, from a JVM with 64 MB, against the bare library
/// writing the same cells ([BareSheet]) in a JVM like it, in turns. Both write into a file, and the
/// sheets are the same to the byte. Arguments: how many visits (1,000,000), how many rounds (3).
final class SheetBench {
  private static final Instant FIRST = Instant.parse("2023-11-15T00:00:00Z");

  /// The last day of the first 100,000 visits, 30 seconds apart.
  private static final String OF_100_000 = "?to=2023-12-19";

  private final Path folder;
  private final int visits;

  private SheetBench(Path folder, int visits) {
    this.folder = folder;
    this.visits = visits;
  }

  static void main(String[] args) throws Exception {
    int visits = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    Path folder = Files.createTempDirectory("daka-sheet");
    try {
      new SheetBench(folder, visits).run(rounds);
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void run(int rounds) throws Exception {
    make();
    double[] http = new double[rounds];
    double[] bare = new double[rounds];
    Path alone = folder.resolve("bare.xlsx");
    String first = Long.toString(FIRST.toEpochMilli());
    Process server = start(ExportServer.class, folder.toString());
    Process library = start(BareSheet.class, alone.toString(), Integer.toString(visits), first);
    try (BufferedReader said = server.inputReader();
        BufferedReader seconds = library.inputReader();
        Writer rounder = library.outputWriter();
        HttpClient client = HttpClient.newHttpClient()) {
      String[] portAndToken = String.valueOf(said.readLine()).split(" ", 2);
      http(client, portAndToken, OF_100_000);
      System.out.println("peak memory of the server after 100,000 visits: " + peak(server));
      http(client, portAndToken, "");
      System.out.println("after all of them, once: " + peak(server));
      bare(rounder, seconds);
      double served = processorSeconds(server);
      double written = processorSeconds(library);
      for (int i = 0; i < rounds; i++) {
        bare[i] = bare(rounder, seconds);
        http[i] = http(client, portAndToken, "");
      }
      served = (processorSeconds(server) - served) / rounds;
      written = (processorSeconds(library) - written) / rounds;
      System.out.printf(
          "processor time of one, mean: server %.2f s, the bare library %.2f s, ratio %.2f%n",
          served, written, served / written);
      System.out.println("after all of them, again and again: " + peak(server));
    } finally {
      server.getOutputStream().close();
      server.waitFor();
      library.getOutputStream().close();
      library.waitFor();
    }
    check(alone);
    Arrays.sort(http);
    Arrays.sort(bare);
    double ours = http[rounds / 2];
    double theirs = bare[rounds / 2];
    System.out.printf(
        "xlsx of %,d visits: http %.2f s, the bare library %.2f s, ratio %.2f (at most 1.5), %.1f"
            + " MB%n",
        visits, ours, theirs, ours / theirs, Files.size(alone) / 1e6);
  }

  private void make() throws SQLException {
    try (Database database = Database.open(folder)) {
      ManyVisits.write(database, visits, FIRST);
    }
  }

  private static Process start(Class<?> program, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx64m");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private double http(HttpClient client, String[] portAndToken, String query) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + portAndToken[0] + "/api/v1/visits.xlsx" + query))
            .header("Authorization", "Bearer " + portAndToken[1])
            .build();
    long begin = System.nanoTime();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body();
        OutputStream file = Files.newOutputStream(folder.resolve("http.xlsx"))) {
      body.transferTo(file);
    }
    if (response.statusCode() != 200) {
      throw new IllegalStateException("the export was answered with " + response.statusCode());
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double bare(Writer rounder, BufferedReader seconds) throws IOException {
    rounder.write('\n');
    rounder.flush();
    return Double.parseDouble(String.valueOf(seconds.readLine()));
  }

  /// What a process has used of the processors, garbage collection and compilation included. It
  /// says more than the clock on a machine that is busy with other work.
  private static double processorSeconds(Process process) {
    return process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  private static String peak(Process server) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("unknown");
  }

  private void check(Path alone) throws IOException {
    try (ZipFile theirs = new ZipFile(alone.toFile());
        ZipFile ours = new ZipFile(folder.resolve("http.xlsx").toFile())) {
      for (String part :
          List.of("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml")) {
        if (theirs.getEntry(part).getCrc() != ours.getEntry(part).getCrc()) {
          throw new IllegalStateException(part + " of the two files differs");
        }
      }
    }
  }
}
