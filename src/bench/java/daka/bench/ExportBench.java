package daka.bench;

import daka.store.file.Database;
import daka.store.visits.ManyVisits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The visit log as CSV over HTTP, from a JVM with 64 MB, against `sqlite3 -csv` writing the same
/// columns, in turns. Both write into a file. Arguments: how many visits (1,000,000), how many
/// rounds (5).
public final class ExportBench {
  private static final String COLUMNS =
      """
      SELECT v.id AS visit, v.resident, r.name, v.party, v.room, m.name AS room_name,
        strftime('%Y-%m-%dT%H:%M:%f', v.arrived / 1000.0 + 28800, 'unixepoch') || '+08:00' AS arrived,
        strftime('%Y-%m-%dT%H:%M:%f', v.departed / 1000.0 + 28800, 'unixepoch') || '+08:00' AS departed,
        (v.departed - v.arrived) / 60000 AS minutes, v.ended, v.reader,
        v.evidence,
        strftime('%Y-%m-%d %H:%M:%S', v.arrived / 1000 + 28800, 'unixepoch') AS arrived_local,
        strftime('%Y-%m-%d %H:%M:%S', v.departed / 1000 + 28800, 'unixepoch') AS departed_local,
        '' AS town
      FROM visits v LEFT JOIN residents r ON r.id = v.resident JOIN rooms m ON m.id = v.room
      ORDER BY v.arrived, v.id;\
      """;

  private static final int PAGES = 201;

  private final Path folder;

  private ExportBench(Path folder) {
    this.folder = folder;
  }

  static void main(String[] args) throws Exception {
    int visits = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Path folder = Files.createTempDirectory("daka-export");
    try {
      new ExportBench(folder).run(visits, rounds);
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void run(int visits, int rounds) throws Exception {
    make(visits);
    double[] http = new double[rounds];
    double[] sqlite = new double[rounds];
    Process server = start();
    try (BufferedReader said = server.inputReader();
        HttpClient client = HttpClient.newHttpClient()) {
      String[] portAndToken = String.valueOf(said.readLine()).split(" ", 2);
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + portAndToken[0] + "/api/v1/visits.csv?bom=0"))
              .header("Authorization", "Bearer " + portAndToken[1])
              .build();
      http(client, request);
      for (int i = 0; i < rounds; i++) {
        sqlite[i] = sqlite();
        http[i] = http(client, request);
      }
      firstPage(client, portAndToken);
      System.out.println("peak memory of the server: " + peak(server));
    } finally {
      server.getOutputStream().close();
      server.waitFor();
    }
    check(visits);
    report(visits, median(http), median(sqlite));
  }

  private void make(int visits) throws SQLException {
    try (Database database = Database.open(folder)) {
      ManyVisits.write(database, visits, Instant.parse("2023-11-15T00:00:00Z"));
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ExportServer.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private double http(HttpClient client, HttpRequest request) throws Exception {
    long begin = System.nanoTime();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body();
        OutputStream file = Files.newOutputStream(folder.resolve("http.csv"))) {
      body.transferTo(file);
    }
    if (response.statusCode() != 200) {
      throw new IllegalStateException("the export was answered with " + response.statusCode());
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  /// How long the first page takes, which must not grow with the log.
  private static void firstPage(HttpClient client, String[] portAndToken) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + portAndToken[0] + "/api/v1/visits?limit=100"))
            .header("Authorization", "Bearer " + portAndToken[1])
            .build();
    double[] times = new double[PAGES];
    for (int i = 0; i < PAGES; i++) {
      long begin = System.nanoTime();
      client.send(request, BodyHandlers.ofString());
      times[i] = (System.nanoTime() - begin) / 1e6;
    }
    System.out.printf("first page of 100 visits: %.1f ms%n", median(times));
  }

  private double sqlite() throws Exception {
    long begin = System.nanoTime();
    Process cli =
        new ProcessBuilder(
                "sqlite3", "-csv", "-header", folder.resolve(Database.FILE).toString(), COLUMNS)
            .redirectOutput(folder.resolve("sqlite.csv").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (cli.waitFor() != 0) {
      throw new IllegalStateException("sqlite3 failed with " + cli.exitValue());
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static String peak(Process server) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("unknown");
  }

  /// Both wrote the same, but for quotes that need not be.
  private void check(int visits) throws IOException {
    List<String> files = List.of("http.csv", "sqlite.csv");
    long[] hashes = new long[2];
    for (int i = 0; i < 2; i++) {
      try (Stream<String> lines =
          Files.lines(folder.resolve(files.get(i)), StandardCharsets.UTF_8)) {
        hashes[i] =
            lines
                .mapToLong(line -> line.replace("\"", "").hashCode())
                .reduce(0, (a, b) -> 31 * a + b);
      }
    }
    if (hashes[0] != hashes[1]) {
      throw new IllegalStateException("the two exports of " + visits + " visits differ");
    }
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void report(int visits, double http, double sqlite) {
    System.out.printf(
        "csv of %,d visits: http %.2f s, sqlite3 %.2f s, ratio %.2f (at most 1.3)%n",
        visits, http, sqlite, http / sqlite);
  }
}
