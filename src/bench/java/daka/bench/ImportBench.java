package daka.bench;

import daka.store.OpenStore;
import daka.store.file.Database;
import daka.store.register.TokenRole;
import daka.store.register.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// How long a tap at the kiosk takes while an administrator imports 10,000 residents, against one
/// while nobody does. Both are asked by HTTP of the jar as a process of its own.
///
/// Usage: `ImportBench JAR FOLDER [RESIDENTS]`.
final class ImportBench {
  private static final int WARM_UP = 2_000;
  private static final int QUIET = 1_000;
  private static final int MOST_TAPS = 20_000;
  private static final long PAUSE_MILLIS = 3;

  private ImportBench() {}

  static void main(String[] args) throws Exception {
    int residents = args.length > 2 ? Integer.parseInt(args[2]) : 10_000;
    Path folder = Files.createTempDirectory(Path.of(args[1]), "import");
    ServedKiosk.prepare(folder, WARM_UP + QUIET + MOST_TAPS);
    String token;
    try (Database database = Database.open(folder)) {
      token = new Tokens(database).issue("bench", TokenRole.ADMIN, OpenStore.MORNING).orElseThrow();
    }
    try (ServedKiosk kiosk = ServedKiosk.start(Path.of(args[0]), folder)) {
      kiosk.awaitReady();
      int next = 0;
      while (next < WARM_UP) {
        kiosk.tap(next++);
      }
      Percentiles quiet = new Percentiles(QUIET);
      while (next < WARM_UP + QUIET) {
        quiet.add((long) (kiosk.tap(next++) * 1_000));
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
      Percentiles beside = new Percentiles(MOST_TAPS);
      long begun = System.nanoTime();
      CompletableFuture<HttpResponse<String>> done =
          HttpClient.newHttpClient()
              .sendAsync(request(kiosk, token, residents), BodyHandlers.ofString());
      while (!done.isDone() && next < WARM_UP + QUIET + MOST_TAPS) {
        beside.add((long) (kiosk.tap(next++) * 1_000));
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
      HttpResponse<String> answer = done.get();
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (answer.statusCode() != 201) {
        throw new IOException("the import was answered " + answer.body());
      }
      report(residents, seconds, quiet, beside);
    }
  }

  private static HttpRequest request(ServedKiosk kiosk, String token, int residents) {
    StringBuilder csv = new StringBuilder("姓名,电话,出生日期,二维码,卡号\r\n");
    for (int i = 0; i < residents; i++) {
      csv.append("居民%d,1380%07d,1948/5/17,IMPORT-%d,%d\r\n".formatted(i, i, i, 700_000 + i));
    }
    return HttpRequest.newBuilder(URI.create(kiosk.url("/api/v1/residents.csv")))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "text/csv")
        .POST(BodyPublishers.ofByteArray(csv.toString().getBytes(Charset.forName("GB18030"))))
        .build();
  }

  private static void report(int residents, double seconds, Percentiles quiet, Percentiles beside) {
    System.out.printf(
        "import of %,d residents by HTTP: %.1f s, %d taps beside it%n",
        residents, seconds, beside.size());
    System.out.printf("| a tap by HTTP, ms | p50 | p99 | worst |%n|---|---|---|---|%n");
    row("alone", quiet);
    row("beside the import", beside);
    System.out.printf(
        "| ratio | %.2f | %.2f | %.2f |%n",
        beside.micros(0.5) / quiet.micros(0.5),
        beside.micros(0.99) / quiet.micros(0.99),
        beside.micros(1) / quiet.micros(1));
    System.out.printf(
        "worst tap beside the import: %.1f ms (at most 50)%n", beside.micros(1) / 1e3);
  }

  private static void row(String name, Percentiles taps) {
    System.out.printf(
        "| %s | %.2f | %.2f | %.2f |%n",
        name, taps.micros(0.5) / 1e3, taps.micros(0.99) / 1e3, taps.micros(1) / 1e3);
  }
}
